/* The run, with progress on a terminal and a way to stop it; the answer, written at once. */
#include "cli/runner.h"
#include "cli/runner_script.h"

#include "cli/signals.h"
#include "cli/verb.h"
#include "experiment/required_search.h"
#include "experiment/run.h"
#include "models/scenario/scenario.h"
#include "report/xlsx.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- progress ---- */

typedef struct watch {
    const cli_runner *runner;
    FILE *per_replication;
    bool headed;
    bool on_terminal; /* of what --doubt does */
    cli_progress progress;
    double contacts;
    struct timespec start;
} watch;

static double
seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

/* Replications of one plan cost much the same: what is left is what they have taken so far, as often. */
static void
on_progress(void *context, uint64_t done, uint64_t most)
{
    watch *self = context;
    const xp_plan *plan = &self->runner->plan;
    const double now = seconds_since(&self->start);
    const double spent = plan->budget > 0 ? plan->budget - now : INFINITY;
    cli_progress_state state = {.replications = most,
                                .done = done,
                                .at_most = plan->n_rules > 0,
                                .is_stopping = atomic_load(plan->finish),
                                .seconds = now,
                                .contacts = self->contacts,
                                .left =
                                    done > 0 ? now * (double)(most - done) / (double)done : NAN};
    if (state.left > spent) {
        state.left = spent > 0 ? spent : 0;
    }
    cli_progress_tell(&self->progress, &state);
}

static void
on_row(void *context, const xp_row *row, const xp_table *table)
{
    watch *self = context;
    self->contacts += row->contacts;
    if (self->per_replication == NULL) {
        return;
    }
    if (!self->headed) {
        xp_replication_head(self->per_replication, self->runner->style, &self->runner->plan, table);
        self->headed = true;
    }
    xp_replication_row(self->per_replication, self->runner->style, &self->runner->plan, row, table);
}

int
cli_runner_execute(cli_runner *self, FILE *per_replication, xp_results *results)
{
    watch it = {.runner = self, .per_replication = per_replication};
    const int status =
        cli_progress_init(&it.progress, self->verb, self->progress, self->quiet != 0);
    if (status >= 0) {
        return status;
    }
    cc_refusal refusal = {""};
    self->plan.on_row = on_row;
    self->plan.on_progress = on_progress;
    self->plan.context = &it;
    clock_gettime(CLOCK_MONOTONIC, &it.start);
    cli_signals_begin_run(&self->plan.finish, &self->plan.stop);
    on_progress(&it, 0, self->plan.replications);
    const int ret = xp_run(results, &self->plan, &refusal);
    cli_signals_end_run();
    cli_progress_end(&it.progress);
    if (ret == SIM_ERR_INTERRUPTED) {
        (void)cli_failed(self->verb, "interrupted before the first replication was complete");
        return CLI_INTERRUPTED;
    }
    if (ret != SIM_OK) {
        return cli_stopped(self->verb, &self->command, ret, refusal.text);
    }
    const double took = seconds_since(&it.start);
    if (self->verbose != 0) {
        fprintf(stderr, "%.1f ms of processor time to the first event\n", 1e3 * results->prepared);
        fprintf(stderr, "%llu replications on %d threads in %.2f s: %.3g events a second\n",
                (unsigned long long)results->n, self->plan.threads, took,
                (double)results->events / took);
    }
    return -1;
}

/* ---- what intervals require ---- */

/* What --required simulated asks. -1 to carry on, else the status; not found for an interruption: warned. */
static int
simulate_required(cli_runner *self, xp_results *results)
{
    cc_refusal refusal = {""};
    if (self->quiet == 0 && isatty(STDERR_FILENO) == 1) {
        fprintf(stderr, "looking for the agents that intervals require: takes ten to sixty times "
                        "as long as the run\n");
    }
    xp_plan *plan = &self->plan;
    cli_signals_begin_run(&plan->finish, &plan->stop);
    const int ret = xp_required_simulate(results, &refusal);
    cli_signals_end_run();
    if (ret == SIM_ERR_INTERRUPTED) {
        cli_warn(self->verb, "--required simulated was stopped");
        return -1;
    }
    return ret == SIM_OK ? -1 : cli_stopped(self->verb, &self->command, ret, refusal.text);
}

