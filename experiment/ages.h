/* How long issues last: ages at which they ended, resolved or lost, and ages of those still open
 * when the run ended. */
#ifndef XP_AGES_H
#define XP_AGES_H

#include "models/measure/record.h"

typedef struct xp_ages {
    sim_histogram ended, pending;
} xp_ages;

void xp_ages_of(xp_ages *self, const cc_record *record);
void xp_ages_merge(xp_ages *self, const xp_ages *other);

/* The age by which a share p of issues has ended, s, to the width of a bin (at most 6 % too much),
 * if those still open go on as others of their age did (Kaplan and Meier 1958, "Nonparametric
 * estimation from incomplete observations"). NAN if no age was seen by which so many had; *ended
 * is the share by the oldest, *oldest. */
double xp_ages_quantile(const xp_ages *self, double p, double *ended, double *oldest);

#endif
