/* The channels of several centers, for reports: each name once. */
#ifndef XP_CHANNELS_H
#define XP_CHANNELS_H

#include "experiment/plan.h"
#include "models/scenario/channel.h"

typedef struct xp_channels {
    const cc_channel_name *is[XP_MAX_SCENARIOS * CC_MAX_CHANNELS];
    int n;
} xp_channels;

/* In the order of reports: those that hold lines, those where somebody waits for the answer, the
 * deferred; each by kind, then by name. */
void xp_channels_of(xp_channels *self, const xp_plan *plan);

/* "e-mail", "sales": the name in a sentence. */
const char *xp_channel_word(const cc_channel_name *channel, char *buffer, size_t size);

#endif
