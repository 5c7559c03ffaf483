/* The same service with how many fewer agents: the factor on a scenario's staff at which a figure
 * equals the baseline's. */
#ifndef XP_MATCH_H
#define XP_MATCH_H

#include "experiment/plan.h"

/* Why no factor can be named. */
typedef enum xp_unmatched {
    XP_UNMATCHED_FLAT, /* the figure hardly depends on the staff, as far as the replications tell */
    XP_UNMATCHED_RANGE,       /* it differs, clearly and to the same side, at every factor tried */
    XP_UNMATCHED_NO_INTERVAL, /* of one replication: nothing is clear */
    XP_UNMATCHED_INTERRUPTED, /* the comparison, or the search */
} xp_unmatched;

/* A channel at the staff that was found, and at the own one of the scenario: service_level. */
typedef struct xp_match_other {
    const char *channel; /* of the scenario */
    double level, level_here;
} xp_match_other;

typedef struct xp_match {
    char kpi[CC_MEASURE_NAME], scope[160];
    int scenario;
    bool reached;                          /* else the figures below are NAN */
    xp_unmatched why;                      /* ... not reached */
    double least, most;                    /* factors tried, on center.staff_scale */
    double scale;                          /* where the difference is 0 */
    double low, high;                      /* where it is clearly not, and a seat beyond */
    double hours, hours_low, hours_high;   /* paid a day, more than the baseline's */
    double value;                          /* of the figure, in both */
    xp_match_other other[CC_MAX_CHANNELS]; /* channels but that of the scope */
    int n_others;
} xp_match;

/* Its figures, where no factor can be named. kpi and scope of self are given. */
void xp_match_none(xp_match *self, const xp_plan *plan, int scenario, xp_unmatched why);
/* The plan of a comparison; its first scenario and number `scenario` are taken. kpi and scope of
 * self are given. Runs about 11 times as many replications as the plan has for one scenario. */
int xp_match_find(xp_match *self, const xp_plan *plan, int scenario,
                  cc_refusal *refusal) SIM_MUST_CHECK;

#endif
