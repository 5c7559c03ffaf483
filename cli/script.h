/* A script of changes, as --script names it. */
#ifndef CLI_SCRIPT_H
#define CLI_SCRIPT_H

#include "models/center/script.h"

/* -1 to carry on, else the status, said. `input` is which file it was. */
int cli_script_read(cc_script *self, const char *verb, const cc_scenario *scenario,
                    const char *file, cc_input *input);

#endif
