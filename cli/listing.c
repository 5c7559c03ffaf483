#include "cli/listing.h"

#include "sim/error.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

void
cli_listing_init(cli_listing *self, const char *const *headers)
{
    *self = (cli_listing){0};
    while (headers[self->n_columns] != NULL && self->n_columns + 1 < CLI_LISTING_COLUMNS) {
        self->header[self->n_columns] = headers[self->n_columns];
        self->n_columns++;
    }
}

void
cli_listing_row(cli_listing *self, const char *const *cells)
{
    if (self->error != SIM_OK) {
        return;
    }
    if (self->n + self->n_columns > self->capacity) {
        const size_t capacity = 2 * self->capacity + 64;
        char **cell = realloc(self->cell, capacity * sizeof(*cell));
        if (cell == NULL) {
            self->error = SIM_ERR_NOMEM;
            return;
        }
        self->cell = cell;
        self->capacity = capacity;
    }
    for (size_t j = 0; j < self->n_columns; j++) {
        self->cell[self->n] = strdup(cells[j] != NULL ? cells[j] : "");
        if (self->cell[self->n] == NULL) {
            self->error = SIM_ERR_NOMEM;
            return;
        }
        self->n++;
    }
}

static void
write_text(const cli_listing *self, FILE *out)
{
    size_t width[CLI_LISTING_COLUMNS] = {0};
    for (size_t j = 0; j < self->n; j++) {
        const size_t n = strlen(self->cell[j]);
        size_t *w = &width[j % self->n_columns];
        *w = n > *w ? n : *w;
    }
    for (size_t j = 0; j < self->n_columns; j++) {
        const size_t n = strlen(self->header[j]);
        width[j] = n > width[j] ? n : width[j];
    }
    for (size_t j = 0; j < self->n_columns + self->n; j++) {
        const size_t column = j % self->n_columns;
        const char *text = j < self->n_columns ? self->header[j] : self->cell[j - self->n_columns];
        if (column + 1 == self->n_columns) {
            fprintf(out, "%s\n", text);
        } else {
            fprintf(out, "%-*s  ", (int)width[column], text);
        }
    }
}

static void
write_markdown(const cli_listing *self, FILE *out)
{
    for (size_t j = 0; j < self->n_columns; j++) {
        fprintf(out, "| %s ", self->header[j]);
    }
    fprintf(out, "|\n");
    for (size_t j = 0; j < self->n_columns; j++) {
        fprintf(out, "|---");
    }
    fprintf(out, "|\n");
    for (size_t j = 0; j < self->n; j++) {
        fprintf(out, "| ");
        for (const char *c = self->cell[j]; *c != '\0'; c++) {
            fprintf(out, *c == '|' || *c == '<' ? "\\%c" : "%c", *c);
        }
        fprintf(out, "%s", (j + 1) % self->n_columns == 0 ? " |\n" : " ");
    }
}

static void
write_csv_field(FILE *out, const char *text)
{
    if (strpbrk(text, ",\"\n") == NULL) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (const char *c = text; *c != '\0'; c++) {
        fprintf(out, *c == '"' ? "\"\"" : "%c", *c);
    }
    fputc('"', out);
}

static void
write_csv(const cli_listing *self, FILE *out)
{
    for (size_t j = 0; j < self->n_columns + self->n; j++) {
        write_csv_field(out,
                        j < self->n_columns ? self->header[j] : self->cell[j - self->n_columns]);
        fputc((j + 1) % self->n_columns == 0 ? '\n' : ',', out);
    }
}

static void
write_json(const cli_listing *self, FILE *out)
{
    json_t *rows = json_array();
    for (size_t j = 0; j + self->n_columns <= self->n; j += self->n_columns) {
        json_t *row = json_object();
        for (size_t k = 0; k < self->n_columns; k++) {
            json_object_set_new(row, self->header[k], json_string(self->cell[j + k]));
        }
        json_array_append_new(rows, row);
    }
    json_dumpf(rows, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(rows);
}

void
cli_listing_write(const cli_listing *self, FILE *out, cli_listing_format format)
{
    switch (format) {
    case CLI_LISTING_TEXT:
        write_text(self, out);
        break;
    case CLI_LISTING_MARKDOWN:
        write_markdown(self, out);
        break;
    case CLI_LISTING_CSV:
        write_csv(self, out);
        break;
    case CLI_LISTING_JSON:
        write_json(self, out);
        break;
    }
}

void
cli_listing_free(cli_listing *self)
{
    for (size_t j = 0; j < self->n; j++) {
        free(self->cell[j]);
    }
    free(self->cell);
    *self = (cli_listing){0};
}
