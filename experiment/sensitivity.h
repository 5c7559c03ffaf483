/* What the headline of a comparison rests on: each figure that nobody has measured, alone, at half and at
 * double of what is written, in all centers that have it, on the same customers. */
#ifndef XP_SENSITIVITY_H
#define XP_SENSITIVITY_H

#include "experiment/plan.h"
#include "models/language/override.h"

typedef struct xp_swing {
    char path[200];     /* "demand.customers.unresolved.returns" */
    double half, twice; /* the headline then; NAN: the scenario cannot have that */
} xp_swing;

typedef struct xp_sensitivity {
    const char *kpi; /* the headline: this figure of the center, second against first scenario; */
    double value;    /* as it is, on these replications */
    uint64_t n;      /* replications of each run */
    xp_swing *swing; /* those that moved it most first */
    size_t n_swings;
    size_t n_left_out; /* figures in which there is nothing to halve or double */
} xp_sensitivity;

/* How a scenario of the plan was read. */
typedef struct xp_reading {
    const char *file;
    const cc_override *set;
    size_t n_set;
} xp_reading;

/* Of the first two scenarios of the plan. Its on_progress hears of runs done, of all.
 * SIM_ERR_INTERRUPTED: stopped; then, as after any failure, there is nothing to free. */
int xp_sensitivity_find(xp_sensitivity *self, const xp_plan *plan, const xp_reading reading[2],
                        uint64_t replications, cc_refusal *refusal) SIM_MUST_CHECK;
void xp_sensitivity_free(xp_sensitivity *self);

#endif
