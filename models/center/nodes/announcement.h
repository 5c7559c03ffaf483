/* What a scenario says of an announcement. */
#ifndef CC_ANNOUNCEMENT_H
#define CC_ANNOUNCEMENT_H

#include "models/scenario/setup.h"

typedef struct cc_announcement {
    sim_dist time;
    bool expected_wait; /* it tells how long the wait will be */
} cc_announcement;

#endif
