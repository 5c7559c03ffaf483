/* Intervals by days at a glance, in 80 columns; of a run by_interval. */
#ifndef XP_REPORT_HEAT_H
#define XP_REPORT_HEAT_H

#include "experiment/results.h"
#include <stdio.h>

typedef enum xp_heat_of { XP_HEAT_NONE, XP_HEAT_LEVEL, XP_HEAT_NET } xp_heat_of;

/* in_colour: with ANSI colours, for a terminal. */
void xp_report_heat(FILE *file, const xp_results *results, int scenario, xp_heat_of of,
                    bool in_colour);

#endif
