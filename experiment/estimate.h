/* What is kept of the replications: moments of every measure, alone and against the first
 * scenario, and sections of pooled histograms. Memory does not grow with the replications.
 * Feed rows in order of replication: then every bit is a function of the plan alone. */
#ifndef XP_ESTIMATE_H
#define XP_ESTIMATE_H

#include "experiment/ages.h"
#include "experiment/table.h"
#include "sim/interval.h"

/* What one replication says about all scenarios. */
typedef struct xp_row {
    uint64_t replication;
    cc_sample *sample[XP_MAX_SCENARIOS];   /* by local index */
    sim_histogram *pool[XP_MAX_SCENARIOS]; /* by pool */
    cc_sample *queue[XP_MAX_SCENARIOS];    /* by queue: waiting at the end, at the start; offered */
    xp_ages *ages[XP_MAX_SCENARIOS];
} xp_row;

#define XP_SPREAD 6
/* Moments of num, den, second of two scenarios: for standard deviations. */
typedef struct xp_spread {
    uint64_t n;
    double mean[XP_SPREAD];
    double c[XP_SPREAD][XP_SPREAD];
} xp_spread;

#define XP_SECTIONS 40
/* Up to XP_SECTIONS histograms of `width` replications each; when full, neighbours merge. */
typedef struct xp_sections {
    sim_histogram *section;
    int n;           /* the last may hold fewer */
    uint64_t width;  /* replications of a full one */
    uint64_t filled; /* replications in the last */
} xp_sections;

typedef struct xp_estimates {
    const xp_table *table;
    bool paired;
    uint64_t n;
    sim_moments *moments[XP_MAX_SCENARIOS];  /* by measure: num, den; and of the first scenario */
    bool *differs[XP_MAX_SCENARIOS];         /* by measure: some replication was not equal */
    xp_spread *spread[XP_MAX_SCENARIOS];     /* by measure that is a CC_SD, in order */
    size_t *spread_of;                       /* by measure: index in spread */
    xp_sections *sections[XP_MAX_SCENARIOS]; /* by pool */
    sim_moments *queue[XP_MAX_SCENARIOS];    /* by queue: growth, end, start, offered */
    int n_queues[XP_MAX_SCENARIOS];
} xp_estimates;

int xp_estimates_init(xp_estimates *self, const xp_table *table, bool paired,
                      const int n_queues[]) SIM_MUST_CHECK;
void xp_estimates_free(xp_estimates *self);
void xp_estimates_add(xp_estimates *self, const xp_row *row);

/* n is the number of replications; mean NAN where undefined or lacking. */
sim_interval xp_estimate(const xp_estimates *self, int scenario, size_t measure, double confidence);

typedef struct xp_difference {
    sim_interval interval; /* scenario minus the first */
    bool equal;            /* in every replication */
} xp_difference;

xp_difference xp_estimate_difference(const xp_estimates *self, int scenario, size_t measure,
                                     double confidence);

/* Was the queue longer at the end of observe than at its start, beyond chance and by much? Then
 * averages depend on the length of the run. */
bool xp_estimate_grows(const xp_estimates *self, int scenario, int queue, double *start,
                       double *end);

/* The value of a measure in one replication, NAN if undefined. */
double xp_row_value(const xp_row *self, const xp_table *table, int scenario, size_t measure);

#endif
