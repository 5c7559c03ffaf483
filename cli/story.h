/* One replication in words, in order of time, around a moment or contact by contact. */
#ifndef CLI_STORY_H
#define CLI_STORY_H

#include "cli/stopped.h"
#include "cli/story_around.h"
#include "models/center/script.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct cli_story {
    cli_command command;
    const cc_scenario *scenario;
    cc_center *center;
    const cc_script *script;
    size_t memory; /* bytes for open contacts */
    FILE *file;
    bool by_contact;
    double around; /* s; NAN: not around a moment */
    cli_around nearest;
    bool with_state;     /* of the center at that moment */
    double from, to;     /* s: in order of time: what happens; by contact: issues that begin */
    const char *only;    /* "regular 1.17", or NULL */
    unsigned long limit; /* lines, or issues */
    unsigned long n_lines;
    bool any; /* of what was asked for */
    bool is_cut;
    sim_trace_record *record;
    size_t n, capacity;
    int error;
} cli_story;

/* Writes it to self->file. Returns CLI_OK, or CLI_FAILED after a message. */
int cli_story_tell(cli_story *self, const char *verb, uint64_t seed, uint64_t replication);
void cli_story_free(cli_story *self);

#endif
