/* Main effects: the mean of an output over the points at one level of a factor, or in a third of its range, less
 * that over all points. Points share their replications' customers, so it is what a mean of influences says. */
#ifndef XP_EFFECTS_H
#define XP_EFFECTS_H

#include "experiment/store/recall.h"
#include "experiment/sweep/influence.h"

/* The points at a level. */
typedef struct xp_level {
    size_t factor;
    char text[96];    /* of the level, or "13 .. 14.3" of a third */
    double low, high; /* of a third: values in it, low included; else NAN */
} xp_level;

typedef struct xp_effects {
    const xp_sweep *sweep;
    const xp_recalled *point;
    xp_level *level;
    size_t n_levels;
    uint64_t n;       /* replications */
    bool paired;      /* all points have the same */
    double *mean;     /* by (level, behind them all points) and output: sums of values, */
    double *variance; /* of variances, */
    double *residual; /* and of residuals by replication */
    size_t *n_values; /* points with a value */
} xp_effects;

/* Levels in order of factors; those of tied and computed factors are left out: they go with theirs. n: of
 * replications that all points have. */
int xp_effects_init(xp_effects *self, const xp_sweep *sweep, const xp_recalled *point,
                    uint64_t n) SIM_MUST_CHECK;
void xp_effects_free(xp_effects *self);
/* A point's influence on an output, of self->n replications. An undefined one is of no mean. */
void xp_effects_add(xp_effects *self, size_t point, size_t output, const xp_influence *influence);
/* n 0: no point at that level has a value. */
sim_interval xp_effects_of(const xp_effects *self, size_t level, size_t output, double confidence);

#endif
