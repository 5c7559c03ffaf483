/* The sequence of Sobol (1967) as GSL has it, the origin left out: powers of 2 less 1 fill best. */
#include "experiment/sweep/design.h"

static int
setup(xp_design *self, cc_refusal *refusal)
{
    self->n_points = self->n_asked;
    return xp_design_use_sobol(self, self->n_axes, self->n_points, refusal);
}

static xp_at
at(const xp_design *self, size_t number, size_t axis)
{
    return (xp_at){.kind = XP_AT_SHARE, .share = xp_design_sequence(self, false, number, axis)};
}

const xp_design_type xp_design_sobol_points = {
    .name = "sobol",
    .doc = "points of Sobol's sequence, more even than chance; up to 40 factors",
    .takes_points = true,
    .takes_seed = true,
    .setup = setup,
    .at = at,
};
