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
    xp_swing *swing; /* those that moved it most first; behind n_tried as they are written */
    size_t n_swings, n_tried; /* fewer only where it was stopped */
    size_t n_left_out;        /* of the tried: there is nothing in them to halve or double */
} xp_sensitivity;

/* How a scenario of the plan was read. */
typedef struct xp_reading {
    const char *file;
    const cc_override *set;
    size_t n_set;
} xp_reading;

/* Which figures there are, of the first two scenarios of the plan: none of them tried. After a failure there
 * is nothing to free. */
int xp_sensitivity_init(xp_sensitivity *self, const xp_plan *plan,
                        uint64_t replications) SIM_MUST_CHECK;
/* Tries them. The plan's on_progress hears of figures done, of all. What is done when it is stopped stands. */
int xp_sensitivity_find(xp_sensitivity *self, const xp_plan *plan, const xp_reading reading[2],
                        cc_refusal *refusal) SIM_MUST_CHECK;
void xp_sensitivity_free(xp_sensitivity *self);

#endif
