/* The controls of a running center, and the process that changes them at the times asked for. */
#include "models/center/center.h"
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/script.h"
#include "models/center/state.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAME "controls"

/* ---- what there is ---- */

/* Of the group's seats, whatever the least shrinkage leaves of so many. */
static bool
has_seats(const cc_center *self, const cc_change *change)
{
    const cc_crew *crew = &self->crew[change->which];
    return isnan(change->value) || cc_staffing_fits(crew->group, change->value, crew->n_agents);
}

static bool
may_be(const cc_center *self, const cc_change *change)
{
    return change->which >= 0 && change->which < cc_control_n(self->scenario, change->what) &&
           cc_control_rule(self->scenario, change) == NULL &&
           (change->what != CC_CONTROL_STAFF || has_seats(self, change));
}

void
cc_controls_reset(cc_center *self)
{
    const bool other_orders = self->now.controls.other_orders;
    const size_t n_routed =
        (size_t)self->scenario->center.n_groups * (size_t)self->scenario->center.n_queues;
    cc_controls_init(&self->now.controls, self->scenario);
    memset(self->routing, CC_ROUTED_AS_PLANNED, n_routed);
    cc_services_reset_levels(self);
    self->now.n_changes = 0;
    if (other_orders) { /* by an earlier replication */
        cc_route_order(self);
    }
}

double
cc_center_control(const cc_center *self, cc_control what, int which)
{
    return which >= 0 && which < cc_control_n(self->scenario, what)
               ? cc_controls_at(&self->now.controls, self->routing, what, which)
               : NAN;
}

/* ---- changes ---- */

/* Room for so many that are still to be made. */
static int
reserve(cc_center *self, size_t n)
{
    if (n * sizeof(*self->change) > self->now.change_bytes) {
        cc_change *grown = realloc(self->change, n * sizeof(*grown));
        if (grown == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->change = grown;
        self->now.change_bytes = n * sizeof(*grown);
    }
    return SIM_OK;
}

/* The last of the list is the next to be made. */
static void
schedule(cc_center *self)
{
    const size_t n = self->now.n_changes;
    cc_process_set(self, cc_process_row(self, NAME), 0, n > 0 ? self->change[n - 1].time : INFINITY,
                   SIM_PRIORITY_CHANGE);
}

int
cc_center_change(cc_center *self, cc_change change)
{
    if (!(change.time >= self->now.time) || !may_be(self, &change)) {
        return SIM_ERR_PARAM;
    }
    const size_t n = self->now.n_changes;
    const int ret = n < self->now.change_bytes / sizeof(change) ? SIM_OK : reserve(self, 2 * n + 8);
    if (ret != SIM_OK) {
        return ret;
    }
    size_t j = self->now.n_changes++;
    for (; j > 0 && self->change[j - 1].time <= change.time; j--) { /* behind its equals */
        self->change[j] = self->change[j - 1];
    }
    self->change[j] = change;
    schedule(self);
    return SIM_OK;
}

void
cc_controls_start(cc_center *self)
{
    const cc_script *script = self->script;
    if (script == NULL || script->n == 0) {
        return;
    }
    const int ret = reserve(self, script->n);
    if (ret != SIM_OK) {
        cc_center_stop(self, ret, NULL, __FILE__, __LINE__);
        return;
    }
    for (size_t j = 0; j < script->n; j++) {
        const cc_change *change = &script->change[j];
        if (!(change->time >= 0) || !may_be(self, change)) {
            cc_center_stop(self, SIM_ERR_PARAM, "a change of a script that may not be", __FILE__,
                           __LINE__);
            return;
        }
        self->change[script->n - 1 - j] = *change;
    }
    self->now.n_changes = script->n;
    schedule(self);
}

/* Of all kinds of issues, or of one; the control was that. */
static void
change_volumes(cc_center *self, double was, int issue)
{
    const cc_controls *controls = &self->now.controls;
    for (int i = issue < 0 ? 0 : issue; i < self->scenario->demand.n_issues; i++) {
        const double volume_was =
            issue < 0 ? was * controls->arrivals[i] : controls->volume[0] * was;
        cc_arrivals_change_volume(self, i, volume_was);
        cc_bursts_change_volume(self, i, volume_was);
        if (issue >= 0) {
            break;
        }
    }
}

int
cc_center_set_changes(cc_center *self, const cc_script *script, double after)
{
    size_t first = 0;
    for (size_t j = 0; j < script->n; j++) {
        if (!(script->change[j].time >= 0) || !may_be(self, &script->change[j])) {
            return SIM_ERR_PARAM;
        }
        first += script->change[j].time <= after;
    }
    const size_t n = script->n - first;
    const int ret = reserve(self, n);
    if (ret != SIM_OK) {
        return ret;
    }
    for (size_t j = 0; j < n; j++) {
        self->change[n - 1 - j] = script->change[first + j];
    }
    self->now.n_changes = n;
    schedule(self);
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
    case CC_CONTROL_ROUTING:
        controls->other_orders = true;
        cc_route_order(self);
        cc_life_seek_all(self);
        break;
    case CC_CONTROL_VOLUME:
        change_volumes(self, was, -1);
        break;
    case CC_CONTROL_ARRIVALS:
        change_volumes(self, was, change->which);
        break;
    case CC_CONTROL_BREAK:
        cc_life_keep_breaks(self, &self->crew[change->which]);
        cc_life_seek_all(self);
        break;
    case CC_CONTROL_WORKS:
        cc_outages_follow(self, change->which);
        break;
    case CC_CONTROL_CONNECTED:
        cc_connections_follow(self, (uint32_t)change->which);
        break;
    case CC_CONTROL_TARGET:
        cc_services_set_target(self, change->which);
        break;
    case CC_CONTROL_ANNOUNCES:
    case CC_CONTROL_MESSAGES:
    case CC_CONTROL_CONTAINS:
    case CC_N_CONTROLS:
        break;
    }
}

static void
make(cc_center *self, const cc_change *change)
{
    const double was =
        cc_controls_at(&self->now.controls, self->routing, change->what, change->which);
    if (was == change->value || (isnan(was) && isnan(change->value))) {
        return; /* to the same: nothing happens */
    }
    cc_controls_set(&self->now.controls, self->routing, change->what, change->which, change->value);
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

/* One by one: what a change brings about at once goes before the next of the same moment, as it does
 * if that is made only then. */
static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    (void)row;
    (void)slot;
    const cc_change change = self->change[--self->now.n_changes];
    schedule(self);
    make(self, &change);
}

const cc_process_type cc_process_controls = {
    .name = NAME,
    .doc = "changes of what may be changed while it runs",
    .n_slots = one,
    .fire = fire,
};
