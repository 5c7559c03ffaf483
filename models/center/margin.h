/* The margin of the noise of intervals: the factor of mean 1, gamma or lognormal, that has as much
 * below it as a standard normal has below z. Tabulated over z. */
#ifndef CC_MARGIN_H
#define CC_MARGIN_H

#include "sim/error.h"
#include <stdbool.h>

#define CC_MARGIN_REACH 8.5 /* a normal beyond counts as this: one in 10^17 */

typedef struct cc_margin {
    double cv;
    bool lognormal;
    double per_unit; /* cells to 1 of the normal */
    double *root;    /* by cell: the cubic of the factor's cube root */
} cc_margin;

int cc_margin_init(cc_margin *self, double cv, bool lognormal) SIM_MUST_CHECK;
void cc_margin_free(cc_margin *self);

/* By formula, of one that has its cv and lognormal. */
double cc_margin_exact(const cc_margin *self, double z);

/* From the table; within 2e-7 of the factor, or of a thousandth where that is more. */
static inline double
cc_margin_at(const cc_margin *self, double z)
{
    const double most = 2 * CC_MARGIN_REACH * self->per_unit,
                 place = (z + CC_MARGIN_REACH) * self->per_unit;
    const double inside = place < 0 ? 0 : place < most ? place : most;
    const int cell = (int)inside;
    const double *c = &self->root[4 * cell], t = inside - cell;
    const double root = c[0] + t * (c[1] + t * (c[2] + t * c[3]));
    return root * root * root;
}

#endif
