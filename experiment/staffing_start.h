/* What a search for staff is about: figures, groups and intervals, and the numbers it begins with. */
#ifndef XP_STAFFING_START_H
#define XP_STAFFING_START_H

#include "experiment/staffing_plan.h"

/* The figures of self->trial; refuses what is no target. */
int xp_staffing_aim(xp_staffing *self, cc_refusal *refusal) SIM_MUST_CHECK;
/* self->cell and self->beside; refuses groups that have no table of numbers. */
int xp_staffing_cells(xp_staffing *self, cc_refusal *refusal) SIM_MUST_CHECK;
/* Into self->table what each interval takes by itself: Erlang A at the queue's own target, or where that
 * does not apply its load and a margin of the root of it. */
int xp_staffing_start(xp_staffing *self) SIM_MUST_CHECK;

#endif
