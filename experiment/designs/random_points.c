/* Points by chance, each by itself. */
#include "experiment/sweep/design.h"

static xp_at
at(const xp_design *self, size_t number, size_t axis)
{
    return (xp_at){.kind = XP_AT_SHARE, .share = xp_design_uniform(self, 0, axis, number)};
}

const xp_design_type xp_design_random_points = {
    .name = "random",
    .doc = "points by chance, each by itself",
    .takes_points = true,
    .takes_seed = true,
    .at = at,
};
