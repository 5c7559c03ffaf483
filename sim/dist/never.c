/* It does not happen: the patience of somebody who waits for ever. */
#include "sim/dist.h"

static double
quantile(const sim_dist *self, double u)
{
    (void)self;
    (void)u;
    return INFINITY;
}

static double
cdf(const sim_dist *self, double x)
{
    (void)self;
    return isinf(x) ? 1 : 0;
}

static double
infinite(const sim_dist *self)
{
    (void)self;
    return INFINITY;
}

const sim_dist_type sim_dist_never = {
    .name = "never",
    .doc = "it does not happen",
    .quantile = quantile,
    .cdf = cdf,
    .mean = infinite,
    .variance = infinite,
};
