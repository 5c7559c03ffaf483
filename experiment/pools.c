#include "experiment/pools.h"

/* All of pool `from` are of pool `into`. */
static void
join(int *pool, int n, int from, int into)
{
    for (int j = 0; j < n; j++) {
        pool[j] = pool[j] == from ? into : pool[j];
    }
}

void
xp_pools_of(xp_pools *self, const cc_center_setup *center)
{
    int pool[CC_MAX_QUEUES + CC_MAX_GROUPS], number[CC_MAX_QUEUES + CC_MAX_GROUPS];
    const int n_queues = center->n_queues, n = n_queues + center->n_groups;
    for (int j = 0; j < n; j++) {
        pool[j] = j;
        number[j] = -1;
    }
    for (int g = 0; g < center->n_groups; g++) {
        for (int j = 0; j < center->group[g].n_serves; j++) {
            join(pool, n, pool[n_queues + g], pool[center->group[g].serves[j].index]);
        }
    }
    self->n = 0;
    for (int j = 0; j < n; j++) {
        if (number[pool[j]] < 0) {
            number[pool[j]] = self->n++;
        }
        *(j < n_queues ? &self->of_queue[j] : &self->of_group[j - n_queues]) = number[pool[j]];
    }
}
