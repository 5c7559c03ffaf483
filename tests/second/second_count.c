/* What is told and counted. */
#include "tests/second/second.h"

#include <math.h>
#include <stdlib.h>

void
second_tell(second *self, cc_tale tale, const second_contact *c, uint64_t b, double value)
{
    const sim_trace_record record = {
        .time = self->now,
        .code = (uint32_t)tale,
        .subject = c->name,
        .a = cc_teller_pack((cc_teller){c->round, c->attempt, c->kind, c->channel}),
        .b = b,
        .value = value,
    };
    const sim_trace trace = sim_trace_to_buffer(&self->journal);
    sim_trace_put(&trace, &record);
}

/* ---- cells ---- */

/* Observe is cut at midnight, at opening, at every interval and at closing; not on closed days. */
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
        for (size_t k = 0; second_is_open_day(run, day) && k < run->intervals_per_day; k++) {
            cut(self, midnight + run->open + (double)k * run->interval);
        }
        if (second_is_open_day(run, day)) {
            cut(self, midnight + run->close);
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

void
second_count_open(second *self)
{
    cut_slices(self);
    const size_t n_groups = (size_t)self->scenario->center.n_groups;
    const size_t n_kinds = (size_t)self->scenario->demand.n_issues;
    const size_t n_lines = n_kinds * (size_t)self->n_channels, n = (size_t)self->n_slices;
    self->cell = calloc(n * n_lines * 2 * (n_groups + 1) * CC_N_COUNTERS, sizeof(double));
    self->of_agents = calloc(n * n_groups + 1, sizeof(*self->of_agents));
    self->wait = calloc(2 * n_lines, sizeof(*self->wait));
    self->resolution = calloc(2 * n_kinds, sizeof(*self->resolution));
    assert_true(self->cell != NULL && self->of_agents != NULL);
    assert_true(self->wait != NULL && self->resolution != NULL);
}

void
second_count_free(second *self)
{
    free(self->slice);
    free(self->cell);
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
    return c->agent == NOBODY ? NOBODY : self->agent[c->agent].group;
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
static double
in_slice(const second *self, int slice, double from)
{
    const double begin = fmax(from, self->slice[slice].begin);
    const double end = fmin(self->now, self->slice[slice].end);
    return begin < end ? end - begin : 0;
}

void
second_count_stay(second *self, const second_contact *c, int group, int counter, double from)
{
    for (int s = 0; s < self->n_slices; s++) {
        second_cell(self, s, c->kind, c->channel, c->is_again, group)[counter] +=
            in_slice(self, s, from);
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
    [WAITING] = {CC_N_time_waiting, CC_N_into_waiting},
    [ANSWERING] = {CC_N_time_answering, CC_N_into_answering},
    [WORKING] = {CC_N_time_working, CC_N_into_working},
    [TYPING] = {CC_N_time_typing, CC_N_into_typing},
    [READY] = {CC_N_time_ready, CC_N_into_ready},
    [HELD] = {CC_N_time_held, CC_N_into_held},
    [WILL_REDIAL] = {CC_N_time_redial, CC_N_into_redial},
    [WILL_RETURN] = {CC_N_time_return, CC_N_into_return},
};

void
second_leaves(second *self, second_contact *c)
{
    if (c->place != BETWEEN) {
        second_count_stay(self, c, second_group_of(self, c), of_place[c->place].time, c->since);
    }
    if (c->place == WAITING) {
        *(c->is_answered ? &c->waited_later : &c->waited) += self->now - c->queued;
        c->patience = fmax(c->patience - (self->now - c->queued), 0);
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

/* ---- ends ---- */

static const cc_service_level *
level_of(const second *self, const second_contact *c)
{
    return &self->scenario->center.queue[second_queue_of(self, c)].service_level;
}

static void
count_in_time(second *self, const second_contact *c, int group, int counter, double elapsed)
{
    const cc_service_level *level = level_of(self, c);
    for (int j = 0; j < level->n_within; j++) {
        second_count(self, c, group, counter + j, elapsed <= level->within[j]);
    }
}

/* Of all who queued: that many seconds, in the counter of those who ended in that way, and their
 * squares in the next. */
static void
count_wait(second *self, const second_contact *c, int group, int counter)
{
    const cc_service_level *level = level_of(self, c);
    const cc_run *run = &self->scenario->run;
    second_count(self, c, group, CC_N_contacts, 1);
    second_count(self, c, group, CC_N_offered, 1);
    second_count(self, c, group, CC_N_delayed, c->is_delayed);
    second_count(self, c, group, counter, c->waited);
    second_count(self, c, group, counter + 1, c->waited * c->waited);
    second_count(self, c, group, CC_N_wait_at_once, c->is_delayed ? 0 : c->waited);
    if (level->n_within > 0) {
        second_count(self, c, group, CC_N_wait_excess, fmax(c->waited - level->within[0], 0));
    }
    for (int j = 0; j < run->n_wait_over; j++) {
        second_count(self, c, group, group == NOBODY ? CC_N_ALONE_OVER(j) : CC_N_SERVED_OVER(j),
                     c->waited > run->wait_over[j]);
    }
    if (c->counts) {
        double *most =
            &second_cell(self, c->slice, c->kind, c->channel, c->is_again, group)[CC_N_wait_max];
        *most = fmax(*most, c->waited);
    }
}

/* Rounded another way it may be in the next bin: a value a bit less, and one a bit more. */
static void
add_to(sim_histogram *both, double x)
{
    sim_histogram_add(&both[0], fmax(x - 1e-6 - 1e-9 * x, 0));
    sim_histogram_add(&both[1], x + 1e-6 + 1e-9 * x);
}

void
second_count_resolved(second *self, const second_contact *c)
{
    second_count_issue(self, c, CC_N_resolved, 1);
    second_count_issue(self, c, CC_N_resolution_time, self->now - c->begun);
    if (c->issue_counts) {
        add_to(&self->resolution[2 * c->kind], self->now - c->begun);
    }
}

static double
by_clock(const second *self, const second_contact *c)
{
    const cc_channel *channel = second_channel(self, c);
    return second_open_time(&self->scenario->run, channel->open, channel->close, c->arrived,
                            self->now);
}

void
second_count_answered(second *self, second_contact *c)
{
    const int group = c->answered_by;
    count_wait(self, c, group, CC_N_wait_answered);
    second_count(self, c, group, CC_N_answered, 1);
    second_count(self, c, group, CC_N_explained, c->tells_again);
    if (c->counts) {
        add_to(&self->wait[2 * (c->kind * self->n_channels + c->channel)], c->waited);
    }
    if (!second_type(c)->deferred) {
        count_in_time(self, c, group, CC_N_in_time_1, c->waited);
    }
}

void
second_count_abandoned(second *self, const second_contact *c)
{
    count_wait(self, c, NOBODY, CC_N_wait_abandoned);
    second_count(self, c, NOBODY, CC_N_abandoned, 1);
    count_in_time(self, c, NOBODY, CC_N_left_in_time_1,
                  second_type(c)->deferred ? by_clock(self, c) : c->waited);
}

void
second_count_dropped(second *self, const second_contact *c)
{
    const int group = second_group_of(self, c);
    if (c->is_answered) {
        second_count(self, c, group, CC_N_cut_off, 1);
        return;
    }
    count_wait(self, c, group, CC_N_wait_dropped);
    second_count(self, c, group, CC_N_dropped, 1);
}

void
second_count_end(second *self, const second_contact *c)
{
    const int group = second_group_of(self, c);
    second_count(self, c, group, CC_N_ended, 1);
    second_count(self, c, group, CC_N_talk, c->attention);
    second_count(self, c, group, CC_N_wrap_up, c->wrap_up);
    second_count(self, c, group, CC_N_sojourn, self->now - c->arrived);
    second_count(self, c, group, CC_N_wait_total, c->waited + c->waited_later);
    if (second_type(c)->deferred) {
        count_in_time(self, c, c->answered_by, CC_N_in_time_1, by_clock(self, c));
    }
}

/* ---- agents, and what waits ---- */

static void
count_agents(second *self, int slice, double dt)
{
    const cc_center_setup *center = &self->scenario->center;
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        double *count = self->of_agents[slice * center->n_groups + agent->group];
        if (agent->on_duty) {
            const cc_group *group = &center->group[agent->group];
            const bool is_over = agent->is_leaving || self->is_after_hours;
            const int n = second_n_open(self, a, -1);
            count[CC_A_on_duty] += dt;
            count[CC_A_overtime] += is_over ? dt : 0;
            count[CC_A_wages] +=
                is_over ? dt * group->overtime_pay * group->wage_per_hour / 3600 : 0;
            count[CC_A_busy] += n > 0 ? dt : 0;
            count[CC_A_attention] += agent->attention != FREE ? dt : 0;
            count[CC_A_conversations] += n * dt;
        }
    }
    for (int g = 0; g < center->n_groups; g++) {
        double *count = self->of_agents[slice * center->n_groups + g];
        const double wage = center->group[g].wage_per_hour / 3600;
        const double paid = self->is_open ? second_paid(self, g, self->day, self->interval) : 0;
        count[CC_A_paid] += paid * dt;
        count[CC_A_wages] += paid * wage * dt;
    }
}

void
second_count_agents(second *self)
{
    for (int s = 0; s < self->n_slices; s++) {
        const double dt = in_slice(self, s, self->counted_until);
        if (dt > 0) {
            count_agents(self, s, dt);
        }
    }
    self->counted_until = self->now;
}

void
second_count_waiting(second *self, int counter)
{
    const int slice = counter == CC_N_waiting_start ? 0 : self->n_slices - 1;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        if (c->place != WAITING) {
            continue;
        }
        double *count = second_cell(self, slice, c->kind, c->channel, c->is_again, NOBODY);
        count[counter]++;
        if (counter == CC_N_waiting_end) {
            const cc_work *work = &second_content(self, c)->work;
            const double turn = second_type(c)->by_turns ? sim_dist_mean(&work->dist) *
                                                               second_at_arrival(c, &work->factor) *
                                                               second_channel(self, c)->work_factor
                                                         : 0;
            count[CC_N_backlog_work] += c->work + turn * (c->turns_left - (c->turn > 0));
        }
    }
}

/* The most that are scheduled at once, of that group or (NOBODY) of all together. */
static double
most_scheduled(const second *self, int group)
{
    const cc_run *run = &self->scenario->run;
    double most = 0;
    for (int day = 0; day < run->days; day++) {
        for (size_t k = 0; second_is_open_day(run, day) && k < run->intervals_per_day; k++) {
            double n = 0;
            for (int g = 0; g < self->scenario->center.n_groups; g++) {
                n += group == NOBODY || group == g ? second_paid(self, g, (size_t)day, k) : 0;
            }
            most = fmax(most, n);
        }
    }
    return most;
}

static void
count_licences(second *self)
{
    const cc_center_setup *center = &self->scenario->center;
    double sum = 0;
    for (int g = 0; g < center->n_groups; g++) {
        sum += most_scheduled(self, g);
    }
    const double all = center->costs.licence_per_agent_month * most_scheduled(self, NOBODY);
    for (int j = 0; sum > 0 && j < self->n_slices * center->n_groups; j++) {
        const second_slice *slice = &self->slice[j / center->n_groups];
        const double months = (slice->end - slice->begin) / (365.25 / 12 * CC_DAY);
        self->of_agents[j][CC_A_licences] =
            all * months * most_scheduled(self, j % center->n_groups) / sum;
    }
}

void
second_count_rest(second *self)
{
    if (self->is_observing) {
        second_count_waiting(self, CC_N_waiting_end);
    }
    for (int id = 0; id < self->n_contacts; id++) {
        second_contact *c = &self->contact[id];
        const second_place place = c->place;
        const int group = second_group_of(self, c);
        if (place == GONE) {
            continue;
        }
        second_release_line(self, id);
        c->waited += place == ANSWERING ? self->now - c->since : 0;
        second_leaves(self, c);
        if (place == WILL_REDIAL || place == WILL_RETURN) {
            second_count_issue(self, c, CC_N_pending_at_home, 1);
            continue;
        }
        second_count_issue(self, c,
                           place == WAITING || place == IN_AUTOMATION ? CC_N_pending_waiting
                                                                      : CC_N_pending_in_work,
                           1);
        second_count(self, c, group, CC_N_unfinished, 1);
        if (place == IN_AUTOMATION) {
            second_count(self, c, group, CC_N_in_automation_end, 1);
            second_count(self, c, group, CC_N_contacts, 1);
        } else if (!c->is_answered) {
            second_count(self, c, group, CC_N_in_queue_end, 1);
            count_wait(self, c, group, CC_N_wait_censored);
        }
    }
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        if (agent->attention == ON_WRAP_UP) {
            second_count_stay(self, &agent->wraps_up, agent->group, CC_N_time_wrap_up,
                              agent->wraps_up.since);
        }
    }
    count_licences(self);
}
