/* The canonical form of a scenario: every setting that is not neutral, includes, tables and
 * every_issue worked in, numbers exact. It loads back to the same scenario. */
#ifndef CC_CANONICAL_H
#define CC_CANONICAL_H

#include "sim/error.h"
#include <stdint.h>

typedef struct cc_scenario cc_scenario;

/* Text to be freed by the caller. */
int cc_canonical_print(const cc_scenario *self, char **text) SIM_MUST_CHECK;
/* Fills hash and demand_hash: FNV-1a of the canonical form without labels and evidence. */
int cc_canonical_hash(cc_scenario *self) SIM_MUST_CHECK;
/* For two whose customers are compared: the demand_hash that it had if demand.volume, and those of the
 * kinds, were 1, without the work on contacts that only this one's center makes of others. Who is alike
 * in it meets the same customers, at other volumes some more or fewer. */
int cc_canonical_hash_beside(const cc_scenario *self, const cc_scenario *other,
                             uint64_t *hash) SIM_MUST_CHECK;

#endif
