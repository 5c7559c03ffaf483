#include "cli/listing.h"

#include "sim/error.h"
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 80 /* of text */

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

/* Characters of UTF-8 text. */
static size_t
length(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return n;
}

/* Bytes of the next word; "150 s" is one. */
static size_t
word_length(const char *text)
{
    const size_t n = strcspn(text, " ");
    if (n == 0 || text[n] == '\0' || text[n - 1] < '0' || text[n - 1] > '9') {
        return n;
    }
    static const char *const units[] = {"s", "ms", "min", "h", "d", "%"};
    const char *unit = text + n + 1;
    for (size_t j = 0; j < sizeof(units) / sizeof(*units); j++) {
        const size_t length = strlen(units[j]);
        if (strncmp(unit, units[j], length) == 0 &&
            (unit[length] == '\0' || strchr(" ,;.:)", unit[length]) != NULL)) {
            return n + 1 + strcspn(unit, " ");
        }
    }
    return n;
}

void
cli_write_wrapped(FILE *out, size_t at, const char *margin, const char *text)
{
    const size_t indent = length(margin);
    bool first = true;
    while (*text != '\0') {
        const size_t bytes = word_length(text);
        char word[256];
        snprintf(word, sizeof(word), "%.*s", (int)(bytes < 255 ? bytes : 255), text);
        if (!first && at + 1 + length(word) > WIDTH) {
            fprintf(out, "\n%s", margin);
            at = indent;
        } else if (!first) {
            fputc(' ', out);
            at++;
        }
        fwrite(text, 1, bytes, out);
        at += length(word);
        text += bytes + strspn(text + bytes, " ");
        first = false;
    }
    fputc('\n', out);
}

/* A row in columns, the last one wrapped. */
static void
write_row(const cli_listing *self, FILE *out, const size_t *width, const char *const *cell)
{
    char margin[WIDTH + 1];
    size_t at = 0;
    for (size_t j = 0; j + 1 < self->n_columns; j++) {
        fprintf(out, "%s%*s", cell[j], (int)(width[j] + 2 - length(cell[j])), "");
        at += width[j] + 2;
    }
    snprintf(margin, sizeof(margin), "%*s", (int)at, "");
    cli_write_wrapped(out, at, margin, cell[self->n_columns - 1]);
}

/* A row in lines: the name, what is short, what is long. */
static void
write_entry(const cli_listing *self, FILE *out, const char *const *cell)
{
    char brief[1024] = "";
    const bool is_prose = strcmp(self->header[self->n_columns - 1], "meaning") == 0;
    const size_t n_brief = self->n_columns - (is_prose ? 1 : 0);
    size_t n = 0;
    for (size_t j = 1; j < n_brief && n < sizeof(brief); j++) {
        if (cell[j][0] != '\0') {
            n += (size_t)snprintf(brief + n, sizeof(brief) - n, "%s%s: %s", n > 0 ? "; " : "",
                                  self->header[j], cell[j]);
        }
    }
    fprintf(out, "%s\n", cell[0]);
    for (int j = 0; j < (is_prose ? 2 : 1); j++) {
        const char *text = j == 0 ? brief : cell[self->n_columns - 1];
        if (text[0] != '\0') {
            fprintf(out, "    ");
            cli_write_wrapped(out, 4, "    ", text);
        }
    }
}

static void
write_text(const cli_listing *self, FILE *out)
{
    size_t width[CLI_LISTING_COLUMNS] = {0}, all = 0;
    for (size_t j = 0; j < self->n_columns; j++) {
        width[j] = length(self->header[j]);
    }
    for (size_t j = 0; j < self->n; j++) {
        const size_t n = length(self->cell[j]);
        size_t *w = &width[j % self->n_columns];
        *w = n > *w ? n : *w;
    }
    for (size_t j = 0; j + 1 < self->n_columns; j++) {
        all += width[j] + 2;
    }
    const size_t last = width[self->n_columns - 1];
    const bool in_columns = all + (last < 28 ? last : 28) <= WIDTH;
    if (in_columns) {
        write_row(self, out, width, self->header);
    }
    for (size_t j = 0; j + self->n_columns <= self->n; j += self->n_columns) {
        const char *const *cell = (const char *const *)&self->cell[j];
        if (in_columns) {
            write_row(self, out, width, cell);
        } else {
            write_entry(self, out, cell);
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
