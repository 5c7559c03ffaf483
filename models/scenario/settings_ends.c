/* What customers do when their patience ends on a channel, or where nobody reads what they wrote. The
 * object is an issue; customers and every_issue say it for all. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

static const char *const clocks[] = {"open", "wall", NULL};
static const char *const firsts[] = {"withdrawn", "duplicate", NULL};

static bool
may_happen(const cc_table *probability)
{
    bool may = probability->n == 0 && probability->constant > 0;
    for (size_t j = 0; j < probability->n; j++) {
        may = may || probability->v[j] > 0;
    }
    return may;
}

/* ---- switch: patience has ended on that channel ---- */

static bool
switches(const void *whole, const void *object)
{
    (void)whole;
    return may_happen(&((const cc_switch *)object)->probability);
}

static void
read_to(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_switch *into = object;
    const cc_value *value = cc_layers_get(in, self->name);
    into->to = value != NULL ? cc_read_name(reader, value, &cc_each_channel) : -1;
}

static void
write_to(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_switch *from = object;
    if (from->to >= 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, cc_scenario_in(writer)->channel[from->to].name);
        cc_write_end(writer);
    }
}

#define SWITCH(member) offsetof(cc_switch, member)
static const cc_setting switch_settings[] = {
    {.name = "probability",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = SWITCH(probability),
     .doc = "That a customer whose patience ends there goes to another channel."},
    {.name = "to",
     .kind = CC_SET_SPECIAL,
     .type = "name of a channel",
     .normal = "must be given where anybody does",
     .matters = switches,
     .read = read_to,
     .write = write_to,
     .is_policy = true,
     .doc = "To which one."},
    {.name = "delay",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = SWITCH(delay),
     .matters = switches,
     .doc = "Time until they are in touch there, by its clock."},
    {.name = "clock",
     .kind = CC_SET_EITHER,
     .words = clocks,
     .offset = SWITCH(by_wall),
     .matters = switches,
     .doc = "Of the delay, as of a redial."},
    {.name = "first",
     .kind = CC_SET_EITHER,
     .words = firsts,
     .offset = SWITCH(stays),
     .matters = switches,
     .doc = "Whether the first contact is withdrawn, or stays in its line as a duplicate."},
    {.name = NULL},
};

static const cc_setting *
switch_of(const void *whole, const char *name)
{
    return whole == NULL || cc_channel_find(whole, name) >= 0 ? switch_settings : NULL;
}

static void
read_switches(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)self;
    cc_issue *issue = object;
    const cc_scenario *scenario = cc_scenario_of(reader);
    for (int j = 0; j < scenario->n_channels && reader->error == SIM_OK; j++) {
        const cc_layers sub = cc_layers_sub(in, scenario->channel[j].name);
        cc_switch *into = &issue->content[j].switches;
        cc_settings_read(reader, &sub, switch_settings, into);
        if (reader->error != SIM_OK || !may_happen(&into->probability)) {
            continue;
        }
        if (into->to < 0) {
            cc_read_missing(reader, &sub, "to", "is missing: which channel do they go to?");
        } else if (into->stays && scenario->channel[j].kind->holds_trunk) {
            cc_read_refuse(reader, cc_layers_get(&sub, "first"),
                           "must be \"withdrawn\": nobody leaves a call in line (is "
                           "\"duplicate\")");
        } else if (into->to == j) {
            cc_read_refuse(reader, cc_layers_get(&sub, "to"),
                           "must be another channel than the one that is left");
        }
    }
}

/* May a customer bring the patience that was recorded? */
static bool
has_recorded_patience(const cc_demand *demand, const cc_issue *issue)
{
    bool has = false;
    for (size_t r = 0; !has && r < demand->trace.n; r++) {
        const cc_recorded *row = &demand->trace.row[r];
        has = &demand->issue[row->issue] == issue && !isnan(row->patience);
    }
    return has;
}

