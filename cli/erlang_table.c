#include "cli/erlang_table.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "models/language/label_census.h"
#include "models/language/labels.h"
#include "models/language/parse.h"
#include "models/language/read_cell.h"
#include "models/language/read_table.h"
#include "models/language/settings.h"
#include "models/language/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { INTERVAL, CALLS, AHT, AGENTS, N_COLUMNS };
static const char *const keys[] = {"interval", "calls", "aht", "agents", NULL};

bool
cli_erlang_columns_read(cli_erlang_columns *self, const char *verb, const char *spec, char *storage,
                        size_t size)
{
    *self = (cli_erlang_columns){
        .interval = "interval", .calls = "calls", .aht = "aht_s", .agents = "agents"};
    if (spec == NULL) {
        return true;
    }
    if (strlen(spec) >= size) {
        cli_usage(verb, "--columns: too long");
        return false;
    }
    memcpy(storage, spec, strlen(spec) + 1);
    for (char *part = storage; part != NULL;) {
        char *comma = strchr(part, ',');
        if (comma != NULL) {
            *comma = '\0';
        }
        char *equals = strchr(part, '=');
        if (equals == NULL || equals[1] == '\0') {
            cli_usage(verb, "--columns: must be like calls=offered,aht=aht_seconds (%s)", spec);
            return false;
        }
        *equals = '\0';
        if (strcmp(part, keys[INTERVAL]) == 0) {
            self->interval = equals + 1;
            self->interval_named = true;
        } else if (strcmp(part, keys[CALLS]) == 0) {
            self->calls = equals + 1;
        } else if (strcmp(part, keys[AHT]) == 0) {
            self->aht = equals + 1;
            self->aht_named = true;
        } else if (strcmp(part, keys[AGENTS]) == 0) {
            self->agents = equals + 1;
            self->agents_named = true;
        } else {
            cli_usage(verb, "--columns: must name interval, calls, aht or agents (%s)", part);
            return false;
        }
        part = comma == NULL ? NULL : comma + 1;
    }
    return true;
}

static const char *const outsides[] = {"refuse", "leave_out", NULL};
static const char *const days[] = {"days", NULL};

static const cc_setting settings[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet},
    {.name = "time", .kind = CC_SET_TEXT},
    {.name = "date", .kind = CC_SET_TEXT},
    {.name = "columns", .kind = CC_SET_CHOICE, .words = days},
    {.name = "unit", .kind = CC_SET_CHOICE, .words = cc_duration_units},
    {.name = "outside", .kind = CC_SET_CHOICE, .words = outsides},
    {.name = NULL},
};

/* What the columns but the first are read as. */
static const cc_setting cells[] = {
    [CALLS] = {.name = "calls", .kind = CC_SET_NUMBER, .unit = "", .min = 0, .max = INFINITY},
    [AHT] = {.name = "aht", .kind = CC_SET_DURATION, .unit = "s", .min = 0, .max = INFINITY},
    [AGENTS] = {.name = "agents", .kind = CC_SET_NUMBER, .unit = "", .min = 0, .max = INFINITY},
};

/* The group of settings that was typed, or one that names the file. */
static int
make_group(cc_reader *self, const char *what, cc_value **group)
{
    static const cc_object objects[] = {{"--table", "--table"}, {NULL, "--table"}};
    self->root = cc_value_new(self->arena, NULL, CC_VALUE_GROUP, NULL);
    *group = self->root == NULL ? NULL
                                : cc_value_new(self->arena, self->root, CC_VALUE_GROUP, "--table");
    if (*group == NULL) {
        return SIM_ERR_NOMEM;
    }
    (*group)->file = ""; /* of no folder */
    self->root->objects = objects;
    if (what[strspn(what, " ")] == '{') {
        return cc_tree_parse_value(*group, self->arena, what, self->refusal);
    }
    cc_value *file = cc_value_new(self->arena, *group, CC_VALUE_TEXT, "file");
    if (file == NULL || (file->text = cc_arena_text(self->arena, what)) == NULL) {
        return SIM_ERR_NOMEM;
    }
    return SIM_OK;
}

/* A table that is being read. */
typedef struct pass {
    cli_erlang_table *table;
    cc_reader *reader;
    const cli_erlang_columns *columns;
    cc_read_rows rows;
    cc_labels labels;
    int at[N_COLUMNS]; /* where each column is; -1: nowhere */
    bool wide;         /* each column is a day */
    double unit;       /* s, of durations without one */
} pass;

