/* Memory that several models share, on threads of their own: how much they may have in all. */
#ifndef SIM_BUDGET_H
#define SIM_BUDGET_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct sim_budget {
    size_t most; /* bytes */
    atomic_size_t used;
} sim_budget;

/* False, and nothing taken, if that is more than what is left. */
static inline bool
sim_budget_take(sim_budget *self, size_t bytes)
{
    size_t used = atomic_load(&self->used);
    do {
        if (bytes > self->most || used > self->most - bytes) {
            return false;
        }
    } while (!atomic_compare_exchange_weak(&self->used, &used, used + bytes));
    return true;
}

static inline void
sim_budget_give(sim_budget *self, size_t bytes)
{
    atomic_fetch_sub(&self->used, bytes);
}

#endif
