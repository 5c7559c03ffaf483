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
    size_t n_cells; /* n_issues * n_channels * 2 * (n_groups + 1): most are never touched */
    size_t n_slices;
    bool by_interval;
    int first_day;  /* day of slice 0 */
    int n_days;     /* calendar days touched by observe */
    size_t per_day; /* intervals a day */
    double days;    /* observed opening time / opening time of a day: divisor of "a day" */
    double open, close, interval; /* s of the day: run.hours and run.interval */
    int n_wait_over;              /* run.wait_over */
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

/* The slice that a moment of observe belongs to (s from the start of the run), and when it ends, at
 * the next interval of its day or at midnight. What happens before opening or after closing goes to
 * the first or last interval of its day, so that slices always add up to the whole. */
size_t cc_layout_slice(const cc_layout *self, double time, double *end);

/* The part of a slice's interval that lies inside observe, s; of observe if it is not sliced. */
double cc_layout_span(const cc_layout *self, const cc_run *run, size_t slice);

/* Where a cell's counters are: index cells of a slice by [slice * n_cells + cell]; behind the last
 * slice come the cells of the whole run, where there is more than one slice, and then those of
 * what does not count: nobody's and each group's. */
typedef struct cc_touched {
    uint32_t index;
    uint32_t place; /* of counter 0 in the pool, whether or not this cell has it */
    uint32_t next;  /* touched before it in its slice; UINT32_MAX: none */
} cc_touched;

/* Days on target of a line: answered in time, and A' - left in time, by the first threshold. */
typedef struct cc_day {
    double in_time, offered;
} cc_day;

/* Only cells that something is counted in take memory: they are found by `place`, and listed so
 * that clearing and adding up look at no other. */
typedef struct cc_record {
    cc_layout layout;
    uint32_t *place;     /* by index: of its counter 0; 0: not touched, and there are zeros */
    uint32_t *last;      /* by slice, and the whole: last touched cell; UINT32_MAX: none */
    cc_touched *touched; /* in order of the first touch */
    double *pool;        /* counters: zeros, what could not be placed, then the touched cells */
    uint32_t n_touched;
    size_t n_pool;                    /* counters in use */
    size_t touched_bytes, pool_bytes; /* allocated */
    double *agent;                    /* [slice][group][CC_A_COUNTERS], then of the whole run */
    sim_histogram *wait;              /* [issue][channel]: first waits of the answered */
    sim_histogram *resolution;        /* [issue]: times to resolution */
    cc_day *day;                      /* [queue][channel][day of observe] */
    uint64_t n_events;
    uint64_t n_turned_away; /* came when more contacts were open than the simulator holds */
} cc_record;

int cc_record_init(cc_record *self, const cc_layout *layout) SIM_MUST_CHECK;
/* Takes a time in proportion to what has been counted. */
void cc_record_reset(cc_record *self);
/* Adds up the slices, and counts what follows from other counters: call it on a filled record
 * before reading measures off it; again does no harm. SIM_ERR_NOMEM. */
int cc_record_close(cc_record *self) SIM_MUST_CHECK;
void cc_record_free(cc_record *self);

/* Gives a cell its counters, which are 0. False: there is no memory; what is counted at `place`
 * is lost then. */
bool cc_record_touch(cc_record *self, size_t index);

#define CC_WHOLE_RUN SIZE_MAX /* in place of a slice */

static inline size_t
cc_record_index(const cc_record *self, size_t slice, size_t cell)
{
    const size_t n = self->layout.n_slices;
    return (slice != CC_WHOLE_RUN ? slice : n > 1 ? n : 0) * self->layout.n_cells + cell;
}

/* The index of nobody's cell of what does not count; the groups' come behind. */
static inline size_t
cc_record_rest(const cc_layout *layout)
{
    return (layout->n_slices + (layout->n_slices > 1)) * layout->n_cells;
}

/* For tests: the counters of a cell of contacts that a group has (then only those from
 * CC_N_SERVED_BEGIN on) or has not (only those before CC_N_ALONE_END); NULL: no memory. */
static inline double *
cc_record_cell(cc_record *self, size_t slice, size_t cell)
{
    const size_t index = cc_record_index(self, slice, cell);
    if (self->place[index] == 0 && !cc_record_touch(self, index)) {
        return NULL;
    }
    return self->pool + self->place[index];
}

static inline double *
cc_record_agent(const cc_record *self, size_t slice, size_t group)
{
    const size_t n = self->layout.n_slices, whole = n > 1 ? n : 0;
    return self->agent +
           ((slice == CC_WHOLE_RUN ? whole : slice) * (size_t)self->layout.n_groups + group) *
               CC_A_COUNTERS;
}

/* Which counters a cell has. */
static inline void
cc_layout_counters(const cc_layout *self, size_t index, int *begin, int *end)
{
    const bool is_served = index % (size_t)(self->n_groups + 1) != 0;
    *begin = is_served ? CC_N_SERVED_BEGIN : CC_N_LEFT_OVER(self->n_wait_over - 1);
    *end = is_served ? CC_N_answered_over + self->n_wait_over : CC_N_ALONE_END;
}

/* Two counters side by side, which are doubles to the compiler too. */
typedef double cc_two __attribute__((vector_size(16), aligned(8)));

/* The one way to add counters begin .. end - 1 up: sums, and the longest of the waits. */
static inline void
cc_counters_add(double *into, const double *from, int begin, int end)
{
    const double longest = fmax(into[CC_N_wait_max], from[CC_N_wait_max]);
    int j = begin;
    for (; j + 1 < end; j += 2) {
        *(cc_two *)&into[j] += *(const cc_two *)&from[j];
    }
    if (j < end) {
        into[j] += from[j];
    }
    into[CC_N_wait_max] = longest;
}

/* Adds a cell to counters[CC_N_COUNTERS], found by its index or by slice and cell. */
void cc_record_add_index(const cc_record *self, size_t index, double *counters);
void cc_record_add(const cc_record *self, size_t slice, size_t cell, double *counters);

#endif
