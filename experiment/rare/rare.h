/* The share of contacts that wait longer than some time, however rare: by splitting. */
#ifndef XP_RARE_H
#define XP_RARE_H

#include "experiment/rare/restart.h"
#include "sim/interval.h"

typedef struct xp_rare_plan {
    const cc_scenario *scenario;
    double threshold;      /* s */
    double precision;      /* half-width of the interval, of the estimate */
    uint64_t replications; /* the most there may be */
    uint64_t seed;
    int threads;
    double confidence;
    const atomic_bool *finish, *stop; /* as of xp_plan; may be NULL */
    /* After each batch; may be NULL. */
    void (*on_progress)(void *context, uint64_t done, const sim_interval *so_far);
    void *context;
} xp_rare_plan;

typedef struct xp_rare {
    const xp_rare_plan *plan;
    xp_levels levels;
    sim_interval share; /* mean NAN: nobody came */
    uint64_t n;         /* replications */
    double offered;     /* contacts, of the originals: a replication */
    uint64_t events, pilot_events, copies;
    bool is_precise, is_partial; /* is_partial: interrupted */
} xp_rare;

#define XP_RARE_FIRST 20 /* replications before the precision is looked at */

/* SIM_OK also when interrupted after a batch. */
int xp_rare_find(xp_rare *self, const xp_rare_plan *plan, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
