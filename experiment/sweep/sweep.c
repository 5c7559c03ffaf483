#include "experiment/sweep/sweep.h"

#include "sim/random.h"
#include <stdlib.h>

void
xp_sweep_free(xp_sweep *self)
{
    for (size_t f = 0; f < self->n_factors; f++) {
        xp_expression_free(&self->factor[f].computed);
    }
    for (size_t j = 0; j < self->n_outputs; j++) {
        xp_expression_free(&self->output[j].expression);
    }
    xp_design_free(&self->plan);
    cc_arena_free(self->arena);
    *self = (xp_sweep){0};
}

uint64_t
xp_sweep_point_seed(const xp_sweep *sweep, size_t number)
{
    if (sweep->common) {
        return sweep->seed;
    }
    const sim_name name = {UINT64_C(0x706f696e74), number, 0};                /* "point" */
    return sim_random_block((sim_key){sweep->seed, 0}, name, 0).word[0] >> 1; /* as of --seed */
}

/* ---- for who reads the results ---- */

void
xp_one_at_a_time_points(const xp_sweep *sweep, size_t factor, size_t *first, size_t *n)
{
    *first = *n = 0;
    const size_t axis = sweep->factor[factor].axis;
    if (sweep->design->has_baseline && axis < sweep->plan.n_axes) {
        xp_one_at_a_time_axis(&sweep->plan, axis, first, n);
    }
}

xp_indices_points
xp_indices_points_of(const xp_sweep *sweep)
{
    const size_t n_axes = sweep->plan.n_axes;
    return (xp_indices_points){sweep->plan.n_asked, n_axes, n_axes + 2};
}
