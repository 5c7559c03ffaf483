#include "models/scenario/roster_table.h"

#include "models/language/hint.h"
#include "models/language/settings.h"
#include <stdio.h>
#include <string.h>

/* ---- a list of rows ---- */

static const char *
text_of(cc_reader *reader, const cc_value *value)
{
    char text[64];
    switch (value->kind) {
    case CC_VALUE_TEXT:
        return cc_read_keep(reader, value->text);
    case CC_VALUE_BOOL:
        return value->number != 0 ? "true" : "false";
    case CC_VALUE_NUMBER:
        snprintf(text, sizeof(text), "%.15g", value->number);
        return cc_read_keep(reader, text);
    default:
        cc_read_refuse(reader, value, "must be a text, a number, true or false");
        return "";
    }
}

static void
read_list(cc_roster_table *self, const cc_value *list)
{
    cc_reader *reader = self->reader;
    const cc_value *first = list->n > 0 ? list->child[0] : NULL;
    if (first == NULL || first->kind != CC_VALUE_LIST || first->n == 0) {
        cc_read_refuse(reader, list,
                       "must be a list of rows, the first of which names the columns");
        return;
    }
    const size_t n_rows = list->n - 1, n = first->n;
    cc_sheet *sheet = cc_read_alloc(reader, 1, sizeof(*sheet));
    char **field = cc_read_alloc(reader, list->n * n, sizeof(*field));
    int *line = cc_read_alloc(reader, list->n, sizeof(*line));
    size_t *row = cc_read_alloc(reader, list->n, sizeof(*row));
    char *file = cc_read_keep(reader, list->file != NULL ? list->file : "");
    for (size_t j = 0; j < list->n && reader->error == SIM_OK; j++) {
        const cc_value *one = list->child[j];
        if (one->kind != CC_VALUE_LIST || one->n > n) {
            cc_read_refuse(reader, one, "must be a list of at most %zu fields, as the first row",
                           n);
        }
        for (size_t k = 0; k < n && reader->error == SIM_OK; k++) {
            const char *text = k < one->n ? text_of(reader, one->child[k]) : "";
            field[j * n + k] = cc_read_keep(reader, text != NULL ? text : "");
        }
        if (j > 0) {
            line[j - 1] = one->line;
            row[j - 1] = j - 1;
        }
    }
    if (reader->error != SIM_OK) {
        return;
    }
    *sheet = (cc_sheet){.file = file,
                        .form = {.separator = ',', .decimal = '.'},
                        .n_columns = n,
                        .n_rows = n_rows,
                        .header = field,
                        .field = field + n,
                        .line = line};
    self->rows = (cc_read_rows){.file = list,
                                .path = file,
                                .sheet = sheet,
                                .row = row,
                                .n = n_rows,
                                .zone = reader->frame != NULL ? reader->frame->zone : NULL};
}

/* ---- columns ---- */

/* Of two of one name nobody knows which is meant. */
static void
check_unique(cc_reader *reader, const cc_value *at, const cc_sheet *sheet, const char *path,
             size_t column)
{
    for (size_t k = 0; k < sheet->n_columns; k++) {
        if (k != column && strcmp(sheet->header[k], sheet->header[column]) == 0) {
            cc_read_refuse(reader, at, "%.200s: column \"%.60s\": is there twice", path,
                           sheet->header[column]);
            return;
        }
    }
}

static void
find_columns(cc_roster_table *self, const cc_value *at, const cc_roster_column *columns)
{
    cc_reader *reader = self->reader;
    const cc_sheet *sheet = self->rows.sheet;
    const cc_layers named = cc_layers_sub(&self->in, "columns");
    bool is_taken[CC_SHEET_MAX_COLUMNS] = {false};
    for (int j = 0; columns[j].name != NULL; j++) {
        const cc_value *value = cc_layers_get(&named, columns[j].name);
        self->column[j] =
            value == NULL ? -1 : cc_read_column(reader, value, sheet, cc_read_text(reader, value));
        if (self->column[j] >= 0) {
            is_taken[self->column[j]] = true;
        }
    }
    for (int j = 0; columns[j].name != NULL && reader->error == SIM_OK; j++) {
        /* The order of the usual names counts before that of the columns. */
        for (int u = 0; self->column[j] < 0 && columns[j].usual[u] != NULL; u++) {
            const char *const one[] = {columns[j].usual[u], NULL};
            for (size_t k = 0; k < sheet->n_columns && self->column[j] < 0; k++) {
                if (!is_taken[k] && cc_label_is_named(sheet->header[k], one)) {
                    self->column[j] = (int)k;
                    is_taken[k] = true;
                }
            }
        }
        if (self->column[j] >= 0) {
            check_unique(reader, at, sheet, self->rows.path, (size_t)self->column[j]);
        } else if (columns[j].is_needed) {
            char found[700];
            cc_read_refuse(reader, at, "columns.%s is missing: %.200s %s", columns[j].name,
                           self->rows.path,
                           cc_sheet_no_column(sheet, columns[j].name, found, sizeof(found)));
        }
    }
}

void
cc_roster_table_read(cc_roster_table *self, cc_reader *reader, cc_value *value,
                     const cc_roster_column *columns)
{
    *self = (cc_roster_table){.reader = reader};
    if (value->kind == CC_VALUE_LIST) {
        read_list(self, value);
    } else if (value->kind == CC_VALUE_GROUP) {
        self->in = cc_layers_of(value);
        cc_read_sheet(reader, &self->in, NULL, &self->rows);
    } else if (value->kind == CC_VALUE_TEXT) { /* short for { file = ...; } */
        cc_value *group = cc_value_new(reader->arena, NULL, CC_VALUE_GROUP, value->name);
        cc_value *file =
            group != NULL ? cc_value_new(reader->arena, group, CC_VALUE_TEXT, "file") : NULL;
        if (file == NULL) {
            cc_read_no_memory(reader);
            return;
        }
        group->parent = value->parent;
        group->file = file->file = value->file;
        group->line = file->line = value->line;
        file->text = value->text;
        const cc_layers in = cc_layers_of(group);
        cc_read_sheet(reader, &in, NULL, &self->rows);
    } else {
        char shown[96];
        cc_read_refuse(reader, value, "must be a CSV file, or a list of rows (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
    }
    if (reader->error == SIM_OK) {
        find_columns(self, value, columns);
    }
}

/* ---- fields ---- */

const char *
cc_roster_text(const cc_roster_table *self, size_t row, int which)
{
    return self->column[which] < 0
               ? ""
               : cc_sheet_field(self->rows.sheet, row, (size_t)self->column[which]);
}

void
cc_roster_refuse(const cc_roster_table *self, size_t row, int which, const char *rule)
{
    cc_read_refuse_field(self->reader, &self->rows, row,
                         (size_t)(self->column[which] < 0 ? 0 : self->column[which]), rule);
}

void
cc_roster_refuse_name(const cc_roster_table *self, size_t row, int which, const char *what, int n,
                      const char *(*name)(const void *of, int j), const void *of)
{
    char rule[200];
    cc_hint hint;
    cc_hint_init(&hint, cc_roster_text(self, row, which));
    for (int j = 0; j < n; j++) {
        cc_hint_offer(&hint, name(of, j));
    }
    snprintf(rule, sizeof(rule), "there is no %s of that name%s%.60s%s", what,
             hint.nearest != NULL ? "; did you mean \"" : "",
             hint.nearest != NULL ? hint.nearest : "", hint.nearest != NULL ? "\"?" : "");
    cc_roster_refuse(self, row, which, rule);
}
