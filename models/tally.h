/* What is counted where. A contact's cells of the record are found once, when it arrives; the
 * agent who answers adds the group. */
#ifndef CC_TALLY_H
#define CC_TALLY_H

#include "models/center_state.h"

/* Finds the cells of a contact that arrives now: way and attempt are known. */
static inline void
cc_tally_arrives(const cc_center *self, cc_contact *c)
{
    c->cell = cc_way_of(self, c)->cell + (c->again ? self->again_cell : 0);
    c->tally = c->counts ? self->slice_cell + c->cell : self->rest_cell;
}

static inline double *
cc_tally_at(const cc_center *self, uint32_t cell)
{
    return self->count + cell;
}

/* The counters of a contact's events. */
static inline double *
cc_tally_cell(const cc_center *self, const cc_contact *c)
{
    return cc_tally_at(self, c->tally + c->group);
}

/* The slice of now begins, or of a moment within observe. */
void cc_tally_turn_to_slice(cc_center *self);

/* Adds the part of [from, to] inside observe to a time_* counter of that cell, slice by slice. */
void cc_tally_slices(cc_center *self, uint32_t cell, int counter, double from, double to);

void cc_tally_any_span(cc_center *self, uint32_t cell, int counter, double from, double to);

/* ... of [from, now]. */
static inline void
cc_tally_span(cc_center *self, uint32_t cell, int counter, double from)
{
    if (from >= self->plain_since && self->now <= self->slice_until) {
        cc_tally_at(self, self->slice_cell + cell)[counter] += self->now - from;
    } else {
        cc_tally_any_span(self, cell, counter, from, self->now);
    }
}

static inline void
cc_tally_time(cc_center *self, const cc_contact *c, int counter, double from)
{
    cc_tally_span(self, c->cell + c->group, counter, from);
}

/* An entry into a state. */
static inline void
cc_tally_into(cc_center *self, const cc_contact *c, int counter)
{
    if (self->observing) {
        cc_tally_at(self, self->slice_cell + c->cell + c->group)[counter]++;
    }
}

void cc_tally_answered(cc_center *self, const cc_contact *c);
void cc_tally_abandoned(cc_center *self, const cc_contact *c);
/* Deferred channels answer when the agent's reply is out: by the clock of the channel's hours. */
void cc_tally_late_reply(cc_center *self, const cc_contact *c);

static inline void
cc_tally_reply(cc_center *self, const cc_contact *c)
{
    if (cc_way_of(self, c)->is_deferred) {
        cc_tally_late_reply(self, c);
    }
}

/* How many wait now, into that counter, and the agent time that they stand for. */
void cc_tally_waiting(cc_center *self, int counter);

#endif
