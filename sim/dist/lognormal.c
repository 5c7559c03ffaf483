/* Lognormal, by its mean and coefficient of variation, which is how handle times are quoted; not
 * by mu and sigma of the logarithm, which nobody has. */
#include "sim/dist.h"

enum { MEAN, CV };
enum { ZETA, SIGMA }; /* mean and standard deviation of the logarithm */

static const char *
setup(sim_dist *self)
{
    if (self->p[MEAN] == 0 || self->p[CV] == 0) {
        self->fast = SIM_FAST_CONSTANT;
        return NULL;
    }
    const double square = sim_log1p(self->p[CV] * self->p[CV]);
    self->q[ZETA] = sim_log(self->p[MEAN]) - 0.5 * square;
    self->q[SIGMA] = sqrt(square);
    return NULL;
}

static double
quantile(const sim_dist *self, double u)
{
    return sim_exp(self->q[ZETA] + self->q[SIGMA] * sim_normal_quantile(u));
}

static double
cdf(const sim_dist *self, double x)
{
    return x <= 0 ? 0 : sim_normal_cdf((sim_log(x) - self->q[ZETA]) / self->q[SIGMA]);
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

const sim_dist_type sim_dist_lognormal = {
    .name = "lognormal",
    .doc = "lognormal, by mean and coefficient of variation: the usual fit to talk times",
    .params = {{"mean", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the mean"},
               {"cv", SIM_PARAM_NUMBER, 0, 100, NAN, "", "standard deviation / mean"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .is_slow = true,
};
