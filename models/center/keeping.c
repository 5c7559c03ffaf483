/* What agents and queues keep beyond places, where a scenario says so: how many conversations an agent
 * keeps, who waits for one agent, slots of queues. */
#include "models/center/state.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* May anybody wait for the agent who had the conversation? */
static bool
somebody_awaits(const cc_center *self)
{
    for (int c = 0; c < self->n_channels; c++) {
        const cc_silence *silence = &self->scenario->center.channel[c].silence;
        if ((self->case_channels >> c & 1) && silence->dormant < silence->close &&
            silence->same_agent > 0) {
            return true;
        }
    }
    return false;
}

int
cc_keeping_init(cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    bool has_caseload = false, has_slots = false;
    for (int c = 0; c < self->n_channels; c++) {
        const bool by_turns = self->scenario->channel[c].kind->medium->stretches != NULL;
        self->case_channels |= (uint64_t)by_turns << c;
    }
    const bool awaits = somebody_awaits(self);
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        crew->caseload =
            center->group[g].caseload < INT_MAX ? (uint32_t)center->group[g].caseload : 0;
        crew->passes = crew->passes && crew->caseload == 0 && !awaits;
        has_caseload |= crew->caseload > 0;
    }
    for (int q = 0; q < center->n_queues; q++) {
        has_slots |= center->queue[q].slots < INT_MAX;
    }
    const size_t n_agents = (size_t)self->n_agents + 1;
    self->awaited = awaits ? calloc(n_agents, sizeof(*self->awaited)) : NULL;
    self->cases = has_caseload ? calloc(n_agents, sizeof(*self->cases)) : NULL;
    self->team = has_slots ? calloc((size_t)center->n_queues + 1, sizeof(*self->team)) : NULL;
    return (awaits && self->awaited == NULL) || (has_caseload && self->cases == NULL) ||
                   (has_slots && self->team == NULL)
               ? SIM_ERR_NOMEM
               : SIM_OK;
}

void
cc_keeping_free(cc_center *self)
{
    free(self->awaited);
    free(self->cases);
    free(self->team);
}

void
cc_keeping_reset(cc_center *self)
{
    self->now.slots_pending = false;
    for (uint32_t a = 0; self->awaited != NULL && a < self->n_agents; a++) {
        self->awaited[a] = (cc_list){CC_NONE, CC_NONE};
    }
    if (self->cases != NULL) {
        memset(self->cases, 0, self->n_agents * sizeof(*self->cases));
    }
    for (int q = 0; self->team != NULL && q < self->scenario->center.n_queues; q++) {
        self->team[q] = (cc_team){CC_NONE, CC_NONE, 0, 0};
    }
}
