/* How many trials up to the first success: 1, 2, 3, ... A plain number, as of messages. */
#include "sim/dist.h"

enum { LOG_FAILURE }; /* log P(failure) */

static const char *
setup(sim_dist *self)
{
    self->fast = self->p[0] == 1 ? SIM_FAST_CONSTANT : SIM_FAST_HAZARD;
    self->q[LOG_FAILURE] = sim_log1p(-1 / self->p[0]);
    return NULL;
}

static double
quantile_of(const sim_dist *self, double u, double e)
{
    (void)u;
    return fmax(1, ceil(-e / self->q[LOG_FAILURE]));
}

static double
quantile(const sim_dist *self, double u)
{
    return quantile_of(self, u, -sim_log1p(-u));
}

static double
cdf(const sim_dist *self, double x)
{
    return -sim_expm1(floor(x) * self->q[LOG_FAILURE]);
}

static double
mean(const sim_dist *self)
{
    return self->p[0];
}

static double
variance(const sim_dist *self)
{
    return self->p[0] * (self->p[0] - 1);
}

const sim_dist_type sim_dist_geometric = {
    .name = "geometric",
    .doc = "whole numbers from 1, each step as likely to be the last",
    .params = {{"mean", SIM_PARAM_NUMBER, 1, 1e9, NAN, "", "the mean"}},
    .setup = setup,
    .quantile = quantile,
    .quantile_of = quantile_of,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
