#include "cli/runner_script.h"

#include "cli/runner_load.h"
#include "cli/script.h"
#include "cli/verb.h"
#include <stdlib.h>
#include <string.h>

/* Of one scenario, or (-1) of all: "2:FILE". What stands before a colon and names none is of the file's
 * name. */
static const char *
file_of(const cli_runner *runner, const char *const *files, size_t n_files, const char *given,
        int *scenario)
{
    const char *colon = strchr(given, ':');
    *scenario = -1;
    if (colon != NULL) {
        *scenario = cli_scenario_named(runner, files, n_files, given, (size_t)(colon - given));
    }
    return *scenario < 0 ? given : colon + 1;
}

/* One for all gives way to one of its own. */
static int
read_one(cli_runner *runner, const char *file, size_t s, const char *given, bool of_all)
{
    if (of_all && runner->plan.script_file[s] != NULL) {
        return -1;
    }
    if (runner->plan.script_file[s] != NULL) {
        return cli_usage(runner->verb, "--script '%s': %s has a script already: '%s'", given,
                         runner->scenario[s].name, runner->plan.script_file[s]);
    }
    const int status = cli_script_read(&runner->script[s], runner->verb, &runner->scenario[s], file,
                                       &runner->script_input[s]);
    if (status < 0) {
        runner->plan.script[s] = &runner->script[s];
        runner->plan.script_file[s] = file;
        runner->plan.script_hash[s] = cc_script_hash(&runner->script[s], &runner->scenario[s]);
    }
    return status;
}

/* What else runs scenarios, changed ones, is not for scripts: a change may not fit them. */
static int
check_beside(const cli_runner *runner)
{
    const char *beside = runner->match != NULL      ? "--match"
                         : runner->doubt != 0       ? "--doubt"
                         : runner->required != NULL ? "--required"
                                                    : NULL;
    return beside == NULL ? -1
                          : cli_usage(runner->verb,
                                      "--script: not with %s, which changes the "
                                      "scenario",
                                      beside);
}

int
cli_runner_scripts(cli_runner *runner, const char *const *files, size_t n_files)
{
    if (runner->scripts == NULL || runner->scripts[0] == NULL) {
        return -1;
    }
    int status = check_beside(runner);
    const char *for_all = NULL;
    runner->script = calloc(n_files, sizeof(*runner->script));
    runner->script_input = calloc(n_files, sizeof(*runner->script_input));
    if (runner->script == NULL || runner->script_input == NULL) {
        return cli_failed(runner->verb, "out of memory");
    }
    for (size_t j = 0; runner->scripts[j] != NULL && status < 0; j++) {
        int scenario;
        const char *file = file_of(runner, files, n_files, runner->scripts[j], &scenario);
        if (scenario >= 0) {
            status = read_one(runner, file, (size_t)scenario, runner->scripts[j], false);
        } else if (for_all != NULL) {
            status = cli_usage(runner->verb, "--script '%s': all have a script already: '%s'", file,
                               for_all);
        } else {
            for_all = file;
        }
    }
    for (size_t s = 0; s < n_files && for_all != NULL && status < 0; s++) {
        status = read_one(runner, for_all, s, for_all, true);
    }
    return status;
}

int
cli_script_spares(const cli_runner *runner, const cli_output *output)
{
    int status = CLI_OK;
    for (int s = 0; runner->script_input != NULL && s < runner->plan.n_scenarios; s++) {
        status = status == CLI_OK && runner->plan.script[s] != NULL
                     ? cli_output_spares(output, runner->verb, &runner->script_input[s], 1)
                     : status;
    }
    return status;
}
