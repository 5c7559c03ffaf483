/* Who is worse off when: differences of each scenario to the first by queue and interval of the day, over all
 * observed days and those of one weekday, of replications in pairs. Of runs by interval. */
#ifndef XP_INTERVAL_PAIRS_H
#define XP_INTERVAL_PAIRS_H

#include "experiment/intervals.h"
#include "sim/interval.h"

typedef enum xp_compared { XP_OF_LEVEL, XP_OF_ABANDONMENT, XP_OF_ASA, XP_N_COMPARED } xp_compared;

typedef struct xp_interval_pair xp_interval_pair;

typedef struct xp_interval_pairs {
    const cc_scenario *const *scenario;
    const cc_layout *layout; /* by scenario */
    int n_scenarios;
    xp_interval_pair *pair[XP_MAX_SCENARIOS]; /* NULL of the first, and where hours are others */
    double *number[XP_MAX_SCENARIOS];         /* of their moments */
    double *sum[XP_MAX_SCENARIOS];            /* of the observation under way */
    uint64_t unit, n; /* replications that are one observation: 1, each is; added so far */
} xp_interval_pairs;

int xp_interval_pairs_init(xp_interval_pairs *self, const cc_scenario *const scenario[],
                           const cc_layout layout[], int n_scenarios) SIM_MUST_CHECK;
void xp_interval_pairs_free(xp_interval_pairs *self);
void xp_interval_pairs_add(xp_interval_pairs *self, const xp_cells cells[]);

typedef struct xp_interval_difference {
    sim_interval
        interval;     /* scenario minus the first; mean NAN: undefined, or not to be compared */
    double figure[2]; /* of the first, of the scenario */
    bool equal;       /* in every replication */
} xp_interval_difference;

/* The queue is one of the scenario's; the first has one of that name or there is nothing to compare. */
xp_interval_difference xp_interval_pairs_of(const xp_interval_pairs *self, int scenario, int queue,
                                            int weekday, size_t k, xp_compared of,
                                            double confidence);

#endif
