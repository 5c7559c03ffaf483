/* The controls that there are: whose they are, what their values may be, how these are written. The
 * process that makes changes of them is processes/controls.c. */
#include "models/center/controls.h"

#include "models/language/units.h"
#include "models/scenario/hands.h"
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
#define WHOM_LINK "provider or site"
#define WHOM_GROUP_QUEUE "group and queue"
#define WHOM_ISSUE "kind of issue"
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
    case CC_CONTROL_OF_LINK:
        return scenario->center.n_providers + scenario->center.n_sites;
    case CC_CONTROL_OF_GROUP_QUEUE:
        return scenario->center.n_groups * scenario->center.n_queues;
    case CC_CONTROL_OF_ISSUE:
        return scenario->demand.n_issues;
    case CC_CONTROL_OF_HOUSE:
        return 1;
    }
    return 0;
}

/* "provider telco", "site north": both may have one name. */
static void
name_link(const cc_center_setup *center, int which, char *text)
{
    const bool is_site = which >= center->n_providers;
    snprintf(text, CC_CONTROL_WHOM, "%s %.250s", is_site ? "site" : "provider",
             is_site ? center->site[which - center->n_providers].name
                     : center->provider[which].name);
}

char *
cc_control_whom(const cc_scenario *scenario, cc_control what, int which, char *text)
{
    const cc_center_setup *center = &scenario->center;
    const char *name = "";
    switch (cc_control_types[what].of) {
    case CC_CONTROL_OF_GROUP:
        name = center->group[which].name;
        break;
    case CC_CONTROL_OF_CHANNEL:
        name = scenario->channel[which].name;
        break;
    case CC_CONTROL_OF_QUEUE:
        name = center->queue[which].name;
        break;
    case CC_CONTROL_OF_NODE:
        name = center->node[which].name;
        break;
    case CC_CONTROL_OF_LINK:
        name_link(center, which, text);
        return text;
    case CC_CONTROL_OF_GROUP_QUEUE:
        snprintf(text, CC_CONTROL_WHOM, "%.140s %.140s",
                 center->group[which / center->n_queues].name,
                 center->queue[which % center->n_queues].name);
        return text;
    case CC_CONTROL_OF_ISSUE:
        name = scenario->demand.issue[which].name;
        break;
    case CC_CONTROL_OF_HOUSE:
        break;
    }
    snprintf(text, CC_CONTROL_WHOM, "%.280s", name);
    return text;
}

/* ---- values ---- */

static void
fill(double *value, size_t n, double x)
{
    for (size_t j = 0; j < n; j++) {
        value[j] = x;
    }
}

void
cc_controls_init(cc_controls *self, const cc_scenario *scenario)
{
    memset(self, 0, sizeof(*self));
    fill(self->staff, CC_MAX_GROUPS, NAN);
    fill(self->contains, CC_MAX_NODES, NAN);
    fill(self->works, CC_MAX_NODES, NAN);
    fill(self->announces, CC_MAX_NODES, 1);
    fill(self->connected, CC_MAX_PROVIDERS + CC_MAX_SITES, NAN);
    fill(self->messages, CC_MAX_CHANNELS, NAN);
    fill(self->target, CC_MAX_QUEUES, NAN);
    fill(self->open, CC_MAX_CHANNELS, 1);
    fill(self->volume, 1, 1);
    fill(self->arrivals, CC_MAX_ISSUES, 1);
    for (int q = 0; q < scenario->center.n_queues; q++) {
        self->priority[q] = scenario->center.queue[q].priority;
    }
}

static size_t
n_routed(const cc_scenario *scenario)
{
    return (size_t)scenario->center.n_groups * (size_t)scenario->center.n_queues;
}

