/* All combinations of levels, the last factor's changing fastest. */
#include "experiment/sweep/design.h"

#include <stdio.h>
#include <string.h>

static int
setup(xp_design *self, cc_refusal *refusal)
{
    char product[256] = "";
    double n = 1;
    for (size_t k = 0; k < self->n_axes; k++) {
        const size_t length = strlen(product);
        n *= (double)self->axis[k].n_levels;
        if (length < 200) {
            snprintf(product + length, sizeof(product) - length, "%s%zu", k > 0 ? " x " : "",
                     self->axis[k].n_levels);
        }
    }
    if (n > XP_MAX_POINTS) {
        return cc_refuse(refusal, NULL, 0, "has %.60s%s = %.10g points; at most %d", product,
                         strlen(product) > 60 ? "..." : "", n, XP_MAX_POINTS);
    }
    self->n_points = (size_t)n;
    return SIM_OK;
}

static xp_at
at(const xp_design *self, size_t number, size_t axis)
{
    for (size_t k = self->n_axes - 1; k > axis; k--) {
        number /= self->axis[k].n_levels;
    }
    return (xp_at){.kind = XP_AT_LEVEL, .level = number % self->axis[axis].n_levels};
}

const xp_design_type xp_design_grid = {
    .name = "grid",
    .doc = "all combinations of levels",
    .needs_levels = true,
    .setup = setup,
    .at = at,
};
