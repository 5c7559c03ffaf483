/* A kind of channel: what it holds and how its work is done. One file each, models/channel_*.c,
 * registered by being there. The center knows these properties only, never a kind by name. */
#ifndef CC_CHANNEL_H
#define CC_CHANNEL_H

#include <stdbool.h>

typedef struct cc_channel_type {
    const char *name;  /* as written in scenarios: "voice" */
    const char *title; /* as printed: "VOICE" */
    const char *doc;
    const char *verb;    /* what the customer does: "calls" */
    bool holds_line;     /* a line is held from arrival to the end of talk */
    bool by_turns;       /* agent and customer take turns; attention is free in between */
    bool deferred;       /* nobody waits at it: it survives closing time */
    bool interrupts;     /* may interrupt work of channels that are interruptible */
    const char *content; /* setting of the demand that holds the agent's work: "talk" */
} cc_channel_type;

/* In order of name, ended by NULL; a channel's index everywhere is its index here. */
extern const cc_channel_type *const cc_channel_types[];

#define CC_MAX_CHANNELS 8

/* -1: no such channel. */
int cc_channel_find(const char *name);
int cc_channel_count(void);

#endif
