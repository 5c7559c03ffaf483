/* Intervals and shifts, opening and closing, what is observed. */
#include "tests/second/second.h"

#include <math.h>
#include <stdlib.h>

/* ---- agents that are there ---- */

static int
n_present(const second *self, int group)
{
    int n = 0;
    for (int a = 0; a < self->n_agents; a++) {
        n += self->agent[a].group == group && second_is_available(self, a);
    }
    return n;
}

/* Who goes next of those of the group who are too many. */
static int
next_to_leave(const second *self, int group)
{
    int idle = NOBODY, last = NOBODY;
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        if (agent->group != group || !second_is_available(self, a)) {
            continue;
        }
        last = a;
        if (second_n_open(self, a, -1) == 0 &&
            (idle == NOBODY || agent->since < self->agent[idle].since ||
             (agent->since == self->agent[idle].since &&
              agent->changed < self->agent[idle].changed))) {
            idle = a;
        }
    }
    return idle != NOBODY ? idle : last;
}

/* Who comes next: first those who are leaving. */
static int
next_to_come(const second *self, int group)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int a = 0; a < self->n_agents; a++) {
            const second_agent *agent = &self->agent[a];
            if (agent->group == group && (pass == 0 ? agent->is_leaving : !agent->on_duty)) {
                return a;
            }
        }
    }
    fail_msg("nobody is left to come");
    return NOBODY;
}

static void
leaves(second *self, int agent)
{
    self->agent[agent].is_leaving = true;
    second_goes_if_done(self, agent);
}

static void
comes(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    a->on_duty = true;
    a->is_leaving = false;
    second_hands_change(self, agent);
    second_looks_for_work(self, agent);
}

/* So many of each group from now on. */
static void
shifts_change(second *self, const int *needed)
{
    const cc_center_setup *center = &self->scenario->center;
    int *left = calloc((size_t)self->n_agents + 1, sizeof(*left)), n_left = 0;
    assert_non_null(left);
    for (int g = 0; g < center->n_groups; g++) {
        while (n_present(self, g) > needed[g]) {
            left[n_left] = next_to_leave(self, g);
            leaves(self, left[n_left++]);
        }
    }
    for (int g = 0; g < center->n_groups; g++) {
        while (n_present(self, g) < needed[g]) {
            comes(self, next_to_come(self, g));
        }
    }
    for (int j = 0; j < n_left && center->shift_end == CC_SHIFT_INTERRUPT; j++) {
        if (self->agent[left[j]].is_leaving) {
            second_interrupt_all(self, left[j]);
        }
    }
    free(left);
}

static void
all_look_for_work(second *self)
{
    for (int a = 0; a < self->n_agents; a++) {
        second_looks_for_work(self, a);
    }
}

/* ---- closing time ---- */

/* Does somebody wait, at the other end of the line, for a group whose agents could take them? */
static bool
is_needed(const second *self, int group)
{
    const cc_group *setup = &self->scenario->center.group[group];
    const int n = n_present(self, group);
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        if ((!second_is_in_line(c) && c->place != IN_AUTOMATION && c->place != IN_NODE_LINE) ||
            second_type(self, c)->medium->deferred) {
            continue;
        }
        const int queue = second_queue_of(self, c);
        for (int k = 0; k < setup->n_serves; k++) {
            if (setup->serves[k].index == queue && n > self->scenario->center.reserve[queue]) {
                return true;
            }
        }
    }
    return false;
}

static void
groups_go_if_not_needed(second *self)
{
    for (int g = 0; g < self->scenario->center.n_groups; g++) {
        if (!is_needed(self, g)) {
            while (n_present(self, g) > 0) {
                leaves(self, next_to_leave(self, g));
            }
        }
    }
}

void
second_after_event(second *self)
{
    if (self->is_after_hours && self->scenario->run.at_close == CC_CLOSE_SERVE) {
        groups_go_if_not_needed(self);
    }
}

static void
house_closes(second *self)
{
    self->is_after_hours = true;
    self->is_open = false;
    if (self->scenario->run.at_close == CC_CLOSE_SERVE) {
        groups_go_if_not_needed(self);
    } else {
        if (self->scenario->run.at_close == CC_CLOSE_DROP) {
            second_drops_all(self);
        }
        int *none = calloc((size_t)self->scenario->center.n_groups + 1, sizeof(*none));
        assert_non_null(none);
        shifts_change(self, none);
        free(none);
    }
    all_look_for_work(self);
}

