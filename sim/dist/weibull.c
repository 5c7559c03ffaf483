/* Weibull: a hazard that falls (shape < 1) or rises (shape > 1) as a power of time. */
#include "sim/dist.h"

enum { MEAN, SHAPE };
enum { SCALE };

static const char *
setup(sim_dist *self)
{
    if (self->p[MEAN] == 0) {
        self->fast = SIM_FAST_CONSTANT;
        return NULL;
    }
    self->q[SCALE] = self->p[MEAN] / sim_tgamma(1 + 1 / self->p[SHAPE]);
    if (self->p[SHAPE] == 1) {
        self->fast = SIM_FAST_EXPONENTIAL;
    }
    return NULL;
}

static double
quantile(const sim_dist *self, double u)
{
    return self->q[SCALE] * sim_pow(-sim_log1p(-u), 1 / self->p[SHAPE]);
}

static double
cdf(const sim_dist *self, double x)
{
    return -sim_expm1(-sim_pow(x / self->q[SCALE], self->p[SHAPE]));
}

static double
mean(const sim_dist *self)
{
    return self->p[MEAN];
}

static double
variance(const sim_dist *self)
{
    const double scale = self->q[SCALE];
    return scale * scale * sim_tgamma(1 + 2 / self->p[SHAPE]) - self->p[MEAN] * self->p[MEAN];
}

const sim_dist_type sim_dist_weibull = {
    .name = "weibull",
    .doc = "a hazard that falls (shape < 1) or rises (shape > 1) with time",
    .params = {{"mean", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the mean"},
               {"shape", SIM_PARAM_NUMBER, 0.1, 100, NAN, "", "1 is exponential"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .is_slow = true,
};
