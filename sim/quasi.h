/* Points that fill a cube more evenly than chance: the sequences of Sobol and Halton as GSL has them, by
 * number, in any order and from any thread. Number 0 is the first point behind the origin. */
#ifndef SIM_QUASI_H
#define SIM_QUASI_H

#include "sim/error.h"
#include <stddef.h>
#include <stdint.h>

#define SIM_SOBOL_DIMENSIONS 40  /* as many as GSL has */
#define SIM_HALTON_DIMENSIONS 64 /* of 1,229: beyond the first few primes it fills slowly */
#define SIM_QUASI_BITS 24        /* numbers below 2^24 - 1 */

typedef struct sim_sobol {
    unsigned dimensions, n_bits;
    uint32_t direction[SIM_QUASI_BITS][SIM_SOBOL_DIMENSIONS]; /* of 2^-30 */
} sim_sobol;

/* For the first n points; takes the time of making them once. SIM_ERR_PARAM: there are no such. */
int sim_sobol_init(sim_sobol *self, unsigned dimensions, uint64_t n) SIM_MUST_CHECK;
/* One coordinate of a point, in (0, 1). */
double sim_sobol_at(const sim_sobol *self, uint64_t number, unsigned dimension);

double sim_halton_at(uint64_t number, unsigned dimension);

#endif
