/* A kind of channel: a medium and what is usual of such channels. One file each, in
 * models/scenario/presets, registered by being there. The center knows these properties only,
 * never a kind by name. */
#ifndef CC_PRESET_H
#define CC_PRESET_H

#include "models/scenario/medium.h"
#include <stdbool.h>

typedef struct cc_preset {
    const char *name;  /* as written in scenarios: "voice" */
    const char *title; /* as printed: "VOICE" */
    const char *doc;
    const char *verb; /* what the customer does: "calls" */
    int number;       /* of the channel that has the kind's name, in journals and names of random
                         numbers: below 256, its own, never another one */
    const cc_medium *medium;
    bool holds_trunk;   /* a line is held from arrival to the end of talk */
    bool interrupts;    /* may interrupt work of channels that are interruptible */
    bool goes_first;    /* agents take it before all else that waits */
    bool never_cut_off; /* by closing time or the end of a shift */
} cc_preset;

/* Does a contact that waits at closing time wait on, whatever run.close says? */
static inline bool
cc_preset_outlasts_closing(const cc_preset *self)
{
    return self->medium->deferred || self->never_cut_off;
}

/* In order of name, ended by NULL. */
extern const cc_preset *const cc_preset_types[];

/* NULL: no such kind. */
const cc_preset *cc_preset_find(const char *name);

#endif
