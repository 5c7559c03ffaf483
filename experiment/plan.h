/* What is to be run: scenarios, replications, and when to stop. */
#ifndef XP_PLAN_H
#define XP_PLAN_H

#include "experiment/estimate.h"
#include "experiment/variance.h"
#include "models/center/script.h"
#include <stdatomic.h>

/* Go on until the half-width of this figure is small enough. */
typedef struct xp_precision {
    char kpi[CC_MEASURE_NAME], scope[160];
    double value;
    xp_notation notation;
    bool relative;    /* to the mean */
    bool difference;  /* of the differences to the first scenario, not of the figures */
    const char *text; /* as given */
} xp_precision;

typedef struct xp_plan {
    const cc_scenario *scenario[XP_MAX_SCENARIOS];
    int n_scenarios;
    const cc_script *script[XP_MAX_SCENARIOS]; /* of each replication; NULL: none */
    const char *script_file[XP_MAX_SCENARIOS]; /* its name, */
    uint64_t script_hash[XP_MAX_SCENARIOS];    /* and cc_script_hash of it */
    bool paired; /* the same customers in all; else independent streams */
    uint64_t seed;
    uint64_t replications; /* with precision rules: the most there may be; whole units of */
    xp_variance variance;  /* how that of the estimates is reduced; zeros: not at all */
    const xp_precision *rule;
    size_t n_rules;
    const xp_wish *wish; /* figures wanted beside the usual ones */
    size_t n_wishes;
    int threads;
    size_t memory; /* bytes that contacts open at once may have, on all threads; 0: no bounds */
    double budget; /* s of the clock on the wall, after which none begins; 0: no budget */
    double confidence;
    bool by_interval;
    const xp_wish *family; /* figures that are compared with the best, wishes among them */
    size_t n_family;
    bool best; /* of three scenarios and more, keep what xp_best_find needs */

    /* Set from outside, by a signal handler perhaps: begin no further replication; and stop
     * those under way. May be NULL. */
    const atomic_bool *finish, *stop;
    /* Called with the lock held, in order of replication. May be NULL. */
    void (*on_row)(void *context, const xp_row *row, const xp_table *table);
    void (*on_progress)(void *context, uint64_t done, uint64_t most);
    void *context;
} xp_plan;

xp_plan xp_plan_default(void);

#endif
