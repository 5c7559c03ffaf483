/* The list of events, which is searched from end to end; opening hours, day by day; numbers by
 * name. */
#include "tests/second/second.h"

#include <math.h>
#include <stdlib.h>

/* ---- events ---- */

void
second_cancel(second *self, second_subject of, int who)
{
    for (size_t j = 0; j < self->n_events; j++) {
        if (self->event[j].of == of && self->event[j].who == who) {
            self->event[j] = self->event[--self->n_events];
            return;
        }
    }
}

bool
second_is_scheduled(const second *self, second_subject of, int who)
{
    for (size_t j = 0; j < self->n_events; j++) {
        if (self->event[j].of == of && self->event[j].who == who) {
            return true;
        }
    }
    return false;
}

double
second_scheduled_at(const second *self, second_subject of, int who)
{
    for (size_t j = 0; j < self->n_events; j++) {
        if (self->event[j].of == of && self->event[j].who == who) {
            return self->event[j].time;
        }
    }
    return INFINITY;
}

void
second_schedule(second *self, double time, int priority, second_subject of, int who)
{
    second_cancel(self, of, who);
    if (self->n_events == self->room_events) {
        self->room_events = 2 * self->room_events + 64;
        self->event = realloc(self->event, self->room_events * sizeof(*self->event));
        assert_non_null(self->event);
    }
    self->event[self->n_events++] = (second_event){time, priority, ++self->counter, of, who};
}

static bool
is_before(const second_event *x, const second_event *y)
{
    if (x->time != y->time) {
        return x->time < y->time;
    }
    return x->priority != y->priority ? x->priority < y->priority : x->order < y->order;
}

bool
second_next(second *self, second_event *event)
{
    size_t best = 0;
    for (size_t j = 1; j < self->n_events; j++) {
        best = is_before(&self->event[j], &self->event[best]) ? j : best;
    }
    if (self->n_events == 0 || self->event[best].time > self->horizon) {
        return false;
    }
    *event = self->event[best];
    self->event[best] = self->event[--self->n_events];
    return true;
}

/* ---- hours ---- */

bool
second_is_open_day(const cc_run *run, long day)
{
    return day < run->days && run->day_closed != NULL
               ? !run->day_closed[day]
               : run->weekday_open[(run->first_day + day) % 7];
}

int
second_weekday(const cc_run *run, long day)
{
    return day < run->days && run->day_weekday != NULL ? run->day_weekday[day]
                                                       : (int)((run->first_day + day) % 7);
}

const cc_openings *
second_openings(const cc_run *run, const cc_hours *hours, long day)
{
    static const cc_openings closed = {0};
    return second_is_open_day(run, day) ? &hours->of[second_weekday(run, day)] : &closed;
}

bool
second_is_open_at(const cc_run *run, const cc_hours *hours, double t)
{
    const long day = (long)floor(t / CC_DAY);
    const double midnight = (double)day * CC_DAY;
    const cc_openings *open = second_openings(run, hours, day);
    for (int j = 0; j < open->n; j++) {
        if (t >= midnight + open->at[j].open && t < midnight + open->at[j].close) {
            return true;
        }
    }
    return false;
}

double
second_open_time(const cc_run *run, const cc_hours *hours, double from, double to)
{
    double sum = 0;
    for (long day = (long)floor(from / CC_DAY); (double)day * CC_DAY <= to; day++) {
        const double midnight = (double)day * CC_DAY;
        const cc_openings *open = second_openings(run, hours, day);
        for (int j = 0; j < open->n; j++) {
            const double begin = fmax(from, midnight + open->at[j].open);
            const double end = fmin(to, midnight + open->at[j].close);
            sum += begin < end ? end - begin : 0;
        }
    }
    return sum;
}

double
second_after_open_time(const second *self, double span)
{
    const cc_run *run = &self->scenario->run;
    for (long day = (long)floor(self->now / CC_DAY);; day++) {
        const double midnight = (double)day * CC_DAY;
        const cc_openings *open = second_openings(run, &run->hours, day);
        if (midnight > self->horizon) {
            return INFINITY;
        }
        for (int j = 0; j < open->n; j++) {
            const double begin = fmax(self->now, midnight + open->at[j].open);
            const double left = midnight + open->at[j].close - begin;
            if (left >= 0) {
                if (span < left || (span == left && span > 0)) {
                    return begin + span;
                }
                span -= left;
            }
        }
    }
}

double
second_home_until(const second *self, double delay, bool by_wall)
{
    const cc_run *run = &self->scenario->run;
    if (!by_wall) {
        return second_after_open_time(self, delay);
    }
    double t = self->now + delay;
    while (t <= self->horizon && !second_is_open_at(run, &run->hours, t)) {
        const double midnight = floor(t / CC_DAY) * CC_DAY;
        const cc_openings *open = second_openings(run, &run->hours, (long)floor(t / CC_DAY));
        double next = midnight + CC_DAY;
        for (int j = open->n - 1; j >= 0; j--) {
            next = t < midnight + open->at[j].open ? midnight + open->at[j].open : next;
        }
        t = next;
    }
    return t <= self->horizon ? t : INFINITY;
}

double
second_fcr_time(const second *self, double from, double to)
{
    const cc_run *run = &self->scenario->run;
    return run->fcr_open ? second_open_time(run, &run->hours, from, to) : to - from;
}

/* ---- numbers ---- */

sim_block
second_draw(const second *self, cc_purpose purpose, uint64_t owner, uint64_t ordinal,
            uint64_t block)
{
    return sim_random_block(self->key, (sim_name){purpose, owner, ordinal}, block);
}

sim_block
second_draw_for(const second *self, cc_purpose purpose, const second_contact *c, uint64_t block)
{
    const uint64_t ordinal = cc_ordinal((uint32_t)c->round, (uint32_t)c->attempt);
    return second_draw(self, purpose, c->name, ordinal, block);
}

double
second_value(const sim_dist *dist, uint64_t word)
{
    return sim_dist_quantile(dist, sim_uniform(word));
}
