/* CSV as spreadsheets write it: quotes, CRLF, a byte order mark; separated by commas, or by
 * semicolons or tabs if the header has no comma. Rows are lines of the file, the header being 1. */
#include "cli/forecast.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "models/language/hint.h"
#include "models/language/source.h"
#include "models/language/units.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS_MAX 256
#define FILE_MAX ((size_t)64 << 20)

enum { INTERVAL, CALLS, AHT, AGENTS, N_COLUMNS };
static const char *const keys[] = {"interval", "calls", "aht", "agents", NULL};

typedef struct reader {
    const char *verb, *path;
    cc_input input;
    char *text, *next;
    char separator;
    size_t line, next_line; /* of the row just read, and of what follows it */
    char *fields[FIELDS_MAX];
    size_t n_fields;
} reader;

bool
cli_forecast_columns_read(cli_forecast_columns *self, const char *verb, const char *spec,
                          char *storage, size_t size)
{
    *self = (cli_forecast_columns){
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

/* All of a regular file with a 0 behind it. */
static int
load(reader *self)
{
    char reason[CC_REASON_MAX];
    size_t size = 0;
    self->text = cc_file_read(self->path, FILE_MAX, &size, &self->input, reason);
    if (self->text == NULL) {
        return cli_refused(self->verb, "cannot read %s: %s", self->path, reason);
    }
    if (strlen(self->text) != size) {
        return cli_refused(self->verb, "%s: holds a 0 byte, so it is no text", self->path);
    }
    return CLI_OK;
}

/* Takes blanks off both ends, in place. */
static char *
trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        text[--length] = '\0';
    }
    return text;
}

/* The field that starts at *next, unquoted in place; *next moves behind its separator, *end tells
 * that the row ended with it. NULL: a quote is not closed. */
static char *
read_field(reader *self, bool *end)
{
    char *from = self->next;
    char *to = from;
    bool quoted = false;
    char *p = from;
    for (; *p != '\0'; p++) {
        if (*p == '"') {
            if (quoted && p[1] == '"') {
                *to++ = *p++;
            } else {
                quoted = !quoted;
            }
            continue;
        }
        if (!quoted && (*p == self->separator || *p == '\n' || *p == '\r')) {
            break;
        }
        self->next_line += *p == '\n';
        *to++ = *p;
    }
    *end = *p != self->separator || *p == '\0';
    if (*p == '\r' && p[1] == '\n') {
        p++;
    }
    if (*p == '\n' || *p == '\r') {
        self->next_line++;
    }
    self->next = *p == '\0' ? p : p + 1;
    *to = '\0';
    return quoted ? NULL : trim(from);
}

/* The next row that is not blank. 1: read, 0: the file has ended, else a status to end with. */
static int
read_row(reader *self, int *status)
{
    while (*self->next != '\0') {
        self->line = self->next_line;
        self->n_fields = 0;
        bool end = false;
        while (!end) {
            if (self->n_fields == FIELDS_MAX) {
                *status = cli_refused(self->verb, "%s:%zu: more than %d columns", self->path,
                                      self->line, FIELDS_MAX);
                return -1;
            }
            char *field = read_field(self, &end);
            if (field == NULL) {
                *status = cli_refused(self->verb, "%s:%zu: a quote is not closed", self->path,
                                      self->line);
                return -1;
            }
            self->fields[self->n_fields++] = field;
        }
        if (self->n_fields > 1 || self->fields[0][0] != '\0') {
            return 1;
        }
    }
    return 0;
}

/* Where each column is; SIZE_MAX: nowhere. */
static int
find_columns(reader *self, const cli_forecast_columns *columns, size_t at[N_COLUMNS])
{
    const char *names[] = {columns->interval, columns->calls, columns->aht, columns->agents};
    const bool needed[] = {columns->interval_named, true, columns->aht_named,
                           columns->agents_named};
    for (int k = 0; k < N_COLUMNS; k++) {
        cc_hint hint;
        cc_hint_init(&hint, names[k]);
        at[k] = SIZE_MAX;
        for (size_t j = 0; j < self->n_fields; j++) {
            cc_hint_offer(&hint, self->fields[j]);
            if (strcmp(self->fields[j], names[k]) == 0) {
                if (at[k] != SIZE_MAX) {
                    return cli_refused(self->verb, "%s:%zu:%s: this column is there twice",
                                       self->path, self->line, names[k]);
                }
                at[k] = j;
            }
        }
        if (at[k] == SIZE_MAX && needed[k]) {
            if (hint.nearest != NULL) {
                return cli_refused(self->verb,
                                   "%s:%zu:%s: no such column; did you mean --columns %s=%s?",
                                   self->path, self->line, names[k], keys[k], hint.nearest);
            }
            return cli_refused(self->verb,
                               "%s:%zu:%s: no such column; name it with --columns %s=NAME",
                               self->path, self->line, names[k], keys[k]);
        }
    }
    return CLI_OK;
}

