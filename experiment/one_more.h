/* What one more replication may be like, by figure: of the whole center and of each channel, the headlines. Of single
 * days see experiment/prediction.h. */
#ifndef XP_ONE_MORE_H
#define XP_ONE_MORE_H

#include "experiment/bag.h"
#include "experiment/estimate.h"

typedef struct xp_one_more {
    const xp_table *table;
    size_t *measure; /* of the table */
    size_t n;
    xp_bag *value[XP_MAX_SCENARIOS]; /* by figure: of the replications, where it is defined */
} xp_one_more;

int xp_one_more_init(xp_one_more *self, const xp_table *table) SIM_MUST_CHECK;
void xp_one_more_free(xp_one_more *self);
int xp_one_more_add(xp_one_more *self, const xp_row *row) SIM_MUST_CHECK;

/* Of figure number j: its mean is that of the replications' own values, few: by Student's t. n 0: there is none. */
sim_interval xp_one_more_of(const xp_one_more *self, int scenario, size_t j, double level);

#endif
