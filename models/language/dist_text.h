/* A distribution by itself, as it would be written in a scenario: `{ dist = "lognormal";
 * mean = "3 min"; cv = 1.2 }`. */
#ifndef CC_DIST_TEXT_H
#define CC_DIST_TEXT_H

#include "models/language/arena.h"
#include "models/language/refusal.h"
#include "sim/dist.h"
#include "sim/error.h"

/* `name` is the setting that it stands for in refusals. Lives as long as the arena. Figures in
 * files are relative to the working directory. */
SIM_MUST_CHECK int cc_dist_parse(sim_dist *out, const char *name, const char *text, cc_arena *arena,
                                 cc_refusal *refusal);

#endif
