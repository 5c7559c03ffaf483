/* Contacts in queues to which they were transferred: they came there, and leave by an agent or without. All else
 * of a contact counts by its first queue. */
#include "models/center/count.h"
#include "models/center/life_desk.h"
#include "models/center/life_transfer.h"

static double *
counters(const cc_center *self, const cc_contact *c)
{
    return cc_record_transfer(self->record, cc_service_of(self, c)->queue, c->channel);
}

void
cc_moved_begins(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    self->aside[id].attempt.is_moved = c->counts;
    self->aside[id].attempt.moved = self->now.time;
    if (c->counts) {
        counters(self, c)[CC_T_came]++;
    }
}

void
cc_moved_ends(cc_center *self, uint32_t id, cc_transfer_counter how)
{
    const cc_contact *c = &self->contact[id];
    const double since = self->aside[id].attempt.moved;
    if (!self->aside[id].attempt.is_moved) {
        return;
    }
    self->aside[id].attempt.is_moved = false;
    const cc_service *service = cc_service_of(self, c);
    const cc_service_level *level = &self->level[service->queue * self->n_channels + c->channel];
    const double wait = self->now.time - since;
    const double elapsed = service->type->medium->deferred ? cc_desk_time(self, c, since) : wait;
    double *count = counters(self, c);
    count[how]++;
    if (how == CC_T_taken) {
        count[CC_T_wait_taken] += wait;
        count[CC_T_in_time] += level->n_within > 0 && elapsed <= level->within[0];
    } else if (how == CC_T_gave_up && level->n_within > 0) {
        const double within = level->short_abandon >= 0 ? level->short_abandon : level->within[0];
        count[CC_T_left_short] += elapsed <= within;
    }
}
