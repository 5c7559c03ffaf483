/* What agents may have open at once: the combinations of open conversations that a group's agents can
 * reach, which channels each can still take, and the combination after taking or giving one.
 * Counted by classes of channels that are alike to an agent: of the same weight, interrupting and
 * interruptible alike. Built once for each group; an agent's mix is then one number. */
#ifndef CC_MIX_H
#define CC_MIX_H

#include "models/scenario/channel.h"
#include "sim/error.h"
#include <stdint.h>

typedef struct cc_scenario cc_scenario;

#define CC_MAX_MIXES 100000 /* combinations of a group */

typedef struct cc_mix {
    int n_open;
    uint64_t takes;              /* channels it may take, one bit each */
    uint64_t takes_interrupting; /* ... if interruptible work is left out of account */
} cc_mix;

typedef struct cc_mixes {
    cc_mix *mix; /* [0] is empty; in order of n_open */
    int n, n_classes;
    uint8_t *class_of; /* by channel; n_classes: the group does not serve it */
    /* [mix * n_classes + class] */
    uint8_t *held;  /* conversations open */
    uint32_t *next; /* mix after taking one; only where it may */
    uint32_t *back; /* mix after giving one back; only where it has one */
} cc_mixes;

/* SIM_ERR_LIMIT: more than CC_MAX_MIXES. */
int cc_mixes_init(cc_mixes *self, const cc_scenario *scenario, int group) SIM_MUST_CHECK;
void cc_mixes_free(cc_mixes *self);

static inline uint32_t
cc_mixes_after_taking(const cc_mixes *self, uint32_t mix, int channel)
{
    return self->next[mix * (uint32_t)self->n_classes + self->class_of[channel]];
}

static inline uint32_t
cc_mixes_after_giving(const cc_mixes *self, uint32_t mix, int channel)
{
    return self->back[mix * (uint32_t)self->n_classes + self->class_of[channel]];
}

#endif