static void
interval_begins(second *self)
{
    const cc_run *run = &self->scenario->run;
    const int n_groups = self->scenario->center.n_groups;
    const size_t n = (size_t)run->days * run->intervals_per_day;
    self->is_after_hours = false;
    self->is_open = true;
    self->day = (size_t)self->clock_day;
    self->interval = self->clock_interval;
    int *needed = calloc((size_t)n_groups + 1, sizeof(*needed));
    assert_non_null(needed);
    for (int g = 0; g < n_groups; g++) {
        needed[g] =
            self->present[(size_t)g * n + self->day * run->intervals_per_day + self->interval];
    }
    shifts_change(self, needed);
    free(needed);
    all_look_for_work(self);
}

/* ---- what comes next ---- */

/* The next boundary: an interval, or (intervals_per_day) closing time. */
static void
step(second *self)
{
    const cc_run *run = &self->scenario->run;
    if (++self->clock_interval > run->intervals_per_day) {
        do {
            self->clock_day++;
        } while (self->clock_day < run->days && !second_is_open_day(run, self->clock_day));
        self->clock_interval = 0;
    }
}

static double
boundary(const second *self)
{
    const cc_run *run = &self->scenario->run;
    if (self->clock_day >= run->days) {
        return INFINITY;
    }
    return (double)self->clock_day * CC_DAY +
           (self->clock_interval < run->intervals_per_day
                ? run->open + (double)self->clock_interval * run->interval
                : run->close);
}

static void
schedule(second *self)
{
    double time = boundary(self);
    time = self->start > self->now && self->start < time ? self->start : time;
    time = self->end > self->now && self->end < time ? self->end : time;
    if (time < INFINITY) {
        second_schedule(self, time, FIRST_CLOCK, OF_CLOCK, 0);
    }
}

double
second_paid(const second *self, int group, size_t day, size_t interval)
{
    const cc_center_setup *center = &self->scenario->center;
    return cc_table_at(&center->group[group].staff, day, interval) * center->staff_scale;
}

void
second_clock_open(second *self)
{
    const cc_run *run = &self->scenario->run;
    const cc_center_setup *center = &self->scenario->center;
    const size_t per_day = run->intervals_per_day, n = (size_t)run->days * per_day;
    self->present = calloc((size_t)center->n_groups * n + 1, sizeof(*self->present));
    assert_non_null(self->present);
    for (int g = 0; g < center->n_groups; g++) {
        double rest = 0;
        int seats = 0;
        for (size_t j = 0; j < n; j++) {
            if (!second_is_open_day(run, (long)(j / per_day))) {
                continue;
            }
            const double there =
                second_paid(self, g, j / per_day, j % per_day) * (1 - center->group[g].shrinkage) +
                rest;
            const int whole = (int)floor(there + 0.5 + 1e-9);
            rest = there - whole;
            self->present[(size_t)g * n + j] = whole;
            seats = whole > seats ? whole : seats;
        }
        self->agent =
            realloc(self->agent, (size_t)(self->n_agents + seats + 1) * sizeof(*self->agent));
        assert_non_null(self->agent);
        for (int seat = 0; seat < seats; seat++) {
            self->agent[self->n_agents++] = (second_agent){.group = g, .seat = seat};
        }
    }
    self->clock_day = -1;
    self->clock_interval = run->intervals_per_day;
    step(self);
    self->day = self->clock_day < run->days ? (size_t)self->clock_day : 0;
    schedule(self);
}

void
second_clock_fires(second *self)
{
    const cc_run *run = &self->scenario->run;
    if (self->now == self->end) {
        second_count_waiting(self, CC_N_waiting_end);
        self->is_observing = false;
    }
    if (self->now == self->start && self->start > 0) {
        self->is_observing = true;
        second_count_waiting(self, CC_N_waiting_start);
    }
    if (self->now == boundary(self)) {
        if (self->clock_interval < run->intervals_per_day) {
            interval_begins(self);
            step(self);
        } else {
            const bool goes_on = run->open == 0 && run->close == CC_DAY &&
                                 self->clock_day + 1 < run->days &&
                                 second_is_open_day(run, self->clock_day + 1);
            if (!goes_on) {
                house_closes(self);
            }
            step(self);
            if (goes_on) {
                interval_begins(self);
                step(self);
            }
        }
    }
    schedule(self);
}
