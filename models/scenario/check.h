/* What only the whole scenario can show: shares that sum to 1, work for every channel that is
 * used, a queue for every contact, automation without circles. */
#ifndef CC_SCENARIO_CHECK_H
#define CC_SCENARIO_CHECK_H

#include "models/language/read.h"

/* Also completes `wants` of kinds with a single channel, and finds which channels are used. */
void cc_scenario_check(cc_reader *reader);

#endif