static void
find_columns(pass *self)
{
    const cli_erlang_columns *columns = self->columns;
    const char *names[] = {columns->interval, columns->calls, columns->aht, columns->agents};
    const bool needed[] = {columns->interval_named, !self->wide, columns->aht_named,
                           columns->agents_named};
    for (int k = 0; k < N_COLUMNS; k++) {
        self->at[k] = self->wide && k != INTERVAL ? CC_NO_COLUMN
                                                  : cc_sheet_column(self->rows.sheet, names[k]);
        if (self->at[k] == CC_TWO_COLUMNS || (self->at[k] < 0 && needed[k])) {
            char text[700];
            cc_read_refuse_file(self->reader, &self->rows, "%s; name it with --columns %s=NAME",
                                cc_sheet_no_column(self->rows.sheet, names[k], text, sizeof(text)),
                                keys[k]);
        }
    }
    self->table->has_aht = self->at[AHT] >= 0;
    self->table->has_agents = self->at[AGENTS] >= 0;
}

/* What the rows say of themselves. A column of intervals need not say times. */
static void
read_labels(pass *self, const cc_value *group)
{
    cc_reader *reader = self->reader;
    const cc_value *outside = cc_value_get(group, "outside");
    cc_labels_asked asked = {.time = cc_value_get(group, "time"),
                             .date = cc_value_get(group, "date"),
                             .column = self->wide ? NULL : self->columns->calls,
                             .at = group};
    asked.leave_out = outside != NULL && cc_read_word(reader, outside, outsides) == 1;
    if (asked.time == NULL && self->at[INTERVAL] >= 0) {
        const cc_label_census all = cc_label_count(reader, &self->rows, (size_t)self->at[INTERVAL]);
        cc_value *named = cc_value_new(reader->arena, NULL, CC_VALUE_TEXT, "interval");
        if (named == NULL) {
            cc_read_no_memory(reader);
            return;
        }
        named->text = self->columns->interval;
        asked.time = reader->error == SIM_OK && cc_label_has_times(&all) ? named : NULL;
    }
    if (reader->error == SIM_OK) {
        cc_read_labels(reader, &self->rows, &asked, &self->labels);
    }
}

static void
check_twice(pass *self)
{
    const cc_labels *labels = &self->labels;
    for (size_t j = 1; j < labels->n; j++) {
        const cc_label *a = &labels->label[j - 1], *b = &labels->label[j];
        if (a->day == b->day && a->time == b->time) {
            char rule[160];
            snprintf(rule, sizeof(rule),
                     "is the same interval as line %d: choose rows by where, or set date to the "
                     "column of days",
                     self->rows.sheet->line[a->row]);
            cc_read_refuse_field(self->reader, &self->rows, b->row, (size_t)labels->time_column,
                                 rule);
            return;
        }
    }
}

/* "08:00"; with days, "Mon 08:00" or "2024-03-25 08:00". */
static const char *
label_text(pass *self, const cc_label *label)
{
    const cc_labels *labels = &self->labels;
    char day[64] = "", time[16], text[96];
    if (labels->kind == CC_DAY_DATE) {
        cc_day_format(label->day, day, sizeof(day));
    } else if (labels->kind != CC_DAY_NONE) {
        cc_labels_day(labels, &self->rows, label->day, day, sizeof(day));
    }
    snprintf(text, sizeof(text), "%s%s%s", day, day[0] != '\0' ? " " : "",
             cc_time_of_day_format(label->time, time, sizeof(time)));
    return cc_read_keep(self->reader, text);
}

/* A row without times is called by its own words, or by its line. */
static const char *
row_text(pass *self, size_t row)
{
    const int column = self->at[INTERVAL] >= 0 ? self->at[INTERVAL] : self->labels.day_column;
    char number[32];
    snprintf(number, sizeof(number), "%d", self->rows.sheet->line[row]);
    return cc_read_keep(
        self->reader, column >= 0 ? cc_sheet_field(self->rows.sheet, row, (size_t)column) : number);
}

static void
fill(pass *self, const cc_label *label, cli_erlang_row *out)
{
    cc_reader *reader = self->reader;
    const cc_read_rows *rows = &self->rows;
    const size_t row = label->row;
    const int *at = self->at;
    *out = (cli_erlang_row){.line = rows->sheet->line[row], .aht = NAN, .agents = NAN};
    out->calls = cc_read_cell(reader, &cells[CALLS], rows, row,
                              self->wide ? label->column : (size_t)at[CALLS], 0);
    if (at[AGENTS] >= 0) {
        out->agents = cc_read_cell(reader, &cells[AGENTS], rows, row, (size_t)at[AGENTS], 0);
    }
    /* an interval without calls has no handling time, and may say so by saying nothing */
    if (at[AHT] >= 0 &&
        (out->calls > 0 || cc_sheet_field(rows->sheet, row, (size_t)at[AHT])[0] != '\0')) {
        out->aht = cc_read_cell(reader, &cells[AHT], rows, row, (size_t)at[AHT], self->unit);
        if (out->calls > 0 && out->aht == 0) {
            cc_read_refuse_field(reader, rows, row, (size_t)at[AHT], "must be > 0 s");
        }
    }
    out->interval = self->labels.has_time ? label_text(self, label) : row_text(self, row);
}

