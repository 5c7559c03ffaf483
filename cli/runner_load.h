/* Scenarios of a runner, read with what --set says. */
#ifndef CLI_RUNNER_LOAD_H
#define CLI_RUNNER_LOAD_H

#include "cli/runner.h"

/* Fills scenario, name and plan. -1 to carry on, else the status, said. */
int cli_runner_load(cli_runner *runner, const char *const *files, size_t n_files);

/* Which scenario the first n characters of name mean: its number from 1, its file's name, its
 * own name. -1: none. */
int cli_scenario_named(const cli_runner *runner, const char *const *files, size_t n_files,
                       const char *name, size_t n);

#endif
