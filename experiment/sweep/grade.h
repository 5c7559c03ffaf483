/* How well the figures are known that a factor moves. */
#ifndef XP_GRADE_H
#define XP_GRADE_H

#include "experiment/sweep/sweep.h"

/* The worst grade of the figures that its settings are, 'A' .. 'D', or '-': some is not sourced; ' ': they are no
 * figures that have evidence. scenario: those of the plan. */
char xp_grade_of(const xp_factor *factor, const cc_scenario scenario[], size_t n_scenarios);

#endif
