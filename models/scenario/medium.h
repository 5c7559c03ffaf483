/* A mechanism by which agent and customer work together, and what the demand says of the work. One
 * file each, those of models/scenario/media, registered by being there. Channels differ by their
 * presets; media are few. */
#ifndef CC_MEDIUM_H
#define CC_MEDIUM_H

#include <stdbool.h>

typedef struct cc_setting cc_setting;

typedef struct cc_medium {
    const char *name;
    const char *doc;
    bool by_turns;             /* agent and customer take turns; attention is free in between */
    bool deferred;             /* nobody waits at it: it survives closing time */
    const char *work;          /* setting that holds the agent's work: "talk" */
    const cc_setting *content; /* all settings of the work, into a cc_content */
} cc_medium;

/* In order of name, ended by NULL. */
extern const cc_medium *const cc_medium_types[];

#endif
