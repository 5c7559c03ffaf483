/* ccsim sweep PLAN: many points, each of many replications, kept in a file. */
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/sweep_dry.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "models/language/units.h"

#include <string.h>

#define VERB "sweep"

typedef struct request {
    const char *threads, *memory, *shard, *format, *out;
    const char **kpi, **precision, **set;
    int quiet, verbose, dry_run;
    xp_sweep_asked asked;
    /* what they mean */
    size_t n_threads, n_bytes, n_shards, which;
} request;

/* "3/7": the third of seven. */
static int
read_shard(request *self)
{
    uint64_t which = 1, n = 1;
    if (self->shard != NULL) {
        const char *rest = cc_whole_read(self->shard, 1000000, &which);
        rest = rest != NULL && *rest == '/' ? cc_whole_read(rest + 1, 1000000, &n) : NULL;
        if (rest == NULL || *rest != '\0' || which < 1 || which > n) {
            return cli_usage(VERB, "--shard %s: must be I/N, I from 1 to N, as 3/7", self->shard);
        }
    }
    self->which = (size_t)which - 1;
    self->n_shards = (size_t)n;
    return -1;
}

static int
read_request(request *self)
{
    uint64_t threads = 1;
    if (!cc_whole_parse(self->threads, 1, 1024, &threads)) {
        return cli_usage(VERB, "--threads %s: must be a whole number from 1 to 1024",
                         self->threads);
    }
    self->n_threads = (size_t)threads;
    if (strcmp(self->format, "text") != 0 && strcmp(self->format, "json") != 0) {
        return cli_usage(VERB, "--format %s: must be text or json", self->format);
    }
    self->asked.kpi = (const char *const *)self->kpi;
    self->asked.precision = (const char *const *)self->precision;
    self->asked.set = (const char *const *)self->set;
    const int status = read_shard(self);
    return status < 0 ? cli_memory_read(VERB, self->memory, &self->n_bytes) : status;
}

static int
read_plan(const request *self, const char *path, xp_sweep *sweep)
{
    cc_refusal refusal = {""};
    const int ret = xp_sweep_read(sweep, path, &self->asked, &refusal);
    return ret == SIM_OK            ? -1
           : ret == SIM_ERR_REFUSED ? cli_refused(VERB, "%s", refusal.text)
                                    : cli_failed(VERB, "%s: %s", path, sim_strerror(ret));
}

static int
write_dry(const request *self, const xp_sweep *sweep, FILE *file)
{
    const cli_sweep_dry dry = {
        .sweep = sweep,
        .shard = self->which,
        .n_shards = self->n_shards,
        .threads = (int)self->n_threads,
        .memory = self->n_bytes,
        .is_json = strcmp(self->format, "json") == 0,
        .is_verbose = self->verbose != 0,
    };
    return cli_sweep_dry_run(&dry, VERB, file);
}

static int
carry_out(request *self, const char *path)
{
    xp_sweep sweep = {0};
    cli_output output = {0};
    int status = read_request(self);
    status = status < 0 ? read_plan(self, path, &sweep) : status;
    if (status < 0 && !self->dry_run) { /* the store is in the making */
        status = cli_usage(VERB, "only --dry-run is there yet");
    }
    if (status >= 0) {
        xp_sweep_free(&sweep);
        return status;
    }
    status = cli_output_open(&output, VERB, "--out", self->out);
    if (status == CLI_OK) {
        status = write_dry(self, &sweep, output.file);
    }
    if (status == CLI_OK || status == CLI_FAILED) {
        const int written = cli_output_commit((cli_output *const[]){&output}, 1, VERB);
        status = written == CLI_OK ? status : written;
    }
    cli_output_abort(&output);
    xp_sweep_free(&sweep);
    return status;
}

static int
run(int argc, const char **argv)
{
    char threads[16];
    cli_all_threads(threads, sizeof(threads));
    request typed = {.threads = threads, .format = "text"};
    const struct poptOption table[] = {
        CLI_SWITCH("dry-run", typed.dry_run, "Say what would be done, and how long it may take"),
        CLI_STRING("points", typed.asked.points, "Of the design, in place of the plan's", "N"),
        CLI_LIST("kpi", typed.kpi,
                 "Own KPI: 'name = a / b', of KPIs, counters, factors; repeatable", "RULE"),
        CLI_STRING("replications", typed.asked.replications,
                   "Of each point; with --precision the most there may be", "N"),
        CLI_LIST("precision", typed.precision,
                 "Go on with a point until the half-width is small enough: 'asa channel:voice "
                 "0.5 s'; repeatable",
                 "RULE"),
        CLI_STRING("budget", typed.asked.budget, "Time after which nothing further is begun",
                   "TIME"),
        CLI_STRING("seed", typed.asked.seed, "Seed of the random numbers", "N"),
        CLI_STRING("confidence", typed.asked.confidence, "Of the intervals", "LEVEL"),
        CLI_LIST("set", typed.set, "Override a setting at all points; repeatable", "PATH=VALUE"),
        CLI_STRING("shard", typed.shard, "Only every N-th point, from the I-th on", "I/N"),
        CLI_STRING("threads", typed.threads, "Threads; the answer does not depend on it", "N"),
        CLI_MEMORY_OPTION(typed.memory),
        CLI_STRING("format", typed.format, "text or json", "FORMAT"),
        CLI_STRING("out", typed.out, "Write the answer to a file", "FILE"),
        CLI_SWITCH("quiet", typed.quiet, "Say nothing but errors on stderr"),
        CLI_SWITCH("verbose", typed.verbose, "Say more: all points"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] PLAN", argc, argv);
    if (status < 0 && options.n_arguments != 1) {
        status =
            cli_usage(VERB, options.n_arguments == 0 ? "a plan is needed" : "one plan at a time");
    }
    if (status < 0) {
        status = carry_out(&typed, options.arguments[0]);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_sweep = {
    .name = "sweep",
    .summary = "many points of one or more scenarios, by a plan, kept in a file",
    .run = run,
};
