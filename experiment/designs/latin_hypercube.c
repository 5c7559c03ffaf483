/* McKay, Beckman & Conover (1979): of n points on every axis exactly one is in each n-th of it, where in it is
 * chance. The permutation of the n-ths is computed by number, so that no table of all points is needed. */
#include "experiment/sweep/design.h"

static xp_at
at(const xp_design *self, size_t number, size_t axis)
{
    const double n = (double)self->n_points;
    const double slot = (double)xp_design_permuted(self, 0, axis, self->n_points, number);
    return (xp_at){.kind = XP_AT_SHARE,
                   .share = (slot + xp_design_uniform(self, 1, axis, number)) / n};
}

const xp_design_type xp_design_latin_hypercube = {
    .name = "latin_hypercube",
    .doc = "points by chance, on every axis one in each of as many equal parts",
    .takes_points = true,
    .takes_seed = true,
    .at = at,
};
