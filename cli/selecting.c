/* The options, the run that can be interrupted, and the answer. */
#include "cli/selecting.h"

#include "cli/signals.h"
#include "cli/verb.h"
#include "experiment/selection/alternatives.h"
#include "experiment/selection/knockout.h"
#include "experiment/selection/ocba.h"
#include "experiment/sweep/sweep.h"
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include "report/chosen.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MANY 1000 /* alternatives, beyond which a knockout takes the place of all pairs */

typedef enum procedure { KN, KNOCKOUT, OCBA, PARETO } procedure;

static const char *const procedures[] = {"kn", "knockout", "ocba", "pareto"};

typedef struct selecting {
    const cli_selecting *asked;
    cli_runner *runner;
    xp_goal goal[XP_MAX_GOALS];
    cc_measure measure[XP_MAX_GOALS];
    procedure procedure;
    xp_selection_plan selection;
    uint64_t budget;
    xp_alternatives_plan plan;
    xp_sweep sweep; /* of --points */
    bool shown;
} selecting;

void
cli_selecting_init(cli_selecting *self)
{
    *self = (cli_selecting){.first = "20"};
}

int
cli_selecting_check(const cli_selecting *self, const cli_runner *runner, size_t n_files)
{
    const struct {
        const char *name;
        bool is_given;
    } ours[] = {{"indifference", self->indifference != NULL},
                {"procedure", self->procedure != NULL},
                {"first", strcmp(self->first, "20") != 0},
                {"points", self->points != NULL}},
      others[] = {{"precision", runner->precision != NULL},
                  {"variance", runner->variance != NULL},
                  {"require", runner->require != NULL},
                  {"match", runner->match != NULL},
                  {"doubt", runner->doubt != 0},
                  {"simultaneous", runner->simultaneous != NULL},
                  {"intervals", runner->intervals != 0},
                  {"variance", runner->variance != NULL},
                  {"progress", runner->progress != NULL},
                  {"per-replication", runner->per_replication != NULL}};
    for (size_t j = 0; j < sizeof(ours) / sizeof(*ours) && self->select == NULL; j++) {
        if (ours[j].is_given) {
            return cli_usage(runner->verb, "--%s: must be with --select", ours[j].name);
        }
    }
    if (self->select == NULL) {
        return -1;
    }
    for (size_t j = 0; j < sizeof(others) / sizeof(*others); j++) {
        if (others[j].is_given) {
            return cli_usage(runner->verb, "--%s: must be without --select", others[j].name);
        }
    }
    if (strcmp(runner->format, "text") != 0 && strcmp(runner->format, "json") != 0) {
        return cli_usage(runner->verb, "--format %s: must be text or json with --select",
                         runner->format);
    }
    if (self->points != NULL && n_files > 0) {
        return cli_usage(runner->verb, "--points: must be without scenario files");
    }
    if (self->points != NULL) {
        return -1;
    }
    if (n_files < 2) {
        return cli_usage(runner->verb, "two scenario files are needed, or more");
    }
    if (n_files > XP_MAX_SCENARIOS) {
        return cli_usage(runner->verb,
                         "at most %d scenarios at a time (are %zu); --points takes as many as a "
                         "plan has",
                         XP_MAX_SCENARIOS, n_files);
    }
    return -1;
}

static int
read_procedure(selecting *self)
{
    const char *verb = self->runner->verb, *name = self->asked->procedure;
    size_t p = self->plan.n_goals > 1 ? PARETO : self->plan.n > MANY ? KNOCKOUT : KN;
    if (name != NULL) {
        for (p = 0; p < 4 && strcmp(procedures[p], name) != 0; p++) {
            continue;
        }
        if (p == 4) {
            return cli_usage(verb, "--procedure %s: must be kn, knockout, ocba or pareto", name);
        }
    }
    self->procedure = (procedure)p;
    if (p != PARETO && self->plan.n_goals > 1) {
        return cli_usage(verb, "--procedure %s: must be of one figure (are %zu)", procedures[p],
                         self->plan.n_goals);
    }
    if (p <= KNOCKOUT && self->asked->indifference == NULL) {
        return cli_usage(verb, "--select: --indifference is needed, a difference that does not "
                               "matter: the less, the longer it takes");
    }
    if (p == OCBA && self->asked->budget == NULL) {
        return cli_usage(verb, "--procedure ocba: --budget is needed, replications in all");
    }
    if (p != OCBA && self->asked->budget != NULL) {
        return cli_usage(verb, "--budget: must be with --procedure ocba");
    }
    if (p == KN && self->plan.n > 5 * MANY) {
        return cli_usage(verb,
                         "--procedure kn: at most %d alternatives (are %zu); a knockout "
                         "takes more",
                         5 * MANY, self->plan.n);
    }
    if (p == PARETO && self->runner->plan.replications < 2) {
        return cli_usage(verb,
                         "--procedure pareto: --replications must be 2 or more, for intervals");
    }
    if (p == PARETO && self->plan.n > XP_PARETO_MOST) {
        return cli_usage(verb, "--procedure pareto: at most %d alternatives (are %zu)",
                         XP_PARETO_MOST, self->plan.n);
    }
    return -1;
}

