#include "experiment/unit.h"

#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

int
xp_unit_init(xp_unit *self, const xp_table *table, const int n_queues[], uint32_t size)
{
    *self = (xp_unit){.table = table, .size = size, .n_queues = n_queues};
    for (int s = 0; s < table->n_scenarios && size > 1; s++) {
        self->sum.sample[s] = sim_memory_zeros(table->n_list[s], sizeof(cc_sample));
        self->sum.pool[s] = sim_memory_zeros(table->n_pools, sizeof(sim_histogram));
        self->sum.queue[s] = sim_memory_zeros((size_t)n_queues[s], sizeof(cc_sample));
        if (self->sum.sample[s] == NULL || self->sum.pool[s] == NULL ||
            self->sum.queue[s] == NULL) {
            return SIM_ERR_NOMEM;
        }
    }
    return SIM_OK;
}

void
xp_unit_free(xp_unit *self)
{
    for (int s = 0; s < XP_MAX_SCENARIOS; s++) {
        free(self->sum.sample[s]);
        free(self->sum.pool[s]);
        free(self->sum.queue[s]);
    }
    *self = (xp_unit){0};
}

static void
add_samples(cc_sample *to, const cc_sample *from, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        to[j].num += from[j].num;
        to[j].den += from[j].den;
        to[j].second += from[j].second;
    }
}

static void
clear(xp_unit *self, int s)
{
    const xp_table *table = self->table;
    memset(self->sum.sample[s], 0, table->n_list[s] * sizeof(cc_sample));
    memset(self->sum.pool[s], 0, table->n_pools * sizeof(sim_histogram));
    memset(self->sum.queue[s], 0, (size_t)self->n_queues[s] * sizeof(cc_sample));
    memset(self->sum.control[s], 0, sizeof(self->sum.control[s]));
}

const xp_row *
xp_unit_add(xp_unit *self, const xp_row *row)
{
    const xp_table *table = self->table;
    if (self->size <= 1) {
        return row;
    }
    for (int s = 0; s < table->n_scenarios; s++) {
        if (self->n == 0) {
            clear(self, s);
        }
        add_samples(self->sum.sample[s], row->sample[s], table->n_list[s]);
        add_samples(self->sum.queue[s], row->queue[s], (size_t)self->n_queues[s]);
        for (size_t k = 0; k < table->n_pools; k++) {
            sim_histogram_merge(&self->sum.pool[s][k], &row->pool[s][k]);
        }
        for (int j = 0; j < XP_CONTROLS; j++) {
            self->sum.control[s][j] += row->control[s][j];
        }
    }
    self->n++;
    if (self->n < self->size) {
        return NULL;
    }
    self->n = 0;
    self->sum.replication = row->replication;
    return &self->sum;
}
