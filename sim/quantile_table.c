/* Tabulated quantiles. With v = min(u, 1 - u), each octave [2^-k-1, 2^-k) of v down to 2^-17
 * has 16 cells on either side, found from the top bits of v as a double; a quantile function
 * that goes like a power or a logarithm of v is equally smooth in all of them. In a cell the
 * quantile is the cubic through four points. Set-up compares it with the formula at three more:
 * a cell that misses (a kink, a jump, a gap between two modes) is divided into 16, at most
 * twice, and what still misses is left to the formula, as are the tails. */
#include "sim/quantile.h"

#include "sim/quantile_cell.h"
#include <stdlib.h>
#include <string.h>

enum {
    MAX_DIVISIONS = 2,
    MAX_CELLS = 8 * SIM_CELL_SIDE, /* a staircase would be divided everywhere */
};

static const double TOLERANCE = 2e-7;  /* of the value, */
static const double NEGLIGIBLE = 1e-6; /* or of this share of the mean where that is more */

typedef struct builder {
    const sim_dist *dist;
    double *coefs;
    size_t n; /* cells */
    double scale;
} builder;

/* The cubic through values at t = 0, 1/3, 2/3, 1, by Newton's forward differences. */
static void
fit_cubic(const double y[4], double c[SIM_CELL_COEFS])
{
    const double d1 = y[1] - y[0], d2 = y[2] - 2 * y[1] + y[0];
    const double d3 = y[3] - 3 * y[2] + 3 * y[1] - y[0];
    c[0] = y[0];
    c[1] = 3 * d1 - 1.5 * d2 + d3;
    c[2] = 4.5 * d2 - 4.5 * d3;
    c[3] = 4.5 * d3;
}

/* Is c1 + 2 c2 t + 3 c3 t^2 of the given sign throughout, but for rounding? */
static bool
is_monotone(const double c[SIM_CELL_COEFS], double sign)
{
    const double slack = -1e-12 * fabs(c[0]);
    const double vertex = c[3] == 0 ? 0 : -c[2] / (3 * c[3]);
    const double at[3] = {0, 1, vertex > 0 && vertex < 1 ? vertex : 0};
    for (size_t k = 0; k < 3; k++) {
        if (sign * (c[1] + at[k] * (2 * c[2] + at[k] * 3 * c[3])) < slack) {
            return false;
        }
    }
    return true;
}

static double
quantile_at(const builder *self, bool is_upper, double v)
{
    return self->dist->type->quantile(self->dist, is_upper ? 1 - v : v);
}

static bool
fit(const builder *self, double *c, bool is_upper, double v0, double v1)
{
    static const double checks[3] = {0.125, 0.5, 0.875};
    double y[4];
    for (size_t k = 0; k < 4; k++) {
        y[k] = quantile_at(self, is_upper, k == 3 ? v1 : v0 + (v1 - v0) * (double)k / 3);
    }
    if (isinf(y[0]) && isinf(y[3])) { /* "never", with some probability */
        memcpy(c, (const double[SIM_CELL_COEFS]){INFINITY, 0, 0, 0}, SIM_CELL_COEFS * sizeof(*c));
        return true;
    }
    fit_cubic(y, c);
    for (size_t k = 0; k < 3; k++) {
        const double t = checks[k];
        const double exact = quantile_at(self, is_upper, v0 + (v1 - v0) * t);
        const double error = fabs(c[0] + t * (c[1] + t * (c[2] + t * c[3])) - exact);
        if (!(error <= TOLERANCE * fmax(exact, NEGLIGIBLE * self->scale))) {
            return false;
        }
    }
    return is_monotone(c, is_upper ? -1 : 1);
}

static void
fill(builder *self, size_t cell, bool is_upper, double v0, double v1, int divisions)
{
    double *c = &self->coefs[SIM_CELL_COEFS * cell];
    if (fit(self, c, is_upper, v0, v1)) {
        return;
    }
    c[0] = 0;
    c[3] = NAN;
    if (divisions == MAX_DIVISIONS || self->n + SIM_CELL_PARTS > MAX_CELLS) {
        return;
    }
    c[0] = (double)self->n;
    const size_t first = self->n;
    self->n += SIM_CELL_PARTS;
    for (size_t j = 0; j < SIM_CELL_PARTS; j++) {
        const double step = (v1 - v0) / SIM_CELL_PARTS; /* a power of 2: all these are exact */
        fill(self, first + j, is_upper, v0 + step * (double)j, v0 + step * (double)(j + 1),
             divisions + 1);
    }
}

/* What errors are compared with where values are next to 0. */
static double
scale_of(const sim_dist *self)
{
    const double mean = self->type->mean == NULL ? NAN : self->type->mean(self);
    const double median = self->type->quantile(self, 0.5);
    return isfinite(mean) ? mean : isfinite(median) ? median : 0;
}

const double *
sim_quantile_tabulate(const sim_dist *self, void *(*allocate)(size_t bytes, void *arg), void *arg,
                      size_t *n_table)
{
    builder made = {.dist = self, .n = 2 * (size_t)SIM_CELL_SIDE, .scale = scale_of(self)};
    made.coefs = malloc(MAX_CELLS * SIM_CELL_COEFS * sizeof(*made.coefs));
    if (made.coefs == NULL) {
        return NULL;
    }
    for (size_t j = SIM_CELL_SIDE;
         j-- > 0;) { /* from the middle out, should the cells not suffice */
        const double octave = ldexp(1, (int)(j / SIM_CELL_PARTS) - SIM_CELL_OCTAVES - 1);
        const double v0 = octave * (1 + (double)(j % SIM_CELL_PARTS) / SIM_CELL_PARTS);
        fill(&made, j, false, v0, v0 + octave / SIM_CELL_PARTS, 0);
        fill(&made, j + SIM_CELL_SIDE, true, v0, v0 + octave / SIM_CELL_PARTS, 0);
    }
    const size_t bytes = made.n * SIM_CELL_COEFS * sizeof(*made.coefs);
    double *table = allocate(bytes, arg);
    if (table != NULL) {
        memcpy(table, made.coefs, bytes);
        *n_table = made.n * SIM_CELL_COEFS;
    }
    free(made.coefs);
    return table;
}
