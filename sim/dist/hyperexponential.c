/* One of several exponentials at random: more variable than one exponential. */
#include "sim/dist.h"
#include "sim/quantile.h"

enum { MEANS, WEIGHTS };
enum { WEIGHT_SUM, LEAST, GREATEST };

static const char *
setup(sim_dist *self)
{
    if (self->n_list[WEIGHTS] != self->n_list[MEANS]) {
        return "weights must be as many as means";
    }
    double sum = 0, least = INFINITY, greatest = 0;
    for (size_t j = 0; j < self->n_list[MEANS]; j++) {
        const double weight = self->list[WEIGHTS][j];
        sum += weight;
        if (weight > 0) {
            least = fmin(least, self->list[MEANS][j]);
            greatest = fmax(greatest, self->list[MEANS][j]);
        }
    }
    if (!(sum > 0)) {
        return "weights must not all be 0";
    }
    self->q[WEIGHT_SUM] = sum;
    self->q[LEAST] = least;
    self->q[GREATEST] = greatest;
    return NULL;
}

/* The mixture's mean of the means to that power, 1 or 2. */
static double
moment(const sim_dist *self, int power)
{
    double sum = 0;
    for (size_t j = 0; j < self->n_list[MEANS]; j++) {
        const double x = self->list[MEANS][j];
        sum += self->list[WEIGHTS][j] * (power == 1 ? x : x * x);
    }
    return sum / self->q[WEIGHT_SUM];
}

static double
quantile(const sim_dist *self, double u)
{
    const double unit = -sim_log1p(-u);
    return sim_quantile_solve(self, u, self->q[LEAST] * unit, self->q[GREATEST] * unit);
}

static double
cdf(const sim_dist *self, double x)
{
    double sum = 0;
    for (size_t j = 0; j < self->n_list[MEANS]; j++) {
        const double part_mean = self->list[MEANS][j];
        sum += self->list[WEIGHTS][j] * (part_mean > 0 ? -sim_expm1(-x / part_mean) : 1);
    }
    return sum / self->q[WEIGHT_SUM];
}

static double
mean(const sim_dist *self)
{
    return moment(self, 1);
}

static double
variance(const sim_dist *self)
{
    const double first = moment(self, 1);
    return 2 * moment(self, 2) - first * first;
}

const sim_dist_type sim_dist_hyperexponential = {
    .name = "hyperexponential",
    .doc = "one of several exponentials at random; coefficient of variation above 1",
    .params = {{"means", SIM_PARAM_LIST, 0, 1e9, NAN, "s", "the mean of each"},
               {"weights", SIM_PARAM_LIST, 0, 1e9, NAN, "", "how often each, relative to the sum"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .is_slow = true,
};
