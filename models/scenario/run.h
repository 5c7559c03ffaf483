/* The clock of a scenario: opening hours, days, windows. Durations in s. */
#ifndef CC_SCENARIO_RUN_H
#define CC_SCENARIO_RUN_H

#include "models/language/hours.h"
#include "models/language/units.h"
#include "models/language/zone.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CC_MAX_WAIT_OVER 16 /* t's of P(W > t) */

typedef enum cc_close { CC_CLOSE_SERVE, CC_CLOSE_DROP, CC_CLOSE_CARRY } cc_close;

typedef struct cc_run {
    /* Days of the run begin at midnight, or, where the hours go over it, while the house is closed: s of
     * the clock's day. All other times of day are counted from there. */
    double day_begin;
    cc_hours_written written; /* run.hours and hours_by */
    cc_hours hours;           /* of each weekday */
    double open, close;       /* the earliest opening and the latest closing; close <= 86400 */
    double interval;          /* s; step of all tables and of reports */
    size_t intervals_per_day; /* of [open, close), the last may be shorter */
    bool weekday_open[7];     /* Mon = 0 */
    int first_day;            /* weekday of day 0, Mon = 0 */
    bool has_date;            /* the days have dates: */
    long first_date;          /* of day 0, in days since 1970-01-01 */
    const char *zone;         /* of the house; NULL: it was not said */
    const cc_zone *clock;     /* its changes; NULL */
    /* Where days are not what their weekdays say; else NULL. For each day which weekday it is like,
     * whether it is closed, and how many before it are open (one more). */
    uint8_t *day_weekday;
    bool *day_closed;
    uint32_t *open_before;
    int days;                           /* calendar days: ceil(horizon / 86400) */
    double warm_up, observe, follow_up; /* s; the horizon is their sum */
    cc_close at_close;
    double fcr_window;                  /* s, for fcr; default 24 h */
    bool fcr_open;                      /* of opening hours; default of the wall clock */
    double wait_over[CC_MAX_WAIT_OVER]; /* s, for wait_over_T */
    int n_wait_over;
} cc_run;

extern const char *const cc_weekdays[]; /* "Mon" ... "Sun", NULL */

#endif
