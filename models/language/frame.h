/* The hours and days that tables are about: those of the run, as the reader of tables sees them. */
#ifndef CC_FRAME_H
#define CC_FRAME_H

#include "models/language/hours.h"
#include "models/language/zone.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* When the house is open on a day, or on any of several. */
typedef struct cc_day_hours {
    const cc_opening *at; /* in order */
    int n;
} cc_day_hours;

typedef struct cc_frame {
    double begin;                 /* time of day at which days begin */
    double open, close, interval; /* s from there: the earliest opening, the latest closing */
    size_t per_day;               /* intervals between, the last may be shorter */
    cc_day_hours any;             /* when it is open on any day, */
    /* and, where not all have the same hours, those of each weekday, and which are open; else NULL. */
    const cc_hours *hours;
    const bool *weekday_open;
    const uint8_t *weekday; /* of each day: which it is, or is like */
    size_t n_days, n_open;  /* calendar days of the run, and those of them that are open */
    const bool *is_open;    /* of each day */
    /* For each day and the moment after the last: how many open days were before it, or are with it,
     * but 0 for closed ones before the first; and which day of the week it is, from the first day on. */
    const uint32_t *open_row, *week_row;
    int first_weekday; /* of day 0, Mon = 0 */
    bool has_date;     /* and the date of day 0, in days since 1970-01-01 */
    long first_date;
    const cc_zone *zone; /* of the house; NULL: it was not said */
} cc_frame;

/* Of a weekday, Mon = 0; below 0, or of a closed one: of all days together. */
cc_day_hours cc_frame_hours(const cc_frame *self, int weekday);
/* Seconds of [from, to] of the day that are open. */
double cc_day_hours_within(cc_day_hours self, double from, double to);
/* An interval, s of the day. */
double cc_frame_begin(const cc_frame *self, size_t k);
double cc_frame_end(const cc_frame *self, size_t k);

#endif
