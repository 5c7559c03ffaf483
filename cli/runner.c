/* The plan from the options; the run, with progress on a terminal; the answer, written at once. */
#include "cli/runner.h"

#include "cli/runner_load.h"
#include "cli/verb.h"
#include "models/units.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void
cli_runner_init(cli_runner *self, const char *verb, const char *default_replications, char *threads,
                size_t size)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    snprintf(threads, size, "%ld", n < 1 ? 1 : n > 512 ? 512 : n);
    *self = (cli_runner){
        .verb = verb,
        .seed = "1",
        .replications = default_replications,
        .default_replications = default_replications,
        .confidence = "0.95",
        .threads = threads,
        .format = "text",
        .plan = xp_plan_default(),
    };
}

/* ---- options ---- */

static bool
read_count(const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
    if (text[0] == '\0' || strspn(text, "0123456789") != strlen(text)) {
        return false;
    }
    errno = 0;
    const unsigned long long number = strtoull(text, NULL, 10);
    if (errno != 0 || number < least || number > most) {
        return false;
    }
    *value = number;
    return true;
}

static size_t
length_of(const char *const *list)
{
    size_t n = 0;
    while (list != NULL && list[n] != NULL) {
        n++;
    }
    return n;
}

static bool
read_confidence(const char *text, double *value)
{
    char copy[32];
    const size_t n = strlen(text);
    const bool percent = n > 0 && text[n - 1] == '%';
    snprintf(copy, sizeof copy, "%.*s", (int)(percent ? n - 1 : n), text);
    if (!cc_number_parse(copy, value)) {
        return false;
    }
    *value = percent ? *value / 100 : *value;
    return *value >= 0.5 && *value < 1;
}

static int
read_numbers(cli_runner *self)
{
    xp_plan *plan = &self->plan;
    uint64_t threads;
    if (!read_count(self->seed, 0, INT64_MAX, &plan->seed)) {
        return cli_usage(self->verb, "--seed %s: must be a whole number from 0 to %lld", self->seed,
                         (long long)INT64_MAX);
    }
    if (!read_count(self->replications, 1, 1000000000, &plan->replications)) {
        return cli_usage(self->verb, "--replications %s: must be a whole number from 1 to 10^9",
                         self->replications);
    }
    if (!read_count(self->threads, 1, 1024, &threads)) {
        return cli_usage(self->verb, "--threads %s: must be a whole number from 1 to 1024",
                         self->threads);
    }
    if (!read_confidence(self->confidence, &plan->confidence)) {
        return cli_usage(self->verb, "--confidence %s: must be from 0.5 to below 1",
                         self->confidence);
    }
    if (strcmp(self->format, "text") != 0 && strcmp(self->format, "csv") != 0 &&
        strcmp(self->format, "json") != 0) {
        return cli_usage(self->verb, "--format %s: must be text, csv or json", self->format);
    }
    plan->threads = (int)threads;
    if (self->precision != NULL && self->replications == self->default_replications) {
        plan->replications = 100000;
    }
    plan->paired = self->unpaired == 0;
    plan->by_interval = self->intervals != 0;
    return -1;
}

/* "2:KPI ...": of one scenario. */
static const char *
take_scenario(const cli_runner *self, const char *const *files, const char *text, int *scenario)
{
    *scenario = -1;
    const char *colon = strchr(text, ':');
    if (colon != NULL) {
        *scenario = cli_scenario_named(self, files, (size_t)self->plan.n_scenarios, text,
                                       (size_t)(colon - text));
    }
    return *scenario < 0 ? text : colon + 1;
}

