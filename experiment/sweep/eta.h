/* How long the rest of a sweep will take, from what its parts have taken. Points cost differently, and most
 * have not been begun when somebody asks: those that have stand for them, and they are begun in an order that
 * mixes them. A pure estimator: knows no clock. */
#ifndef XP_ETA_H
#define XP_ETA_H

#include <stddef.h>
#include <stdint.h>

/* Of chunks that have come. */
typedef struct xp_eta {
    double n_chunks, n;     /* replications */
    double worked, squares; /* s, s^2 */
} xp_eta;

/* n replications took a worker so many seconds. */
void xp_eta_add(xp_eta *self, uint64_t n, double seconds);
/* s that `left` replications will take so many workers, `at` s after the start; NAN: nothing is known yet. */
double xp_eta_seconds(const xp_eta *self, int workers, double left, double at);

/* The j-th point to be begun, of n: a permutation of 0 .. n - 1 each of whose beginnings is spread evenly over
 * them, so that what has been seen stands for the rest also where cost rises along a grid. */
size_t xp_eta_order(size_t j, size_t n);

#endif
