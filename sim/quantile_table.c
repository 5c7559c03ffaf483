/* Tabulated quantiles. With v = min(u, 1 - u), each octave [2^-k-1, 2^-k) of v down to 2^-17
 * has 16 cells on either side, found from the top bits of v as a double; a quantile function
 * that goes like a power or a logarithm of v is equally smooth in all of them. In a cell the
 * quantile is the cubic through four points. Set-up compares it with the formula at three more:
 * a cell that misses (a kink, a jump, a gap between two modes) is divided into 16, at most
 * twice, and what still misses is left to the formula, as are the tails. */
#include "sim/quantile.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    OCTAVES = 16,
    CELL_BITS = 4, /* cells in an octave, and parts of a divided cell */
    CELLS = 1 << CELL_BITS,
    SIDE = OCTAVES * CELLS, /* cells for u < 1/2, and as many for u > 1/2 */
    MAX_DIVISIONS = 2,
    MAX_CELLS = 8 * SIDE, /* a staircase would be divided everywhere */
    COEFS = 4,
    MANTISSA_BITS = 52,
    BIAS = 1023 /* of a double's exponent */
};

#define MANTISSA ((UINT64_C(1) << MANTISSA_BITS) - 1)
#define FIRST_CELL ((uint64_t)(BIAS - OCTAVES - 1) << CELL_BITS) /* where v = 2^-17 */

static const double TOLERANCE = 2e-7;  /* of the value, */
static const double NEGLIGIBLE = 1e-6; /* or of this share of the mean where that is more */

static inline uint64_t
to_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

static inline double
from_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

/* A cell holds c0 ... c3; or, when c3 is NAN, in c0 the number of its first part, 0: formula. */
double
sim_quantile_lookup(const sim_dist *self, double u)
{
    const bool is_upper = u > 0.5;
    const uint64_t bits = to_bits(is_upper ? 1 - u : u);
    const uint64_t j = (bits >> (MANTISSA_BITS - CELL_BITS)) - FIRST_CELL;
    if (j >= SIDE) {
        return self->type->quantile(self, u); /* the tails, and u = 1/2 itself */
    }
    /* The other bits of v say where in the cell. */
    double t = from_bits(((bits << CELL_BITS) & MANTISSA) | (uint64_t)BIAS << MANTISSA_BITS) - 1;
    const double *c = &self->table[COEFS * (is_upper ? j + SIDE : j)];
    while (isnan(c[3])) {
        if (c[0] == 0) {
            return self->type->quantile(self, u);
        }
        t *= CELLS;
        const size_t part = (size_t)t;
        t -= (double)part;
        c = &self->table[COEFS * ((size_t)c[0] + part)];
    }
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

typedef struct builder {
    const sim_dist *dist;
    double *coefs;
    size_t n; /* cells */
    double scale;
} builder;

/* The cubic through values at t = 0, 1/3, 2/3, 1, by Newton's forward differences. */
static void
fit_cubic(const double y[4], double c[COEFS])
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
is_monotone(const double c[COEFS], double sign)
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
        memcpy(c, (const double[COEFS]){INFINITY, 0, 0, 0}, COEFS * sizeof(*c));
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
    double *c = &self->coefs[COEFS * cell];
    if (fit(self, c, is_upper, v0, v1)) {
        return;
    }
    c[0] = 0;
    c[3] = NAN;
    if (divisions == MAX_DIVISIONS || self->n + CELLS > MAX_CELLS) {
        return;
    }
    c[0] = (double)self->n;
    const size_t first = self->n;
    self->n += CELLS;
    for (size_t j = 0; j < CELLS; j++) {
        const double step = (v1 - v0) / CELLS; /* a power of 2: all these are exact */
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
    builder made = {.dist = self, .n = 2 * (size_t)SIDE, .scale = scale_of(self)};
    made.coefs = malloc(MAX_CELLS * COEFS * sizeof(*made.coefs));
    if (made.coefs == NULL) {
        return NULL;
    }
    for (size_t j = SIDE; j-- > 0;) { /* from the middle out, should the cells not suffice */
        const double octave = ldexp(1, (int)(j / CELLS) - OCTAVES - 1);
        const double v0 = octave * (1 + (double)(j % CELLS) / CELLS);
        fill(&made, j, false, v0, v0 + octave / CELLS, 0);
        fill(&made, j + SIDE, true, v0, v0 + octave / CELLS, 0);
    }
    const size_t bytes = made.n * COEFS * sizeof(*made.coefs);
    double *table = allocate(bytes, arg);
    if (table != NULL) {
        memcpy(table, made.coefs, bytes);
        *n_table = made.n * COEFS;
    }
    free(made.coefs);
    return table;
}
