#include "experiment/selection/selection.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

int
xp_selection_init(xp_selection *self, size_t n)
{
    *self = (xp_selection){.n = n, .best = XP_NOBODY, .n_rounds = 1};
    self->standing = sim_memory_zeros(n, sizeof(*self->standing));
    if (self->standing == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        self->standing[i] =
            (xp_standing){.mean = NAN, .variance = NAN, .round = 1, .out_by = XP_NOBODY};
    }
    return SIM_OK;
}

void
xp_selection_free(xp_selection *self)
{
    free(self->standing);
    *self = (xp_selection){0};
}

size_t
xp_selection_survivors(const xp_selection *self)
{
    size_t n = 0;
    for (size_t i = 0; i < self->n; i++) {
        n += !self->standing[i].is_out;
    }
    return n;
}

size_t
xp_selection_wave(size_t n, uint64_t so_far)
{
    const uint64_t tasks = 32, tenth = so_far / 10;
    const uint64_t busy = n >= tasks ? 1 : tasks / n;
    return (size_t)(tenth > busy ? tenth : busy);
}
