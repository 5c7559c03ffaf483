/* A name in an own KPI, and what it stands for: a factor of the plan, else a KPI, else a counter, which is
 * the sum over a replication. */
#ifndef XP_TERM_H
#define XP_TERM_H

#include "experiment/expression.h"
#include "experiment/sweep/sweep.h"
#include "models/measure/measure.h"

typedef enum xp_term_kind { XP_TERM_FACTOR, XP_TERM_FIGURE, XP_TERM_COUNTER } xp_term_kind;

typedef struct xp_term {
    xp_term_kind kind;
    size_t factor;      /* of the plan */
    cc_measure measure; /* of a figure */
    int counter;        /* of cc_sums: a cc_counter, or behind these a counter of agents; */
    cc_scope scope;     /* in that scope */
} xp_term;

/* A name without a scope is of the whole center. SIM_ERR_REFUSED without a place: the caller knows it. */
int xp_term_parse(xp_term *self, const xp_expression_name *name, const xp_sweep *sweep,
                  const cc_scenario *scenario, const cc_layout *layout,
                  cc_refusal *refusal) SIM_MUST_CHECK;
/* Of a counter. */
double xp_term_count(const xp_term *self, const cc_scenario *scenario, const cc_record *record);

#endif
