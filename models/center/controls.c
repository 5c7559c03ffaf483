/* The controls that there are: whose they are, what their values may be, how these are written. The
 * process that makes changes of them is processes/controls.c. */
#include "models/center/controls.h"

#include "models/language/units.h"
#include "models/scenario/node.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AS_PLANNED "as planned"

/* By cc_control_of. */
#define WHOM_GROUP "group"
#define WHOM_CHANNEL "channel"
#define WHOM_QUEUE "queue"
#define WHOM_NODE "node"
#define WHOM_HOUSE ""

const cc_control_type cc_control_types[CC_N_CONTROLS] = {
#define ROW(CONTROL, name, of, how, value)                                                         \
    [CC_CONTROL_##CONTROL] = {name, WHOM_##of, value, CC_CONTROL_OF_##of, CC_CONTROL_##how},
    CC_CONTROLS(ROW)
#undef ROW
};

/* ---- of whom ---- */

int
cc_control_n(const cc_scenario *scenario, cc_control what)
{
    if ((unsigned)what >= CC_N_CONTROLS) {
        return 0;
    }
    switch (cc_control_types[what].of) {
    case CC_CONTROL_OF_GROUP:
        return scenario->center.n_groups;
    case CC_CONTROL_OF_CHANNEL:
        return scenario->n_channels;
    case CC_CONTROL_OF_QUEUE:
        return scenario->center.n_queues;
    case CC_CONTROL_OF_NODE:
        return scenario->center.n_nodes;
    case CC_CONTROL_OF_HOUSE:
        return 1;
    }
    return 0;
}

const char *
cc_control_whom(const cc_scenario *scenario, cc_control what, int which)
{
    switch (cc_control_types[what].of) {
    case CC_CONTROL_OF_GROUP:
        return scenario->center.group[which].name;
    case CC_CONTROL_OF_CHANNEL:
        return scenario->channel[which].name;
    case CC_CONTROL_OF_QUEUE:
        return scenario->center.queue[which].name;
    case CC_CONTROL_OF_NODE:
        return scenario->center.node[which].name;
    case CC_CONTROL_OF_HOUSE:
        break;
    }
    return "";
}

/* ---- values ---- */

void
cc_controls_init(cc_controls *self, const cc_scenario *scenario)
{
    memset(self, 0, sizeof(*self));
    for (int g = 0; g < CC_MAX_GROUPS; g++) {
        self->staff[g] = NAN;
    }
    for (int j = 0; j < CC_MAX_NODES; j++) {
        self->contains[j] = NAN;
    }
    for (int c = 0; c < CC_MAX_CHANNELS; c++) {
        self->open[c] = 1;
    }
    for (int q = 0; q < scenario->center.n_queues; q++) {
        self->priority[q] = scenario->center.queue[q].priority;
    }
    self->volume[0] = 1;
}

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

double
cc_controls_at(const cc_controls *self, cc_control what, int which)
{
    return *place_of((cc_controls *)self, what, which); /* only looks */
}

void
cc_controls_set(cc_controls *self, cc_control what, int which, double value)
{
    *place_of(self, what, which) = value;
}

const char *
cc_control_rule(const cc_scenario *scenario, const cc_change *change)
{
    const double x = change->value;
    if (isnan(x)) {
        const cc_control_value how = cc_control_types[change->what].value;
        return how == CC_CONTROL_NUMBER_OR_PLAN || how == CC_CONTROL_SHARE_OR_PLAN
                   ? NULL
                   : "must be a number";
    }
    switch (change->what) {
    case CC_CONTROL_STAFF:
        return x >= 0 && x <= CC_MAX_AGENTS ? NULL : "must be from 0 to 4000000";
    case CC_CONTROL_OPEN:
        return x == 0 || x == 1 ? NULL : "must be yes or no";
    case CC_CONTROL_PRIORITY:
        return isfinite(x) ? NULL : "must be a number";
    case CC_CONTROL_CONTAINS:
        return !scenario->center.node[change->which].type->contains
                   ? "must be of a node that contains"
               : x >= 0 && x <= 1 ? NULL
                                  : "must be from 0 to 1";
    case CC_CONTROL_VOLUME:
        return x >= 0 && x <= 1000 ? NULL : "must be from 0 to 1000";
    case CC_N_CONTROLS:
        break;
    }
    return "must be a control";
}

/* ---- how they are written ---- */

void
cc_control_value_write(cc_control what, double value, char *text, size_t size)
{
    if (isnan(value)) {
        snprintf(text, size, AS_PLANNED);
        return;
    }
    if (cc_control_types[what].value == CC_CONTROL_SWITCH) {
        snprintf(text, size, value != 0 ? "yes" : "no");
        return;
    }
    for (int digits = 6; digits <= 17; digits++) { /* the shortest that is the same number */
        snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            return;
        }
    }
}

bool
cc_control_value_read(cc_control what, const char *text, double *value)
{
    switch (cc_control_types[what].value) {
    case CC_CONTROL_SWITCH:
        *value = strcmp(text, "yes") == 0 || strcmp(text, "1") == 0;
        return *value == 1 || strcmp(text, "no") == 0 || strcmp(text, "0") == 0;
    case CC_CONTROL_NUMBER:
        return cc_number_parse(text, value);
    case CC_CONTROL_NUMBER_OR_PLAN:
    case CC_CONTROL_SHARE_OR_PLAN:
        if (strcmp(text, AS_PLANNED) == 0) {
            *value = NAN;
            return true;
        }
        return cc_control_types[what].value == CC_CONTROL_SHARE_OR_PLAN
                   ? cc_share_parse(text, value)
                   : cc_number_parse(text, value);
    }
    return false;
}
