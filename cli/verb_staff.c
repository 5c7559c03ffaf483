/* ccsim staff FILE: the fewest agents by group and interval that keep a target, and what one more or one
 * fewer would do. */
#include "cli/load.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "cli/stopped.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "models/language/units.h"
#include "report/staff.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define VERB "staff"

typedef struct request {
    const char *target, *chance, *least, *replications, *runs, *seed, *confidence, *threads;
    const char *memory, *format, *csv_style, *out;
    const char **set, **group;
    int quiet, as_is;
    const xp_csv_style *style;
    xp_require rule;
    cli_command command;
} request;

static int
read_format(request *self)
{
    const bool is_csv = strcmp(self->format, "csv") == 0;
    if (strcmp(self->format, "text") != 0 && !is_csv && strcmp(self->format, "json") != 0) {
        return cli_usage(VERB, "--format %s: must be text, csv or json", self->format);
    }
    self->style = xp_csv_styles;
    while (self->style->name != NULL && strcmp(self->style->name, self->csv_style) != 0) {
        self->style++;
    }
    if (self->style->name == NULL || (self->style != xp_csv_styles && !is_csv)) {
        return cli_usage(VERB, "--csv-style %s: must be %s", self->csv_style,
                         self->style->name == NULL ? "plain, excel-de, excel-es or excel-it"
                                                   : "with --format csv");
    }
    return -1;
}

static int
read_whole(const char *option, const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    return cc_whole_parse(text, least, most, value)
               ? -1
               : cli_usage(VERB, "--%s %s: must be a whole number from %llu to %llu", option, text,
                           (unsigned long long)least, (unsigned long long)most);
}

static int
read_plan(request *self, xp_staffing_plan *plan)
{
    uint64_t threads = 1, least = 1;
    cc_refusal refusal;
    if (self->target == NULL) {
        return cli_usage(VERB, "--target is needed: 'service_level_g1 channel:voice >= 80%%'");
    }
    if (xp_require_parse(&self->rule, self->target, &refusal) != SIM_OK) {
        return cli_usage(VERB,
                         "--target \"%s\": must be \"KPI [SCOPE] >= VALUE\" (or <=, >, <), as "
                         "'service_level_g1 channel:voice >= 80%%'",
                         self->target);
    }
    plan->target = &self->rule;
    plan->chance = NAN;
    if (self->chance != NULL &&
        (!cc_share_parse(self->chance, &plan->chance) || !(plan->chance > 0 && plan->chance < 1))) {
        return cli_usage(VERB, "--chance %s: must be above 0 and below 1 (100 %%)", self->chance);
    }
    if (!cc_share_parse(self->confidence, &plan->confidence) || plan->confidence < 0.5 ||
        plan->confidence >= 1) {
        return cli_usage(VERB, "--confidence %s: must be from 0.5 to below 1", self->confidence);
    }
    int status = read_whole("threads", self->threads, 1, 1024, &threads);
    status = status < 0 ? read_whole("least", self->least, 0, 100000, &least) : status;
    status = status < 0 ? read_whole("seed", self->seed, 0, INT64_MAX, &plan->seed) : status;
    if (status < 0 && self->replications != NULL) {
        status = read_whole("replications", self->replications, 2, 1000000, &plan->replications);
    }
    if (status < 0 && self->runs != NULL) {
        status = read_whole("runs", self->runs, 1, 1000000000, &plan->runs);
    }
    plan->threads = (int)threads;
    plan->least = (int)least;
    plan->as_is = self->as_is != 0;
    plan->group = (const char *const *)self->group;
    status = status < 0 ? cli_memory_read(VERB, self->memory, &plan->memory) : status;
    return status < 0 ? read_format(self) : status;
}

/* ---- the search ---- */

static void
on_progress(void *context, uint64_t runs)
{
    const xp_staffing *it = context;
    fprintf(stderr, "\r%llu replications%s   ", (unsigned long long)runs,
            it->plan->finish != NULL && atomic_load(it->plan->finish) ? ", stopping" : "");
    fflush(stderr);
}

static int
find(const request *self, xp_staffing *staffing, xp_staffing_plan *plan)
{
    cc_refusal refusal = {""};
    const bool shown = self->quiet == 0 && isatty(STDERR_FILENO) == 1;
    plan->on_progress = shown ? on_progress : NULL;
    plan->context = staffing;
    cli_signals_begin_run(&plan->finish, &plan->stop);
    int ret = xp_staffing_init(staffing, plan, &refusal);
    if (ret == SIM_ERR_REFUSED) {
        cli_signals_end_run();
        return cli_refused(VERB, "%s", refusal.text);
    }
    if (ret == SIM_OK) {
        ret = xp_staffing_find(staffing, &refusal);
    }
    cli_signals_end_run();
    if (shown) {
        fprintf(stderr, "\r\033[K");
    }
    return ret == SIM_OK ? -1 : cli_stopped(VERB, &self->command, ret, refusal.text);
}

