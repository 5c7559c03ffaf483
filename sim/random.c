/* The named generator behind GSL's interface. State is a sim_stream, so that a GSL sampler and
 * sim_stream_next read the same words of the same name. */
#include "sim/random.h"
#include <assert.h>
#include <limits.h>

/* A machine with a multiplication that leaves the flags and rax alone needs a third less.
 * clang 14 gives the choice a name that the linker does not find. */
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("default", "bmi2")))
#else
#define CLONES
#endif

CLONES void
sim_rounds_owners(const sim_rounds *rounds, sim_name first, uint64_t *word, size_t n)
{
    sim_name name = first;
    for (const uint64_t *const end = word + n; word < end; word++, name.owner++) {
        const sim_block block = sim_rounds_block(rounds, name, 0);
        word[0] = block.word[0];
        word[SIM_WORDS] = block.word[1];
        word[2 * SIM_WORDS] = block.word[2];
        word[3 * SIM_WORDS] = block.word[3];
    }
}

/* Where unsigned long is 32 bits wide, its words are the high halves. */
enum { UNUSED_BITS = 64 - (int)sizeof(unsigned long) * CHAR_BIT };

static void
set(void *state, unsigned long seed)
{
    *(sim_stream *)state = sim_stream_make((sim_key){.seed = seed}, (sim_name){0});
}

static unsigned long
get(void *state)
{
    return (unsigned long)(sim_stream_next(state) >> UNUSED_BITS);
}

/* In [0, 1), as GSL demands: 0 can occur, unlike in sim_uniform. */
static double
get_double(void *state)
{
    return (double)(sim_stream_next(state) >> 11) * 0x1p-53;
}

static const gsl_rng_type philox = {
    .name = "philox4x64-10",
    .max = ULONG_MAX,
    .min = 0,
    .size = sizeof(sim_stream),
    .set = set,
    .get = get,
    .get_double = get_double,
};

const gsl_rng_type *const sim_rng_philox = &philox;

void
sim_rng_name(gsl_rng *rng, sim_key key, sim_name name)
{
    assert(rng->type == sim_rng_philox);
    *(sim_stream *)rng->state = sim_stream_make(key, name);
}
