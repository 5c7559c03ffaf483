/* Bars of a tornado: each factor at its ends, all others as in the baseline. */
#ifndef XP_TORNADO_H
#define XP_TORNADO_H

#include "experiment/sweep/findings.h"

/* Fills self->bar from the findings of a plan that goes one at a time. */
int xp_tornado_make(xp_findings *self) SIM_MUST_CHECK;
/* How far a bar reaches from the baseline and over it. */
double xp_tornado_swing(const xp_tornado_bar *bar);

#endif
