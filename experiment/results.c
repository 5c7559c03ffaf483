#include "experiment/results.h"

#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <stdio.h>
#include <stdlib.h>

void
xp_results_free(xp_results *self)
{
    xp_dayparts_free(&self->dayparts);
    xp_intervals_free(&self->intervals);
    xp_interval_pairs_free(&self->interval_pairs);
    xp_prediction_free(&self->prediction);
    xp_one_more_free(&self->one_more);
    free(self->pools);
    xp_reduction_free(&self->reduction);
    xp_unit_free(&self->unit);
    xp_pairs_free(&self->pairs);
    xp_estimates_free(&self->estimates);
    if (self->table != NULL) {
        xp_table_free(self->table);
    }
    free(self->table);
    free(self->ages);
    *self = (xp_results){0};
}

sim_interval
xp_results_estimate(const xp_results *self, int scenario, size_t measure)
{
    return xp_estimate(&self->estimates, scenario, measure, self->plan->confidence);
}

xp_difference
xp_results_difference(const xp_results *self, int scenario, size_t measure)
{
    return xp_estimate_difference(&self->estimates, scenario, measure, self->plan->confidence);
}

size_t
xp_results_find(const xp_results *self, const char *kpi, const char *scope)
{
    size_t m = xp_table_find(self->table, kpi, scope);
    for (int s = 0; s < self->plan->n_scenarios && m == XP_LACKS; s++) {
        cc_measure measure;
        cc_refusal ignored;
        if (cc_measure_parse(&measure, self->plan->scenario[s], &self->layout[s], kpi, scope,
                             &ignored) == SIM_OK) {
            m = xp_table_find(self->table, measure.name, measure.scope_name);
        }
    }
    return m;
}

sim_interval
xp_results_figure(const xp_results *self, int scenario, const char *kpi, const char *scope)
{
    const size_t m = xp_results_find(self, kpi, scope);
    if (m == XP_LACKS || scenario >= self->plan->n_scenarios) {
        return sim_interval_around(NAN, NAN, 0);
    }
    return xp_results_estimate(self, scenario, m);
}

const char *
xp_growing_queue(const xp_results *self, int scenario)
{
    const cc_center_setup *center = &self->plan->scenario[scenario]->center;
    for (int q = 0; q < center->n_queues; q++) {
        double start, end;
        if (xp_estimate_grows(&self->estimates, scenario, q, &start, &end)) {
            return center->queue[q].name;
        }
    }
    return NULL;
}

/* ---- rows ---- */

/* Pairs have room for quantiles of one histogram. */
static int
add_family(xp_results *self, const xp_plan *plan, size_t *measure, size_t *n, cc_refusal *refusal)
{
    for (size_t j = 0; j < plan->n_family; j++) {
        const size_t m = xp_results_find(self, plan->family[j].kpi, plan->family[j].scope);
        bool known = m == XP_LACKS;
        for (size_t k = 0; k < *n; k++) {
            known = known || measure[k] == m;
        }
        if (known) {
            continue;
        }
        if (cc_kpis[self->table->measure[m].kpi].estimator == CC_QUANTILE || *n == XP_PAIRED) {
            return cc_refuse(refusal, NULL, 0,
                             "%s %s: cannot be compared between all scenarios: %s",
                             plan->family[j].kpi, plan->family[j].scope,
                             *n == XP_PAIRED ? "there are too many figures" : "it is a quantile");
        }
        measure[(*n)++] = m;
    }
    return SIM_OK;
}

static int
prepare_pairs(xp_results *self, const xp_plan *plan, cc_refusal *refusal)
{
    size_t measure[XP_PAIRED], n = 0;
    for (size_t j = 0; j < plan->n_family; j++) {
        const size_t m = xp_results_find(self, plan->family[j].kpi, plan->family[j].scope);
        if (m != XP_LACKS && cc_kpis[self->table->measure[m].kpi].better == CC_NEUTRAL) {
            return cc_refuse(refusal, NULL, 0,
                             "%s %s: has no best: neither more nor less of it is better",
                             plan->family[j].kpi, plan->family[j].scope);
        }
    }
    if (!plan->best || plan->n_scenarios < 3) {
        return SIM_OK;
    }
    for (size_t j = 0; j < XP_SPOKEN; j++) {
        const size_t m = xp_table_find(self->table, xp_spoken[j], "center");
        if (m != XP_LACKS) {
            measure[n++] = m;
        }
    }
    const int ret = add_family(self, plan, measure, &n, refusal);
    return ret != SIM_OK ? ret : xp_pairs_init(&self->pairs, self->table, measure, n, plan->paired);
}

