/* What is asked of any distribution, and the shortcuts that go round the type. */
#include "sim/dist.h"

#include "sim/quantile_cell.h"
#include <stdint.h>
#include <string.h>

extern const sim_dist_type sim_dist_constant;

const sim_dist_type *
sim_dist_find(const char *name)
{
    for (size_t j = 0; sim_dist_types[j] != NULL; j++) {
        if (strcmp(sim_dist_types[j]->name, name) == 0) {
            return sim_dist_types[j];
        }
    }
    return NULL;
}

sim_dist
sim_dist_constant_of(double value)
{
    return (sim_dist){.type = &sim_dist_constant, .p = {value}, .fast = SIM_FAST_CONSTANT};
}

double
sim_dist_mean(const sim_dist *self)
{
    if (sim_dist_is_constant(self)) {
        return self->p[0];
    }
    return self->type->mean != NULL ? self->type->mean(self) : self->q[SIM_DIST_MEAN];
}

double
sim_dist_variance(const sim_dist *self)
{
    if (sim_dist_is_constant(self)) {
        return 0;
    }
    return self->type->variance != NULL ? self->type->variance(self) : self->q[SIM_DIST_VARIANCE];
}

double
sim_dist_cdf(const sim_dist *self, double x)
{
    if (sim_dist_is_constant(self)) {
        return x >= self->p[0] ? 1 : 0;
    }
    return x < 0 ? 0 : self->type->cdf(self, x);
}

double
sim_dist_quantile_exact(const sim_dist *self, double u)
{
    return sim_dist_is_constant(self) ? self->p[0] : self->type->quantile(self, u);
}

void
sim_dist_bounds(const sim_dist *self, double u, double *low, double *high)
{
    if (!sim_dist_is_constant(self) && self->type->bounds != NULL) {
        self->type->bounds(self, u, low, high);
    } else {
        *low = *high = sim_dist_quantile_exact(self, u);
    }
}

/* ---- tables of quantiles ---- */

enum { MANTISSA_BITS = 52, BIAS = 1023 /* of a double's exponent */ };

#define MANTISSA ((UINT64_C(1) << MANTISSA_BITS) - 1)
#define FIRST_CELL ((uint64_t)(BIAS - SIM_CELL_OCTAVES - 1) << SIM_CELL_BITS) /* where v = 2^-17 */

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

double
sim_dist_quantile_tabulated(const sim_dist *self, double u)
{
    const bool is_upper = u > 0.5;
    const uint64_t bits = to_bits(is_upper ? 1 - u : u);
    const uint64_t j = (bits >> (MANTISSA_BITS - SIM_CELL_BITS)) - FIRST_CELL;
    if (j >= SIM_CELL_SIDE) {
        return self->type->quantile(self, u); /* the tails, and u = 1/2 itself */
    }
    /* The other bits of v say where in the cell. */
    double t =
        from_bits(((bits << SIM_CELL_BITS) & MANTISSA) | (uint64_t)BIAS << MANTISSA_BITS) - 1;
    const double *c = &self->table[SIM_CELL_COEFS * (is_upper ? j + SIM_CELL_SIDE : j)];
    while (isnan(c[3])) {
        if (c[0] == 0) {
            return self->type->quantile(self, u);
        }
        t *= SIM_CELL_PARTS;
        const size_t part = (size_t)t;
        t -= (double)part;
        c = &self->table[SIM_CELL_COEFS * ((size_t)c[0] + part)];
    }
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}
