/* First order as in table 2 (b) and total as in (f) of Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola
 * 2010, "Variance based sensitivity analysis of model output", Computer Physics Communications 181, the latter
 * after Jansen 1999. Values less their mean, which the first-order estimate is much better for. Both are ratios of
 * means over rows, and have the intervals of such: rows of a quasi-random sequence lie more evenly than
 * by chance, so these are too wide then rather than too narrow. */
#include "experiment/sweep/indices.h"

#include <math.h>

static bool
is_known(double a, double b, double ab)
{
    return isfinite(a) && isfinite(b) && isfinite(ab);
}

static sim_interval
ratio(const sim_moments *moments, double confidence)
{
    const sim_confidence known = sim_confidence_of(confidence, moments->n);
    sim_interval interval = sim_interval_around(NAN, NAN, moments->n);
    if (moments->n > 0 && sim_moments_mean(moments, 1) > 0) {
        const sim_function f = sim_function_ratio(moments, 0);
        const sim_error_moments error = sim_moments_error(moments, &f);
        interval = sim_interval_smooth(f.value, &error, &known);
    }
    interval.few = moments->n < 100;
    return interval;
}

void
xp_indices_estimate(const double a[], const double b[], const double ab[], size_t n,
                    double confidence, sim_interval *first, sim_interval *total)
{
    double of_first[16] = {0}, of_total[16] = {0}, mean = 0, largest = 0;
    sim_moments one = {.number = of_first, .k = 2}, all = {.number = of_total, .k = 2};
    size_t rows = 0;
    for (size_t j = 0; j < n; j++) {
        if (is_known(a[j], b[j], ab[j])) {
            mean += ((a[j] + b[j]) / 2 - mean) / (double)++rows;
            largest = fmax(largest, fmax(fabs(a[j]), fabs(b[j])));
        }
    }
    for (size_t j = 0; j < n; j++) {
        if (!is_known(a[j], b[j], ab[j])) {
            continue;
        }
        double x = a[j] - mean, y = b[j] - mean;
        const double moved = ab[j] - a[j];
        if (fabs(x) <= 1e-12 * largest && fabs(y) <= 1e-12 * largest) {
            x = y = 0; /* rounding of the mean */
        }
        const double variance = (x * x + y * y) / 2;
        sim_moments_add(&one, (double[]){y * moved, variance});
        sim_moments_add(&all, (double[]){moved * moved / 2, variance});
    }
    *first = ratio(&one, confidence);
    *total = ratio(&all, confidence);
}
