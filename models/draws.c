/* All random words of a center come through here; checked builds refuse a name drawn twice. */
#include "models/center_state.h"

#include <stdlib.h>
#include <string.h>

#if defined(SIM_CHECKS)
#define N_NAMES (UINT64_C(1) << 18) /* after this many the check rests for the replication */

static void
check(cc_center *self, sim_name name, uint64_t block)
{
    if (self->drawn == NULL) {
        self->drawn = calloc(2 * N_NAMES, sizeof(uint64_t));
    }
    if (self->drawn == NULL || self->n_drawn >= N_NAMES) {
        return;
    }
    /* 64 bits of another generator key stand for the name: 2^18 of them collide by chance with
     * a probability of 2^-29. */
    const uint64_t h =
        sim_random_block((sim_key){UINT64_C(0x9e3779b97f4a7c15), 1}, name, block).word[0] | 1;
    uint64_t j = h >> 45;
    while (self->drawn[j] != 0) {
        if (self->drawn[j] == h) {
            self->error = SIM_ERR_BUG;
            return;
        }
        j = (j + 1) % (2 * N_NAMES);
    }
    self->drawn[j] = h;
    self->n_drawn++;
}
#endif

sim_block
cc_draw(cc_center *self, cc_purpose purpose, uint64_t owner, uint64_t ordinal, uint64_t block)
{
    const sim_name name = {purpose, owner, ordinal};
#if defined(SIM_CHECKS)
    check(self, name, block);
#endif
    return sim_random_block(self->key, name, block);
}

void
cc_draws_forget(cc_center *self)
{
#if defined(SIM_CHECKS)
    memset(self->drawn, 0, 2 * N_NAMES * sizeof(uint64_t));
#endif
    self->n_drawn = 0;
}
