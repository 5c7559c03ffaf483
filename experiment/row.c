#include "experiment/row.h"

#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

int
xp_row_init(xp_row *self, const xp_table *table, const cc_scenario *const scenario[],
            const cc_layout layout[], const xp_pools pools[])
{
    *self = (xp_row){0};
    for (int s = 0; s < table->n_scenarios; s++) {
        const int n_queues = scenario[s]->center.n_queues;
        self->sample[s] = sim_memory_zeros(table->n_list[s], sizeof(cc_sample));
        self->pool[s] = sim_memory_zeros(table->n_pools, sizeof(sim_histogram));
        self->queue[s] = sim_memory_zeros((size_t)n_queues, sizeof(cc_sample));
        self->ages[s] = sim_memory_zeros(1, sizeof(xp_ages));
        const int ret = xp_cells_init(&self->cells[s], &layout[s], pools[s].n);
        if (ret != SIM_OK || self->sample[s] == NULL || self->pool[s] == NULL ||
            self->queue[s] == NULL || self->ages[s] == NULL) {
            return SIM_ERR_NOMEM;
        }
    }
    return SIM_OK;
}

void
xp_row_free(xp_row *self)
{
    for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
        free(self->sample[s]);
        free(self->pool[s]);
        free(self->queue[s]);
        free(self->ages[s]);
        xp_cells_free(&self->cells[s]);
    }
    *self = (xp_row){0};
}

void
xp_row_measures(xp_row *self, const xp_table *table, const cc_scenario *scenario, int s,
                const cc_record *record)
{
    cc_sums sums;
    const cc_scope *summed = NULL;
    for (size_t j = 0; j < table->n_list[s]; j++) {
        const cc_measure *measure = &table->list[s][j];
        if (cc_kpis[measure->kpi].estimator == CC_QUANTILE) {
            continue;
        }
        if (summed == NULL || !cc_scope_equal(summed, &measure->scope)) {
            cc_scope_sums(&measure->scope, scenario, record, &sums);
            summed = &measure->scope;
        }
        self->sample[s][j] = cc_measure_read(measure, scenario, record, &sums);
    }
    memset(self->pool[s], 0, table->n_pools * sizeof(sim_histogram));
    for (size_t k = 0; k < table->n_pools; k++) {
        const size_t local = table->measure[table->pool_measure[k]].local[s];
        if (local != XP_LACKS) {
            cc_measure_histogram(&table->list[s][local], scenario, record, &self->pool[s][k]);
        }
    }
}

void
xp_row_fill(xp_row *self, const xp_table *table, const cc_scenario *scenario, int s,
            const xp_pools *pools, const cc_record *record)
{
    xp_row_measures(self, table, scenario, s, record);
    xp_ages_of(self->ages[s], record);
    xp_cells_read(&self->cells[s], scenario, pools, record);
    cc_sums sums;
    cc_scope scope = CC_SCOPE_CENTER;
    for (scope.queue = 0; scope.queue < scenario->center.n_queues; scope.queue++) {
        cc_scope_sums(&scope, scenario, record, &sums);
        self->queue[s][scope.queue] = (cc_sample){.num = sums.counter[CC_N_waiting_end],
                                                  .den = sums.counter[CC_N_waiting_start],
                                                  .second = sums.counter[CC_N_offered]};
    }
}
