/* Written here, since libcsv, the only such library for C in Debian 12, knows no lines: a refusal could
 * not say where, and it takes a broken quote for text unless told to give up without a place. */
#include "models/language/sheet_cut.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct cutter {
    cc_sheet *sheet;
    cc_refusal *refusal;
    char *at, *end;
    int line;           /* of the file, from 1 */
    size_t n, capacity; /* fields so far */
} cutter;

/* ---- the separator ---- */

static const char separators[] = {',', ';', '\t', '|'};

/* How often a separator stands in the line, quoted text left out; *next: where the next one begins. */
static size_t
count(const char *at, char separator, const char **next)
{
    size_t n = 0;
    bool quoted = false;
    for (; *at != '\0' && (quoted || *at != '\n'); at++) {
        quoted = quoted != (*at == '"');
        n += !quoted && *at == separator;
    }
    *next = *at == '\0' ? at : at + 1;
    return n;
}

/* The one that cuts the header into most fields; one that cuts the row below into as many goes first:
 * a name may hold a comma. */
static char
recognise(const char *text)
{
    text += strspn(text, "\r\n");
    char best = ',';
    size_t most = 0;
    bool most_agree = false;
    for (size_t j = 0; j < sizeof(separators); j++) {
        const char *row;
        const size_t n = count(text, separators[j], &row);
        const bool agrees = n > 0 && *row != '\0' && count(row, separators[j], &row) == n;
        if (agrees > most_agree || (agrees == most_agree && n > most)) {
            best = separators[j];
            most = n;
            most_agree = agrees;
        }
    }
    return best;
}

/* ---- fields and rows ---- */

