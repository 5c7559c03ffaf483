/* Quantiles by number where there is no quick formula: a table with O(1) look-up, the inverse
 * of a cdf, and moments. For set-up and the distributions; others use sim_dist_quantile. */
#ifndef SIM_QUANTILE_H
#define SIM_QUANTILE_H

#include "sim/dist.h"

/* The smallest x in [low, high] with cdf(x) >= u, or high; to 3e-13 of x. high may be INFINITY. */
double sim_quantile_solve(const sim_dist *self, double u, double low, double high);

/* The mean of (X - center)^power, integrated over the quantile; INFINITY if the quantile is. */
double sim_quantile_moment(const sim_dist *self, double center, int power);

/* A table of self's exact quantile in memory by `allocate`; NULL: no memory. */
const double *sim_quantile_tabulate(const sim_dist *self,
                                    void *(*allocate)(size_t bytes, void *arg), void *arg,
                                    size_t *n_table);

#endif
