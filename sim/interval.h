/* Confidence intervals for results of independent replications. */
#ifndef SIM_INTERVAL_H
#define SIM_INTERVAL_H

#include "sim/histogram.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct sim_interval {
    double mean;         /* NAN: undefined (0/0) */
    double half_width;   /* half of upper - lower; NAN: not to be had (n < 2) */
    double lower, upper; /* need not be as far from the mean; NAN with half_width */
    uint64_t n;
    bool few; /* too few replications or events: it may hold the truth less often than it says */
} sim_interval;

/* mean -+ half_width, either NAN. */
sim_interval sim_interval_around(double mean, double half_width, uint64_t n);
/* Says nothing about its error: no interval, or one of no width. Then no rule is met by it. */
bool sim_interval_is_degenerate(const sim_interval *self);
/* Is there an interval, and does it hold the value? */
bool sim_interval_holds(const sim_interval *self, double value);

/* Running first and second moments of up to 4 quantities observed together. */
#define SIM_MOMENTS 4
typedef struct sim_moments {
    uint64_t n;
    double mean[SIM_MOMENTS];
    double c[SIM_MOMENTS][SIM_MOMENTS]; /* sums of products of deviations, upper triangle */
} sim_moments;

void sim_moments_add(sim_moments *self, const double x[SIM_MOMENTS]);

/* Student t quantile for a two-sided level, e.g. 0.95. */
double sim_student(double confidence, uint64_t degrees);

/* Mean of quantity j. */
sim_interval sim_interval_mean(const sim_moments *self, int j, double confidence);
/* Ratio of means x[num] / x[den], delta method: sigma^2 = (VarX + r^2 VarY - 2 r Cov) / muY^2. */
sim_interval sim_interval_ratio(const sim_moments *self, int num, int den, double confidence);
/* Difference of ratios x[0]/x[1] - x[2]/x[3] of paired replications by linearised residuals. */
sim_interval sim_interval_ratio_difference(const sim_moments *self, double confidence);
/* Quantile by sectioning: sections are pooled histograms of equal numbers of replications.
 * Centre: the quantile of all pooled; spread: of the sections' quantiles. NAN if undefined. */
sim_interval sim_interval_quantile(const sim_histogram *section, int n_sections, double p,
                                   double confidence);

#endif
