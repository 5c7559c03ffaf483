/* What a comparison says of intervals: each may be worse or better, and all that is said holds together. */
#ifndef XP_REPORT_INTERVAL_VERDICTS_H
#define XP_REPORT_INTERVAL_VERDICTS_H

#include "report/verdict.h"

/* KPI and its better direction. */
extern const cc_kpi_id xp_compared_kpis[XP_N_COMPARED];

/* Is there something to compare in that interval, in some KPI? */
bool xp_interval_compared(const xp_results *results, int scenario, int queue, int weekday,
                          size_t k);
/* At which confidence each interval of a queue is, so that all of them hold together at that of the report: those
 * that chance could decide (Bonferroni). */
double xp_interval_confidence(const xp_results *results, int scenario, int queue, int weekday,
                              xp_compared of);
/* Of one at that confidence. */
xp_verdict xp_interval_verdict(const xp_results *results, int scenario, int queue, int weekday,
                               size_t k, xp_compared of, double confidence);

#endif
