/* The price so far: figures as if the run ended where the player is. */
#include "viz/player/inside.h"

#include <math.h>

int
viz_player_figure(viz_player *self, const char *kpi, const char *scope, double *value)
{
    cc_measure measure;
    cc_refusal refusal = {""};
    const cc_scenario *scenario = self->def.scenario;
    *value = NAN;
    int ret = cc_measure_parse(&measure, scenario, &self->layout, kpi, scope, &refusal);
    ret = ret == SIM_OK
              ? cc_so_far_take(&self->so_far, scenario, &self->layout, self->center, self->time)
              : ret;
    if (ret == SIM_OK) {
        *value =
            cc_record_figure(&self->so_far.record, scenario, &self->layout, &measure, self->time);
    }
    return ret;
}
