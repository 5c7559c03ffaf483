/* center: its sections, routing, costs. */
#include "models/scenario/roster_plan.h"
#include "models/scenario/router.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const cc_router_type *
find_router(cc_reader *reader, const cc_value *name)
{
    const char *words[64] = {NULL};
    int choice = 0;
    for (int j = 0; cc_router_types[j] != NULL && j < 63; j++) {
        words[j] = cc_router_types[j]->name;
        choice = strcmp(words[j], "longest-idle") == 0 ? j : choice;
    }
    return cc_router_types[name != NULL ? cc_read_word(reader, name, words) : choice];
}

/* A name, or { router = NAME; with its own settings }. */
static void
read_select(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_center_setup *center = object;
    cc_value *value = cc_layers_get(in, self->name);
    const cc_value *name = value;
    cc_layers own = {.n = 0};
    if (value != NULL && value->kind == CC_VALUE_GROUP) {
        own = cc_layers_of(value);
        name = cc_value_get(value, "router");
        if (name == NULL) {
            cc_read_missing(reader, &own, "router", "is missing: which router is it?");
            return;
        }
    }
    center->router = find_router(reader, name);
    static const cc_setting none[] = {{.name = NULL}};
    const cc_setting *settings = center->router->settings != NULL ? center->router->settings : none;
    if (own.n > 0) {
        const cc_setting known[] = {{.name = "router", .kind = CC_SET_TEXT},
                                    {.name = "+", .kind = CC_SET_INLINE, .sub = settings},
                                    {.name = NULL}};
        cc_settings_check_names(reader, value, known);
    }
    center->router_settings = cc_read_alloc(reader, 1, center->router->settings_size + 1);
    if (center->router_settings != NULL) {
        cc_settings_read(reader, &own, settings, center->router_settings);
    }
}

static void
write_select(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    const cc_router_type *router = center->router;
    cc_writer own = {.whole = writer->whole, .for_hash = writer->for_hash};
    if (router->settings != NULL) {
        cc_settings_write(&own, router->settings, center->router_settings);
    }
    if (own.n > 0) {
        cc_write_open(writer, self->name);
        cc_write_name(writer, "router");
        cc_write_text(writer, router->name);
        cc_write_end(writer);
        cc_settings_write(writer, router->settings, center->router_settings);
        cc_write_close(writer);
    } else if (strcmp(router->name, "longest-idle") != 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, router->name);
        cc_write_end(writer);
    }
    writer->error = writer->error != SIM_OK ? writer->error : own.error;
    free(own.text);
}

/* By name of a queue; a channel's name stands for all its queues. */
static void
read_reserve(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_center_setup *center = object;
    center->reserve = cc_read_alloc(reader, (size_t)center->n_queues, sizeof(int));
    const cc_value *group = cc_layers_get(in, self->name);
    for (size_t j = 0; group != NULL && j < group->n && reader->error == SIM_OK; j++) {
        cc_value *member = group->child[j];
        const int n = cc_read_int(reader, self, member);
        bool used[CC_MAX_QUEUES] = {false};
        if (!cc_queues_named(cc_scenario_of(reader), member->name, used)) {
            cc_read_refuse(reader, member, "there is no queue or channel of that name");
            return;
        }
        for (int q = 0; q < center->n_queues; q++) {
            center->reserve[q] = used[q] ? n : center->reserve[q];
        }
    }
}

static void
write_reserve(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int q = 0; q < center->n_queues; q++) {
        if (center->reserve[q] != 0) {
            cc_write_name(writer, center->queue[q].name);
            cc_write_raw(writer, "%d", center->reserve[q]);
            cc_write_end(writer);
        }
    }
    cc_write_close(writer);
}

static const char *
router_name(int j)
{
    return cc_router_types[j] != NULL ? cc_router_types[j]->name : NULL;
}

static const cc_setting *
router_settings(int j)
{
    return cc_router_types[j]->settings;
}

static const cc_own_settings routers = {"router", router_name, router_settings};

static const char *const shift_ends[] = {"finish", "interrupt", NULL};

