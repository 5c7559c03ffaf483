/* The sequence of Halton (1960) as GSL has it: any number of points, but few factors. */
#include "experiment/sweep/design.h"

static xp_at
at(const xp_design *self, size_t number, size_t axis)
{
    return (xp_at){.kind = XP_AT_SHARE, .share = xp_design_sequence(self, true, number, axis)};
}

const xp_design_type xp_design_halton_points = {
    .name = "halton",
    .doc = "points of Halton's sequence; for few factors",
    .takes_points = true,
    .takes_seed = true,
    .at = at,
};
