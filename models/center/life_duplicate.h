/* Contacts of one issue that are there at once: see life_duplicate.c. Where the scenario has none,
 * nobody calls these. */
#ifndef CC_LIFE_DUPLICATE_H
#define CC_LIFE_DUPLICATE_H

#include "models/center/state.h"

static inline bool
cc_life_is_duplicate(const cc_center *self, uint32_t id)
{
    return self->leaves_duplicates && self->aside[id].is_duplicate;
}

/* It was left in line: has no patience, and nobody hands it on. */
static inline bool
cc_life_stayed(const cc_center *self, uint32_t id)
{
    return self->leaves_duplicates && self->aside[id].attempt.stayed;
}

/* Patience has ended in the queue: does the customer go to another channel and leave this here? */
bool cc_life_leave_duplicate(cc_center *self, uint32_t id);
/* A duplicate is sent away or cut off. */
void cc_life_end_duplicate(cc_center *self, uint32_t id);
/* The customer's contact is another record from now on. */
void cc_life_others_follow(cc_center *self, uint32_t id, uint32_t is_now);
/* The customer has nothing more to do with that contact, and would be lost: is there another one of the
 * issue, or has one resolved it? Then this one is over. */
bool cc_life_is_not_lost(cc_center *self, uint32_t id);

/* ---- life_switch.c ---- */
/* Draws whether who loses patience now goes to another channel, and after which delay, s. */
bool cc_life_will_switch(cc_center *self, const cc_contact *c, double *delay);
/* Then they do. */
void cc_life_go_switch(cc_center *self, uint32_t id, double delay);

#endif
