/* What agents' hands may hold: the combinations of open conversations that a group's agents can
 * reach, which channels each can still take, and the combination after taking or giving one.
 * Built once for each group; an agent's hands are then one small number. */
#ifndef CC_HANDS_H
#define CC_HANDS_H

#include "models/channel.h"
#include "sim/error.h"
#include <stdint.h>

typedef struct cc_scenario cc_scenario;

#define CC_MAX_HANDS 1024 /* combinations of a group */

typedef struct cc_hand {
    uint64_t key; /* conversations open, 8 bits a channel */
    int n_open;
    uint16_t next[CC_MAX_CHANNELS]; /* after taking one of that channel; only where it may */
    uint16_t back[CC_MAX_CHANNELS]; /* after giving one back; only where it has one */
    uint8_t takes;                  /* channels it may take, one bit each */
    uint8_t takes_interrupting;     /* ... if interruptible work is left out of account */
} cc_hand;

typedef struct cc_hands {
    cc_hand *hand; /* [0] is empty; in order of n_open */
    int n;
} cc_hands;

int cc_hands_init(cc_hands *self, const cc_scenario *scenario, int group) SIM_MUST_CHECK;
void cc_hands_free(cc_hands *self);

#endif
