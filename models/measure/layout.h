/* Which index of a record means what: cells by kind, channel, attempt and group, and the slices of
 * observe. */
#ifndef CC_LAYOUT_H
#define CC_LAYOUT_H

#include "models/measure/counters.h"
#include "sim/error.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct cc_scenario cc_scenario;
typedef struct cc_run cc_run;

/* If asked for, observe is cut into slices that follow each other without a gap: of an open day the
 * time before its first opening, each interval until its last closing, and the time after it; a closed
 * day is one slice. Each day that observe touches has the same number of indices, an interval's that of
 * its time of day; what its day lacks is empty. Else there is one slice. */
typedef struct cc_layout {
    int n_issues, n_channels, n_groups, n_queues;
    int n_fed;            /* queues to which transfers may lead: all, or none */
    int n_nodes, n_edges; /* nodes of automation; at most so many edges each */
    size_t n_cells;       /* n_issues * n_channels * 2 * (n_groups + 1): most are never touched */
    size_t n_slices;
    bool by_interval;
    int first_day;      /* day of slice 0 */
    int n_days;         /* calendar days touched by observe */
    size_t per_day;     /* slices a day: */
    size_t n_before;    /* 1: before opening, if there is such a time; 0 */
    size_t n_intervals; /* intervals a day; then 1 after closing, if there is such a time */
    double
        days; /* sum over days of the part of the opening time that is observed: divisor of "a day" */
    double begin; /* time of day at which days begin */
    double open,
        interval;      /* s from there: the earliest opening, from which intervals are counted */
    const cc_run *run; /* the scenario's */
    int n_wait_over;   /* run.wait_over */
} cc_layout;

/* SIM_ERR_LIMIT: more than CC_MAX_CELLS in all slices together. */
int cc_layout_init(cc_layout *self, const cc_scenario *scenario, bool by_interval) SIM_MUST_CHECK;

#define CC_MAX_CELLS 1e8 /* 400 MB of places, of which the touched pages are real */

/* group is -1 for a contact that no agent answered; again: 0 first attempt, 1 any later. */
static inline size_t
cc_layout_cell(const cc_layout *self, int issue, int channel, int again, int group)
{
    return ((size_t)((issue * self->n_channels + channel) * 2 + again)) *
               (size_t)(self->n_groups + 1) +
           (size_t)(group + 1);
}

/* What the cell of that index counts; group is -1 for nobody's. */
typedef struct cc_layout_parts {
    int issue, channel, again, group;
} cc_layout_parts;

static inline cc_layout_parts
cc_layout_parts_of(const cc_layout *self, size_t index)
{
    const size_t n = (size_t)self->n_groups + 1, cell = index % self->n_cells;
    const size_t kind = cell / n / 2, n_channels = (size_t)self->n_channels;
    return (cc_layout_parts){(int)(kind / n_channels), (int)(kind % n_channels),
                             (int)(cell / n % 2), (int)(cell % n) - 1};
}

/* Which counters a cell has. */
static inline void
cc_layout_counters(const cc_layout *self, size_t index, int *begin, int *end)
{
    const bool is_served = index % (size_t)(self->n_groups + 1) != 0;
    *begin = is_served ? CC_N_SERVED_BEGIN : CC_N_ALONE_OVER(self->n_wait_over - 1);
    *end = is_served ? CC_N_served_over + self->n_wait_over : CC_N_ALONE_END;
}

/* The slice that holds a moment of observe (s from the start of the run), and when it ends. */
size_t cc_layout_slice(const cc_layout *self, double time, double *end);

typedef enum cc_slice_kind {
    CC_SLICE_INTERVAL,
    CC_SLICE_BEFORE, /* opening */
    CC_SLICE_AFTER,  /* closing */
    CC_SLICE_CLOSED, /* a whole day */
    CC_SLICE_EMPTY,  /* an index that its day does not need */
    CC_SLICE_BREAK,  /* an interval in which it is closed, between two openings of the day */
} cc_slice_kind;

/* What an index of a layout by interval stands for. */
typedef struct cc_slice {
    cc_slice_kind kind;
    int day;           /* of the run */
    size_t k;          /* of intervals and breaks: which of the day */
    double begin, end; /* s from the start of the run, whether observed or not */
} cc_slice;

cc_slice cc_layout_slice_of(const cc_layout *self, size_t slice);

/* "before", "after" or "closed"; NULL for an interval or a break, which have a time of day. */
const char *cc_slice_word(cc_slice_kind kind);

static inline bool
cc_slice_has_time(cc_slice_kind kind)
{
    return kind == CC_SLICE_INTERVAL || kind == CC_SLICE_BREAK;
}

/* Of the divisor of "a day" what falls on days that have begun at that time, s of the run. */
double cc_layout_days_begun(const cc_layout *self, double time);

/* The part of a slice that lies inside observe, s; of observe if it is not sliced. */
double cc_layout_span(const cc_layout *self, const cc_run *run, size_t slice);

#endif
