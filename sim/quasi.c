/* Point n of the Sobol sequence in the order of Antonov and Saleev (1979) is the sum modulo 2, bit by bit, of
 * the direction numbers whose bit is set in the Gray code of n. GSL gives its points in order only, by the
 * direction numbers of Bratley and Fox (1988, ACM Algorithm 659); of two that follow each other at a power of 2
 * the difference is a direction number, so that going through them once gives all.
 *
 * Halton (1960): the digits of n in base p behind the point in reverse, p the k-th prime. */
#include "sim/quasi.h"

#include <gsl/gsl_qrng.h>

#define GRID 0x1p30 /* all coordinates of GSL are whole multiples of 2^-30 */

int
sim_sobol_init(sim_sobol *self, unsigned dimensions, uint64_t n)
{
    *self = (sim_sobol){.dimensions = dimensions};
    if (dimensions == 0 || dimensions > SIM_SOBOL_DIMENSIONS ||
        n >= (UINT64_C(1) << SIM_QUASI_BITS)) {
        return SIM_ERR_PARAM;
    }
    while (n >> self->n_bits != 0) {
        self->n_bits++;
    }
    gsl_qrng *points = gsl_qrng_alloc(gsl_qrng_sobol, dimensions);
    if (points == NULL) {
        return SIM_ERR_NOMEM;
    }
    double before[SIM_SOBOL_DIMENSIONS] = {0}, at[SIM_SOBOL_DIMENSIONS];
    uint64_t number = 0;
    for (unsigned bit = 0; bit < self->n_bits; bit++) {
        for (; number < UINT64_C(1) << bit; number++) {
            for (unsigned d = 0; d < dimensions && number > 0; d++) {
                before[d] = at[d];
            }
            (void)gsl_qrng_get(points, at);
        }
        for (unsigned d = 0; d < dimensions; d++) {
            self->direction[bit][d] = (uint32_t)(at[d] * GRID) ^ (uint32_t)(before[d] * GRID);
        }
    }
    gsl_qrng_free(points);
    return SIM_OK;
}

double
sim_sobol_at(const sim_sobol *self, uint64_t number, unsigned dimension)
{
    const uint64_t n = number + 1, gray = n ^ (n >> 1);
    uint32_t x = 0;
    for (unsigned bit = 0; bit < self->n_bits; bit++) {
        x ^= (gray >> bit & 1) != 0 ? self->direction[bit][dimension] : 0;
    }
    return x / GRID;
}

static const unsigned short primes[SIM_HALTON_DIMENSIONS] = {
    2,   3,   5,   7,   11,  13,  17,  19,  23,  29,  31,  37,  41,  43,  47,  53,
    59,  61,  67,  71,  73,  79,  83,  89,  97,  101, 103, 107, 109, 113, 127, 131,
    137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223,
    227, 229, 233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311};

double
sim_halton_at(uint64_t number, unsigned dimension)
{
    const unsigned base = primes[dimension];
    double x = 0, place = 1;
    for (uint64_t rest = number + 1; rest > 0; rest /= base) {
        place /= base;
        x += (double)(rest % base) * place;
    }
    return x;
}
