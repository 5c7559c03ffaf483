/* The defaults of a debrief. */
#include "experiment/debrief_plan.h"

#define CONFIDENCE 0.95
#define DAYS 200

void
xp_debrief_plan_default(xp_debrief_plan *self, const xp_lesson *lesson)
{
    const cc_lesson *said = &lesson->scenario->lesson;
    *self = (xp_debrief_plan){
        .lesson = lesson,
        .seed = (uint64_t)said->seed,
        .replication = (uint64_t)said->day - 1,
        .days = DAYS,
        .threads = 1,
        .confidence = CONFIDENCE,
    };
}
