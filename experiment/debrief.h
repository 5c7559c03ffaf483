/* What a day of a lesson was worth: the trainee's script against nothing done and against the
 * reference, each of its changes by leaving it out, and skill and luck apart: the same script on other
 * days of the same customers. All ways meet the same random numbers. */
#ifndef XP_DEBRIEF_H
#define XP_DEBRIEF_H

#include "experiment/debrief_plan.h"
#include "sim/interval.h"

#define XP_DEBRIEF_EFFECTS 24 /* changes whose own effect is looked for: the first ones */
#define XP_DEBRIEF_WORDS 160

typedef enum xp_debrief_way_id {
    XP_UNTOUCHED,
    XP_YOURS,
    XP_REFERENCE,
    XP_N_WAYS
} xp_debrief_way_id;

/* One way through the day. What is not defined is NAN. */
typedef struct xp_debrief_way {
    bool is_run;
    double score, hours, cost; /* of the day that was played; hours paid, overtime with them */
    double luck;               /* its score less the mean */
    double worse;              /* share of the other days whose score is worse */
    double met;                /* share of the other days that reach the aim */
    sim_interval mean;         /* score of the other days; each counts the same */
    sim_interval gain;         /* score less that of the untouched, day by day */
    sim_interval hours_mean, cost_mean;
} xp_debrief_way;

/* A change: the score with all of them less the score without this one. */
typedef struct xp_debrief_effect {
    cc_change change;
    char words[XP_DEBRIEF_WORDS];
    double score;      /* on the day */
    sim_interval gain; /* on the others */
} xp_debrief_effect;

/* One interval of the day, of all queues together. */
typedef struct xp_debrief_slice {
    double begin, end; /* s of the run */
    double offered, in_time, held, abandoned, wait, answered;
    int n_below;    /* queues below their target */
    double on_duty; /* agents, in the mean */
} xp_debrief_slice;

/* A queue below its target in an interval. */
typedef struct xp_debrief_break {
    bool is_one; /* else there is none, or no target */
    int queue;
    double begin, end, in_time, held, target;
} xp_debrief_break;

typedef struct xp_debrief {
    const xp_debrief_plan *plan;
    xp_debrief_way way[XP_N_WAYS];
    xp_debrief_effect effect[XP_DEBRIEF_EFFECTS];
    size_t n_effects, n_changes;
    xp_debrief_slice *slice[XP_N_WAYS]; /* of the day that was played */
    size_t n_slices;
    xp_debrief_break first[XP_N_WAYS], worst[XP_N_WAYS]; /* worst: most contacts too late */
    double *other[XP_N_WAYS]; /* scores of the other days on which there is one, the lowest first */
    uint64_t n_others[XP_N_WAYS], days; /* ... of so many */
} xp_debrief;

/* SIM_ERR_REFUSED: a change that cannot be; SIM_ERR_INTERRUPTED, and what else runs may end with. The
 * answer does not depend on the threads. The plan outlives the answer. */
int xp_debrief_make(xp_debrief *self, const xp_debrief_plan *plan,
                    cc_refusal *refusal) SIM_MUST_CHECK;
void xp_debrief_free(xp_debrief *self); /* safe on a zeroed or failed one */

#endif
