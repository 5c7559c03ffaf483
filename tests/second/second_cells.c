/* The journal, the cells of counters by slice, and the time that contacts spend where they are. */
#include "tests/second/second.h"

#include <math.h>
#include <stdlib.h>

void
second_tell(second *self, cc_entry entry, const second_contact *c, uint64_t b, double value)
{
    const sim_trace_record record = {
        .time = self->now,
        .code = (uint32_t)entry,
        .subject = c->name,
        .a = cc_told_pack(
            (cc_told){c->round, c->attempt, c->kind, (int)self->scenario->channel[c->channel].id}),
        .b = b,
        .value = value,
    };
    const sim_trace trace = sim_trace_to_buffer(&self->journal);
    sim_trace_put(&trace, &record);
}

void
second_tell_of(second *self, cc_entry entry, cc_subject subject, int which, double value)
{
    const sim_trace_record record = {
        .time = self->now,
        .code = (uint32_t)entry,
        .subject = (uint64_t)which,
        .a = (uint64_t)subject << CC_SUBJECT_SHIFT,
        .value = value,
    };
    const sim_trace trace = sim_trace_to_buffer(&self->journal);
    sim_trace_put(&trace, &record);
}

/* ---- cells ---- */

/* Observe is cut at midnight, at the first opening, at every interval and at the last closing; not on
 * closed days. */
static void
cut(second *self, double at)
{
    second_slice *last = &self->slice[self->n_slices - 1];
    if (at > last->begin && at < last->end) {
        self->slice = realloc(self->slice, (size_t)(self->n_slices + 1) * sizeof(*self->slice));
        assert_non_null(self->slice);
        last = &self->slice[self->n_slices - 1];
        self->slice[self->n_slices++] = (second_slice){at, last->end};
        last->end = at;
    }
}

static void
cut_slices(second *self)
{
    const cc_run *run = &self->scenario->run;
    self->slice = calloc(1, sizeof(*self->slice));
    assert_non_null(self->slice);
    self->slice[0] = (second_slice){self->start, self->end};
    self->n_slices = 1;
    for (int day = 0; day < run->days; day++) {
        const double midnight = day * CC_DAY;
        cut(self, midnight);
        const cc_openings *open = second_openings(run, &run->hours, day);
        if (open->n > 0) {
            const double first = open->at[0].open, last = open->at[open->n - 1].close;
            const double least = 1e-9 * run->interval;
            cut(self, midnight + first);
            for (size_t k = 0; k < run->intervals_per_day; k++) {
                const double begin = run->open + (double)k * run->interval;
                if (begin > first + least && begin < last - least) {
                    cut(self, midnight + begin);
                }
            }
            cut(self, midnight + last);
        }
    }
}

int
second_slice_at(const second *self, double time)
{
    for (int s = 0; s < self->n_slices; s++) {
        if (time >= self->slice[s].begin && time < self->slice[s].end) {
            return s;
        }
    }
    return NOBODY;
}

enum { VISIT_COUNTERS = CC_V_COUNTERS + CC_MAX_PORTS + 1 };

void
second_count_open(second *self)
{
    cut_slices(self);
    const size_t n_groups = (size_t)self->scenario->center.n_groups;
    const size_t n_kinds = (size_t)self->scenario->demand.n_issues;
    const size_t n_services = n_kinds * (size_t)self->n_channels, n = (size_t)self->n_slices;
    self->cell = calloc(n * n_services * 2 * (n_groups + 1) * CC_N_COUNTERS, sizeof(double));
    self->visits = calloc((size_t)self->n_channels * CC_MAX_NODES * VISIT_COUNTERS, sizeof(double));
    assert_non_null(self->visits);
    self->moved = calloc((size_t)self->n_channels * CC_MAX_QUEUES * CC_T_COUNTERS, sizeof(double));
    assert_non_null(self->moved);
    self->of_agents = calloc(n * n_groups + 1, sizeof(*self->of_agents));
    self->wait = calloc(2 * n_services, sizeof(*self->wait));
    self->resolution = calloc(2 * n_kinds, sizeof(*self->resolution));
    assert_true(self->cell != NULL && self->of_agents != NULL);
    assert_true(self->wait != NULL && self->resolution != NULL);
}

void
second_count_free(second *self)
{
    free(self->slice);
    free(self->cell);
    free(self->visits);
    free(self->moved);
    free(self->of_agents);
    free(self->wait);
    free(self->resolution);
}

double *
second_cell(const second *self, int slice, int kind, int channel, bool again, int group)
{
    const int n_groups = self->scenario->center.n_groups;
    const int n_kinds = self->scenario->demand.n_issues;
    const int line = (slice * n_kinds + kind) * self->n_channels + channel;
    return self->cell + (size_t)((line * 2 + again) * (n_groups + 1) + group + 1) * CC_N_COUNTERS;
}

