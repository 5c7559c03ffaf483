/* Arrivals as they were recorded: rows of a CSV file with a map of its columns. */
#include "models/language/read_sheet.h"
#include "models/language/sheet_value.h"
#include "models/language/units.h"
#include "models/language/words.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_DAYS 20000

enum { DAY, TIME, KIND, CHANNEL, WORK, PATIENCE };

static const cc_setting column_settings[] = {
    {.name = "day",
     .kind = CC_SET_TEXT,
     .normal = "\"day\", or all rows are one day",
     .doc = "Any text that is the same for the contacts of one day."},
    {.name = "time",
     .kind = CC_SET_TEXT,
     .normal = "\"time\"",
     .doc = "Seconds after midnight, or HH:MM:SS."},
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
    {.name = NULL},
};

static const char *const orders[] = {"resample", "in-order", NULL};
static const char *const outsides[] = {"refuse", "leave_out", NULL};

const cc_setting cc_settings_trace[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet},
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
    {.name = "days",
     .kind = CC_SET_CHOICE,
     .words = orders,
     .doc = "Days are drawn with replacement for each replication, or played in order."},
    {.name = "outside",
     .kind = CC_SET_CHOICE,
     .words = outsides,
     .doc = "What is done with rows outside run.hours."},
    {.name = NULL},
};

/* Words of a column, and what each means: looked up when it is first seen. */
typedef struct column_words {
    cc_words words;
    int *meaning; /* at least OUT */
    size_t capacity;
} column_words;

enum { OUT = -3, UNKNOWN = -2, DRAWN = -1 }; /* left out; refused; drawn from wants */

typedef struct tracer {
    cc_reader *reader;
    cc_read_rows rows;
    int column[CC_RECORDING_COLUMNS]; /* -1: none */
    const cc_value *kinds, *channels;
    bool leave_out;
    cc_words days;
    column_words kind, channel;
} tracer;

static void
refuse_row(tracer *self, size_t row, int which, const char *rule)
{
    cc_read_refuse_field(self->reader, &self->rows, row, (size_t)self->column[which], rule);
}

static const char *
text_of(const tracer *self, size_t row, int which)
{
    return self->column[which] < 0
               ? ""
               : cc_sheet_field(self->rows.sheet, row, (size_t)self->column[which]);
}

/* What the file says, or what the map says for it; NULL: leave the row out. */
static const char *
mapped(const cc_value *map, const char *text)
{
    const cc_value *to = cc_value_get(map, text);
    if (to == NULL) {
        return text;
    }
    return to->kind == CC_VALUE_TEXT && to->text[0] != '\0' ? to->text : NULL;
}

static int
find_day(tracer *self, size_t row)
{
    const char *day = text_of(self, row, DAY); /* "" if there is no such column: one day */
    const size_t n = cc_words_number(&self->days, day);
    if (n == CC_NO_WORD) {
        cc_read_no_memory(self->reader);
    } else if (n == MAX_DAYS) {
        refuse_row(self, row, DAY, "too many days (20000 at most)");
    }
    return n < MAX_DAYS ? (int)n : 0;
}

static int
kind_meant(const tracer *self, const char *text)
{
    const cc_scenario *scenario = cc_scenario_of(self->reader);
    const char *kind = mapped(self->kinds, text);
    if (kind == NULL) {
        return OUT;
    }
    if (self->column[KIND] < 0) {
        return 0;
    }
    for (int j = 0; j < scenario->demand.n_issues; j++) {
        if (strcmp(scenario->demand.issue[j].name, kind) == 0) {
            return j;
        }
    }
    return UNKNOWN;
}

static int
channel_meant(const tracer *self, const char *text)
{
    const char *channel = mapped(self->channels, text);
    if (channel == NULL) {
        return OUT;
    }
    const int found =
        channel[0] == '\0' ? DRAWN : cc_channel_find(cc_scenario_of(self->reader), channel);
    return found < 0 && channel[0] != '\0' ? UNKNOWN : found;
}

