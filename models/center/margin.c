/* By Wilson & Hilferty (1931) the cube root of a gamma variable is nearly normal, so it is the root
 * that is tabulated: almost a straight line, for which a few cubics do. Set-up compares them with the
 * formula and takes twice as many until they fit. */
#include "models/center/margin.h"

#include "sim/elementary.h"
#include "sim/gamma.h"
#include <math.h>
#include <stdlib.h>

enum { FEWEST = 2, MOST = 256 }; /* cells to 1 of the normal */

static const double TOLERANCE = 1e-7;  /* of the factor, */
static const double NEGLIGIBLE = 1e-3; /* or of this where that is more */

/* What a factor is made of, once for all z. */
typedef struct formula {
    bool lognormal, is_narrow;
    double cv, sigma;
    sim_gamma gamma;
} formula;

static formula
formula_of(const cc_margin *self)
{
    const double variance = self->cv * self->cv;
    formula made = {.lognormal = self->lognormal, .is_narrow = self->cv < 0.01, .cv = self->cv};
    if (made.lognormal) {
        made.sigma = sqrt(sim_log1p(variance));
    } else if (!made.is_narrow) {
        made.gamma = sim_gamma_of(1 / variance);
    }
    return made;
}

static double
evaluate(const formula *self, double z)
{
    if (self->lognormal) {
        return sim_exp(self->sigma * (z - 0.5 * self->sigma));
    }
    const double variance = self->cv * self->cv;
    if (self->is_narrow) { /* the shape is so large that the root is normal to a millionth */
        const double root = 1 - variance / 9 + self->cv / 3 * z;
        return root * root * root;
    }
    return sim_gamma_of_normal(&self->gamma, z) * variance;
}

double
cc_margin_exact(const cc_margin *self, double z)
{
    const formula exact = formula_of(self);
    return evaluate(&exact, z);
}

/* The cubic through y at t = 0, 1/3, 2/3, 1. */
static void
fit_cubic(const double *y, double *c)
{
    const double d1 = y[1] - y[0], d2 = y[2] - y[1], d3 = y[3] - y[2];
    const double dd1 = d2 - d1, dd2 = d3 - d2, ddd = dd2 - dd1;
    /* Newton's form in s = 3 t, multiplied out */
    c[0] = y[0];
    c[1] = 3 * (d1 - dd1 / 2 + ddd / 3);
    c[2] = 9 * (dd1 / 2 - ddd / 2);
    c[3] = 27 * (ddd / 6);
}

static bool
fills(cc_margin *self, const formula *exact)
{
    const double n_cells = 2 * CC_MARGIN_REACH * self->per_unit;
    double last = sim_cbrt(evaluate(exact, -CC_MARGIN_REACH));
    for (int j = 0; j < (int)n_cells; j++) {
        double y[4] = {last}, *c = &self->root[4 * j];
        for (int k = 1; k < 4; k++) {
            y[k] = sim_cbrt(evaluate(exact, (j + k / 3.0) / self->per_unit - CC_MARGIN_REACH));
        }
        last = y[3];
        fit_cubic(y, c);
        for (double t = 0.125; t < 1 && self->per_unit < MOST; t += 0.75) {
            const double z = (j + t) / self->per_unit - CC_MARGIN_REACH;
            const double is = cc_margin_at(self, z), should = evaluate(exact, z);
            if (!(fabs(is - should) <= TOLERANCE * fmax(should, NEGLIGIBLE))) {
                return false;
            }
        }
    }
    self->root[4 * (int)n_cells] = last; /* the very end */
    return true;
}

int
cc_margin_init(cc_margin *self, double cv, bool lognormal)
{
    *self = (cc_margin){.cv = cv, .lognormal = lognormal};
    const formula exact = formula_of(self);
    for (int per_unit = FEWEST; per_unit <= MOST; per_unit *= 2) {
        self->per_unit = per_unit;
        free(self->root);
        self->root =
            calloc(4 * ((size_t)(2 * CC_MARGIN_REACH) * (size_t)per_unit + 1), sizeof(*self->root));
        if (self->root == NULL) {
            return SIM_ERR_NOMEM;
        }
        if (fills(self, &exact)) {
            break;
        }
    }
    return SIM_OK;
}

void
cc_margin_free(cc_margin *self)
{
    free(self->root);
    self->root = NULL;
}