uint8_t *
cc_controls_routing(const cc_scenario *scenario)
{
    uint8_t *routing = malloc(n_routed(scenario) + 1);
    if (routing != NULL) {
        memset(routing, CC_ROUTED_AS_PLANNED, n_routed(scenario) + 1);
    }
    return routing;
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
    case CC_CONTROL_BREAK:
        return &self->on_break[which];
    case CC_CONTROL_WORKS:
        return &self->works[which];
    case CC_CONTROL_CONNECTED:
        return &self->connected[which];
    case CC_CONTROL_ANNOUNCES:
        return &self->announces[which];
    case CC_CONTROL_MESSAGES:
        return &self->messages[which];
    case CC_CONTROL_TARGET:
        return &self->target[which];
    case CC_CONTROL_ARRIVALS:
        return &self->arrivals[which];
    case CC_CONTROL_ROUTING:
    case CC_N_CONTROLS:
        break;
    }
    return NULL;
}

double
cc_controls_at(const cc_controls *self, const uint8_t *routing, cc_control what, int which)
{
    if (what == CC_CONTROL_ROUTING) {
        return routing[which] == CC_ROUTED_AS_PLANNED ? NAN : routing[which];
    }
    return *place_of((cc_controls *)self, what, which); /* only looks */
}

void
cc_controls_set(cc_controls *self, uint8_t *routing, cc_control what, int which, double value)
{
    if (what == CC_CONTROL_ROUTING) {
        routing[which] = isnan(value) ? CC_ROUTED_AS_PLANNED : (uint8_t)value;
        return;
    }
    *place_of(self, what, which) = value;
}

/* ---- what they may be ---- */

static bool
serves(const cc_center_setup *center, int group, int queue)
{
    bool any = false;
    for (int j = 0; j < center->group[group].n_serves; j++) {
        any |= center->group[group].serves[j].index == queue;
    }
    return any;
}

/* Does the group have contacts of that channel in hand, of whatever queue? */
static bool
has_in_hand(const cc_scenario *scenario, int group, int channel)
{
    const cc_group *it = &scenario->center.group[group];
    bool has = false;
    for (int j = 0; j < it->n_serves && !has; j++) {
        has = cc_hands_feeds(scenario, it->serves[j].index, channel);
    }
    return has;
}

#define MOST_ROUTED 4096 /* groups x queues; of more, only what the scenario has */

bool
cc_routing_adds(const cc_scenario *scenario, int group, int queue)
{
    const cc_center_setup *center = &scenario->center;
    bool any = false, all = true;
    if (center->n_groups * center->n_queues > MOST_ROUTED || center->reserve[queue] > 0 ||
        center->group[group].outsourced.is || serves(center, group, queue)) {
        return false;
    }
    for (int c = 0; c < scenario->n_channels && all; c++) {
        if (center->channel[c].offered && cc_hands_feeds(scenario, queue, c)) {
            any = true;
            all = has_in_hand(scenario, group, c);
        }
    }
    return any && all;
}

bool
cc_routing_may_be(const cc_scenario *scenario, int group, int queue)
{
    return serves(&scenario->center, group, queue) || cc_routing_adds(scenario, group, queue);
}

static bool
has_threshold(const cc_scenario *scenario, int queue)
{
    bool any = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        any |= scenario->center.level[queue * scenario->n_channels + c].n_within > 0;
    }
    return any;
}

/* Of some: whom it may be of. */
static const char *
rule_of_whom(const cc_scenario *scenario, cc_control what, int which)
{
    const cc_center_setup *center = &scenario->center;
    switch (what) {
    case CC_CONTROL_CONTAINS:
        return center->node[which].type->contains ? NULL : "must be of a node that contains";
    case CC_CONTROL_ANNOUNCES:
        return center->node[which].type->announces != NULL &&
                       center->node[which].type->announces(&center->node[which])
                   ? NULL
                   : "must be of an announcement with expected_wait";
    case CC_CONTROL_MESSAGES:
        return center->channel[which].message_every > 0 ? NULL
                                                        : "must be of a channel with message_every";
    case CC_CONTROL_TARGET:
        return has_threshold(scenario, which) ? NULL : "must be of a queue with a service level";
    case CC_CONTROL_ROUTING:
        return cc_routing_may_be(scenario, which / center->n_queues, which % center->n_queues)
                   ? NULL
                   : "must be of a queue that the group serves, or whose channels it does";
    default:
        return NULL;
    }
}