static int
write_answer(const request *self, FILE *file, const xp_staffing *staffing)
{
    if (strcmp(self->format, "csv") == 0) {
        xp_report_staff_csv(file, staffing, self->style);
    } else if (strcmp(self->format, "json") == 0) {
        return xp_report_staff_json(file, staffing) == SIM_ERR_NOMEM
                   ? cli_failed(VERB, "out of memory")
                   : -1;
    } else {
        xp_report_staff(file, staffing);
    }
    return -1;
}

/* The status of an answer that is out. */
static int
finish(const request *self, const xp_staffing *staffing)
{
    if (staffing->end > XP_STAFF_AT_LEAST &&
        (strcmp(self->format, "text") != 0 || self->out != NULL)) {
        char text[512];
        xp_staff_end_text(staffing, text, sizeof(text));
        cli_warn(VERB, "%s", text);
    }
    return staffing->is_cut ? CLI_INTERRUPTED : staffing->is_kept ? CLI_OK : CLI_NOT_MET;
}

static int
carry_out(request *self, const char *path)
{
    cc_scenario scenario = {0};
    cli_output output = {0};
    xp_staffing staffing = {0};
    xp_staffing_plan plan = {0};
    int status = read_plan(self, &plan);
    status = status < 0 ? cli_load(&scenario, VERB, path, (char **)self->set) : status;
    if (status >= 0) {
        return status;
    }
    plan.scenario = &scenario;
    if (plan.replications == 0) {
        plan.replications = xp_staffing_replications(&scenario);
    }
    status = cli_output_open_beside(&output, VERB, self->out, scenario.input, scenario.n_inputs);
    if (status == CLI_OK) {
        status = find(self, &staffing, &plan);
    }
    if (status < 0) {
        status = write_answer(self, output.file, &staffing);
    }
    if (status < 0) {
        status = cli_output_commit_one(&output, VERB);
        status = status == CLI_OK ? finish(self, &staffing) : status;
    }
    cli_output_abort(&output);
    xp_staffing_free(&staffing);
    cc_scenario_free(&scenario);
    return status;
}

static int
run(int argc, const char **argv)
{
    char threads[16];
    cli_all_threads(threads, sizeof(threads));
    request typed = {.least = "1",
                     .seed = "1",
                     .confidence = "0.95",
                     .threads = threads,
                     .format = "text",
                     .csv_style = "plain",
                     .command = {argc, argv}};
    const struct poptOption table[] = {
        CLI_STRING("target", typed.target,
                   "What is to be kept over the whole day: 'service_level_g1 channel:voice >= "
                   "80%', 'abandonment <= 3%'",
                   "RULE"),
        CLI_STRING("chance", typed.chance,
                   "On how many days, 90%; without it the target is of all days together", "SHARE"),
        CLI_LIST("group", typed.group,
                 "Whose numbers are sought; without it, of each queue those of the cheapest group "
                 "by wage; repeatable",
                 "NAME"),
        CLI_SWITCH("as-is", typed.as_is,
                   "No search: what one agent more or fewer does to the scenario's own numbers or "
                   "roster"),
        CLI_STRING("least", typed.least, "Agents of a group that are there in any interval", "N"),
        CLI_STRING("replications", typed.replications,
                   "Of each table (so many as make 200 days, at least 10)", "N"),
        CLI_STRING("runs", typed.runs,
                   "Replications of the whole search, without what one agent does (2 x intervals "
                   "+ 120 tables)",
                   "N"),
        CLI_LIST("set", typed.set, "Override a setting: demand.volume=1.2; repeatable",
                 "PATH=VALUE"),
        CLI_STRING("seed", typed.seed, "Seed of the random numbers", "N"),
        CLI_STRING("confidence", typed.confidence,
                   "With which the target is kept, and of the intervals", "LEVEL"),
        CLI_STRING("threads", typed.threads, "Threads; the answer does not depend on it", "N"),
        CLI_MEMORY_OPTION(typed.memory),
        CLI_STRING("format", typed.format, "text, csv (a staff table) or json", "FORMAT"),
        CLI_STRING("csv-style", typed.csv_style,
                   "plain, or as a spreadsheet there reads it: excel-de, excel-es, excel-it",
                   "STYLE"),
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

const cli_verb_type cli_verb_staff = {
    .name = "staff",
    .summary = "fewest agents by interval that keep a target; what one more does",
    .run = run,
};
