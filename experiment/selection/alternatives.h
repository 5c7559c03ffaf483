/* Scenarios as alternatives of a selection: a sampler whose values are figures of replications, made on
 * threads. Whatever their number, the values are the same, and so is which is refused. */
#ifndef XP_ALTERNATIVES_H
#define XP_ALTERNATIVES_H

#include "experiment/plan.h"
#include "experiment/selection/goal.h"
#include "experiment/selection/sampler.h"

typedef struct xp_alternatives xp_alternatives;

typedef struct xp_alternatives_plan {
    size_t n;
    const cc_scenario *const *scenario; /* by alternative; NULL: they are made when needed: */
    int (*load)(void *context, size_t alternative, cc_scenario *scenario, cc_refusal *refusal);
    void *context; /* of load and on_progress; load may be called by several threads */
    const cc_script *const
        *script; /* by alternative, NULL where there is none; NULL: none at all */
    const xp_goal *goal;
    size_t n_goals;
    uint64_t seed;
    bool paired; /* the same customers; else independent streams */
    int threads;
    size_t memory;                    /* as of xp_plan */
    const atomic_bool *finish, *stop; /* as of xp_plan; either interrupts. May be NULL */
    /* After each request of the procedure: replications so far, alternatives asked for. May be NULL. */
    void (*on_progress)(void *context, uint64_t done, size_t n_asked);
} xp_alternatives_plan;

/* plan must outlive it. NULL: no memory. */
xp_alternatives *xp_alternatives_new(const xp_alternatives_plan *plan);
void xp_alternatives_delete(xp_alternatives *self);
xp_sampler xp_alternatives_sampler(xp_alternatives *self);
/* What went wrong when the procedure ended with an error other than SIM_ERR_NOMEM; else "". */
const char *xp_alternatives_problem(const xp_alternatives *self);

#endif
