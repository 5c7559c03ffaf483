#include "experiment/results.h"

#include "models/scenario/scenario.h"
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
