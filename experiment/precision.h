/* When is a figure known well enough? Looked at now and then while a run goes on. */
#ifndef XP_PRECISION_H
#define XP_PRECISION_H

#include "experiment/results.h"

typedef enum xp_progress {
    XP_TOO_WIDE,     /* or too few events behind it: more replications will help */
    XP_NARROW,       /* the half-width is as small as wanted */
    XP_NEVER,        /* the figure is undefined, or no scenario has it */
    XP_NEVER_VARIES, /* no replication differed from another: there is no interval */
} xp_progress;

xp_progress xp_precision_progress(const xp_precision *self, const xp_results *results);

/* How many events stand behind a figure: of a share the rarer outcome, of a count what is counted,
 * of a mean its denominator, of a quantile the observations on its thinner side. */
double xp_events(const xp_estimates *estimates, int scenario, size_t measure);

#define XP_FIRST_LOOK 30 /* replications */
#define XP_EVENTS 20     /* fewer make an interval that may be narrow by luck */
#define XP_PATIENCE 1000 /* replications, after which events that do not come are not waited for */

/* The replications after which rules are looked at next. */
uint64_t xp_next_look(uint64_t n);
/* The end of the fresh batch that has to confirm what was found after n. */
uint64_t xp_confirmation(uint64_t n);

#endif
