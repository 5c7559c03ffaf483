/* A search for the fewest agents: what is asked, and what was found. */
#ifndef XP_STAFFING_PLAN_H
#define XP_STAFFING_PLAN_H

#include "experiment/rule.h"
#include "experiment/staff_trial.h"

/* What is asked. */
typedef struct xp_staffing_plan {
    const cc_scenario *scenario;
    const xp_require *target; /* of a rate; of the mean, without a bound */
    double chance;            /* share of days that are to meet it; NAN: the mean of all */
    const char *const
        *group; /* names of those whose numbers are sought, ended by NULL; NULL: of each
                                  queue that the target is about the cheapest by wage */
    bool
        as_is; /* no search: what one agent does to the scenario as it is, by default of all groups that the
                 * target is about */
    int least; /* agents of a group in an interval */
    uint64_t seed;
    uint64_t replications; /* of a table */
    uint64_t runs; /* replications of the search, what one agent does apart; 0: by the intervals */
    int threads;
    size_t memory; /* bytes of open contacts; 0: no bounds */
    double confidence;
    const atomic_bool *finish, *stop; /* may be NULL */
    void (*on_progress)(void *context, uint64_t runs);
    void *context;
} xp_staffing_plan;

/* What one agent more or fewer does to the whole day, paired; NAN: not known. */
typedef struct xp_staff_effect {
    sim_interval target, abandonment, cost;
    sim_interval there; /* the target, of that interval alone */
    bool is_kept;       /* the target, with that table */
} xp_staff_effect;

typedef enum xp_staff_end {
    XP_STAFF_AS_IS,       /* nothing was sought */
    XP_STAFF_FOUND,       /* no single agent can be taken away */
    XP_STAFF_AT_LEAST,    /* ... since all are as few as may be */
    XP_STAFF_RUNS,        /* no more replications: it keeps the target, fewer might do */
    XP_STAFF_INTERRUPTED, /* likewise, if is_kept */
    XP_STAFF_NEVER,       /* no table that was tried keeps it */
} xp_staff_end;

typedef struct xp_staff_answer {
    sim_interval target, abandonment, cost, hours;
    sim_interval days; /* share of days that meet the target; NAN without a chance */
} xp_staff_answer;

typedef struct xp_staffing {
    const xp_staffing_plan *plan;
    xp_staff_trial trial;
    xp_staff_cell *cell;
    size_t n_cells;
    int *table;                   /* by cell: the answer */
    xp_staff_effect *less, *more; /* by cell */
    sim_interval *there;          /* by cell: the target in that interval; NAN: not known */
    xp_staff_answer answer;       /* on the replications of the search */
    xp_staff_answer fresh;        /* on as many others, which chose nothing */
    xp_staff_end end;
    bool is_cut;                /* interrupted before all that one agent does was known */
    bool is_kept;               /* the target, by the answer */
    bool beside[CC_MAX_GROUPS]; /* groups that serve the same queues and stay as they are */
    uint64_t runs;              /* that the search may take */
    uint64_t tables;            /* tried */
} xp_staffing;

#endif
