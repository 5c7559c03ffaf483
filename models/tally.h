/* What is counted where. A contact's cells of the record are found once, when it arrives; the
 * agent who answers adds the group. */
#ifndef CC_TALLY_H
#define CC_TALLY_H

#include "models/center_state.h"

/* The place of a cell's counters, by its index in the record. */
uint32_t cc_tally_touch(cc_center *self, uint32_t index);

static inline uint32_t
cc_tally_place(cc_center *self, uint32_t index)
{
    const uint32_t place = self->place[index];
    return place != 0 ? place : cc_tally_touch(self, index);
}

/* Counters at a place; those that its cell has. */
static inline double *
cc_tally_at(const cc_center *self, uint32_t place)
{
    return self->pool + place;
}

/* Adds to a counter and the one behind it. */
static inline void
cc_tally_two(double *count, double x, double y)
{
    typedef double two __attribute__((vector_size(16)));
    two sum;
    memcpy(&sum, count, sizeof(sum));
    sum += (two){x, y};
    memcpy(count, &sum, sizeof(sum));
}

/* Finds the cells of a contact that arrives now: way and attempt are known, nobody has it. */
static inline void
cc_tally_arrives(cc_center *self, cc_contact *c)
{
    c->cell = cc_way_of(self, c)->cell + (c->again ? self->again_cell : 0);
    c->index = c->counts ? self->slice_cell + c->cell : self->rest_cell;
    c->tally = cc_tally_place(self, c->index);
}

/* The counters of a contact's events. */
static inline double *
cc_tally_cell(const cc_center *self, const cc_contact *c)
{
    return cc_tally_at(self, c->tally);
}

/* The counters of the time it spends now. */
static inline double *
cc_tally_now(cc_center *self, const cc_contact *c)
{
    return cc_tally_at(self, cc_tally_place(self, self->slice_cell + c->cell + c->group));
}

/* The slice of now begins, or of a moment within observe. */
void cc_tally_turn_to_slice(cc_center *self);

/* Adds the part of [from, to] inside observe to a time_* counter of that cell, slice by slice. */
void cc_tally_slices(cc_center *self, uint32_t cell, int counter, double from, double to);

void cc_tally_any_span(cc_center *self, uint32_t cell, int counter, double from, double to);

/* ... of [from, now]. */
static SIM_INLINE void
cc_tally_span(cc_center *self, uint32_t cell, int counter, double from)
{
    if (from >= self->plain_since && self->now <= self->slice_until) {
        cc_tally_at(self, cc_tally_place(self, self->slice_cell + cell))[counter] +=
            self->now - from;
    } else {
        cc_tally_any_span(self, cell, counter, from, self->now);
    }
}

static SIM_INLINE void
cc_tally_time(cc_center *self, const cc_contact *c, int counter, double from)
{
    cc_tally_span(self, c->cell + c->group, counter, from);
}

/* An entry into a state. */
static SIM_INLINE void
cc_tally_into(cc_center *self, const cc_contact *c, int counter)
{
    if (self->observing) {
        cc_tally_now(self, c)[counter]++;
    }
}

/* The day of that moment, which cc_tally_day needs. */
void cc_tally_look_up_day(cc_center *self, double time);

/* Was it in time by threshold j? Either counter is the first of four. */
static inline void
cc_tally_in_time(const cc_service_level *level, double *c, int counter, double elapsed)
{
    for (int j = 0; j < level->n_within; j++) {
        if (elapsed <= level->within[j]) {
            c[counter + j]++;
        }
    }
}

/* For P(day meets the target); +1 offered unless it left in time. */
static inline void
cc_tally_day(cc_center *self, const cc_contact *contact, const cc_way *way, bool is_in_time,
             bool left_in_time)
{
    if (!(contact->arrived >= self->today && contact->arrived < self->tomorrow)) {
        cc_tally_look_up_day(self, contact->arrived);
    }
    cc_day *day = &self->record->day[way->first_day + self->day_of_observe];
    day->in_time += is_in_time;
    day->offered += !left_in_time;
}

static inline void
cc_tally_wait(const cc_contact *contact, const cc_service_level *level, double *c, double wait)
{
    if (contact->delayed) {
        c[CC_N_delayed]++;
    }
    if (level->n_within > 0 && wait > level->within[0]) {
        c[CC_N_wait_excess] += wait - level->within[0];
    }
    if (wait > c[CC_N_wait_max]) {
        c[CC_N_wait_max] = wait;
    }
}

/* Answered after that wait: its way, and the counters of its events. */
static SIM_INLINE void
cc_tally_answer(cc_center *self, const cc_contact *contact, const cc_way *way, double *c,
                double wait)
{
    const cc_service_level *level = way->level;
    cc_tally_wait(contact, level, c, wait);
    for (int j = 0; j < self->layout.n_wait_over; j++) {
        c[CC_N_ANSWERED_OVER(j)] += wait > self->scenario->run.wait_over[j];
    }
    c[CC_N_answered]++;
    c[CC_N_wait_answered] += wait;
    c[CC_N_wait_answered_sq] += wait * wait;
    if (!contact->counts) {
        return;
    }
    sim_histogram_add(&self->record->wait[way->index], wait);
    if (!way->is_deferred) {
        cc_tally_in_time(level, c, CC_N_in_time_1, wait);
        if (!isnan(level->target)) {
            cc_tally_day(self, contact, way, level->n_within > 0 && wait <= level->within[0],
                         false);
        }
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
