/* A scenario's lesson, understood: by which figure its day is judged, and what mends it. */
#ifndef XP_LESSON_H
#define XP_LESSON_H

#include "models/center/script.h"
#include "models/measure/measure.h"
#include "models/scenario/scenario.h"

typedef struct xp_lesson {
    const cc_scenario *scenario; /* outlives it */
    cc_layout layout;            /* by interval */
    cc_measure score;
    cc_better better;
    cc_script reference; /* empty: there is none */
} xp_lesson;

/* Refuses with place and rule what the scenario could not know: a score that is no figure, or has no
 * better and worse; a script that is not there, or wrong. SIM_ERR_LIMIT, SIM_ERR_NOMEM. */
int xp_lesson_init(xp_lesson *self, const cc_scenario *scenario,
                   cc_refusal *refusal) SIM_MUST_CHECK;
void xp_lesson_free(xp_lesson *self); /* safe on a zeroed or refused one */

/* The score of a replication that is over; NAN: undefined. */
double xp_lesson_score(const xp_lesson *self, const cc_record *record);
/* Is a the better of two scores? Not if either is undefined. */
bool xp_lesson_is_better(const xp_lesson *self, double a, double b);
/* Does it reach the aim? Not where there is none. */
bool xp_lesson_is_met(const xp_lesson *self, double score);

#endif