/* Between the first and the last time of a day a row may be missing, or the house be closed. */
static void
remark_gaps(pass *self)
{
    const cc_labels *labels = &self->labels;
    size_t n = 0;
    char first[96] = "";
    for (size_t j = 1; j < labels->n && labels->step > 0; j++) {
        const cc_label *a = &labels->label[j - 1], *b = &labels->label[j];
        const double missing = a->day == b->day ? round((b->time - a->time) / labels->step) - 1 : 0;
        if (missing > 0 && n == 0) {
            const cc_label at = {.day = a->day, .time = a->time + labels->step};
            const char *text = label_text(self, &at);
            snprintf(first, sizeof(first), "%.90s", text != NULL ? text : "");
        }
        n += (size_t)missing;
    }
    if (n > 0) {
        cc_read_remark(self->reader, true,
                       "%.300s: no row for %s%s%.0zu%s, between the first and the last of a day",
                       self->rows.path, first, n > 1 ? " and " : "", n > 1 ? n - 1 : 0,
                       n > 1 ? " more" : "");
    }
}

static void
remark_outliers(pass *self)
{
    const size_t n = self->table->n_rows;
    double *aht = cc_read_alloc(self->reader, n, sizeof(*aht));
    size_t *row = cc_read_alloc(self->reader, n, sizeof(*row));
    for (size_t j = 0; j < n && aht != NULL && row != NULL; j++) {
        aht[j] = self->table->row[j].aht;
        row[j] = self->labels.label[j].row;
    }
    if (self->at[AHT] >= 0 && self->reader->error == SIM_OK) {
        cc_read_warn_of_outliers(self->reader, &cells[AHT], &self->rows, row, (size_t)self->at[AHT],
                                 aht, n);
    }
}

static void
read_all(pass *self, cc_value *group)
{
    cli_erlang_table *table = self->table;
    cc_reader *reader = self->reader;
    const cc_layers in = cc_layers_of(group);
    const cc_value *wide = cc_value_get(group, "columns"), *unit = cc_value_get(group, "unit");
    self->wide = wide != NULL && cc_read_word(reader, wide, days) == 0;
    self->unit =
        unit != NULL ? cc_duration_unit_seconds[cc_read_word(reader, unit, cc_duration_units)] : 1;
    cc_read_sheet(reader, &in, NULL, &self->rows);
    if (reader->error != SIM_OK) {
        return;
    }
    table->path = self->rows.path;
    table->input = self->rows.sheet->input;
    find_columns(self);
    if (reader->error == SIM_OK && self->rows.n == 0) {
        cc_read_refuse_file(reader, &self->rows, "has a header and no rows");
    }
    if (reader->error == SIM_OK) {
        read_labels(self, group);
    }
    if (reader->error == SIM_OK && self->labels.has_time) {
        table->step = self->labels.step;
        check_twice(self);
        remark_gaps(self);
    }
    const size_t n = reader->error == SIM_OK ? self->labels.n : 0;
    table->row = cc_read_alloc(reader, n + 1, sizeof(*table->row));
    for (size_t j = 0; j < n && reader->error == SIM_OK; j++) {
        fill(self, &self->labels.label[j], &table->row[table->n_rows++]);
    }
    if (reader->error == SIM_OK && n == 0) {
        cc_read_refuse_file(reader, &self->rows, "has no row with a time");
    }
    if (reader->error == SIM_OK) {
        remark_outliers(self);
    }
}

int
cli_erlang_table_read(cli_erlang_table *self, const char *verb, const char *what,
                      const cli_erlang_columns *columns)
{
    cc_refusal refusal = {""};
    *self = (cli_erlang_table){.reader = {.arena = cc_arena_new(), .refusal = &refusal}};
    static const cc_frame whole_days = {.begin = 0}; /* from midnight; there is no house */
    cc_reader *reader = &self->reader;
    cc_value *group = NULL;
    reader->frame = &whole_days;
    reader->error = reader->arena == NULL ? SIM_ERR_NOMEM : make_group(reader, what, &group);
    if (reader->error == SIM_OK) {
        cc_settings_check_names(reader, group, settings);
        pass all = {.table = self, .reader = reader, .columns = columns};
        read_all(&all, group);
    }
    reader->refusal = NULL;
    if (reader->error == SIM_ERR_REFUSED) {
        return cli_refused(verb, "%s", refusal.text);
    }
    return reader->error == SIM_OK ? CLI_OK : cli_failed(verb, "%s", sim_strerror(reader->error));
}

void
cli_erlang_table_free(cli_erlang_table *self)
{
    cc_sheet_cache_free(&self->reader.sheets);
    cc_arena_free(self->reader.arena);
    *self = (cli_erlang_table){0};
}