static int
add_field(cutter *self, char *field)
{
    if (self->n > CC_SHEET_MAX_FIELDS) {
        return cc_refuse(self->refusal, self->sheet->file, self->line, "too many fields");
    }
    if (self->n == self->capacity) {
        const size_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
        char **fields = realloc(self->sheet->field, capacity * sizeof(*fields));
        if (fields == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->sheet->field = fields;
        self->capacity = capacity;
    }
    self->sheet->field[self->n++] = field;
    return SIM_OK;
}

/* A tab is a blank unless it separates. */
static bool
is_blank(const cutter *self, char c)
{
    return c == ' ' || c == '\r' || (c == '\t' && self->sheet->form.separator != '\t');
}

/* Without blanks around it; ends the field where `end` is. */
static char *
trim(const cutter *self, char *field, char *end)
{
    while (field < end && is_blank(self, *field)) {
        field++;
    }
    while (end > field && is_blank(self, end[-1])) {
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
            return cc_refuse(self->refusal, self->sheet->file, opened, "a quote is not closed");
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
    while (self->at < self->end && is_blank(self, *self->at)) {
        self->at++;
    }
    if (self->at < self->end && *self->at != self->sheet->form.separator && *self->at != '\n') {
        return cc_refuse(self->refusal, self->sheet->file, self->line,
                         "a quoted field must end at a %s or at the end of the line",
                         self->sheet->form.separator == ','    ? "comma"
                         : self->sheet->form.separator == ';'  ? "semicolon"
                         : self->sheet->form.separator == '\t' ? "tab"
                                                               : "bar");
    }
    *write = '\0';
    return SIM_OK;
}

/* Of all fields from there on; such rows stand below a table that a spreadsheet wrote. */
static bool
are_empty(const cutter *self, size_t from)
{
    for (size_t j = from; j < self->n; j++) {
        if (self->sheet->field[j][0] != '\0') {
            return false;
        }
    }
    return true;
}

/* One line; `n` is the number of its fields, 0 for an empty line, or one with marks only. */
static int
row(cutter *self, size_t *n)
{
    const size_t before = self->n;
    const char separator = self->sheet->form.separator;
    for (;;) {
        char *start = self->at;
        while (start < self->end && is_blank(self, *start)) {
            start++;
        }
        char *field = start;
        int ret = SIM_OK;
        if (start < self->end && *start == '"') {
            self->at = start;
            ret = quoted(self, &field);
        } else {
            while (self->at < self->end && *self->at != separator && *self->at != '\n') {
                self->at++;
            }
        }
        if (ret != SIM_OK) {
            return ret;
        }
        const char stop = self->at < self->end ? *self->at : '\n';
        if (field == start) { /* not quoted */
            field = trim(self, field < self->at ? field : self->at, self->at);
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
    if ((*n == 1 || self->sheet->header != NULL) && are_empty(self, before)) {
        self->n = before;
        *n = 0;
    }
    return SIM_OK;
}

static int
header(cutter *self)
{
    cc_sheet *sheet = self->sheet;
    size_t n = 0;
    for (; sheet->form.names != NULL && sheet->form.names[n] != NULL; n++) {
    }
    while (n == 0) {
        if (self->at >= self->end) {
            return cc_refuse(self->refusal, sheet->file, 1, "a line of column names is missing");
        }
        const int ret = row(self, &n);
        if (ret != SIM_OK) {
            return ret;
        }
        self->line++;
    }
    if (n > CC_SHEET_MAX_COLUMNS) {
        return cc_refuse(self->refusal, sheet->file, self->line - 1,
                         "too many columns: %zu (%d at most)", n, CC_SHEET_MAX_COLUMNS);
    }
    sheet->header = malloc(n * sizeof(*sheet->header));
    if (sheet->header == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n; j++) {
        sheet->header[j] =
            sheet->form.names != NULL ? (char *)sheet->form.names[j] : sheet->field[j];
    }
    sheet->n_columns = n;
    self->n = 0;
    return SIM_OK;
}

/* A row may go without spare columns, which have no names, and may have empty fields more. */
static int
fit(cutter *self, size_t n, int line)
{
    const cc_sheet *sheet = self->sheet;
    const size_t start = self->n - n;
    const bool ragged = sheet->form.names != NULL;
    size_t wanted = n;
    while (wanted > sheet->n_columns && (ragged || sheet->field[start + wanted - 1][0] == '\0')) {
        wanted--;
    }
    bool spare = true;
    for (size_t j = wanted; j < sheet->n_columns; j++) {
        spare = spare && (ragged || sheet->header[j][0] == '\0');
    }
    if (wanted > sheet->n_columns || !spare) {
        return cc_refuse(self->refusal, sheet->file, line,
                         "the row must have as many fields as the header: %zu (is %zu)",
                         sheet->n_columns, n);
    }
    self->n = start + wanted;
    int ret = SIM_OK;
    for (size_t j = wanted; j < sheet->n_columns && ret == SIM_OK; j++) {
        ret = add_field(self, self->end); /* "" */
    }
    return ret;
}

static int
rows(cutter *self)
{
    cc_sheet *sheet = self->sheet;
    size_t capacity = 0;
    while (self->at < self->end) {
        const int line = self->line;
        size_t n;
        int ret = row(self, &n);
        self->line++;
        if (ret == SIM_OK && n == 0) {
            continue;
        }
        if (ret == SIM_OK && n != sheet->n_columns) {
            ret = fit(self, n, line);
        }
        if (ret != SIM_OK) {
            return ret;
        }
        if (sheet->n_rows == capacity) {
            capacity = capacity == 0 ? 256 : 2 * capacity;
            int *lines = realloc(sheet->line, capacity * sizeof(*lines));
            if (lines == NULL) {
                return SIM_ERR_NOMEM;
            }
            sheet->line = lines;
        }
        sheet->line[sheet->n_rows++] = line;
    }
    return SIM_OK;
}

int
cc_sheet_cut(cc_sheet *self, char *text, size_t n, cc_refusal *refusal)
{
    cutter cut = {.sheet = self, .refusal = refusal, .at = text, .end = text + n, .line = 1};
    if (memchr(text, '\n', n) == NULL) { /* ends of lines as old systems write them */
        for (char *c = text; (c = strchr(c, '\r')) != NULL;) {
            *c = '\n';
        }
    }
    /* A spreadsheet's own line before the header. */
    const bool says_so = n > 5 && strncmp(text, "sep=", 4) == 0 &&
                         strchr("\r\n", text[5]) != NULL && text[4] != '\0';
    if (says_so) {
        cut.at = memchr(text, '\n', n) != NULL ? (char *)memchr(text, '\n', n) + 1 : cut.end;
        cut.line++;
    }
    if (self->form.separator == '\0') {
        self->form.separator = says_so && memchr(separators, text[4], sizeof(separators)) != NULL
                                   ? text[4]
                                   : recognise(cut.at);
    }
    const int ret = header(&cut);
    return ret == SIM_OK ? rows(&cut) : ret;
}
