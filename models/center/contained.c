#include "models/center/contained.h"

#include <math.h>

double
cc_contained_enter(const cc_contained *self, const cc_visit *visit)
{
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    visit->kept[1] = sim_uniform(visit->u.word[2]);
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

cc_leave
cc_contained_leave(const cc_contained *self, const cc_visit *visit)
{
    const double share = isnan(visit->control) ? cc_table_at(&self->contains[visit->issue],
                                                             visit->day, visit->interval)
                                               : visit->control;
    if (visit->kept[0] < share) {
        const double solved = cc_table_at(&self->solved, visit->day, visit->interval);
        return (cc_leave){CC_PORT_CONTAINED, visit->kept[1] < solved ? CC_SOLVED : CC_UNSOLVED};
    }
    return (cc_leave){CC_PORT_NOT, CC_UNSOLVED};
}

void
cc_contained_shares(const cc_contained *self, int issue, size_t day, size_t interval, double *share)
{
    share[CC_PORT_CONTAINED] = cc_table_at(&self->contains[issue], day, interval);
    share[CC_PORT_NOT] = 1 - share[CC_PORT_CONTAINED];
}

double
cc_contained_unsolved(const cc_contained *self, size_t day, size_t interval, int port)
{
    return port == CC_PORT_CONTAINED ? 1 - cc_table_at(&self->solved, day, interval) : 1;
}
