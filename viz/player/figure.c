/* The price so far: a copy of the center ends its run where the player is, and figures are read off its
 * record as off that of any run. */
#include "viz/player/inside.h"

#include "models/measure/measure.h"
#include "sim/interval.h"
#include "sim/moments.h"
#include <math.h>

static int
end_here(viz_player *self)
{
    viz_scratch *scratch = &self->scratch;
    const uint64_t events = viz_player_events(self);
    if (scratch->is_known && scratch->time == self->time && scratch->events == events) {
        return SIM_OK;
    }
    scratch->is_known = false;
    if (scratch->center == NULL) {
        cc_refusal refusal = {""};
        const int ret = cc_record_init(&scratch->record, &self->layout);
        scratch->center =
            ret == SIM_OK ? cc_center_new(self->def.scenario, &self->layout, &refusal) : NULL;
        if (scratch->center == NULL) {
            cc_record_free(&scratch->record);
            return SIM_ERR_NOMEM;
        }
    }
    int ret = cc_center_fork(scratch->center, &scratch->record, self->center);
    ret = ret == SIM_OK ? cc_center_finish_at(scratch->center, self->time) : ret;
    scratch->is_known = ret == SIM_OK;
    scratch->time = self->time;
    scratch->events = events;
    return ret;
}

/* As sums over replications give it where there is one: see experiment/estimate.c. */
static double
value_of(const viz_player *self, const cc_measure *measure)
{
    const cc_scenario *scenario = self->def.scenario;
    const cc_record *record = &self->scratch.record;
    const cc_estimator estimator = cc_kpis[measure->kpi].estimator;
    if (estimator == CC_QUANTILE) {
        sim_histogram all = {0};
        cc_measure_histogram(measure, scenario, record, &all);
        return sim_histogram_quantile(&all, measure->number);
    }
    cc_sums sums;
    cc_scope_sums(&measure->scope, scenario, record, &sums);
    sums.days = cc_layout_days_begun(&self->layout, self->time);
    sums.span = fmin(fmax(self->time - scenario->run.warm_up, 0), scenario->run.observe);
    const cc_sample x = cc_measure_read(measure, scenario, record, &sums);
    if (estimator == CC_SD) {
        const sim_moments moments = {.number = (double[]){x.num, x.den, x.second}, .k = 3, .n = 1};
        return sim_function_deviation(&moments, 0).value;
    }
    return x.den == 0 ? NAN : x.num / x.den;
}

int
viz_player_figure(viz_player *self, const char *kpi, const char *scope, double *value)
{
    cc_measure measure;
    cc_refusal refusal = {""};
    *value = NAN;
    int ret = cc_measure_parse(&measure, self->def.scenario, &self->layout, kpi, scope, &refusal);
    ret = ret == SIM_OK ? end_here(self) : ret;
    if (ret == SIM_OK) {
        double least, most;
        cc_kpi_bounds(measure.kpi, &least, &most);
        const sim_interval interval = sim_interval_around(value_of(self, &measure), NAN, 1);
        *value = sim_interval_within(&interval, least, most).mean;
    }
    return ret;
}
