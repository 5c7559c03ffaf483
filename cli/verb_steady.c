/* ccsim steady FILE: what a scenario is like in the long run, by one long run of it. */
#include "cli/load.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "cli/stopped.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "models/language/units.h"
#include "models/scenario/period.h"
#include "report/steady.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERB "steady"
#define MOST_DAYS 3660 /* of a run */

typedef struct request {
    const char *days, *batches, *seed, *confidence, *memory, *format, *csv_style, *out;
    const char *replications, *window;
    const char **set, **kpi;
    int overlapping, warm_up_plot, quiet;
    /* what they mean */
    const xp_csv_style *style;
    uint64_t n_days, n_batches, n_seed, n_replications, n_window; /* n_window 0: by the run */
    double level;
    size_t bytes;
    cli_command command;
} request;

static int
read_whole(const char *option, const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    return cc_whole_parse(text, least, most, value)
               ? -1
               : cli_usage(VERB, "--%s %s: must be a whole number from %llu to %llu", option, text,
                           (unsigned long long)least, (unsigned long long)most);
}

static int
read_format(request *self)
{
    const bool is_csv = strcmp(self->format, "csv") == 0;
    if (self->warm_up_plot != 0 && !is_csv && strcmp(self->format, "text") != 0) {
        return cli_usage(VERB, "--warm-up-plot writes csv (--format is %s)", self->format);
    }
    if (strcmp(self->format, "text") != 0 && !is_csv && strcmp(self->format, "json") != 0) {
        return cli_usage(VERB, "--format %s: must be text, csv or json", self->format);
    }
    self->style = xp_csv_styles;
    while (self->style->name != NULL && strcmp(self->style->name, self->csv_style) != 0) {
        self->style++;
    }
    if (self->style->name == NULL ||
        (self->style != xp_csv_styles && !is_csv && self->warm_up_plot == 0)) {
        return cli_usage(VERB, "--csv-style %s: must be %s", self->csv_style,
                         self->style->name == NULL ? "plain, excel-de, excel-es or excel-it"
                                                   : "with --format csv or --warm-up-plot");
    }
    return -1;
}

static int
read_request(request *self)
{
    if (!cc_share_parse(self->confidence, &self->level) || self->level < 0.5 || self->level >= 1) {
        return cli_usage(VERB, "--confidence %s: must be from 0.5 to below 1", self->confidence);
    }
    int status = read_whole("seed", self->seed, 0, INT64_MAX, &self->n_seed);
    status =
        status < 0 ? read_whole("batches", self->batches, 2, 100000, &self->n_batches) : status;
    status = status < 0
                 ? read_whole("replications", self->replications, 1, 1000000, &self->n_replications)
                 : status;
    if (status < 0 && self->days != NULL) {
        status = read_whole("days", self->days, 1, MOST_DAYS, &self->n_days);
    }
    if (status < 0 && self->window != NULL) {
        status = read_whole("window", self->window, 1, 1000000, &self->n_window);
    }
    for (size_t j = 0; status < 0 && self->set != NULL && self->set[j] != NULL; j++) {
        static const char *const ours[] = {"run.days", "run.observe", "run.warm_up",
                                           "run.follow_up"};
        for (size_t k = 0; k < 4 && status < 0; k++) {
            const size_t n = strlen(ours[k]);
            if (strncmp(self->set[j], ours[k], n) == 0 && self->set[j][n] == '=') {
                status = cli_usage(VERB, "--set %s: how long it runs is said by --days", ours[k]);
            }
        }
    }
    status = status < 0 ? cli_memory_read(VERB, self->memory, &self->bytes) : status;
    return status < 0 ? read_format(self) : status;
}

/* ---- the scenario, as long as is asked ---- */

/* So many that batches hold a good many observations. */
static uint64_t
usual_days(int period, bool plot)
{
    return period == CC_PERIOD_NONE  ? (plot ? 5 : 100)
           : period == CC_PERIOD_DAY ? (plot ? 60 : 1000)
                                     : (plot ? 210 : 1400);
}

/* A copy of --set with the length; NULL: no memory. */
static char **
set_of(const request *self, const char *const length[], size_t n_length)
{
    size_t n = 0;
    while (self->set != NULL && self->set[n] != NULL) {
        n++;
    }
    char **set = calloc(n + n_length + 1, sizeof(*set));
    for (size_t j = 0; set != NULL && j < n + n_length; j++) {
        set[j] = strdup(j < n ? self->set[j] : length[j - n]);
        if (set[j] == NULL) {
            break; /* the rest would be missing */
        }
    }
    return set;
}

static void
free_set(char **set)
{
    for (size_t j = 0; set != NULL && set[j] != NULL; j++) {
        free(set[j]);
    }
    free(set);
}

