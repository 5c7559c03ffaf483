/* How long the rest of a sweep will take, from what its parts have taken. Points cost differently, and most
 * have not been begun when somebody asks: those that have stand for them, and they are begun in an order that
 * mixes them. A pure estimator: knows no clock. */
#ifndef XP_ETA_H
#define XP_ETA_H

#include "sim/error.h"
#include <stddef.h>
#include <stdint.h>

typedef struct xp_eta {
    float *cost;       /* by point: s a replication; 0: not known */
    uint32_t *n;       /* replications that it rests on */
    uint32_t *left;    /* replications to be done, */
    uint64_t all_left; /* in all */
    size_t n_points;
    double work_known;                /* s: sum of cost * left */
    uint64_t left_known;              /* sum of left */
    double worked;                    /* s: in all chunks that came */
    double squares, n_chunks, n_done; /* s^2 and number of these chunks, replications in them */
} xp_eta;

/* left: by point, what is to be done. SIM_ERR_NOMEM. */
int xp_eta_init(xp_eta *self, size_t n_points) SIM_MUST_CHECK;
void xp_eta_free(xp_eta *self);
/* So many replications of a point are left now: when the sweep begins, and where precision decides. */
void xp_eta_left_of(xp_eta *self, size_t point, uint64_t left);
/* A chunk has come: n replications of the point took a worker so many seconds. */
void xp_eta_add(xp_eta *self, size_t point, uint64_t n, double seconds);
/* s from now on, which is `at` s after the start, with so many workers; NAN: nothing is known yet. */
double xp_eta_seconds(const xp_eta *self, int workers, double at);

/* The j-th point to be begun, of n: a permutation of 0 .. n - 1 each of whose beginnings is spread evenly over
 * them, so that what has been seen stands for the rest also where cost rises along a grid. */
size_t xp_eta_order(size_t j, size_t n);

#endif
