/* Trunks: the lines of a channel, each held by one contact from its arrival to the end of its talk.
 * Who finds none is blocked (life_trunk.c). A slot of a queue (life_enter.c) is let go at the same
 * moment. */
#ifndef CC_TRUNK_H
#define CC_TRUNK_H

#include "models/center/count.h"
#include "models/center/slots.h"
#include <limits.h>

/* Are there only so many? */
static inline bool
cc_trunk_has_most(const cc_service *service)
{
    return service->counts_trunks && service->channel->trunks < INT_MAX;
}

/* False: they are all busy. */
static SIM_INLINE bool
cc_trunk_take(cc_center *self, cc_contact *c, const cc_service *service)
{
    if (service->is_limited) {
        c->holds_slot = false;
        if (cc_trunk_has_most(service)) {
            if (self->now.trunks_held[c->channel] >= service->channel->trunks) {
                return false;
            }
            self->now.trunks_held[c->channel]++;
        }
    }
    c->has_trunk = service->counts_trunks;
    return true;
}

static SIM_INLINE void
cc_trunk_release(cc_center *self, cc_contact *c)
{
    if (c->has_trunk) {
        c->has_trunk = false;
        const cc_service *service = cc_service_of(self, c);
        if (service->is_limited) {
            if (cc_trunk_has_most(service)) {
                self->now.trunks_held[c->channel]--;
            }
            if (c->holds_slot) {
                c->holds_slot = false;
                cc_slots_let_go(self, cc_slots_queue(self, c));
            }
            if (!service->counts_trunks) {
                return;
            }
        }
        cc_count_time(self, c, CC_N_time_line, c->arrived);
    }
}

#endif
