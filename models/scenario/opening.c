#include "models/scenario/opening.h"

#include <math.h>

bool
cc_day_is_open(const cc_run *run, long day)
{
    return run->weekday_open[(run->first_day + day) % 7];
}

bool
cc_opening_open_at(const cc_run *run, double open, double close, double t)
{
    const double day = floor(t / CC_DAY), s = t - day * CC_DAY;
    return s >= open && s < close && cc_day_is_open(run, (long)day);
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

/* Open seconds from time 0 to t. */
static double
since_zero(const cc_run *run, double open, double close, double t)
{
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
    if (open == 0 && close == CC_DAY && week(run, open, close) == 7 * CC_DAY) {
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
    if ((open == 0 && close == CC_DAY && a_week == 7 * CC_DAY) || !isfinite(span)) {
        return from + span;
    }
    const double weeks = floor(span / a_week);
    double t = from + weeks * 7 * CC_DAY;
    span -= weeks * a_week;
    for (int j = 0; j < 16; j++) {
        const double day = floor(t / CC_DAY), start = day * CC_DAY;
        if (cc_day_is_open(run, (long)day)) {
            const double begin = fmax(t, start + open), left = start + close - begin;
            if (left > span || (left == span && span > 0)) {
                return begin + span;
            }
            span -= fmax(left, 0);
        }
        t = start + CC_DAY;
    }
    return t; /* not reached: two weeks hold more than one week's open time */
}
