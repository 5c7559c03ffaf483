/* Issues that bring others of their kind, and bursts. */
#include "tests/second/second.h"

#include "models/scenario/burst.h"
#include "sim/elementary.h"
#include <math.h>
#include <stdlib.h>

/* The least n at which the Poisson probabilities of 0 to n are more than u. */
static int
poisson_of(double mean, double u)
{
    double below = 0;
    for (int n = 0;; n++) {
        below += exp(-mean + n * log(mean) - lgamma(n + 1.0));
        if (u < below || n > 60) {
            return n;
        }
    }
}

void
second_brings_others(second *self, uint64_t name, int kind)
{
    const cc_self_exciting *how = &self->scenario->demand.issue[kind].self_exciting;
    if (how->mean == 0) {
        return;
    }
    const sim_block number = second_draw(self, CC_DRAW_EXCITES, name, 0, 0);
    const int n = poisson_of(how->mean, sim_uniform(number.word[0]));
    for (int j = 1; j <= n; j++) {
        const sim_block u = second_draw(self, CC_DRAW_EXCITES, name, 0, (uint64_t)j);
        self->brought =
            realloc(self->brought, ((size_t)self->n_brought + 1) * sizeof(*self->brought));
        assert_non_null(self->brought);
        self->brought[self->n_brought] =
            (second_brought){(uint64_t)(28672 + kind) << 48 | u.word[1] >> 16, kind};
        second_schedule(self, self->now + second_value(&how->after, u.word[0]), THEN_ARRIVALS,
                        OF_BROUGHT, self->n_brought++);
    }
}

void
second_brought_comes(second *self, int which)
{
    const second_brought it = self->brought[which];
    const cc_run *run = &self->scenario->run;
    if (second_is_open_at(run, &run->hours, self->now)) {
        second_issue_begins(self, it.name, it.kind, NOBODY, NULL);
        second_brings_others(self, it.name, it.kind);
    }
}

/* ---- bursts ---- */

/* The rate of that kind at a moment, from one begun then. */
static double
raised_until(const cc_burst_kind *kind, double begun, double time)
{
    const double first = begun + kind->after, last = first + kind->duration;
    double sum = 0;
    if (time > first) {
        sum += kind->rate * (fmin(time, last) - first);
    }
    if (time > last && kind->decay > 0) {
        sum += kind->rate * kind->decay * (1 - exp(-(time - last) / kind->decay));
    }
    return sum;
}

/* Moments at which that burst begins, on that day and the one before; their number. */
static int
beginnings(const second *self, int burst, long day, double *at)
{
    const cc_burst *it = &self->scenario->demand.burst[burst];
    const cc_run *run = &self->scenario->run;
    int n = 0;
    for (size_t j = 0; j < it->n_at; j++) {
        const long begins = (long)floor(it->at[j] / CC_DAY);
        if (begins == day || begins == day - 1) {
            at[n++] = it->at[j];
        }
    }
    for (long d = day > 0 ? day - 1 : 0; d <= day && it->per_day > 0; d++) {
        if (!second_is_open_day(run, d)) {
            continue;
        }
        const sim_block number = second_draw(self, CC_DRAW_BURST, (uint64_t)d, (uint64_t)burst, 0);
        const int random = poisson_of(it->per_day, sim_uniform(number.word[0]));
        for (int j = 0; j < random && j < CC_MAX_BURSTS_A_DAY; j++) {
            const sim_block u =
                second_draw(self, CC_DRAW_BURST, (uint64_t)d, (uint64_t)burst, 1 + (uint64_t)j / 4);
            const cc_openings *hours = second_openings(run, &run->hours, d);
            const double first = hours->at[0].open, last = hours->at[hours->n - 1].close;
            at[n++] = (double)d * CC_DAY + first + (last - first) * sim_uniform(u.word[j % 4]);
        }
    }
    return n;
}

