/* Channels: what is offered, and how well. */
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_hours.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* ---- interrupted work ---- */

static const char *const thens[] = {"keep", "requeue_head", "requeue_tail", "lost", NULL};
static const char *const works[] = {"resume", "restart", NULL};
static const char *const patiences[] = {"fresh", "remaining", "none", NULL};

static bool
is_done_later(const void *whole, const void *object)
{
    (void)whole;
    const cc_interrupted *self = object;
    return self->then != CC_LOST;
}

static bool
is_requeued(const void *whole, const void *object)
{
    const cc_interrupted *self = object;
    return self->then != CC_KEEP && is_done_later(whole, object);
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

/* ---- silence ---- */

#define SILENCE(member) offsetof(cc_silence, member)

static bool
may_be_dormant(const void *whole, const void *object)
{
    (void)whole;
    const cc_silence *self = object;
    return self->dormant < INFINITY && self->dormant < self->close;
}

static const cc_setting silence_settings[] = {
    {.name = "dormant",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 366 * CC_DAY,
     .fallback = INFINITY,
     .offset = SILENCE(dormant),
     .normal = "never",
     .matters = may_be_dormant,
     .doc = "After so long the conversation leaves its agent and holds no place."},
    {.name = "close",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 366 * CC_DAY,
     .fallback = INFINITY,
     .offset = SILENCE(close),
     .normal = "never",
     .doc = "After so long it is closed, resolved or not as its probability says."},
    {.name = "same_agent",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 3660 * CC_DAY,
     .offset = SILENCE(same_agent),
     .matters = may_be_dormant,
     .doc = "Who writes again waits so long for the agent who had it; then for anyone."},
    {.name = "patience",
     .kind = CC_SET_CHOICE,
     .words = patiences,
     .fallback = CC_ENDLESS,
     .offset = SILENCE(patience),
     .matters = may_be_dormant,
     .doc = "How long who writes again waits for an agent in all."},
    {.name = NULL},
};

/* ---- channels ---- */

/* "none", where no node has that name. */
static bool
is_none(const cc_reader *reader, const cc_value *value)
{
    const char *name;
    if (value->kind != CC_VALUE_TEXT || strcmp(value->text, "none") != 0) {
        return false;
    }
    for (int j = 0; (name = cc_each_node.name(reader->whole, j)) != NULL; j++) {
        if (strcmp(name, "none") == 0) {
            return false;
        }
    }
    return true;
}

static int
read_node(cc_reader *reader, const cc_value *value)
{
    return value == NULL || is_none(reader, value) ? -1
                                                   : cc_read_name(reader, value, &cc_each_node);
}

static void
write_node(cc_writer *writer, const cc_setting *self, int node)
{
    if (node >= 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, cc_scenario_in(writer)->center.node[node].name);
        cc_write_end(writer);
    }
}

static void
read_entry(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    ((cc_channel *)object)->entry = read_node(reader, cc_layers_get(in, self->name));
}

static void
write_entry(cc_writer *writer, const cc_setting *self, const void *object)
{
    write_node(writer, self, ((const cc_channel *)object)->entry);
}

static void
read_after(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    ((cc_channel *)object)->after = read_node(reader, cc_layers_get(in, self->name));
}

static void
write_after(cc_writer *writer, const cc_setting *self, const void *object)
{
    write_node(writer, self, ((const cc_channel *)object)->after);
}

/* What two have in common, in order. */
static cc_openings
both(const cc_openings *a, const cc_openings *b)
{
    cc_openings out = {0};
    for (const cc_opening *x = a->at; x < a->at + a->n; x++) {
        for (const cc_opening *y = b->at; y < b->at + b->n; y++) {
            const cc_opening it = {fmax(x->open, y->open), fmin(x->close, y->close)};
            if (it.open < it.close) {
                out.at[out.n++] = it;
            }
        }
    }
    return out;
}

static void
read_hours(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)self;
    cc_channel *channel = object;
    const cc_run *run = &cc_scenario_of(reader)->run;
    channel->hours = run->hours;
    channel->has_hours =
        cc_layers_get(in, "hours") != NULL || cc_layers_get(in, "hours_by") != NULL;
    if (!channel->has_hours) {
        return;
    }
    cc_hours_read(reader, in, run->day_begin, &channel->written);
    for (int j = 0; j < 7; j++) {
        const cc_openings *own = &channel->written.by[j];
        own = own->n > 0 ? own : &channel->written.all;
        channel->hours.of[j] = channel->written.shut[j] ? (cc_openings){0}
                               : own->n > 0             ? both(own, &run->hours.of[j])
                                                        : run->hours.of[j];
    }
    cc_hours_finish(&channel->hours, run, NULL);
    if (!channel->hours.is_same && reader->error == SIM_OK) {
        double *before = cc_read_alloc(reader, (size_t)run->days + 1, sizeof(*before));
        cc_hours_finish(&channel->hours, run, before);
    }
}

