/* The record of one replication: counters by slice and cell, histograms, days on target. */
#ifndef CC_RECORD_H
#define CC_RECORD_H

#include "models/counters.h"
#include "sim/histogram.h"
#include <stddef.h>

/* Which index means what. Slices are the report intervals of `observe` in order (every
 * run.interval of every open day) when asked for, else there is one slice. */
typedef struct cc_layout {
    int n_issues, n_channels, n_groups, n_queues;
    size_t n_cells; /* n_issues * n_channels * 2 * (n_groups + 1) */
    size_t n_slices;
    bool by_interval;
    int first_day;    /* day of slice 0 */
    int n_days;       /* calendar days touched by observe */
    size_t per_day;   /* intervals a day */
    double days;      /* observed opening time / opening time of a day: divisor of "a day" */
} cc_layout;

int cc_layout_init(cc_layout *self, const cc_scenario *scenario, bool by_interval) SIM_MUST_CHECK;

/* group is -1 for a contact that no agent answered; again: 0 first attempt, 1 any later. */
static inline size_t
cc_layout_cell(const cc_layout *self, int issue, int channel, int again, int group)
{
    return ((size_t)((issue * self->n_channels + channel) * 2 + again)) *
               (size_t)(self->n_groups + 1) +
           (size_t)(group + 1);
}

typedef struct cc_record {
    cc_layout layout;
    double *cell;  /* [slice][cell][CC_N_COUNTERS], then one cell for what does not count */
    double *agent; /* [slice][group][CC_A_COUNTERS] */
    sim_histogram *wait;       /* [issue][channel]: first waits of the answered */
    sim_histogram *resolution; /* [issue]: times to resolution */
    /* [channel or n_channels + queue][day of observe]: in time, and A' - left in time, by the
     * first threshold: for P(day meets the target) */
    double *day_in_time, *day_offered;
    uint64_t n_events;
} cc_record;

int cc_record_init(cc_record *self, const cc_layout *layout) SIM_MUST_CHECK;
void cc_record_reset(cc_record *self);
void cc_record_free(cc_record *self);

static inline double *
cc_record_cell(const cc_record *self, size_t slice, size_t cell)
{
    return self->cell + (slice * self->layout.n_cells + cell) * CC_N_COUNTERS;
}

#endif
