/* Bars of a tornado: each factor at its ends, all others as in the baseline. */
#ifndef XP_TORNADO_H
#define XP_TORNADO_H

#include "experiment/store/recall.h"
#include "experiment/sweep/finding.h"

typedef struct xp_tornado_bar {
    size_t factor, output;
    const char *low_text, *high_text;
    sim_interval low,
        high;   /* of the output at the ends less the baseline; n 0: it is the baseline's */
    char grade; /* of the evidence, 'A' .. 'D'; '-': not sourced; ' ': nothing to source */
} xp_tornado_bar;

/* Of a plan that goes one at a time: its points, and what is known of them, by point and output. Malloc'ed, by output
 * the longest first. SIM_ERR_NOMEM. */
int xp_tornado_make(xp_tornado_bar **bar, size_t *n, const xp_sweep *sweep,
                    const xp_recalled point[], const xp_finding finding[]) SIM_MUST_CHECK;
/* How far a bar reaches from the baseline and over it. */
double xp_tornado_swing(const xp_tornado_bar *bar);

#endif
