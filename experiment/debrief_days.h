/* Runs several scripts on the same days, on threads. */
#ifndef XP_DEBRIEF_DAYS_H
#define XP_DEBRIEF_DAYS_H

#include "experiment/debrief_plan.h"

typedef struct xp_debrief_day {
    double score, hours, cost;
} xp_debrief_day;

typedef struct xp_debrief_days {
    const xp_debrief_plan *plan;
    const cc_script *const *script; /* NULL: an empty one */
    size_t n_scripts;
    /* [script * (days + 1) + j]: j = 0 is the day that was played. */
    xp_debrief_day *day;
    /* Told of the day that was played; one at a time. */
    void (*on_played)(void *context, size_t script, const cc_record *record);
    void *context;
} xp_debrief_days;

int xp_debrief_days_run(xp_debrief_days *self, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
