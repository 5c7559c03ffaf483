/* Does anybody idle beside a contact that they may take? In the words of docs/semantics.md, and not
 * in those of routing.c: no lists, no bits, no tables of mixes. For checked builds and tests. */
#include "models/center/caseload.h"
#include "models/center/center.h"
#include "models/center/overflow.h"
#include "models/center/state.h"
#include <limits.h>
#include <math.h>

static double
weight_of(const cc_center *self, const cc_crew *crew, int held, int channel)
{
    return self->scenario->channel[channel].kind->interrupts &&
                   self->scenario->center.channel[held].interruptible
               ? 0
               : 1 / crew->group->at_once[held];
}

/* The weights of what the agent has open and of one more, without what that one may interrupt. */
static double
load_with(const cc_center *self, const cc_crew *crew, const cc_agent *agent, int channel)
{
    const uint32_t list[] = {agent->ready, agent->held, agent->open};
    double load = 1 / crew->group->at_once[channel];
    if (agent->phase == CC_PHASE_WRAP || agent->phase == CC_PHASE_STAY) {
        load += weight_of(self, crew, agent->wrap_channel, channel);
    }
    if (agent->contact != CC_NONE) {
        load += weight_of(self, crew, self->contact[agent->contact].channel, channel);
    }
    for (size_t j = 0; j < sizeof(list) / sizeof(list[0]); j++) {
        for (uint32_t id = list[j]; id != CC_NONE; id = self->contact[id].next) {
            load += weight_of(self, crew, self->contact[id].channel, channel);
        }
    }
    return load;
}

static bool
is_available(const cc_agent *agent)
{
    return agent->on_duty && agent->barred == 0;
}

static int
n_idle(const cc_center *self, const cc_crew *crew)
{
    int n = 0;
    for (uint32_t j = 0; j < crew->n_agents; j++) {
        const cc_agent *agent = &self->agent[cc_crew_seat(crew, j)];
        n += is_available(agent) && agent->mix == 0;
    }
    return n;
}

static bool
waits_to_be_taken(const cc_center *self, int queue, int channel)
{
    return self->lane[queue * self->n_channels + channel].n > 0 &&
           !(self->now.closing && cc_channel_survives(self->scenario, channel));
}

/* Has a rule of its queue made that contact the group's, or does it need none? */
static bool
is_theirs(const cc_center *self, uint32_t id, int queue, int group)
{
    const int door =
        cc_overflow_door(&self->scenario->center, &self->scenario->center.queue[queue], group);
    return door < 0 || (self->overflowing[id].open >> door & 1) != 0;
}

static bool
waits_for(const cc_center *self, const cc_crew *crew, int queue, int channel)
{
    uint32_t id = self->lane[queue * self->n_channels + channel].first;
    while (id != CC_NONE && !is_theirs(self, id, queue, (int)(crew - self->crew))) {
        id = self->contact[id].next;
    }
    return id != CC_NONE && waits_to_be_taken(self, queue, channel);
}

/* The rank of a queue with the group, now; INT_MAX: it takes nothing of it. */
static int
rank_of(const cc_center *self, const cc_crew *crew, int queue, int channel)
{
    const int group = (int)(crew - self->crew);
    const double control = cc_center_control(self, CC_CONTROL_ROUTING,
                                             group * self->scenario->center.n_queues + queue);
    int rank = isnan(control) || control == 0 ? INT_MAX : (int)control - 1;
    for (int j = 0; j < crew->group->n_serves && isnan(control); j++) {
        rank = crew->group->serves[j].index == queue ? crew->group->serves[j].rank : rank;
    }
    return rank < INT_MAX && self->scenario->channel[channel].kind->goes_first ? -1 : rank;
}

static bool
reserve_allows(const cc_center *self, const cc_crew *crew, int queue, int channel)
{
    const int *reserve = self->scenario->center.reserve;
    if (reserve[queue] == 0) {
        return true;
    }
    if (crew->caseload >
        0) { /* who could not keep the preferred one has held it back: see the page */
        return false;
    }
    const int idle = n_idle(self, crew);
    bool allows = idle > reserve[queue];
    for (int q = 0; q < self->scenario->center.n_queues && allows; q++) {
        for (int c = 0; c < self->n_channels; c++) {
            allows &= !(rank_of(self, crew, q, c) < rank_of(self, crew, queue, channel) &&
                        waits_for(self, crew, q, c) && idle > reserve[q]);
        }
    }
    return allows;
}

static bool
somebody_may_take(const cc_center *self, const cc_crew *crew, int channel)
{
    for (uint32_t j = 0; j < crew->n_agents; j++) {
        const cc_agent *agent = &self->agent[cc_crew_seat(crew, j)];
        const uint32_t a = cc_crew_seat(crew, j);
        if (is_available(agent) && (cc_case_barred(self, crew, a) >> channel & 1) == 0 &&
            load_with(self, crew, agent, channel) <= 1 + 1e-9) {
            return true;
        }
    }
    return false;
}

bool
cc_center_somebody_idles(const cc_center *self)
{
    for (int l = 0; l < self->n_lanes; l++) {
        const int queue = l / self->n_channels, channel = l % self->n_channels;
        for (int g = 0; g < self->n_crews && waits_to_be_taken(self, queue, channel); g++) {
            const cc_crew *crew = &self->crew[g];
            if (rank_of(self, crew, queue, channel) < INT_MAX &&
                waits_for(self, crew, queue, channel) &&
                reserve_allows(self, crew, queue, channel) &&
                somebody_may_take(self, crew, channel)) {
                return true;
            }
        }
    }
    return false;
}
