/* Replications of one or several scenarios on threads. The answer is a function of the plan, not
 * of the number of threads: rows are reduced in order of replication, and rules that stop the
 * run look at complete prefixes only. */
#ifndef XP_RUN_H
#define XP_RUN_H

#include "experiment/results.h"

/* SIM_OK also when interrupted with at least one replication; SIM_ERR_INTERRUPTED with none. */
int xp_run(xp_results *self, const xp_plan *plan, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
