#include "models/scenario/burst.h"

#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "sim/elementary.h"
#include <math.h>

double
cc_burst_mass(const cc_burst_kind *kind, double since)
{
    const double x = since - kind->after;
    if (!(x > 0)) {
        return 0;
    }
    if (x <= kind->duration) {
        return kind->rate * x;
    }
    return kind->rate *
           (kind->duration + kind->decay * -sim_expm1(-(x - kind->duration) / kind->decay));
}

double
cc_bursts_expected(const cc_scenario *scenario, int issue, int day, double from, double to)
{
    const cc_opening span = cc_day_span(&scenario->run, day);
    const double begin = day * CC_DAY + from, end = day * CC_DAY + to;
    double sum = 0;
    for (int b = 0; b < scenario->demand.n_bursts; b++) {
        const cc_burst *burst = &scenario->demand.burst[b];
        const cc_burst_kind *kind = &burst->kind[issue];
        for (size_t j = 0; j < burst->n_at; j++) {
            if (burst->at[j] < end && burst->at[j] >= (day - 1) * CC_DAY) {
                sum += cc_burst_mass(kind, end - burst->at[j]) -
                       cc_burst_mass(kind, begin - burst->at[j]);
            }
        }
        sum += burst->per_day * kind->rate * (kind->duration + kind->decay) * (to - from) /
               (span.close - span.open);
    }
    return sum;
}
