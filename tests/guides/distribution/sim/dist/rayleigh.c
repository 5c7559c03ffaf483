/* Rayleigh, the length of a vector of two equal normal parts: Weibull of shape 2, without its powers.
 * P(X > x) = exp(-(x / scale)^2), mean = scale sqrt(pi) / 2. */
#include "sim/dist.h"

enum { MEAN };
enum { SCALE };

#define PI 3.14159265358979323846

static const char *
setup(sim_dist *self)
{
    self->q[SCALE] = self->p[MEAN] * 2 / sqrt(PI);
    self->fast = self->p[MEAN] == 0 ? SIM_FAST_CONSTANT : SIM_FAST_HAZARD;
    return NULL;
}

static double
quantile_of(const sim_dist *self, double u, double e)
{
    (void)u;
    return self->q[SCALE] * sqrt(e);
}

static double
quantile(const sim_dist *self, double u)
{
    return quantile_of(self, u, -sim_log1p(-u));
}

static double
cdf(const sim_dist *self, double x)
{
    const double z = x / self->q[SCALE];
    return -sim_expm1(-z * z);
}

static double
mean(const sim_dist *self)
{
    return self->p[MEAN];
}

static double
variance(const sim_dist *self)
{
    return self->p[MEAN] * self->p[MEAN] * (4 / PI - 1);
}

const sim_dist_type sim_dist_rayleigh = {
    .name = "rayleigh",
    .doc = "a hazard that grows in proportion to time",
    .params = {{"mean", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the mean"}},
    .setup = setup,
    .quantile = quantile,
    .quantile_of = quantile_of,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
