#include "tests/support/macro_runs.h"

#include "models/language/parse.h"
#include "models/scenario/load.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct study {
    macro_model *model;
    const macro_plan *plan;
    xp_results *now, *all; /* of this run; of all of them */
    sim_interval *found;   /* by run, look, figure */
    int run;
    size_t n_figures, measure[MACRO_FIGURES];
} study;

static void
give_up(const char *model, const char *text)
{
    fprintf(stderr, "%s: %s\n", model, text);
    exit(EXIT_FAILURE);
}

static sim_interval
interval_of(const xp_results *results, const macro_figure *figure, size_t m)
{
    return figure->difference ? xp_results_difference(results, 1, m).interval
                              : xp_results_estimate(results, 0, m);
}

static void
look(void *context, const xp_row *row, const xp_table *table)
{
    (void)table;
    study *self = context;
    xp_estimates_add(&self->all->estimates, row);
    for (int k = 0; k < MACRO_LOOKS; k++) {
        if (self->now->n != self->plan->look[k]) {
            continue;
        }
        for (size_t j = 0; j < self->n_figures; j++) {
            self->found[((size_t)self->run * MACRO_LOOKS + (size_t)k) * MACRO_FIGURES + j] =
                interval_of(self->now, &self->model->figure[j], self->measure[j]);
        }
    }
}

static void
count(study *self)
{
    for (size_t j = 0; j < self->n_figures; j++) {
        macro_figure *figure = &self->model->figure[j];
        if (!figure->is_exact) {
            figure->truth = interval_of(self->all, figure, self->measure[j]).mean;
        }
        for (int k = 0; k < MACRO_LOOKS && self->plan->look[k] > 0; k++) {
            int widths = 0;
            for (int run = 0; run < self->plan->runs; run++) {
                const sim_interval *it =
                    &self->found[((size_t)run * MACRO_LOOKS + (size_t)k) * MACRO_FIGURES + j];
                const bool held = sim_interval_holds(it, figure->truth);
                figure->at[k].held += held;
                figure->at[k].none += isnan(it->lower) || isnan(it->upper);
                figure->at[k].below += it->upper < figure->truth;
                figure->at[k].above += it->lower > figure->truth;
                figure->at[k].few += it->few;
                figure->at[k].few_held += it->few && held;
                if (isfinite(it->half_width)) {
                    widths++;
                    figure->at[k].half_width += it->half_width;
                }
            }
            figure->at[k].half_width /= widths;
        }
    }
}

void
macro_run(macro_model *self, const macro_plan *plan)
{
    study it = {.model = self, .plan = plan};
    cc_scenario scenario[2];
    cc_refusal refusal = {""};
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, self->file);
    cc_override both[2 * MACRO_SETS];
    size_t n = 0, n_first = 0;
    for (int j = 0; j < MACRO_SETS && self->set[j].path != NULL; j++) {
        both[n++] = self->set[j];
    }
    n_first = n;
    for (int j = 0; j < MACRO_SETS && self->other[j].path != NULL; j++) {
        both[n++] = self->other[j];
    }
    const int n_scenarios = n > n_first ? 2 : 1;
    xp_plan wanted = xp_plan_default();
    xp_wish wish[MACRO_FIGURES];
    for (int s = 0; s < n_scenarios; s++) {
        if (cc_scenario_load(&scenario[s], path, both, s == 0 ? n_first : n, &refusal) != SIM_OK) {
            give_up(self->name, refusal.text);
        }
        wanted.scenario[s] = &scenario[s];
    }
    for (; it.n_figures < MACRO_FIGURES && self->figure[it.n_figures].kpi != NULL; it.n_figures++) {
        wish[it.n_figures] = (xp_wish){.kpi = self->figure[it.n_figures].kpi,
                                       .scope = self->figure[it.n_figures].scope};
    }
    if (self->exact != NULL) {
        self->exact(self->figure, it.n_figures);
    }
    wanted.n_scenarios = n_scenarios;
    wanted.paired = !self->unpaired;
    wanted.wish = wish;
    wanted.n_wishes = it.n_figures;
    wanted.threads = plan->threads;

    /* what is asked of all runs together begins with one replication of its own */
    xp_results now, all;
    wanted.seed = self->seed - 1;
    wanted.replications = 1;
    if (xp_run(&all, &wanted, &refusal) != SIM_OK) {
        give_up(self->name, refusal.text);
    }
    for (size_t j = 0; j < it.n_figures; j++) {
        it.measure[j] = xp_results_find(&all, self->figure[j].kpi, self->figure[j].scope);
    }
    it.now = &now;
    it.all = &all;
    it.found = calloc((size_t)plan->runs * MACRO_LOOKS * MACRO_FIGURES, sizeof(*it.found));
    if (it.found == NULL) {
        give_up(self->name, "no memory");
    }
    wanted.on_row = look;
    wanted.context = &it;
    for (int k = 0; k < MACRO_LOOKS && plan->look[k] > 0; k++) {
        wanted.replications = plan->look[k];
    }
    for (it.run = 0; it.run < plan->runs; it.run++) {
        wanted.seed = self->seed + (uint64_t)it.run;
        if (xp_run(&now, &wanted, &refusal) != SIM_OK) {
            give_up(self->name, refusal.text);
        }
        xp_results_free(&now);
    }
    count(&it);
    free(it.found);
    xp_results_free(&all);
    for (int s = 0; s < n_scenarios; s++) {
        cc_scenario_free(&scenario[s]);
    }
}
