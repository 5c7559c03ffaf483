/* What a run has found: estimates of every figure, and how the run ended. */
#ifndef XP_RESULTS_H
#define XP_RESULTS_H

#include "experiment/dayparts.h"
#include "experiment/interval_pairs.h"
#include "experiment/intervals.h"
#include "experiment/one_more.h"
#include "experiment/pairs.h"
#include "experiment/plan.h"
#include "experiment/prediction.h"
#include "experiment/reduction.h"
#include "experiment/unit.h"

typedef struct xp_results {
    const xp_plan *plan; /* as given; must outlive the results */
    cc_layout layout[XP_MAX_SCENARIOS];
    xp_table *table;
    xp_estimates estimates;
    int n_queues[XP_MAX_SCENARIOS];
    xp_unit unit; /* of replications that are one observation by plan->variance, */
    xp_reduction reduction;
    xp_pairs pairs;       /* if the plan says best */
    xp_dayparts dayparts; /* if the plan is by_interval */
    xp_pools *pools;      /* by scenario */
    xp_prediction prediction;
    xp_one_more one_more;
    xp_intervals intervals;           /* if the plan is by_interval */
    xp_interval_pairs interval_pairs; /* likewise, of several scenarios */
    xp_ages *ages;                    /* by scenario: of all replications */
    uint64_t n;                       /* complete replications */
    uint64_t events;
    double prepared; /* s of processor time that the process had used before the first event */
    bool partial;    /* interrupted before the end, or */
    bool spent;      /* its budget was */
    bool precise;    /* all rules hold, and held before (true if there are none) */
    /* A rule on a figure that was undefined, or never varied, in XP_PATIENCE replications: it
     * would have been waited for in vain. NULL: none. */
    const xp_precision *in_vain;
} xp_results;

/* Ready for rows of the plan. SIM_ERR_REFUSED, _LIMIT, _NOMEM; free it in any case. */
int xp_results_init(xp_results *self, const xp_plan *plan, cc_refusal *refusal) SIM_MUST_CHECK;
/* In order of replication. SIM_ERR_NOMEM. */
int xp_results_add(xp_results *self, xp_row *row) SIM_MUST_CHECK;
void xp_results_free(xp_results *self);

sim_interval xp_results_estimate(const xp_results *self, int scenario, size_t measure);
xp_difference xp_results_difference(const xp_results *self, int scenario, size_t measure);
/* However the figure is written ("attempt:first/channel:voice"); XP_LACKS if there is none. */
size_t xp_results_find(const xp_results *self, const char *kpi, const char *scope);
/* By name; NAN if there is no such figure. */
sim_interval xp_results_figure(const xp_results *self, int scenario, const char *kpi,
                               const char *scope);
/* The first queue of that scenario that was growing, so that averages depend on the length of the run. */
const char *xp_growing_queue(const xp_results *self, int scenario);

#endif
