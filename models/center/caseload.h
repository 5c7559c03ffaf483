/* Caseloads: how many conversations by turns an agent keeps at once, from being taken to their end,
 * those that lie dormant too. Who keeps as many as its group allows is offered no more of them;
 * places (mix.h) are another matter. */
#ifndef CC_CASELOAD_H
#define CC_CASELOAD_H

#include "models/center/fixed.h"

/* Does a contact of that channel count against a caseload of that crew? */
static inline bool
cc_case_counts(const cc_center *self, const cc_crew *crew, int channel)
{
    return crew->caseload > 0 && (self->case_channels >> channel & 1);
}

/* The channels of which the agent may not be offered one more, one bit each. */
static inline uint64_t
cc_case_barred(const cc_center *self, const cc_crew *crew, uint32_t a)
{
    return crew->caseload > 0 && self->cases[a] >= crew->caseload ? self->case_channels : 0;
}

static inline void
cc_case_take(cc_center *self, uint32_t a, int channel)
{
    if (cc_case_counts(self, &self->crew[self->agent[a].group], channel)) {
        self->cases[a]++;
    }
}

static inline void
cc_case_give(cc_center *self, uint32_t a, int channel)
{
    if (cc_case_counts(self, &self->crew[self->agent[a].group], channel)) {
        self->cases[a]--;
    }
}

#endif
