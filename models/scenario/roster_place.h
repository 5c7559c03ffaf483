/* What the site of persons makes of what they are scheduled for. */
#ifndef CC_ROSTER_PLACE_H
#define CC_ROSTER_PLACE_H

#include "models/scenario/person.h"

typedef struct cc_scenario cc_scenario;

/* Of n spans of a person, by time, of one day: none outside the hours of the site, and more or less of it
 * at work by the minutes worked there. Room for CC_MAX_SPANS; returns how many there are. */
int cc_spans_at_site(const cc_scenario *scenario, int person, cc_span *span, int n);

#endif
