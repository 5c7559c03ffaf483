#include "experiment/dayparts.h"

#include "models/scenario/level.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

enum { WEEK = XP_ALL_DAYS + 1 };

struct xp_daypart {
    sim_moments moments; /* in time; of so many */
    uint64_t days, met;
    double sum[2]; /* of the observation under way */
};

static size_t
index_of(const xp_dayparts *self, int s, int channel, size_t interval, int weekday)
{
    return ((size_t)channel * self->layout[s].n_intervals + interval) * WEEK + (size_t)weekday;
}

static int
make(xp_dayparts *self, int s, const xp_table *table)
{
    const cc_layout *layout = &self->layout[s];
    const size_t n_channels = (size_t)layout->n_channels;
    const size_t n_local = n_channels * layout->n_slices;
    const size_t n_parts = n_channels * layout->n_intervals * WEEK, size = sim_moments_size(2);
    self->local[s] = sim_memory_zeros(n_local + 1, sizeof(*self->local[s]));
    self->part[s] = sim_memory_zeros(n_parts + 1, sizeof(*self->part[s]));
    self->number[s] = sim_memory_zeros(n_parts * size + 1, sizeof(*self->number[s]));
    if (self->local[s] == NULL || self->part[s] == NULL || self->number[s] == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n_local; j++) {
        self->local[s][j] = XP_LACKS;
    }
    for (size_t j = 0; j < n_parts; j++) {
        self->part[s][j].moments = (sim_moments){.number = &self->number[s][j * size], .k = 2};
    }
    for (size_t j = 0; j < table->n_list[s]; j++) {
        const cc_measure *it = &table->list[s][j];
        cc_scope scope = it->scope;
        if (it->kpi != CC_KPI_service_level || it->threshold != 0 || scope.slice < 0 ||
            scope.channel < 0) {
            continue;
        }
        const size_t at = (size_t)scope.channel * layout->n_slices + (size_t)scope.slice;
        scope.channel = scope.slice = -1;
        if (cc_scope_equal(&scope, &CC_SCOPE_CENTER)) {
            self->local[s][at] = j;
        }
    }
    return SIM_OK;
}

int
xp_dayparts_init(xp_dayparts *self, const cc_scenario *const scenario[], const cc_layout layout[],
                 int n_scenarios, const xp_table *table)
{
    *self = (xp_dayparts){
        .scenario = scenario, .layout = layout, .n_scenarios = n_scenarios, .unit = 1};
    int ret = SIM_OK;
    for (int s = 0; s < n_scenarios && ret == SIM_OK; s++) {
        ret = make(self, s, table);
    }
    return ret;
}

void
xp_dayparts_free(xp_dayparts *self)
{
    for (int s = 0; s < self->n_scenarios; s++) {
        free(self->local[s]);
        free(self->part[s]);
        free(self->number[s]);
    }
    *self = (xp_dayparts){0};
}

/* All days of one interval. */
static void
add_interval(xp_dayparts *self, int s, int channel, size_t k, const xp_row *row)
{
    const cc_layout *layout = &self->layout[s];
    const double target = cc_level_of_channel(self->scenario[s], channel)->target;
    const size_t first = layout->n_before + k;
    xp_daypart *part = &self->part[s][index_of(self, s, channel, k, 0)];
    double sum[WEEK][2] = {{0}};
    for (size_t j = first; j < layout->n_slices; j += layout->per_day) {
        const size_t local = self->local[s][(size_t)channel * layout->n_slices + j];
        const cc_slice slice = cc_layout_slice_of(layout, j);
        if (local == XP_LACKS || slice.kind != CC_SLICE_INTERVAL) {
            continue;
        }
        const cc_sample it = row->sample[s][local];
        const int day = (int)((self->scenario[s]->run.first_day + slice.day) % 7);
        const int both[2] = {day, XP_ALL_DAYS};
        for (int w = 0; w < 2 && it.den > 0; w++) {
            sum[both[w]][0] += it.num;
            sum[both[w]][1] += it.den;
            part[both[w]].days++;
            part[both[w]].met += it.num >= target * it.den;
        }
    }
    for (int w = 0; w < WEEK; w++) {
        part[w].sum[0] += sum[w][0];
        part[w].sum[1] += sum[w][1];
        if (self->n % self->unit == 0) {
            sim_moments_add(&part[w].moments, part[w].sum);
            part[w].sum[0] = part[w].sum[1] = 0;
        }
    }
}

void
xp_dayparts_add(xp_dayparts *self, const xp_row *row)
{
    self->n++;
    for (int s = 0; s < self->n_scenarios; s++) {
        for (int c = 0; c < self->layout[s].n_channels; c++) {
            for (size_t k = 0; k < self->layout[s].n_intervals; k++) {
                add_interval(self, s, c, k, row);
            }
        }
    }
}

sim_interval
xp_dayparts_level(const xp_dayparts *self, int scenario, int channel, size_t interval, int weekday,
                  double confidence)
{
    if (scenario >= self->n_scenarios) {
        return sim_interval_around(NAN, NAN, 0);
    }
    const xp_daypart *part =
        &self->part[scenario][index_of(self, scenario, channel, interval, weekday)];
    const sim_moments *moments = &part->moments;
    const sim_confidence level = sim_confidence_of(confidence, moments->n);
    const sim_function ratio = sim_function_ratio(moments, 0);
    const sim_error_moments error = sim_moments_error(moments, &ratio);
    const double n = (double)moments->n;
    const double events = n * sim_moments_mean(moments, 0), all = n * sim_moments_mean(moments, 1);
    return events < XP_FEW_EVENTS || all - events < XP_FEW_EVENTS
               ? sim_interval_share(events, all, error.variance, &level)
               : sim_interval_smooth(ratio.value, &error, &level);
}

double
xp_dayparts_met(const xp_dayparts *self, int scenario, int channel, size_t interval, int weekday)
{
    if (scenario >= self->n_scenarios ||
        isnan(cc_level_of_channel(self->scenario[scenario], channel)->target)) {
        return NAN;
    }
    const xp_daypart *part =
        &self->part[scenario][index_of(self, scenario, channel, interval, weekday)];
    return part->days == 0 ? NAN : (double)part->met / (double)part->days;
}
