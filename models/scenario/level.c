#include "models/scenario/level.h"

#include "models/scenario/scenario.h"
#include <math.h>

bool
cc_level_is_same(const cc_service_level *a, const cc_service_level *b)
{
    bool same = a->n_within == b->n_within && a->short_abandon == b->short_abandon &&
                (a->target == b->target || (isnan(a->target) && isnan(b->target)));
    for (int j = 0; same && j < a->n_within; j++) {
        same = a->within[j] == b->within[j];
    }
    return same;
}

const cc_service_level *
cc_level_of_channel(const cc_scenario *scenario, int channel)
{
    const cc_center_setup *center = &scenario->center;
    const cc_service_level *const own = &center->channel[channel].service_level, *common = NULL;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        const int queue = center->queue_of[i * scenario->n_channels + channel];
        if (queue < 0 || !scenario->demand.issue[i].content[channel].is_used) {
            continue;
        }
        const cc_service_level *it = &center->level[queue * scenario->n_channels + channel];
        if (common != NULL && !cc_level_is_same(common, it)) {
            return own;
        }
        common = it;
    }
    return common != NULL ? common : own;
}
