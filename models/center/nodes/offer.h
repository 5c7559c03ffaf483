/* What a scenario says of an offer. */
#ifndef CC_OFFER_H
#define CC_OFFER_H

#include "models/scenario/demand.h"
#include "models/scenario/setup.h"

typedef struct cc_offer {
    const cc_issue *customer; /* by kind of issue */
    sim_dist time;
    int to;               /* channel; -1: a page on which customers help themselves */
    sim_dist delay;       /* s until they get in touch there */
    sim_dist ring;        /* s of the agent whose call nobody answers */
    int again;            /* tries after the first */
    sim_dist again_after; /* s from one to the next */
    double solved;        /* P(solved | helps oneself); default 1 */
    int waiting;          /* made only if so many wait in the contact's line, */
    double expected_wait; /* s: and only if so long a wait is predicted; 0: whatever it is */
} cc_offer;

#endif
