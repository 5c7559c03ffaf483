#include "experiment/cells.h"

#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

int
xp_cells_init(xp_cells *self, const cc_layout *layout, int n_pools)
{
    const size_t n_slices = layout->by_interval ? layout->n_slices : 0;
    *self = (xp_cells){0};
    self->queue = sim_memory_zeros(n_slices * (size_t)layout->n_queues, sizeof(*self->queue));
    self->duty = sim_memory_zeros(n_slices * (size_t)n_pools, sizeof(*self->duty));
    self->day = sim_memory_zeros((size_t)(layout->n_channels * layout->n_days), sizeof(*self->day));
    return self->queue != NULL && self->duty != NULL && self->day != NULL ? SIM_OK : SIM_ERR_NOMEM;
}

void
xp_cells_free(xp_cells *self)
{
    free(self->queue);
    free(self->duty);
    free(self->day);
    *self = (xp_cells){0};
}

void
xp_cell_add(xp_cell *self, const xp_cell *other)
{
    self->offered += other->offered;
    self->in_time += other->in_time;
    self->held += other->held;
    self->abandoned += other->abandoned;
    self->asked += other->asked;
    self->wait += other->wait;
    self->answered += other->answered;
    self->work += other->work;
    self->ended += other->ended;
}

static xp_cell
cell_of(const cc_scope *scope, const cc_scenario *scenario, const cc_record *record)
{
    cc_sums sums;
    double within;
    cc_scope_sums(scope, scenario, record, &sums);
    const cc_sample offered = cc_kpi_sample(CC_KPI_offered, &sums, 0);
    const cc_sample left = cc_kpi_sample(CC_KPI_abandonment, &sums, 0);
    const cc_sample asa = cc_kpi_sample(CC_KPI_asa, &sums, 0);
    const cc_sample work = cc_kpi_sample(CC_KPI_handle_time, &sums, 0);
    cc_sample level = {0};
    if (cc_scope_threshold(scope, scenario, 0, &within)) {
        level = cc_kpi_sample(CC_KPI_service_level, &sums, 0);
    }
    return (xp_cell){.offered = offered.num,
                     .in_time = level.num,
                     .held = level.den,
                     .abandoned = left.num,
                     .asked = left.den,
                     .wait = asa.num,
                     .answered = asa.den,
                     .work = work.num,
                     .ended = work.den};
}

static void
read_slice(xp_cells *self, size_t slice, const cc_scenario *scenario, const xp_pools *pools,
           const cc_record *record)
{
    const cc_layout *layout = &record->layout;
    cc_scope scope = CC_SCOPE_CENTER;
    scope.slice = (int)slice;
    for (scope.queue = 0; scope.queue < layout->n_queues; scope.queue++) {
        self->queue[slice * (size_t)layout->n_queues + (size_t)scope.queue] =
            cell_of(&scope, scenario, record);
    }
    xp_duty *duty = &self->duty[slice * (size_t)pools->n];
    memset(duty, 0, (size_t)pools->n * sizeof(*duty));
    for (int j = 0; j < pools->n; j++) {
        duty[j].span = cc_layout_span(layout, &scenario->run, slice);
    }
    for (int g = 0; g < layout->n_groups; g++) {
        const double *of = cc_record_agent(record, slice, (size_t)g);
        xp_duty *it = &duty[pools->of_group[g]];
        it->scheduled += of[CC_A_paid];
        it->on_duty += of[CC_A_on_duty];
        it->busy += of[CC_A_busy];
        it->ready += of[CC_A_on_duty] - of[CC_A_busy] - of[CC_A_paused] - of[CC_A_disconnected];
    }
}

/* The level of each day is counted anyway; the rest is of slices, or of the one day that there is. */
static void
read_days(xp_cells *self, const cc_scenario *scenario, const cc_record *record)
{
    const cc_layout *layout = &record->layout;
    const int n_days = layout->n_days;
    cc_scope scope = CC_SCOPE_CENTER;
    memset(self->day, 0, (size_t)(layout->n_channels * n_days) * sizeof(*self->day));
    for (scope.channel = 0; scope.channel < layout->n_channels; scope.channel++) {
        xp_cell *day = &self->day[scope.channel * n_days];
        const size_t n_slices = !scenario->center.channel[scope.channel].offered ? 0
                                : layout->by_interval                            ? layout->n_slices
                                                                                 : n_days == 1;
        for (size_t j = 0; j < n_slices; j++) {
            scope.slice = layout->by_interval ? (int)j : -1;
            const xp_cell it = cell_of(&scope, scenario, record);
            xp_cell_add(&day[layout->by_interval ? j / layout->per_day : 0], &it);
        }
        for (int d = 0; d < n_days; d++) {
            day[d].in_time = day[d].held = 0;
            for (int queue = 0; queue < layout->n_queues; queue++) {
                const cc_day *of =
                    &record->day[(queue * layout->n_channels + scope.channel) * n_days + d];
                day[d].in_time += of->in_time;
                day[d].held += of->offered;
            }
        }
    }
}

void
xp_cells_read(xp_cells *self, const cc_scenario *scenario, const xp_pools *pools,
              const cc_record *record)
{
    const cc_layout *layout = &record->layout;
    for (size_t j = 0; layout->by_interval && j < layout->n_slices; j++) {
        if (cc_layout_span(layout, &scenario->run, j) > 0) {
            read_slice(self, j, scenario, pools, record);
        }
    }
    read_days(self, scenario, record);
}