static const cc_setting routing_settings[] = {
    {.name = "select_agent",
     .kind = CC_SET_SPECIAL,
     .type = "name of a router, or group of its settings",
     .normal = "longest-idle",
     .own = &routers,
     .read = read_select,
     .write = write_select,
     .is_policy = true,
     .doc = "Which agent of equally preferred groups; see `ccsim list routers`."},
    {.name = "shift_end",
     .kind = CC_SET_CHOICE,
     .words = shift_ends,
     .offset = offsetof(cc_center_setup, shift_end),
     .doc = "An agent whose shift ends finishes the work, or it is interrupted."},
    {.name = "reserve",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .unit = "",
     .min = 0,
     .max = CC_MAX_AGENTS,
     .type = "number of agents by queue or channel",
     .normal = "0",
     .read = read_reserve,
     .write = write_reserve,
     .is_policy = true,
     .doc = "Agents of a group that stay free of that work."},
    {.name = NULL},
};

static bool
has_automation(const void *whole, const void *object)
{
    (void)object;
    return ((const cc_scenario *)whole)->center.n_nodes > 0;
}

static const char *const predictors[] = {"none", "last", "head", "mean", "queue", NULL};

static bool
is_of_several(const void *whole, const void *object)
{
    (void)whole;
    const cc_prediction *prediction = object;
    return prediction->by == CC_PREDICT_MEAN || prediction->by == CC_PREDICT_QUEUE;
}

#define PREDICTION(member) offsetof(cc_prediction, member)
static const cc_setting prediction_settings[] = {
    {.name = "by",
     .kind = CC_SET_CHOICE,
     .words = predictors,
     .offset = PREDICTION(by),
     .is_policy = true,
     .doc = "The last one's wait, that of the first in line so far, a mean of waits, or the number "
            "waiting over the rate."},
    {.name = "of",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1000,
     .fallback = 20,
     .offset = PREDICTION(of),
     .matters = is_of_several,
     .is_policy = true,
     .doc = "How many of the last are averaged, for mean and queue."},
    {.name = NULL},
};

#define KNOWLEDGE(member) offsetof(cc_knowledge, member)
#define FACTOR_BY_KIND                                                                             \
    .kind = CC_SET_NUMBER, .unit = "", .min = 0, .max = 100, .fallback = 1,                        \
    .each = &cc_each_issue, .stride = sizeof(double), .pointed = true, .all_alike = true
static const cc_setting knowledge_settings[] = {
    {.name = "work",
     FACTOR_BY_KIND,
     .above = true,
     .offset = KNOWLEDGE(work),
     .doc = "Factor of the agent's work, for all kinds or by kind."},
    {.name = "resolution",
     FACTOR_BY_KIND,
     .offset = KNOWLEDGE(resolution),
     .doc = "Factor of the probability of resolution, which is 1 at most."},
    {.name = "ramp",
     .kind = CC_SET_INT,
     .unit = "days",
     .min = 0,
     .max = 10000,
     .offset = KNOWLEDGE(ramp),
     .doc =
         "Days of the run until it does all that: nothing on the first day, then more by the day."},
    {.name = NULL},
};

#define COSTS(member) offsetof(cc_costs, member)
static const cc_setting costs_settings[] = {
    {.name = "currency",
     .kind = CC_SET_TEXT,
     .offset = COSTS(currency),
     .normal = "none",
     .matters = cc_never_matters,
     .doc = "As printed."},
    {.name = "licence_per_agent_month",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = COSTS(licence_per_agent_month),
     .doc = "A month, for each agent of the most that are scheduled at once."},
    {.name = "line_per_minute",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = COSTS(line_per_minute),
     .doc = "For each minute that a line is held."},
    {.name = "bot_per_session",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = COSTS(bot_per_session),
     .matters = has_automation,
     .doc = "For each contact that automation meets."},
    {.name = "bot_per_resolution",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = COSTS(bot_per_resolution),
     .matters = has_automation,
     .doc = "For each contact that ends in automation with the issue resolved."},
    {.name = NULL},
};

static const char *const histories[] = {"none", "channel", "center", NULL};

