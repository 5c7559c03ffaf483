/* What the best is best in: "max service_level_g1 channel:voice", "min cost". */
#ifndef XP_GOAL_H
#define XP_GOAL_H

#include "experiment/table.h"

#define XP_MAX_GOALS 4

typedef struct xp_goal {
    char kpi[CC_MEASURE_NAME], scope[160];
    bool is_max;
    double indifference; /* in the unit of the figure; 0: not given */
    xp_notation notation;
    const char *text; /* of all goals, as given */
} xp_goal;

/* Goals are divided by commas, and so are the indifferences, one for each goal or (NULL) none: "1%" of a
 * share is a point, "5 s", "10". The text is kept. */
int xp_goals_parse(xp_goal goal[XP_MAX_GOALS], size_t *n, const char *text,
                   const char *indifference, cc_refusal *refusal) SIM_MUST_CHECK;

/* The measure of a scenario; refused with the nearest name, or where the indifference is in another unit. */
int xp_goal_measure(const xp_goal *self, const cc_scenario *scenario, const cc_layout *layout,
                    cc_measure *measure, cc_refusal *refusal) SIM_MUST_CHECK;
/* Does it need a layout by interval? */
bool xp_goals_need_intervals(const xp_goal *goal, size_t n);

/* The figure in one replication, by itself: NAN where it is undefined. */
double xp_measure_value(const cc_measure *measure, const cc_scenario *scenario,
                        const cc_record *record);

#endif
