/* The hours and days that tables are about: those of the run, as the reader of tables sees them. */
#ifndef CC_FRAME_H
#define CC_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cc_frame {
    double begin;                 /* time of day at which days begin */
    double open, close, interval; /* s from there */
    size_t per_day;               /* intervals from opening to closing, the last may be shorter */
    size_t n_days, n_open;        /* calendar days of the run, and those of them that are open */
    const bool *is_open;          /* of each day */
    /* For each day and the moment after the last: how many open days were before it, or are with it,
     * but 0 for closed ones before the first; and which day of the week it is, from the first day on. */
    const uint32_t *open_row, *week_row;
    int first_weekday; /* of day 0, Mon = 0 */
    bool has_date;     /* and the date of day 0, in days since 1970-01-01 */
    long first_date;
} cc_frame;

#endif
