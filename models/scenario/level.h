/* Service levels: what a queue says of them holds for all that it takes, the rest is each channel's. */
#ifndef CC_LEVEL_H
#define CC_LEVEL_H

#include "models/scenario/setup.h"
#include <stdbool.h>

typedef struct cc_scenario cc_scenario;

bool cc_level_is_same(const cc_service_level *a, const cc_service_level *b);

/* What contacts of that channel are held to: what the queues that take it say, where these agree; else its
 * own. */
const cc_service_level *cc_level_of_channel(const cc_scenario *scenario, int channel);

#endif
