/* Measured quantiles, linear between them: equally spaced from the least to the greatest value,
 * or at given probabilities. */
#include "sim/dist.h"

enum { VALUES, AT };

static const char *
setup(sim_dist *self)
{
    const double *value = self->list[VALUES], *at = self->list[AT];
    const size_t n = self->n_list[VALUES], n_at = self->n_list[AT];
    if (n < 2) {
        return "values must be at least 2";
    }
    if (n_at != 0 && n_at != n) {
        return "at must be as many as values";
    }
    if (n_at != 0 && (at[0] != 0 || at[n - 1] != 1)) {
        return "at must run from 0 to 1";
    }
    for (size_t j = 1; j < n; j++) {
        if (value[j] < value[j - 1]) {
            return "values must not decrease";
        }
        if (n_at != 0 && at[j] <= at[j - 1]) {
            return "at must increase";
        }
    }
    return NULL;
}

static double
probability(const sim_dist *self, size_t j)
{
    return self->n_list[AT] == 0 ? (double)j / (double)(self->n_list[VALUES] - 1)
                                 : self->list[AT][j];
}

/* The last j < n - 1 with list[j] <= x; 0 if there is none. */
static size_t
find(const double *list, size_t n, double x)
{
    size_t low = 0, high = n - 1;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (list[middle] <= x) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static double
quantile(const sim_dist *self, double u)
{
    const double *value = self->list[VALUES];
    const size_t n = self->n_list[VALUES];
    size_t j;
    double share;
    if (self->n_list[AT] == 0) {
        const double place = u * (double)(n - 1);
        j = (size_t)place;
        share = place - (double)j;
    } else {
        const double *at = self->list[AT];
        j = find(at, n, u);
        share = (u - at[j]) / (at[j + 1] - at[j]);
    }
    return value[j] + share * (value[j + 1] - value[j]);
}

static double
cdf(const sim_dist *self, double x)
{
    const double *value = self->list[VALUES];
    const size_t n = self->n_list[VALUES];
    if (x < value[0]) {
        return 0;
    }
    if (x >= value[n - 1]) {
        return 1;
    }
    const size_t j = find(value, n, x);
    const double p0 = probability(self, j), p1 = probability(self, j + 1);
    return p0 + (p1 - p0) * (x - value[j]) / (value[j + 1] - value[j]);
}

static double
mean(const sim_dist *self)
{
    const double *value = self->list[VALUES];
    double sum = 0;
    for (size_t j = 0; j + 1 < self->n_list[VALUES]; j++) {
        sum += (probability(self, j + 1) - probability(self, j)) * (value[j] + value[j + 1]) / 2;
    }
    return sum;
}

static double
variance(const sim_dist *self)
{
    const double *value = self->list[VALUES], center = mean(self);
    double sum = 0;
    for (size_t j = 0; j + 1 < self->n_list[VALUES]; j++) {
        const double a = value[j] - center, b = value[j + 1] - center;
        sum += (probability(self, j + 1) - probability(self, j)) * (a * a + a * b + b * b) / 3;
    }
    return sum;
}

const sim_dist_type sim_dist_empirical = {
    .name = "empirical",
    .doc = "measured quantiles, linear between them",
    .params = {{"values", SIM_PARAM_LIST, 0, 1e9, NAN, "s", "quantiles, least to greatest"},
               {"at", SIM_PARAM_LIST, 0, 1, 0, "",
                "the probability of each, from 0 to 1; equally spaced if left out"}},
    .setup = setup,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
};
