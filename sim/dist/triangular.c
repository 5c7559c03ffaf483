/* Least, most likely and greatest value: what an expert can say without data. */
#include "sim/dist.h"

enum { MIN, MODE, MAX };
enum { BELOW_MODE }; /* P(X <= mode) */

static const char *
setup(sim_dist *self)
{
    if (self->p[MODE] < self->p[MIN]) {
        return "mode must be >= min";
    }
    if (self->p[MAX] < self->p[MODE]) {
        return "max must be >= mode";
    }
    const double width = self->p[MAX] - self->p[MIN];
    self->q[BELOW_MODE] = width > 0 ? (self->p[MODE] - self->p[MIN]) / width : 0;
    return NULL;
}

static double
quantile(const sim_dist *self, double u)
{
    const double width = self->p[MAX] - self->p[MIN];
    if (u <= self->q[BELOW_MODE]) {
        return self->p[MIN] + sqrt(u * width * (self->p[MODE] - self->p[MIN]));
    }
    return self->p[MAX] - sqrt((1 - u) * width * (self->p[MAX] - self->p[MODE]));
}

static double
cdf(const sim_dist *self, double x)
{
    const double width = self->p[MAX] - self->p[MIN];
    if (x >= self->p[MAX]) {
        return 1;
    }
    if (x <= self->p[MIN]) {
        return 0;
    }
    if (x < self->p[MODE]) {
        const double above = x - self->p[MIN];
        return above * above / (width * (self->p[MODE] - self->p[MIN]));
    }
    const double below = self->p[MAX] - x;
    return 1 - below * below / (width * (self->p[MAX] - self->p[MODE]));
}

static double
mean(const sim_dist *self)
{
    return (self->p[MIN] + self->p[MODE] + self->p[MAX]) / 3;
}

static double
variance(const sim_dist *self)
{
    const double left = self->p[MODE] - self->p[MIN], right = self->p[MAX] - self->p[MODE];
    return (left * left + left * right + right * right) / 18;
}

const sim_dist_type sim_dist_triangular = {
    .name = "triangular",
    .doc = "between min and max, with one most likely value",
    .params = {{"min", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the least value"},
               {"mode", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the most likely value"},
               {"max", SIM_PARAM_DURATION, 0, 1e9, NAN, "s", "the greatest value"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
