/* The best of very many: a knockout in rounds of small groups, after Zhong and Hong (2022),
 * "Knockout-tournament procedures for large-scale ranking and selection in parallel computing
 * environments", Operations Research 70(1). Memory goes with the number of alternatives, and so does
 * the number of comparisons: never all pairs. */
#ifndef XP_KNOCKOUT_H
#define XP_KNOCKOUT_H

#include "experiment/selection/kn.h"

#define XP_KNOCKOUT_GROUP 10 /* alternatives that meet in a group */

int xp_knockout_select(xp_selection *self, const xp_sampler *sampler,
                       const xp_selection_plan *plan) SIM_MUST_CHECK;

#endif
