/* A mechanism by which agent and customer work together, and what the demand says of the work. One
 * file each, those of models/center/media, registered by being there. Channels differ by their
 * presets; media are few. */
#ifndef CC_MEDIUM_H
#define CC_MEDIUM_H

#include <stdbool.h>

typedef struct cc_content cc_content;
typedef struct cc_layers cc_layers;
typedef struct cc_reader cc_reader;
typedef struct cc_setting cc_setting;

#define CC_MAX_NEEDED 4

typedef struct cc_medium {
    const char *name;
    const char *doc;
    bool deferred;             /* nobody waits at it: it survives closing time */
    const cc_setting *content; /* all settings of the work, into a cc_content, */
    /* and those that must be given: first the one that holds the agent's work, "talk" */
    const char *needed[CC_MAX_NEEDED + 1];
    /* What the settings' own ranges do not say; NULL: nothing. */
    void (*check)(cc_reader *reader, const cc_layers *in, const cc_content *content);
    /* How many stretches of the agent's work a contact takes in the mean; NULL: one. */
    double (*stretches)(const cc_content *content);
    const struct cc_medium_life *life; /* models/center/medium_life.h */
} cc_medium;

/* In order of name, ended by NULL. */
extern const cc_medium *const cc_medium_types[];

#endif
