/* Intervals by Student's t. The ratio and the difference of ratios are linearised (delta
 * method): near its mean, r = x/y moves by (dx - r dy) / mean(y), so its variance is that of
 * a weighted sum of the quantities. The quantile is by sectioning, which centres on the
 * quantile of everything (Nakayama 2014, "Confidence intervals for quantiles using
 * sectioning when applying variance-reduction techniques"): the mean of the sections'
 * quantiles has their small-sample bias. */
#include "sim/interval.h"
#include <gsl/gsl_cdf.h>
#include <math.h>

sim_interval
sim_interval_around(double mean, double half_width, uint64_t n)
{
    return (sim_interval){.mean = mean,
                          .half_width = half_width,
                          .lower = mean - half_width,
                          .upper = mean + half_width,
                          .n = n};
}

bool
sim_interval_is_degenerate(const sim_interval *self)
{
    return !(self->lower < self->upper);
}

bool
sim_interval_holds(const sim_interval *self, double value)
{
    return self->lower <= value && value <= self->upper;
}

void
sim_moments_add(sim_moments *self, const double x[SIM_MOMENTS])
{
    self->n++;
    const double n = (double)self->n;
    double before[SIM_MOMENTS];
    for (int j = 0; j < SIM_MOMENTS; j++) {
        before[j] = x[j] - self->mean[j];
        self->mean[j] += before[j] / n;
    }
    for (int j = 0; j < SIM_MOMENTS; j++) {
        for (int k = j; k < SIM_MOMENTS; k++) {
            self->c[j][k] += before[j] * (x[k] - self->mean[k]);
        }
    }
}

double
sim_student(double confidence, uint64_t degrees)
{
    if (degrees < 1 || !(confidence > 0 && confidence < 1)) {
        return NAN;
    }
    return gsl_cdf_tdist_Qinv((1 - confidence) / 2, (double)degrees);
}

/* An interval around mean whose error is the mean of sum_j weight[j] x[j]. */
static sim_interval
linear(const sim_moments *self, double mean, const double weight[SIM_MOMENTS], double confidence)
{
    if (self->n < 2 || isnan(mean)) {
        return sim_interval_around(mean, NAN, self->n);
    }
    double sum = 0;
    for (int j = 0; j < SIM_MOMENTS; j++) {
        for (int k = j; k < SIM_MOMENTS; k++) {
            /* a weight of 0 leaves out even a quantity that is not finite */
            if (weight[j] != 0 && weight[k] != 0) {
                sum += (j == k ? 1 : 2) * weight[j] * weight[k] * self->c[j][k];
            }
        }
    }
    const double n = (double)self->n, variance = sum > 0 ? sum / (n - 1) : 0;
    return sim_interval_around(mean, sim_student(confidence, self->n - 1) * sqrt(variance / n),
                               self->n);
}

sim_interval
sim_interval_mean(const sim_moments *self, int j, double confidence)
{
    double weight[SIM_MOMENTS] = {0};
    weight[j] = 1;
    return linear(self, self->n == 0 ? NAN : self->mean[j], weight, confidence);
}

sim_interval
sim_interval_ratio(const sim_moments *self, int num, int den, double confidence)
{
    const double *mean = self->mean;
    if (self->n == 0 || mean[den] == 0) {
        return sim_interval_around(NAN, NAN, self->n);
    }
    const double ratio = mean[num] / mean[den];
    double weight[SIM_MOMENTS] = {0};
    weight[num] += 1 / mean[den];
    weight[den] -= ratio / mean[den];
    return linear(self, ratio, weight, confidence);
}

sim_interval
sim_interval_ratio_difference(const sim_moments *self, double confidence)
{
    const double *mean = self->mean;
    if (self->n == 0 || mean[1] == 0 || mean[3] == 0) {
        return sim_interval_around(NAN, NAN, self->n);
    }
    const double first = mean[0] / mean[1], second = mean[2] / mean[3];
    const double weight[SIM_MOMENTS] = {1 / mean[1], -first / mean[1], -1 / mean[3],
                                        second / mean[3]};
    return linear(self, first - second, weight, confidence);
}

sim_interval
sim_interval_quantile(const sim_histogram *section, int n_sections, double p, double confidence)
{
    sim_histogram all = {0};
    for (int j = 0; j < n_sections; j++) {
        sim_histogram_merge(&all, &section[j]);
    }
    if (all.n == 0) {
        return sim_interval_around(NAN, NAN, 0);
    }
    const double quantile = sim_histogram_quantile(&all, p);
    if (n_sections < 2) {
        return sim_interval_around(quantile, NAN, all.n);
    }
    double sum = 0;
    for (int j = 0; j < n_sections; j++) { /* an empty section makes it NAN */
        const double deviation = sim_histogram_quantile(&section[j], p) - quantile;
        sum += deviation * deviation;
    }
    const double n = n_sections, degrees = n - 1;
    return sim_interval_around(
        quantile, sim_student(confidence, (uint64_t)n_sections - 1) * sqrt(sum / degrees / n),
        all.n);
}
