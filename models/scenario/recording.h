/* Contacts as they were recorded. Durations in s. */
#ifndef CC_RECORDING_H
#define CC_RECORDING_H

#include "models/language/read_sheet.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A recorded contact. */
typedef struct cc_recorded {
    int day;     /* index of the recorded day */
    double time; /* s of the day */
    int issue;
    int channel;     /* -1: drawn from wants */
    double work;     /* s; NAN: drawn */
    double patience; /* s; NAN: drawn, */
    double waited;   /* but at least so many s, for so long it was; NAN: that is not known */
    uint32_t alike, n_alike; /* rows of the same kind and channel: n from there in .alike */
} cc_recorded;

#define CC_RECORDING_COLUMNS 8 /* day, time, kind, channel, work, patience, wait, outcome */

/* Which recorded day is played. */
typedef enum cc_recorded_days {
    CC_DAYS_RESAMPLE,     /* any is drawn; of dates, any of the same weekday */
    CC_DAYS_IN_ORDER,     /* of dates by date, where the run has dates */
    CC_DAYS_RESAMPLE_ANY, /* any is drawn */
} cc_recorded_days;

/* What is done on open days behind the last one recorded, where they are played in order. */
typedef enum cc_beyond { CC_BEYOND_REFUSE, CC_BEYOND_RESAMPLE, CC_BEYOND_NOBODY } cc_beyond;

enum { CC_DAY_DRAWN = -1, CC_DAY_EMPTY = -2 };

typedef struct cc_recording {
    const cc_recorded *row; /* in order of day, then time */
    size_t n;
    const size_t *day_start; /* n_days + 1 */
    int n_days;
    const uint32_t *alike; /* rows, by kind and channel */
    const long *date;      /* of each, in days since 1970-01-01; NULL: they have none */
    const int *of_day; /* for each day of the run which one is played, or CC_DAY_DRAWN, _EMPTY; */
    const int *drawn;  /* drawn of these: all, or weekday by weekday (Mon = 0), */
    int drawn_from[8]; /* each from its beginning to that of the next */
    bool by_weekday;
    /* What was written, for the print. */
    cc_recorded_days days;
    cc_beyond beyond;
    const char *file, *column[CC_RECORDING_COLUMNS];
    cc_sheet_said said;
    const char *layout;                               /* NULL: a row for each */
    const char *const *kind_map, *const *channel_map; /* pairs: in the file, here */
    int n_kinds, n_channels;
    const char *const *not_served, *const *sent_away; /* outcomes */
    int n_not_served, n_sent_away;
    int unit;        /* of cc_duration_units */
    bool leave_out;  /* rows outside run.hours */
    uint64_t digest; /* of the rows */
} cc_recording;

#endif
