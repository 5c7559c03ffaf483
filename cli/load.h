/* One scenario, with the values of --set. */
#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include "models/scenario/scenario.h"

/* set: "PATH=VALUE" texts, ended by NULL, or NULL; they are cut at their '='. Returns -1 to carry
 * on, else the status to end with, after a message. */
int cli_load(cc_scenario *scenario, const char *verb, const char *file, char **set);

#endif
