/* center, channels, routing, costs. */
#include "models/router.h"
#include "models/settings_common.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* ---- service levels ---- */

static void
read_within(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_service_level *level = object;
    cc_value *value = cc_layers_get(in, self->name);
    level->n_within = 0;
    if (value != NULL) {
        cc_read_durations(reader, self, value, level->within, CC_MAX_WITHIN, &level->n_within);
    }
}

static void
write_within(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_service_level *level = object;
    if (level->n_within > 0) {
        cc_write_name(writer, self->name);
        cc_write_durations(writer, level->within, level->n_within);
        cc_write_end(writer);
    }
}

const cc_setting cc_settings_service_level[] = {
    {.name = "target",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = NAN,
     .offset = offsetof(cc_service_level, target),
     .is_policy = true,
     .normal = "none",
     .doc = "Share that should be answered in time."},
    {.name = "within",
     .kind = CC_SET_SPECIAL,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 366 * CC_DAY,
     .type = "duration, or list of up to 4",
     .normal = "none",
     .read = read_within,
     .write = write_within,
     .is_policy = true,
     .doc = "What in time means; the first is the headline."},
    {.name = NULL},
};

/* ---- interrupted work ---- */

static const char *const thens[] = {"keep", "requeue_head", "requeue_tail", "lost", NULL};
static const char *const works[] = {"resume", "restart", NULL};
static const char *const patiences[] = {"fresh", "remaining", "none", NULL};

static bool
is_done_later(const cc_scenario *scenario, const void *object)
{
    (void)scenario;
    const cc_interrupted *self = object;
    return self->then != CC_LOST;
}

static bool
is_requeued(const cc_scenario *scenario, const void *object)
{
    const cc_interrupted *self = object;
    return self->then != CC_KEEP && is_done_later(scenario, object);
}

static const cc_setting interrupted_settings[] = {
    {.name = "then",
     .kind = CC_SET_CHOICE,
     .words = thens,
     .offset = offsetof(cc_interrupted, then),
     .doc = "The same agent keeps it, or it goes back to the queue, or it is lost."},
    {.name = "work",
     .kind = CC_SET_EITHER,
     .words = works,
     .offset = offsetof(cc_interrupted, restart),
     .matters = is_done_later,
     .doc = "Taken up where it was, or again."},
    {.name = "patience",
     .kind = CC_SET_CHOICE,
     .words = patiences,
     .offset = offsetof(cc_interrupted, patience),
     .matters = is_requeued,
     .doc = "How long the customer waits in the queue this time."},
    {.name = NULL},
};

/* ---- channels ---- */

static void
read_entry(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_channel *channel = object;
    const cc_value *value = cc_layers_get(in, self->name);
    channel->entry =
        value != NULL ? cc_read_name(reader, value, "automation node", cc_node_name) : -1;
}

static void
write_entry(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_channel *channel = object;
    if (channel->entry >= 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, writer->scenario->center.node[channel->entry].name);
        cc_write_end(writer);
    }
}

static void
read_hours(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_channel *channel = object;
    const cc_run *run = &reader->scenario->run;
    const cc_value *value = cc_layers_get(in, self->name);
    channel->open = run->open;
    channel->close = run->close;
    channel->has_hours = value != NULL;
    if (value != NULL) {
        cc_read_hours(reader, self, value, &channel->open, &channel->close);
    }
}

static void
write_hours(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_channel *channel = object;
    if (channel->has_hours) {
        cc_write_name(writer, self->name);
        cc_write_hours(writer, channel->open, channel->close);
        cc_write_end(writer);
    }
}

static bool
can_be_interrupted(const cc_scenario *scenario, const void *object)
{
    const cc_channel *channel = object;
    return channel->interruptible || scenario->center.shift_end == CC_SHIFT_INTERRUPT;
}

static bool
can_be_resumed(const cc_scenario *scenario, const void *object)
{
    const cc_channel *channel = object;
    return can_be_interrupted(scenario, object) && is_done_later(scenario, &channel->interrupted);
}

