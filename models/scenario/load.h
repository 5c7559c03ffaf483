/* From a file, or text, to a scenario. */
#ifndef CC_LOAD_H
#define CC_LOAD_H

#include "models/language/override.h"
#include "models/language/refusal.h"
#include "sim/error.h"
#include <stddef.h>

typedef struct cc_scenario cc_scenario;

/* Reads, checks and derives. 0, or SIM_ERR_REFUSED with the problem said, or SIM_ERR_NOMEM. */
int cc_scenario_load(cc_scenario *self, const char *file, const cc_override *set, size_t n_set,
                     cc_refusal *refusal) SIM_MUST_CHECK;
/* The same from text; `name` stands for the file in messages and is where includes start. */
int cc_scenario_load_text(cc_scenario *self, const char *name, const char *text,
                          const cc_override *set, size_t n_set, cc_refusal *refusal) SIM_MUST_CHECK;

#endif
