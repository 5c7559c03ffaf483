/* The fewest agents by group and interval with which a target of the whole day is kept, by simulation of
 * whole days on the same customers: what is left waiting, redials and returns are in it. */
#ifndef XP_STAFFING_H
#define XP_STAFFING_H

#include "experiment/staffing_plan.h"

/* SIM_ERR_REFUSED, said: no such figure, no rate, a group without a staff table. */
int xp_staffing_init(xp_staffing *self, const xp_staffing_plan *plan,
                     cc_refusal *refusal) SIM_MUST_CHECK;
/* Also SIM_OK when interrupted or out of runs: see end. */
int xp_staffing_find(xp_staffing *self, cc_refusal *refusal) SIM_MUST_CHECK;
void xp_staffing_free(xp_staffing *self);

/* So many replications as make some 200 days, at least 10. */
uint64_t xp_staffing_replications(const cc_scenario *scenario);

#endif