#define CHANNEL(member) offsetof(cc_channel, member)
const cc_setting cc_settings_channel[] = {
    {.name = "hours",
     .kind = CC_SET_SPECIAL,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .type = "two times of day",
     .normal = "run.hours",
     .read = read_hours,
     .write = write_hours,
     .is_policy = true,
     .doc = "When the channel is open."},
    {.name = "lines",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1e6,
     .fallback = INT_MAX,
     .offset = CHANNEL(lines),
     .doc = "Contacts that can be inside at once; more are blocked."},
    {.name = "answer_delay",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = CHANNEL(answer_delay),
     .doc = "From an agent being chosen to the answer; the customer waits."},
    {.name = "wrap_up",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = CHANNEL(wrap_up),
     .doc = "The agent's work behind a contact."},
    {.name = "work_factor",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 100,
     .fallback = 1,
     .offset = CHANNEL(work_factor),
     .doc = "Factor of the work that the demand states."},
    {.name = "interruptible",
     .kind = CC_SET_BOOL,
     .offset = CHANNEL(interruptible),
     .is_policy = true,
     .doc = "A call may interrupt it."},
    {.name = "resume",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = CHANNEL(resume),
     .matters = can_be_resumed,
     .doc = "Added each time interrupted work is taken up again."},
    {.name = "interrupted",
     .kind = CC_SET_GROUP,
     .offset = CHANNEL(interrupted),
     .sub = interrupted_settings,
     .matters = can_be_interrupted,
     .doc = "What becomes of interrupted work."},
    {.name = "entry",
     .kind = CC_SET_SPECIAL,
     .type = "name of an automation node",
     .normal = "none",
     .read = read_entry,
     .write = write_entry,
     .is_policy = true,
     .doc = "Automation that meets everyone first."},
    {.name = "service_level",
     .kind = CC_SET_GROUP,
     .offset = CHANNEL(service_level),
     .sub = cc_settings_service_level,
     .doc = "What counts as answered in time."},
    {.name = NULL},
};

static const cc_setting *
channel_of(const char *name)
{
    return cc_channel_find(name) >= 0 ? cc_settings_channel : NULL;
}

static const cc_setting channels_settings[] = {
    {.name = "*",
     .kind = CC_SET_GROUP,
     .sub_of = channel_of,
     .doc = "A channel; one that is not written is not offered."},
    {.name = NULL},
};

static void
write_channels(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < cc_channel_count(); j++) {
        if (center->channel[j].offered) {
            cc_write_open(writer, cc_channel_types[j]->name);
            cc_write_begin(writer);
            cc_settings_write(writer, cc_settings_channel, &center->channel[j]);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}

/* ---- routing and costs ---- */

static void
read_select(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_center_setup *center = object;
    const cc_value *value = cc_layers_get(in, self->name);
    const char *words[64] = {NULL};
    int choice = 0;
    for (int j = 0; cc_router_types[j] != NULL && j < 63; j++) {
        words[j] = cc_router_types[j]->name;
        choice = strcmp(words[j], "longest-idle") == 0 ? j : choice;
    }
    if (value != NULL) {
        choice = cc_read_word(reader, value, words);
    }
    center->select_agent = cc_router_types[choice];
}

static void
write_select(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    if (strcmp(center->select_agent->name, "longest-idle") != 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, center->select_agent->name);
        cc_write_end(writer);
    }
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
        if (!cc_queues_named(reader->scenario, member->name, used)) {
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

static const char *const shift_ends[] = {"finish", "interrupt", NULL};

static const cc_setting routing_settings[] = {
    {.name = "select_agent",
     .kind = CC_SET_SPECIAL,
     .type = "name of a router",
     .normal = "longest-idle",
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
has_automation(const cc_scenario *scenario, const void *object)
{
    (void)object;
    return scenario->center.n_nodes > 0;
}

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
     .sub = channels_settings,
     .read = cc_read_elsewhere,
     .write = write_channels,
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
    {.name = "routing",
     .kind = CC_SET_GROUP,
     .sub = routing_settings,
     .doc = "How work finds agents."},
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

/* All but what needs other objects first: see cc_center_read. */
void
cc_channels_read(cc_reader *reader, const cc_layers *in)
{
    cc_center_setup *center = &reader->scenario->center;
    for (int j = 0; j < cc_channel_count() && reader->error == SIM_OK; j++) {
        cc_value *group = cc_layers_get(in, cc_channel_types[j]->name);
        const cc_layers layers = cc_layers_of(group);
        center->channel[j].offered = group != NULL;
        cc_settings_read(reader, &layers, cc_settings_channel, &center->channel[j]);
        if (reader->error == SIM_OK && cc_channel_types[j]->interrupts &&
            center->channel[j].interruptible) {
            cc_read_refuse(reader, cc_value_get(group, "interruptible"),
                           "must be false: %s interrupts others, and itself without end (is true)",
                           cc_channel_types[j]->name);
        }
    }
}
