/* The integral is brought up to date when the value changes, never in between. */
#include "sim/level.h"

void
sim_level_reset(sim_level *self, double now, double value)
{
    *self = (sim_level){.value = value, .since = now, .area = 0, .max = value};
}

void
sim_level_set(sim_level *self, double now, double value)
{
    self->area += self->value * (now - self->since);
    self->since = now;
    self->value = value;
    self->max = value > self->max ? value : self->max;
}

double
sim_level_area(const sim_level *self, double now)
{
    return self->area + self->value * (now - self->since);
}
