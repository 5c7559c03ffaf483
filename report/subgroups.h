/* Parts of a center, queues, groups and kinds of issue, that fare otherwise than the whole: what an
 * average hides. */
#ifndef XP_REPORT_SUBGROUPS_H
#define XP_REPORT_SUBGROUPS_H

#include "report/lines.h"
#include <stdio.h>

/* "Complaints are answered worse: ..." of the second scenario against the first, of the lines that
 * have a part. All that is said holds together, at the confidence of the report. */
void xp_report_losers(FILE *file, const xp_results *results, const xp_lines *lines);

/* "80 % in 20 s is met on 71 % of days": of every channel that has a target, and of every queue that
 * has one of its own. */
void xp_report_targets(FILE *file, const xp_results *results);

#endif