static void
write_hours(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_channel *channel = object;
    if (channel->written.all.n > 0) {
        cc_hours_write(writer, self->name, cc_scenario_in(writer)->run.day_begin,
                       &channel->written.all);
    }
}

static void
write_hours_by(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_channel *channel = object;
    cc_hours_write_by(writer, self->name, cc_scenario_in(writer)->run.day_begin, &channel->written);
}

static bool
can_be_interrupted(const void *whole, const void *object)
{
    const cc_channel *channel = object;
    const cc_scenario *scenario = whole;
    return channel->interruptible || scenario->center.shift_end == CC_SHIFT_INTERRUPT;
}

static bool
can_be_resumed(const void *whole, const void *object)
{
    const cc_channel *channel = object;
    return can_be_interrupted(whole, object) && is_done_later(whole, &channel->interrupted);
}

/* Do the two sides take turns on it? */
static bool
is_by_turns(const cc_scenario *scenario, const cc_channel *channel)
{
    const ptrdiff_t j = channel - scenario->center.channel;
    return scenario->channel[j].kind->medium->stretches != NULL;
}

static bool
may_fall_silent(const void *whole, const void *object)
{
    return is_by_turns(whole, object);
}

static bool
may_be_closed(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_channel *)object)->has_hours;
}

#define CHANNEL(member) offsetof(cc_channel, member)
static bool
may_fail(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_channel *)object)->set_up_fails > 0;
}

static const cc_setting set_up_settings[] = {
    {.name = "fails",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = CHANNEL(set_up_fails),
     .doc = "Share of tries that fail."},
    {.name = "again",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = 100,
     .offset = CHANNEL(set_up_again),
     .matters = may_fail,
     .doc = "How often it is tried again, at once."},
    {.name = NULL},
};

static const cc_setting channel_settings[] = {
    {.name = "watched",
     .kind = CC_SET_BOOL,
     .fallback = true,
     .offset = CHANNEL(watched),
     .is_policy = true,
     .doc = "Whether anybody reads what comes in; customers may write there all the same."},
    {.name = "hours",
     .kind = CC_SET_SPECIAL,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .type = CC_HOURS_TYPE,
     .normal = "run.hours",
     .read = read_hours,
     .write = write_hours,
     .is_policy = true,
     .doc = "When the channel is open, as far as the house is."},
    {.name = "hours_by",
     .kind = CC_SET_SPECIAL,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .each = &cc_each_weekday,
     .type = CC_HOURS_TYPE,
     .normal = "hours",
     .read = cc_read_elsewhere,
     .write = write_hours_by,
     .is_policy = true,
     .doc = "Other hours of the channel on that weekday; (): closed."},
    {.name = "lines",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1e6,
     .fallback = INT_MAX,
     .offset = CHANNEL(trunks),
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
    {.name = "look_up",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = CHANNEL(look_up),
     .doc = "What the agent looks up first, at the pace of work: where the customer is, or who."},
    {.name = "set_up",
     .kind = CC_SET_GROUP,
     .sub = set_up_settings,
     .doc = "Of a connection that may fail; then the channel is as one that is closed."},
    {.name = "work_factor",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 100,
     .fallback = 1,
     .offset = CHANNEL(work_factor),
     .doc = "Factor of the work that the demand states."},
    {.name = "rates",
     .kind = CC_SET_BY_NUMBER,
     .unit = "",
     .min = 0,
     .max = 100,
     .offset = CHANNEL(rates),
     .normal = "turns",
     .doc =
         "In place of turns: seconds of work that an agent with 1, 2, ... open does in a second; "
         "shared evenly."},
    {.name = "time_out",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = CHANNEL(time_out),
     .doc = "By turns: from an agent taking a customer who has left without a sign to finding out; "
            "0: it is seen when they leave."},
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
    {.name = "silence",
     .kind = CC_SET_GROUP,
     .offset = CHANNEL(silence),
     .sub = silence_settings,
     .matters = may_fall_silent,
     .doc = "What becomes of a conversation in which the customer is silent."},
    {.name = "auto_reply",
     .kind = CC_SET_BOOL,
     .offset = CHANNEL(auto_reply),
     .matters = may_be_closed,
     .is_policy = true,
     .doc = "Who writes outside the hours is told so by itself, and waits for the opening."},
    {.name = "entry",
     .kind = CC_SET_SPECIAL,
     .type = "name of an automation node",
     .normal = "none",
     .read = read_entry,
     .write = write_entry,
     .is_policy = true,
     .doc = "Automation that meets everyone first; \"none\" switches it off."},
    {.name = "message_every",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = CC_DAY,
     .offset = CHANNEL(message_every),
     .doc = "A message to those who wait, each time after so long; 0: none."},
    {.name = "after",
     .kind = CC_SET_SPECIAL,
     .type = "name of a survey",
     .normal = "none",
     .read = read_after,
     .write = write_after,
     .is_policy = true,
     .doc = "The survey that meets everyone when the agent is done; \"none\" switches it off."},
    {.name = "service_level",
     .kind = CC_SET_GROUP,
     .offset = CHANNEL(service_level),
     .sub = cc_settings_service_level,
     .doc = "What counts as answered in time."},
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_desk},
    {.name = NULL},
};

