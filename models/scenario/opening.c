#include "models/scenario/opening.h"

#include <math.h>

#define TINY 1e-9 /* of an interval: rounding of times */

int
cc_run_weekday(const cc_run *run, long day)
{
    return run->day_weekday != NULL && day < run->days ? run->day_weekday[day]
                                                       : (int)((run->first_day + day) % 7);
}

bool
cc_day_is_open(const cc_run *run, long day)
{
    return run->day_closed != NULL && day < run->days ? !run->day_closed[day]
                                                      : run->weekday_open[cc_run_weekday(run, day)];
}

/* ---- openings of a day ---- */

const cc_openings *
cc_openings_of(const cc_run *run, const cc_hours *hours, long day)
{
    static const cc_openings none = {0};
    return cc_day_is_open(run, day) ? &hours->of[cc_run_weekday(run, day)] : &none;
}

cc_opening
cc_day_span(const cc_run *run, long day)
{
    const cc_openings *today = cc_openings_of(run, &run->hours, day);
    return today->n > 0 ? (cc_opening){today->at[0].open, today->at[today->n - 1].close}
                        : (cc_opening){run->open, run->close};
}

double
cc_openings_within(const cc_openings *self, double from, double to)
{
    double sum = 0;
    for (const cc_opening *o = self->at; o < self->at + self->n; o++) {
        sum += fmax(fmin(to, o->close) - fmax(from, o->open), 0);
    }
    return sum;
}

size_t
cc_opening_first(const cc_run *run, const cc_opening *opening)
{
    const double first = floor((opening->open - run->open) / run->interval + TINY);
    return first <= 0 ? 0 : (size_t)first;
}

size_t
cc_opening_end(const cc_run *run, const cc_opening *opening)
{
    const double end = ceil((opening->close - run->open) / run->interval - TINY);
    return opening->close >= run->close || end >= (double)run->intervals_per_day
               ? run->intervals_per_day
               : (size_t)end;
}

bool
cc_interval_counts(const cc_run *run, long day, size_t k)
{
    const cc_openings *today = cc_openings_of(run, &run->hours, day);
    bool is_open = run->hours.is_same;
    for (const cc_opening *o = today->at; o < today->at + today->n; o++) {
        is_open = is_open || (k >= cc_opening_first(run, o) && k < cc_opening_end(run, o));
    }
    return is_open;
}

const cc_opening *
cc_opening_at(const cc_run *run, long day, double time)
{
    const cc_openings *today = cc_openings_of(run, &run->hours, day);
    for (const cc_opening *o = today->at; o < today->at + today->n; o++) {
        if (time >= o->open && time < o->close) {
            return o;
        }
    }
    return NULL;
}

/* ---- hours ---- */

static double
open_time(const cc_openings *self)
{
    return cc_openings_within(self, 0, CC_DAY);
}

void
cc_hours_finish(cc_hours *self, const cc_run *run, double *before)
{
    int n_open = 0;
    self->is_same = true;
    for (int j = 0; j < 7; j++) {
        if (run->weekday_open[j]) {
            const cc_openings *of = &self->of[j];
            self->every = n_open++ == 0 ? of->at[0] : self->every;
            self->is_same = self->is_same && of->n == 1 && of->at[0].open == self->every.open &&
                            of->at[0].close == self->every.close;
        }
    }
    self->before = self->is_same ? NULL : before;
    for (int day = 0; before != NULL && day < run->days; day++) {
        before[day + 1] = before[day] + open_time(cc_openings_of(run, self, day));
    }
}

cc_hours
cc_hours_alike(double open, double close)
{
    cc_hours self = {.is_same = true, .every = {open, close}};
    for (int j = 0; j < 7; j++) {
        self.of[j] = (cc_openings){.n = 1, .at = {{open, close}}};
    }
    return self;
}

/* ---- the clock ---- */

bool
cc_opening_open_at(const cc_run *run, const cc_hours *hours, double t)
{
    const double day = floor(t / CC_DAY), s = t - day * CC_DAY;
    if (hours->is_same) {
        return s >= hours->every.open && s < hours->every.close && cc_day_is_open(run, (long)day);
    }
    const cc_openings *today = cc_openings_of(run, hours, (long)day);
    bool is_open = false;
    for (const cc_opening *o = today->at; o < today->at + today->n; o++) {
        is_open = is_open || (s >= o->open && s < o->close);
    }
    return is_open;
}

static bool
never_closes(const cc_run *run, const cc_hours *hours)
{
    bool open = run->day_closed == NULL && hours->is_same && hours->every.open == 0 &&
                hours->every.close == CC_DAY;
    for (int j = 0; j < 7; j++) {
        open = open && run->weekday_open[j];
    }
    return open;
}

