/* The best of k by Kim and Nelson (2001), "A fully sequential procedure for indifference-zone selection
 * in simulation", ACM TOMACS 11(3), with c = 1: after each replication those leave who are behind
 * another by more than what chance may do. If the best is ahead by the indifference, it is selected
 * with the confidence, however alternatives that are normal go together. */
#ifndef XP_KN_H
#define XP_KN_H

#include "experiment/selection/selection.h"

/* eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2 and h2 = 2 eta (n0 - 1). */
typedef struct xp_kn_constants {
    double eta, h2;
} xp_kn_constants;

xp_kn_constants xp_kn_constants_of(size_t k, uint64_t n0, double alpha);

/* Among all alternatives. Memory and the time of a screening go with the square of their number. */
int xp_kn_select(xp_selection *self, const xp_sampler *sampler,
                 const xp_selection_plan *plan) SIM_MUST_CHECK;

/* Among k of them, with replications from `base` on; self has been initialised for all. *winner:
 * XP_NOBODY if interrupted. Of those in the list, self->standing is set. */
int xp_kn_group(xp_selection *self, const xp_sampler *sampler, const size_t *alternative, size_t k,
                const xp_selection_plan *plan, uint64_t base, size_t *winner) SIM_MUST_CHECK;

#endif
