/* Many names at a time. */
#include "sim/random.h"

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