static int
meaning_of(tracer *self, column_words *all, size_t row, int which,
           int (*meant)(const tracer *self, const char *text))
{
    const size_t before = all->words.n;
    const char *text = text_of(self, row, which);
    const size_t n = cc_words_number(&all->words, text);
    if (n != CC_NO_WORD && n == all->capacity) {
        const size_t capacity = n == 0 ? 16 : 2 * n;
        int *meaning = realloc(all->meaning, capacity * sizeof(*meaning));
        if (meaning != NULL) {
            all->meaning = meaning;
            all->capacity = capacity;
        }
    }
    if (n == CC_NO_WORD || n >= all->capacity) {
        cc_read_no_memory(self->reader);
        return OUT;
    }
    if (all->words.n > before) {
        all->meaning[n] = meant(self, text);
    }
    return all->meaning[n];
}

/* NAN where there is no column, or nothing in it. */
static double
seconds_of(tracer *self, size_t row, int which)
{
    double x = NAN;
    if (text_of(self, row, which)[0] == '\0') {
        return NAN;
    }
    const char *rule = cc_sheet_duration(self->rows.sheet, row, (size_t)self->column[which], 1, &x);
    if (rule != NULL) {
        refuse_row(self, row, which, rule);
    } else if (!(x >= 0 && x <= 1e9)) {
        refuse_row(self, row, which, "must be from 0 to 1e9 s");
    }
    return x;
}

/* False: the row is left out. */
static bool
read_row(tracer *self, size_t row, cc_recorded *out)
{
    const cc_run *run = &cc_scenario_of(self->reader)->run;
    const char *time = text_of(self, row, TIME);
    if (!cc_number_parse(time, &out->time)) {
        cc_moment at;
        if (!cc_moment_parse(time, CC_ORDER_UNKNOWN, &at) || at.has_day) {
            refuse_row(self, row, TIME, "must be seconds after midnight or HH:MM:SS");
            return false;
        }
        out->time = at.time;
    }
    out->issue = meaning_of(self, &self->kind, row, KIND, kind_meant);
    out->channel = meaning_of(self, &self->channel, row, CHANNEL, channel_meant);
    if (out->issue == OUT || out->channel == OUT) {
        return false;
    }
    if (out->time < run->open || out->time >= run->close) {
        if (!self->leave_out) {
            refuse_row(self, row, TIME, "must lie within run.hours (or set outside)");
        }
        return false;
    }
    if (out->issue == UNKNOWN) {
        refuse_row(self, row, KIND, "must be a kind of issue, or stand in trace.kinds");
    }
    if (out->channel == UNKNOWN) {
        refuse_row(self, row, CHANNEL, "must be a channel, or stand in trace.channels");
    }
    out->work = seconds_of(self, row, WORK);
    out->patience = seconds_of(self, row, PATIENCE);
    out->day = find_day(self, row);
    return self->reader->error == SIM_OK;
}

typedef struct ordered {
    cc_recorded row;
    size_t n;
} ordered;

static int
compare(const void *a, const void *b)
{
    const ordered *x = a, *y = b;
    if (x->row.day != y->row.day) {
        return x->row.day < y->row.day ? -1 : 1;
    }
    if (x->row.time != y->row.time) {
        return x->row.time < y->row.time ? -1 : 1;
    }
    return x->n < y->n ? -1 : x->n > y->n;
}

static uint64_t
digest(const cc_scenario *scenario, const cc_recorded *row, size_t n)
{
    uint64_t hash = sim_hash_start();
    for (size_t j = 0; j < n; j++) {
        char line[160];
        const int channel = row[j].channel < 0 ? -1 : (int)scenario->channel[row[j].channel].id;
        const int length =
            snprintf(line, sizeof(line), "%d %.17g %d %d %.17g %.17g\n", row[j].day, row[j].time,
                     row[j].issue, channel, row[j].work, row[j].patience);
        hash = sim_hash_bytes(hash, line, (size_t)length);
    }
    return hash;
}

static void
keep(cc_reader *reader, ordered *all, size_t n, int n_days)
{
    cc_recording *trace = &cc_scenario_of(reader)->demand.trace;
    qsort(all, n, sizeof(*all), compare);
    cc_recorded *row = cc_read_alloc(reader, n, sizeof(*row));
    size_t *day_start = cc_read_alloc(reader, (size_t)n_days + 1, sizeof(*day_start));
    if (reader->error != SIM_OK) {
        return;
    }
    for (size_t j = 0; j < n; j++) {
        row[j] = all[j].row;
        day_start[row[j].day + 1] = j + 1;
    }
    trace->row = row;
    trace->n = n;
    trace->day_start = day_start;
    trace->n_days = n_days;
    trace->digest = digest(cc_scenario_of(reader), row, n);
}

