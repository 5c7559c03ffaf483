/* What the replications of a staff table say, with intervals, and of two tables on the same customers. */
#ifndef XP_STAFF_ESTIMATE_H
#define XP_STAFF_ESTIMATE_H

#include "experiment/staff_trial.h"

typedef enum xp_staff_figure {
    XP_STAFF_TARGET,
    XP_STAFF_ABANDONMENT,
    XP_STAFF_COST,
    XP_STAFF_HOURS,
    XP_STAFF_DAYS, /* share of days that meet the target */
} xp_staff_figure;

/* Of n rows. */
sim_interval xp_staff_estimate(const xp_staff_row *row, uint64_t n, xp_staff_figure figure,
                               double confidence);
/* ... less `base`, replication by replication. */
sim_interval xp_staff_difference(const xp_staff_row *row, const xp_staff_row *base, uint64_t n,
                                 xp_staff_figure figure, double confidence);

#endif