static int
read_conditions(cli_runner *self, const char *const *files)
{
    const size_t n_rules = length_of(self->precision);
    self->n_requires = length_of(self->require);
    self->rule = calloc(n_rules + 1, sizeof *self->rule);
    self->requires = calloc(self->n_requires + 1, sizeof *self->requires);
    self->wish = calloc(self->n_requires + 1, sizeof *self->wish);
    if (self->rule == NULL || self->requires == NULL || self->wish == NULL) {
        return cli_failed(self->verb, "out of memory");
    }
    cc_problem problem;
    for (size_t j = 0; j < n_rules; j++) {
        if (xp_precision_parse(&self->rule[j], self->precision[j], &problem) != SIM_OK) {
            return cli_usage(self->verb, "--%s", problem.text);
        }
        if (self->rule[j].difference && self->plan.n_scenarios < 2) {
            return cli_usage(self->verb, "--precision \"%s\": there is nothing to differ from",
                             self->precision[j]);
        }
    }
    for (size_t j = 0; j < self->n_requires; j++) {
        xp_require *it = &self->requires[j];
        int scenario;
        const char *text = take_scenario(self, files, self->require[j], &scenario);
        if (xp_require_parse(it, text, &problem) != SIM_OK) {
            return cli_usage(self->verb, "--%s", problem.text);
        }
        it->scenario = scenario;
        self->wish[j] = (xp_wish){it->kpi, it->scope};
    }
    self->plan.rule = self->rule;
    self->plan.n_rules = n_rules;
    self->plan.wish = self->wish;
    self->plan.n_wishes = self->n_requires;
    return -1;
}

int
cli_runner_prepare(cli_runner *self, const char *const *files, size_t n_files)
{
    int status = read_numbers(self);
    if (status < 0) {
        status = cli_runner_load(self, files, n_files);
    }
    if (status < 0) {
        status = read_conditions(self, files);
    }
    return status;
}

void
cli_runner_free(cli_runner *self)
{
    for (int s = 0; s < self->plan.n_scenarios; s++) {
        cc_scenario_free(&self->scenario[s]);
    }
    free(self->scenario);
    free(self->name);
    free(self->rule);
    free(self->requires);
    free(self->wish);
}

/* ---- interruption ---- */

/* A signal handler can reach nothing else. Once: finish the replications under way; twice: stop
 * them; three times: die. */
static atomic_bool finish_now, stop_now;

static void
on_signal(int number)
{
    if (atomic_load(&stop_now)) {
        signal(number, SIG_DFL);
        raise(number);
    } else if (atomic_exchange(&finish_now, true)) {
        atomic_store(&stop_now, true);
    }
}

static void
catch_signals(struct sigaction before[2])
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    atomic_store(&finish_now, false);
    atomic_store(&stop_now, false);
    sigaction(SIGINT, &action, &before[0]);
    sigaction(SIGTERM, &action, &before[1]);
}

/* ---- progress ---- */

typedef struct watch {
    const cli_runner *runner;
    FILE *per_replication;
    bool headed;
    bool on_terminal, shown;
    struct timespec start;
    double last; /* s since the start, when progress was shown */
} watch;

static double
seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

static void
on_progress(void *context, uint64_t done, uint64_t most)
{
    watch *self = context;
    if (!self->on_terminal) {
        return;
    }
    const double now = seconds_since(&self->start);
    if (now < 0.5 || now < self->last + 0.2) {
        return;
    }
    self->last = now;
    self->shown = true;
    const double rate = (double)done / now;
    fprintf(stderr, "\r%llu of %s%llu replications, %.3g a second, %.0f s left%s   ",
            (unsigned long long)done, self->runner->plan.n_rules > 0 ? "at most " : "",
            (unsigned long long)most, rate, (double)(most - done) / rate,
            atomic_load(&finish_now) ? ", stopping" : "");
    fflush(stderr);
}

static void
on_row(void *context, const xp_row *row, const xp_table *table)
{
    watch *self = context;
    if (self->per_replication == NULL) {
        return;
    }
    if (!self->headed) {
        xp_replication_head(self->per_replication, &self->runner->plan, table);
        self->headed = true;
    }
    xp_replication_row(self->per_replication, &self->runner->plan, row, table);
}

