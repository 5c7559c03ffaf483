/* What a scenario says of an identification. */
#ifndef CC_IDENTIFICATION_H
#define CC_IDENTIFICATION_H

#include "models/scenario/setup.h"

typedef struct cc_identification {
    sim_dist time;
    cc_table *succeeds; /* P(identified) by issue kind */
    sim_dist saves;     /* s of the agent's reference work, of who is identified */
    bool knows;         /* the story is before the agent: it need not be told again */
} cc_identification;

#endif
