/* What a sweep has found, read off the store: estimates by point and output, differences to the baseline
 * on the same customers, main effects and, of designs that allow it, tornado and Sobol indices. */
#ifndef XP_FINDINGS_H
#define XP_FINDINGS_H

#include "experiment/sweep/effects.h"
#include "experiment/sweep/gather.h"
#include "experiment/sweep/tornado.h"

/* Of one factor on one output. */
typedef struct xp_effect {
    size_t factor, output;
    const char *level; /* text of the level, or of a third of the range */
    /* One at a time: the output there less the baseline. Else the mean over the points at that level less the
     * mean over all. Paired by replication if the sweep is common. */
    sim_interval interval;
} xp_effect;

typedef struct xp_index {
    size_t factor, output;
    sim_interval first, total; /* Sobol indices; n: rows of the design */
} xp_index;

typedef struct xp_findings {
    const xp_sweep *sweep;
    xp_recollection recalled;
    xp_gather gather;    /* of the outputs */
    xp_finding *finding; /* [point * n_outputs + output] */
    bool by_rules;       /* how many replications a point needs, the store does not say */
    size_t n_complete; /* points with all their replications, or where rules say that, with any; */
    size_t n_failed;   /* and such that failed */
    uint64_t least, most; /* replications of the points that have any */
    bool
        same_customers; /* at all points, but for the seed; else only the random numbers may be the same */
    xp_effect *effect;
    size_t n_effects;
    xp_tornado_bar *bar; /* by output, the longest first */
    size_t n_bars;
    xp_index *index; /* by output */
    size_t n_indices;
    double *
        noise; /* by output, of indices: share of the variance that is chance of the replications */
    xp_effects effects;
} xp_findings;

/* Reads the store, and puts estimates and differences into it if it may be written. */
int xp_findings_make(xp_findings *self, const xp_sweep *sweep, xp_store *store,
                     cc_refusal *refusal) SIM_MUST_CHECK;
void xp_findings_free(xp_findings *self);

const xp_finding *xp_findings_at(const xp_findings *self, size_t point, size_t output);
/* "fraction", "s", ...; "" of an own one. */
const char *xp_findings_unit(const xp_findings *self, size_t output);

#endif
