/* Replications that are one observation together: their rows are summed, so that whatever is estimated
 * takes them as one. Of size 1 a row is handed on as it is. */
#ifndef XP_UNIT_H
#define XP_UNIT_H

#include "experiment/estimate.h"

typedef struct xp_unit {
    const xp_table *table;
    uint32_t size, n; /* n: in sum so far */
    const int *n_queues;
    xp_row sum; /* if size is more than 1; without cells and ages */
} xp_unit;

int xp_unit_init(xp_unit *self, const xp_table *table, const int n_queues[],
                 uint32_t size) SIM_MUST_CHECK;
void xp_unit_free(xp_unit *self); /* safe on a zeroed one */
/* The observation that this row completes, until the next call; NULL: none yet. */
const xp_row *xp_unit_add(xp_unit *self, const xp_row *row);

#endif