static int
load(request *self, cc_scenario *scenario, const char *path, const char *const length[],
     size_t n_length)
{
    char **set = set_of(self, length, n_length);
    const int status =
        set == NULL ? cli_failed(VERB, "out of memory") : cli_load(scenario, VERB, path, set);
    free_set(set);
    return status;
}

static int
load_long(request *self, cc_scenario *scenario, const char *path)
{
    int status = load(self, scenario, path, NULL, 0);
    if (status >= 0) {
        return status;
    }
    char what[160], days[48], observe[48];
    const int period = cc_period_of(scenario, what, sizeof(what));
    if (period == CC_PERIOD_NEVER) {
        return cli_refused(VERB,
                           "%s: %s: has no steady state, since it says what happens on days of "
                           "their own",
                           scenario->file, what);
    }
    if (self->days == NULL) {
        self->n_days = usual_days(period, self->warm_up_plot != 0);
    }
    if (period > 0 && self->n_days % (uint64_t)period != 0) {
        return cli_usage(VERB,
                         "--days %llu: must be whole weeks, since not all days are alike (%s)",
                         (unsigned long long)self->n_days, what);
    }
    cc_scenario_free(scenario);
    *scenario = (cc_scenario){0};
    snprintf(days, sizeof(days), "run.days=%llu", (unsigned long long)self->n_days);
    snprintf(observe, sizeof(observe), "run.observe=%llu d", (unsigned long long)self->n_days);
    const char *const length[] = {"run.warm_up=0 s", "run.follow_up=0 s", days, observe};
    return load(self, scenario, path, length, 4);
}

/* ---- figures ---- */

/* "asa channel:voice"; -1, or the status. */
static int
want(const request *self, xp_steady *steady)
{
    cc_refusal refusal = {""};
    for (size_t j = 0; self->kpi != NULL && self->kpi[j] != NULL; j++) {
        char kpi[CC_MEASURE_NAME];
        const char *text = self->kpi[j] + strspn(self->kpi[j], " ");
        const size_t n = strcspn(text, " ");
        const char *scope = text + n + strspn(text + n, " ");
        if (n == 0 || n >= sizeof(kpi)) {
            return cli_usage(VERB, "--kpi '%s': must be 'KPI [SCOPE]'", self->kpi[j]);
        }
        snprintf(kpi, sizeof(kpi), "%.*s", (int)n, text);
        const int ret = xp_steady_want(steady, kpi, scope[0] == '\0' ? "center" : scope, &refusal);
        if (ret != SIM_OK) {
            return ret == SIM_ERR_NOMEM
                       ? cli_failed(VERB, "out of memory")
                       : cli_refused(VERB, "--kpi '%s': %s", self->kpi[j], refusal.text);
        }
    }
    if (self->kpi == NULL && xp_steady_want_usual(steady) != SIM_OK) {
        return cli_failed(VERB, "out of memory");
    }
    return -1;
}

/* ---- the answer ---- */

static int
ended(const request *self, int ret, const cc_refusal *refusal)
{
    if (ret == SIM_ERR_INTERRUPTED) {
        (void)cli_failed(VERB, "interrupted before the run was complete");
        return CLI_INTERRUPTED;
    }
    return ret == SIM_OK ? -1 : cli_stopped(VERB, &self->command, ret, refusal->text);
}

static int
write_figures(const request *self, FILE *file, xp_steady *steady)
{
    static xp_steady_figure figure[XP_STEADY_FIGURES];
    const xp_steady_report report = {.steady = steady,
                                     .figure = figure,
                                     .seed = self->n_seed,
                                     .overlapping = self->overlapping != 0,
                                     .confidence = self->level};
    int ret = SIM_OK;
    const bool is_text = strcmp(self->format, "text") == 0;
    for (size_t j = 0; j < steady->n_series; j++) {
        figure[j] =
            xp_steady_figure_of(steady, j, self->n_batches, self->overlapping != 0, self->level);
    }
    if (strcmp(self->format, "csv") == 0) {
        xp_report_steady_csv(file, &report, self->style);
    } else if (is_text) {
        xp_report_steady(file, &report);
    } else {
        ret = xp_report_steady_json(file, &report);
    }
    char text[640];
    const bool is_apart = self->quiet == 0 && (!is_text || self->out != NULL);
    if (is_apart && xp_steady_growing(&report, text, sizeof(text))) {
        cli_warn(VERB, "%s", text);
    }
    for (size_t j = 0; is_apart && j < steady->n_series; j++) {
        if (xp_steady_warning(&report, j, text, sizeof(text))) {
            cli_warn(VERB, "%s", text);
        }
    }
    return ret == SIM_ERR_NOMEM ? cli_failed(VERB, "out of memory") : -1;
}

