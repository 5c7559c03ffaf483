/* Relief: each day at a time somebody looks how many wait for a group, and if they are too many, more
 * agents come for some hours. A change of the control `staff`, that is all: who comes, who goes and
 * what they take is as semantics.md says of shifts. */
#include "models/center/center.h"
#include "models/center/process.h"
#include "models/center/state.h"
#include <math.h>

static uint32_t
each_group(const cc_center *self)
{
    return (uint32_t)self->n_crews;
}

static void
start(cc_center *self, const cc_row *row)
{
    for (uint32_t g = 0; g < row->n; g++) {
        if (self->crew[g].group->relief_agents > 0) {
            cc_process_set(self, row, g, self->crew[g].group->relief_at, SIM_PRIORITY_CLOCK);
        }
    }
}

static uint32_t
waiting_for(const cc_center *self, const cc_crew *crew)
{
    uint32_t n = 0;
    for (int j = 0; j < crew->n_options; j++) {
        n += self->lane[crew->option[j].lane].n;
    }
    return n;
}

static void
change(cc_center *self, uint32_t g, double time, double staff)
{
    const int ret = cc_center_change(self, (cc_change){time, CC_CONTROL_STAFF, (int)g, staff});
    self->now.error = self->now.error != SIM_OK ? self->now.error : ret;
}

static void
fire(cc_center *self, const cc_row *row, uint32_t g)
{
    const cc_crew *crew = &self->crew[g];
    if (waiting_for(self, crew) > (uint32_t)crew->group->relief_above) {
        change(self, g, self->now.time,
               fmin(crew->now->roster.paid + crew->group->relief_agents, crew->n_agents));
        change(self, g, self->now.time + crew->group->relief_lasts, NAN);
    }
    cc_process_set(self, row, g, self->now.time + CC_DAY, SIM_PRIORITY_CLOCK);
}

const cc_process_type cc_process_relief = {
    .name = "relief",
    .doc = "more agents for some hours, if many wait at a time of the day",
    .n_slots = each_group,
    .start = start,
    .fire = fire,
};
