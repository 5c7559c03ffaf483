#include "models/language/write.h"

#include "models/language/units.h"
#include "sim/error.h"
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
cc_write_raw(cc_writer *self, const char *format, ...)
{
    if (self->error != SIM_OK) {
        return;
    }
    va_list list;
    va_start(list, format);
    const int need = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (self->capacity - self->n < (size_t)need + 1) {
        size_t capacity = self->capacity == 0 ? 4096 : self->capacity;
        while (capacity - self->n < (size_t)need + 1) {
            capacity *= 2;
        }
        char *text = realloc(self->text, capacity);
        if (text == NULL) {
            self->error = SIM_ERR_NOMEM;
            return;
        }
        self->text = text;
        self->capacity = capacity;
    }
    va_start(list, format);
    vsnprintf(self->text + self->n, self->capacity - self->n, format, list);
    va_end(list);
    self->n += (size_t)need;
}

static void
indent(cc_writer *self, int depth)
{
    cc_write_raw(self, "%*s", 4 * depth, "");
}

void
cc_write_open(cc_writer *self, const char *name)
{
    if (self->n_open == CC_WRITE_DEPTH) {
        self->error = SIM_ERR_BUG;
        return;
    }
    self->open[self->n_open++] = name;
}

void
cc_write_begin(cc_writer *self)
{
    for (; self->n_written < self->n_open; self->n_written++) {
        indent(self, self->n_written);
        cc_write_raw(self, "%s = {\n", self->open[self->n_written]);
    }
}

void
cc_write_close(cc_writer *self)
{
    if (self->n_open == 0) {
        self->error = SIM_ERR_BUG;
        return;
    }
    self->n_open--;
    if (self->n_written > self->n_open) {
        self->n_written = self->n_open;
        indent(self, self->n_open);
        cc_write_raw(self, "};\n");
    }
}

void
cc_write_name(cc_writer *self, const char *name)
{
    cc_write_begin(self);
    indent(self, self->n_open);
    cc_write_raw(self, "%s = ", name);
}

void
cc_write_end(cc_writer *self)
{
    cc_write_raw(self, ";\n");
}

/* The parser wants a point before an exponent, and in whole numbers above 2^31. */
void
cc_write_number(cc_writer *self, double x)
{
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof(digits), "%.*g", precision, x);
        if (strtod(digits, NULL) == x) {
            break;
        }
    }
    const char *exponent = strchr(digits, 'e');
    if (strchr(digits, '.') != NULL || (exponent == NULL && fabs(x) <= INT_MAX)) {
        cc_write_raw(self, "%s", digits);
    } else if (exponent != NULL) {
        cc_write_raw(self, "%.*s.0%s", (int)(exponent - digits), digits, exponent);
    } else {
        cc_write_raw(self, "%s.0", digits);
    }
}

void
cc_write_duration(cc_writer *self, double seconds)
{
    char text[64];
    cc_write_raw(self, "\"%s\"", cc_duration_format(seconds, text, sizeof(text)));
}

void
cc_write_time(cc_writer *self, double seconds)
{
    char text[32];
    cc_write_raw(self, "\"%s\"",
                 seconds >= CC_DAY ? "24:00" : cc_time_of_day_format(seconds, text, sizeof(text)));
}

void
cc_write_text(cc_writer *self, const char *text)
{
    cc_write_raw(self, "\"");
    for (const char *c = text; *c != '\0'; c++) {
        cc_write_raw(self, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    }
    cc_write_raw(self, "\"");
}

void
cc_write_numbers(cc_writer *self, const double *v, size_t n)
{
    cc_write_raw(self, "(");
    for (size_t j = 0; j < n; j++) {
        cc_write_raw(self, "%s", j == 0 ? "" : ", ");
        cc_write_number(self, v[j]);
    }
    cc_write_raw(self, ")");
}

void
cc_write_table(cc_writer *self, const cc_table *table)
{
    if (table->n == 0) {
        cc_write_number(self, table->constant);
    } else {
        cc_write_numbers(self, table->v, table->n);
    }
}

static void
write_list(cc_writer *self, const sim_param *param, const double *v, size_t n, bool plain)
{
    const size_t length = strlen(param->name);
    const bool durations = strcmp(param->unit, "s") == 0 && !plain &&
                           !(length > 2 && strcmp(param->name + length - 2, "_s") == 0);
    if (!durations) {
        cc_write_numbers(self, v, n);
        return;
    }
    cc_write_raw(self, "(");
    for (size_t j = 0; j < n; j++) {
        cc_write_raw(self, "%s", j == 0 ? "" : ", ");
        cc_write_duration(self, v[j]);
    }
    cc_write_raw(self, ")");
}

static void
write_param(cc_writer *self, const sim_dist *dist, int j, int list, const cc_table *factor,
            bool plain)
{
    const sim_param *param = &dist->type->params[j];
    cc_write_raw(self, " %s = ", param->name);
    switch (param->kind) {
    case SIM_PARAM_LIST:
        write_list(self, param, dist->list[list], dist->n_list[list], plain);
        break;
    case SIM_PARAM_PART:
        cc_write_dist(self, dist->part, NULL, plain);
        break;
    case SIM_PARAM_PARTS:
        cc_write_raw(self, "(");
        for (size_t k = 0; k < dist->n_parts; k++) {
            cc_write_raw(self, "%s", k == 0 ? "" : ", ");
            cc_write_dist(self, &dist->part[k], NULL, plain);
        }
        cc_write_raw(self, ")");
        break;
    case SIM_PARAM_DURATION:
        if (factor != NULL && factor->n > 0 && strcmp(param->name, "mean") == 0) {
            const sim_param in_seconds = {.name = "mean", .unit = "s"};
            write_list(self, &in_seconds, factor->v, factor->n, false);
        } else if (plain) {
            cc_write_number(self, dist->p[j]);
        } else {
            cc_write_duration(self, dist->p[j]);
        }
        break;
    case SIM_PARAM_NUMBER:
        cc_write_number(self, dist->p[j]);
        break;
    }
    cc_write_raw(self, ";");
}

void
cc_write_dist(cc_writer *self, const sim_dist *dist, const cc_table *factor, bool plain)
{
    if (dist->type == NULL || strcmp(dist->type->name, "constant") == 0) {
        if (plain) {
            cc_write_number(self, dist->p[0]);
        } else {
            cc_write_duration(self, dist->p[0]);
        }
        return;
    }
    cc_write_raw(self, "{ dist = \"%s\";", dist->type->name);
    int list = 0;
    for (int j = 0; dist->type->params[j].name != NULL; j++) {
        const sim_param *param = &dist->type->params[j];
        const bool is_list = param->kind == SIM_PARAM_LIST;
        const int at = list;
        list += is_list;
        const bool left_out =
            is_list ? dist->n_list[at] == 0
                    : (param->kind == SIM_PARAM_DURATION || param->kind == SIM_PARAM_NUMBER) &&
                          dist->p[j] == param->fallback;
        if (!left_out) {
            write_param(self, dist, j, at, factor, plain);
        }
    }
    cc_write_raw(self, " }");
}
