#include "models/language/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
cc_sheet_free(cc_sheet *self)
{
    free(self->file);
    free(self->bytes);
    free(self->header);
    free(self->field);
    free(self->line);
    *self = (cc_sheet){0};
}

int
cc_sheet_column(const cc_sheet *self, const char *name)
{
    int found = CC_NO_COLUMN;
    for (size_t j = 0; j < self->n_columns && name[0] != '\0'; j++) {
        if (strcmp(self->header[j], name) == 0) {
            found = found == CC_NO_COLUMN ? (int)j : CC_TWO_COLUMNS;
        }
    }
    return found;
}

const char *
cc_sheet_no_column(const cc_sheet *self, const char *name, char *text, size_t size)
{
    if (cc_sheet_column(self, name) == CC_TWO_COLUMNS) {
        snprintf(text, size, "has several columns \"%.60s\"", name);
        return text;
    }
    int n = snprintf(text, size, "has no column \"%.60s\": it has ", name);
    size_t shown = 0;
    for (size_t j = 0; j < self->n_columns && n >= 0 && (size_t)n < size; j++) {
        if (self->header[j][0] == '\0') {
            continue;
        }
        if (shown == 12) {
            snprintf(text + n, size - (size_t)n, " and %zu more", self->n_columns - j);
            return text;
        }
        n += snprintf(text + n, size - (size_t)n, "%s\"%.40s\"", shown > 0 ? ", " : "",
                      self->header[j]);
        shown++;
    }
    if (shown == 0 && n >= 0 && (size_t)n < size) {
        snprintf(text + n, size - (size_t)n, "none with a name");
    }
    return text;
}

const char *
cc_sheet_field(const cc_sheet *self, size_t at_row, size_t column)
{
    return self->field[at_row * self->n_columns + column];
}

int
cc_sheet_refuse(const cc_sheet *self, size_t at_row, size_t column, const char *rule,
                cc_refusal *refusal)
{
    return cc_refuse(refusal, self->file, self->line[at_row],
                     "row %zu: column \"%.60s\": %s (is \"%.60s\")", at_row + 1,
                     self->header[column], rule, cc_sheet_field(self, at_row, column));
}
