#include "models/scenario/scenario.h"

#include <string.h>

void
cc_scenario_free(cc_scenario *self)
{
    cc_arena_free(self->arena);
    *self = (cc_scenario){0};
}

int
cc_channel_find(const cc_scenario *self, const char *name)
{
    for (int j = 0; j < self->n_channels; j++) {
        if (strcmp(self->channel[j].name, name) == 0) {
            return j;
        }
    }
    return -1;
}

int
cc_channel_by_id(const cc_scenario *self, uint32_t id)
{
    for (int j = 0; j < self->n_channels; j++) {
        if (self->channel[j].id == id) {
            return j;
        }
    }
    return -1;
}

bool
cc_channel_survives(const cc_scenario *self, int channel)
{
    const cc_channel *setup = &self->center.channel[channel];
    return self->channel[channel].kind->medium->deferred || (setup->auto_reply && setup->has_hours);
}