/* "5000", "5000 replications" */
static int
read_numbers(selecting *self)
{
    const char *verb = self->runner->verb, *budget = self->asked->budget;
    self->selection.confidence = self->runner->plan.confidence;
    self->selection.indifference = self->goal[0].indifference;
    if (!cc_whole_parse(self->asked->first, 2, 1000000, &self->selection.first)) {
        return cli_usage(verb, "--first %s: must be a whole number from 2 to 10^6",
                         self->asked->first);
    }
    if (budget == NULL) {
        return -1;
    }
    char number[32];
    const size_t n = strcspn(budget, " ");
    const char *unit = budget + n + strspn(budget + n, " ");
    snprintf(number, sizeof(number), "%.*s", (int)n, budget);
    if ((unit[0] != '\0' && strcmp(unit, "replications") != 0) ||
        !cc_whole_parse(number, 1, 1000000000, &self->budget)) {
        return cli_usage(verb, "--budget %s: must be a number of replications, to 10^9", budget);
    }
    if (self->budget / self->selection.first < self->plan.n) {
        return cli_usage(verb, "--budget %s: must be at least --first %s of each of %zu", budget,
                         self->asked->first, self->plan.n);
    }
    return -1;
}

/* All goals are figures of the first alternative; of the others it shows when their turn comes. */
static int
check_goals(selecting *self, const cc_scenario *scenario)
{
    cc_layout layout;
    cc_refusal refusal = {""};
    int ret =
        cc_layout_init(&layout, scenario, xp_goals_need_intervals(self->goal, self->plan.n_goals));
    for (size_t g = 0; g < self->plan.n_goals && ret == SIM_OK; g++) {
        ret = xp_goal_measure(&self->goal[g], scenario, &layout, &self->measure[g], &refusal);
    }
    return ret == SIM_OK ? -1
           : ret == SIM_ERR_REFUSED
               ? cli_usage(self->runner->verb, "--%s%s",
                           strncmp(refusal.text, "indiff", 6) == 0 ? "" : "select: ", refusal.text)
               : cli_failed(self->runner->verb, "%s", sim_strerror(ret));
}

/* ---- the run ---- */

static void
on_progress(void *context, uint64_t done, size_t n_asked)
{
    selecting *self = context;
    fprintf(stderr, "\r%llu replications, of %zu alternatives now   ", (unsigned long long)done,
            n_asked);
    fflush(stderr);
    self->shown = true;
}

