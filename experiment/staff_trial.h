/* Staff tables tried out on the same customers: each is a scenario of its own, whose groups have other
 * numbers in some intervals. */
#ifndef XP_STAFF_TRIAL_H
#define XP_STAFF_TRIAL_H

#include "experiment/staff_variant.h"
#include "models/center/center.h"
#include "models/measure/measure.h"
#include "sim/interval.h"
#include <stdatomic.h>

/* What is read off each replication: sums to be divided, and days with something to judge. */
typedef struct xp_staff_row {
    cc_sample target, abandonment, cost, hours;
    double days,
        met;     /* with `by_day` only: those with something to judge, those that meet the target */
    double near; /* ... sum over days of how near to it, 0 to 1 */
} xp_staff_row;

typedef struct xp_staff_trial {
    const cc_scenario *scenario;
    const xp_staff_cell *cell;
    size_t n_cells;
    bool as_is;       /* numbers of a table are differences from what the scenario has */
    cc_layout layout; /* by interval */
    cc_measure target, abandonment, cost, hours;
    bool by_day;      /* judge days */
    double value;     /* of a day's target */
    bool is_at_least; /* else at most */
    bool is_strict;   /* the value itself is not enough */
    uint64_t seed;
    int threads;
    size_t memory;                                     /* bytes of open contacts; 0: no bounds */
    const atomic_bool *finish, *stop;                  /* may be NULL */
    void (*on_progress)(void *context, uint64_t runs); /* of all trials so far; may be NULL */
    void *context;
    uint64_t runs; /* replications so far */
} xp_staff_trial;

/* table: n of n_cells numbers each; row: n of `count` each, of replications from `from` on; there: the target
 * in each interval of the day, for each row, or NULL. The answer does not depend on threads. SIM_ERR_INTERRUPTED: not all were run. */
int xp_staff_try(xp_staff_trial *self, const int *table, size_t n, uint64_t from, uint64_t count,
                 xp_staff_row *row, cc_sample *there, cc_refusal *refusal) SIM_MUST_CHECK;

/* Is a value of the target enough? */
bool xp_staff_is_met(const xp_staff_trial *self, double value);

#endif