static const cc_setting *
channel_of(const void *whole, const char *name)
{
    return whole == NULL || cc_channel_find(whole, name) >= 0 ? channel_settings : NULL;
}

const cc_setting cc_settings_channels[] = {
    {.name = "*",
     .kind = CC_SET_GROUP,
     .each = &cc_each_channel,
     .sub_of = channel_of,
     .doc = "A channel; one that is not written is not offered."},
    {.name = NULL},
};

void
cc_channels_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < cc_scenario_in(writer)->n_channels; j++) {
        if (center->channel[j].offered) {
            cc_write_open(writer, cc_scenario_in(writer)->channel[j].name);
            cc_write_begin(writer);
            cc_settings_write(writer, channel_settings, &center->channel[j]);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}

/* Work must go on whatever the number open. */
static void
check_rates(cc_reader *reader, cc_value *group, int j)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_by_number *rates = &scenario->center.channel[j].rates;
    cc_value *written = group != NULL ? cc_value_get(group, "rates") : NULL;
    if (reader->error != SIM_OK || written == NULL || (rates->n == 0 && rates->constant == 0)) {
        return;
    }
    for (size_t k = 0; k < rates->n && reader->error == SIM_OK; k++) {
        if (!(rates->v[k] > 0)) {
            cc_read_refuse(reader, written, "must be > 0 for any number open (is %.10g for %zu)",
                           rates->v[k], k + 1);
        }
    }
    if (reader->error == SIM_OK &&
        strcmp(scenario->channel[j].kind->medium->name, "conversation") != 0) {
        cc_read_refuse(reader, written,
                       "must not be written: they are in place of turns, and %s "
                       "has none",
                       scenario->channel[j].name);
    }
}

void
cc_channels_read(cc_reader *reader, const cc_layers *in)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    center->channel = cc_read_alloc(reader, (size_t)scenario->n_channels, sizeof(*center->channel));
    for (int j = 0; j < scenario->n_channels && reader->error == SIM_OK; j++) {
        cc_value *group = cc_layers_get(in, scenario->channel[j].name);
        const cc_layers layers = cc_layers_of(group);
        center->channel[j].offered = group != NULL;
        cc_settings_read(reader, &layers, channel_settings, &center->channel[j]);
        if (reader->error == SIM_OK && scenario->channel[j].kind->interrupts &&
            center->channel[j].interruptible) {
            cc_read_refuse(reader, cc_value_get(group, "interruptible"),
                           "must be false: %s interrupts others, and itself without end (is true)",
                           scenario->channel[j].name);
        }
        check_rates(reader, group, j);
        if (reader->error == SIM_OK && !sim_dist_is_zero(&center->channel[j].time_out) &&
            strcmp(scenario->channel[j].kind->medium->name, "conversation") != 0) {
            cc_read_refuse(reader, cc_value_get(group, "time_out"),
                           "must be 0 s: on %s whoever leaves is seen to leave",
                           scenario->channel[j].name);
        }
        const cc_value *silence = cc_value_get(group, "silence");
        if (reader->error == SIM_OK && silence != NULL &&
            !is_by_turns(scenario, &center->channel[j])) {
            cc_read_refuse(reader, silence, "must be of a channel whose contacts take turns");
        }
        if (reader->error == SIM_OK && center->channel[j].auto_reply &&
            !is_by_turns(scenario, &center->channel[j])) {
            cc_read_refuse(reader, cc_value_get(group, "auto_reply"),
                           "must be false: contacts of %s do not take turns (is true)",
                           scenario->channel[j].name);
        }
    }
    for (int j = 0; j < scenario->n_channels && reader->error == SIM_OK; j++) {
        const cc_layers layers = cc_layers_of(cc_layers_get(in, scenario->channel[j].name));
        cc_desk_check(reader, &layers, j);
    }
}
