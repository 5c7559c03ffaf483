/* What one replication says of what the outputs of a plan are made of: KPIs, and of own KPIs those and the
 * counters that they name. These are the samples that a store has beside its records. */
#ifndef XP_GAUGE_H
#define XP_GAUGE_H

#include "experiment/sweep/term.h"

/* A KPI or counter in a scope, as the plan writes them; "center" where it writes none. */
typedef struct xp_sampled {
    const char *name, *scope; /* the plan's */
    uint64_t id;              /* hash of "name scope" */
} xp_sampled;

/* Distinct ones, in the order in which outputs name them. Malloc'ed; SIM_ERR_NOMEM. */
int xp_sampled_of(xp_sampled **list, size_t *n, const xp_sweep *sweep) SIM_MUST_CHECK;
uint64_t xp_sampled_id(const char *name, const char *scope);
/* Of a KPI's unit, "count" of a counter. */
const char *xp_sampled_unit(const xp_sampled *self);

typedef struct xp_sample {
    uint64_t id;
    cc_sample sums; /* NAN, NAN of a quantile; of a counter the sum, over 1 */
    double value;   /* NAN: undefined */
} xp_sample;

/* How a scenario has them. */
typedef struct xp_gauge {
    const cc_scenario *scenario;
    xp_term *term; /* of those that the scenario has */
    uint64_t *id;  /* their ids */
    size_t n;
} xp_gauge;

int xp_gauge_init(xp_gauge *self, const xp_sampled *list, size_t n, const xp_sweep *sweep,
                  const cc_scenario *scenario, const cc_layout *layout) SIM_MUST_CHECK;
void xp_gauge_free(xp_gauge *self);
/* sample[self->n], off a closed record. */
void xp_gauge_read(const xp_gauge *self, const cc_record *record, xp_sample sample[]);

#endif
