#include "experiment/prediction.h"

#include "models/scenario/level.h"
#include "models/scenario/scenario.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

#define MOST 8192 /* days that are kept of a channel */

struct xp_days {
    uint64_t n, met;
    double mean, squares; /* of levels: sum of squared deviations */
    xp_bag level, asa;
};

int
xp_prediction_init(xp_prediction *self, const cc_scenario *const scenario[],
                   const cc_layout layout[], int n_scenarios)
{
    *self = (xp_prediction){.scenario = scenario, .n_scenarios = n_scenarios};
    for (int s = 0; s < n_scenarios; s++) {
        self->n_channels[s] = layout[s].n_channels;
        self->n_days[s] = layout[s].n_days;
        self->channel[s] =
            sim_memory_zeros((size_t)layout[s].n_channels, sizeof(*self->channel[s]));
        if (self->channel[s] == NULL) {
            return SIM_ERR_NOMEM;
        }
    }
    return SIM_OK;
}

void
xp_prediction_free(xp_prediction *self)
{
    for (int s = 0; s < self->n_scenarios; s++) {
        for (int c = 0; self->channel[s] != NULL && c < self->n_channels[s]; c++) {
            xp_bag_free(&self->channel[s][c].level);
            xp_bag_free(&self->channel[s][c].asa);
        }
        free(self->channel[s]);
    }
    *self = (xp_prediction){0};
}

static int
add_day(xp_days *self, const xp_cell *day, double target)
{
    int ret = SIM_OK;
    if (day->answered > 0) {
        ret = xp_bag_add(&self->asa, day->wait / day->answered, MOST);
    }
    if (!(day->held > 0) || ret != SIM_OK) {
        return ret;
    }
    const double level = day->in_time / day->held, off = level - self->mean;
    self->n++;
    self->met += day->in_time >= target * day->held;
    self->mean += off / (double)self->n;
    self->squares += off * (level - self->mean);
    return xp_bag_add(&self->level, level, MOST);
}

int
xp_prediction_add(xp_prediction *self, const xp_cells cells[])
{
    int ret = SIM_OK;
    for (int s = 0; s < self->n_scenarios; s++) {
        const int n_days = self->n_days[s];
        for (int j = 0; j < self->n_channels[s] * n_days && ret == SIM_OK; j++) {
            const int channel = j / n_days;
            ret = add_day(&self->channel[s][channel], &cells[s].day[j],
                          cc_level_of_channel(self->scenario[s], channel)->target);
        }
    }
    return ret;
}

xp_day
xp_prediction_of(const xp_prediction *self, int scenario, int channel)
{
    xp_days *of = &self->channel[scenario][channel];
    const double target = cc_level_of_channel(self->scenario[scenario], channel)->target;
    return (xp_day){
        .n = of->n,
        .level = of->n > 0 ? of->mean : NAN,
        .level_sd = of->n > 1 ? sqrt(of->squares / (double)(of->n - 1)) : NAN,
        .level_p10 = xp_bag_quantile(&of->level, .1),
        .level_p90 = xp_bag_quantile(&of->level, .9),
        .asa_p10 = xp_bag_quantile(&of->asa, .1),
        .asa_p90 = xp_bag_quantile(&of->asa, .9),
        .meets = of->n > 0 && !isnan(target) ? (double)of->met / (double)of->n : NAN,
    };
}
