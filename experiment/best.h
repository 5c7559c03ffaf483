/* Which of several scenarios is the best in a figure, and which may be. */
#ifndef XP_BEST_H
#define XP_BEST_H

#include "experiment/results.h"

typedef struct xp_best {
    const char *kpi;
    size_t measure;
    bool may_be[XP_MAX_SCENARIOS]; /* the best */
    int n, n_of;                   /* that may be; that have the figure */
} xp_best;

/* Of results of three scenarios and more, whose plan says best. Returns how many figures: those in which scenarios differ
 * at all. The best is among those that may be, in all figures together, at the confidence of the
 * plan. */
size_t xp_best_find(const xp_results *results, xp_best best[XP_SPOKEN]);

/* s minus base, base < s, of a figure that results have in pairs. */
xp_difference xp_best_difference(const xp_results *results, size_t m, int s, int base,
                                 double confidence);

#endif
