/* Arrivals as they were recorded: a file, what its columns and words mean, and how its days are played. */
#include "models/language/read_sheet.h"
#include "models/language/read_table.h"
#include "models/scenario/recorded_days.h"
#include "models/scenario/recorded_rows.h"
#include "models/scenario/recording_layout.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cc_setting column_settings[] = {
    {.name = "day",
     .kind = CC_SET_TEXT,
     .normal = "the date of time; or a usual name; or all rows are one day",
     .doc = "A date, or any text that is the same for the contacts of one day."},
    {.name = "time",
     .kind = CC_SET_TEXT,
     .normal = "\"time\", or a usual name",
     .doc = "Seconds after midnight, a time of day, or a date and a time."},
    {.name = "kind",
     .kind = CC_SET_TEXT,
     .normal = "\"kind\", or all rows are the only kind",
     .doc = "Name of the kind of issue; see kinds."},
    {.name = "channel",
     .kind = CC_SET_TEXT,
     .normal = "drawn",
     .doc = "Name of the channel; see channels."},
    {.name = "work",
     .kind = CC_SET_TEXT,
     .normal = "drawn",
     .doc = "Seconds of work, or a duration; an empty field is drawn."},
    {.name = "patience",
     .kind = CC_SET_TEXT,
     .normal = "drawn",
     .doc = "Seconds of patience, or a duration; an empty field is drawn."},
    {.name = "wait",
     .kind = CC_SET_TEXT,
     .normal = "not known",
     .doc = "Seconds waited, or a duration: of who gave up the patience, of others less."},
    {.name = "outcome",
     .kind = CC_SET_TEXT,
     .normal = "all were served",
     .doc = "Any text that tells whether it was served; see not_served."},
    {.name = NULL},
};

static const char *const orders[] = {"resample", "in-order", "resample-any", NULL};
static const char *const beyonds[] = {"refuse", "resample", "nobody", NULL};
static const char *const outsides[] = {"refuse", "leave_out", NULL};

const cc_setting cc_settings_trace[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet},
    {.name = "layout",
     .kind = CC_SET_TEXT,
     .is_policy = true,
     .normal = "a row for each contact",
     .doc =
         "Of what a phone system writes: \"queue_log\" (Asterisk), \"connect\" (Amazon Connect)."},
    {.name = "columns",
     .kind = CC_SET_GROUP,
     .sub = column_settings,
     .doc = "Names of its columns."},
    {.name = "kinds",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .type = "group of texts",
     .normal = "as they are",
     .doc = "Kind of issue for each word of the file; \"\" leaves the row out."},
    {.name = "channels",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .type = "group of texts",
     .normal = "as they are",
     .doc = "Channel for each word of the file; \"\" leaves the row out."},
    {.name = "not_served",
     .kind = CC_SET_SPECIAL,
     .type = "text or list of texts",
     .normal = "nobody",
     .doc = "Outcomes of who gave up: the wait is the patience, the work is drawn."},
    {.name = "sent_away",
     .kind = CC_SET_SPECIAL,
     .type = "text or list of texts",
     .normal = "nobody",
     .doc = "Outcomes of who was not served either, by no will of theirs: patience is longer."},
    {.name = "unit",
     .kind = CC_SET_CHOICE,
     .words = cc_duration_units,
     .normal = "s",
     .doc = "Of durations without a unit."},
    {.name = "days",
     .kind = CC_SET_CHOICE,
     .words = orders,
     .doc =
         "Days are drawn with replacement for each replication, of dates among those of the same "
         "weekday (resample) or any; or played in order."},
    {.name = "beyond",
     .kind = CC_SET_CHOICE,
     .words = beyonds,
     .doc = "What is done in order on open days for which no day is recorded."},
    {.name = "outside",
     .kind = CC_SET_CHOICE,
     .words = outsides,
     .doc = "What is done with rows outside run.hours, and without a time (\"Total\")."},
    {.name = NULL},
};

static int
find_column(cc_recorder *self, const cc_layers *columns, int which)
{
    const char *name = column_settings[which].name;
    const cc_value *value = cc_layers_get(columns, name);
    if (value != NULL && self->has_layout && which != CC_COLUMN_KIND &&
        which != CC_COLUMN_CHANNEL) {
        cc_read_refuse(self->reader, value, "is known by the layout");
    }
    if (value != NULL) {
        const char *header = cc_read_text(self->reader, value);
        return header[0] == '\0' ? -1
                                 : cc_read_column(self->reader, value, self->rows.sheet, header);
    }
    return self->has_layout          ? -1
           : which <= CC_COLUMN_TIME ? cc_recorder_find(self, which)
           : which == CC_COLUMN_KIND ? cc_sheet_column(self->rows.sheet, name)
                                     : -1;
}