#define CENTER(member) offsetof(cc_center_setup, member)
const cc_setting cc_settings_center[] = {
    {.name = "history",
     .kind = CC_SET_CHOICE,
     .words = histories,
     .fallback = CC_HISTORY_CENTER,
     .offset = CENTER(history),
     .doc = "Who knows what was said before: nobody, the same channel, or everybody."},
    {.name = "staff_scale",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1000,
     .fallback = 1,
     .offset = CENTER(staff_scale),
     .doc = "What-if: factor of all staff tables.",
     .is_policy = true},
    {.name = "channels",
     .kind = CC_SET_GROUP,
     .sub = cc_settings_channels,
     .read = cc_read_elsewhere,
     .write = cc_channels_write,
     .doc = "The channels that are offered."},
    {.name = "automation",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_node,
     .read = cc_read_elsewhere,
     .write = cc_nodes_write,
     .doc = "Nodes by name."},
    {.name = "queues",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_queue,
     .read = cc_read_elsewhere,
     .write = cc_queues_write,
     .normal = "one for each channel, with its name",
     .doc = "Queues by name."},
    {.name = "groups",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_group,
     .read = cc_read_elsewhere,
     .write = cc_groups_write,
     .doc = "Groups of agents by name."},
    {.name = "roster",
     .kind = CC_SET_GROUP,
     .sub = cc_settings_roster,
     .read = cc_read_elsewhere,
     .write = cc_roster_write,
     .doc = "Agents one by one, and who is scheduled when."},
    {.name = "sites",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_site,
     .read = cc_read_elsewhere,
     .write = cc_sites_write,
     .normal = "none",
     .doc = "Where groups are, by name."},
    {.name = "home",
     .kind = CC_SET_GROUP,
     .offset = CENTER(home),
     .sub = cc_settings_home,
     .matters = cc_home_matters,
     .doc = "What agents do at home, at sites that are remote."},
    {.name = "providers",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_outages,
     .read = cc_read_elsewhere,
     .write = cc_providers_write,
     .normal = "none",
     .doc = "What connects agents of several groups at once, and may fail, by name."},
    {.name = "cut_off",
     .kind = CC_SET_GROUP,
     .offset = CENTER(cut_off),
     .sub = cc_settings_cut_off,
     .matters = cc_cut_off_matters,
     .doc = "What becomes of the work of agents who lose their connection."},
    {.name = "partners",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_partner,
     .read = cc_read_elsewhere,
     .write = cc_partners_write,
     .normal = "none",
     .doc = "Others outside to whom contacts are transferred, by name."},
    {.name = "transfers",
     .kind = CC_SET_NAMED,
     .sub = cc_settings_transfer,
     .read = cc_read_elsewhere,
     .write = cc_transfers_write,
     .normal = "none",
     .doc = "What agents hand on, by names of your own."},
    {.name = "routing",
     .kind = CC_SET_GROUP,
     .sub = routing_settings,
     .doc = "How work finds agents."},
    {.name = "prediction",
     .kind = CC_SET_GROUP,
     .offset = CENTER(prediction),
     .sub = prediction_settings,
     .doc = "How expected waits are found."},
    {.name = "knowledge",
     .kind = CC_SET_GROUP,
     .offset = CENTER(knowledge),
     .sub = knowledge_settings,
     .doc = "A knowledge base, or software that helps agents."},
    {.name = "costs",
     .kind = CC_SET_GROUP,
     .offset = CENTER(costs),
     .sub = costs_settings,
     .doc = "Besides wages."},
    {.name = "evidence",
     .kind = CC_SET_GROUP,
     .sub = cc_settings_evidence,
     .read = cc_read_elsewhere,
     .write = cc_evidence_write,
     .doc = "Where figures come from."},
    {.name = NULL},
};

void
cc_center_read(cc_reader *reader, const cc_layers *in)
{
    cc_nodes_read(reader, in);
    if (reader->error != SIM_OK) {
        return;
    }
    const cc_layers channels = cc_layers_sub(in, "channels");
    if (channels.n == 0 || channels.layer[0]->n == 0) {
        cc_read_missing(reader, in, "channels", "must have at least one channel");
        return;
    }
    cc_channels_read(reader, &channels);
    cc_queues_read(reader, in);
    cc_providers_read(reader, in);
    cc_sites_read(reader, in);
    cc_groups_read(reader, in);
    cc_preferences_read(reader, in);
    if (reader->error == SIM_OK) {
        cc_transfers_read(reader, in);
    }
    cc_settings_read(reader, in, cc_settings_center, &cc_scenario_of(reader)->center);
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    for (int g = 0; g < center->n_groups; g++) {
        cc_group *group = &center->group[g];
        group->cut_off = group->has_cut_off ? group->cut_off : center->cut_off;
    }
    if (reader->error == SIM_OK) {
        cc_roster_build(reader);
    }
}
