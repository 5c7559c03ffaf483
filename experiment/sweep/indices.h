/* First-order and total Sobol indices of one input, off the values of a function at pairs of random points
 * and at what lies between them. */
#ifndef XP_INDICES_H
#define XP_INDICES_H

#include "sim/interval.h"
#include <stddef.h>

/* a[j], b[j]: at the base points of row j; ab[j]: at a's, but the input in question as in b's. Rows with a value
 * that is not known (NAN) are left out; n of the intervals is the number of the others. Undefined (NAN) where
 * the function does not vary. */
void xp_indices_estimate(const double a[], const double b[], const double ab[], size_t n,
                         double confidence, sim_interval *first, sim_interval *total);

#endif
