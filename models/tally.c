#include "models/tally.h"

#include "models/hours.h"
#include <math.h>

void
cc_tally_arrives(cc_center *self, cc_contact *c)
{
    const cc_layout *layout = &self->layout;
    c->cell = (uint32_t)cc_layout_cell(layout, c->issue, c->channel, c->again, -1);
    c->tally =
        (uint32_t)(c->counts ? self->slice_cell + c->cell : layout->n_slices * layout->n_cells);
}

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
    self->slice_cell = (uint32_t)(self->slice * layout->n_cells);
    self->slice_since = layout->by_interval ? self->now : -INFINITY;
    self->slice_until = layout->by_interval ? slice_end(layout, self->now) : INFINITY;
}

void
cc_tally_slices(cc_center *self, uint32_t cell, int counter, double from, double to)
{
    while (from < to) {
        const double end = slice_end(&self->layout, from), until = end < to ? end : to;
        cc_record_cell(self->record, cc_layout_slice(&self->layout, from), cell)[counter] +=
            until - from;
        from = until;
    }
}

/* Was it in time by threshold j? Either counter is the first of four. */
static void
in_time(const cc_center *self, const cc_contact *contact, double *c, int counter, double elapsed)
{
    const cc_service_level *level = cc_way_of(self, contact)->level;
    for (int j = 0; j < level->n_within; j++) {
        c[counter + j] += elapsed <= level->within[j];
    }
}

/* For P(day meets the target), by channel and by queue; +1 offered unless it left in time. */
static void
count_day(const cc_center *self, const cc_contact *contact, bool is_in_time, bool left_in_time)
{
    const cc_layout *layout = &self->layout;
    const int day = (int)(contact->arrived / CC_DAY) - layout->first_day;
    const int which[2] = {contact->channel, layout->n_channels + contact->queue};
    for (int j = 0; j < 2; j++) {
        const size_t k = (size_t)which[j] * (size_t)layout->n_days + (size_t)day;
        self->record->day_in_time[k] += is_in_time;
        self->record->day_offered[k] += !left_in_time;
    }
}

static void
count_wait(const cc_center *self, const cc_contact *contact, double *c, double wait)
{
    const cc_run *run = &self->scenario->run;
    const cc_service_level *level = cc_way_of(self, contact)->level;
    c[CC_N_contacts]++;
    c[CC_N_offered]++;
    c[CC_N_delayed] += contact->delayed;
    if (level->n_within > 0 && wait > level->within[0]) {
        c[CC_N_wait_excess] += wait - level->within[0];
    }
    for (int j = 0; j < run->n_wait_over; j++) {
        c[CC_N_wait_over + j] += wait > run->wait_over[j];
    }
    c[CC_N_wait_max] = wait > c[CC_N_wait_max] ? wait : c[CC_N_wait_max];
}

void
cc_tally_answered(cc_center *self, const cc_contact *contact)
{
    double *c = cc_tally_cell(self, contact);
    const double wait = contact->waited;
    count_wait(self, contact, c, wait);
    c[CC_N_answered]++;
    c[CC_N_wait_answered] += wait;
    c[CC_N_wait_answered_sq] += wait * wait;
    if (!contact->counts) {
        return;
    }
    sim_histogram_add(&self->record->wait[contact->way], wait);
    if (!cc_way_of(self, contact)->type->deferred) {
        in_time(self, contact, c, CC_N_in_time_1, wait);
        const cc_service_level *level = cc_way_of(self, contact)->level;
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
cc_tally_reply(cc_center *self, const cc_contact *contact)
{
    if (contact->counts && cc_way_of(self, contact)->type->deferred) {
        const cc_service_level *level = cc_way_of(self, contact)->level;
        const double elapsed = level->n_within > 0 ? by_clock(self, contact) : 0;
        in_time(self, contact, cc_tally_cell(self, contact), CC_N_in_time_1, elapsed);
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
    count_wait(self, contact, c, wait);
    c[CC_N_abandoned]++;
    c[CC_N_wait_abandoned] += wait;
    c[CC_N_wait_abandoned_sq] += wait * wait;
    in_time(self, contact, c, CC_N_left_in_time_1, elapsed);
    const cc_service_level *level = cc_way_of(self, contact)->level;
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
