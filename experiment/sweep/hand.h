/* Who does the work of a sweep: loads the scenario of a point, runs replications of it, and puts them in a
 * bundle. One for each thread or rank; the last few scenarios stay loaded. Knows no store and no agenda. */
#ifndef XP_HAND_H
#define XP_HAND_H

#include "experiment/sweep/bundle.h"
#include "experiment/sweep/sweep.h"

typedef struct xp_hand xp_hand;

/* memory: shared by all hands of a process; NULL: no bounds. finish, stop: as of xp_plan; may be NULL.
 * NULL: no memory. */
xp_hand *xp_hand_new(const xp_sweep *sweep, sim_budget *memory, const atomic_bool *finish,
                     const atomic_bool *stop);
void xp_hand_delete(xp_hand *self);
/* A replication that fails is the last item, with its message; of a point that is refused the head has it.
 * SIM_ERR_INTERRUPTED: the bundle has what was complete. Else SIM_ERR_NOMEM. */
int xp_hand_do(xp_hand *self, const xp_chunk *chunk, xp_bundle *bundle) SIM_MUST_CHECK;

#endif
