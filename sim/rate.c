/* Piecewise linear rates. Within a piece the cumulative rate is a quadratic, and its root is
 * taken in the form 2c / (b + sqrt(b^2 + 4ac)), which cancels for neither sign of the slope
 * (Press et al., Numerical Recipes, 5.6). */
#include "sim/rate.h"
#include <math.h>

static double
piece_mass(const sim_rate_piece *piece)
{
    return 0.5 * (piece->r0 + piece->r1) * (piece->t1 - piece->t0);
}

/* Right-continuous: at a break point, the rate of the piece that begins. */
double
sim_rate_at(const sim_rate *self, double t)
{
    /* The first piece that ends after t. */
    size_t below = 0, above = self->n;
    while (below < above) {
        const size_t middle = below + (above - below) / 2;
        if (self->piece[middle].t1 <= t) {
            below = middle + 1;
        } else {
            above = middle;
        }
    }
    if (below == self->n || self->piece[below].t0 > t) {
        return 0;
    }
    const sim_rate_piece *piece = &self->piece[below];
    const double share = (t - piece->t0) / (piece->t1 - piece->t0);
    return piece->r0 + share * (piece->r1 - piece->r0);
}

double
sim_rate_mass_until(const sim_rate *self, const double *factor, double t)
{
    double sum = 0;
    for (size_t j = 0; j < self->n && self->piece[j].t0 < t; j++) {
        const sim_rate_piece *piece = &self->piece[j];
        if (t >= piece->t1) {
            sum += (factor == NULL ? 1 : factor[j]) * piece_mass(piece);
        } else {
            const double x = t - piece->t0;
            const double slope = (piece->r1 - piece->r0) / (piece->t1 - piece->t0);
            sum += (factor == NULL ? 1 : factor[j]) * (x * (piece->r0 + 0.5 * slope * x));
        }
    }
    return sum;
}

double
sim_rate_cumulative(const sim_rate *self, double t)
{
    return sim_rate_mass_until(self, NULL, t);
}

double
sim_rate_mass(const sim_rate *self, const double *factor)
{
    double sum = 0;
    for (size_t j = 0; j < self->n; j++) {
        sum += factor[j] * piece_mass(&self->piece[j]);
    }
    return sum;
}

/* Where in the piece the cumulative rate from its start is `rest`, in (0, mass]. */
static double
invert_piece(const sim_rate_piece *piece, double factor, double rest)
{
    const double r0 = factor * piece->r0, r1 = factor * piece->r1;
    double x;
    if (r0 == r1) {
        x = rest / r0;
    } else {
        const double slope = (r1 - r0) / (piece->t1 - piece->t0);
        x = 2 * rest / (r0 + sqrt(fmax(0, r0 * r0 + 2 * slope * rest)));
    }
    const double t = piece->t0 + x;
    return t < piece->t1 ? t : piece->t1;
}

size_t
sim_rate_invert_steps(const sim_rate *self, const double *factor, sim_rate_cursor *cursor,
                      double *level, double *step, size_t n)
{
    double at = *level;
    size_t k = 0;
    for (; cursor->j < self->n; cursor->j++) {
        const sim_rate_piece *piece = &self->piece[cursor->j];
        const double multiplier = factor == NULL ? 1 : factor[cursor->j];
        const double mass = multiplier * piece_mass(piece), below = cursor->below;
        const double r0 = multiplier * piece->r0, r1 = multiplier * piece->r1;
        const double t0 = piece->t0, t1 = piece->t1;
        const size_t most = mass > 0 ? n : k;
        if (r0 == r1) {
            for (double next; k < most && (next = at + step[k]) - below <= mass; k++) {
                const double rest = next - below, t = t0 + (rest > 0 ? rest : 0) / r0;
                step[k] = t < t1 ? t : t1;
                at = next;
            }
        } else {
            for (double next; k < most && (next = at + step[k]) - below <= mass; k++) {
                const double rest = next - below;
                step[k] = rest > 0 ? invert_piece(piece, multiplier, rest) : t0;
                at = next;
            }
        }
        if (k == n) {
            break;
        }
        cursor->below += mass;
    }
    *level = at;
    return k;
}

double
sim_rate_invert(const sim_rate *self, const double *factor, sim_rate_cursor *cursor, double level)
{
    for (; cursor->j < self->n; cursor->j++) {
        const sim_rate_piece *piece = &self->piece[cursor->j];
        const double multiplier = factor == NULL ? 1 : factor[cursor->j];
        const double mass = multiplier * piece_mass(piece);
        const double rest = level - cursor->below;
        if (mass > 0 && rest <= mass) {
            return rest > 0 ? invert_piece(piece, multiplier, rest) : piece->t0;
        }
        cursor->below += mass;
    }
    return INFINITY;
}