static int
carry_out(selecting *self, xp_chosen *chosen, xp_selection *selection, xp_pareto *pareto)
{
    xp_alternatives *all = xp_alternatives_new(&self->plan);
    if (all == NULL) {
        return cli_failed(self->runner->verb, "out of memory");
    }
    const xp_sampler sampler = xp_alternatives_sampler(all);
    xp_pareto_plan plan = {.confidence = self->selection.confidence,
                           .replications = self->runner->plan.replications};
    for (size_t g = 0; g < self->plan.n_goals; g++) {
        plan.indifference[g] = self->goal[g].indifference;
    }
    cli_signals_begin_run(&self->plan.finish, &self->plan.stop);
    int ret = SIM_OK;
    chosen->correct = NAN;
    switch (self->procedure) {
    case KN:
        ret = xp_kn_select(selection, &sampler, &self->selection);
        break;
    case KNOCKOUT:
        ret = xp_knockout_select(selection, &sampler, &self->selection);
        break;
    case OCBA:
        ret = xp_ocba_select(selection, &sampler, &self->selection, self->budget, &chosen->correct);
        break;
    default:
        ret = xp_pareto_find(pareto, &sampler, &plan);
        break;
    }
    cli_signals_end_run();
    if (self->shown) {
        fprintf(stderr, "\r\033[K");
    }
    int status = -1;
    if (ret != SIM_OK) {
        const char *problem = xp_alternatives_problem(all);
        status = ret == SIM_ERR_REFUSED
                     ? cli_refused(self->runner->verb, "%s", problem)
                     : cli_stopped(self->runner->verb, &self->runner->command, ret,
                                   problem[0] == '\0' ? sim_strerror(ret) : problem);
    }
    xp_alternatives_delete(all);
    chosen->selection = self->procedure == PARETO ? NULL : selection;
    chosen->pareto = self->procedure == PARETO ? pareto : NULL;
    chosen->is_interrupted = self->procedure == PARETO ? pareto->is_partial
                             : self->procedure == OCBA
                                 ? ret == SIM_OK && selection->total < self->budget
                                 : ret == SIM_OK && !selection->is_decided;
    return status;
}

/* ---- alternatives that are files ---- */

static const char *
name_of_file(void *context, size_t alternative, char *buffer, size_t size)
{
    const selecting *self = context;
    snprintf(buffer, size, "%s", self->runner->plan.scenario[alternative]->name);
    return buffer;
}

static const char *
file_of_file(void *context, size_t alternative)
{
    const selecting *self = context;
    return self->runner->plan.scenario[alternative]->file;
}

static uint64_t
hash_of_file(void *context, size_t alternative)
{
    const selecting *self = context;
    return self->runner->plan.scenario[alternative]->hash;
}

/* ---- alternatives that are points of a plan ---- */

static int
load_point(void *context, size_t alternative, cc_scenario *scenario, cc_refusal *refusal)
{
    const selecting *self = context;
    xp_sweep_point point;
    int ret = xp_sweep_point_make(&point, &self->sweep, alternative, refusal);
    if (ret == SIM_OK) {
        ret = xp_sweep_point_load(&point, scenario, refusal);
        xp_sweep_point_free(&point);
    }
    return ret;
}

/* "17 agents=12 patience=3 min" */
static const char *
name_of_point(void *context, size_t alternative, char *buffer, size_t size)
{
    const selecting *self = context;
    xp_sweep_point point;
    cc_refusal refusal;
    snprintf(buffer, size, "%zu", alternative + 1);
    if (xp_sweep_point_make(&point, &self->sweep, alternative, &refusal) != SIM_OK) {
        return buffer;
    }
    for (size_t f = 0; f < self->sweep.n_factors; f++) {
        const size_t n = strlen(buffer);
        snprintf(buffer + n, size - n, " %s=%s", self->sweep.factor[f].name, point.text[f]);
    }
    xp_sweep_point_free(&point);
    return buffer;
}

static const char *
file_of_point(void *context, size_t alternative)
{
    const selecting *self = context;
    xp_sweep_point point;
    cc_refusal refusal;
    const char *file = "";
    if (xp_sweep_point_make(&point, &self->sweep, alternative, &refusal) == SIM_OK) {
        file = point.file; /* of the plan */
        xp_sweep_point_free(&point);
    }
    return file;
}

static int
read_points(selecting *self)
{
    cli_runner *runner = self->runner;
    cc_refusal refusal = {""};
    const xp_sweep_asked asked = {.seed = strcmp(runner->seed, "1") == 0 ? NULL : runner->seed,
                                  .set = (const char *const *)runner->set};
    int ret = xp_sweep_read(&self->sweep, self->asked->points, &asked, &refusal);
    if (ret != SIM_OK) {
        return ret == SIM_ERR_REFUSED ? cli_refused(runner->verb, "%s", refusal.text)
                                      : cli_failed(runner->verb, "%s", sim_strerror(ret));
    }
    self->plan.n = self->sweep.n_points;
    self->plan.scenario = NULL;
    self->plan.script = NULL;
    self->plan.load = load_point;
    self->plan.seed = self->sweep.seed;
    self->plan.paired = self->sweep.common && runner->unpaired == 0;
    return self->plan.n >= 2
               ? -1
               : cli_refused(runner->verb, "%s: has only one point", self->asked->points);
}

