/* Does anybody idle beside a contact that they may take? In the words of docs/semantics.md, and not
 * in those of routing.c: no lists, no bits, no tables of hands. For checked builds and tests. */
#include "models/center.h"
#include "models/center_state.h"

/* The weights of what the agent has open and of one more, without what that one may interrupt. */
static double
load_with(const cc_center *self, const cc_crew *crew, const cc_agent *agent, int channel)
{
    const double *at_once = crew->group->at_once;
    const uint64_t key = crew->hands.hand[agent->hands].key;
    double load = 1 / at_once[channel];
    for (int c = 0; c < self->n_channels; c++) {
        if (!cc_channel_types[channel]->interrupts ||
            !self->scenario->center.channel[c].interruptible) {
            load += (double)(key >> (8 * c) & 0xff) / at_once[c];
        }
    }
    return load;
}

static bool
is_available(const cc_agent *agent)
{
    return agent->on_duty && !agent->leaving;
}

static int
n_idle(const cc_center *self, const cc_crew *crew)
{
    int n = 0;
    for (uint32_t j = 0; j < crew->n_agents; j++) {
        const cc_agent *agent = &self->agent[cc_crew_seat(crew, j)];
        n += is_available(agent) && crew->hands.hand[agent->hands].n_open == 0;
    }
    return n;
}

static bool
waits_to_be_taken(const cc_center *self, int queue, int channel)
{
    return self->line[queue * self->n_channels + channel].n > 0 &&
           !(self->now.closing && cc_channel_types[channel]->deferred);
}

static bool
reserve_allows(const cc_center *self, const cc_crew *crew, const cc_choice *served)
{
    const int *reserve = self->scenario->center.reserve;
    if (reserve[served->index] == 0) {
        return true;
    }
    const int idle = n_idle(self, crew);
    bool allows = idle > reserve[served->index];
    for (int j = 0; j < crew->group->n_serves && allows; j++) {
        const cc_choice *other = &crew->group->serves[j];
        for (int c = 0; c < self->n_channels && other->rank < served->rank; c++) {
            allows &= !(waits_to_be_taken(self, other->index, c) && idle > reserve[other->index]);
        }
    }
    return allows;
}

static bool
somebody_may_take(const cc_center *self, const cc_crew *crew, int channel)
{
    for (uint32_t j = 0; j < crew->n_agents; j++) {
        const cc_agent *agent = &self->agent[cc_crew_seat(crew, j)];
        if (is_available(agent) && load_with(self, crew, agent, channel) <= 1 + 1e-9) {
            return true;
        }
    }
    return false;
}

bool
cc_center_somebody_idles(const cc_center *self)
{
    for (int l = 0; l < self->n_lines; l++) {
        const int queue = l / self->n_channels, channel = l % self->n_channels;
        for (int g = 0; g < self->n_crews && waits_to_be_taken(self, queue, channel); g++) {
            const cc_crew *crew = &self->crew[g];
            for (int j = 0; j < crew->group->n_serves; j++) {
                const cc_choice *served = &crew->group->serves[j];
                if (served->index == queue && reserve_allows(self, crew, served) &&
                    somebody_may_take(self, crew, channel)) {
                    return true;
                }
            }
        }
    }
    return false;
}
