/* Never less than a certain time, and the rest at random. */
#include "sim/dist.h"

enum { BY };

static const char *
setup(sim_dist *self)
{
    self->fast = sim_dist_is_by_hazard(self->part) ? SIM_FAST_HAZARD : SIM_FAST_NONE;
    return NULL;
}

static double
quantile_of(const sim_dist *self, double u, double e)
{
    return self->p[BY] + sim_dist_quantile_of(self->part, u, e);
}

static double
quantile(const sim_dist *self, double u)
{
    return self->p[BY] + sim_dist_quantile(self->part, u);
}

static double
cdf(const sim_dist *self, double x)
{
    return sim_dist_cdf(self->part, x - self->p[BY]);
}

static double
mean(const sim_dist *self)
{
    return self->p[BY] + sim_dist_mean(self->part);
}

static double
variance(const sim_dist *self)
{
    return sim_dist_variance(self->part);
}

const sim_dist_type sim_dist_shifted = {
    .name = "shifted",
    .doc = "another distribution with a constant added",
    .params = {{"by", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the constant"},
               {"of", SIM_PARAM_PART, 0, 0, NAN, "", "the other distribution"}},
    .setup = setup,
    .quantile = quantile,
    .quantile_of = quantile_of,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .uses_tables = true,
};
