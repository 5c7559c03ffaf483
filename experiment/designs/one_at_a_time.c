/* The baseline first; then, factor by factor, each other level or both ends of the range, all else as it was. */
#include "experiment/sweep/design.h"

/* Points of an axis, those of the baseline left out. */
static size_t
points_of(const xp_axis *axis)
{
    return axis->n_levels == 0 ? 2 : axis->n_levels - (axis->baseline < axis->n_levels);
}

static int
setup(xp_design *self, cc_refusal *refusal)
{
    (void)refusal;
    self->n_points = 1;
    for (size_t k = 0; k < self->n_axes; k++) {
        self->n_points += points_of(&self->axis[k]);
    }
    return SIM_OK;
}

void
xp_one_at_a_time_axis(const xp_design *self, size_t axis, size_t *first, size_t *n)
{
    *first = 1;
    for (size_t k = 0; k < axis; k++) {
        *first += points_of(&self->axis[k]);
    }
    *n = points_of(&self->axis[axis]);
}

static xp_at
at(const xp_design *self, size_t number, size_t axis)
{
    const xp_axis *it = &self->axis[axis];
    size_t first, n;
    xp_one_at_a_time_axis(self, axis, &first, &n);
    if (number < first || number >= first + n) {
        return (xp_at){.kind = XP_AT_BASELINE};
    }
    const size_t j = number - first;
    if (it->n_levels == 0) {
        return (xp_at){.kind = XP_AT_SHARE, .share = (double)j};
    }
    return (xp_at){.kind = XP_AT_LEVEL, .level = j + (it->baseline <= j)};
}

const xp_design_type xp_design_one_at_a_time = {
    .name = "one_at_a_time",
    .doc = "the baseline; then each factor by itself at its other levels, or both ends",
    .has_baseline = true,
    .setup = setup,
    .at = at,
};
