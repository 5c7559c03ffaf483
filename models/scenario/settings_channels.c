/* demand.channels: which channels a scenario has. Read before all else, since sections use the
 * names. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NAME 40
#define FIRST_HASHED 256u /* below are the numbers of kinds */

/* FNV-1a, folded. */
static uint32_t
number_of(const char *name)
{
    uint64_t hash = sim_hash_bytes(sim_hash_start(), name, strlen(name));
    hash ^= hash >> 32;
    const uint32_t range = (1u << CC_CHANNEL_ID_BITS) - FIRST_HASHED;
    return FIRST_HASHED + (uint32_t)(hash & 0xffffffff) % range;
}

static char *
title_of(cc_reader *reader, const char *name)
{
    char *title = cc_read_keep(reader, name);
    for (char *p = title; p != NULL && *p != '\0'; p++) {
        *p = (char)toupper((unsigned char)*p);
    }
    return title;
}

static void
add(cc_reader *reader, const cc_value *at, const char *name, const cc_preset *kind)
{
    cc_scenario *scenario = cc_scenario_of(reader);
    const cc_preset *same = cc_preset_find(name);
    const uint32_t id = same != NULL ? (uint32_t)same->number : number_of(name);
    const int clash = cc_channel_by_id(scenario, id);
    if (clash >= 0) {
        cc_read_refuse(reader, at, "has the number of \"%s\" in journals; choose another name",
                       scenario->channel[clash].name);
        return;
    }
    scenario->channel[scenario->n_channels++] = (cc_channel_name){
        .name = cc_read_keep(reader, name),
        .title = kind == same ? kind->title : title_of(reader, name),
        .kind = kind,
        .id = id,
    };
}

static const cc_preset *
read_kind(cc_reader *reader, cc_value *value)
{
    const char *words[64] = {NULL};
    for (int j = 0; cc_preset_types[j] != NULL && j < 63; j++) {
        words[j] = cc_preset_types[j]->name;
    }
    const int j = cc_read_word(reader, value, words);
    return reader->error == SIM_OK ? cc_preset_types[j] : NULL;
}

/* What stands beside a channel's name somewhere, and so cannot be one. */
static bool
is_reserved(const char *name)
{
    static const char *const words[] = {"same", "file", "column", NULL};
    bool is = cc_settings_has(cc_settings_issue, name);
    for (int j = 0; words[j] != NULL; j++) {
        is = is || strcmp(words[j], name) == 0;
    }
    return is;
}

const cc_setting cc_settings_channel_names[] = {
    {.name = "kind",
     .kind = CC_SET_SPECIAL,
     .type = "name of a kind of channel",
     .normal = "must be given",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "See `ccsim list channels`."},
    {.name = NULL},
};

static void
declare(cc_reader *reader, cc_value *all)
{
    char shown[96];
    if (all->kind != CC_VALUE_GROUP) {
        cc_read_refuse(reader, all, "must be a group { } (is %s)",
                       cc_value_show(all, shown, sizeof(shown)));
        return;
    }
    for (size_t j = 0; j < all->n && reader->error == SIM_OK; j++) {
        cc_value *member = all->child[j];
        if (cc_scenario_of(reader)->n_channels == CC_MAX_CHANNELS) {
            cc_read_refuse(reader, member, "too many channels (%d at most)", CC_MAX_CHANNELS);
            return;
        }
        if (member->kind != CC_VALUE_GROUP) {
            cc_read_refuse(reader, member, "must be a group like { kind = \"voice\"; } (is %s)",
                           cc_value_show(member, shown, sizeof(shown)));
            return;
        }
        if (is_reserved(member->name)) {
            cc_read_refuse(reader, member, "must not have the name of a setting beside channels");
            return;
        }
        if (strlen(member->name) > MAX_NAME || strchr(member->name, '*') != NULL) {
            cc_read_refuse(reader, member, "a channel's name has at most %d characters and no *",
                           MAX_NAME);
            return;
        }
        cc_settings_check_names(reader, member, cc_settings_channel_names);
        cc_value *kind = cc_value_get(member, "kind");
        if (kind == NULL) {
            const cc_layers in = cc_layers_of(member);
            cc_read_missing(reader, &in, "kind", "is missing");
            return;
        }
        const cc_preset *preset = reader->error == SIM_OK ? read_kind(reader, kind) : NULL;
        if (preset != NULL) {
            add(reader, member, member->name, preset);
        }
    }
}

/* Is the name written anywhere but in `but`, as that of a member or as a text? To say yes where no channel is
 * meant costs nothing: a channel that is not used changes nothing. */
static bool
is_written(const cc_value *value, const cc_value *but, const char *name)
{
    bool is = (value->name != NULL && strcmp(value->name, name) == 0) ||
              (value->kind == CC_VALUE_TEXT && strcmp(value->text, name) == 0);
    for (size_t j = 0; j < value->n && !is; j++) {
        is = value->child[j] != but && is_written(value->child[j], but, name);
    }
    return is;
}

static int
by_kind_and_name(const void *a, const void *b)
{
    const cc_channel_name *x = a, *y = b;
    const int kinds = strcmp(x->kind->name, y->kind->name);
    return kinds != 0 ? kinds : strcmp(x->name, y->name);
}

void
cc_channels_declare(cc_reader *reader)
{
    cc_scenario *scenario = cc_scenario_of(reader);
    scenario->channel = cc_read_alloc(reader, CC_MAX_CHANNELS, sizeof(*scenario->channel));
    cc_value *demand = cc_value_get(reader->root, "demand");
    cc_value *all =
        demand != NULL && demand->kind == CC_VALUE_GROUP ? cc_value_get(demand, "channels") : NULL;
    if (all != NULL && reader->error == SIM_OK) {
        declare(reader, all);
    }
    for (int j = 0; cc_preset_types[j] != NULL && reader->error == SIM_OK; j++) {
        const cc_preset *kind = cc_preset_types[j];
        if (cc_channel_find(scenario, kind->name) < 0 &&
            is_written(reader->root, all, kind->name)) {
            if (scenario->n_channels == CC_MAX_CHANNELS) {
                cc_read_refuse(reader, all, "too many channels (%d at most, %s included)",
                               CC_MAX_CHANNELS, kind->name);
                return;
            }
            add(reader, reader->root, kind->name, kind);
        }
    }
    if (reader->error == SIM_OK) {
        qsort(scenario->channel, (size_t)scenario->n_channels, sizeof(*scenario->channel),
              by_kind_and_name);
    }
}

/* Does the demand say anything of the channel's work? */
static bool
has_work(const cc_demand *demand, int channel)
{
    bool has = false;
    for (int j = 0; j < demand->n_issues; j++) {
        const cc_content *content = &demand->issue[j].content[channel];
        has = has || (content->given && content->is_used);
    }
    return has;
}

void
cc_channel_names_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    const cc_scenario *scenario = cc_scenario_in(writer);
    cc_write_open(writer, self->name);
    for (int j = 0; j < scenario->n_channels; j++) {
        const cc_channel_name *channel = &scenario->channel[j];
        if (strcmp(channel->name, channel->kind->name) != 0 &&
            (!writer->for_hash || has_work(demand, j))) {
            cc_write_open(writer, channel->name);
            cc_write_name(writer, "kind");
            cc_write_text(writer, channel->kind->name);
            cc_write_end(writer);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}
