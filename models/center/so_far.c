#include "models/center/so_far.h"

#include "models/scenario/scenario.h"
#include "sim/interval.h"
#include "sim/moments.h"
#include <math.h>

int
cc_so_far_take(cc_so_far *self, const cc_scenario *scenario, const cc_layout *layout,
               cc_center *from, double time)
{
    const uint64_t events = cc_center_events(from);
    if (self->is_known && self->time == time && self->events == events) {
        return SIM_OK;
    }
    self->is_known = false;
    if (self->center == NULL) {
        cc_refusal refusal = {""};
        const int ret = cc_record_init(&self->record, layout);
        self->center = ret == SIM_OK ? cc_center_new(scenario, layout, &refusal) : NULL;
        if (self->center == NULL) {
            cc_record_free(&self->record);
            return SIM_ERR_NOMEM;
        }
    }
    int ret = cc_center_fork(self->center, &self->record, from);
    ret = ret == SIM_OK ? cc_center_finish_at(self->center, time) : ret;
    self->is_known = ret == SIM_OK;
    self->time = time;
    self->events = events;
    return ret;
}

void
cc_so_far_forget(cc_so_far *self)
{
    self->is_known = false;
}

void
cc_so_far_free(cc_so_far *self)
{
    if (self->center != NULL) {
        cc_center_delete(self->center);
        cc_record_free(&self->record);
    }
    *self = (cc_so_far){.center = NULL};
}

/* As sums over replications give it where there is one: see experiment/estimate.c. */
static double
value_of(const cc_record *record, const cc_scenario *scenario, const cc_layout *layout,
         const cc_measure *measure, double time)
{
    const cc_estimator estimator = cc_kpis[measure->kpi].estimator;
    if (estimator == CC_QUANTILE) {
        sim_histogram all = {0};
        cc_measure_histogram(measure, scenario, record, &all);
        return sim_histogram_quantile(&all, measure->number);
    }
    cc_sums sums;
    cc_scope_sums(&measure->scope, scenario, record, &sums);
    sums.days = cc_layout_days_begun(layout, time);
    sums.span = fmin(fmax(time - scenario->run.warm_up, 0), scenario->run.observe);
    const cc_sample x = cc_measure_read(measure, scenario, record, &sums);
    if (estimator == CC_SD) {
        const sim_moments moments = {.number = (double[]){x.num, x.den, x.second}, .k = 3, .n = 1};
        return sim_function_deviation(&moments, 0).value;
    }
    return x.den == 0 ? NAN : x.num / x.den;
}

double
cc_record_figure(const cc_record *record, const cc_scenario *scenario, const cc_layout *layout,
                 const cc_measure *measure, double time)
{
    double least, most;
    cc_kpi_bounds(measure->kpi, &least, &most);
    const double value = value_of(record, scenario, layout, measure, time);
    const sim_interval interval = sim_interval_around(value, NAN, 1);
    return sim_interval_within(&interval, least, most).mean;
}
