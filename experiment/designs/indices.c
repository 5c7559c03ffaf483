/* For first-order and total indices: two independent samples A and B of N points each, and for each axis j the
 * points of A with their coordinate j from B (Saltelli et al. 2010, "Variance based sensitivity analysis of
 * model output. Design and estimator for the total sensitivity index", table 2). A and B are the two halves of
 * points of twice as many axes. */
#include "experiment/sweep/design.h"

enum { A, B, FIRST_AXIS };

static int
setup(xp_design *self, cc_refusal *refusal)
{
    const double n = (double)self->n_asked * (double)(self->n_axes + FIRST_AXIS);
    if (n > XP_MAX_POINTS) {
        return cc_refuse(refusal, NULL, 0, "has %zu x (%zu + 2) = %.10g points; at most %d",
                         self->n_asked, self->n_axes, n, XP_MAX_POINTS);
    }
    self->n_points = (size_t)n;
    return self->is_by_chance ? SIM_OK
                              : xp_design_use_sobol(self, 2 * self->n_axes, self->n_asked, refusal);
}

static xp_at
at(const xp_design *self, size_t number, size_t axis)
{
    const size_t per_row = self->n_axes + FIRST_AXIS;
    const size_t row = number / per_row, which = number % per_row;
    const size_t column = which == B || which == FIRST_AXIS + axis ? self->n_axes + axis : axis;
    return (xp_at){.kind = XP_AT_SHARE,
                   .share = self->is_by_chance ? xp_design_uniform(self, 0, column, row)
                                               : xp_design_sequence(self, false, row, column)};
}

const xp_design_type xp_design_indices = {
    .name = "indices",
    .doc = "for Sobol indices: N (k + 2) points of k factors, Saltelli's A, B and A with B's",
    .takes_points = true,
    .takes_seed = true,
    .setup = setup,
    .at = at,
};