/* ---- the same service ---- */

/* What --match asks. -1 to carry on, CLI_INTERRUPTED if it was not found for that, else the status. */
static int
find_match(cli_runner *self, const xp_results *results)
{
    xp_match *it = &self->matched;
    const size_t m = xp_results_find(results, it->kpi, it->scope);
    for (int s = 0; s < 2; s++) {
        if (isnan(xp_results_estimate(results, s, m).mean)) {
            return cli_refused(self->verb, "--match '%s': undefined in %s", self->match,
                               self->plan.scenario[s]->name);
        }
    }
    if (self->plan.scenario[1]->center.roster.n_persons > 0) {
        return cli_refused(self->verb,
                           "--match '%s': %s has agents one by one, and factors are of numbers of "
                           "agents: see headcount",
                           self->match, self->plan.scenario[1]->name);
    }
    xp_plan plan = self->plan;
    plan.replications = results->n;
    plan.on_row = NULL;
    plan.on_progress = NULL;
    if (self->quiet == 0 && isatty(STDERR_FILENO) == 1) {
        fprintf(stderr, "looking for the staff that gives the same service: takes a few times as "
                        "long as the comparison\n");
    }
    cc_refusal refusal = {""};
    cli_signals_begin_run(&plan.finish, &plan.stop);
    const int ret = xp_match_find(it, &plan, 1, &refusal);
    cli_signals_end_run();
    if (ret == SIM_ERR_INTERRUPTED) {
        xp_match_none(it, &self->plan, 1, XP_UNMATCHED_INTERRUPTED);
        return CLI_INTERRUPTED;
    }
    return ret == SIM_OK ? -1 : cli_stopped(self->verb, &self->command, ret, refusal.text);
}

/* ---- what holds together ---- */

/* What --simultaneous asks; -1 or the status. */
static int
find_joint(cli_runner *self, const xp_results *results)
{
    const size_t n = self->n_family > 0 ? self->n_family : XP_SPOKEN;
    size_t *measure = calloc(n, sizeof(*measure)), found = 0;
    if (measure == NULL) {
        return cli_failed(self->verb, "out of memory");
    }
    for (size_t j = 0; j < n; j++) {
        const bool is_own = self->n_family > 0;
        const size_t m = xp_results_find(results, is_own ? self->family[j].kpi : xp_spoken[j],
                                         is_own ? self->family[j].scope : "center");
        bool known = m == XP_LACKS;
        for (size_t k = 0; k < found; k++) {
            known = known || measure[k] == m;
        }
        if (!known) {
            measure[found++] = m;
        }
    }
    const int ret =
        xp_simultaneous_make(&self->joint, results, (xp_family)self->joint_family, measure, found);
    free(measure);
    return ret == SIM_OK ? -1 : cli_failed(self->verb, "out of memory");
}

/* ---- what it rests on ---- */

static void
on_run_done(void *context, uint64_t done, uint64_t most)
{
    const watch *self = context;
    if (self->on_terminal) {
        fprintf(stderr, "\r%llu of %llu figures doubted%s   ", (unsigned long long)done,
                (unsigned long long)most,
                atomic_load(self->runner->plan.finish) ? ", stopping" : "");
        fflush(stderr);
    }
}

/* What --doubt asks. -1 to carry on, CLI_INTERRUPTED if some of it is missing, else the status. */
static int
find_sensitivity(cli_runner *self)
{
    watch it = {.runner = self, .on_terminal = self->quiet == 0 && isatty(STDERR_FILENO) == 1};
    xp_plan plan = self->plan;
    cc_refusal refusal = {""};
    plan.on_progress = on_run_done;
    plan.context = &it;
    cli_signals_begin_run(&self->plan.finish, &self->plan.stop);
    plan.finish = self->plan.finish;
    plan.stop = self->plan.stop;
    const int ret = xp_sensitivity_find(&self->sensitivity, &plan, self->reading, &refusal);
    cli_signals_end_run();
    if (it.on_terminal) {
        fprintf(stderr, "\r\033[K");
    }
    if (ret != SIM_OK) {
        return cli_failed(self->verb, "%s",
                          refusal.text[0] != '\0' ? refusal.text : sim_strerror(ret));
    }
    if (self->sensitivity.n_tried < self->sensitivity.n_swings) {
        cli_warn(self->verb, "--doubt was stopped after %zu of %zu figures",
                 self->sensitivity.n_tried, self->sensitivity.n_swings);
        return CLI_INTERRUPTED;
    }
    return -1;
}

