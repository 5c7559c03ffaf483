/* All random words of a center come through here; checked builds refuse a name drawn twice. */
#include "models/center/state.h"

#include <stdlib.h>
#include <string.h>

#define N_NAMES (UINT64_C(1) << 17) /* after this many the check rests for the replication */

#if defined(SIM_CHECKS)
#define SET_BYTES (2 * N_NAMES * sizeof(uint64_t))
#else
#define SET_BYTES 0
#endif

int
cc_draws_init(cc_center *self)
{
    self->drawn_bytes = SET_BYTES;
    self->drawn = calloc(1, SET_BYTES + sizeof(uint64_t));
    return self->drawn == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

void
cc_draws_free(cc_center *self)
{
    free(self->drawn);
}

void
cc_draws_forget(cc_center *self)
{
    memset(self->drawn, 0, self->drawn_bytes);
    self->now.n_drawn = 0;
}

void
cc_draws_rest(cc_center *self)
{
    self->now.n_drawn = N_NAMES;
}

#if defined(SIM_CHECKS)
/* 64 bits of the generator under another key stand for the name: 2^17 of them collide by chance
 * with a probability of 2^-31. */
static void
check(cc_center *self, sim_name name, uint64_t block)
{
    if (self->now.n_drawn >= N_NAMES) {
        return;
    }
    const sim_key other = {UINT64_C(0x9e3779b97f4a7c15), 1};
    const uint64_t h = sim_random_block(other, name, block).word[0] | 1;
    uint64_t j = h % (2 * N_NAMES);
    while (self->drawn[j] != 0) {
        if (self->drawn[j] == h) {
            CC_BUG(self, "no name of a random number is drawn twice");
            return;
        }
        j = (j + 1) % (2 * N_NAMES);
    }
    self->drawn[j] = h;
    self->now.n_drawn++;
}
#endif

sim_block
cc_draw(cc_center *self, cc_purpose purpose, uint64_t owner, uint64_t ordinal, uint64_t block)
{
#if defined(SIM_CHECKS)
    check(self, (sim_name){purpose, owner, ordinal}, block);
#endif
    return sim_rounds_block(&self->now.rounds, (sim_name){purpose, owner, ordinal}, block);
}

sim_block
cc_draw_again(const cc_center *self, cc_purpose purpose, uint64_t owner, uint64_t ordinal,
              uint64_t block)
{
    return sim_rounds_block(&self->now.rounds, (sim_name){purpose, owner, ordinal}, block);
}

void
cc_draw_owners(cc_center *self, cc_purpose purpose, uint64_t owner, uint64_t *word, size_t n)
{
#if defined(SIM_CHECKS)
    for (size_t j = 0; j < n; j++) {
        check(self, (sim_name){purpose, owner + j, 0}, 0);
    }
#endif
    sim_rounds_owners(&self->now.rounds, (sim_name){purpose, owner, 0}, word, n);
}
