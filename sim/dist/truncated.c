/* Another distribution, given that its value is from min to max: values outside are drawn again,
 * so to say, not moved to the bounds. */
#include "sim/dist.h"

enum { OF, MIN, MAX };
enum { BELOW, WITHIN }; /* probabilities */

static const char *
setup(sim_dist *self)
{
    if (self->p[MAX] < self->p[MIN]) {
        return "max must be >= min";
    }
    /* A value of exactly min is inside. */
    self->q[BELOW] = sim_dist_cdf(self->part, nextafter(self->p[MIN], -1));
    const double up_to_max = isinf(self->p[MAX]) ? 1 : sim_dist_cdf(self->part, self->p[MAX]);
    self->q[WITHIN] = up_to_max - self->q[BELOW];
    return self->q[WITHIN] >= 1e-9 ? NULL
                                   : "of must have a chance of 1e-9 to be within min and max";
}

static double
within(const sim_dist *self, double x)
{
    return fmin(fmax(x, self->p[MIN]), self->p[MAX]);
}

/* Of the part, what u is here. */
static double
whole(const sim_dist *self, double u)
{
    return fmin(self->q[BELOW] + u * self->q[WITHIN], 1 - 0x1p-53);
}

static double
quantile(const sim_dist *self, double u)
{
    return within(self, sim_dist_quantile_exact(self->part, whole(self, u)));
}

static void
bounds(const sim_dist *self, double u, double *low, double *high)
{
    sim_dist_bounds(self->part, whole(self, u), low, high);
    *low = within(self, *low);
    *high = within(self, *high);
}

static double
cdf(const sim_dist *self, double x)
{
    if (x < self->p[MIN]) {
        return 0;
    }
    if (x >= self->p[MAX]) {
        return 1;
    }
    return fmin(1, (sim_dist_cdf(self->part, x) - self->q[BELOW]) / self->q[WITHIN]);
}

const sim_dist_type sim_dist_truncated = {
    .name = "truncated",
    .doc = "another distribution, given that it is from min to max",
    .params = {{"of", SIM_PARAM_PART, 0, 0, NAN, "", "the other distribution"},
               {"min", SIM_PARAM_DURATION, 0, 1e9, 0, "s", "the least value"},
               {"max", SIM_PARAM_DURATION, 0, 1e9, INFINITY, "s", "the greatest value"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .bounds = bounds,
    .is_slow = true,
};
