/* ccsim run FILE: one scenario, many replications, every figure with its interval. */
#include "cli/runner.h"
#include "cli/verb.h"

static int
run(int argc, const char **argv)
{
    cli_runner runner;
    char threads[16];
    cli_runner_init(&runner, "run", "100", threads, sizeof(threads));
    runner.command = (cli_command){argc, argv};
    const struct poptOption table[] = {
        CLI_LIST("set", runner.set,
                 "Override a setting: center.staff_scale=1.1, "
                 "demand.issues.x.voice.talk.mean='4 min'; repeatable",
                 "PATH=VALUE"),
        CLI_LIST("script", runner.scripts, "Changes while it runs, by time: see docs/scripts.md",
                 "FILE"),
        CLI_SWITCH("intervals", runner.intervals, "Also by interval and channel"),
        CLI_STRING("required", runner.required,
                   "simulated: also the agents that each interval takes by simulation, beside "
                   "Erlang A; takes some tens of times as long",
                   "HOW"),
        CLI_STRING("heat-map", runner.heat_map,
                   "Also a map of intervals by days: level (service level), or net (agents on "
                   "duty less needed)",
                   "WHAT"),
        CLI_SWITCH("nodes", runner.nodes, "Also by channel, node of automation and outcome"),
        CLI_SWITCH("one-more", runner.one_more,
                   "Also between what figures of one more replication will be"),
        CLI_STRING("day", runner.day, "The intervals of one weekday: Mon", "DAY"),
        CLI_RUNNER_OPTIONS(runner, ""),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] FILE", argc, argv);
    if (status < 0 && options.n_arguments != 1) {
        status = cli_usage("run", options.n_arguments == 0
                                      ? "a scenario file is needed"
                                      : "one scenario file, please; 'ccsim compare' takes several");
    }
    if (status < 0) {
        status = cli_runner_prepare(&runner, options.arguments, options.n_arguments);
    }
    if (status < 0) {
        status = cli_runner_run(&runner);
    }
    cli_runner_free(&runner);
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_run = {
    .name = "run",
    .summary = "simulate a scenario: every figure with its interval",
    .run = run,
};
