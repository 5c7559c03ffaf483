/* Intervals of a kind of their own as JSON: those that hold together, and those of one more replication. */
#ifndef XP_REPORT_SIMULTANEOUS_JSON_H
#define XP_REPORT_SIMULTANEOUS_JSON_H

#include "experiment/simultaneous.h"
#include <jansson.h>

/* null: not asked for. */
json_t *xp_json_simultaneous(const xp_results *results, const xp_simultaneous *simultaneous);
json_t *xp_json_one_more(const xp_results *results);

#endif
