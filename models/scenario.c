#include "models/scenario.h"

void
cc_scenario_free(cc_scenario *self)
{
    cc_arena_free(self->arena);
    *self = (cc_scenario){0};
}
