/* RESTART (Villen-Altamirano 1991; Garvels 2000, "The splitting method in rare event simulation"): a run
 * that comes closer to a rare event than a level is copied, and the copies go on by themselves until they
 * fall back below it; whatever happens above counts the less, the more copies there are. How close: by
 * agents free while nobody waits, then by how long the first in line has waited. */
#ifndef XP_RESTART_H
#define XP_RESTART_H

#include "models/center/center.h"

#define XP_MAX_LEVELS 40

/* Levels from 1 on: -n: only n agents are free; above 0: the first in line has waited so many s. */
typedef struct xp_levels {
    int n;
    double at[XP_MAX_LEVELS + 1];
    int copies[XP_MAX_LEVELS + 1]; /* that there are above it, the original too: >= 2 */
} xp_levels;

/* What one replication has found. */
typedef struct xp_rare_row {
    double passed;  /* contacts that waited longer, by their weight */
    double offered; /* contacts that queued, or were answered at once: as of wait_over */
    uint64_t events, copies;
    double time; /* s of simulated time, of all copies */
} xp_rare_row;

/* How close it has been: of passages above the highest level; where there is no level, before and after
 * each event, in their order. */
typedef struct xp_heights {
    double *height;
    size_t n, capacity;
} xp_heights;

typedef struct xp_restart xp_restart;

/* threshold: s. NULL with the refusal said, or "" when out of memory. */
xp_restart *xp_restart_new(const cc_scenario *scenario, double threshold, const atomic_bool *stop,
                           cc_refusal *refusal);
void xp_restart_delete(xp_restart *self);
/* s, from the first moment of a run to its last */
double xp_restart_length(const xp_restart *self);
/* One replication with these levels. heights may be NULL. */
int xp_restart_run(xp_restart *self, const xp_levels *levels, uint64_t seed, uint64_t replication,
                   xp_rare_row *row, xp_heights *heights, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
