/* Queues: which contacts they hold, and who is preferred for them. */
#include "models/language/hint.h"
#include "models/scenario/level.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <stddef.h>
#include <string.h>

#define QUEUE(member) offsetof(cc_queue, member)

const cc_setting cc_settings_queue[] = {
    {.name = "channel",
     .kind = CC_SET_SPECIAL,
     .type = "channel or list of channels",
     .normal = "must be given, or takes",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Channels whose contacts wait here."},
    {.name = "issues",
     .kind = CC_SET_SPECIAL,
     .type = "list of kinds of issue",
     .normal = "all",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Kinds whose contacts wait here."},
    {.name = "takes",
     .kind = CC_SET_SPECIAL,
     .type = "list of (issue, channel)",
     .normal = "by channel and issues",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Any pairs, in place of channel and issues."},
    {.name = "priority",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = -1e6,
     .max = 1e6,
     .offset = QUEUE(priority),
     .is_policy = true,
     .doc = "Of queues that a group ranks equal, the higher one goes first."},
    {.name = "slots",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1e6,
     .fallback = INT_MAX,
     .offset = QUEUE(slots),
     .doc = "Contacts inside at once, until they end; more wait to enter."},
    {.name = "groups",
     .kind = CC_SET_SPECIAL,
     .type = "list of groups, equal ones in [ ]",
     .normal = "all that serve it, equal",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Groups in order of preference for an arriving contact."},
    {.name = "overflow",
     .kind = CC_SET_SPECIAL,
     .type = "list of groups",
     .normal = "none",
     .sub = cc_settings_overflow,
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Groups that take a contact only under a condition."},
    {.name = "service_level",
     .kind = CC_SET_GROUP,
     .offset = QUEUE(service_level),
     .sub = cc_settings_service_level,
     .read = cc_read_elsewhere,
     .normal = "the channel's",
     .doc = "What counts as answered in time."},
    {.name = NULL},
};

static int *
pair(const cc_scenario *scenario, int issue, int channel)
{
    return &scenario->center.queue_of[issue * scenario->n_channels + channel];
}

bool
cc_queues_named(const cc_scenario *scenario, const char *name, bool *is_named)
{
    const cc_center_setup *center = &scenario->center;
    for (int q = 0; q < center->n_queues; q++) {
        if (strcmp(center->queue[q].name, name) == 0) {
            is_named[q] = true;
            return true;
        }
    }
    const int channel = cc_channel_find(scenario, name);
    bool any = false;
    for (int j = 0; channel >= 0 && j < scenario->demand.n_issues; j++) {
        const int q = *pair(scenario, j, channel);
        if (q >= 0) {
            is_named[q] = true;
            any = true;
        }
    }
    return any;
}

/* ---- what a queue takes ---- */

static void
take(cc_reader *reader, const cc_value *value, int queue, int issue, int channel)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    int *at = pair(scenario, issue, channel);
    if (*at >= 0) {
        cc_read_refuse(reader, value, "%s of \"%s\" is in queue \"%s\" already",
                       scenario->channel[channel].name, scenario->demand.issue[issue].name,
                       scenario->center.queue[*at].name);
        return;
    }
    *at = queue;
}

static void
mark_channel(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    bool *used = arg;
    const int j = cc_read_name(reader, value, &cc_each_channel);
    if (j >= 0 && !cc_scenario_of(reader)->center.channel[j].offered) {
        cc_read_refuse(reader, value, "must be a channel that is offered (is \"%.60s\")",
                       value->text);
    } else if (j >= 0) {
        used[j] = true;
    }
}

static void
mark_issue(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    bool *used = arg;
    const int j = cc_read_name(reader, value, &cc_each_issue);
    if (j >= 0) {
        used[j] = true;
    }
}

static void
read_takes(cc_reader *reader, const cc_value *list, int queue)
{
    if (list->kind != CC_VALUE_LIST) {
        cc_read_refuse(reader, list, "must be a list like ( (\"stock\", \"voice\") )");
        return;
    }
    for (size_t j = 0; j < list->n && reader->error == SIM_OK; j++) {
        const cc_value *two = list->child[j];
        if (two->kind != CC_VALUE_LIST || two->n != 2) {
            cc_read_refuse(reader, two, "must be a pair like (\"stock\", \"voice\")");
            return;
        }
        bool channels[CC_MAX_CHANNELS] = {false};
        const int issue = cc_read_name(reader, two->child[0], &cc_each_issue);
        mark_channel(reader, two->child[1], 0, channels);
        for (int k = 0; k < cc_scenario_of(reader)->n_channels && reader->error == SIM_OK; k++) {
            if (channels[k]) {
                take(reader, two, queue, issue, k);
            }
        }
    }
}

static void
read_content(cc_reader *reader, cc_value *group, int queue, bool *named)
{
    const cc_layers in = cc_layers_of(group);
    const cc_value *channel = cc_value_get(group, "channel"),
                   *issues = cc_value_get(group, "issues"), *takes = cc_value_get(group, "takes");
    if (takes != NULL) {
        if (channel != NULL || issues != NULL) {
            cc_read_refuse(reader, takes, "may not stand beside channel and issues");
        }
        read_takes(reader, takes, queue);
        for (size_t j = 0; j < takes->n && reader->error == SIM_OK; j++) {
            named[cc_channel_find(cc_scenario_of(reader), takes->child[j]->child[1]->text)] = true;
        }
        return;
    }
    if (channel == NULL) {
        cc_read_missing(reader, &in, "channel", "is missing");
        return;
    }
    bool channels[CC_MAX_CHANNELS] = {false}, kinds[CC_MAX_ISSUES] = {false};
    cc_read_names(reader, channel, false, channels, mark_channel);
    if (issues != NULL) {
        cc_read_names(reader, issues, false, kinds, mark_issue);
    }
    for (int k = 0; k < cc_scenario_of(reader)->n_channels; k++) {
        named[k] = named[k] || channels[k];
        for (int j = 0; channels[k] && j < cc_scenario_of(reader)->demand.n_issues; j++) {
            if (reader->error == SIM_OK && (issues == NULL || kinds[j])) {
                take(reader, issues != NULL ? issues : channel, queue, j, k);
            }
        }
    }
}

static bool
takes(const cc_scenario *scenario, int queue, int channel)
{
    bool any = false;
    for (int j = 0; j < scenario->demand.n_issues; j++) {
        any = any || *pair(scenario, j, channel) == queue;
    }
    return any;
}

/* For each channel what the queue says, and what it does not say as the channel. The queue has that as its
 * own where it is the same for all that it takes; else only what it says. */
static void
read_service_level(cc_reader *reader, const cc_layers *in, cc_value *group, int queue)
{
    cc_scenario *scenario = cc_scenario_of(reader);
    const cc_layers channels = cc_layers_sub(in, "channels");
    const cc_layers own = cc_layers_of(group), own_level = cc_layers_sub(&own, "service_level");
    cc_service_level *const its = &scenario->center.queue[queue].service_level;
    cc_service_level *const level = &scenario->center.level[queue * scenario->n_channels];
    const cc_service_level *common = NULL;
    bool differ = false;
    for (int k = 0; k < scenario->n_channels; k++) {
        cc_layers layers = own;
        cc_value *channel = cc_layers_get(&channels, scenario->channel[k].name);
        if (channel != NULL) {
            layers.layer[layers.n++] = channel;
        }
        const cc_layers both = cc_layers_sub(&layers, "service_level");
        cc_settings_read(reader, &both, cc_settings_service_level, &level[k]);
        if (takes(scenario, queue, k)) {
            differ = differ || (common != NULL && !cc_level_is_same(common, &level[k]));
            common = &level[k];
        }
    }
    cc_settings_read(reader, &own_level, cc_settings_service_level, its);
    if (common != NULL && !differ) {
        *its = *common;
    }
}

void
cc_queues_read(cc_reader *reader, const cc_layers *in)
{
    cc_scenario *scenario = cc_scenario_of(reader);
    cc_center_setup *center = &scenario->center;
    const size_t n_channels = (size_t)scenario->n_channels;
    const size_t n_pairs = (size_t)scenario->demand.n_issues * n_channels;
    cc_value *queues = cc_layers_get(in, "queues");
    const size_t n_written = queues != NULL ? queues->n : 0;
    if (n_written + n_channels > CC_MAX_QUEUES) {
        cc_read_refuse(reader, queues, "too many queues (%d at most)",
                       CC_MAX_QUEUES - (int)n_channels);
        return;
    }
    center->queue_of = cc_read_alloc(reader, n_pairs, sizeof(int));
    center->queue = cc_read_alloc(reader, n_written + n_channels, sizeof(cc_queue));
    center->level =
        cc_read_alloc(reader, (n_written + n_channels) * n_channels, sizeof(*center->level));
    for (size_t j = 0; reader->error == SIM_OK && j < n_pairs; j++) {
        center->queue_of[j] = -1;
    }
    bool named[CC_MAX_CHANNELS] = {false};
    for (size_t j = 0; reader->error == SIM_OK && j < n_written; j++) {
        cc_value *group = queues->child[j];
        center->n_queues = (int)j + 1;
        center->queue[j].name = cc_read_keep(reader, group->name);
        cc_refuse_made(reader, queues, j, "queue");
        const cc_layers layers = cc_layers_of(group);
        read_content(reader, group, (int)j, named);
        cc_settings_read(reader, &layers, cc_settings_queue, &center->queue[j]);
        read_service_level(reader, in, group, (int)j);
    }
    /* One queue for each channel that no written queue names. */
    for (int k = 0; reader->error == SIM_OK && k < scenario->n_channels; k++) {
        if (named[k] || !center->channel[k].offered) {
            continue;
        }
        const char *name = scenario->channel[k].name;
        cc_value *clash = cc_value_get(queues, name);
        if (clash != NULL) {
            cc_read_refuse(reader, clash,
                           "must not have the name of a channel that it does not take");
            return;
        }
        const int q = center->n_queues++;
        center->queue[q].name = cc_read_keep(reader, name);
        for (int j = 0; j < scenario->demand.n_issues; j++) {
            *pair(scenario, j, k) = q;
        }
        center->queue[q].slots = INT_MAX;
        read_service_level(reader, in, NULL, q);
    }
}

/* ---- which groups are preferred ---- */

static bool
serves(const cc_group *group, int queue)
{
    for (int j = 0; j < group->n_serves; j++) {
        if (group->serves[j].index == queue) {
            return true;
        }
    }
    return false;
}

typedef struct preference {
    cc_queue *queue;
    int index;
    int rank_of_made[CC_MAX_GROUPS]; /* of groups that a listed one stands for; -1: it is none */
} preference;

bool
cc_queue_lists(const cc_queue *queue, int group)
{
    for (int j = 0; j < queue->n_groups; j++) {
        if (queue->groups[j].index == group) {
            return true;
        }
    }
    return false;
}

static void
add_group(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    preference *to = arg;
    const int g = cc_read_name(reader, value, &cc_each_group);
    if (g < 0) {
        return;
    }
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    bool any = serves(&center->group[g], to->index);
    if (any && cc_queue_lists(to->queue, g)) {
        cc_read_refuse(reader, value, "is there twice (is \"%.60s\")", value->text);
    } else if (any) {
        to->queue->groups[to->queue->n_groups++] = (cc_choice){g, rank};
    }
    /* A group stands also for those of its agents who have other skills, behind all of its rank. */
    for (int h = 0; h < center->n_groups; h++) {
        if (center->group[h].made_from == g && serves(&center->group[h], to->index)) {
            any = true;
            to->rank_of_made[h] = to->rank_of_made[h] < 0 ? rank : to->rank_of_made[h];
        }
    }
    if (!any) {
        cc_read_refuse(reader, value, "must be a group that serves this queue (is \"%.60s\")",
                       value->text);
    }
}

/* Those that are not listed by their own names. */
static void
add_made(const cc_center_setup *center, const preference *to)
{
    cc_queue *queue = to->queue;
    for (int h = 0; h < center->n_groups; h++) {
        if (to->rank_of_made[h] < 0 || cc_queue_lists(queue, h)) {
            continue;
        }
        int at = queue->n_groups++;
        for (; at > 0 && queue->groups[at - 1].rank > to->rank_of_made[h]; at--) {
            queue->groups[at] = queue->groups[at - 1];
        }
        queue->groups[at] = (cc_choice){h, to->rank_of_made[h]};
    }
}

void
cc_preferences_read(cc_reader *reader, const cc_layers *in)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    cc_value *queues = cc_layers_get(in, "queues");
    for (int q = 0; q < center->n_queues && reader->error == SIM_OK; q++) {
        cc_queue *queue = &center->queue[q];
        const cc_value *written = cc_value_get(cc_value_get(queues, queue->name), "groups");
        queue->groups = cc_read_alloc(reader, (size_t)center->n_groups, sizeof(cc_choice));
        if (written != NULL) {
            preference to = {.queue = queue, .index = q};
            for (int g = 0; g < center->n_groups; g++) {
                to.rank_of_made[g] = -1;
            }
            cc_read_names(reader, written, true, &to, add_group);
            add_made(center, &to);
        }
        for (int g = 0; g < center->n_groups && reader->error == SIM_OK && written == NULL; g++) {
            if (serves(&center->group[g], q)) {
                queue->groups[queue->n_groups++] = (cc_choice){g, 0};
            }
        }
        cc_overflow_read(reader, cc_value_get(cc_value_get(queues, queue->name), "overflow"),
                         queue);
    }
}

/* ---- writing ---- */

static void
write_choices(cc_writer *writer, const cc_queue *queue)
{
    const cc_center_setup *center = &cc_scenario_in(writer)->center;
    cc_write_name(writer, "groups");
    cc_write_raw(writer, "(");
    for (int j = 0; j < queue->n_groups; j++) {
        const cc_choice *c = &queue->groups[j];
        const bool first = j == 0 || c[-1].rank != c->rank;
        const bool last = j + 1 == queue->n_groups || c[1].rank != c->rank;
        cc_write_raw(writer, "%s%s", j == 0 ? "" : ", ", first ? "(" : "");
        cc_write_text(writer, center->group[c->index].name);
        cc_write_raw(writer, "%s", last ? ")" : "");
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

static void
write_takes(cc_writer *writer, int queue)
{
    const cc_scenario *scenario = cc_scenario_in(writer);
    cc_write_name(writer, "takes");
    const char *before = "(";
    int n = 0;
    for (int j = 0; j < scenario->demand.n_issues; j++) {
        for (int k = 0; k < scenario->n_channels; k++) {
            if (*pair(scenario, j, k) == queue) {
                cc_write_raw(writer, "%s(\"%s\", \"%s\")", before, scenario->demand.issue[j].name,
                             scenario->channel[k].name);
                before = ", ";
                n++;
            }
        }
    }
    cc_write_raw(writer, n == 0 ? "()" : ")");
    cc_write_end(writer);
}

void
cc_queues_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int q = 0; q < center->n_queues; q++) {
        cc_write_open(writer, center->queue[q].name);
        write_takes(writer, q);
        cc_settings_write(writer, cc_settings_queue, &center->queue[q]);
        write_choices(writer, &center->queue[q]);
        cc_overflow_write(writer, &center->queue[q]);
        cc_write_close(writer);
    }
    cc_write_close(writer);
}
