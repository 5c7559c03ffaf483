/* By how much the variance of the figures that people look at first was reduced in a run: what it would have
 * been over as many replications, each by itself, over what it is. */
#ifndef XP_REDUCTION_H
#define XP_REDUCTION_H

#include "experiment/estimate.h"
#include "experiment/variance.h"

#define XP_REDUCED 64 /* figures at most */

typedef struct xp_reduction {
    const xp_estimates *estimates;
    size_t n, measure[XP_REDUCED]; /* of the table; n is 0: nothing was to be reduced */
    xp_table view;                 /* of these */
    xp_estimates plain; /* of replications by themselves, where some are taken together */
    int n_controls[XP_MAX_SCENARIOS];
    const char *control[XP_MAX_SCENARIOS][XP_CONTROLS]; /* what they are */
} xp_reduction;

/* estimates: where they are taken together, of units. */
int xp_reduction_init(xp_reduction *self, const xp_variance *variance,
                      const xp_estimates *estimates) SIM_MUST_CHECK;
void xp_reduction_free(xp_reduction *self);
void xp_reduction_add(xp_reduction *self, const xp_row *row);

/* Figure j of those, below n: of the scenario, or of its difference to the first. NAN: not known. */
double xp_reduction_factor(const xp_reduction *self, int scenario, size_t j, bool difference);
/* Of a figure by name; NAN: it is none of those. */
double xp_reduction_of(const xp_reduction *self, int scenario, const char *kpi, const char *scope,
                       bool difference);

#endif