/* Patience ends on a channel where it is drawn or recorded, or at a message. */
static void
write_switches(cc_writer *writer, const cc_setting *self, const void *object)
{
    (void)self;
    const cc_issue *issue = object;
    const bool ends_anywhere =
        writer->for_hash && (issue->reactions.message > 0 ||
                             has_recorded_patience(&cc_scenario_in(writer)->demand, issue));
    for (int j = 0; j < cc_scenario_in(writer)->n_channels; j++) {
        const cc_content *content = &issue->content[j];
        if (writer->for_hash && !(content->is_used && (ends_anywhere || content->has_patience ||
                                                       content->has_turn_patience))) {
            continue;
        }
        cc_write_open(writer, cc_scenario_in(writer)->channel[j].name);
        cc_settings_write(writer, switch_settings, &content->switches);
        cc_write_close(writer);
    }
}

static const cc_setting switch_by_channel[] = {
    {.name = "*",
     .kind = CC_SET_GROUP,
     .each = &cc_each_channel,
     .sub_of = switch_of,
     .read = read_switches,
     .write = write_switches,
     .doc = "The channel on which patience ends."},
    {.name = NULL},
};

/* ---- ignored: nobody reads the channel ---- */

static bool
goes_on(const void *whole, const void *object)
{
    const cc_ignored *ignored = object;
    bool may = false;
    for (int j = 0; j < ((const cc_scenario *)whole)->n_channels; j++) {
        may = may || ignored->elsewhere[j] > 0 || ignored->in_public[j] > 0;
    }
    return may;
}

#define IGNORED(member) offsetof(cc_ignored, member)
#define SHARES                                                                                     \
    .kind = CC_SET_NUMBER, .unit = "", .min = 0, .max = 1, .each = &cc_each_channel,               \
    .stride = sizeof(double), .pointed = true, .whole = true, .normal = "nobody"
static const cc_setting ignored_settings[] = {
    {.name = "after",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = IGNORED(after),
     .doc = "How long a customer waits for an answer from a channel that nobody reads."},
    {.name = "clock",
     .kind = CC_SET_EITHER,
     .words = clocks,
     .offset = IGNORED(by_wall),
     .doc = "Of that time, as of a redial."},
    {.name = "elsewhere",
     SHARES,
     .offset = IGNORED(elsewhere),
     .doc = "Share that then gets in touch on that channel; the rest is lost."},
    {.name = "in_public",
     SHARES,
     .offset = IGNORED(in_public),
     .matters = goes_on,
     .doc = "Share that then complains in public, on that channel."},
    {.name = NULL},
};

static void
read_ignored(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_ignored *ignored = &((cc_issue *)object)->ignored;
    const cc_layers sub = cc_layers_sub(in, self->name);
    cc_settings_read(reader, &sub, self->sub, ignored);
    double sum = 0;
    for (int j = 0; reader->error == SIM_OK && j < cc_scenario_of(reader)->n_channels; j++) {
        sum += ignored->elsewhere[j] + ignored->in_public[j];
    }
    if (reader->error == SIM_OK && sum > 1 + 1e-6) {
        cc_read_missing(reader, &sub, "elsewhere",
                        "shares, with those of in_public, must sum to at most 1 (sum is %.10g)",
                        sum);
    }
}

static void
write_ignored(cc_writer *writer, const cc_setting *self, const void *object)
{
    cc_write_open(writer, self->name);
    cc_settings_write(writer, self->sub, &((const cc_issue *)object)->ignored);
    cc_write_close(writer);
}

const cc_setting cc_settings_ends[] = {
    {.name = "switch",
     .kind = CC_SET_GROUP,
     .sub = switch_by_channel,
     .doc = "Another channel when patience ends."},
    {.name = "ignored",
     .kind = CC_SET_GROUP,
     .sub = ignored_settings,
     .read = read_ignored,
     .write = write_ignored,
     .doc = "What follows on a channel that is not watched."},
    {.name = NULL},
};
