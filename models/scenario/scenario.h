/* A scenario as the simulator sees it: the clock (run), who gets in touch (demand) and what meets
 * them (center). Const after loading and shared by all threads. Durations in s, rates in 1/s,
 * shares in [0, 1]. Everything not written is neutral (0, none, unlimited). */
#ifndef CC_SCENARIO_H
#define CC_SCENARIO_H

#include "models/language/arena.h"
#include "models/language/input.h"
#include "models/language/remark.h"
#include "models/scenario/channel.h"
#include "models/scenario/demand.h"
#include "models/scenario/evidence.h"
#include "models/scenario/lesson.h"
#include "models/scenario/place.h"
#include "models/scenario/run.h"
#include "models/scenario/setup.h"
#include <stddef.h>
#include <stdint.h>

typedef struct cc_scenario {
    char *name;
    char *file;            /* as given on the command line */
    const cc_input *input; /* every file that was read: this one, its includes, its tables */
    size_t n_inputs;
    cc_channel_name *channel; /* by kind, in order of name, then by name: the index everywhere */
    int n_channels;
    cc_run run;
    cc_demand demand;
    cc_center_setup center;
    cc_lesson lesson;           /* of the live view; is_given: there is one */
    const cc_remark *remarks;   /* on what was read; NULL: none */
    cc_evidence evidence;       /* of the figures written in demand and center */
    uint64_t hash, demand_hash; /* of the canonical print: of all; of run and demand */
    cc_arena *arena;            /* all memory of the above */
} cc_scenario;

void cc_scenario_free(cc_scenario *self);

/* -1: no such channel. */
int cc_channel_find(const cc_scenario *self, const char *name);
int cc_channel_by_id(const cc_scenario *self, uint32_t id);
/* Does what waits on it stay when the house closes, without keeping anybody there? */
bool cc_channel_survives(const cc_scenario *self, int channel);

#endif
