/* What a debrief is asked for. */
#ifndef XP_DEBRIEF_PLAN_H
#define XP_DEBRIEF_PLAN_H

#include "experiment/lesson.h"
#include <stdatomic.h>

typedef struct xp_debrief_plan {
    const xp_lesson *lesson;
    const cc_script *script; /* the trainee's; NULL: nothing was done */
    uint64_t seed, replication;
    uint64_t days; /* others, of the same seed */
    int threads;
    size_t memory; /* bytes of open contacts; 0: no bounds */
    double confidence;
    const atomic_bool *stop;                                        /* may be NULL */
    void (*on_progress)(void *context, uint64_t done, uint64_t of); /* likewise; days run */
    void *context;
} xp_debrief_plan;

/* The lesson's own day, 200 others. */
void xp_debrief_plan_default(xp_debrief_plan *self, const xp_lesson *lesson);

#endif
