/* Slots of queues that have got free go to who waits for them, right after the event that let them
 * go, so that nothing enters in the midst of it. */
#include "models/center/slots.h"
#include "models/center/life.h"
#include "models/center/process.h"

static uint32_t
one_if_any(const cc_center *self)
{
    return self->team != NULL;
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    (void)row;
    (void)slot;
    self->now.slots_pending = false;
    cc_life_fill_slots(self);
}

const cc_process_type cc_process_slots = {
    .name = "slots",
    .doc = "slots of queues that have got free",
    .n_slots = one_if_any,
    .fire = fire,
};

void
cc_slots_let_go(cc_center *self, int queue)
{
    cc_team *team = &self->team[queue];
    team->n_inside--;
    if (team->n > 0 && !self->now.slots_pending) {
        self->now.slots_pending = true;
        cc_process_set(self, cc_process_row(self, "slots"), 0, self->now.time, SIM_PRIORITY_CLOCK);
    }
}
