/* ccsim compare A B [C...]: the same customers meet several centers. */
#include "cli/runner.h"
#include "cli/selecting.h"
#include "cli/verb.h"
#include "models/scenario/canonical.h"
#include "models/scenario/scenario.h"

#include <string.h>

/* Pairing means that the same customers come: run and demand have to be equal, but for how many. */
static int
check_demand(const cli_runner *runner)
{
    const xp_plan *plan = &runner->plan;
    uint64_t first, here;
    for (int s = 1; s < plan->n_scenarios && plan->paired; s++) {
        if (cc_canonical_hash_beside(plan->scenario[0], plan->scenario[s], &first) != SIM_OK ||
            cc_canonical_hash_beside(plan->scenario[s], plan->scenario[0], &here) != SIM_OK) {
            return cli_failed("compare", "out of memory");
        }
        if (here != first) {
            return cli_refused("compare",
                               "%s and %s differ in run or demand beyond volumes (hashes "
                               "%08llx and %08llx), so their customers "
                               "are not the same; --unpaired compares them all the same",
                               plan->scenario[0]->file, plan->scenario[s]->file,
                               (unsigned long long)(plan->scenario[0]->demand_hash >> 32),
                               (unsigned long long)(plan->scenario[s]->demand_hash >> 32));
        }
    }
    return -1;
}

static int
check_number(const cli_runner *runner, size_t n)
{
    if (n < 2) {
        return cli_usage("compare", "two scenario files are needed, or more");
    }
    if (n > XP_REPORT_COLUMNS && strcmp(runner->format, "text") == 0) {
        return cli_usage("compare", "text has room for %d scenarios; --format csv and json for %d",
                         XP_REPORT_COLUMNS, XP_MAX_SCENARIOS);
    }
    if (n > XP_MAX_SCENARIOS) {
        return cli_usage("compare", "at most %d scenarios at a time (are %zu)", XP_MAX_SCENARIOS,
                         n);
    }
    return -1;
}

static int
run(int argc, const char **argv)
{
    cli_runner runner;
    cli_selecting selecting;
    char threads[16];
    cli_runner_init(&runner, "compare", "100", threads, sizeof(threads));
    cli_selecting_init(&selecting);
    runner.command = (cli_command){argc, argv};
    const struct poptOption table[] = {
        CLI_LIST("set", runner.set,
                 "Override a setting of all scenarios, or of one: 2:center.staff_scale=0.9; "
                 "repeatable",
                 "[N:|NAME:]PATH=VALUE"),
        CLI_LIST("script", runner.scripts,
                 "Changes while they run, of all scenarios or of one, 2:FILE; repeatable: see "
                 "docs/scripts.md",
                 "[N:|NAME:]FILE"),
        CLI_STRING("simultaneous", runner.simultaneous,
                   "Also intervals that hold together: bonferroni, of differences to the first; "
                   "best, of each to the best of the others",
                   "HOW"),
        CLI_LIST("kpi", runner.kpi,
                 "... of this figure: 'asa channel:voice'; repeatable (issues resolved, customers "
                 "lost, costs, time to resolution)",
                 "'KPI [SCOPE]'"),
        CLI_SWITCH("unpaired", runner.unpaired,
                   "Independent customers: also for scenarios that differ in run or demand"),
        CLI_STRING("match", runner.match,
                   "Also find how many fewer agents give the second scenario the same value of a "
                   "figure as the first, e.g. 'service_level_g1 channel:voice'",
                   "'KPI SCOPE'"),
        CLI_SWITCH(
            "doubt", runner.doubt,
            "Also run with each figure that is a guess or not sourced at half and at double, "
            "and name those that move the difference most"),
        CLI_STRING("doubt-replications", runner.doubt_replications,
                   "Replications of each of these (20)", "N"),
        CLI_SWITCH("intervals", runner.intervals, "Also by interval and channel"),
        CLI_STRING("day", runner.day, "The intervals of one weekday: Mon", "DAY"),
        CLI_SELECTING_OPTIONS(selecting),
        CLI_RUNNER_OPTIONS(runner, "; of ocba, replications in all"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] FILE FILE...", argc, argv);
    selecting.budget = runner.budget;
    runner.counts_budget = selecting.select != NULL;
    if (status < 0) {
        status = cli_selecting_check(&selecting, &runner, options.n_arguments);
    }
    if (status < 0 && selecting.select == NULL) {
        status = check_number(&runner, options.n_arguments);
    }
    if (status < 0) {
        status = cli_runner_prepare(&runner, options.arguments, options.n_arguments);
    }
    if (status < 0) {
        status = check_demand(&runner);
    }
    if (status < 0 && runner.match != NULL && runner.unpaired != 0) {
        status = cli_usage("compare", "--match needs pairs, so not --unpaired");
    }
    if (status < 0 && runner.doubt != 0 && runner.plan.n_scenarios != 2) {
        status = cli_usage("compare", "--doubt needs two scenarios");
    }
    if (status < 0 && runner.doubt != 0 && strcmp(runner.format, "csv") == 0) {
        status = cli_usage("compare", "--doubt is told by text and json, not csv");
    }
    if (status < 0) {
        status = selecting.select != NULL ? cli_selecting_run(&selecting, &runner)
                                          : cli_runner_run(&runner);
    }
    cli_runner_free(&runner);
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_compare = {
    .name = "compare",
    .summary = "the same customers in two or more centers, and what differs",
    .run = run,
};
