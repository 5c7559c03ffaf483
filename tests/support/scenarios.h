/* Scenarios for tests: from text, and what is refused. */
#ifndef SUPPORT_SCENARIOS_H
#define SUPPORT_SCENARIOS_H

#include "models/scenario/scenario.h"

/* Fails the test if it is refused. */
void scenario_from_text(cc_scenario *scenario, const char *text);
void scenario_from_file(cc_scenario *scenario, const char *file); /* below scenarios/ */
/* The message, or "" if it loads; valid until the next call. */
const char *refusal_of_text(const char *text);

/* A file with that content in a folder of its own; the path is valid until the next call with the
 * same name. Left to the system to clean: it is in the build folder. */
const char *file_of_test(const char *name, const char *content);

#endif
