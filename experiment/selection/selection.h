/* What a procedure of selection has found out about its alternatives. */
#ifndef XP_SELECTION_H
#define XP_SELECTION_H

#include "experiment/selection/sampler.h"
#include <stdbool.h>

#define XP_NOBODY SIZE_MAX

typedef struct xp_standing {
    uint64_t n;      /* replications that count for it */
    double mean;     /* of these; NAN: none */
    double variance; /* of one of them; NAN: fewer than 2 */
    bool is_out;
    uint64_t out_after; /* of its n replications in that round */
    uint32_t round;     /* of a knockout in which it was last, from 1 */
    size_t out_by; /* who was clearly better, or XP_NOBODY: one with a better mean at the end */
} xp_standing;

typedef struct xp_selection {
    size_t n; /* alternatives */
    xp_standing *standing;
    size_t best;       /* XP_NOBODY: nothing was found */
    bool is_decided;   /* with the guarantee; false: interrupted, or it gives none */
    uint64_t total;    /* replications made of all alternatives */
    uint64_t most;     /* that one alternative had */
    uint32_t n_rounds; /* of a knockout, else 1 */
} xp_selection;

/* What is asked of them all. */
typedef struct xp_selection_plan {
    double confidence;   /* of selecting the best, or one that is less than that from it: */
    double indifference; /* > 0, in the unit of the values */
    uint64_t first;      /* replications of each at the beginning, >= 2 */
} xp_selection_plan;

int xp_selection_init(xp_selection *self, size_t n) SIM_MUST_CHECK;
void xp_selection_free(xp_selection *self);
size_t xp_selection_survivors(const xp_selection *self);

/* How many replications of each of n alternatives are asked for at once, after so many: enough to keep
 * threads busy, few enough that hardly any are in vain. Not a matter of the number of threads, so
 * that the answer is not. */
size_t xp_selection_wave(size_t n, uint64_t so_far);

#endif
