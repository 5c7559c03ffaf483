/* The interval of a ratio of sums over one long run, by the means of batches: stretches of it so long that
 * they hardly know of each other. */
#ifndef SIM_BATCH_MEANS_H
#define SIM_BATCH_MEANS_H

#include "sim/interval.h"
#include <stddef.h>

typedef struct sim_batch_means {
    size_t n,
        size; /* batches, and observations of each; what is over at the beginning is left out */
    sim_interval interval; /* its n is that of batches */
    double correlation; /* of neighbouring batches, lag 1 by von Neumann; NAN: they do not vary */
    double p;           /* how likely so much of it is by chance, one-sided */
    double skewness;    /* of the batches' means */
    double memory; /* observations: times the variance of their mean is that of independent ones */
} sim_batch_means;

/* Of so many batches, 2 at least; of fewer observations than batches the interval is not known. Overlapping
 * ones begin at each observation and are as long. */
sim_batch_means sim_batch_means_of(const double num[], const double den[], size_t n, size_t batches,
                                   bool overlapping, double level);

#define SIM_FEW_BATCHES 10
#define SIM_NEIGHBOURS 0.01 /* p below which batches are taken to know of each other */

#define SIM_SKEWED 1.5 /* beyond, batches are too short to be as good as normal */
/* Observations of a batch at which the variance is known to 5 %: what neighbours have in common takes
 * (memory - 1 / memory) / 2 / size of it, where that fades exponentially. */
#define SIM_BATCH_LONG 10
size_t sim_batch_means_needed(const sim_batch_means *self);

/* Is the run too short for such an interval? */
bool sim_batch_means_too_short(const sim_batch_means *self);

#endif
