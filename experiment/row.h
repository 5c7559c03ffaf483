/* Reading a record into a row: what one replication says, by a table. */
#ifndef XP_ROW_H
#define XP_ROW_H

#include "experiment/estimate.h"

/* Room for a row of these scenarios. SIM_ERR_NOMEM: free it all the same. */
int xp_row_init(xp_row *self, const xp_table *table, const cc_scenario *const scenario[],
                const cc_layout layout[], const xp_pools pools[]) SIM_MUST_CHECK;
void xp_row_free(xp_row *self);
/* Everything of scenario s off a closed record. */
void xp_row_fill(xp_row *self, const xp_table *table, const cc_scenario *scenario, int s,
                 const xp_pools *pools, const cc_record *record);
/* ... of it only the measures: samples and pools. */
void xp_row_measures(xp_row *self, const xp_table *table, const cc_scenario *scenario, int s,
                     const cc_record *record);

#endif
