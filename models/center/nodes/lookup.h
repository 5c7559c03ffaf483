/* What a scenario says of a self-service look-up. */
#ifndef CC_LOOKUP_H
#define CC_LOOKUP_H

#include "models/scenario/setup.h"

typedef struct cc_lookup {
    sim_dist time;
    cc_table *contains; /* P(contained) by issue kind */
    cc_table solved;    /* P(solved | contained) */
} cc_lookup;

#endif
