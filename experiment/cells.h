/* What one replication says of each queue and of each pool of agents, slice by slice; and of each channel,
 * day by day. */
#ifndef XP_CELLS_H
#define XP_CELLS_H

#include "experiment/pools.h"
#include "models/measure/measure.h"

/* Numerators and denominators, by which the KPIs of that name are told. */
typedef struct xp_cell {
    double offered;
    double in_time, held;    /* service_level: of so many */
    double abandoned, asked; /* abandonment */
    double wait, answered;   /* asa */
    double work, ended;      /* handle_time */
} xp_cell;

/* Seconds of agents in a slice, of which so many are observed. */
typedef struct xp_duty {
    double scheduled, on_duty, ready, busy, span;
} xp_duty;

typedef struct xp_cells {
    xp_cell *queue; /* [slice * n_queues + queue]; NULL: the run is not by interval */
    xp_duty *duty;  /* [slice * n_pools + pool]; likewise */
    xp_cell *day;   /* [channel * n_days + day]; waits only if by interval or of one day */
} xp_cells;

int xp_cells_init(xp_cells *self, const cc_layout *layout, int n_pools) SIM_MUST_CHECK;
void xp_cells_free(xp_cells *self);
void xp_cells_read(xp_cells *self, const cc_scenario *scenario, const xp_pools *pools,
                   const cc_record *record);

void xp_cell_add(xp_cell *self, const xp_cell *other);

#endif
