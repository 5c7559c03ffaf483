/* What a scenario says of a whisper. */
#ifndef CC_WHISPER_H
#define CC_WHISPER_H

#include "models/scenario/setup.h"

typedef struct cc_whisper {
    sim_dist time;  /* s, added to the answer delay */
    sim_dist saves; /* s of the agent's reference work */
    bool knows;     /* the agent has heard the story: it need not be told again */
} cc_whisper;

#endif