static int
prepare_units(xp_results *self, const xp_plan *plan)
{
    self->estimates.unit = xp_variance_unit(&plan->variance);
    const int ret =
        xp_unit_init(&self->unit, self->table, self->n_queues, (uint32_t)self->estimates.unit);
    return ret == SIM_OK ? xp_reduction_init(&self->reduction, &plan->variance, &self->estimates)
                         : ret;
}

int
xp_results_init(xp_results *self, const xp_plan *plan, cc_refusal *refusal)
{
    *self = (xp_results){.plan = plan, .precise = plan->n_rules == 0};
    for (int s = 0; s < plan->n_scenarios; s++) {
        const int ret = cc_layout_init(&self->layout[s], plan->scenario[s], plan->by_interval);
        if (ret == SIM_ERR_LIMIT) {
            snprintf(refusal->text, sizeof(refusal->text),
                     "%s: run: too much to count: %zu intervals x %zu kinds, channels and groups",
                     plan->scenario[s]->file, self->layout[s].n_slices, self->layout[s].n_cells);
        }
        if (ret != SIM_OK) {
            return ret;
        }
        self->n_queues[s] = plan->scenario[s]->center.n_queues;
    }
    const size_t n_wishes = plan->n_wishes + plan->n_rules;
    xp_wish *wish = sim_memory_zeros(n_wishes, sizeof(*wish));
    if (wish == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n_wishes; j++) {
        if (j < plan->n_wishes) {
            wish[j] = plan->wish[j];
        } else {
            const xp_precision *rule = &plan->rule[j - plan->n_wishes];
            wish[j] =
                (xp_wish){rule->kpi, rule->scope, rule->notation, "precision", rule->text, NULL, 0};
        }
    }
    self->table = sim_memory_zeros(1, sizeof(*self->table));
    if (self->table == NULL) {
        free(wish);
        return SIM_ERR_NOMEM;
    }
    self->pools = sim_memory_zeros((size_t)plan->n_scenarios, sizeof(*self->pools));
    for (int s = 0; s < plan->n_scenarios && self->pools != NULL; s++) {
        xp_pools_of(&self->pools[s], &plan->scenario[s]->center);
    }
    int ret = xp_table_init(self->table, plan->scenario, self->layout, plan->n_scenarios, wish,
                            n_wishes, refusal);
    free(wish);
    self->ages = sim_memory_zeros((size_t)plan->n_scenarios, sizeof(*self->ages));
    if (ret == SIM_OK && (self->ages == NULL || self->pools == NULL)) {
        ret = SIM_ERR_NOMEM;
    }
    if (ret == SIM_OK) {
        ret = xp_estimates_init(&self->estimates, self->table, plan->paired, self->n_queues);
    }
    if (ret == SIM_OK) {
        ret = prepare_units(self, plan);
    }
    if (ret == SIM_OK) {
        ret = prepare_pairs(self, plan, refusal);
    }
    if (ret == SIM_OK && plan->by_interval) {
        ret = xp_dayparts_init(&self->dayparts, plan->scenario, self->layout, plan->n_scenarios,
                               self->table);
    }
    if (ret == SIM_OK) {
        ret =
            xp_prediction_init(&self->prediction, plan->scenario, self->layout, plan->n_scenarios);
    }
    if (ret == SIM_OK) {
        ret = xp_one_more_init(&self->one_more, self->table);
    }
    if (ret == SIM_OK && plan->by_interval) {
        ret = xp_intervals_init(&self->intervals, plan->scenario, self->layout, self->pools,
                                plan->n_scenarios);
    }
    if (ret == SIM_OK && plan->by_interval && plan->n_scenarios > 1) {
        ret = xp_interval_pairs_init(&self->interval_pairs, plan->scenario, self->layout,
                                     plan->n_scenarios);
    }
    self->dayparts.unit = self->interval_pairs.unit = self->estimates.unit;
    return ret;
}

int
xp_results_add(xp_results *self, xp_row *row)
{
    const xp_row *unit = xp_unit_add(&self->unit, row);
    if (unit != NULL) {
        xp_estimates_add(&self->estimates, unit);
        xp_pairs_add(&self->pairs, unit);
    }
    xp_reduction_add(&self->reduction, row);
    xp_dayparts_add(&self->dayparts, row);
    int ret = xp_intervals_add(&self->intervals, row->cells);
    xp_interval_pairs_add(&self->interval_pairs, row->cells);
    const int predicted = xp_prediction_add(&self->prediction, row->cells);
    ret = ret == SIM_OK ? predicted : ret;
    const int one_more = xp_one_more_add(&self->one_more, row);
    ret = ret == SIM_OK ? one_more : ret;
    for (int s = 0; s < self->plan->n_scenarios; s++) {
        xp_ages_merge(&self->ages[s], row->ages[s]);
    }
    self->n++;
    return ret;
}
