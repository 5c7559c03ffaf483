/* Regression on the controls by Cholesky's method, on the scale of their correlations. With normal errors
 * the interval of the mean that is left is exact, whatever the coefficients: its variance is that of an
 * intercept. */
#include "experiment/adjust.h"

#include <math.h>

#define ROUNDING 1e-12
#define COLLINEAR 1e-9 /* less of a control's variance is its own: it says nothing more */

void
xp_adjust_add(xp_adjust *self, const double control[])
{
    const double n = (double)++self->n;
    for (int j = 0; j < self->k; j++) {
        self->off[j] = control[j] - self->mean[j];
        self->mean[j] += self->off[j] / n;
    }
    for (int j = 0; j < self->k; j++) {
        for (int l = 0; l <= j; l++) {
            self->product[j][l] += self->off[j] * (control[l] - self->mean[l]);
        }
    }
}

void
xp_adjust_cross(const xp_adjust *self, double deviation, double cross[])
{
    for (int j = 0; j < self->k; j++) {
        cross[j] += self->off[j] * deviation;
    }
}

bool
xp_adjust_of(const xp_adjust *self, const double cross[], double squares, xp_adjusted *it)
{
    const uint64_t most = self->n / XP_PER_CONTROL;
    const int k = (uint64_t)self->k < most ? self->k : (int)most;
    double root[XP_CONTROLS][XP_CONTROLS], with[XP_CONTROLS], at[XP_CONTROLS];
    double explained = 0, away = 0;
    int used = 0;
    *it = (xp_adjusted){0};
    for (int j = 0; j < k; j++) {
        const double own = self->product[j][j];
        root[j][j] = 0;
        if (!(own > 0)) {
            continue;
        }
        /* a row of the root, of those used so far; then by forward substitution */
        double row[XP_CONTROLS], left = 1, c = cross[j] / sqrt(own), m = self->mean[j] / sqrt(own);
        for (int l = 0; l < j; l++) {
            if (!(root[l][l] > 0)) {
                continue;
            }
            double sum = self->product[j][l] / sqrt(own * self->product[l][l]);
            for (int i = 0; i < l; i++) {
                sum -= root[i][i] > 0 ? row[i] * root[l][i] : 0;
            }
            row[l] = sum / root[l][l];
            left -= row[l] * row[l];
            c -= row[l] * with[l];
            m -= row[l] * at[l];
        }
        root[j][j] = left > COLLINEAR ? sqrt(left) : 0;
        if (root[j][j] > 0) {
            for (int l = 0; l < j; l++) {
                root[j][l] = root[l][l] > 0 ? row[l] : 0;
            }
            with[j] = c / root[j][j];
            at[j] = m / root[j][j];
            explained += with[j] * with[j];
            away += at[j] * at[j];
            it->shift += with[j] * at[j];
            used++;
        }
    }
    /* what they say all of, as the number of arrivals may be, is left with the rounding */
    const double n = (double)self->n, rest = fmax(squares - explained, ROUNDING * squares);
    it->degrees = self->n - (uint64_t)used - 1;
    it->variance = rest / (double)it->degrees * (1 / n + away);
    return used > 0;
}
