/* The record of one replication: counters by slice and cell, histograms, days on target. */
#ifndef CC_RECORD_H
#define CC_RECORD_H

#include "models/counters.h"
#include "sim/histogram.h"
#include <math.h>
#include <stddef.h>

/* Which index means what. Slices are the report intervals of `observe` in order (every
 * run.interval of every calendar day that observe touches) when asked for, else there is one. */
typedef struct cc_layout {
    int n_issues, n_channels, n_groups, n_queues;
    size_t n_cells; /* n_issues * n_channels * 2 * (n_groups + 1) */
    size_t n_slices;
    bool by_interval;
    int first_day;  /* day of slice 0 */
    int n_days;     /* calendar days touched by observe */
    size_t per_day; /* intervals a day */
    double days;    /* observed opening time / opening time of a day: divisor of "a day" */
    double open, close, interval; /* s of the day: run.hours and run.interval */
} cc_layout;

/* SIM_ERR_LIMIT: too many intervals, kinds of issue and groups to count for each by itself. */
int cc_layout_init(cc_layout *self, const cc_scenario *scenario, bool by_interval) SIM_MUST_CHECK;

/* group is -1 for a contact that no agent answered; again: 0 first attempt, 1 any later. */
static inline size_t
cc_layout_cell(const cc_layout *self, int issue, int channel, int again, int group)
{
    return ((size_t)((issue * self->n_channels + channel) * 2 + again)) *
               (size_t)(self->n_groups + 1) +
           (size_t)(group + 1);
}

/* The slice that a moment of observe belongs to (s from the start of the run). What happens
 * before opening or after closing goes to the first or last interval of its day, so that slices
 * always add up to the whole. */
static inline size_t
cc_layout_slice(const cc_layout *self, double time)
{
    if (self->n_slices <= 1) {
        return 0;
    }
    const double day = floor(time / CC_DAY);
    const double past = (time - day * CC_DAY - self->open) / self->interval;
    const size_t last = self->per_day - 1;
    const size_t k = past <= 0 ? 0 : past >= (double)last ? last : (size_t)past;
    const int j = (int)day - self->first_day;
    if (j >= self->n_days) {
        return self->n_slices - 1;
    }
    return (size_t)(j < 0 ? 0 : j) * self->per_day + k;
}

/* The part of a slice's interval that lies inside observe, s; of observe if it is not sliced. */
double cc_layout_span(const cc_layout *self, const cc_run *run, size_t slice);

typedef struct cc_record {
    cc_layout layout;
    double *cell; /* [slice][cell][CC_N_COUNTERS], then n_groups + 1 cells of what does not count */
    double *agent;             /* [slice][group][CC_A_COUNTERS] */
    sim_histogram *wait;       /* [issue][channel]: first waits of the answered */
    sim_histogram *resolution; /* [issue]: times to resolution */
    /* [channel or n_channels + queue][day of observe]: in time, and A' - left in time, by the
     * first threshold: for P(day meets the target) */
    double *day_in_time, *day_offered;
    uint64_t n_events;
    uint64_t n_turned_away; /* came when more contacts were open than the simulator holds */
    double *total; /* all slices added, by cc_record_close; is `cell` where there is one slice */
    double *agent_total;
} cc_record;

int cc_record_init(cc_record *self, const cc_layout *layout) SIM_MUST_CHECK;
void cc_record_reset(cc_record *self);
/* Adds up the slices: call it on a filled record before reading measures off it. */
void cc_record_close(cc_record *self);
void cc_record_free(cc_record *self);

static inline double *
cc_record_cell(const cc_record *self, size_t slice, size_t cell)
{
    return self->cell + (slice * self->layout.n_cells + cell) * CC_N_COUNTERS;
}

static inline double *
cc_record_agent(const cc_record *self, size_t slice, size_t group)
{
    return self->agent + (slice * (size_t)self->layout.n_groups + group) * CC_A_COUNTERS;
}

/* The one way to add cells up: sums, and the longest of the waits. */
static inline void
cc_counters_add(double *into, const double *from)
{
    for (int j = 0; j < CC_N_COUNTERS; j++) {
        into[j] = j == CC_N_wait_max ? fmax(into[j], from[j]) : into[j] + from[j];
    }
}

#endif
