#include "library/stop.h"

#include <stdlib.h>

ccsim_stop *
ccsim_stop_new(void)
{
    return calloc(1, sizeof(ccsim_stop));
}

void
ccsim_stop_free(ccsim_stop *self)
{
    free(self);
}

void
ccsim_stop_set(ccsim_stop *self, ccsim_how how)
{
    atomic_store(&self->finish, how != CCSIM_GO_ON);
    atomic_store(&self->now, how == CCSIM_NOW);
}