static int
compare_moments(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

void
second_tell_bursts(second *self)
{
    const cc_demand *demand = &self->scenario->demand;
    for (int b = 0; b < demand->n_bursts; b++) {
        double rates = 0, at[CC_MAX_BURSTS_A_DAY * 2 + 64];
        for (int i = 0; i < demand->n_issues; i++) {
            rates += demand->burst[b].kind[i].rate;
        }
        /* what begins on a day, or the day before: each is told on its own day */
        for (long day = 0; (double)day * CC_DAY <= self->horizon && rates > 0; day++) {
            const int n = beginnings(self, b, day, at);
            qsort(at, (size_t)n, sizeof(*at), compare_moments);
            for (int j = 0; j < n; j++) {
                self->now = at[j];
                if (at[j] >= (double)day * CC_DAY && at[j] <= self->horizon &&
                    (j == 0 || at[j] > at[j - 1])) {
                    second_tell_of(self, CC_JOURNAL_BURST_BEGINS, CC_OF_HOUSE, b, 0);
                }
            }
        }
    }
    self->now = 0;
}

static double
sum_as_written(const second *self, int burst, int kind, const double *at, int n, double time)
{
    double sum = 0;
    for (int j = 0; j < n; j++) {
        sum += raised_until(&self->scenario->demand.burst[burst].kind[kind], at[j], time);
    }
    return sum;
}

/* From then on, each part of it with the volume of its time. */
static double
sum_between(const second *self, int burst, int kind, const double *at, int n, double from,
            double until)
{
    double sum = 0;
    for (size_t j = 0; j <= self->n_made; j++) {
        const double begin = j > 0 ? fmax(from, self->script->change[j - 1].time) : from;
        const double end = j < self->n_made ? fmin(until, self->script->change[j].time) : until;
        if (end > begin) {
            sum += second_volume_after(self, j, kind) *
                   (sum_as_written(self, burst, kind, at, n, end) -
                    sum_as_written(self, burst, kind, at, n, begin));
        }
    }
    return sum;
}

/* All points of a day. */
void
second_raise_day(second *self, second_stream *stream)
{
    const cc_demand *demand = &self->scenario->demand;
    const cc_run *run = &self->scenario->run;
    const int burst = stream->burst;
    double at[CC_MAX_BURSTS_A_DAY * 2 + 64];
    assert_true(demand->burst[burst].n_at <= 64);
    const int n = beginnings(self, burst, stream->day, at);
    const double width = stream->layer == 0 ? 1 : pow(2, stream->layer - 1);
    const double keep = fmin((demand->volume - (stream->layer == 0 ? 0 : width)) / width, 1);
    const cc_openings *hours = second_openings(run, &run->hours, stream->day);
    const double open = (double)stream->day * CC_DAY + hours->at[0].open,
                 close = (double)stream->day * CC_DAY + hours->at[hours->n - 1].close;
    double level = 0;
    for (uint64_t k = 0; keep > 0; k++) {
        const uint64_t name = cc_owner((uint64_t)(16384 + 256 * burst + stream->kind),
                                       (uint64_t)stream->day, (uint64_t)stream->layer << 27 | k);
        level -=
            log1p(-sim_uniform(second_draw(self, CC_DRAW_CONTACT, name, 0, 0).word[3])) / width;
        if (sum_between(self, burst, stream->kind, at, n, open, close) < level) {
            return;
        }
        double low = open, high = close;
        for (int j = 0; j < 100; j++) {
            const double middle = (low + high) / 2;
            const double sum = sum_between(self, burst, stream->kind, at, n, open, middle);
            *(sum < level ? &low : &high) = middle;
        }
        const bool in_break = hours->n > 1 && !second_is_open_at(run, &run->hours, high);
        if (!in_break && sim_uniform(second_draw(self, CC_DRAW_KEPT, name, 0, 0).word[0]) < keep) {
            second_add_point(stream, high, name, NULL);
        }
    }
}
