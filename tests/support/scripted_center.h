/* An engine that takes the place of models/center/center.c in a program that includes this, once: what a
 * replication counts is written by the test, so that every figure is known. */
#ifndef TESTS_SCRIPTED_CENTER_H
#define TESTS_SCRIPTED_CENTER_H

#include "models/center/center.h"
#include "tests/support/no_room.h"
#include <stdlib.h>

/* Of the test: counts for one replication of one scenario. */
static void scripted_counts(const cc_scenario *scenario, uint64_t replication, cc_record *record);

struct cc_center {
    const cc_scenario *scenario;
};

cc_center *
cc_center_new(const cc_scenario *scenario, const cc_layout *layout, cc_refusal *refusal)
{
    (void)layout;
    (void)refusal;
    cc_center *self = calloc(1, sizeof(*self));
    self->scenario = scenario;
    return self;
}

void
cc_center_delete(cc_center *self)
{
    free(self);
}

void
cc_center_set_stop(cc_center *self, const atomic_bool *stop)
{
    (void)self;
    (void)stop;
}

void
cc_center_set_budget(cc_center *self, sim_budget *budget)
{
    (void)self;
    (void)budget;
}

void
cc_center_set_script(cc_center *self, const cc_script *script)
{
    (void)self;
    (void)script;
}

void
cc_center_set_stratum(cc_center *self, cc_stratum stratum)
{
    (void)self;
    (void)stratum;
}

int
cc_center_run(cc_center *self, uint64_t seed, uint64_t replication, cc_record *record,
              cc_refusal *refusal)
{
    (void)seed;
    (void)refusal;
    cc_record_reset(record);
    scripted_counts(self->scenario, replication, record);
    return SIM_OK;
}

#endif
