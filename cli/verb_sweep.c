/* ccsim sweep PLAN: many points, each of many replications, kept in a file. */
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/sweep_dry.h"
#include "cli/sweep_run.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "models/language/units.h"
#include "report/lines.h"
#include "report/sweep.h"

#include <inttypes.h>
#include <string.h>

#define VERB "sweep"

typedef struct request {
    const char *all_threads; /* the default */
    const char *threads, *memory, *shard, *format, *out, *store, *progress;
    const char **kpi, **precision, **set;
    int quiet, verbose, dry_run, retry_failed, mpi;
    xp_sweep_asked asked;
    /* what they mean */
    size_t n_threads, n_bytes, n_shards, which;
    bool is_json, is_written; /* the answer is complete */
    cli_command command;
    cli_progress shown;
    cli_ranks ranks;
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
    self->is_json = strcmp(self->format, "json") == 0;
    self->asked.kpi = (const char *const *)self->kpi;
    self->asked.precision = (const char *const *)self->precision;
    self->asked.set = (const char *const *)self->set;
    int status = read_shard(self);
    status = status < 0 ? cli_progress_init(&self->shown, VERB, self->progress, self->quiet != 0)
                        : status;
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
write_dry(request *self, const xp_sweep *sweep, FILE *file)
{
    char place[512];
    const cli_sweep_dry dry = {
        .sweep = sweep,
        .store =
            cli_sweep_place(sweep, self->store, self->which, self->n_shards, place, sizeof(place)),
        .shard = self->which,
        .n_shards = self->n_shards,
        .threads = (int)self->n_threads,
        .memory = self->n_bytes,
        .is_json = self->is_json,
        .is_verbose = self->verbose != 0,
    };
    const int status = cli_sweep_dry_run(&dry, VERB, file);
    self->is_written = status == CLI_OK || status == CLI_FAILED;
    return status;
}

/* ---- the answer ---- */

/* Of a shard there is none yet: what was done. */
static void
write_shard(const request *self, const cli_sweep_run *it, const xp_crew_result *result, FILE *file)
{
    const xp_agenda_count *count = &result->count;
    const uint64_t all = count->replications_done; /* those found there too */
    fprintf(file,
            self->is_json ? "{\"shard\": %zu, \"shards\": %zu, \"points\": %zu, \"failed\": %zu, "
                            "\"replications\": %" PRIu64 ", \"partial\": %s}\n"
                          : "shard %zu of %zu: %zu points, %zu of them failed; %" PRIu64
                            " replications%s\n",
            it->shard + 1, it->n_shards, count->points, count->points_failed, all,
            self->is_json     ? (result->partial ? "true" : "false")
            : result->partial ? ", stopped before its end"
                              : "");
}

static int
write_findings(const request *self, const cli_sweep_run *it, const xp_crew_result *result,
               FILE *file)
{
    xp_findings findings = {0};
    cc_refusal refusal = {""};
    int ret = xp_findings_make(&findings, it->sweep, it->store, &refusal);
    ret = ret == SIM_OK ? xp_store_commit(it->store) : ret;
    cli_progress_end(it->progress);
    if (ret == SIM_OK) {
        const xp_sweep_report report = {
            .findings = &findings,
            .store = it->place,
            .partial = result->partial,
            .rule = it->sweep->rule,
            .n_rules = it->sweep->n_rules,
            .n_done = result->count.points_done,
            .rows = self->verbose != 0 ? 0 : 20,
        };
        ret = self->is_json ? xp_report_sweep_json(file, &report) : xp_report_sweep(file, &report);
    }
    xp_findings_free(&findings);
    if (ret == SIM_OK) {
        return -1;
    }
    const char *problem = refusal.text[0] != '\0' ? refusal.text : xp_store_problem(it->store);
    return cli_failed(VERB, "%s", problem[0] != '\0' ? problem : sim_strerror(ret));
}

/* Said even if the answer goes into a file. */
static void
say_end(const request *self, const cli_sweep_run *it, const xp_crew_result *result)
{
    char time[32];
    if (result->partial && self->quiet == 0) {
        const bool is_budget = it->sweep->budget > 0 && result->seconds >= it->sweep->budget;
        cli_warn(VERB, "%s%s%s: what is complete is in %s, and the same command goes on from there",
                 is_budget ? "the budget of " : "stopped",
                 is_budget ? xp_text_span(it->sweep->budget, time, sizeof(time)) : "",
                 is_budget ? " is over" : "", it->place);
    }
    if (result->count.points_failed > 0) {
        cli_warn(VERB, "%zu of %zu points failed; --retry-failed tries them again",
                 result->count.points_failed, result->count.points);
    }
}

static int
do_all(request *self, const xp_sweep *sweep, FILE *file)
{
    cli_sweep_run it = {
        .sweep = sweep,
        .path = self->store,
        .shard = self->which,
        .n_shards = self->n_shards,
        .threads = (int)self->n_threads,
        .memory = self->n_bytes,
        .retry_failed = self->retry_failed != 0,
        .is_quiet = self->quiet != 0,
        .command = &self->command,
        .progress = &self->shown,
        .ranks = &self->ranks,
    };
    xp_crew_result result = {0};
    int status = cli_sweep_run_carry_out(&it, VERB, &result);
    if (status < 0 && self->n_shards > 1) {
        write_shard(self, &it, &result, file);
    } else if (status < 0) {
        status = write_findings(self, &it, &result, file);
    }
    if (status < 0) {
        say_end(self, &it, &result);
        status = result.partial                   ? CLI_INTERRUPTED
                 : result.count.points_failed > 0 ? CLI_FAILED
                                                  : CLI_OK;
        self->is_written = true;
    }
    cli_sweep_run_free(&it);
    return status;
}

/* Not over a file that it reads, and not over its store. */
static int
check_files(const request *self, const cli_output *output, const char *path, const xp_sweep *sweep)
{
    int status = cli_output_spares_file(output, VERB, path);
    for (size_t j = 0; j < sweep->n_scenarios && status == CLI_OK; j++) {
        status = cli_output_spares_file(output, VERB, sweep->scenario[j]);
    }
    if (status == CLI_OK && self->store != NULL) {
        status = cli_output_spares_file(output, VERB, self->store);
    }
    return status == CLI_OK ? -1 : status;
}

/* Ranks of one machine share its processors: one thread each, unless more are asked for. */
static int
begin_ranks(request *self)
{
    const int status = cli_ranks_begin(&self->ranks, VERB, self->mpi != 0);
    if (status < 0 && cli_ranks_is_job(&self->ranks)) {
        if (self->shard != NULL) {
            return cli_usage(VERB, "--shard is for jobs without MPI, whose ranks share all points");
        }
        self->n_threads = self->threads == self->all_threads ? 1 : self->n_threads;
        self->ranks.has_ended = self->dry_run != 0;
    }
    return status;
}

static int
carry_out(request *self, const char *path)
{
    xp_sweep sweep = {0};
    cli_output output = {0};
    int status = read_request(self);
    status = status < 0 ? begin_ranks(self) : status;
    status = status < 0 ? read_plan(self, path, &sweep) : status;
    if (status >= 0) {
        return status;
    }
    if (self->ranks.rank > 0) {
        status = self->dry_run != 0
                     ? CLI_OK
                     : cli_ranks_work(&self->ranks, &sweep, (int)self->n_threads, self->n_bytes);
        xp_sweep_free(&sweep);
        return status;
    }
    status = cli_output_open(&output, VERB, "--out", self->out);
    status = status == CLI_OK ? check_files(self, &output, path, &sweep) : status;
    if (status < 0) {
        status = self->dry_run != 0 ? write_dry(self, &sweep, output.file)
                                    : do_all(self, &sweep, output.file);
    }
    if (self->is_written) {
        const int written = cli_output_commit_one(&output, VERB);
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
    request typed = {
        .threads = threads, .all_threads = threads, .format = "text", .command = {argc, argv}};
    const struct poptOption table[] = {
        CLI_STRING("store", typed.store,
                   "Where results are kept (PLAN.sqlite in this folder; of a shard "
                   "PLAN-IofN.sqlite)",
                   "FILE"),
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
        CLI_SWITCH("retry-failed", typed.retry_failed, "Try again what failed before"),
        CLI_STRING("shard", typed.shard, "Only every N-th point, from the I-th on", "I/N"),
        CLI_SWITCH("mpi", typed.mpi,
                   "This is a rank of an MPI job, also where no launcher says so"),
        CLI_STRING("threads", typed.threads, "Threads; the answer does not depend on it", "N"),
        CLI_MEMORY_OPTION(typed.memory),
        CLI_PROGRESS_OPTION(typed.progress),
        CLI_STRING("format", typed.format, "text or json", "FORMAT"),
        CLI_STRING("out", typed.out, "Write the answer to a file", "FILE"),
        CLI_SWITCH("quiet", typed.quiet, "Say nothing but errors on stderr"),
        CLI_SWITCH("verbose", typed.verbose, "Say more: all points"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] PLAN", argc, argv);
    status = status < 0 ? cli_options_one(&options, VERB, "plan") : status;
    if (status < 0) {
        status = carry_out(&typed, options.arguments[0]);
        cli_ranks_end(&typed.ranks);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_sweep = {
    .name = "sweep",
    .summary = "many points of one or more scenarios, by a plan, kept in a file",
    .run = run,
};
