/* When something does not work: a node of automation, an agent's line, a provider, a site. */
#ifndef CC_OUTAGES_H
#define CC_OUTAGES_H

#include "sim/dist.h"

#define CC_MAX_OUTAGES 8

/* When the time until the next failure at random goes on. */
typedef enum cc_up_clock { CC_UP_ALWAYS, CC_UP_BUSY, CC_UP_IDLE } cc_up_clock;

typedef struct cc_outages {
    double from[CC_MAX_OUTAGES], to[CC_MAX_OUTAGES]; /* s of each day of the run */
    int n;
    sim_dist up, down; /* s: and at random; up 0: never */
    cc_up_clock clock; /* of an agent's own line */
} cc_outages;

#endif
