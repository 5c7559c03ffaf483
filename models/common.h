/* Short cuts for the common contact: a call, or whatever else has the agent's attention throughout
 * and is not interrupted. Its stay in the queue and at the agent is here in one piece; all else,
 * and what happens to it that is not common, is in life*.c, which gives the same bits and so is
 * the test of this file. */
#ifndef CC_COMMON_H
#define CC_COMMON_H

#include "models/life.h"

/* Do contacts of that kind have short cuts? */
bool cc_common_is(const cc_way *way);
void cc_common_enter_queue(cc_center *self, uint32_t id);
/* The answer delay of one ends; its work; the wrap-up after one. */
void cc_common_answered(cc_center *self, uint32_t agent);
void cc_common_ends(cc_center *self, uint32_t agent);
void cc_common_wrapped_up(cc_center *self, uint32_t agent);

/* Is the contact still a common one, and does nobody listen? */
static inline bool
cc_common_holds(const cc_center *self, const cc_contact *c)
{
    return c->is_common && self->trace == NULL;
}

#endif
