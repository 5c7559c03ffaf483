/* Gamma, by its mean and coefficient of variation; shape 1 / cv^2. */
#include "sim/gamma.h"
#include "sim/dist.h"

enum { MEAN, CV };
enum { SHAPE, SCALE, LOG_GAMMA };

static const char *
setup(sim_dist *self)
{
    const double cv = self->p[CV];
    if (self->p[MEAN] == 0 || cv == 0) {
        self->fast = SIM_FAST_CONSTANT;
        return NULL;
    }
    if (cv < 0.01) {
        return "cv must be 0 or >= 0.01";
    }
    self->q[SHAPE] = 1 / (cv * cv);
    self->q[LOG_GAMMA] = sim_gamma_of(self->q[SHAPE]).log_gamma;
    self->q[SCALE] = self->p[MEAN] * cv * cv;
    if (cv == 1) {
        self->fast = SIM_FAST_EXPONENTIAL;
    }
    return NULL;
}

static sim_gamma
unit(const sim_dist *self)
{
    return (sim_gamma){self->q[SHAPE], self->q[LOG_GAMMA]};
}

static double
quantile(const sim_dist *self, double u)
{
    const sim_gamma gamma = unit(self);
    return self->q[SCALE] * sim_gamma_quantile(&gamma, u);
}

static double
cdf(const sim_dist *self, double x)
{
    const sim_gamma gamma = unit(self);
    return sim_gamma_cdf(&gamma, x / self->q[SCALE]);
}

static double
mean(const sim_dist *self)
{
    return self->p[MEAN];
}

static double
variance(const sim_dist *self)
{
    return self->p[MEAN] * self->p[MEAN] * self->p[CV] * self->p[CV];
}

const sim_dist_type sim_dist_gamma = {
    .name = "gamma",
    .doc = "gamma, by mean and coefficient of variation; shape 1 / cv^2",
    .params = {{"mean", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the mean"},
               {"cv", SIM_PARAM_NUMBER, 0, 10, NAN, "", "standard deviation / mean"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .is_slow = true,
};
