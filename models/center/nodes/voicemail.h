/* What a scenario says of a voicemail box. */
#ifndef CC_VOICEMAIL_H
#define CC_VOICEMAIL_H

#include "models/scenario/setup.h"

typedef struct cc_voicemail {
    sim_dist time;
    cc_table *leaves; /* P(leaves a message) by issue kind */
    int channel;      /* whose item the message becomes */
} cc_voicemail;

#endif
