/* Running mean and variance of observations (Welford), mergeable (Chan et al. 1979). */
#ifndef SIM_TALLY_H
#define SIM_TALLY_H

#include <stdint.h>

typedef struct sim_tally {
    uint64_t n;
    double mean, m2; /* m2: sum of squared deviations */
    double min, max;
} sim_tally;

void sim_tally_reset(sim_tally *self);
void sim_tally_add(sim_tally *self, double x);
void sim_tally_merge(sim_tally *self, const sim_tally *other);
double sim_tally_variance(const sim_tally *self); /* unbiased; NAN if n < 2 */

#endif
