/* The sum of exponential stages of equal mean: more regular than one exponential. */
#include "sim/dist.h"
#include "sim/gamma.h"

enum { MEAN, STAGES };
enum { LOG_GAMMA };

static const char *
setup(sim_dist *self)
{
    if (self->p[STAGES] != floor(self->p[STAGES])) {
        return "stages must be a whole number";
    }
    if (self->p[MEAN] == 0) {
        self->fast = SIM_FAST_CONSTANT;
    } else if (self->p[STAGES] == 1) {
        self->fast = SIM_FAST_EXPONENTIAL;
    }
    self->q[LOG_GAMMA] = sim_gamma_of(self->p[STAGES]).log_gamma;
    return NULL;
}

static sim_gamma
sum_of_stages(const sim_dist *self)
{
    return (sim_gamma){self->p[STAGES], self->q[LOG_GAMMA]};
}

static double
quantile(const sim_dist *self, double u)
{
    const sim_gamma gamma = sum_of_stages(self);
    return self->p[MEAN] / self->p[STAGES] * sim_gamma_quantile(&gamma, u);
}

static double
cdf(const sim_dist *self, double x)
{
    const sim_gamma gamma = sum_of_stages(self);
    return sim_gamma_cdf(&gamma, x * self->p[STAGES] / self->p[MEAN]);
}

static double
mean(const sim_dist *self)
{
    return self->p[MEAN];
}

static double
variance(const sim_dist *self)
{
    return self->p[MEAN] * self->p[MEAN] / self->p[STAGES];
}

const sim_dist_type sim_dist_erlang = {
    .name = "erlang",
    .doc = "the sum of exponential stages; coefficient of variation 1 / sqrt(stages)",
    .params = {{"mean", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the mean of the sum"},
               {"stages", SIM_PARAM_NUMBER, 1, 1000, NAN, "", "how many stages"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .is_slow = true,
};
