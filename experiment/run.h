/* Replications of one or several scenarios on threads. The answer is a function of the plan, not
 * of the number of threads: rows are reduced in order of replication, and rules that stop the
 * run look at complete prefixes only. */
#ifndef XP_RUN_H
#define XP_RUN_H

#include "experiment/pairs.h"
#include <stdatomic.h>

/* Go on until the half-width of this figure is small enough. */
typedef struct xp_precision {
    char kpi[48], scope[160];
    double value;
    xp_notation notation;
    bool relative;    /* to the mean */
    bool difference;  /* of the differences to the first scenario, not of the figures */
    const char *text; /* as given */
} xp_precision;

typedef struct xp_plan {
    const cc_scenario *scenario[XP_MAX_SCENARIOS];
    int n_scenarios;
    bool paired; /* the same customers in all; else independent streams */
    uint64_t seed;
    uint64_t replications; /* with precision rules: the most there may be */
    const xp_precision *rule;
    size_t n_rules;
    const xp_wish *wish; /* figures wanted beside the usual ones */
    size_t n_wishes;
    int threads;
    double confidence;
    bool by_interval;
    bool best; /* of three scenarios and more, keep what xp_best_find needs */

    /* Set from outside, by a signal handler perhaps: begin no further replication; and stop
     * those under way. May be NULL. */
    const atomic_bool *finish, *stop;
    /* Called with the lock held, in order of replication. May be NULL. */
    void (*on_row)(void *context, const xp_row *row, const xp_table *table);
    void (*on_progress)(void *context, uint64_t done, uint64_t most);
    void *context;
} xp_plan;

xp_plan xp_plan_default(void);

typedef struct xp_results {
    const xp_plan *plan; /* as given; must outlive the results */
    cc_layout layout[XP_MAX_SCENARIOS];
    xp_table *table;
    xp_estimates estimates;
    xp_pairs pairs; /* if the plan says best */
    xp_ages *ages;  /* by scenario: of all replications */
    uint64_t n;     /* complete replications */
    uint64_t events;
    uint64_t turned_away; /* contacts blocked since the simulator holds no more at once */
    bool partial;         /* interrupted before the end */
    bool precise;         /* all rules hold, and held before (true if there are none) */
    /* A rule on a figure that was undefined, or never varied, in XP_PATIENCE replications: it
     * would have been waited for in vain. NULL: none. */
    const xp_precision *in_vain;
} xp_results;

/* SIM_OK also when interrupted with at least one replication; SIM_ERR_INTERRUPTED with none. */
int xp_run(xp_results *self, const xp_plan *plan, cc_refusal *refusal) SIM_MUST_CHECK;
void xp_results_free(xp_results *self);

sim_interval xp_results_estimate(const xp_results *self, int scenario, size_t measure);
xp_difference xp_results_difference(const xp_results *self, int scenario, size_t measure);
/* However the figure is written ("attempt:first/channel:voice"); XP_LACKS if there is none. */
size_t xp_results_find(const xp_results *self, const char *kpi, const char *scope);
/* By name; NAN if there is no such figure. */
sim_interval xp_results_figure(const xp_results *self, int scenario, const char *kpi,
                               const char *scope);

#endif
