/* How many agents each interval takes as simulated: of a pool the fewest on duty with which the queues of the
 * pool keep their own targets in that interval, of all its days together, while every other interval has what
 * it takes. Whole runs on the same customers: what one interval leaves to the next, redials and busy days
 * are in it. */
#ifndef XP_REQUIRED_SEARCH_H
#define XP_REQUIRED_SEARCH_H

#include "experiment/results.h"

/* Into results->intervals, of a run of one scenario by interval; some tens of runs as long as that. Not known
 * (NAN): pools of a queue without a target, or of one whose contacts may be done later. */
int xp_required_simulate(xp_results *results, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
