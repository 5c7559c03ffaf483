/* One figure at a time (a "tornado"; Eschenbach 1992, Interfaces 22): interactions are not seen, but
 * which guess to replace by a measurement first is. Every run has the same seed, so that what moves is
 * the figure's doing. */
#include "experiment/sensitivity.h"

#include "experiment/run.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOTH = 2 };

typedef struct doubter {
    xp_sensitivity *result;
    const xp_plan *plan;
    const xp_reading *reading;
    cc_refusal *refusal;
} doubter;

/* ---- which figures ---- */

static bool
is_doubted(const cc_scenario *scenario, const char *path)
{
    const bool of_center = strncmp(path, "center.", 7) == 0;
    for (int j = 0; j < scenario->evidence.n_figures; j++) {
        const cc_figure *figure = &scenario->evidence.figure[j];
        if (figure->grade == 'D' && figure->of_center == of_center &&
            strcmp(figure->path, path + 7) == 0) {
            return true;
        }
    }
    return false;
}

static int
add_figure(xp_sensitivity *self, const char *path)
{
    for (size_t j = 0; j < self->n_swings; j++) {
        if (strcmp(self->swing[j].path, path) == 0) {
            return SIM_OK;
        }
    }
    xp_swing *all = realloc(self->swing, (self->n_swings + 1) * sizeof(*all));
    if (all == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->swing = all;
    xp_swing *it = &all[self->n_swings++];
    *it = (xp_swing){.half = NAN, .twice = NAN};
    snprintf(it->path, sizeof(it->path), "%s", path);
    return SIM_OK;
}

static int
list_figures(xp_sensitivity *self, const xp_plan *plan)
{
    int ret = SIM_OK;
    for (int s = 0; s < BOTH; s++) {
        const cc_evidence *evidence = &plan->scenario[s]->evidence;
        for (int j = 0; j < evidence->n_figures && ret == SIM_OK; j++) {
            const cc_figure *figure = &evidence->figure[j];
            char path[sizeof(self->swing->path)];
            const int n = snprintf(path, sizeof(path), "%s.%s",
                                   figure->of_center ? "center" : "demand", figure->path);
            if (figure->grade == 'D' && n < (int)sizeof(path)) {
                ret = add_figure(self, path);
            }
        }
    }
    return ret;
}

/* ---- a run ---- */

/* The first figure that is spoken of and differs. */
static const char *
choose_headline(const xp_results *results)
{
    for (size_t j = 0; j < XP_SPOKEN; j++) {
        const size_t m = xp_results_find(results, xp_spoken[j], "center");
        if (m != XP_LACKS && !isnan(xp_results_difference(results, 1, m).interval.mean) &&
            !xp_results_difference(results, 1, m).equal) {
            return xp_spoken[j];
        }
    }
    return xp_spoken[0];
}

static int
run_pair(const doubter *self, const cc_scenario *const scenario[], double *headline)
{
    xp_plan plan = *self->plan;
    plan.n_scenarios = BOTH;
    plan.replications = self->result->n;
    plan.variance = (xp_variance){0};
    plan.n_rules = plan.n_wishes = 0;
    plan.by_interval = plan.best = false;
    plan.on_row = NULL;
    plan.on_progress = NULL;
    for (int s = 0; s < BOTH; s++) {
        plan.scenario[s] = scenario[s];
    }
    xp_results results;
    int ret = xp_run(&results, &plan, self->refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    if (results.partial) {
        ret = SIM_ERR_INTERRUPTED;
    } else {
        if (self->result->kpi == NULL) {
            self->result->kpi = choose_headline(&results);
        }
        const size_t m = xp_results_find(&results, self->result->kpi, "center");
        *headline = m == XP_LACKS ? NAN : xp_results_difference(&results, 1, m).interval.mean;
    }
    xp_results_free(&results);
    return ret;
}

/* SIM_ERR_REFUSED: cannot be so. */
static int
load_with(const doubter *self, int s, const cc_override *change, cc_scenario *into)
{
    const xp_reading *reading = &self->reading[s];
    cc_override *set = calloc(reading->n_set + 1, sizeof(*set));
    if (set == NULL) {
        return SIM_ERR_NOMEM;
    }
    if (reading->n_set > 0) {
        memcpy(set, reading->set, reading->n_set * sizeof(*set));
    }
    set[reading->n_set] = *change;
    const bool changes = is_doubted(self->plan->scenario[s], change->path);
    cc_refusal refusal = {""};
    const int ret = cc_scenario_load(into, reading->file, set, reading->n_set + changes, &refusal);
    free(set);
    return ret;
}

/* The headline with that figure multiplied: as it is, or with shares kept to 1, or whole. */
static int
run_changed(const doubter *self, const char *path, double factor, double *headline)
{
    int ret = SIM_ERR_REFUSED;
    for (int how = 0; how < CC_SCALINGS && ret == SIM_ERR_REFUSED; how++) {
        const cc_override change = {.path = path, .factor = factor, .scaling = (cc_scaling)how};
        cc_scenario scenario[BOTH];
        int n = 0;
        ret = SIM_OK;
        while (n < BOTH && ret == SIM_OK) {
            ret = load_with(self, n, &change, &scenario[n]);
            n += ret == SIM_OK;
        }
        if (ret == SIM_OK) {
            const cc_scenario *both[BOTH] = {&scenario[0], &scenario[1]};
            ret = run_pair(self, both, headline);
            ret = ret == SIM_ERR_LIMIT ? SIM_ERR_REFUSED : ret;
        }
        while (n > 0) {
            cc_scenario_free(&scenario[--n]);
        }
    }
    return ret == SIM_ERR_REFUSED ? SIM_OK : ret;
}

/* ---- all ---- */

static double
moved(const xp_swing *self, double value)
{
    const double half = fabs(self->half - value), twice = fabs(self->twice - value);
    return fmax(isnan(half) ? 0 : half, isnan(twice) ? 0 : twice);
}

/* Insertion: the order of those that move it as much stays that of the file. */
static void
sort_swings(xp_sensitivity *self)
{
    for (size_t j = 1; j < self->n_tried; j++) {
        const xp_swing it = self->swing[j];
        size_t k = j;
        for (; k > 0 && moved(&self->swing[k - 1], self->value) < moved(&it, self->value); k--) {
            self->swing[k] = self->swing[k - 1];
        }
        self->swing[k] = it;
    }
}

int
xp_sensitivity_init(xp_sensitivity *self, const xp_plan *plan, uint64_t replications)
{
    *self = (xp_sensitivity){.n = replications, .value = NAN};
    const int ret = list_figures(self, plan);
    if (ret != SIM_OK) {
        xp_sensitivity_free(self);
    }
    return ret;
}

static int
try_figure(const doubter *self, xp_swing *swing)
{
    double half = NAN, twice = NAN;
    int ret = run_changed(self, swing->path, 0.5, &half);
    ret = ret == SIM_OK ? run_changed(self, swing->path, 2, &twice) : ret;
    if (ret == SIM_OK) {
        swing->half = half;
        swing->twice = twice;
    }
    return ret;
}

int
xp_sensitivity_find(xp_sensitivity *self, const xp_plan *plan, const xp_reading reading[2],
                    cc_refusal *refusal)
{
    const doubter it = {.result = self, .plan = plan, .reading = reading, .refusal = refusal};
    int ret = run_pair(&it, plan->scenario, &self->value);
    for (size_t j = 0; j < self->n_swings && ret == SIM_OK; j++) {
        ret = try_figure(&it, &self->swing[j]);
        if (ret == SIM_OK) {
            self->n_tried++;
            self->n_left_out += isnan(self->swing[j].half) && isnan(self->swing[j].twice);
            if (plan->on_progress != NULL) {
                plan->on_progress(plan->context, self->n_tried, self->n_swings);
            }
        }
    }
    sort_swings(self);
    return ret == SIM_ERR_INTERRUPTED ? SIM_OK : ret;
}

void
xp_sensitivity_free(xp_sensitivity *self)
{
    free(self->swing);
    *self = (xp_sensitivity){0};
}
