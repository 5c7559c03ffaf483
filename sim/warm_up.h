/* Where a run that began empty has become what it stays: the warm-up, by the figures of its intervals. */
#ifndef SIM_WARM_UP_H
#define SIM_WARM_UP_H

#include <stdbool.h>
#include <stddef.h>

#define SIM_MSER_BATCH 5 /* observations of a point of MSER-5 */

typedef struct sim_warm_up {
    size_t cut; /* observations at the beginning that are left out; at most half of them */
    bool late;  /* the least error is of a cut in the second half: the run is too short to tell */
} sim_warm_up;

/* MSER of the ratio of sums of n observations, in points of so many each: the cut after which the
 * standard error of the rest is least. What is left of the last point is no part of one. */
sim_warm_up sim_warm_up_mser(const double num[], const double den[], size_t n, size_t batch);

/* Welch's moving average at j: of the values within `window` of it, fewer near either end so that as many
 * are on both sides. NAN: nothing is known there. */
double sim_warm_up_smooth(const double value[], size_t n, size_t window, size_t j);

#endif
