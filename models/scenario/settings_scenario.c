/* The whole file, and what its objects are called. */
#include "models/scenario/settings_scenario.h"

#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

const cc_setting cc_settings_scenario[] = {
    {.name = "name",
     .kind = CC_SET_TEXT,
     .offset = offsetof(cc_scenario, name),
     .normal = "name of the file",
     .doc = "As printed."},
    {.name = "run",
     .kind = CC_SET_GROUP,
     .offset = offsetof(cc_scenario, run),
     .sub = cc_settings_run,
     .doc = "The clock."},
    {.name = "demand",
     .kind = CC_SET_GROUP,
     .offset = offsetof(cc_scenario, demand),
     .sub = cc_settings_demand,
     .normal = "must be given",
     .doc = "The customers."},
    {.name = "center",
     .kind = CC_SET_GROUP,
     .offset = offsetof(cc_scenario, center),
     .sub = cc_settings_center,
     .normal = "must be given",
     .doc = "What meets them."},
    {.name = "lesson",
     .kind = CC_SET_GROUP,
     .offset = offsetof(cc_scenario, lesson),
     .sub = cc_settings_lesson,
     .normal = "none",
     .doc = "What a trainee sees and does; it changes no result."},
    {.name = NULL},
};

/* ---- what there may be one of for each ---- */

/* Each kind may be a channel of its own name. */
static const char *
possible_channel(int j)
{
    return cc_preset_types[j] != NULL ? cc_preset_types[j]->name : NULL;
}

static const char *
channel_name(const void *whole, int j)
{
    const cc_scenario *scenario = whole;
    if (scenario == NULL) {
        return possible_channel(j);
    }
    return j < scenario->n_channels ? scenario->channel[j].name : NULL;
}

static const char *
issue_name(const void *whole, int j)
{
    if (whole == NULL) { /* for the list of settings */
        return j == 0 ? "KIND" : NULL;
    }
    const cc_demand *demand = &((const cc_scenario *)whole)->demand;
    return j < demand->n_issues ? demand->issue[j].name : NULL;
}

static const char *
weekday_name(const void *whole, int j)
{
    (void)whole;
    return j < 7 ? cc_weekdays[j] : NULL;
}

static const char *
node_name(const void *whole, int j)
{
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    return j < center->n_nodes ? center->node[j].name : NULL;
}

static const char *
group_name(const void *whole, int j)
{
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    return j < center->n_groups ? center->group[j].name : NULL;
}

const cc_each cc_each_channel = {
    "channel", "CHANNEL", channel_name, possible_channel,
    "another is declared: demand.channels = { NAME = { kind = \"voice\"; }; };"};
const cc_each cc_each_issue = {"kind of issue", "KIND", issue_name, NULL, NULL};
const cc_each cc_each_weekday = {"weekday", "WEEKDAY", weekday_name, NULL, NULL};
const cc_each cc_each_node = {"automation node", "NODE", node_name, NULL, NULL};
const cc_each cc_each_group = {"group", "GROUP", group_name, NULL, NULL};
