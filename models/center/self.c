#include "models/center/self.h"

#include "models/center/state.h"
#include "sim/hash.h"

#include <stdlib.h>
#include <string.h>

bool
cc_self_is_needed(const cc_scenario *scenario)
{
    bool is_needed = false;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        is_needed |= cc_group_pauses(group) || group->leaves != CC_LEAVES_IDLE_FIRST;
    }
    return is_needed;
}

int
cc_selves_init(cc_center *self)
{
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        crew->pauses = cc_group_pauses(crew->group);
        crew->passes = crew->passes && !crew->pauses;
    }
    if (!cc_self_is_needed(self->scenario)) {
        return SIM_OK;
    }
    self->selves = calloc((size_t)self->n_agents + 1, sizeof(*self->selves));
    if (self->selves == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        const char *name = crew->group->name;
        const uint64_t hash = sim_hash_bytes(sim_hash_start(), name, strlen(name));
        for (uint32_t j = 0; j < crew->n_agents; j++) {
            self->selves[cc_crew_seat(crew, j)].key = sim_hash_integer(hash, j);
        }
    }
    return SIM_OK;
}

void
cc_selves_free(cc_center *self)
{
    free(self->selves);
}

void
cc_selves_reset(cc_center *self)
{
    for (uint32_t a = 0; self->selves != NULL && a < self->n_agents; a++) {
        self->selves[a].n_emptied = 0;
    }
}
