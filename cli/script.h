/* Scripts of changes, as --script names them: of a runner's scenarios, or of one alone. */
#ifndef CLI_SCRIPT_H
#define CLI_SCRIPT_H

#include "cli/runner.h"
#include "models/center/script.h"

/* -1 to carry on, else the status, said. `input` is which file it was. */
int cli_script_read(cc_script *self, const char *verb, const cc_scenario *scenario,
                    const char *file, cc_input *input);
/* Reads all that --script says, for scenarios that are loaded, and puts them into the plan. `FILE` is for
 * all of them, `2:FILE`, `FILE-STEM:FILE` and `NAME:FILE` for one. */
int cli_runner_scripts(cli_runner *runner, const char *const *files, size_t n_files);
void cli_runner_free_scripts(cli_runner *runner);
/* No answer goes over one of them. */
int cli_script_spares(const cli_runner *runner, const cli_output *output);

#endif