static int
read_value(const reader *self, size_t column, const char *name, double *value)
{
    const char *text = self->fields[column];
    double number = 0;
    if (!cc_number_parse(text, &number)) {
        return cli_refused(self->verb, "%s:%zu:%s: must be a number (%s)", self->path, self->line,
                           name, text);
    }
    if (number < 0) {
        return cli_refused(self->verb, "%s:%zu:%s: must be >= 0 (%s)", self->path, self->line, name,
                           text);
    }
    *value = number;
    return CLI_OK;
}

static int
fill(const reader *self, const cli_forecast_columns *columns, const size_t at[N_COLUMNS],
     size_t n_header, cli_forecast_row *row)
{
    int status = CLI_OK;
    char number[32];
    *row = (cli_forecast_row){.line = self->line, .aht = NAN, .agents = NAN};
    if (self->n_fields != n_header) {
        size_t first_wrong = (self->n_fields < n_header ? self->n_fields : n_header) + 1;
        return cli_refused(self->verb, "%s:%zu:column %zu: is %s; the header has %zu", self->path,
                           self->line, first_wrong,
                           self->n_fields < n_header ? "missing" : "too many", n_header);
    }
    status = read_value(self, at[CALLS], columns->calls, &row->calls);
    if (status == CLI_OK && at[AGENTS] != SIZE_MAX) {
        status = read_value(self, at[AGENTS], columns->agents, &row->agents);
    }
    /* an interval without calls has no handling time, and may say so by saying nothing */
    if (status == CLI_OK && at[AHT] != SIZE_MAX &&
        (row->calls > 0 || self->fields[at[AHT]][0] != '\0')) {
        status = read_value(self, at[AHT], columns->aht, &row->aht);
        if (status == CLI_OK && row->calls > 0 && row->aht == 0) {
            status = cli_refused(self->verb, "%s:%zu:%s: must be > 0 s (%s)", self->path,
                                 self->line, columns->aht, self->fields[at[AHT]]);
        }
    }
    if (status != CLI_OK) {
        return status;
    }
    snprintf(number, sizeof(number), "%zu", self->line);
    row->interval = strdup(at[INTERVAL] != SIZE_MAX ? self->fields[at[INTERVAL]] : number);
    return row->interval != NULL ? CLI_OK : cli_failed(self->verb, "out of memory");
}

static int
read_all(reader *self, const cli_forecast_columns *columns, cli_forecast *forecast)
{
    size_t at[N_COLUMNS];
    size_t capacity = 0;
    int status = CLI_OK;
    int more = read_row(self, &status);
    if (more <= 0) {
        return more < 0 ? status : cli_refused(self->verb, "%s: is empty", self->path);
    }
    size_t n_header = self->n_fields;
    status = find_columns(self, columns, at);
    forecast->has_aht = at[AHT] != SIZE_MAX;
    forecast->has_agents = at[AGENTS] != SIZE_MAX;
    while (status == CLI_OK && (more = read_row(self, &status)) > 0) {
        if (forecast->n_rows == capacity) {
            capacity = capacity == 0 ? 64 : 2 * capacity;
            cli_forecast_row *rows = realloc(forecast->rows, capacity * sizeof(*rows));
            if (rows == NULL) {
                return cli_failed(self->verb, "out of memory");
            }
            forecast->rows = rows;
        }
        status = fill(self, columns, at, n_header, &forecast->rows[forecast->n_rows++]);
    }
    if (status == CLI_OK && forecast->n_rows == 0) {
        status = cli_refused(self->verb, "%s: has a header and no rows", self->path);
    }
    return status;
}

int
cli_forecast_read(cli_forecast *self, const char *verb, const char *path,
                  const cli_forecast_columns *columns)
{
    *self = (cli_forecast){0};
    reader r = {.verb = verb, .path = path, .next_line = 1};
    int status = load(&r);
    if (status == CLI_OK) {
        r.next = strncmp(r.text, "\xEF\xBB\xBF", 3) == 0 ? r.text + 3 : r.text;
        size_t header = strcspn(r.next, "\r\n");
        r.separator = memchr(r.next, ',', header) != NULL    ? ','
                      : memchr(r.next, ';', header) != NULL  ? ';'
                      : memchr(r.next, '\t', header) != NULL ? '\t'
                                                             : ',';
        status = read_all(&r, columns, self);
    }
    self->input = r.input;
    free(r.text);
    return status;
}

void
cli_forecast_free(cli_forecast *self)
{
    for (size_t j = 0; j < self->n_rows; j++) {
        free(self->rows[j].interval);
    }
    free(self->rows);
    *self = (cli_forecast){0};
}
