#include "report/tabular.h"

#include "report/json_value.h"

#include <inttypes.h>

int
xp_tabular_begin(xp_tabular *self, xp_tabular_format format, FILE *file, const xp_csv_style *style,
                 const char *const name[], size_t n_names)
{
    *self = (xp_tabular){.format = format, .file = file, .name = name, .n_names = n_names};
    switch (format) {
    case XP_TABULAR_CSV:
        self->csv = xp_csv_begin(file, style);
        for (size_t j = 0; j < n_names; j++) {
            xp_csv_text(&self->csv, name[j]);
        }
        xp_csv_end(&self->csv);
        break;
    case XP_TABULAR_JSON:
        fputs("[", file);
        break;
    case XP_TABULAR_XLSX:
        self->book = xp_tabular_book_new(name, n_names, &self->error);
        break;
    }
    return self->error;
}

static void
put(xp_tabular *self, json_t *value)
{
    if (self->object == NULL) {
        self->object = json_object();
    }
    if (json_object_set_new(self->object, self->name[self->column], value) != 0) {
        self->error = self->error == SIM_OK ? SIM_ERR_NOMEM : self->error;
    }
}

void
xp_tabular_text(xp_tabular *self, const char *text)
{
    switch (self->format) {
    case XP_TABULAR_CSV:
        xp_csv_text(&self->csv, text == NULL ? "" : text);
        break;
    case XP_TABULAR_JSON:
        put(self, xp_json_text(text));
        break;
    case XP_TABULAR_XLSX:
        xp_tabular_book_text(self->book, self->row, self->column, text);
        break;
    }
    self->column++;
}

void
xp_tabular_number(xp_tabular *self, double value)
{
    switch (self->format) {
    case XP_TABULAR_CSV:
        xp_csv_number(&self->csv, value);
        break;
    case XP_TABULAR_JSON:
        put(self, xp_json_number(value));
        break;
    case XP_TABULAR_XLSX:
        xp_tabular_book_number(self->book, self->row, self->column, value);
        break;
    }
    self->column++;
}

void
xp_tabular_whole(xp_tabular *self, uint64_t value)
{
    if (self->format == XP_TABULAR_JSON) {
        put(self, json_integer((json_int_t)value));
        self->column++;
    } else if (self->format == XP_TABULAR_CSV) {
        char text[24];
        snprintf(text, sizeof(text), "%" PRIu64, value);
        xp_tabular_text(self, text);
    } else {
        xp_tabular_number(self, (double)value);
    }
}

void
xp_tabular_flag(xp_tabular *self, bool value)
{
    if (self->format == XP_TABULAR_JSON) {
        put(self, json_boolean(value));
        self->column++;
    } else {
        xp_tabular_text(self, value ? "true" : "false");
    }
}

void
xp_tabular_row(xp_tabular *self)
{
    if (self->format == XP_TABULAR_CSV) {
        xp_csv_end(&self->csv);
    } else if (self->format == XP_TABULAR_JSON) {
        fputs(self->row == 0 ? "\n" : ",\n", self->file);
        if (json_dumpf(self->object, self->file, JSON_COMPACT | JSON_REAL_PRECISION(17)) != 0 &&
            self->error == SIM_OK) {
            self->error = ferror(self->file) != 0 ? SIM_ERR_IO : SIM_ERR_NOMEM;
        }
        json_decref(self->object);
        self->object = NULL;
    } else if (self->row >= XP_TABULAR_ROWS && self->error == SIM_OK) {
        self->error = SIM_ERR_LIMIT;
    }
    self->row++;
    self->column = 0;
}

int
xp_tabular_end(xp_tabular *self)
{
    json_decref(self->object);
    if (self->format == XP_TABULAR_JSON) {
        fputs("\n]\n", self->file);
    }
    if (self->format == XP_TABULAR_XLSX) {
        const int ret = xp_tabular_book_close(self->book, self->file);
        self->error = self->error == SIM_OK ? ret : self->error;
    }
    if (ferror(self->file) != 0 && self->error == SIM_OK) {
        self->error = SIM_ERR_IO;
    }
    return self->error;
}
