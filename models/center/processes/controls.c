/* The controls of a running center, and the process that changes them at the times asked for. */
#include "models/center/center.h"
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/state.h"
#include "models/scenario/node.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what there is ---- */

static double *
place_of(cc_controls *self, cc_control what, int which)
{
    switch (what) {
    case CC_CONTROL_STAFF:
        return &self->staff[which];
    case CC_CONTROL_OPEN:
        return &self->open[which];
    case CC_CONTROL_PRIORITY:
        return &self->priority[which];
    case CC_CONTROL_CONTAINS:
        return &self->contains[which];
    case CC_CONTROL_VOLUME:
        return &self->volume[which];
    case CC_N_CONTROLS:
        break;
    }
    return NULL;
}

static int
n_of(const cc_center *self, cc_control what)
{
    const cc_center_setup *center = &self->scenario->center;
    switch (what) {
    case CC_CONTROL_STAFF:
        return center->n_groups;
    case CC_CONTROL_OPEN:
        return self->n_channels;
    case CC_CONTROL_PRIORITY:
        return center->n_queues;
    case CC_CONTROL_CONTAINS:
        return center->n_nodes;
    case CC_CONTROL_VOLUME:
        return 1;
    case CC_N_CONTROLS:
        break;
    }
    return 0;
}

static bool
may_be(const cc_center *self, const cc_change *change)
{
    const double x = change->value;
    switch (change->what) {
    case CC_CONTROL_STAFF: {
        const cc_crew *crew = &self->crew[change->which];
        const cc_table *shrinkage = &crew->group->shrinkage;
        double least = shrinkage->n > 0 ? shrinkage->v[0] : shrinkage->constant;
        for (size_t k = 0; k < shrinkage->n; k++) {
            least = fmin(least, shrinkage->v[k]);
        }
        return isnan(x) || (x >= 0 && x * (1 - least) <= crew->n_agents);
    }
    case CC_CONTROL_OPEN:
        return x == 0 || x == 1;
    case CC_CONTROL_PRIORITY:
        return isfinite(x);
    case CC_CONTROL_CONTAINS:
        return self->scenario->center.node[change->which].type->contains &&
               (isnan(x) || (x >= 0 && x <= 1));
    case CC_CONTROL_VOLUME:
        return x >= 0 && x <= 1000;
    case CC_N_CONTROLS:
        break;
    }
    return false;
}

void
cc_controls_reset(cc_center *self)
{
    const bool other_orders = self->now.controls.other_orders;
    cc_controls *controls = &self->now.controls;
    memset(controls, 0, sizeof(*controls));
    for (int g = 0; g < CC_MAX_GROUPS; g++) {
        controls->staff[g] = NAN;
    }
    for (int j = 0; j < CC_MAX_NODES; j++) {
        controls->contains[j] = NAN;
    }
    for (int c = 0; c < CC_MAX_CHANNELS; c++) {
        controls->open[c] = 1;
    }
    for (int q = 0; q < self->scenario->center.n_queues; q++) {
        controls->priority[q] = self->scenario->center.queue[q].priority;
    }
    controls->volume[0] = 1;
    self->now.n_changes = 0;
    if (other_orders) { /* by an earlier replication */
        cc_route_order(self);
    }
}

double
cc_center_control(const cc_center *self, cc_control what, int which)
{
    cc_controls controls = self->now.controls;
    return which >= 0 && which < n_of(self, what) ? *place_of(&controls, what, which) : NAN;
}

/* ---- changes ---- */

int
cc_center_change(cc_center *self, cc_change change)
{
    if (!(change.time >= self->now.time) || change.which < 0 ||
        change.which >= n_of(self, change.what) || !may_be(self, &change)) {
        return SIM_ERR_PARAM;
    }
    const size_t room = self->now.change_bytes / sizeof(change);
    if (self->now.n_changes == room) {
        cc_change *grown = realloc(self->change, (2 * room + 8) * sizeof(*grown));
        if (grown == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->change = grown;
        self->now.change_bytes = (2 * room + 8) * sizeof(*grown);
    }
    size_t j = self->now.n_changes++;
    for (; j > 0 && self->change[j - 1].time > change.time; j--) {
        self->change[j] = self->change[j - 1];
    }
    self->change[j] = change;
    cc_process_set(self, cc_process_row(self, "controls"), 0, self->change[0].time,
                   SIM_PRIORITY_CLOCK);
    return SIM_OK;
}

/* What follows at once from a control that is another now. */
static void
follow(cc_center *self, const cc_change *change, double was)
{
    cc_controls *controls = &self->now.controls;
    switch (change->what) {
    case CC_CONTROL_STAFF:
        if (self->now.is_staffed) {
            cc_crew_account(self, &self->crew[change->which]); /* paid until now */
            cc_staffing_again(self, change->which);
            cc_life_change_staff(self);
        }
        break;
    case CC_CONTROL_OPEN:
        controls->any_closed = false;
        for (int c = 0; c < self->n_channels; c++) {
            controls->any_closed |= controls->open[c] == 0;
        }
        break;
    case CC_CONTROL_PRIORITY:
        controls->other_orders = true;
        cc_route_order(self);
        break;
    case CC_CONTROL_VOLUME:
        cc_arrivals_change_volume(self, was);
        cc_bursts_change_volume(self, was);
        break;
    case CC_CONTROL_CONTAINS:
    case CC_N_CONTROLS:
        break;
    }
}

static void
make(cc_center *self, const cc_change *change)
{
    double *is = place_of(&self->now.controls, change->what, change->which);
    const double was = *is;
    if (was == change->value || (isnan(was) && isnan(change->value))) {
        return; /* to the same: nothing happens */
    }
    *is = change->value;
    cc_journal_of(self, CC_JOURNAL_CHANGED, CC_OF_HOUSE, (uint64_t)change->which,
                  (uint64_t)change->what, change->value);
    follow(self, change, was);
}

/* ---- the process ---- */

static uint32_t
one(const cc_center *self)
{
    (void)self;
    return 1;
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    (void)slot;
    while (self->now.n_changes > 0 && self->change[0].time <= self->now.time) {
        const cc_change change = self->change[0];
        self->now.n_changes--;
        memmove(self->change, self->change + 1, self->now.n_changes * sizeof(*self->change));
        make(self, &change);
    }
    if (self->now.n_changes > 0) {
        cc_process_set(self, row, 0, self->change[0].time, SIM_PRIORITY_CLOCK);
    }
}

const cc_process_type cc_process_controls = {
    .name = "controls",
    .doc = "changes of staff, openings, priorities, containment, volume",
    .n_slots = one,
    .fire = fire,
};
