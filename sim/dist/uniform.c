/* Any value between two bounds, all equally likely. */
#include "sim/dist.h"

enum { MIN, MAX };

static const char *
setup(sim_dist *self)
{
    return self->p[MAX] < self->p[MIN] ? "max must be >= min" : NULL;
}

static double
quantile(const sim_dist *self, double u)
{
    return self->p[MIN] + u * (self->p[MAX] - self->p[MIN]);
}

static double
cdf(const sim_dist *self, double x)
{
    if (x >= self->p[MAX]) {
        return 1;
    }
    return x <= self->p[MIN] ? 0 : (x - self->p[MIN]) / (self->p[MAX] - self->p[MIN]);
}

static double
mean(const sim_dist *self)
{
    return 0.5 * (self->p[MIN] + self->p[MAX]);
}

static double
variance(const sim_dist *self)
{
    const double width = self->p[MAX] - self->p[MIN];
    return width * width / 12;
}

const sim_dist_type sim_dist_uniform = {
    .name = "uniform",
    .doc = "any value between min and max, all equally likely",
    .params = {{"min", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the least value"},
               {"max", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the greatest value"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