/* ---- the answer ---- */

static int
write_answer(const cli_runner *self, FILE *file, const xp_report *report)
{
    int ret = SIM_OK;
    if (strcmp(self->format, "csv") == 0 && strcmp(self->rows, "intervals") == 0) {
        xp_report_csv_intervals(file, report);
    } else if (strcmp(self->format, "csv") == 0) {
        xp_report_csv(file, report);
    } else if (strcmp(self->format, "xlsx") == 0) {
        ret = xp_report_xlsx(file, report);
    } else if (strcmp(self->format, "json") == 0) {
        ret = xp_report_json(file, report);
    } else if (self->plan.n_scenarios > 1) {
        ret = xp_report_compare(file, report);
    } else {
        ret = xp_report_run(file, report);
    }
    if (ret == SIM_ERR_IO && strcmp(self->format, "xlsx") == 0) {
        return cli_failed(self->verb, "cannot make a workbook: is there room in /tmp?");
    }
    return ret == SIM_ERR_NOMEM ? cli_failed(self->verb, "out of memory") : -1;
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
            double value = xp_require_value(it, results, s);
            char is[48] = "undefined";
            if (isnan(value)) { /* of an end that is not known, the mean */
                value = xp_results_figure(results, s, it->kpi, it->scope).mean;
            }
            if (!isnan(value)) {
                snprintf(is, sizeof(is), "%.6g%s", value,
                         xp_require_has_bound(it, results, s) ? "" : ", with no interval");
            }
            cli_warn(self->verb, "%s: not met: %s (is %s%s)", self->plan.scenario[s]->name,
                     it->text, is,
                     xp_require_is_open(it, results, s)
                         ? ", but issues still open when the run ended could turn it"
                         : "");
            status = CLI_NOT_MET;
        }
    }
    return status;
}

static void
say_warnings(const cli_runner *self, const xp_results *results)
{
    char text[512];
    for (size_t j = 0; self->quiet == 0 && xp_warning(results, j, text, sizeof(text)); j++) {
        cli_warn(self->verb, "%s", text);
    }
}

/* Opened first: better to fail now than after an hour. */
static int
open_outputs(const cli_runner *self, cli_output *answer, cli_output *rows)
{
    const bool both = self->per_replication != NULL;
    int status = cli_output_open(answer, self->verb, "--out", self->out);
    if (status == CLI_OK && both) {
        status = cli_output_open(rows, self->verb, "--per-replication", self->per_replication);
    }
    if (status == CLI_OK && both) {
        status = cli_output_differs(answer, self->verb, rows);
    }
    for (int s = 0; s < self->plan.n_scenarios && status == CLI_OK; s++) {
        const cc_scenario *it = &self->scenario[s];
        status = cli_output_spares(answer, self->verb, it->input, it->n_inputs);
        if (status == CLI_OK && both) {
            status = cli_output_spares(rows, self->verb, it->input, it->n_inputs);
        }
    }
    status = status == CLI_OK ? cli_script_spares(self, answer) : status;
    status = status == CLI_OK && both ? cli_script_spares(self, rows) : status;
    return status;
}

/* The answer and the rows, or neither. */
static int
write_outputs(const cli_runner *self, cli_output *answer, cli_output *rows, const xp_report *report)
{
    int status = write_answer(self, answer->file, report);
    if (status < 0) {
        cli_output *const all[] = {answer, rows};
        status = cli_output_commit(all, rows->file != NULL ? 2 : 1, self->verb);
    }
    return status;
}

/* What --doubt finds may take long: all else is out before, the answer as a text or as a file with what is
 * missing; that file is then written once more. */