static void
read_columns(cc_recorder *self, const cc_layers *in)
{
    cc_reader *reader = self->reader;
    cc_recording *trace = &cc_scenario_of(reader)->demand.trace;
    const cc_layers columns = cc_layers_sub(in, "columns");
    self->asks_for_time = cc_layers_get(&columns, "time") != NULL;
    self->asks_for_day = cc_layers_get(&columns, "day") != NULL;
    for (int j = 0; j < CC_RECORDING_COLUMNS && reader->error == SIM_OK; j++) {
        const int which = j < 2 ? 1 - j : j; /* whether a day is needed depends on the time */
        const int found = find_column(self, &columns, which);
        self->column[which] = found < 0 ? -1 : found;
    }
    for (int j = 0; j < CC_RECORDING_COLUMNS && reader->error == SIM_OK; j++) {
        if (self->column[j] < 0 && j == CC_COLUMN_TIME && !self->has_layout) {
            char found[700];
            cc_read_missing(reader, in, "columns.time", "is missing: %.200s %s",
                            self->rows.sheet->file,
                            cc_sheet_no_column(self->rows.sheet, "time", found, sizeof(found)));
        } else if (self->column[j] < 0 && j == CC_COLUMN_KIND &&
                   cc_scenario_of(reader)->demand.n_issues > 1) {
            cc_read_missing(reader, in, "columns.kind", "is missing: there are several kinds");
        }
        trace->column[j] = cc_read_keep(
            reader, self->column[j] < 0 ? "" : self->rows.sheet->header[self->column[j]]);
    }
    if (reader->error == SIM_OK && !self->has_layout) {
        cc_recorder_say_columns(self);
    }
}

/* ---- outcomes ---- */

static void
read_outcomes(cc_recorder *self, const cc_layers *in, const char *name, cc_outcomes *out)
{
    cc_reader *reader = self->reader;
    const cc_value *value = cc_layers_get(in, name);
    if (value == NULL) {
        return;
    }
    const bool list = value->kind == CC_VALUE_LIST;
    out->n = list ? (int)value->n : 1;
    const char **word = cc_read_alloc(reader, (size_t)out->n, sizeof(*word));
    out->found = cc_read_alloc(reader, (size_t)out->n, sizeof(*out->found));
    for (int j = 0; j < out->n && reader->error == SIM_OK; j++) {
        word[j] = cc_read_keep(reader, cc_read_text(reader, list ? value->child[j] : value));
    }
    out->word = word;
    if (self->column[CC_COLUMN_OUTCOME] < 0 && reader->error == SIM_OK) {
        cc_read_refuse(reader, value, "needs columns.outcome, in which these words are");
    }
}

/* The map must lead to names that exist; it is kept for the print. */
static const char **
read_map(cc_reader *reader, const cc_value *map, bool channels, int *n)
{
    const char **kept = cc_read_alloc(reader, map != NULL ? 2 * map->n : 0, sizeof(*kept));
    *n = map != NULL ? (int)map->n : 0;
    for (size_t j = 0; reader->error == SIM_OK && map != NULL && j < map->n; j++) {
        const cc_value *member = map->child[j];
        const char *to = cc_read_text(reader, member);
        bool known =
            to[0] == '\0' || (channels && cc_channel_find(cc_scenario_of(reader), to) >= 0);
        for (int k = 0; !channels && k < cc_scenario_of(reader)->demand.n_issues; k++) {
            known = known || strcmp(cc_scenario_of(reader)->demand.issue[k].name, to) == 0;
        }
        if (!known) {
            cc_read_refuse(reader, member, "there is no %s of that name (is \"%.60s\")",
                           channels ? "channel" : "kind of issue", to);
            break;
        }
        kept[2 * j] = cc_read_keep(reader, member->name);
        kept[2 * j + 1] = cc_read_keep(reader, to);
    }
    return kept;
}

