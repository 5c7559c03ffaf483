#include "models/tally.h"

#include "models/hours.h"
#include <math.h>

/* When the slice of a moment ends: the next interval of its day, or midnight. */
static double
slice_end(const cc_layout *layout, double time)
{
    const double day = floor(time / CC_DAY) * CC_DAY;
    const double k = floor((time - day - layout->open) / layout->interval);
    if (k + 1 >= (double)layout->per_day) {
        return day + CC_DAY;
    }
    const double end = day + layout->open + fmax(k + 1, 1) * layout->interval;
    return end > time ? end : end + layout->interval;
}

void
cc_tally_turn_to_slice(cc_center *self)
{
    const cc_layout *layout = &self->layout;
    self->slice = (uint32_t)cc_layout_slice(layout, self->now);
    self->slice_cell = (uint32_t)(self->slice * layout->n_cells) * CC_N_COUNTERS;
    self->slice_since = layout->by_interval ? self->now : -INFINITY;
    self->slice_until = layout->by_interval ? slice_end(layout, self->now) : INFINITY;
    self->plain_since = !self->observing      ? INFINITY
                        : layout->by_interval ? self->now
                                              : self->window.start;
}

void
cc_tally_slices(cc_center *self, uint32_t cell, int counter, double from, double to)
{
    while (from < to) {
        const double end = slice_end(&self->layout, from), until = end < to ? end : to;
        cc_record_cell(self->record, cc_layout_slice(&self->layout, from),
                       0)[(int)cell + counter] += until - from;
        from = until;
    }
}

void
cc_tally_any_span(cc_center *self, uint32_t cell, int counter, double from, double to)
{
    from = from > self->window.start ? from : self->window.start;
    to = to < self->window.end ? to : self->window.end;
    if (!(from < to)) {
        return;
    }
    if (from >= self->slice_since && to <= self->slice_until) {
        cc_tally_at(self, self->slice_cell + cell)[counter] += to - from;
    } else {
        cc_tally_slices(self, cell, counter, from, to);
    }
}

/* Was it in time by threshold j? Either counter is the first of four. */
static inline void
in_time(const cc_service_level *level, double *c, int counter, double elapsed)
{
    for (int j = 0; j < level->n_within; j++) {
        c[counter + j] += elapsed <= level->within[j];
    }
}

/* For P(day meets the target), by channel and by queue; +1 offered unless it left in time. */
static inline void
count_day(cc_center *self, const cc_contact *contact, bool is_in_time, bool left_in_time)
{
    const cc_layout *layout = &self->layout;
    if (!(contact->arrived >= self->today && contact->arrived < self->tomorrow)) {
        const int day = (int)(contact->arrived / CC_DAY);
        self->today = day * CC_DAY;
        self->tomorrow = self->today + CC_DAY;
        self->day_of_observe = (size_t)(day - layout->first_day);
    }
    const size_t n_days = (size_t)layout->n_days, day = self->day_of_observe;
    const size_t k = contact->channel * n_days + day;
    const size_t l = ((size_t)layout->n_channels + contact->queue) * n_days + day;
    if (is_in_time) {
        self->record->day_in_time[k]++;
        self->record->day_in_time[l]++;
    }
    if (!left_in_time) {
        self->record->day_offered[k]++;
        self->record->day_offered[l]++;
    }
}

static inline void
count_wait(const cc_center *self, const cc_contact *contact, const cc_service_level *level,
           double *c, double wait)
{
    c[CC_N_contacts]++;
    c[CC_N_offered]++;
    c[CC_N_delayed] += contact->delayed;
    if (level->n_within > 0 && wait > level->within[0]) {
        c[CC_N_wait_excess] += wait - level->within[0];
    }
    const cc_run *run = &self->scenario->run;
    for (int j = 0; j < run->n_wait_over; j++) {
        c[CC_N_wait_over + j] += wait > run->wait_over[j];
    }
    c[CC_N_wait_max] = wait > c[CC_N_wait_max] ? wait : c[CC_N_wait_max];
}

void
cc_tally_answered(cc_center *self, const cc_contact *contact)
{
    double *c = cc_tally_cell(self, contact);
    const cc_way *way = cc_way_of(self, contact);
    const cc_service_level *level = way->level;
    const double wait = contact->waited;
    count_wait(self, contact, level, c, wait);
    c[CC_N_answered]++;
    c[CC_N_wait_answered] += wait;
    c[CC_N_wait_answered_sq] += wait * wait;
    if (!contact->counts) {
        return;
    }
    sim_histogram_add(&self->record->wait[contact->way], wait);
    if (!way->is_deferred) {
        in_time(level, c, CC_N_in_time_1, wait);
        if (!isnan(level->target)) {
            count_day(self, contact, level->n_within > 0 && wait <= level->within[0], false);
        }
    }
}

/* Open time of the channel since the contact arrived. */
static double
by_clock(const cc_center *self, const cc_contact *contact)
{
    const cc_channel *channel = &self->scenario->center.channel[contact->channel];
    return cc_hours_between(&self->scenario->run, channel->open, channel->close, contact->arrived,
                            self->now);
}

void
cc_tally_late_reply(cc_center *self, const cc_contact *contact)
{
    if (contact->counts) {
        const cc_service_level *level = cc_way_of(self, contact)->level;
        const double elapsed = level->n_within > 0 ? by_clock(self, contact) : 0;
        in_time(level, cc_tally_cell(self, contact), CC_N_in_time_1, elapsed);
        if (!isnan(level->target)) {
            count_day(self, contact, level->n_within > 0 && elapsed <= level->within[0], false);
        }
    }
}

void
cc_tally_abandoned(cc_center *self, const cc_contact *contact)
{
    double *c = cc_tally_cell(self, contact);
    const double wait = contact->waited;
    const bool deferred = cc_way_of(self, contact)->type->deferred;
    const double elapsed = deferred && contact->counts ? by_clock(self, contact) : wait;
    const cc_service_level *level = cc_way_of(self, contact)->level;
    count_wait(self, contact, level, c, wait);
    c[CC_N_abandoned]++;
    c[CC_N_wait_abandoned] += wait;
    c[CC_N_wait_abandoned_sq] += wait * wait;
    in_time(level, c, CC_N_left_in_time_1, elapsed);
    if (contact->counts && !isnan(level->target)) {
        count_day(self, contact, false, level->n_within > 0 && elapsed <= level->within[0]);
    }
}

static double
work_left(const cc_center *self, const cc_contact *contact)
{
    if (!cc_channel_types[contact->channel]->by_turns) {
        return contact->work;
    }
    const cc_issue *issue = &self->scenario->demand.issue[contact->issue];
    return contact->turns_left * sim_dist_mean(&issue->content[contact->channel].work.dist);
}

void
cc_tally_waiting(cc_center *self, int counter)
{
    const size_t slice = counter == CC_N_waiting_start ? 0 : self->layout.n_slices - 1;
    for (int l = 0; l < self->n_lines; l++) {
        for (uint32_t j = self->line[l].first; j != CC_NONE; j = self->contact[j].next) {
            const cc_contact *contact = &self->contact[j];
            const size_t cell =
                cc_layout_cell(&self->layout, contact->issue, contact->channel, contact->again, -1);
            double *c = cc_record_cell(self->record, slice, cell);
            c[counter]++;
            if (counter == CC_N_waiting_end) {
                c[CC_N_backlog_work] += work_left(self, contact);
            }
        }
    }
}
