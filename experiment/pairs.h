/* Differences between any two scenarios, of the few figures that are compared so: estimates hold
 * only those against the first. Memory and time grow with the square of the scenarios, so it is few
 * figures. */
#ifndef XP_PAIRS_H
#define XP_PAIRS_H

#include "experiment/estimate.h"

/* What comparisons speak of, of the whole center. */
extern const char *const xp_spoken[];
enum { XP_SPOKEN = 5 };

#define XP_PAIRED 32 /* figures */

typedef struct xp_pairs {
    const xp_table *table;
    size_t measure[XP_PAIRED]; /* of the table */
    size_t n;
    /* By base, from 1: the scenarios from there on, against it. */
    xp_table view[XP_MAX_SCENARIOS];
    xp_estimates against[XP_MAX_SCENARIOS];
    size_t pool; /* of the quantiles among them: of one histogram */
} xp_pairs;

/* Of the measures given, at most XP_PAIRED; all their quantiles must be of one pool. */
int xp_pairs_init(xp_pairs *self, const xp_table *table, const size_t *measure, size_t n,
                  bool paired) SIM_MUST_CHECK;
void xp_pairs_free(xp_pairs *self);
void xp_pairs_add(xp_pairs *self, const xp_row *row);

/* Scenario s minus base, 0 < base < s, of figure number j. */
xp_difference xp_pairs_difference(const xp_pairs *self, int s, int base, size_t j,
                                  double confidence);

#endif
