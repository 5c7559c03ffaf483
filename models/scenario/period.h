/* After how many days a scenario repeats itself, but for chance: what one long run may be cut into. */
#ifndef CC_PERIOD_H
#define CC_PERIOD_H

#include <stddef.h>

typedef struct cc_scenario cc_scenario;

enum { CC_PERIOD_NEVER = -1, CC_PERIOD_NONE = 0, CC_PERIOD_DAY = 1, CC_PERIOD_WEEK = 7 };

/* CC_PERIOD_NONE: nothing depends on the time of day or the weekday. what: the setting that says the most,
 * e.g. "run.hours"; empty of CC_PERIOD_NONE. */
int cc_period_of(const cc_scenario *scenario, char *what, size_t size);

#endif
