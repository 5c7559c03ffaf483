/* A rate function of time: piecewise constant or piecewise linear with any break points, and
 * its inverse cumulative, which places the points of a unit-rate Poisson process. */
#ifndef SIM_RATE_H
#define SIM_RATE_H

#include "sim/error.h"
#include <stddef.h>

/* One piece: from t0 to t1 (s) the rate goes linearly from r0 to r1 (per s, >= 0). */
typedef struct sim_rate_piece {
    double t0, t1, r0, r1;
} sim_rate_piece;

/* Pieces in order of time, not overlapping; the rate is 0 elsewhere. Memory is the caller's. */
typedef struct sim_rate {
    const sim_rate_piece *piece;
    size_t n;
} sim_rate;

double sim_rate_at(const sim_rate *self, double t);
/* Integral of the rate from the start to t. */
double sim_rate_cumulative(const sim_rate *self, double t);
/* The same with each piece's rate times its factor. */
double sim_rate_mass(const sim_rate *self, const double *factor);
/* ... from the start to t; factor NULL: 1. */
double sim_rate_mass_until(const sim_rate *self, const double *factor, double t);

/* A cursor that inverts the cumulative rate for non-decreasing arguments in amortised O(1).
 * factor, where not NULL, has one multiplier >= 0 for each piece. */
typedef struct sim_rate_cursor {
    size_t j;     /* current piece */
    double below; /* cumulative rate at the start of piece j */
} sim_rate_cursor;

/* The time at which the cumulative rate reaches `level` (>= any earlier one given to this
 * cursor), or INFINITY. */
double sim_rate_invert(const sim_rate *self, const double *factor, sim_rate_cursor *cursor,
                       double level);

/* The same for n levels, each the one before (or cursor->level) plus a step: step[j] becomes its
 * time. Returns how many lie before the end; the steps after are left alone. */
size_t sim_rate_invert_steps(const sim_rate *self, const double *factor, sim_rate_cursor *cursor,
                             double *level, double *step, size_t n);

#endif
