/* What is kept of the replications: moments of every measure, alone and against the first
 * scenario, and sections of pooled histograms. Memory does not grow with the replications.
 * Feed rows in order of replication: then every bit is a function of the plan alone. */
#ifndef XP_ESTIMATE_H
#define XP_ESTIMATE_H

#include "experiment/adjust.h"
#include "experiment/ages.h"
#include "experiment/cells.h"
#include "experiment/sections.h"
#include "experiment/table.h"

typedef struct xp_known xp_known;

/* What one replication says about all scenarios. */
typedef struct xp_row {
    uint64_t replication;
    cc_sample *sample[XP_MAX_SCENARIOS];   /* by local index */
    sim_histogram *pool[XP_MAX_SCENARIOS]; /* by pool */
    cc_sample *queue[XP_MAX_SCENARIOS];    /* by queue: waiting at the end, at the start; offered */
    xp_ages *ages[XP_MAX_SCENARIOS];
    xp_cells cells[XP_MAX_SCENARIOS];
    double contacts;                               /* simulated, in all scenarios */
    double control[XP_MAX_SCENARIOS][XP_CONTROLS]; /* less their expectations */
} xp_row;

typedef struct xp_estimates {
    const xp_table *table;
    bool paired;
    uint64_t n;                         /* rows */
    uint64_t unit;                      /* replications that a row is the sum of; 1 */
    double *moments[XP_MAX_SCENARIOS];  /* of numerators and denominators, and sums of a CC_SD; if
                                          paired, then of those of the first scenario */
    size_t *place[XP_MAX_SCENARIOS];    /* by measure: in moments */
    uint64_t *behind[XP_MAX_SCENARIOS]; /* by measure: replications with a denominator above 0 */
    bool *differs[XP_MAX_SCENARIOS];    /* by measure: some replication was not equal */
    xp_sections *sections[XP_MAX_SCENARIOS]; /* by pool */
    double *queue[XP_MAX_SCENARIOS];         /* by queue, moments: growth, end, start, offered */
    int n_queues[XP_MAX_SCENARIOS];
    xp_adjust adjust[XP_MAX_SCENARIOS]; /* k is 0: no controls */
    double *cross[XP_MAX_SCENARIOS];    /* of each mean in moments with each control; */
    size_t *crossed[XP_MAX_SCENARIOS];  /* by measure: where in cross */
    xp_known *known; /* quantiles of the last levels asked for: one thread at a time asks */
} xp_estimates;

int xp_estimates_init(xp_estimates *self, const xp_table *table, bool paired,
                      const int n_queues[]) SIM_MUST_CHECK;
/* Before the first row: rows of scenario s have so many controls. */
int xp_estimates_control(xp_estimates *self, int scenario, int k) SIM_MUST_CHECK;
void xp_estimates_free(xp_estimates *self);
void xp_estimates_add(xp_estimates *self, const xp_row *row);

/* Sums of numerators and denominators over the replications, divided by their number. */
cc_sample xp_estimate_means(const xp_estimates *self, int scenario, size_t measure);

/* Fewer replications are few for any figure. */
#define XP_ENOUGH 10

/* Of fewer events, or of fewer others, the number itself says more of a share than how it varies over
 * replications. */
#define XP_FEW_EVENTS 30

/* n is the number of rows: replications, or units of them; mean NAN where undefined or lacking. */
sim_interval xp_estimate(const xp_estimates *self, int scenario, size_t measure, double confidence);

typedef struct xp_difference {
    sim_interval interval; /* scenario minus the first */
    bool equal;            /* in every replication */
} xp_difference;

xp_difference xp_estimate_difference(const xp_estimates *self, int scenario, size_t measure,
                                     double confidence);

/* The variance of a figure, or (difference) of its difference to that of the first scenario, paired: as
 * its interval takes it, or (plain) as it would be without controls. NAN: none. */
double xp_estimate_variance(const xp_estimates *self, int scenario, size_t measure, bool difference,
                            bool plain);

/* Was the queue longer at the end of observe than at its start, beyond chance and by much? Then
 * averages depend on the length of the run. */
bool xp_estimate_grows(const xp_estimates *self, int scenario, int queue, double *start,
                       double *end);

/* The value of a measure in one replication, NAN if undefined. */
double xp_row_value(const xp_row *self, const xp_table *table, int scenario, size_t measure);
/* ... of a KPI that is no quantile, off its sums. */
double xp_sample_value(cc_kpi_id kpi, const cc_sample *sample);

#endif
