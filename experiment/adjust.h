/* Control variates: quantities observed in every replication whose means are known (here, 0). How a figure
 * goes with them in the sample says how much of its error is theirs, and what is left is its variance
 * (Lavenberg & Welch 1981, "A perspective on the use of control variables to increase the efficiency of
 * Monte Carlo simulations"). */
#ifndef XP_ADJUST_H
#define XP_ADJUST_H

#include <stdbool.h>
#include <stdint.h>

#define XP_CONTROLS 8 /* at most; the first go first where there is no room for all */

typedef struct xp_adjust {
    int k;
    uint64_t n;
    double mean[XP_CONTROLS];
    double product[XP_CONTROLS][XP_CONTROLS]; /* sums of products of two deviations */
    double off[XP_CONTROLS]; /* of the last that was added: from the mean before it */
} xp_adjust;

void xp_adjust_add(xp_adjust *self, const double control[]);
/* Adds to cross[k] the products of the controls just added with another quantity's deviation from its
 * mean, the new one included. */
void xp_adjust_cross(const xp_adjust *self, double deviation, double cross[]);

typedef struct xp_adjusted {
    double shift;     /* what is to be taken off the mean */
    double variance;  /* of the mean that is left */
    uint64_t degrees; /* of freedom, of that variance */
} xp_adjusted;

/* A control may take a degree of freedom of every ten. */
#define XP_PER_CONTROL 10

/* Of the mean of a quantity with those products, and that sum of squared deviations. False: there are too
 * few observations for any control, or none of them varies. */
bool xp_adjust_of(const xp_adjust *self, const double cross[], double squares, xp_adjusted *it);

#endif