static void
read_columns(tracer *self, const cc_layers *in)
{
    cc_reader *reader = self->reader;
    cc_recording *trace = &cc_scenario_of(reader)->demand.trace;
    const cc_layers columns = cc_layers_sub(in, "columns");
    for (int j = 0; j < CC_RECORDING_COLUMNS && reader->error == SIM_OK; j++) {
        const char *name = column_settings[j].name;
        const cc_value *value = cc_layers_get(&columns, name);
        const char *header = value != NULL ? cc_read_text(reader, value) : j <= KIND ? name : "";
        self->column[j] = header[0] == '\0' ? -1
                          : value != NULL ? cc_read_column(reader, value, self->rows.sheet, header)
                                          : cc_sheet_column(self->rows.sheet, header);
        if (self->column[j] < 0 && j == TIME && value == NULL) {
            char found[700];
            cc_read_missing(reader, in, "columns.time", "is missing: %.200s %s",
                            self->rows.sheet->file,
                            cc_sheet_no_column(self->rows.sheet, name, found, sizeof(found)));
        } else if (self->column[j] < 0 && j == KIND &&
                   cc_scenario_of(reader)->demand.n_issues > 1) {
            cc_read_missing(reader, in, "columns.kind", "is missing: there are several kinds");
        }
        trace->column[j] = cc_read_keep(reader, self->column[j] < 0 ? "" : header);
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
read_rows(tracer *self)
{
    const size_t n_rows = self->rows.n;
    ordered *all = malloc((n_rows + 1) * sizeof(*all));
    size_t n = 0;
    if (all == NULL) {
        cc_read_no_memory(self->reader);
    }
    for (size_t j = 0; j < n_rows && self->reader->error == SIM_OK; j++) {
        if (read_row(self, self->rows.row[j], &all[n].row)) {
            all[n].n = n;
            n++;
        }
    }
    if (self->reader->error == SIM_OK && n > 0) {
        keep(self->reader, all, n, (int)self->days.n);
    } else if (self->reader->error == SIM_OK) {
        cc_read_refuse_file(self->reader, &self->rows, "must have at least one row");
    }
    free(all);
    cc_words_free(&self->days);
    cc_words_free(&self->kind.words);
    cc_words_free(&self->channel.words);
    free(self->kind.meaning);
    free(self->channel.meaning);
}

void
cc_trace_read(cc_reader *reader, const cc_layers *in)
{
    cc_recording *trace = &cc_scenario_of(reader)->demand.trace;
    const cc_layers group = cc_layers_sub(in, "trace");
    trace->resample = true;
    if (group.n == 0 || reader->error != SIM_OK) {
        return;
    }
    if (cc_scenario_of(reader)->run.day_begin > 0) {
        cc_read_missing(reader, &group, "file", "needs run.hours that do not go over midnight");
    }
    const cc_value *days = cc_layers_get(&group, "days"),
                   *outside = cc_layers_get(&group, "outside");
    tracer self = {.reader = reader,
                   .kinds = cc_layers_get(&group, "kinds"),
                   .channels = cc_layers_get(&group, "channels")};
    trace->resample = days == NULL || cc_read_word(reader, days, orders) == 0;
    trace->leave_out = self.leave_out =
        outside != NULL && cc_read_word(reader, outside, outsides) == 1;
    trace->kind_map = read_map(reader, self.kinds, false, &trace->n_kinds);
    trace->channel_map = read_map(reader, self.channels, true, &trace->n_channels);
    cc_read_sheet(reader, &group, NULL, &self.rows);
    if (reader->error == SIM_OK) {
        trace->file = full_name(reader, self.rows.path);
        trace->said = self.rows.said;
        read_columns(&self, &group);
    }
    if (reader->error == SIM_OK) {
        read_rows(&self);
    }
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
    } else {
        write_text(writer, "file", trace->file);
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
        if (trace->leave_out) {
            write_text(writer, "outside", "leave_out");
        }
    }
    if (!trace->resample) {
        write_text(writer, "days", "in-order");
    }
    cc_write_close(writer);
}