/* So that a print elsewhere finds the file. */
static const char *
full_name(cc_reader *reader, const char *path)
{
    char folder[4096];
    if (path[0] == '/' || getcwd(folder, sizeof(folder)) == NULL) {
        folder[0] = '\0';
    }
    const size_t n = strlen(folder);
    char *full = cc_read_alloc(reader, n + strlen(path) + 2, 1);
    if (full != NULL) {
        strcpy(full, folder);
        strcpy(full + n, n > 0 ? "/" : "");
        strcat(full, path);
    }
    return full;
}

static void
read_outcomes_of(cc_recorder *self, const cc_layers *in)
{
    cc_recording *trace = &cc_scenario_of(self->reader)->demand.trace;
    read_outcomes(self, in, "not_served", &self->not_served);
    read_outcomes(self, in, "sent_away", &self->sent_away);
    trace->not_served = self->not_served.word;
    trace->n_not_served = self->not_served.n;
    trace->sent_away = self->sent_away.word;
    trace->n_sent_away = self->sent_away.n;
    if (self->column[CC_COLUMN_OUTCOME] >= 0 && trace->n_not_served + trace->n_sent_away == 0) {
        cc_read_missing(self->reader, in, "not_served",
                        "is missing: which words of columns.outcome mean that nobody served");
    }
}

static int
word_of(cc_reader *reader, const cc_layers *in, const char *name, const char *const *words)
{
    const cc_value *value = cc_layers_get(in, name);
    return value == NULL ? 0 : cc_read_word(reader, value, words);
}

/* NULL: a row for each contact. */
static const cc_recording_layout *
read_layout(cc_reader *reader, const cc_layers *in)
{
    const cc_value *value = cc_layers_get(in, "layout");
    if (value == NULL) {
        return NULL;
    }
    const char *name = cc_read_text(reader, value);
    char known[200] = "";
    for (int j = 0; cc_recording_layout_types[j] != NULL; j++) {
        const cc_recording_layout *layout = cc_recording_layout_types[j];
        if (strcmp(layout->name, name) == 0) {
            return layout;
        }
        const size_t n = strlen(known);
        snprintf(known + n, sizeof(known) - n, "%s\"%s\"", n > 0 ? ", " : "", layout->name);
    }
    cc_read_refuse(reader, value, "must be one of %s (is \"%.60s\")", known, name);
    return NULL;
}

static void
say_what_is_left_out(cc_recorder *self)
{
    char times[80] = "", kinds[80] = "";
    if (self->n_outside > 0) {
        snprintf(times, sizeof(times), "; %zu outside run.hours or without a time",
                 self->n_outside);
    }
    if (self->n_unwanted > 0) {
        snprintf(kinds, sizeof(kinds), "; %zu by kind or channel", self->n_unwanted);
    }
    if (self->n_outside + self->n_unwanted > 0) {
        cc_read_remark(self->reader, false, "trace: of the file are left out%s%s",
                       times + (times[0] == ';'), times[0] == ';' ? kinds : kinds + 1);
    }
}

static void
read_file(cc_recorder *self, const cc_layers *in)
{
    cc_reader *reader = self->reader;
    cc_recording *trace = &cc_scenario_of(reader)->demand.trace;
    const cc_recording_layout *layout = read_layout(reader, in);
    cc_read_sheet(reader, in, layout != NULL ? layout->names : NULL, &self->rows);
    if (reader->error != SIM_OK) {
        return;
    }
    trace->layout = layout != NULL ? layout->name : NULL;
    trace->file = full_name(reader, self->rows.path);
    trace->said = self->rows.said;
    self->has_layout = layout != NULL;
    read_columns(self, in);
    if (reader->error == SIM_OK) {
        read_outcomes_of(self, in);
    }
    if (reader->error == SIM_OK) {
        (layout != NULL ? layout->read : cc_recorder_read_table)(self);
        cc_recorder_keep(self);
    }
    if (reader->error == SIM_OK) {
        cc_recorded_days_read(reader, in, self->rows.path);
        say_what_is_left_out(self);
    }
}