static int
check_goals_of_points(selecting *self)
{
    cc_scenario scenario = {0};
    cc_refusal refusal = {""};
    const int ret = load_point(self, self->sweep.baseline, &scenario, &refusal);
    if (ret != SIM_OK) {
        return ret == SIM_ERR_REFUSED ? cli_refused(self->runner->verb, "%s", refusal.text)
                                      : cli_failed(self->runner->verb, "%s", sim_strerror(ret));
    }
    const int status = check_goals(self, &scenario);
    cc_scenario_free(&scenario);
    return status;
}

/* ---- the whole ---- */

static int
write_answer(const selecting *self, cli_output *output, const xp_chosen *chosen)
{
    if (strcmp(self->runner->format, "json") == 0) {
        if (xp_report_chosen_json(output->file, chosen) == SIM_ERR_NOMEM) {
            return cli_failed(self->runner->verb, "out of memory");
        }
    } else {
        xp_report_chosen(output->file, chosen);
    }
    return cli_output_commit_one(output, self->runner->verb);
}

static int
run_and_write(selecting *self, xp_chosen *chosen)
{
    cli_runner *runner = self->runner;
    cli_output output = {0};
    xp_selection selection = {0};
    xp_pareto pareto = {0};
    int status = cli_output_open(&output, runner->verb, "--out", runner->out);
    for (int s = 0; s < runner->plan.n_scenarios && status == CLI_OK; s++) {
        status = cli_output_spares(&output, runner->verb, runner->scenario[s].input,
                                   runner->scenario[s].n_inputs);
    }
    if (status == CLI_OK) {
        status = carry_out(self, chosen, &selection, &pareto);
    }
    if (status < 0) {
        status = write_answer(self, &output, chosen);
        status = status == CLI_OK && chosen->is_interrupted ? CLI_INTERRUPTED : status;
    }
    cli_output_abort(&output);
    xp_selection_free(&selection);
    xp_pareto_free(&pareto);
    return status;
}

int
cli_selecting_run(const cli_selecting *asked, cli_runner *runner)
{
    selecting self = {.asked = asked, .runner = runner};
    const xp_plan *plan = &runner->plan;
    cc_refusal refusal = {""};
    self.plan = (xp_alternatives_plan){.n = (size_t)plan->n_scenarios,
                                       .scenario = plan->scenario,
                                       .context = &self,
                                       .script = plan->script,
                                       .goal = self.goal,
                                       .seed = plan->seed,
                                       .paired = plan->paired,
                                       .threads = plan->threads,
                                       .memory = plan->memory};
    if (xp_goals_parse(self.goal, &self.plan.n_goals, asked->select, asked->indifference,
                       &refusal) != SIM_OK) {
        return cli_usage(runner->verb, "--%s", refusal.text);
    }
    if (runner->quiet == 0 && isatty(STDERR_FILENO) == 1) {
        self.plan.on_progress = on_progress;
    }
    const bool of_points = asked->points != NULL;
    int status = of_points ? read_points(&self) : -1;
    status = status < 0 ? read_procedure(&self) : status;
    status = status < 0 ? read_numbers(&self) : status;
    if (status < 0) {
        status = of_points ? check_goals_of_points(&self) : check_goals(&self, plan->scenario[0]);
    }
    if (status >= 0) {
        xp_sweep_free(&self.sweep);
        return status;
    }
    xp_chosen chosen = {.procedure = procedures[self.procedure],
                        .goal = self.goal,
                        .measure = self.measure,
                        .n_goals = self.plan.n_goals,
                        .n = self.plan.n,
                        .name = of_points ? name_of_point : name_of_file,
                        .file = of_points ? file_of_point : file_of_file,
                        .hash = of_points ? NULL : hash_of_file,
                        .context = &self,
                        .points = asked->points,
                        .confidence = plan->confidence,
                        .first = self.selection.first,
                        .budget = self.budget,
                        .seed = self.plan.seed,
                        .is_paired = self.plan.paired};
    status = run_and_write(&self, &chosen);
    xp_sweep_free(&self.sweep);
    return status;
}
