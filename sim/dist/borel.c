/* How many come of one, itself counted, if each brings a Poisson number of others (Borel 1942): the
 * messages of a conversation in which each message calls for a share of another.
 *     P(n) = exp(-m n) (m n)^(n - 1) / n!,    mean 1 / (1 - m),    variance m / (1 - m)^3 */
#include "sim/dist.h"

enum { BRINGS }; /* m */

#define LAST 1e-19 /* P(n) that no sum notices any more */

static const char *
setup(sim_dist *self)
{
    self->fast = self->p[0] == 1 ? SIM_FAST_CONSTANT : SIM_FAST_NONE;
    self->q[BRINGS] = 1 - 1 / self->p[0];
    return NULL;
}

/* P(n + 1) / P(n), which is below 1. */
static double
ratio(double m, double n)
{
    return m * sim_exp((n - 1) * sim_log1p(1 / n) - m);
}

/* Adds P(n) up to that n, or until they make u. */
static double
add_up(const sim_dist *self, double until, double u, double *n)
{
    const double m = self->q[BRINGS];
    double p = sim_exp(-m), sum = p;
    for (*n = 1; *n < until && sum < u && p > LAST; (*n)++) {
        p *= ratio(m, *n);
        sum += p;
    }
    return sum;
}

static double
quantile(const sim_dist *self, double u)
{
    double n;
    add_up(self, INFINITY, u, &n);
    return n;
}

static double
cdf(const sim_dist *self, double x)
{
    double n;
    return x < 1 ? 0 : isinf(x) ? 1 : fmin(add_up(self, floor(x), 2, &n), 1);
}

static double
mean(const sim_dist *self)
{
    return self->p[0];
}

static double
variance(const sim_dist *self)
{
    return self->p[0] * self->p[0] * (self->p[0] - 1);
}

const sim_dist_type sim_dist_borel = {
    .name = "borel",
    .doc = "whole numbers from 1: of a cluster in which each brings others",
    .params = {{"mean", SIM_PARAM_NUMBER, 1, 100, NAN, "", "the mean"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
