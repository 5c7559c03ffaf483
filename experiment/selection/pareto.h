/* Which alternatives nobody beats in all figures at once, as far as it can be told: of each pair and figure
 * there is an interval of the difference, paired by replication, and all of them hold together with the
 * confidence (Bonferroni), so that all verdicts are right together. */
#ifndef XP_PARETO_H
#define XP_PARETO_H

#include "experiment/selection/sampler.h"
#include <stdbool.h>

#define XP_PARETO_FIGURES 4
#define XP_PARETO_MOST 2000 /* alternatives: memory goes with the square */
#define XP_PARETO_ENOUGH                                                                           \
    10 /* replications, before a difference that never varied counts as known */

typedef enum xp_pareto_state {
    XP_PARETO_UNKNOWN,       /* cannot be told apart from one that may dominate it */
    XP_PARETO_DOMINATED,     /* another is better or equal in all, and better in some */
    XP_PARETO_NOT_DOMINATED, /* whoever is better in one figure is worse in another */
} xp_pareto_state;

typedef struct xp_pareto_plan {
    double confidence; /* of all verdicts together */
    /* By figure, >= 0: differences up to it do not matter. Who is worse by no more may dominate,
     * and who is better by no more does not. */
    double indifference[XP_PARETO_FIGURES];
    uint64_t replications; /* of each alternative, >= 2 */
} xp_pareto_plan;

typedef struct xp_pareto {
    size_t n, n_figures;
    xp_pareto_state *state;
    size_t *by;      /* of the dominated: by whom; else SIZE_MAX */
    double *mean;    /* [alternative * n_figures + figure] */
    uint64_t done;   /* replications of each */
    bool is_partial; /* interrupted: verdicts hold all the same, more are unknown */
} xp_pareto;

int xp_pareto_find(xp_pareto *self, const xp_sampler *sampler,
                   const xp_pareto_plan *plan) SIM_MUST_CHECK;
void xp_pareto_free(xp_pareto *self);

#endif