static int
write_and_doubt(cli_runner *self, cli_output *answer, cli_output *rows, xp_report *report,
                bool stopped)
{
    const bool is_file = answer->is_temporary;
    const bool follows = !is_file && strcmp(self->format, "text") == 0;
    int status = xp_sensitivity_init(&self->sensitivity, &self->plan, self->n_doubted);
    if (status != SIM_OK) {
        return cli_failed(self->verb, "%s", sim_strerror(status));
    }
    report->sensitivity = follows ? NULL : &self->sensitivity;
    if (is_file) {
        status = write_outputs(self, answer, rows, report);
        status =
            status == CLI_OK ? cli_output_open(answer, self->verb, "--out", self->out) : status;
    } else {
        status = follows ? write_answer(self, answer->file, report) : -1;
        status = status < 0 ? cli_output_flush(answer, self->verb) : status;
        status = status == CLI_OK && rows->file != NULL ? cli_output_commit_one(rows, self->verb)
                                                        : status;
    }
    if (status != CLI_OK) {
        return status;
    }
    const int found = stopped ? CLI_INTERRUPTED : find_sensitivity(self);
    if (found >= 0 && found != CLI_INTERRUPTED) {
        return found;
    }
    report->sensitivity = &self->sensitivity;
    if (follows) {
        xp_report_sensitivity(answer->file, report);
        status = cli_output_commit_one(answer, self->verb);
    } else {
        status = write_outputs(self, answer, rows, report);
    }
    return status != CLI_OK ? status : found < 0 ? CLI_OK : found;
}

/* The status of an answer that is out. */
static int
finish(const cli_runner *self, const xp_results *results, bool interrupted)
{
    if (strcmp(self->format, "text") != 0 || self->out != NULL) {
        say_warnings(self, results); /* text on stdout has said them */
    }
    return interrupted ? CLI_INTERRUPTED : check_requirements(self, results);
}

/* https://no-color.org: what that says holds if it is not empty. */
static bool
shows_colours(const cli_runner *self)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return self->out == NULL && isatty(STDOUT_FILENO) == 1 && (none == NULL || none[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

int
cli_runner_run(cli_runner *self)
{
    cli_output answer = {0}, rows = {0};
    xp_results results = {0};
    int status = open_outputs(self, &answer, &rows);
    if (status == CLI_OK) {
        status =
            cli_runner_execute(self, self->per_replication == NULL ? NULL : rows.file, &results);
    }
    const bool ran = status < 0;
    bool stopped = ran && results.partial;
    if (ran && !stopped && self->required != NULL) {
        status = simulate_required(self, &results);
    }
    if (ran && status < 0 && self->simultaneous != NULL) {
        status = find_joint(self, &results);
    }
    if (stopped && self->match != NULL) {
        xp_match_none(&self->matched, &self->plan, 1, XP_UNMATCHED_INTERRUPTED);
    } else if (ran && self->match != NULL) {
        status = find_match(self, &results);
        stopped = status == CLI_INTERRUPTED;
        status = stopped ? -1 : status;
    }
    if (status < 0) {
        xp_report report = {.results = &results,
                            .require = self->requires,
                            .n_requires = self->n_requires,
                            .intervals = self->intervals != 0,
                            .nodes = self->nodes != 0,
                            .day = self->weekday,
                            .heat = self->heat,
                            .in_colour = shows_colours(self),
                            .csv_style = self->style,
                            .simultaneous = self->simultaneous != NULL ? &self->joint : NULL,
                            .one_more = self->one_more != 0,
                            .match = self->match != NULL ? &self->matched : NULL};
        status = self->doubt != 0 ? write_and_doubt(self, &answer, &rows, &report, stopped)
                                  : write_outputs(self, &answer, &rows, &report);
        stopped = stopped || status == CLI_INTERRUPTED;
        if (status == CLI_OK || status == CLI_INTERRUPTED) {
            status = finish(self, &results, stopped);
        }
    }
    if (ran) {
        xp_results_free(&results);
    }
    cli_output_abort(&answer);
    cli_output_abort(&rows);
    return status;
}
