/* Scripts of a runner's scenarios. */
#ifndef CLI_RUNNER_SCRIPT_H
#define CLI_RUNNER_SCRIPT_H

#include "cli/runner.h"

/* Reads all that --script says, for scenarios that are loaded, and puts them into the plan. `FILE` is for
 * all of them, `2:FILE`, `FILE-STEM:FILE` and `NAME:FILE` for one. -1 to carry on, else the status, said. */
int cli_runner_scripts(cli_runner *runner, const char *const *files, size_t n_files);
/* No answer goes over one of them. */
int cli_script_spares(const cli_runner *runner, const cli_output *output);

#endif