static int
run_once(const request *self, FILE *file, xp_steady *steady)
{
    cc_refusal refusal = {""};
    const atomic_bool *finish = NULL, *stop = NULL;
    cli_signals_begin_run(&finish, &stop);
    /* half a run is none: the first signal stops it */
    const int ret = xp_steady_run(steady, self->n_seed, 0, self->bytes, finish, &refusal);
    cli_signals_end_run();
    const int status = ended(self, ret, &refusal);
    return status < 0 ? write_figures(self, file, steady) : status;
}

static int
plot(const request *self, FILE *file, xp_steady *steady)
{
    const size_t n = steady->n, n_series = steady->n_series;
    double *values = calloc(2 * n * n_series + 1, sizeof(*values));
    double *mean[XP_STEADY_FIGURES], *smooth[XP_STEADY_FIGURES];
    if (values == NULL) {
        return cli_failed(VERB, "out of memory");
    }
    for (size_t j = 0; j < n_series; j++) {
        mean[j] = values + 2 * j * n;
        smooth[j] = mean[j] + n;
    }
    cc_refusal refusal = {""};
    const atomic_bool *finish = NULL, *stop = NULL;
    const size_t window = self->n_window > 0 ? self->n_window : n / 20 > 0 ? n / 20 : 1;
    cli_signals_begin_run(&finish, &stop);
    const int ret = xp_steady_welch(steady, self->n_seed, self->n_replications, window, self->bytes,
                                    finish, mean, smooth, &refusal);
    cli_signals_end_run();
    const int status = ended(self, ret, &refusal);
    if (status < 0) {
        xp_report_welch(file, steady, mean, smooth, self->n_replications, self->style);
    }
    free(values);
    return status;
}

static int
carry_out(request *self, const char *path)
{
    cc_scenario scenario = {0};
    cli_output output = {0};
    xp_steady steady = {0};
    cc_refusal refusal = {""};
    int status = load_long(self, &scenario, path);
    if (status < 0) {
        const int ret = xp_steady_init(&steady, &scenario, &refusal);
        status = ret == SIM_ERR_REFUSED ? cli_refused(VERB, "%s", refusal.text)
                 : ret != SIM_OK        ? cli_failed(VERB, "%s", sim_strerror(ret))
                                        : want(self, &steady);
    }
    if (status < 0) {
        status =
            cli_output_open_beside(&output, VERB, self->out, scenario.input, scenario.n_inputs);
        status = status == CLI_OK ? -1 : status;
    }
    if (status < 0) {
        status = self->warm_up_plot != 0 ? plot(self, output.file, &steady)
                                         : run_once(self, output.file, &steady);
    }
    if (status < 0) {
        status = cli_output_commit_one(&output, VERB);
    }
    cli_output_abort(&output);
    xp_steady_free(&steady);
    cc_scenario_free(&scenario);
    return status;
}

static int
run(int argc, const char **argv)
{
    request typed = {.batches = "30",
                     .seed = "1",
                     .confidence = "0.95",
                     .replications = "20",
                     .format = "text",
                     .csv_style = "plain",
                     .command = {argc, argv}};
    const struct poptOption table[] = {
        CLI_LIST("kpi", typed.kpi,
                 "A figure: 'asa channel:voice'; repeatable (service level, ASA and abandonment by "
                 "channel, and occupancy)",
                 "'KPI [SCOPE]'"),
        CLI_STRING("days", typed.days,
                   "Length of the run (100 where all times are alike, 1000 where all days are, "
                   "else 1400; with --warm-up-plot 5, 60, 210)",
                   "N"),
        CLI_STRING("batches", typed.batches, "Into which the run is cut behind its warm-up", "N"),
        CLI_SWITCH(
            "overlapping", typed.overlapping,
            "Batch means that overlap (Meketon and Schmeiser): a somewhat narrower interval"),
        CLI_SWITCH("warm-up-plot", typed.warm_up_plot,
                   "The data of Welch's plot instead, as csv: each observation's mean over "
                   "replications and its moving average"),
        CLI_STRING("replications", typed.replications, "Of the warm-up plot", "N"),
        CLI_STRING("window", typed.window,
                   "Of its moving average: observations on either side (a twentieth of them)", "N"),
        CLI_LIST("set", typed.set, "Override a setting: demand.volume=1.2; repeatable",
                 "PATH=VALUE"),
        CLI_STRING("seed", typed.seed, "Seed of the random numbers", "N"),
        CLI_STRING("confidence", typed.confidence, "Of the intervals", "LEVEL"),
        CLI_MEMORY_OPTION(typed.memory),
        CLI_STRING("format", typed.format, "text, csv or json", "FORMAT"),
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
        status = read_request(&typed);
    }
    if (status < 0) {
        status = carry_out(&typed, options.arguments[0]);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_steady = {
    .name = "steady",
    .summary = "the long run, by one long run: warm-up found, batch means",
    .run = run,
};
