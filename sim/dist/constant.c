/* Always the same. */
#include "sim/dist.h"

static const char *
setup(sim_dist *self)
{
    self->fast = SIM_FAST_CONSTANT;
    return NULL;
}

static double
quantile(const sim_dist *self, double u)
{
    (void)u;
    return self->p[0];
}

static double
cdf(const sim_dist *self, double x)
{
    return x >= self->p[0] ? 1 : 0;
}

static double
mean(const sim_dist *self)
{
    return self->p[0];
}

static double
variance(const sim_dist *self)
{
    (void)self;
    return 0;
}

const sim_dist_type sim_dist_constant = {
    .name = "constant",
    .doc = "always the same value",
    .params = {{"value", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the value"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