const char *
cc_control_rule(const cc_scenario *scenario, const cc_change *change)
{
    const double x = change->value;
    const char *of_whom = rule_of_whom(scenario, change->what, change->which);
    const cc_control_value how = cc_control_types[change->what].value;
    if (of_whom != NULL) {
        return of_whom;
    }
    if (isnan(x)) {
        return how == CC_CONTROL_NUMBER || how == CC_CONTROL_SWITCH ? "must be a number" : NULL;
    }
    switch (change->what) {
    case CC_CONTROL_STAFF:
        return x >= 0 && x <= CC_MAX_AGENTS ? NULL : "must be from 0 to 4000000";
    case CC_CONTROL_OPEN:
    case CC_CONTROL_WORKS:
    case CC_CONTROL_CONNECTED:
    case CC_CONTROL_ANNOUNCES:
        return x == 0 || x == 1 ? NULL : "must be yes or no";
    case CC_CONTROL_PRIORITY:
        return isfinite(x) ? NULL : "must be a number";
    case CC_CONTROL_CONTAINS:
        return x >= 0 && x <= 1 ? NULL : "must be from 0 to 1";
    case CC_CONTROL_VOLUME:
    case CC_CONTROL_ARRIVALS:
        return x >= 0 && x <= 1000 ? NULL : "must be from 0 to 1000";
    case CC_CONTROL_BREAK:
        return x >= 0 && x <= CC_MAX_AGENTS && x == floor(x)
                   ? NULL
                   : "must be a whole number from 0 to 4000000";
    case CC_CONTROL_MESSAGES:
        return x >= 0 && isfinite(x) ? NULL : "must be a duration of at least 0 s";
    case CC_CONTROL_TARGET:
        return x >= 0 && isfinite(x) ? NULL : "must be a duration of at least 0 s";
    case CC_CONTROL_ROUTING:
        return x >= 0 && x <= CC_ROUTED_LAST && x == floor(x)
                   ? NULL
                   : "must be no, or a rank from 1 to 200";
    case CC_N_CONTROLS:
        break;
    }
    return "must be a control";
}

/* ---- how they are written ---- */

static bool
is_switch(cc_control what)
{
    const cc_control_value how = cc_control_types[what].value;
    return how == CC_CONTROL_SWITCH || how == CC_CONTROL_SWITCH_OR_PLAN;
}

void
cc_control_value_write(cc_control what, double value, char *text, size_t size)
{
    const cc_control_value how = cc_control_types[what].value;
    if (isnan(value)) {
        snprintf(text, size, AS_PLANNED);
        return;
    }
    if (is_switch(what) || (how == CC_CONTROL_RANK && value == 0)) {
        snprintf(text, size, value != 0 ? "yes" : "no");
        return;
    }
    const char *unit = how == CC_CONTROL_DURATION_OR_PLAN ? " s" : "";
    for (int digits = 6; digits <= 17; digits++) { /* the shortest that is the same number */
        snprintf(text, size, "%.*g%s", digits, value, unit);
        if (strtod(text, NULL) == value) {
            return;
        }
    }
}

bool
cc_control_value_read(cc_control what, const char *text, double *value)
{
    const cc_control_value how = cc_control_types[what].value;
    if (how != CC_CONTROL_NUMBER && how != CC_CONTROL_SWITCH && strcmp(text, AS_PLANNED) == 0) {
        *value = NAN;
        return true;
    }
    if (is_switch(what)) {
        *value = strcmp(text, "yes") == 0 || strcmp(text, "1") == 0;
        return *value == 1 || strcmp(text, "no") == 0 || strcmp(text, "0") == 0;
    }
    if (how == CC_CONTROL_RANK && strcmp(text, "no") == 0) {
        *value = 0;
        return true;
    }
    return how == CC_CONTROL_DURATION_OR_PLAN ? cc_duration_parse(text, value)
           : how == CC_CONTROL_SHARE_OR_PLAN  ? cc_share_parse(text, value)
                                              : cc_number_parse(text, value);
}