int
cli_runner_execute(cli_runner *self, FILE *per_replication, xp_results *results)
{
    watch it = {.runner = self,
                .per_replication = per_replication,
                .on_terminal = self->quiet == 0 && isatty(STDERR_FILENO) == 1};
    struct sigaction before[2];
    cc_problem problem = {""};
    self->plan.finish = &finish_now;
    self->plan.stop = &stop_now;
    self->plan.on_row = on_row;
    self->plan.on_progress = on_progress;
    self->plan.context = &it;
    clock_gettime(CLOCK_MONOTONIC, &it.start);
    catch_signals(before);
    const int ret = xp_run(results, &self->plan, &problem);
    sigaction(SIGINT, &before[0], NULL);
    sigaction(SIGTERM, &before[1], NULL);
    if (it.shown) {
        fprintf(stderr, "\r\033[K");
    }
    if (ret == SIM_ERR_REFUSED) {
        return cli_refused(self->verb, "%s", problem.text);
    }
    if (ret == SIM_ERR_INTERRUPTED) {
        (void)cli_failed(self->verb, "interrupted before the first replication was complete");
        return CLI_INTERRUPTED;
    }
    if (ret != SIM_OK) {
        return cli_failed(self->verb, "%s", problem.text);
    }
    const double took = seconds_since(&it.start);
    if (self->verbose != 0) {
        fprintf(stderr, "%llu replications on %d threads in %.2f s: %.3g events a second\n",
                (unsigned long long)results->n, self->plan.threads, took,
                (double)results->events / took);
    }
    return -1;
}

/* ---- the answer ---- */

static int
write_answer(const cli_runner *self, FILE *file, const xp_report *report)
{
    if (strcmp(self->format, "csv") == 0) {
        xp_report_csv(file, report);
    } else if (strcmp(self->format, "json") == 0) {
        if (xp_report_json(file, report) == SIM_ERR_NOMEM) {
            return cli_failed(self->verb, "out of memory");
        }
    } else if (self->plan.n_scenarios > 1) {
        xp_report_compare(file, report);
    } else {
        xp_report_run(file, report);
    }
    return -1;
}

/* Says what was not met; returns the status. */
static int
check_requirements(const cli_runner *self, const xp_results *results)
{
    int status = CLI_OK;
    for (int s = 0; s < self->plan.n_scenarios; s++) {
        for (size_t j = 0; j < self->n_requires; j++) {
            const xp_require *it = &self->requires[j];
            if ((it->scenario >= 0 && it->scenario != s) || xp_require_met(it, results, s)) {
                continue;
            }
            const double value = xp_require_value(it, results, s);
            char is[48] = "undefined";
            if (!isnan(value)) {
                snprintf(is, sizeof is, "%.6g", value);
            }
            fprintf(stderr, "ccsim %s: %s: not met: %s (is %s)\n", self->verb,
                    self->plan.scenario[s]->name, it->text, is);
            status = CLI_NOT_MET;
        }
    }
    return status;
}

static void
say_warnings(const cli_runner *self, const xp_results *results)
{
    char text[512];
    for (size_t j = 0; self->quiet == 0 && xp_warning(results, j, text, sizeof text); j++) {
        fprintf(stderr, "ccsim %s: %s\n", self->verb, text);
    }
}

int
cli_runner_run(cli_runner *self)
{
    cli_output answer = {0}, rows = {0};
    xp_results results = {0};
    /* opened first: better to fail now than after an hour */
    int status = cli_output_open(&answer, self->verb, self->out);
    if (status != CLI_OK) {
        return status;
    }
    if (self->per_replication != NULL) {
        status = cli_output_open(&rows, self->verb, self->per_replication);
    }
    if (status == CLI_OK) {
        status =
            cli_runner_execute(self, self->per_replication == NULL ? NULL : rows.file, &results);
    }
    if (status < 0) {
        const xp_report report = {&results, self->requires, self->n_requires, self->intervals != 0};
        status = write_answer(self, answer.file, &report);
        if (status < 0) {
            status = cli_output_commit(&answer, self->verb);
        }
        if (status == CLI_OK && self->per_replication != NULL) {
            status = cli_output_commit(&rows, self->verb);
        }
        if (status == CLI_OK) {
            if (strcmp(self->format, "text") != 0 || self->out != NULL) {
                say_warnings(self, &results); /* text on stdout has said them */
            }
            status = results.partial ? CLI_INTERRUPTED : check_requirements(self, &results);
        }
        xp_results_free(&results);
    }
    cli_output_abort(&answer);
    cli_output_abort(&rows);
    return status;
}
