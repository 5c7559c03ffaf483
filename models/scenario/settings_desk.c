/* What a channel's desk does with items: the clock, answers of customers, sorting, telling, handing
 * on. */
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_hours.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

#define DESK(member) offsetof(cc_channel, desk.member)

static void
read_lunch(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_desk *desk = &((cc_channel *)object)->desk;
    const cc_value *value = cc_layers_get(in, self->name);
    desk->lunch = (cc_opening){0, 0};
    if (value != NULL) {
        desk->lunch = cc_hours_read_pair(reader, value, cc_scenario_of(reader)->run.day_begin);
    }
}

static void
write_lunch(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_desk *desk = &((const cc_channel *)object)->desk;
    if (desk->lunch.close > desk->lunch.open) {
        cc_write_name(writer, self->name);
        cc_hours_write_pair(writer, cc_scenario_in(writer)->run.day_begin, &desk->lunch);
        cc_write_end(writer);
    }
}

static void
read_to(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_channel *channel = object;
    const cc_value *value = cc_layers_get(in, self->name);
    channel->desk.raises = value == NULL ? -1 : cc_read_name(reader, value, &cc_each_channel);
}

static void
write_to(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_channel *channel = object;
    if (channel->desk.raises >= 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, cc_scenario_in(writer)->channel[channel->desk.raises].name);
        cc_write_end(writer);
    }
}

static bool
goes_wrong(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_channel *)object)->desk.accuracy < 1;
}

/* Are customers asked anything on the channel? */
static bool
has_answers(const void *whole, const void *object)
{
    const cc_scenario *scenario = whole;
    const cc_channel *channel = object;
    const long c = channel - scenario->center.channel;
    bool has = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        has |= scenario->demand.issue[i].content[c].asks > 0;
    }
    return has;
}

static bool
has_any_raised(const void *whole, const void *object)
{
    (void)whole;
    const cc_desk *desk = &((const cc_channel *)object)->desk;
    return desk->raises >= 0 && desk->by_agent + desk->by_automation > 0;
}

static const cc_setting classifier_settings[] = {
    {.name = "accuracy",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = DESK(accuracy),
     .doc = "Share that goes to its own queue; the others go to another queue of the channel."},
    {.name = "notice",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = DESK(notice),
     .matters = goes_wrong,
     .doc = "Attention until an agent of a wrong queue sees it and sends it on."},
    {.name = NULL},
};

static const cc_setting acknowledge_settings[] = {
    {.name = "patience",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 1e6,
     .fallback = 1,
     .offset = DESK(patience),
     .doc = "Factor of the patience of customers, who are told at once that it has come in."},
    {.name = NULL},
};

static const cc_setting raises_settings[] = {
    {.name = "to",
     .kind = CC_SET_SPECIAL,
     .type = "name of a channel of items",
     .normal = "none",
     .read = read_to,
     .write = write_to,
     .matters = has_any_raised,
     .is_policy = true,
     .doc = "Where what is not done yet goes on."},
    {.name = "by_agent",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 0.99,
     .offset = DESK(by_agent),
     .matters = has_any_raised,
     .doc = "Share of the contacts ended by an agent that go on there."},
    {.name = "by_automation",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 0.99,
     .offset = DESK(by_automation),
     .matters = has_any_raised,
     .doc = "Share of the contacts that ended in automation that go on there."},
    {.name = NULL},
};

static const char *const answers[] = {"queue", "agent", NULL};

const cc_setting cc_settings_desk[] = {
    {.name = "lunch",
     .kind = CC_SET_SPECIAL,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .type = "two times of day",
     .normal = "none",
     .read = read_lunch,
     .write = write_lunch,
     .is_policy = true,
     .doc = "When the clock of the channel's service level stands still."},
    {.name = "answers_to",
     .kind = CC_SET_EITHER,
     .words = answers,
     .offset = DESK(answers_to_agent),
     .matters = has_answers,
     .doc = "Who takes a customer's answer: anybody, or who asked, if there and with room."},
    {.name = "acknowledge",
     .kind = CC_SET_GROUP,
     .sub = acknowledge_settings,
     .doc = "An automatic message that it has come in."},
    {.name = "classifier",
     .kind = CC_SET_GROUP,
     .sub = classifier_settings,
     .doc = "Which queue items are sorted into."},
    {.name = "raises",
     .kind = CC_SET_GROUP,
     .sub = raises_settings,
     .doc = "Work that goes on behind a contact, as a case."},
    {.name = NULL},
};

