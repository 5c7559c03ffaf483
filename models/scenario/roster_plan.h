/* The persons of a scenario are made of what is written of shifts and rosters. */
#ifndef CC_ROSTER_PLAN_H
#define CC_ROSTER_PLAN_H

#include "models/language/read.h"

/* When all of center is read. Refuses a group of which two things are said, or none, and shifts whose breaks
 * do not fit. */
void cc_roster_build(cc_reader *reader);

#endif
