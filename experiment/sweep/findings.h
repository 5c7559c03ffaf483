/* What a sweep has found, read off the store: estimates by point and output, differences to the baseline
 * on the same customers, main effects and, of designs that allow it, tornado and Sobol indices. */
#ifndef XP_FINDINGS_H
#define XP_FINDINGS_H

#include "experiment/store/store.h"

typedef struct xp_finding {
    sim_interval interval;   /* n 0: nothing is known */
    sim_interval difference; /* to the baseline; n 0 where there is none */
    bool equal;              /* to the baseline, in every replication */
    bool paired;             /* the difference is of the same replications */
} xp_finding;

/* Of one factor on one output. */
typedef struct xp_effect {
    size_t factor, output;
    const char *level; /* text of the level, or of a third of the range */
    sim_interval
        interval; /* mean over points at that level less mean over all; paired by replication */
} xp_effect;

typedef struct xp_tornado_bar {
    size_t factor, output;
    const char *low_text, *high_text;
    sim_interval low, high; /* of the output at the ends less the baseline */
    char grade;             /* of the evidence, 'A' .. 'D'; '-': not sourced */
} xp_tornado_bar;

typedef struct xp_index {
    size_t factor, output;
    sim_interval first, total; /* Sobol indices */
} xp_index;

typedef struct xp_findings {
    const xp_sweep *sweep;
    xp_finding *finding; /* [point * n_outputs + output] */
    uint64_t *n;         /* by point: complete replications */
    xp_effect *effect;
    size_t n_effects;
    xp_tornado_bar *bar; /* by output, the longest first */
    size_t n_bars;
    xp_index *index;
    size_t n_indices;
} xp_findings;

/* Reads the store, and puts estimates and differences into it if it may be written. */
int xp_findings_make(xp_findings *self, const xp_sweep *sweep, xp_store *store,
                     cc_refusal *refusal) SIM_MUST_CHECK;
void xp_findings_free(xp_findings *self);

#endif
