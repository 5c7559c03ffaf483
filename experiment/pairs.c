/* Each scenario but the first and the last is the first of estimates of its own, over a table that
 * begins with it and has only the figures wanted. */
#include "experiment/pairs.h"

#include <stdlib.h>

const char *const xp_spoken[] = {"resolved", "lost_customers", "cost", "cost_per_resolved",
                                 "time_to_resolution_p50"};

static int
init_view(xp_pairs *self, int base)
{
    xp_table *view = &self->view[base];
    view->n_scenarios = self->table->n_scenarios - base;
    view->measure = calloc(self->n + 1, sizeof(*view->measure));
    if (view->measure == NULL) {
        return SIM_ERR_NOMEM;
    }
    view->n = self->n;
    for (size_t j = 0; j < self->n; j++) {
        xp_measure *to = &view->measure[j];
        *to = self->table->measure[self->measure[j]];
        for (int s = 0; s < view->n_scenarios; s++) {
            to->local[s] = to->local[s + base];
        }
        to->pool = 0;
    }
    view->n_pools = 1;
    return SIM_OK;
}

int
xp_pairs_init(xp_pairs *self, const xp_table *table, const size_t *measure, size_t n, bool paired)
{
    static const int no_queues[XP_MAX_SCENARIOS] = {0};
    *self = (xp_pairs){.table = table, .n = n};
    if (n > XP_PAIRED) {
        return SIM_ERR_PARAM;
    }
    for (size_t j = 0; j < n; j++) {
        const xp_measure *it = &table->measure[measure[j]];
        self->measure[j] = measure[j];
        self->pool = cc_kpis[it->kpi].estimator == CC_QUANTILE ? it->pool : self->pool;
    }
    int ret = SIM_OK;
    for (int base = 1; base + 1 < table->n_scenarios && ret == SIM_OK; base++) {
        ret = init_view(self, base);
        if (ret == SIM_OK) {
            ret = xp_estimates_init(&self->against[base], &self->view[base], paired, no_queues);
        }
    }
    if (ret != SIM_OK) {
        xp_pairs_free(self);
    }
    return ret;
}

void
xp_pairs_free(xp_pairs *self)
{
    for (int base = 1; base < XP_MAX_SCENARIOS; base++) {
        if (self->against[base].table != NULL) {
            xp_estimates_free(&self->against[base]);
        }
        free(self->view[base].measure);
    }
    *self = (xp_pairs){0};
}

void
xp_pairs_add(xp_pairs *self, const xp_row *row)
{
    for (int base = 1; self->table != NULL && base + 1 < self->table->n_scenarios; base++) {
        xp_row from = {.replication = row->replication};
        for (int s = 0; s < self->view[base].n_scenarios; s++) {
            from.sample[s] = row->sample[s + base];
            from.pool[s] = row->pool[s + base] + self->pool;
        }
        xp_estimates_add(&self->against[base], &from);
    }
}

xp_difference
xp_pairs_difference(const xp_pairs *self, int s, int base, size_t j, double confidence)
{
    return xp_estimate_difference(&self->against[base], s - base, j, confidence);
}