void
cc_trace_read(cc_reader *reader, const cc_layers *in)
{
    cc_recording *trace = &cc_scenario_of(reader)->demand.trace;
    const cc_layers group = cc_layers_sub(in, "trace");
    if (group.n == 0 || reader->error != SIM_OK) {
        return;
    }
    cc_recorder self = {.reader = reader,
                        .kinds = cc_layers_get(&group, "kinds"),
                        .channels = cc_layers_get(&group, "channels")};
    const cc_value *unit = cc_layers_get(&group, "unit");
    trace->days = (cc_recorded_days)word_of(reader, &group, "days", orders);
    trace->beyond = (cc_beyond)word_of(reader, &group, "beyond", beyonds);
    trace->leave_out = self.leave_out = word_of(reader, &group, "outside", outsides) == 1;
    trace->unit = unit != NULL ? cc_read_word(reader, unit, cc_duration_units) : CC_SECONDS;
    self.unit = cc_duration_unit_seconds[trace->unit];
    trace->kind_map = read_map(reader, self.kinds, false, &trace->n_kinds);
    trace->channel_map = read_map(reader, self.channels, true, &trace->n_channels);
    if (reader->error == SIM_OK) {
        read_file(&self, &group);
    }
    cc_recorder_free(&self);
}

static void
write_text(cc_writer *writer, const char *name, const char *text)
{
    cc_write_name(writer, name);
    cc_write_text(writer, text);
    cc_write_end(writer);
}

static void
write_map(cc_writer *writer, const char *name, const char *const *map, int n)
{
    cc_write_open(writer, name);
    for (int j = 0; j < n; j++) {
        write_text(writer, map[2 * j], map[2 * j + 1]);
    }
    cc_write_close(writer);
}

/* Weekdays of the recorded days decide which of them are drawn; dates, which are played in order. */
static void
write_weekdays(cc_writer *writer, const cc_recording *trace)
{
    const cc_run *run = &cc_scenario_in(writer)->run;
    if (trace->date == NULL) {
        return;
    }
    uint64_t hash = sim_hash_start();
    for (int j = 0; j < trace->n_days && trace->by_weekday; j++) {
        hash = sim_hash_integer(hash, (uint64_t)cc_day_weekday(trace->date[j]));
    }
    for (int day = 0; day < run->days && trace->days == CC_DAYS_IN_ORDER; day++) {
        hash = sim_hash_integer(hash, (uint64_t)trace->of_day[day]);
    }
    cc_write_name(writer, "dates");
    cc_write_raw(writer, "\"%016llx\"", (unsigned long long)hash);
    cc_write_end(writer);
}

static void
write_texts(cc_writer *writer, const char *name, const char *const *text, int n)
{
    if (n == 0) {
        return;
    }
    cc_write_name(writer, name);
    cc_write_raw(writer, "(");
    for (int j = 0; j < n; j++) {
        cc_write_raw(writer, "%s", j > 0 ? ", " : "");
        cc_write_text(writer, text[j]);
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

/* The rows are not printed; the hash is of the rows, wherever the file is. */
void
cc_trace_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    const cc_recording *trace = &demand->trace;
    if (trace->n == 0) {
        return;
    }
    cc_write_open(writer, self->name);
    if (writer->for_hash) {
        cc_write_name(writer, "digest");
        cc_write_raw(writer, "\"%016llx\"", (unsigned long long)trace->digest);
        cc_write_end(writer);
        write_weekdays(writer, trace);
    } else {
        write_text(writer, "file", trace->file);
        if (trace->layout != NULL) {
            write_text(writer, "layout", trace->layout);
        }
        cc_write_sheet(writer, &trace->said);
        cc_write_open(writer, "columns");
        for (int j = 0; j < CC_RECORDING_COLUMNS; j++) {
            if (trace->column[j][0] != '\0') {
                write_text(writer, column_settings[j].name, trace->column[j]);
            }
        }
        cc_write_close(writer);
        write_map(writer, "kinds", trace->kind_map, trace->n_kinds);
        write_map(writer, "channels", trace->channel_map, trace->n_channels);
        write_texts(writer, "not_served", trace->not_served, trace->n_not_served);
        write_texts(writer, "sent_away", trace->sent_away, trace->n_sent_away);
        if (trace->unit != CC_SECONDS) {
            write_text(writer, "unit", cc_duration_units[trace->unit]);
        }
        if (trace->leave_out) {
            write_text(writer, "outside", "leave_out");
        }
    }
    if (trace->days != CC_DAYS_RESAMPLE) {
        write_text(writer, "days", orders[trace->days]);
    }
    if (trace->beyond != CC_BEYOND_REFUSE) {
        write_text(writer, "beyond", beyonds[trace->beyond]);
    }
    cc_write_close(writer);
}
