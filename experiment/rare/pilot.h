/* Which levels a splitting needs, found by runs that go up one by one. */
#ifndef XP_PILOT_H
#define XP_PILOT_H

#include "experiment/rare/restart.h"

/* Each level is reached by about one in five of those that have come above the one before. A function of
 * scenario, threshold and seed. SIM_ERR_REFUSED: no way up was found, so that even levels do not
 * help. *events: what it took. */
int xp_pilot_find(xp_restart *restart, double threshold, uint64_t seed, xp_levels *levels,
                  uint64_t *events, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
