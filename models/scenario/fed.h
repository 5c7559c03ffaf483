/* Queues to which contacts are transferred from others. */
#ifndef CC_FED_H
#define CC_FED_H

#include "models/scenario/setup.h"
#include <stdbool.h>

/* Does any transfer lead to that queue? */
bool cc_queue_is_fed(const cc_center_setup *center, int queue);

#endif
