/* The most likely best for a given number of replications: optimal computing budget allocation, Chen,
 * Lin, Yucesan and Chick (2000), "Simulation budget allocation for further enhancing the efficiency of
 * ordinal optimization", Discrete Event Dynamic Systems 10. No guarantee: what it says of the
 * probability of a correct selection is an estimate. */
#ifndef XP_OCBA_H
#define XP_OCBA_H

#include "experiment/selection/selection.h"

/* Shares of the budget, that add up to 1, by means and variances (> 0 or 0): alternatives other than the
 * best b as (s_i / d_i)^2 with d_i what they are behind, and b as s_b sqrt(sum share_i^2 / s_i^2). */
void xp_ocba_shares(const double mean[], const double variance[], size_t k, double share[]);

/* budget: replications in all. plan->confidence and indifference are not used. *correct: 1 - sum of the
 * probabilities that another is the best after all (Bonferroni, normal, independent), at least 0. */
int xp_ocba_select(xp_selection *self, const xp_sampler *sampler, const xp_selection_plan *plan,
                   uint64_t budget, double *correct) SIM_MUST_CHECK;

#endif
