/* What is counted where. A contact's cells of the record are found once, when it arrives; the
 * agent who answers adds the group. */
#ifndef CC_COUNT_H
#define CC_COUNT_H

#include "models/center/state.h"

/* The place of a cell's counters, by its index in the record. */
uint32_t cc_count_touch(cc_center *self, uint32_t index);

static SIM_INLINE uint32_t
cc_count_place(cc_center *self, uint32_t index)
{
    const uint32_t place = self->place[index];
    return place != 0 ? place : cc_count_touch(self, index);
}

/* Counters at a place; those that its cell has. */
static SIM_INLINE double *
cc_count_at(const cc_center *self, uint32_t place)
{
    return self->pool + place;
}

/* Adds to a counter and the one behind it. */
static SIM_INLINE void
cc_count_two(double *count, double x, double y)
{
    *(cc_two *)count += (cc_two){x, y};
}

/* Counters that are counted by their distance, here and where cc_count_two is used. */
_Static_assert(CC_N_issue_contacts == CC_N_issues + 1 && CC_N_resolved_first == CC_N_resolved + 1 &&
                   CC_N_wait_answered == CC_N_answered + 1 &&
                   CC_N_responded == CC_N_first_response + 1 && CC_N_talk == CC_N_ended + 1 &&
                   CC_N_wait_total == CC_N_sojourn + 1,
               "cc_count_two");
_Static_assert(CC_N_wait_dropped == CC_N_dropped + 1 && CC_N_wait_dropped_sq == CC_N_dropped + 2 &&
                   CC_N_wait_censored == CC_N_in_queue_end + 1 &&
                   CC_N_wait_censored_sq == CC_N_in_queue_end + 2,
               "cc_count_unanswered");
_Static_assert(CC_N_in_time_4 == CC_N_in_time_1 + CC_MAX_WITHIN - 1 &&
                   CC_N_left_in_time_4 == CC_N_left_in_time_1 + CC_MAX_WITHIN - 1,
               "cc_count_in_time");

/* Finds the cells of a contact that arrives now: service and attempt are known, nobody has it. */
static SIM_INLINE void
cc_count_arrives(cc_center *self, cc_contact *c, const cc_service *service)
{
    c->cell = service->cell + (c->again ? self->again_cell : 0);
    c->slice = c->counts ? self->now.slice_cell : self->rest_cell;
    c->counters = cc_count_place(self, c->slice + c->cell);
}

/* The counters of a contact's events. */
static SIM_INLINE double *
cc_count_cell(const cc_center *self, const cc_contact *c)
{
    return cc_count_at(self, c->counters);
}

/* Does its time now count in the same slice as its events? */
static SIM_INLINE bool
cc_count_is_now(const cc_center *self, const cc_contact *c)
{
    return c->slice == self->now.slice_cell;
}

/* The slice of now begins, or of a moment within observe. */
void cc_count_turn_to_slice(cc_center *self);

/* Adds the part of [from, to] inside observe to a time_* counter of that cell, slice by slice. */
void cc_count_any_span(cc_center *self, uint32_t cell, int counter, double from, double to);

/* ... of [from, now]. */
static SIM_INLINE void
cc_count_span(cc_center *self, uint32_t cell, int counter, double from)
{
    if (from >= self->now.slice_since && self->now.observing) {
        cc_count_at(self, cc_count_place(self, self->now.slice_cell + cell))[counter] +=
            self->now.time - from;
    } else {
        cc_count_any_span(self, cell, counter, from, self->now.time);
    }
}

/* Time of a contact since a moment after its arrival, which most often is in this slice too. */
static SIM_INLINE void
cc_count_time(cc_center *self, const cc_contact *c, int counter, double from)
{
    if (cc_count_is_now(self, c)) {
        cc_count_cell(self, c)[counter] += self->now.time - from;
    } else {
        cc_count_span(self, c->cell + c->group, counter, from);
    }
}

/* An entry into a state. */
static SIM_INLINE void
cc_count_into(cc_center *self, const cc_contact *c, int counter)
{
    if (cc_count_is_now(self, c)) {
        cc_count_cell(self, c)[counter]++;
    } else if (self->now.observing) {
        cc_count_at(self,
                    cc_count_place(self, self->now.slice_cell + c->cell + c->group))[counter]++;
    }
}

