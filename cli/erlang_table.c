#include "cli/erlang_table.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "models/language/label_census.h"
#include "models/language/labels.h"
#include "models/language/moment.h"
#include "models/language/parse.h"
#include "models/language/read_cell.h"
#include "models/language/settings.h"

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

static const cc_setting settings[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet},
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

/* Where each column is; -1: nowhere. */
static void
find_columns(cli_erlang_table *self, const cc_read_rows *rows, const cli_erlang_columns *columns,
             int at[N_COLUMNS])
{
    const char *names[] = {columns->interval, columns->calls, columns->aht, columns->agents};
    const bool needed[] = {columns->interval_named, true, columns->aht_named,
                           columns->agents_named};
    for (int k = 0; k < N_COLUMNS; k++) {
        at[k] = cc_sheet_column(rows->sheet, names[k]);
        if (at[k] == CC_TWO_COLUMNS || (at[k] < 0 && needed[k])) {
            char text[700];
            cc_read_refuse_file(&self->reader, rows, "%s; name it with --columns %s=NAME",
                                cc_sheet_no_column(rows->sheet, names[k], text, sizeof(text)),
                                keys[k]);
        }
    }
    if (at[INTERVAL] == CC_NO_COLUMN && !columns->interval_named) {
        at[INTERVAL] = cc_labels_usual_time(rows->sheet);
    }
    self->has_aht = at[AHT] >= 0;
    self->has_agents = at[AGENTS] >= 0;
}

/* A time, or a time with words behind a comma. */
static bool
is_time(const char *text, const cc_label_census *as)
{
    char start[64];
    cc_moment at;
    snprintf(start, sizeof(start), "%.*s", (int)strcspn(text, ","), text);
    double time;
    return cc_moment_parse(text, as->order, &at) || cc_moment_parse(start, as->order, &at) ||
           (as->form != CC_TIME_PLAIN && cc_time_span_read(text, as->form, &time) != NULL);
}

/* Are labels times? Then a "Total" among them is none. */
static bool
has_times(cc_reader *reader, const cc_read_rows *rows, int column, cc_label_census *as)
{
    *as = column >= 0 ? cc_label_count(reader, rows, (size_t)column) : (cc_label_census){0};
    for (size_t j = 0; column >= 0 && j < rows->n; j++) {
        if (is_time(cc_sheet_field(rows->sheet, rows->row[j], (size_t)column), as)) {
            return true;
        }
    }
    return false;
}

static void
fill(cli_erlang_table *self, const cc_read_rows *rows, const int at[N_COLUMNS], size_t row,
     cli_erlang_row *out)
{
    cc_reader *reader = &self->reader;
    *out = (cli_erlang_row){.line = rows->sheet->line[row], .aht = NAN, .agents = NAN};
    out->calls = cc_read_cell(reader, &cells[CALLS], rows, row, (size_t)at[CALLS], 0);
    if (at[AGENTS] >= 0) {
        out->agents = cc_read_cell(reader, &cells[AGENTS], rows, row, (size_t)at[AGENTS], 0);
    }
    /* an interval without calls has no handling time, and may say so by saying nothing */
    if (at[AHT] >= 0 &&
        (out->calls > 0 || cc_sheet_field(rows->sheet, row, (size_t)at[AHT])[0] != '\0')) {
        out->aht = cc_read_cell(reader, &cells[AHT], rows, row, (size_t)at[AHT], 1);
        if (out->calls > 0 && out->aht == 0) {
            cc_read_refuse_field(reader, rows, row, (size_t)at[AHT], "must be > 0 s");
        }
    }
    char number[32];
    snprintf(number, sizeof(number), "%d", out->line);
    out->interval = cc_read_keep(
        reader,
        at[INTERVAL] >= 0 ? cc_sheet_field(rows->sheet, row, (size_t)at[INTERVAL]) : number);
}

static void
read_all(cli_erlang_table *self, const cc_layers *in, const cli_erlang_columns *columns)
{
    cc_reader *reader = &self->reader;
    cc_read_rows rows;
    int at[N_COLUMNS];
    cc_label_census as;
    const cc_value *outside = cc_layers_get(in, "outside");
    const bool leave_out = outside != NULL && cc_read_word(reader, outside, outsides) == 1;
    cc_read_sheet(reader, in, NULL, &rows);
    if (reader->error != SIM_OK) {
        return;
    }
    self->path = rows.path;
    self->input = rows.sheet->input;
    find_columns(self, &rows, columns, at);
    self->row = cc_read_alloc(reader, rows.n + 1, sizeof(*self->row));
    const bool times = reader->error == SIM_OK && has_times(reader, &rows, at[INTERVAL], &as);
    for (size_t j = 0; j < rows.n && reader->error == SIM_OK; j++) {
        const size_t row = rows.row[j];
        if (times && !is_time(cc_sheet_field(rows.sheet, row, (size_t)at[INTERVAL]), &as)) {
            if (!leave_out) {
                cc_read_refuse_field(reader, &rows, row, (size_t)at[INTERVAL],
                                     "must be a time, as in other rows; to leave such rows out: "
                                     "--table '{ file = ...; outside = \"leave_out\"; }'");
            }
            continue;
        }
        fill(self, &rows, at, row, &self->row[self->n_rows++]);
    }
    if (reader->error == SIM_OK && self->n_rows == 0) {
        cc_read_refuse_file(reader, &rows, "has a header and no rows");
    }
}

int
cli_erlang_table_read(cli_erlang_table *self, const char *verb, const char *what,
                      const cli_erlang_columns *columns)
{
    cc_refusal refusal = {""};
    *self = (cli_erlang_table){.reader = {.arena = cc_arena_new(), .refusal = &refusal}};
    cc_reader *reader = &self->reader;
    cc_value *group;
    reader->error = reader->arena == NULL ? SIM_ERR_NOMEM : make_group(reader, what, &group);
    if (reader->error == SIM_OK) {
        cc_settings_check_names(reader, group, settings);
        const cc_layers in = cc_layers_of(group);
        read_all(self, &in, columns);
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