/* ---- what the ranges do not say ---- */

/* Refuses a setting of deferred channels on another. */
static bool
refuses(cc_reader *reader, const cc_layers *in, const char *name, const cc_channel_name *channel)
{
    const cc_value *value = cc_layers_get(in, name);
    if (value == NULL || channel->kind->medium->deferred) {
        return false;
    }
    cc_read_refuse(reader, value, "is of channels of items (e-mails, cases) only; %s is a %s",
                   channel->name, channel->kind->medium->name);
    return true;
}

static void
check_raises(cc_reader *reader, const cc_layers *in, int channel)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_desk *desk = &scenario->center.channel[channel].desk;
    const cc_layers at = cc_layers_sub(in, "raises");
    const cc_value *to = cc_layers_get(&at, "to");
    if (desk->by_agent + desk->by_automation > 0 && desk->raises < 0) {
        cc_read_missing(reader, &at, "to", "is missing: where what is raised goes");
        return;
    }
    if (desk->raises < 0) {
        return;
    }
    const cc_channel_name *target = &scenario->channel[desk->raises];
    if (!target->kind->medium->deferred) {
        cc_read_refuse(reader, to, "must be a channel of items; %s is a %s", target->name,
                       target->kind->medium->name);
    } else if (!scenario->center.channel[desk->raises].offered) {
        cc_read_refuse(reader, to,
                       "must be a channel that the center has: channels = { %s = { }; }",
                       target->name);
    }
}

/* What is left of the openings of a day without the lunch. */
static cc_openings
without(const cc_openings *of, const cc_opening *lunch)
{
    cc_openings out = {0};
    for (int j = 0; j < of->n; j++) {
        const cc_opening *whole = &of->at[j];
        if (whole->open < lunch->open) {
            out.at[out.n++] = (cc_opening){whole->open, fmin(whole->close, lunch->open)};
        }
        if (whole->close > lunch->close) {
            out.at[out.n++] = (cc_opening){fmax(whole->open, lunch->close), whole->close};
        }
    }
    return out;
}

static bool
holds(const cc_openings *of, const cc_opening *lunch)
{
    bool holds = false;
    for (int j = 0; j < of->n; j++) {
        holds |= of->at[j].open <= lunch->open && lunch->close <= of->at[j].close &&
                 lunch->close - lunch->open < of->at[j].close - of->at[j].open;
    }
    return holds;
}

static void
take_lunch_off(cc_reader *reader, const cc_layers *in, cc_channel *channel)
{
    const cc_run *run = &cc_scenario_of(reader)->run;
    cc_desk *desk = &channel->desk;
    bool is_within = false;
    for (int j = 0; j < 7; j++) {
        is_within |= holds(&channel->hours.of[j], &desk->lunch);
    }
    if (!is_within) {
        cc_read_refuse(reader, cc_layers_get(in, "lunch"),
                       "must be a part of the hours of the channel");
        return;
    }
    for (int j = 0; j < 7; j++) {
        desk->clock.of[j] = without(&channel->hours.of[j], &desk->lunch);
    }
    double *before = cc_read_alloc(reader, (size_t)run->days + 1, sizeof(*before));
    if (reader->error == SIM_OK) {
        cc_hours_finish(&desk->clock, run, before);
    }
}

void
cc_desk_check(cc_reader *reader, const cc_layers *in, int channel)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_channel *setup = &scenario->center.channel[channel];
    static const char *const of_items[] = {"lunch", "answers_to", "acknowledge", "classifier"};
    for (int j = 0; j < 4; j++) {
        if (refuses(reader, in, of_items[j], &scenario->channel[channel])) {
            return;
        }
    }
    if (setup->desk.lunch.close > setup->desk.lunch.open) {
        take_lunch_off(reader, in, &scenario->center.channel[channel]);
    }
    check_raises(reader, in, channel);
}
