#include "experiment/sweep/design.h"

#include "sim/random.h"
#include <math.h>
#include <stdlib.h>

int
xp_design_init(xp_design *self, cc_refusal *refusal)
{
    self->n_points = self->type->setup == NULL ? self->n_asked : 0;
    self->sobol = NULL;
    if (self->type->takes_points && self->n_asked > XP_MAX_POINTS) {
        return cc_refuse(refusal, NULL, 0, "has %zu points; at most %d", self->n_asked,
                         XP_MAX_POINTS);
    }
    return self->type->setup == NULL ? SIM_OK : self->type->setup(self, refusal);
}

void
xp_design_free(xp_design *self)
{
    free(self->sobol);
    self->sobol = NULL;
}

xp_at
xp_design_at(const xp_design *self, size_t number, size_t axis)
{
    return self->type->at(self, number, axis);
}

/* ---- chance ---- */

/* Apart from what the seed of a simulation names. */
#define PURPOSE UINT64_C(0x64657369676e) /* "design" */

static sim_block
block_of(const xp_design *self, uint64_t stream, uint64_t axis, uint64_t number)
{
    return sim_random_block((sim_key){self->seed, stream}, (sim_name){PURPOSE, axis, number}, 0);
}

double
xp_design_uniform(const xp_design *self, uint64_t stream, uint64_t axis, uint64_t number)
{
    return sim_uniform(block_of(self, stream, axis, number).word[0]);
}

/* A Feistel network of four rounds on the smallest even number of bits that holds n; what falls outside goes
 * round again until it falls inside, which keeps it a permutation (Black & Rogaway 2002, "Ciphers with
 * arbitrary finite domains"). */
uint64_t
xp_design_permuted(const xp_design *self, uint64_t stream, uint64_t axis, uint64_t n, uint64_t j)
{
    unsigned half = 1;
    while (UINT64_C(1) << (2 * half) < n) {
        half++;
    }
    const uint64_t mask = (UINT64_C(1) << half) - 1;
    do {
        uint64_t left = j >> half, right = j & mask;
        for (uint64_t round = 0; round < 4; round++) {
            const sim_name name = {PURPOSE + 1, axis, right};
            const uint64_t word =
                sim_random_block((sim_key){self->seed, stream}, name, round).word[0];
            const uint64_t next = left ^ (word & mask);
            left = right;
            right = next;
        }
        j = left << half | right;
    } while (j >= n);
    return j;
}

/* ---- sequences ---- */

int
xp_design_use_sobol(xp_design *self, size_t n_axes, uint64_t n, cc_refusal *refusal)
{
    if (n_axes > SIM_SOBOL_DIMENSIONS) {
        return cc_refuse(refusal, NULL, 0,
                         "needs %zu dimensions of Sobol's sequence, which has %d%s", n_axes,
                         SIM_SOBOL_DIMENSIONS,
                         self->n_axes < n_axes ? ": base = \"random\" has no such bounds"
                                               : ": kind = \"latin_hypercube\" has no such bounds");
    }
    self->sobol = malloc(sizeof(*self->sobol));
    return self->sobol == NULL ? SIM_ERR_NOMEM
                               : sim_sobol_init(self->sobol, n_axes > 0 ? (unsigned)n_axes : 1, n);
}

double
xp_design_sequence(const xp_design *self, bool is_halton, uint64_t number, size_t axis)
{
    const unsigned dimension = (unsigned)axis;
    const double x =
        is_halton ? sim_halton_at(number, dimension) : sim_sobol_at(self->sobol, number, dimension);
    const double moved = self->seed == 0 ? x : x + xp_design_uniform(self, 2, axis, 0);
    return moved - floor(moved);
}
