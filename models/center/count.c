#include "models/center/count.h"

#include "models/center/medium_life.h"
#include <math.h>

uint32_t
cc_count_touch(cc_center *self, uint32_t index)
{
    if (!cc_record_touch(self->record, index)) {
        self->now.error = SIM_ERR_NOMEM;
    }
    self->pool = self->record->pool; /* it may have moved */
    return self->place[index];
}

void
cc_count_turn_to_slice(cc_center *self)
{
    const cc_layout *layout = &self->layout;
    if (!self->now.observing) {
        self->now.slice_cell = CC_NONE;
        self->now.slice_since = self->now.slice_until = self->now.before_since = INFINITY;
        return;
    }
    self->now.before = self->now.slice;
    self->now.before_since = self->now.slice_since;
    self->now.slice = (uint32_t)cc_layout_slice(layout, self->now.time, &self->now.slice_until);
    self->now.slice_since = layout->by_interval ? self->now.time : self->window.start;
    self->now.slice_cell = (uint32_t)(self->now.slice * layout->n_cells);
}

static void
add_span(cc_center *self, size_t slice, uint32_t cell, int counter, double time)
{
    const uint32_t index = (uint32_t)(slice * self->layout.n_cells) + cell;
    cc_count_at(self, cc_count_place(self, index))[counter] += time;
}

void
cc_count_any_span(cc_center *self, uint32_t cell, int counter, double from, double to)
{
    from = from > self->window.start ? from : self->window.start;
    to = to < self->window.end ? to : self->window.end;
    if (!(from < to)) {
        return;
    }
    if (!self->layout.by_interval) {
        add_span(self, 0, cell, counter, to - from);
        return;
    }
    if (self->now.slice_since < to &&
        self->now.observing) { /* most often it began in the slice before */
        const double since = fmax(from, self->now.slice_since);
        add_span(self, self->now.slice, cell, counter, to - since);
        to = since;
        if (from < to && from >= self->now.before_since) {
            add_span(self, self->now.before, cell, counter, to - from);
            return;
        }
    }
    while (from < to) {
        double end;
        const size_t slice = cc_layout_slice(&self->layout, from, &end);
        const double until = end < to ? end : to;
        add_span(self, slice, cell, counter, until - from);
        from = until;
    }
}

void
cc_count_look_up_day(cc_center *self, double time)
{
    const int day = (int)(time / CC_DAY);
    self->now.today = day * CC_DAY;
    self->now.tomorrow = self->now.today + CC_DAY;
    self->now.day_of_observe = (size_t)(day - self->layout.first_day);
}

void
cc_count_answered(cc_center *self, const cc_contact *contact)
{
    cc_count_answer(self, contact, cc_service_of(self, contact), cc_count_cell(self, contact),
                    contact->waited);
}

void
cc_count_late_reply(cc_center *self, const cc_contact *contact, double elapsed)
{
    const cc_service *service = cc_service_of(self, contact);
    const uint32_t place =
        cc_count_place(self, contact->slice + contact->cell + contact->answered_by);
    cc_count_in_time(service->level, cc_count_at(self, place), CC_N_in_time_1, elapsed);
    if (contact->counts && service->has_target) {
        cc_count_day(self, contact, service, elapsed <= cc_count_target(service->level), false);
    }
}

/* Whose levels and days hold: in a wrong queue those of its own. */
static const cc_service *
counted_as(const cc_center *self, const cc_contact *contact)
{
    const bool is_misrouted =
        self->aside != NULL && self->aside[contact - self->contact].attempt.is_misrouted;
    return is_misrouted ? cc_service_for(self, contact->issue, contact->channel)
                        : cc_service_of(self, contact);
}

void
cc_count_abandoned(cc_center *self, const cc_contact *contact)
{
    double *c = cc_count_cell(self, contact);
    const double wait = contact->waited;
    const cc_service *service = counted_as(self, contact);
    const double elapsed = service->is_answered_by_reply && contact->counts
                               ? service->medium->elapsed(self, contact)
                               : wait;
    const cc_service_level *level = service->level;
    cc_count_wait(contact, level, c, wait);
    for (int j = 0; j < self->layout.n_wait_over; j++) {
        c[CC_N_ALONE_OVER(j)] += wait > self->scenario->run.wait_over[j];
    }
    c[CC_N_abandoned]++;
    c[CC_N_wait_abandoned] += wait;
    c[CC_N_wait_abandoned_sq] += wait * wait;
    cc_count_in_time(level, c, CC_N_left_in_time_1, elapsed);
    for (int j = 0; j < level->n_within; j++) {
        c[CC_N_left_short_1 + j] +=
            elapsed <= (level->short_abandon >= 0 ? level->short_abandon : level->within[j]);
    }
    if (contact->counts && service->has_target) {
        cc_count_day(self, contact, service, false, elapsed <= cc_count_short(service->level));
    }
}

/* Counts against the day's service level. */
static void
miss_target(cc_center *self, const cc_contact *contact)
{
    const cc_service *service = counted_as(self, contact);
    if (contact->counts && service->has_target) {
        cc_count_day(self, contact, service, false, false);
    }
}

void
cc_count_unanswered(cc_center *self, const cc_contact *contact, cc_counter which, double wait)
{
    double *c = cc_count_cell(self, contact);
    cc_count_wait(contact, counted_as(self, contact)->level, c, wait);
    for (int j = 0; j < self->layout.n_wait_over; j++) {
        c[contact->group > 0 ? CC_N_SERVED_OVER(j) : CC_N_ALONE_OVER(j)] +=
            wait > self->scenario->run.wait_over[j];
    }
    c[which]++;
    c[which + 1] += wait;
    c[which + 2] += wait * wait;
    miss_target(self, contact);
}

void
cc_count_no_reply(cc_center *self, const cc_contact *contact)
{
    if (counted_as(self, contact)->is_answered_by_reply &&
        !(self->aside != NULL && self->aside[contact - self->contact].attempt.n_asked > 0)) {
        miss_target(self, contact);
    }
}

void
cc_count_cut_off(cc_center *self, const cc_contact *contact)
{
    cc_count_cell(self, contact)[CC_N_cut_off]++;
    cc_count_no_reply(self, contact);
}

/* How old it is, by the clock of its channel where that is what counts, and by which thresholds. */
static void
count_age(const cc_center *self, const cc_contact *contact, double *c)
{
    const cc_service *service = cc_service_for(self, contact->issue, contact->channel);
    const double age = service->is_answered_by_reply ? service->medium->elapsed(self, contact)
                                                     : self->now.time - contact->arrived;
    c[CC_N_backlog_age] += age;
    for (int j = 0; j < service->level->n_within; j++) {
        c[CC_N_backlog_late_1 + j] += age > service->level->within[j];
    }
}

void
cc_count_waiting(cc_center *self, int counter)
{
    for (int l = 0; l < self->n_lanes; l++) {
        for (uint32_t j = self->lane[l].first; j != CC_NONE; j = self->contact[j].next) {
            const cc_contact *contact = &self->contact[j];
            if (contact->is_ghost) {
                continue;
            }
            const size_t cell =
                cc_layout_cell(&self->layout, contact->issue, contact->channel, contact->again, -1);
            double *c =
                cc_count_at(self, cc_count_place(self, self->now.slice_cell + (uint32_t)cell));
            c[counter]++;
            if (counter == CC_N_waiting_end) {
                count_age(self, contact, c);
                const cc_medium_life *medium = cc_service_of(self, contact)->medium;
                c[CC_N_backlog_work] +=
                    medium->work_left != NULL ? medium->work_left(self, contact) : contact->work;
            }
        }
    }
}