/* The day of that moment, which cc_count_day needs. */
void cc_count_look_up_day(cc_center *self, double time);

/* Was it in time by threshold j? Either counter is the first of four. */
static SIM_INLINE void
cc_count_in_time(const cc_service_level *level, double *c, int counter, double elapsed)
{
    for (int j = 0; j < level->n_within; j++) {
        if (elapsed <= level->within[j]) {
            c[counter + j]++;
        }
    }
}

/* s: the first threshold; below 0: none; */
static SIM_INLINE double
cc_count_target(const cc_service_level *level)
{
    return level->n_within > 0 ? level->within[0] : -1;
}

/* and who leaves within this does not count for it. */
static inline double
cc_count_short(const cc_service_level *level)
{
    return level->short_abandon >= 0 ? level->short_abandon : cc_count_target(level);
}

/* For P(day meets the target); +1 offered unless it left in time. */
static SIM_INLINE void
cc_count_day(cc_center *self, const cc_contact *contact, const cc_service *service, bool is_in_time,
             bool left_in_time)
{
    if (!(contact->arrived >= self->now.today && contact->arrived < self->now.tomorrow)) {
        cc_count_look_up_day(self, contact->arrived);
    }
    cc_day *day = &self->record->day[service->first_day + self->now.day_of_observe];
    if (is_in_time) {
        cc_count_two(&day->in_time, 1, 1); /* offered */
    } else if (!left_in_time) {
        day->offered++;
    }
}

static SIM_INLINE void
cc_count_wait(const cc_contact *contact, const cc_service_level *level, double *c, double wait)
{
    if (contact->delayed) {
        c[CC_N_delayed]++;
    } else if (wait > 0) { /* answer delay */
        c[CC_N_wait_at_once] += wait;
    }
    if (level->n_within > 0 && wait > level->within[0]) {
        c[CC_N_wait_excess] += wait - level->within[0];
    }
    if (wait > c[CC_N_wait_max]) {
        c[CC_N_wait_max] = wait;
    }
}

/* Answered after that wait: its service, and the counters of its events. */
static SIM_INLINE void
cc_count_answer(cc_center *self, const cc_contact *contact, const cc_service *service, double *c,
                double wait)
{
    const cc_service_level *level = service->level;
    cc_count_wait(contact, level, c, wait);
    for (int j = 0; j < self->layout.n_wait_over; j++) {
        c[CC_N_SERVED_OVER(j)] += wait > self->scenario->run.wait_over[j];
    }
    cc_count_two(&c[CC_N_answered], 1, wait); /* wait_answered */
    c[CC_N_wait_answered_sq] += wait * wait;
    if (contact->must_explain) {
        c[CC_N_explained]++;
    }
    if (!service->is_answered_by_reply) {
        cc_count_in_time(level, c, CC_N_in_time_1, wait);
    }
    if (!contact->counts) {
        return;
    }
    sim_histogram_add(&self->record->wait[service->index], wait);
    if (!service->is_answered_by_reply && service->has_target) {
        cc_count_day(self, contact, service, wait <= cc_count_target(service->level), false);
    }
}

void cc_count_answered(cc_center *self, const cc_contact *c);
void cc_count_abandoned(cc_center *self, const cc_contact *c);
/* Neither, after that wait: dropped, or in_queue_end. */
void cc_count_unanswered(cc_center *self, const cc_contact *c, cc_counter which, double wait);
/* Lost after having been answered. */
void cc_count_cut_off(cc_center *self, const cc_contact *c);
/* Answered, and nothing more will come: where the reply is what counts, none. */
void cc_count_no_reply(cc_center *self, const cc_contact *c);
/* The agent's first reply is out, where that is what counts: the contact is answered now. */
void cc_count_late_reply(cc_center *self, const cc_contact *c, double elapsed);

/* How many wait now, into that counter, and the agent time that they stand for. */
void cc_count_waiting(cc_center *self, int counter);

#endif
