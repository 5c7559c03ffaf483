/* Intervals that hold together, all of them at the confidence of the plan: of differences to the first
 * scenario, or of each scenario to the best of the others. */
#ifndef XP_SIMULTANEOUS_H
#define XP_SIMULTANEOUS_H

#include "experiment/results.h"

typedef enum xp_family { XP_BONFERRONI, XP_WITH_BEST } xp_family;
extern const char *const xp_families[]; /* "bonferroni", "best", NULL */

/* Is a scenario better than the one that it is compared with: the first, or the best of the others? */
typedef enum xp_rank {
    XP_STANDS_OPEN, /* it may be, or not */
    XP_STANDS_ABOVE,
    XP_STANDS_BELOW,
    XP_STANDS_EQUAL, /* in every replication */
    XP_STANDS_NO_INTERVAL,
} xp_rank;

typedef struct xp_joint {
    size_t measure; /* of the table */
    int scenario;
    sim_interval interval; /* scenario less the first, or less the best of the others */
    xp_rank standing;      /* of a figure of which neither is better: above is more */
    bool pending;          /* issues still open could turn what it says: nothing is claimed */
} xp_joint;

typedef struct xp_simultaneous {
    xp_family family;
    double confidence;    /* of all together */
    size_t n_comparisons; /* that could err, */
    double each;          /* and the two-sided level of each, by which Bonferroni has it */
    xp_joint *joint;      /* in order of figures, then scenarios */
    size_t n;
} xp_simultaneous;

/* Of these figures; with the best: those that xp_results has in pairs, and of which one is better. SIM_ERR_NOMEM. */
int xp_simultaneous_make(xp_simultaneous *self, const xp_results *results, xp_family family,
                         const size_t measure[], size_t n) SIM_MUST_CHECK;
void xp_simultaneous_free(xp_simultaneous *self);

/* Hsu's bounds of scenario a less the best of the others, of n scenarios; larger is better. low[a * n + b], high:
 * ends of a less b, each of which fails to be one with probability (1 - confidence) / (n - 1) at most. */
void xp_with_best(const double *low, const double *high, size_t n, double *lower, double *upper);

#endif
