/* What the demand says will come to each queue on a day, interval by interval, before anything is simulated:
 * the contacts that a workload counts (first attempts, recorded contacts and returns of the unresolved, all
 * where their customers first get in touch), without redials and without what waits at the start. */
#ifndef CC_FORECAST_H
#define CC_FORECAST_H

#include "models/scenario/adder.h"
#include "models/scenario/workload.h"

typedef struct cc_forecast_line {
    double contacts; /* of the interval, that come to the queue */
    double work;    /* s of agents' time that they need, at the pace of those who serve the queue */
    double leaving; /* 1/s: the sum of what 1 / mean patience is of each */
} cc_forecast_line;

typedef struct cc_forecast {
    const cc_scenario *scenario;
    cc_adder adder;
    cc_workload workload;
    cc_forecast_line *line; /* [k * n_queues + queue], of the last day asked for */
} cc_forecast;

int cc_forecast_init(cc_forecast *self, const cc_scenario *scenario) SIM_MUST_CHECK;
void cc_forecast_free(cc_forecast *self);

/* Fills the lines; zeros on a closed day. */
void cc_forecast_day(cc_forecast *self, int day);
const cc_forecast_line *cc_forecast_of(const cc_forecast *self, int queue, size_t k);

#endif
