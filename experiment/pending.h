/* Issues that are still open when the run ends are in no figure of how issues end, nor are the waits
 * and the work of contacts still open in figures of these, or in part only. What they could
 * do to a figure bounds what may be said of it (Manski 1989, "Anatomy of the selection problem"):
 * nothing is claimed that they could turn. */
#ifndef XP_PENDING_H
#define XP_PENDING_H

#include "experiment/results.h"

#define XP_PENDING_FEW                                                                             \
    0.01 /* of issues, or contacts: above, a warning; and what has no bound is not claimed */

/* How far a figure may still move once all issues have ended; INFINITY: no bound is known. */
typedef struct xp_reach {
    double down, up;
} xp_reach;

xp_reach xp_pending_reach(const xp_results *results, int scenario, size_t measure);

/* Could issues still open turn what that difference, scenario minus base, says? */
bool xp_pending_turns(const xp_results *results, int scenario, int base, size_t measure,
                      const xp_difference *difference);

/* The share of the issues of a scenario that were still open; NAN: there were none. */
double xp_pending_share(const xp_results *results, int scenario);

/* The same of its contacts, with an agent or before. */
double xp_pending_contacts(const xp_results *results, int scenario);

/* May more than a few issues still open move a figure, of that scenario or the first? */
bool xp_pending_moves(const xp_results *results, int scenario, size_t measure);

/* After which follow_up about 1 % would be open, s, by the issues of the run itself: see
 * xp_ages_quantile. NAN: none that this run could tell of. */
double xp_pending_follow_up(const xp_results *results, int scenario);

#endif
