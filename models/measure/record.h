/* The record of one replication: counters by slice and cell, histograms, days on target. */
#ifndef CC_RECORD_H
#define CC_RECORD_H

#include "models/measure/layout.h"
#include "sim/histogram.h"
#include "sim/snapshot.h"
#include <math.h>

/* Where a cell's counters are: index cells of a slice by [slice * n_cells + cell]; behind the last
 * slice come the cells of the whole run, where there is more than one slice, and then those of
 * what does not count, since it began before observe or behind it. */
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
    double *node;                     /* [channel][node]: CC_V_*, then by edge; of the whole run */
    double *transfer;                 /* [queue][channel]: CC_T_*, of the whole run */
    sim_histogram *wait;              /* [issue][channel]: first waits of the answered */
    sim_histogram *resolution;        /* [issue]: times to resolution */
    cc_day *day;                      /* [queue][channel][day of observe] */
    sim_histogram lost, pending;      /* ages of issues: when lost, and if open, at the end */
    uint64_t n_events;
} cc_record;

int cc_record_init(cc_record *self, const cc_layout *layout) SIM_MUST_CHECK;
/* Takes a time in proportion to what has been counted. */
void cc_record_reset(cc_record *self);
/* Adds up the slices, and counts what follows from other counters: call it on a filled record
 * before reading measures off it; again does no harm. SIM_ERR_NOMEM. */
int cc_record_close(cc_record *self) SIM_MUST_CHECK;
void cc_record_free(cc_record *self);
/* Registers all that a record holds. */
int cc_record_register(cc_record *self, sim_snapshot *snapshot) SIM_MUST_CHECK;

/* ... and only what tells where counters are, and these. */
int cc_record_register_cells(cc_record *self, sim_snapshot *snapshot) SIM_MUST_CHECK;

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

/* The index of the first cell of what does not count: no figure is of these. */
static inline size_t
cc_record_rest(const cc_layout *layout)
{
    return (layout->n_slices + (layout->n_slices > 1)) * layout->n_cells;
}

/* Contacts of the windows that are counted. */
double cc_record_contacts(const cc_record *self);

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

/* Visits of a node by contacts of a channel: CC_V_* and behind them by edge. */
static inline size_t
cc_record_node_width(const cc_layout *layout)
{
    return (size_t)(CC_V_COUNTERS + layout->n_edges);
}

static inline double *
cc_record_node(const cc_record *self, int channel, int node)
{
    return self->node +
           (size_t)(channel * self->layout.n_nodes + node) * cc_record_node_width(&self->layout);
}

/* Stays of contacts of a channel in a queue to which they were transferred: CC_T_*; where layout.n_fed is
 * not 0. */
static inline double *
cc_record_transfer(const cc_record *self, int queue, int channel)
{
    return self->transfer + (size_t)(queue * self->layout.n_channels + channel) * CC_T_COUNTERS;
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
