/* What a comparison says of a figure. */
#ifndef XP_REPORT_VERDICT_H
#define XP_REPORT_VERDICT_H

#include "experiment/results.h"

typedef enum xp_verdict {
    XP_NONE,  /* neither direction is better, or nothing to compare */
    XP_EQUAL, /* every pair is */
    XP_UNCLEAR,
    XP_NO_INTERVAL, /* of one replication */
    XP_BETTER,
    XP_WORSE,
    XP_OPEN /* issues still open could turn it */
} xp_verdict;
xp_verdict xp_verdict_of(const xp_results *results, int scenario, size_t measure);
const char *xp_verdict_name(xp_verdict verdict); /* "", "equal", ... */
/* Is the figure clearly better or worse in some scenario where that of the whole (XP_LACKS: none) has
 * another verdict, or does a queue's service level miss its target somewhere? */
bool xp_subgroup_differs(const xp_results *results, size_t part, size_t whole);

#endif
