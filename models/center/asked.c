#include "models/center/asked.h"

#include "models/center/life_begin.h"
#include "models/center/overflow.h"
#include <math.h>

static bool
is_asked(const cc_term *term, const uint64_t *own, int queue)
{
    const uint64_t *queues = term->name == NULL ? own : term->queues;
    return queues[queue / 64] >> queue % 64 & 1;
}

/* Does the group take any contact of the queue, without a rule of overflow? */
static bool
takes_any(const cc_center *self, int queue, int group)
{
    const cc_center_setup *center = &self->scenario->center;
    return (self->serving[queue][group / 64] >> group % 64 & 1) &&
           cc_overflow_door(center, &center->queue[queue], group) < 0;
}

/* Agents on duty who serve one of the queues that are asked for, or are of the groups: those without any
 * conversation, or all. */
static double
count_agents(const cc_center *self, const cc_term *term, const uint64_t *own)
{
    int n = 0;
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew_now *now = self->crew[g].now;
        bool is_meant = term->groups[g / 64] >> g % 64 & 1;
        for (int q = 0; q < self->scenario->center.n_queues; q++) {
            is_meant |= is_asked(term, own, q) && takes_any(self, q, g);
        }
        n += !is_meant                     ? 0
             : term->what == CC_ASKED_FREE ? now->n_idle
                                           : now->n_duty - now->n_overtime;
    }
    return n;
}

double
cc_asked_now(const cc_center *self, const cc_term *term, const uint64_t *own)
{
    if (term->what == CC_ASKED_FREE || term->what == CC_ASKED_ON_DUTY) {
        return count_agents(self, term, own);
    }
    double n_waiting = 0, longest = 0;
    for (int l = 0; l < self->n_lanes; l++) {
        const cc_lane *lane = &self->lane[l];
        if (lane->n > 0 && is_asked(term, own, l / self->n_channels)) {
            n_waiting += lane->n;
            longest = fmax(longest, self->now.time - self->contact[lane->first].queued);
        }
    }
    return term->what == CC_ASKED_WAITING ? n_waiting : longest;
}

bool
cc_asked_of_group(const cc_center *self, const cc_crew *crew, const cc_condition *condition)
{
    uint64_t own[CC_MAX_QUEUES / 64] = {0};
    for (int j = 0; j < crew->group->n_serves; j++) {
        const int q = crew->group->serves[j].index;
        own[q / 64] |= UINT64_C(1) << q % 64;
    }
    bool all = true;
    for (int j = 0; j < condition->n && all; j++) {
        const cc_term *term = &condition->term[j];
        all =
            cc_term_holds(term, term->what == CC_ASKED_OPEN
                                    ? cc_life_is_open(self, cc_service_for(self, 0, term->channel))
                                    : cc_asked_now(self, term, own));
    }
    return all;
}
