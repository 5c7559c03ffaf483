#include "models/scenario/recorded_play.h"

#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"

int
cc_recording_day(const cc_scenario *scenario, long day, double u)
{
    const cc_recording *self = &scenario->demand.trace;
    const int played = self->of_day[day];
    if (played != CC_DAY_DRAWN) {
        return played == CC_DAY_EMPTY ? -1 : played;
    }
    const int weekday = self->by_weekday ? cc_run_weekday(&scenario->run, day) : 0;
    const int from = self->drawn_from[weekday], n = self->drawn_from[weekday + 1] - from;
    return self->drawn[from + (int)(u * n)];
}

double
cc_recording_volume(const cc_scenario *scenario, int issue, long day)
{
    const cc_demand *demand = &scenario->demand;
    const int weekday = cc_run_weekday(&scenario->run, day);
    return demand->volume * demand->issue[issue].volume * demand->weekday[weekday] *
           demand->issue[issue].weekday[weekday] * cc_demand_on_day(demand, day);
}
