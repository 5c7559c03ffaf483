/* Which queues share agents: a pool is what some group joins. A queue that nobody serves, and a group that
 * serves none, is one by itself. */
#ifndef XP_POOLS_H
#define XP_POOLS_H

#include "models/scenario/setup.h"

typedef struct xp_pools {
    int n;
    int of_queue[CC_MAX_QUEUES], of_group[CC_MAX_GROUPS]; /* in order of queues, then of groups */
} xp_pools;

void xp_pools_of(xp_pools *self, const cc_center_setup *center);

#endif
