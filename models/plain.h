/* The plain contact: a first attempt on a channel that has no automation, no hours, no lines to run
 * out of, no turns, no answer delay and no wrap-up; the customer does not balk. Most calls are so.
 * Its whole life is two events in one piece here; all else, and whatever happens to it that is not
 * plain, is in life*.c, which gives the same numbers and so is the test of this file. */
#ifndef CC_PLAIN_H
#define CC_PLAIN_H

#include "models/center_state.h"

/* The way of all issues of that kind, if it is plain; NULL. */
const cc_way *cc_plain_way(const cc_center *self, int issue);
void cc_plain_begin(cc_center *self, uint64_t owner, const cc_way *way, cc_fate fate);
/* The attention of an agent on a plain contact ends. */
void cc_plain_ends(cc_center *self, uint32_t agent);

#endif
