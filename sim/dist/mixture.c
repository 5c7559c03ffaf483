/* One of several distributions at random. A single uniform makes the value, by the inverse of
 * the whole cdf, so that values stay ordered in it. */
#include "sim/dist.h"
#include "sim/quantile.h"

enum { WEIGHTS }; /* the only list */
enum { WEIGHT_SUM };

static const char *
setup(sim_dist *self)
{
    if (self->n_list[WEIGHTS] != self->n_parts) {
        return "weights must be as many as parts";
    }
    self->q[WEIGHT_SUM] = 0;
    for (size_t j = 0; j < self->n_parts; j++) {
        self->q[WEIGHT_SUM] += self->list[WEIGHTS][j];
    }
    return self->q[WEIGHT_SUM] > 0 ? NULL : "weights must not all be 0";
}

static double
share(const sim_dist *self, size_t j)
{
    return self->list[WEIGHTS][j] / self->q[WEIGHT_SUM];
}

/* Between the least and the greatest of the parts' quantiles. */
static void
bounds(const sim_dist *self, double u, double *least, double *greatest)
{
    *least = INFINITY;
    *greatest = 0;
    for (size_t j = 0; j < self->n_parts; j++) {
        if (self->list[WEIGHTS][j] > 0) {
            double low, high;
            sim_dist_bounds(&self->part[j], u, &low, &high);
            *least = fmin(*least, low);
            *greatest = fmax(*greatest, high);
        }
    }
}

static double
quantile(const sim_dist *self, double u)
{
    double least, greatest;
    bounds(self, u, &least, &greatest);
    return sim_quantile_solve(self, u, least, greatest);
}

static double
cdf(const sim_dist *self, double x)
{
    double sum = 0;
    for (size_t j = 0; j < self->n_parts; j++) {
        if (self->list[WEIGHTS][j] > 0) {
            sum += share(self, j) * sim_dist_cdf(&self->part[j], x);
        }
    }
    return sum;
}

static double
mean(const sim_dist *self)
{
    double sum = 0;
    for (size_t j = 0; j < self->n_parts; j++) {
        if (self->list[WEIGHTS][j] > 0) {
            sum += share(self, j) * sim_dist_mean(&self->part[j]);
        }
    }
    return sum;
}

static double
variance(const sim_dist *self)
{
    const double center = mean(self);
    if (isinf(center)) {
        return INFINITY;
    }
    double sum = 0;
    for (size_t j = 0; j < self->n_parts; j++) {
        if (self->list[WEIGHTS][j] > 0) {
            const double apart = sim_dist_mean(&self->part[j]) - center;
            sum += share(self, j) * (sim_dist_variance(&self->part[j]) + apart * apart);
        }
    }
    return sum;
}

const sim_dist_type sim_dist_mixture = {
    .name = "mixture",
    .doc = "one of several distributions at random",
    .params = {{"parts", SIM_PARAM_PARTS, 0, 0, NAN, "", "the distributions"},
               {"weights", SIM_PARAM_LIST, 0, 1e9, NAN, "", "how often each, relative to the sum"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .bounds = bounds,
    .mean = mean,
    .variance = variance,
    .is_slow = true,
};
