/* What agents' hands may hold: the combinations of open conversations that a group's agents can
 * reach, which channels each can still take, and the combination after taking or giving one.
 * Counted by classes of channels that are alike to an agent: of the same weight, interrupting and
 * interruptible alike. Built once for each group; an agent's hands are then one number. */
#ifndef CC_HANDS_H
#define CC_HANDS_H

#include "models/channel.h"
#include "sim/error.h"
#include <stdint.h>

typedef struct cc_scenario cc_scenario;

#define CC_MAX_HANDS 100000 /* combinations of a group */

typedef struct cc_hand {
    int n_open;
    uint64_t takes;              /* channels it may take, one bit each */
    uint64_t takes_interrupting; /* ... if interruptible work is left out of account */
} cc_hand;

typedef struct cc_hands {
    cc_hand *hand; /* [0] is empty; in order of n_open */
    int n, n_classes;
    uint8_t *class_of; /* by channel; n_classes: the group does not serve it */
    /* [hand * n_classes + class] */
    uint8_t *held;  /* conversations open */
    uint32_t *next; /* hand after taking one; only where it may */
    uint32_t *back; /* hand after giving one back; only where it has one */
} cc_hands;

/* SIM_ERR_LIMIT: more than CC_MAX_HANDS. */
int cc_hands_init(cc_hands *self, const cc_scenario *scenario, int group) SIM_MUST_CHECK;
void cc_hands_free(cc_hands *self);

static inline uint32_t
cc_hands_after_taking(const cc_hands *self, uint32_t hand, int channel)
{
    return self->next[hand * (uint32_t)self->n_classes + self->class_of[channel]];
}

static inline uint32_t
cc_hands_after_giving(const cc_hands *self, uint32_t hand, int channel)
{
    return self->back[hand * (uint32_t)self->n_classes + self->class_of[channel]];
}

#endif
