#include "models/scenario/forecast.h"

#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include <stdlib.h>
#include <string.h>

static size_t
n_lines(const cc_scenario *scenario)
{
    return scenario->run.intervals_per_day * (size_t)scenario->center.n_queues;
}

/* Time that one second of work takes, in the mean of the groups that serve the queue. */
static double
slowness(const cc_scenario *scenario, const cc_arriving *at)
{
    const cc_queue *queue = &scenario->center.queue[at->queue];
    double sum = 0;
    int n = 0;
    for (int j = 0; j < queue->n_groups; j++) {
        const cc_group *group = &scenario->center.group[queue->groups[j].index];
        const double pace = cc_table_at(&group->speed[at->channel], (size_t)at->day, at->k) *
                            group->pace[at->issue];
        sum += pace > 0 ? 1 / pace : 0;
        n += pace > 0;
    }
    return n > 0 ? sum / n : 1;
}

static void
add(void *context, const cc_arriving *at, double n, double work)
{
    const cc_forecast *self = context;
    const cc_scenario *scenario = self->scenario;
    const cc_content *content = &scenario->demand.issue[at->issue].content[at->channel];
    cc_forecast_line *line =
        &self->line[at->k * (size_t)scenario->center.n_queues + (size_t)at->queue];
    const double patience = content->has_patience ? sim_dist_mean(&content->patience) : 0;
    line->contacts += n;
    line->work += n * work * slowness(scenario, at);
    line->leaving += patience > 0 ? n / patience : 0;
}

int
cc_forecast_init(cc_forecast *self, const cc_scenario *scenario)
{
    *self = (cc_forecast){.scenario = scenario};
    const int ret = cc_adder_init(&self->adder, &self->workload, scenario);
    if (ret != SIM_OK) {
        return ret;
    }
    self->line = calloc(n_lines(scenario) + 1, sizeof(*self->line));
    if (self->line == NULL) {
        cc_forecast_free(self);
        return SIM_ERR_NOMEM;
    }
    self->adder.to_queue = add;
    self->adder.context = self;
    return SIM_OK;
}

void
cc_forecast_free(cc_forecast *self)
{
    cc_adder_free(&self->adder);
    cc_workload_free(&self->workload);
    free(self->line);
    *self = (cc_forecast){0};
}

void
cc_forecast_day(cc_forecast *self, int day)
{
    memset(self->line, 0, n_lines(self->scenario) * sizeof(*self->line));
    if (cc_day_is_open(&self->scenario->run, day)) {
        cc_adder_day(&self->adder, day, false);
    }
}

const cc_forecast_line *
cc_forecast_of(const cc_forecast *self, int queue, size_t k)
{
    return &self->line[k * (size_t)self->scenario->center.n_queues + (size_t)queue];
}
