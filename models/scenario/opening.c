#include "models/scenario/opening.h"

#include <math.h>

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

bool
cc_opening_open_at(const cc_run *run, double open, double close, double t)
{
    const double day = floor(t / CC_DAY), s = t - day * CC_DAY;
    return s >= open && s < close && cc_day_is_open(run, (long)day);
}

static bool
never_closes(const cc_run *run)
{
    bool open = run->day_closed == NULL;
    for (int j = 0; j < 7; j++) {
        open = open && run->weekday_open[j];
    }
    return open;
}

/* Open seconds of a whole week. */
static double
week(const cc_run *run, double open, double close)
{
    int n = 0;
    for (int j = 0; j < 7; j++) {
        n += run->weekday_open[j];
    }
    return n * (close - open);
}

/* The same as below with special days, by a count of open ones. */
static double
since_zero_counted(const cc_run *run, double open, double close, double t)
{
    const double day = floor(t / CC_DAY), last = fmin(day, run->days);
    double n = run->open_before[(size_t)last];
    for (double d = last; d < day; d++) { /* behind the run, which is rare */
        n += cc_day_is_open(run, (long)d);
    }
    const double s = t - day * CC_DAY;
    return n * (close - open) +
           (cc_day_is_open(run, (long)day) ? fmin(fmax(s - open, 0), close - open) : 0);
}

/* Open seconds from time 0 to t. */
static double
since_zero(const cc_run *run, double open, double close, double t)
{
    if (run->open_before != NULL) {
        return since_zero_counted(run, open, close, t);
    }
    const double day = floor(t / CC_DAY), weeks = floor(day / 7);
    double sum = weeks * week(run, open, close);
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
cc_opening_between(const cc_run *run, double open, double close, double from, double to)
{
    if (open == 0 && close == CC_DAY && never_closes(run)) {
        return to - from; /* exactly: no rounding by sums of days */
    }
    return since_zero(run, open, close, to) - since_zero(run, open, close, from);
}

double
cc_opening_after(const cc_run *run, double open, double close, double from, double span)
{
    const double today = floor(from / CC_DAY), midnight = today * CC_DAY;
    if (cc_day_is_open(run, (long)today) && from >= midnight + open &&
        midnight + close - from > span) {
        return from + span; /* before closing, as most often */
    }
    const double a_week = week(run, open, close);
    if ((open == 0 && close == CC_DAY && never_closes(run)) || !isfinite(span)) {
        return from + span;
    }
    const double weeks = run->day_closed != NULL ? 0 : floor(span / a_week);
    double t = from + weeks * 7 * CC_DAY;
    span -= weeks * a_week;
    for (;;) {
        const double day = floor(t / CC_DAY), start = day * CC_DAY;
        if (cc_day_is_open(run, (long)day)) {
            const double begin = fmax(t, start + open), left = start + close - begin;
            if (left > span || (left == span && span > 0)) {
                return begin + span;
            }
            span -= fmax(left, 0);
        }
        t = start + CC_DAY; /* some weekday is open, and the run's special days end */
    }
}

double
cc_opening_before(const cc_run *run, double open, double close, double until, double span)
{
    for (double day = floor(until / CC_DAY); day >= 0; day--) {
        const double midnight = day * CC_DAY, end = fmin(until, midnight + close);
        if (cc_day_is_open(run, (long)day) && end > midnight + open) {
            if (end - (midnight + open) >= span) {
                return end - span;
            }
            span -= end - (midnight + open);
        }
    }
    return -1;
}

double
cc_opening_next(const cc_run *run, double open, double close, double t)
{
    double day = floor(t / CC_DAY);
    while (isfinite(t) && !(cc_day_is_open(run, (long)day) && t < day * CC_DAY + close)) {
        day++; /* some weekday is open, and the run's special days end */
    }
    return isfinite(t) ? fmax(t, day * CC_DAY + open) : t;
}
