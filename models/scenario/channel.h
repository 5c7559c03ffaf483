/* A channel of a scenario: a name, and the kind that it is of. A scenario declares channels in
 * demand.channels; a kind's own name, where it is written and not declared, is a channel of that
 * kind. */
#ifndef CC_CHANNEL_H
#define CC_CHANNEL_H

#include "models/scenario/preset.h"
#include <stdint.h>

typedef struct cc_channel_name {
    const char *name;  /* as written: "whatsapp" */
    const char *title; /* as printed: "WHATSAPP" */
    const cc_preset *kind;
    uint32_t id; /* in journals and names of random numbers: from the name alone, 22 bits */
} cc_channel_name;

#define CC_MAX_CHANNELS 64 /* of a scenario: one bit each in a word */
#define CC_CHANNEL_ID_BITS 22

#endif
