/* Looks at the rules of precision, off what a store has of a point: the estimates of the points that are under way
 * are kept, and go on with the replications that have come since. */
#ifndef XP_LOOKS_H
#define XP_LOOKS_H

#include "experiment/store/store.h"

typedef struct xp_looks xp_looks;

/* Of so many points at a time. NULL: no memory. */
xp_looks *xp_looks_new(const xp_sweep *sweep, xp_store *store, size_t n_points);
void xp_looks_delete(xp_looks *self);

/* Do the rules hold for the first n replications of (scenario, seed)? In vain: they never will. SIM_ERR_IO with the
 * sentence, SIM_ERR_NOMEM. */
int xp_looks_at(xp_looks *self, uint64_t scenario, uint64_t seed, uint64_t n, bool *narrow,
                bool *in_vain, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
