/* Without memory: what is left does not depend on what has passed. */
#include "sim/dist.h"

static const char *
setup(sim_dist *self)
{
    self->fast = self->p[0] > 0 ? SIM_FAST_EXPONENTIAL : SIM_FAST_CONSTANT;
    return NULL;
}

static double
quantile(const sim_dist *self, double u)
{
    return -self->p[0] * sim_log1p(-u);
}

static double
cdf(const sim_dist *self, double x)
{
    return -sim_expm1(-x / self->p[0]);
}

static double
mean(const sim_dist *self)
{
    return self->p[0];
}

static double
variance(const sim_dist *self)
{
    return self->p[0] * self->p[0];
}

const sim_dist_type sim_dist_exponential = {
    .name = "exponential",
    .doc = "without memory; coefficient of variation 1",
    .params = {{"mean", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the mean"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
