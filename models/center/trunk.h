/* Trunks: the lines of a channel, each held by one contact from its arrival to the end of its talk.
 * Who finds none is blocked (life_trunk.c). */
#ifndef CC_TRUNK_H
#define CC_TRUNK_H

#include "models/center/count.h"

/* False: they are all busy. */
static SIM_INLINE bool
cc_trunk_take(cc_center *self, cc_contact *c, const cc_service *service)
{
    if (service->has_trunks) {
        if (self->now.trunks_held[c->channel] >= service->channel->trunks) {
            return false;
        }
        self->now.trunks_held[c->channel]++;
    }
    c->has_trunk = service->counts_trunks;
    return true;
}

static SIM_INLINE void
cc_trunk_release(cc_center *self, cc_contact *c)
{
    if (c->has_trunk) {
        c->has_trunk = false;
        if (cc_service_of(self, c)->has_trunks) {
            self->now.trunks_held[c->channel]--;
        }
        cc_count_time(self, c, CC_N_time_line, c->arrived);
    }
}

#endif
