/* The file is read whole and cut in place: a field is a pointer into the bytes. */
#include "models/language/csv.h"

#include "models/language/hint.h"
#include "models/language/refusal.h"
#include "models/language/source.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct cutter {
    cc_csv *csv;
    cc_refusal *refusal;
    char *at, *end;
    int line;           /* of the file, from 1 */
    size_t n, capacity; /* fields so far */
} cutter;

static int
add_field(cutter *self, char *field)
{
    if (self->n == self->capacity) {
        const size_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
        char **fields = realloc(self->csv->field, capacity * sizeof(*fields));
        if (fields == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->csv->field = fields;
        self->capacity = capacity;
    }
    self->csv->field[self->n++] = field;
    return SIM_OK;
}

/* Without blanks around it; ends the field where `end` is. */
static char *
trim(char *field, char *end)
{
    while (field < end && (*field == ' ' || *field == '\t')) {
        field++;
    }
    while (end > field && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r')) {
        end--;
    }
    *end = '\0';
    return field;
}

/* A field in quotes, "" standing for one; the quotes go away in place. */
static int
quoted(cutter *self, char **field)
{
    const int opened = self->line;
    char *write = ++self->at;
    *field = write;
    for (;;) {
        if (self->at >= self->end) {
            return cc_refuse(self->refusal, self->csv->file, opened, "a quote is not closed");
        }
        if (*self->at == '"' && self->at[1] == '"') {
            self->at++;
        } else if (*self->at == '"') {
            break;
        }
        self->line += *self->at == '\n';
        *write++ = *self->at++;
    }
    self->at++;
    while (self->at < self->end && strchr(" \t\r", *self->at) != NULL) {
        self->at++;
    }
    if (self->at < self->end && *self->at != ',' && *self->at != '\n') {
        return cc_refuse(self->refusal, self->csv->file, self->line,
                         "a quoted field must end at a comma or at the end of the line");
    }
    *write = '\0';
    return SIM_OK;
}

/* One line; `n` is the number of its fields, 0 for an empty line. */
static int
row(cutter *self, size_t *n)
{
    const size_t before = self->n;
    for (;;) {
        char *start = self->at;
        while (start < self->end && (*start == ' ' || *start == '\t')) {
            start++;
        }
        char *field;
        int ret = SIM_OK;
        if (start < self->end && *start == '"') {
            self->at = start;
            ret = quoted(self, &field);
        } else {
            while (self->at < self->end && *self->at != ',' && *self->at != '\n') {
                self->at++;
            }
            field = start < self->at ? start : self->at;
        }
        if (ret != SIM_OK) {
            return ret;
        }
        const char stop = self->at < self->end ? *self->at : '\n';
        const bool is_quoted = start < self->end && field == start + 1;
        if (!is_quoted) {
            field = trim(field, self->at);
        }
        ret = add_field(self, field);
        if (ret != SIM_OK) {
            return ret;
        }
        self->at++;
        if (stop == '\n') {
            break;
        }
    }
    *n = self->n - before;
    if (*n == 1 && self->csv->field[before][0] == '\0') {
        self->n = before;
        *n = 0;
    }
    return SIM_OK;
}

static int
header(cutter *self)
{
    cc_csv *csv = self->csv;
    size_t n = 0;
    while (n == 0) {
        if (self->at >= self->end) {
            return cc_refuse(self->refusal, csv->file, 1, "a line of column names is missing");
        }
        const int ret = row(self, &n);
        if (ret != SIM_OK) {
            return ret;
        }
        self->line++;
    }
    if (n > CC_CSV_MAX_COLUMNS) {
        return cc_refuse(self->refusal, csv->file, self->line - 1, "too many columns");
    }
    csv->header = malloc(n * sizeof(*csv->header));
    if (csv->header == NULL) {
        return SIM_ERR_NOMEM;
    }
    memcpy(csv->header, csv->field, n * sizeof(*csv->header));
    csv->n_columns = n;
    self->n = 0;
    for (size_t j = 0; j < n; j++) {
        for (size_t k = 0; k < j; k++) {
            if (strcmp(csv->header[j], csv->header[k]) == 0) {
                return cc_refuse(self->refusal, csv->file, self->line - 1,
                                 "two columns have the same name (\"%.40s\")", csv->header[j]);
            }
        }
    }
    return SIM_OK;
}

static int
rows(cutter *self)
{
    cc_csv *csv = self->csv;
    size_t capacity = 0;
    while (self->at < self->end) {
        const int line = self->line;
        size_t n;
        const int ret = row(self, &n);
        self->line++;
        if (ret != SIM_OK) {
            return ret;
        }
        if (n == 0) {
            continue;
        }
        if (n != csv->n_columns) {
            return cc_refuse(self->refusal, csv->file, line,
                             "the row must have as many fields as the header: %zu (is %zu)",
                             csv->n_columns, n);
        }
        if (self->n > CC_CSV_MAX_FIELDS) {
            return cc_refuse(self->refusal, csv->file, line, "too many fields");
        }
        if (csv->n_rows == capacity) {
            capacity = capacity == 0 ? 256 : 2 * capacity;
            int *lines = realloc(csv->line, capacity * sizeof(*lines));
            if (lines == NULL) {
                return SIM_ERR_NOMEM;
            }
            csv->line = lines;
        }
        csv->line[csv->n_rows++] = line;
    }
    return SIM_OK;
}

int
cc_csv_read(cc_csv *self, const char *file, cc_refusal *refusal)
{
    *self = (cc_csv){0};
    char reason[CC_REASON_MAX] = "";
    size_t n = 0;
    self->file = strdup(file);
    self->bytes = cc_file_read(file, CC_CSV_MAX, &n, &self->input, reason);
    self->input.name = self->file; /* the caller's may be gone sooner */
    int ret = self->file == NULL ? SIM_ERR_NOMEM : SIM_OK;
    if (ret == SIM_OK && self->bytes == NULL) {
        ret = cc_refuse(refusal, file, 0, "%s", reason);
    } else if (ret == SIM_OK && memchr(self->bytes, '\0', n) != NULL) {
        ret = cc_refuse(refusal, file, 0, "has a NUL byte");
    }
    if (ret == SIM_OK) {
        const size_t mark = n >= 3 && memcmp(self->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        cutter cut = {.csv = self,
                      .refusal = refusal,
                      .at = self->bytes + mark,
                      .end = self->bytes + n,
                      .line = 1};
        ret = header(&cut);
        ret = ret == SIM_OK ? rows(&cut) : ret;
    }
    if (ret != SIM_OK) {
        cc_csv_free(self);
    }
    return ret;
}

void
cc_csv_free(cc_csv *self)
{
    free(self->file);
    free(self->bytes);
    free(self->header);
    free(self->field);
    free(self->line);
    *self = (cc_csv){0};
}

int
cc_csv_column(const cc_csv *self, const char *name)
{
    for (size_t j = 0; j < self->n_columns; j++) {
        if (strcmp(self->header[j], name) == 0) {
            return (int)j;
        }
    }
    return -1;
}

const char *
cc_csv_field(const cc_csv *self, size_t at_row, size_t column)
{
    return self->field[at_row * self->n_columns + column];
}

int
cc_csv_refuse(const cc_csv *self, size_t at_row, size_t column, const char *rule,
              cc_refusal *refusal)
{
    return cc_refuse(refusal, self->file, self->line[at_row],
                     "row %zu: column \"%.60s\": %s (is \"%.60s\")", at_row + 1,
                     self->header[column], rule, cc_csv_field(self, at_row, column));
}

int
cc_csv_cache_get(cc_csv_cache *self, const char *file, const cc_csv **csv, cc_refusal *refusal)
{
    for (size_t j = 0; j < self->n; j++) {
        if (strcmp(self->csv[j]->file, file) == 0) {
            *csv = self->csv[j];
            return SIM_OK;
        }
    }
    cc_csv **list = realloc(self->csv, (self->n + 1) * sizeof(*list));
    if (list == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->csv = list;
    cc_csv *one = calloc(1, sizeof(*one));
    if (one == NULL) {
        return SIM_ERR_NOMEM;
    }
    const int ret = cc_csv_read(one, file, refusal);
    if (ret != SIM_OK) {
        free(one);
        return ret;
    }
    list[self->n++] = one;
    *csv = one;
    return SIM_OK;
}

void
cc_csv_cache_free(cc_csv_cache *self)
{
    for (size_t j = 0; j < self->n; j++) {
        cc_csv_free(self->csv[j]);
        free(self->csv[j]);
    }
    free(self->csv);
    *self = (cc_csv_cache){0};
}
