#include "report/csv_line.h"

#include <math.h>
#include <string.h>

const xp_csv_style xp_csv_styles[] = {
    {"plain", ',', '.', false, 17},   {"excel-de", ';', ',', true, 15},
    {"excel-es", ';', ',', true, 15}, {"excel-it", ';', ',', true, 15},
    {NULL, 0, 0, false, 0},
};

xp_csv
xp_csv_on(FILE *file, const xp_csv_style *style)
{
    return (xp_csv){file, style != NULL ? style : &xp_csv_styles[0], false};
}

xp_csv
xp_csv_begin(FILE *file, const xp_csv_style *style)
{
    const xp_csv self = xp_csv_on(file, style);
    if (self.style->marked) {
        fputs("\xEF\xBB\xBF", file);
    }
    return self;
}

static void
separate(xp_csv *self)
{
    if (self->within) {
        fputc(self->style->separator, self->file);
    }
    self->within = true;
}

void
xp_csv_text(xp_csv *self, const char *text)
{
    const char special[] = {self->style->separator, '"', '\r', '\n', '\0'};
    separate(self);
    if (strpbrk(text, special) == NULL) {
        fputs(text, self->file);
        return;
    }
    fputc('"', self->file);
    for (; *text != '\0'; text++) {
        fputs(*text == '"' ? "\"\"" : (char[2]){*text, '\0'}, self->file);
    }
    fputc('"', self->file);
}

void
xp_csv_number(xp_csv *self, double value)
{
    char text[40];
    separate(self);
    if (!isfinite(value)) {
        return;
    }
    snprintf(text, sizeof(text), "%.*g", self->style->digits, value);
    char *point = strchr(text, '.');
    if (point != NULL) {
        *point = self->style->decimal;
    }
    fputs(text, self->file);
}

void
xp_csv_end(xp_csv *self)
{
    fputc('\n', self->file);
    self->within = false;
}