int
second_group_of(const second *self, const second_contact *c)
{
    const int agent = c->place == DORMANT ? c->keeper : c->agent;
    return agent == NOBODY ? NOBODY : self->agent[agent].group;
}

void
second_count(second *self, const second_contact *c, int group, int counter, double x)
{
    if (c->counts) {
        second_cell(self, c->slice, c->kind, c->channel, c->is_again, group)[counter] += x;
    }
}

void
second_count_issue(second *self, const second_contact *c, int counter, double x)
{
    if (c->issue_counts) {
        second_cell(self, c->first_slice, c->kind, c->first_channel, false, NOBODY)[counter] += x;
    }
}

/* ---- times ---- */

/* How much of the time from then to now is in the slice. */
double
second_in_slice(const second *self, int slice, double from)
{
    const double begin = fmax(from, self->slice[slice].begin);
    const double end = fmin(self->now, self->slice[slice].end);
    return begin < end ? end - begin : 0;
}

double *
second_visits(const second *self, int channel, int node)
{
    return self->visits + (size_t)(channel * CC_MAX_NODES + node) * VISIT_COUNTERS;
}

double *
second_moved(const second *self, int queue, int channel)
{
    return self->moved + (size_t)(queue * self->n_channels + channel) * CC_T_COUNTERS;
}

void
second_visit(second *self, const second_contact *c, int node, int counter)
{
    second_visits(self, c->channel, node)[counter] += c->counts;
}

void
second_visit_ends(second *self, const second_contact *c, bool is_over)
{
    double *count = second_visits(self, c->channel, c->node);
    for (int s = 0; s < self->n_slices; s++) {
        count[CC_V_time] += second_in_slice(self, s, c->since);
    }
    count[CC_V_stay] += is_over && c->counts ? self->now - c->since : 0;
    count[CC_V_unfinished] += !is_over && c->counts;
}

void
second_count_stay(second *self, const second_contact *c, int group, int counter, double from)
{
    for (int s = 0; s < self->n_slices; s++) {
        second_cell(self, s, c->kind, c->channel, c->is_again, group)[counter] +=
            second_in_slice(self, s, from);
    }
}

void
second_count_entry(second *self, const second_contact *c, int counter)
{
    const int group = second_group_of(self, c), slice = second_slice_at(self, self->now);
    if (self->is_observing && slice != NOBODY) {
        second_cell(self, slice, c->kind, c->channel, c->is_again, group)[counter]++;
    }
}

static const struct {
    int time, into;
} of_place[N_PLACES] = {
    [IN_AUTOMATION] = {CC_N_time_automation, CC_N_into_automation},
    [IN_NODE_LINE] = {CC_N_time_automation, CC_N_into_automation},
    [ENTERING] = {CC_N_time_entering, CC_N_into_entering},
    [WOKEN] = {CC_N_time_woken, CC_N_into_woken},
    [DORMANT] = {CC_N_time_dormant, CC_N_into_dormant},
    [WAITING] = {CC_N_time_waiting, CC_N_into_waiting},
    [UNNOTICED] = {CC_N_time_unnoticed, CC_N_into_unnoticed},
    [GHOST] = {CC_N_time_ghost, CC_N_into_ghost},
    [ANSWERING] = {CC_N_time_answering, CC_N_into_answering},
    [WORKING] = {CC_N_time_working, CC_N_into_working},
    [TYPING] = {CC_N_time_typing, CC_N_into_typing},
    [READY] = {CC_N_time_ready, CC_N_into_ready},
    [OWES_ANSWER] = {CC_N_time_pending_customer, CC_N_into_pending_customer},
    [HELD] = {CC_N_time_held, CC_N_into_held},
    [WILL_REDIAL] = {CC_N_time_redial, CC_N_into_redial},
    [WILL_RETURN] = {CC_N_time_return, CC_N_into_return},
    [WITH_PARTNER] = {CC_N_time_partner, CC_N_into_partner},
    [IGNORED] = {CC_N_time_ignored, CC_N_into_ignored},
};

void
second_leaves(second *self, second_contact *c)
{
    if (c->place != BETWEEN) {
        second_count_stay(self, c, second_group_of(self, c), of_place[c->place].time, c->since);
    }
    if (c->place == WAITING || c->place == ENTERING || c->place == WOKEN) {
        *(c->is_answered ? &c->waited_later : &c->waited) += self->now - c->queued;
        c->patience = fmax(c->patience - (self->now - c->queued), 0);
    }
    if (c->place == UNNOTICED) { /* as the center sees it */
        *(c->is_answered ? &c->waited_later : &c->waited) += self->now - c->since;
    }
    c->place = BETWEEN;
}

void
second_enters(second *self, second_contact *c, second_place place)
{
    second_leaves(self, c);
    c->place = place;
    c->since = self->now;
    second_count_entry(self, c, of_place[place].into);
}
