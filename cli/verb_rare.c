/* ccsim rare SCENARIO --event 'wait > 60 s': the share of contacts to which something rare happens. */
#include "cli/load.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "cli/stopped.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "experiment/rare/rare.h"
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include "report/rarity.h"
#include <string.h>
#include <unistd.h>

#define VERB "rare"

typedef struct request {
    const char *event, *precision, *replications, *seed, *confidence, *threads, *format, *out;
    const char **set;
    int quiet;
    cli_command command;
    bool shown;
} request;

/* "wait > 60 s" */
static int
read_event(const request *self, double *threshold)
{
    const char *at = self->event;
    if (at == NULL) {
        return cli_usage(VERB, "--event is needed: 'wait > 60 s'");
    }
    const char *word = at + strspn(at, " ");
    const size_t n = strcspn(word, " >");
    const char *sign = word + n + strspn(word + n, " ");
    if (n != 4 || memcmp(word, "wait", 4) != 0 || sign[0] != '>' ||
        !cc_duration_parse(sign + 1 + strspn(sign + 1, " "), threshold)) {
        return cli_usage(VERB, "--event '%s': must be 'wait > TIME', such as 'wait > 60 s'", at);
    }
    if (!(*threshold > 0)) {
        return cli_usage(VERB, "--event '%s': the time must be > 0 s", at);
    }
    return -1;
}

static int
read_plan(const request *self, xp_rare_plan *plan)
{
    uint64_t threads;
    const int status = read_event(self, &plan->threshold);
    if (status >= 0) {
        return status;
    }
    if (!cc_whole_parse(self->seed, 0, INT64_MAX, &plan->seed)) {
        return cli_usage(VERB, "--seed %s: must be a whole number from 0 to %lld", self->seed,
                         (long long)INT64_MAX);
    }
    if (!cc_whole_parse(self->replications, 2, 1000000000, &plan->replications)) {
        return cli_usage(VERB, "--replications %s: must be a whole number from 2 to 10^9",
                         self->replications);
    }
    if (!cc_whole_parse(self->threads, 1, 1024, &threads)) {
        return cli_usage(VERB, "--threads %s: must be a whole number from 1 to 1024",
                         self->threads);
    }
    if (!cc_share_parse(self->confidence, &plan->confidence) || plan->confidence < 0.5 ||
        plan->confidence >= 1) {
        return cli_usage(VERB, "--confidence %s: must be from 0.5 to below 1", self->confidence);
    }
    if (!cc_share_parse(self->precision, &plan->precision) || plan->precision <= 0) {
        return cli_usage(VERB, "--precision %s: must be a share of the estimate, such as 20%%",
                         self->precision);
    }
    if (strcmp(self->format, "text") != 0 && strcmp(self->format, "json") != 0) {
        return cli_usage(VERB, "--format %s: must be text or json", self->format);
    }
    plan->threads = (int)threads;
    return -1;
}

static void
on_progress(void *context, uint64_t done, const sim_interval *so_far)
{
    request *self = context;
    fprintf(stderr, "\r%llu replications, %.2g so far, half-width %.0f %%   ",
            (unsigned long long)done, so_far->mean, 100 * so_far->half_width / so_far->mean);
    fflush(stderr);
    self->shown = true;
}

static int
find(request *self, xp_rare *found, xp_rare_plan *plan)
{
    cc_refusal refusal = {""};
    if (self->quiet == 0 && isatty(STDERR_FILENO) == 1) {
        plan->on_progress = on_progress;
        plan->context = self;
    }
    cli_signals_begin_run(&plan->finish, &plan->stop);
    const int ret = xp_rare_find(found, plan, &refusal);
    cli_signals_end_run();
    if (self->shown) {
        fprintf(stderr, "\r\033[K");
    }
    if (ret == SIM_ERR_REFUSED) {
        return cli_refused(VERB, "%s", refusal.text);
    }
    if (ret == SIM_ERR_INTERRUPTED) {
        (void)cli_failed(VERB, "interrupted before the first %d replications were complete",
                         XP_RARE_FIRST);
        return CLI_INTERRUPTED;
    }
    return ret == SIM_OK ? -1 : cli_stopped(VERB, &self->command, ret, refusal.text);
}

static int
write_answer(const request *self, cli_output *output, const xp_rare *found)
{
    const xp_rarity report = {found, self->event};
    if (strcmp(self->format, "json") != 0) {
        xp_report_rarity(output->file, &report);
    } else if (xp_report_rarity_json(output->file, &report) == SIM_ERR_NOMEM) {
        return cli_failed(VERB, "out of memory");
    }
    return cli_output_commit_one(output, VERB);
}

static int
carry_out(request *self, const char *path)
{
    cc_scenario scenario = {0};
    cli_output output = {0};
    xp_rare found = {0};
    xp_rare_plan plan = {.scenario = &scenario};
    int status = read_plan(self, &plan);
    status = status < 0 ? cli_load(&scenario, VERB, path, (char **)self->set) : status;
    if (status >= 0) {
        return status;
    }
    status = cli_output_open_beside(&output, VERB, self->out, scenario.input, scenario.n_inputs);
    if (status == CLI_OK) {
        status = find(self, &found, &plan);
    }
    if (status < 0) {
        status = write_answer(self, &output, &found);
        status = status == CLI_OK && found.is_partial ? CLI_INTERRUPTED : status;
    }
    cli_output_abort(&output);
    cc_scenario_free(&scenario);
    return status;
}

static int
run(int argc, const char **argv)
{
    char threads[16];
    cli_all_threads(threads, sizeof(threads));
    request typed = {.precision = "10%",
                     .replications = "100000",
                     .seed = "1",
                     .confidence = "0.95",
                     .threads = threads,
                     .format = "text",
                     .command = {argc, argv}};
    const struct poptOption table[] = {
        CLI_STRING("event", typed.event, "What is rare: 'wait > 60 s'", "EVENT"),
        CLI_STRING("precision", typed.precision,
                   "Go on until the half-width is that share of the estimate", "SHARE"),
        CLI_STRING("replications", typed.replications, "The most there may be", "N"),
        CLI_LIST("set", typed.set, "Override a setting: demand.volume=1.2; repeatable",
                 "PATH=VALUE"),
        CLI_STRING("seed", typed.seed, "Seed of the random numbers", "N"),
        CLI_STRING("confidence", typed.confidence, "Of the interval", "LEVEL"),
        CLI_STRING("threads", typed.threads, "Threads; the answer does not depend on it", "N"),
        CLI_STRING("format", typed.format, "text or json", "FORMAT"),
        CLI_STRING("out", typed.out, "Write the answer to a file", "FILE"),
        CLI_SWITCH("quiet", typed.quiet, "Say nothing but errors on stderr"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] FILE", argc, argv);
    status = status < 0 ? cli_options_one(&options, VERB, "scenario file") : status;
    if (status < 0) {
        status = carry_out(&typed, options.arguments[0]);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_rare = {
    .name = "rare",
    .summary = "how often somebody waits far too long, however seldom that is",
    .run = run,
};