/* Open seconds of a whole week. */
static double
week(const cc_run *run, const cc_hours *hours)
{
    int n = 0;
    double sum = 0;
    for (int j = 0; j < 7; j++) {
        n += run->weekday_open[j];
        sum += run->weekday_open[j] ? open_time(&hours->of[j]) : 0;
    }
    return hours->is_same ? n * (hours->every.close - hours->every.open) : sum;
}

/* The same as below with special days, by a count of open ones. */
static double
since_zero_counted(const cc_run *run, const cc_hours *hours, double t)
{
    const double open = hours->every.open, close = hours->every.close;
    const double day = floor(t / CC_DAY), last = fmin(day, run->days);
    double n = run->open_before[(size_t)last];
    for (double d = last; d < day; d++) { /* behind the run, which is rare */
        n += cc_day_is_open(run, (long)d);
    }
    const double s = t - day * CC_DAY;
    return n * (close - open) +
           (cc_day_is_open(run, (long)day) ? fmin(fmax(s - open, 0), close - open) : 0);
}

/* The same where not all days have one opening, the same one. */
static double
since_zero_unlike(const cc_run *run, const cc_hours *hours, double t)
{
    const double day = floor(t / CC_DAY), last = fmin(day, run->days);
    double sum = hours->before[(size_t)last];
    for (double d = last; d < day; d++) { /* behind the run, which is rare */
        sum += open_time(cc_openings_of(run, hours, (long)d));
    }
    return sum + cc_openings_within(cc_openings_of(run, hours, (long)day), 0, t - day * CC_DAY);
}

/* Open seconds from time 0 to t. */
static double
since_zero(const cc_run *run, const cc_hours *hours, double t)
{
    if (!hours->is_same) {
        return since_zero_unlike(run, hours, t);
    }
    if (run->open_before != NULL) {
        return since_zero_counted(run, hours, t);
    }
    const double open = hours->every.open, close = hours->every.close;
    const double day = floor(t / CC_DAY), weeks = floor(day / 7);
    double sum = weeks * week(run, hours);
    for (double d = weeks * 7; d < day; d++) {
        sum += cc_day_is_open(run, (long)d) ? close - open : 0;
    }
    if (cc_day_is_open(run, (long)day)) {
        const double s = t - day * CC_DAY;
        sum += fmin(fmax(s - open, 0), close - open);
    }
    return sum;
}

double
cc_opening_between(const cc_run *run, const cc_hours *hours, double from, double to)
{
    if (never_closes(run, hours)) {
        return to - from; /* exactly: no rounding by sums of days */
    }
    return since_zero(run, hours, to) - since_zero(run, hours, from);
}

double
cc_opening_after(const cc_run *run, double from, double span)
{
    const cc_hours *hours = &run->hours;
    const double today = floor(from / CC_DAY), midnight = today * CC_DAY;
    if (hours->is_same && cc_day_is_open(run, (long)today) &&
        from >= midnight + hours->every.open && midnight + hours->every.close - from > span) {
        return from + span; /* before closing, as most often */
    }
    if (never_closes(run, hours) || !isfinite(span)) {
        return from + span;
    }
    const double a_week = week(run, hours);
    const double weeks = run->day_closed != NULL ? 0 : floor(span / a_week);
    double t = from + weeks * 7 * CC_DAY;
    span -= weeks * a_week;
    for (;;) {
        const double day = floor(t / CC_DAY), start = day * CC_DAY;
        const cc_openings *open = cc_openings_of(run, hours, (long)day);
        for (const cc_opening *o = open->at; o < open->at + open->n; o++) {
            const double begin = fmax(t, start + o->open), left = start + o->close - begin;
            if (left > span || (left == span && span > 0)) {
                return begin + span;
            }
            span -= fmax(left, 0);
        }
        t = start + CC_DAY; /* some weekday is open, and the run's special days end */
    }
}

double
cc_opening_before(const cc_run *run, double until, double span)
{
    for (double day = floor(until / CC_DAY); day >= 0; day--) {
        const double midnight = day * CC_DAY;
        const cc_openings *open = cc_openings_of(run, &run->hours, (long)day);
        for (const cc_opening *o = open->at + open->n; o-- > open->at;) {
            const double begin = midnight + o->open, end = fmin(until, midnight + o->close);
            if (end > begin) {
                if (end - begin >= span) {
                    return end - span;
                }
                span -= end - begin;
            }
        }
    }
    return -1;
}

double
cc_opening_next(const cc_run *run, double t)
{
    for (double day = floor(t / CC_DAY); isfinite(t); day++) {
        const cc_openings *open = cc_openings_of(run, &run->hours, (long)day);
        for (const cc_opening *o = open->at; o < open->at + open->n; o++) {
            if (t < day * CC_DAY + o->close) {
                return fmax(t, day * CC_DAY + o->open);
            }
        }
    }
    return t; /* some weekday is open, and the run's special days end: it never comes */
}
