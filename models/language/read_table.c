/* Values by interval and lists of numbers: written out, or a column of a CSV file. */
#include "models/language/read.h"
#include "models/language/refusal.h"
#include "models/language/settings.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const cc_setting column_settings[] = {
    {.name = "file", .kind = CC_SET_TEXT},
    {.name = "column", .kind = CC_SET_TEXT},
    {.name = "unit", .kind = CC_SET_TEXT},
    {.name = NULL},
};

static const char *const duration_units[] = {"s", "min", "h", NULL};

static bool
is_duration(const cc_setting *setting)
{
    return setting->kind == CC_SET_DURATION;
}

static double *
from_list(cc_reader *self, const cc_setting *setting, cc_value *value)
{
    double *v = cc_read_alloc(self, value->n, sizeof(*v));
    for (size_t j = 0; v != NULL && j < value->n && self->error == SIM_OK; j++) {
        v[j] = is_duration(setting) ? cc_read_duration(self, setting, value->child[j])
                                    : cc_read_number(self, setting, value->child[j]);
    }
    return v;
}

/* Of the group that names the file, unless `--set` named it. */
static const cc_value *
place_of(const cc_value *file)
{
    return file->line > 0 && file->parent != NULL ? file->parent : file;
}

void
cc_read_refuse_field(cc_reader *self, const cc_value *file, const cc_csv *csv, size_t row,
                     size_t column, const char *rule)
{
    if (self->error == SIM_OK) {
        cc_refusal found;
        (void)cc_csv_refuse(csv, row, column, rule, &found);
        cc_read_refuse(self, place_of(file), "%s", found.text);
    }
}

const cc_csv *
cc_read_csv(cc_reader *self, const cc_value *file, char **path)
{
    const char *name = cc_read_text(self, file);
    *path = NULL;
    if (self->error != SIM_OK) {
        return NULL;
    }
    *path = cc_file_beside(file->line > 0 && file->file != NULL ? file->file : "", name);
    if (*path == NULL) {
        cc_read_no_memory(self);
        return NULL;
    }
    const cc_csv *csv = NULL;
    cc_refusal found;
    const int ret = cc_csv_cache_get(&self->csv, *path, &csv, &found);
    if (ret == SIM_ERR_REFUSED) {
        cc_read_refuse(self, place_of(file), "%s", found.text);
    } else {
        self->error = ret;
    }
    return csv;
}

/* One field of a column; factor 0: it must carry its own unit. */
static double
field(cc_reader *self, const cc_setting *setting, const cc_value *file, const cc_csv *csv,
      size_t row, size_t column, double factor)
{
    const char *text = cc_csv_field(csv, row, column);
    double x = 0;
    const char *rule = NULL;
    char bounds[128];
    if (!is_duration(setting)) {
        rule = cc_number_parse(text, &x) ? NULL : "must be a number";
    } else if (factor > 0 && cc_number_parse(text, &x)) {
        x *= factor;
    } else if (!cc_duration_parse(text, &x)) {
        rule = factor > 0 ? "must be a number or a duration"
                          : "must be a duration with its unit, or `unit` must be set";
    }
    if (rule == NULL &&
        !(x >= setting->min && x <= setting->max && (!setting->above || x > setting->min))) {
        rule = cc_setting_rule(setting, x, bounds, sizeof(bounds));
    }
    if (rule != NULL) {
        cc_read_refuse_field(self, file, csv, row, column, rule);
    }
    return x;
}

static double *
from_file(cc_reader *self, const cc_setting *setting, cc_value *value, size_t *n)
{
    cc_settings_check_names(self, value, column_settings);
    const cc_layers in = cc_layers_of(value);
    const cc_value *file = cc_value_get(value, "file"), *column = cc_value_get(value, "column"),
                   *unit = cc_value_get(value, "unit");
    if (file == NULL || column == NULL) {
        cc_read_missing(self, &in, file == NULL ? "file" : "column",
                        "is missing: a column of a file is { file = \"...\"; column = \"...\"; }");
        return NULL;
    }
    const char *header = cc_read_text(self, column);
    double factor = 0;
    if (unit != NULL) {
        const int k = cc_read_word(self, unit, duration_units);
        factor = k == 0 ? 1 : k == 1 ? 60 : 3600;
    }
    char *path;
    const cc_csv *csv = cc_read_csv(self, file, &path);
    free(path);
    if (self->error != SIM_OK) {
        return NULL;
    }
    const int k = cc_csv_column(csv, header);
    if (k < 0) {
        cc_read_refuse(self, column, "%.200s has no such column (is \"%.60s\")", csv->file, header);
        return NULL;
    }
    double *v = cc_read_alloc(self, csv->n_rows, sizeof(*v));
    for (size_t j = 0; v != NULL && j < csv->n_rows && self->error == SIM_OK; j++) {
        v[j] = field(self, setting, file, csv, j, (size_t)k, factor);
    }
    *n = csv->n_rows;
    return v;
}

const double *
cc_read_numbers(cc_reader *self, const cc_setting *setting, cc_value *value, size_t *n)
{
    *n = 0;
    double *v = NULL;
    if (self->error != SIM_OK) {
        return NULL;
    }
    if (value->kind == CC_VALUE_LIST) {
        v = from_list(self, setting, value);
        *n = value->n;
    } else if (value->kind == CC_VALUE_GROUP) {
        v = from_file(self, setting, value, n);
    } else {
        char shown[96];
        cc_read_refuse(self, value, "must be a list, or a column of a file (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
    }
    if (self->error == SIM_OK && *n == 0) {
        cc_read_refuse(self, value, "must have at least one value (is empty)");
    }
    if (self->error != SIM_OK) {
        *n = 0;
    }
    return v;
}

void
cc_read_table(cc_reader *self, const cc_setting *setting, cc_value *value, cc_table *out)
{
    *out = (cc_table){.constant = setting->fallback};
    if (value->kind != CC_VALUE_LIST && value->kind != CC_VALUE_GROUP) {
        if (value->kind != CC_VALUE_NUMBER && !is_duration(setting)) {
            char shown[96];
            cc_read_refuse(self, value,
                           "must be a number, a list by interval or a column of a file (is %s)",
                           cc_value_show(value, shown, sizeof(shown)));
            return;
        }
        out->constant = is_duration(setting) ? cc_read_duration(self, setting, value)
                                             : cc_read_number(self, setting, value);
        return;
    }
    const size_t per_day = self->per_day;
    const int days = self->n_days;
    size_t n;
    const double *v = cc_read_numbers(self, setting, value, &n);
    if (self->error != SIM_OK) {
        return;
    }
    if (n % per_day != 0 || n / per_day > (size_t)days) {
        char more[64] = "";
        if (days > 1) {
            snprintf(more, sizeof(more), ", or of each of up to %d days", days);
        }
        cc_read_refuse(self, value,
                       "must have a value for each of the %zu intervals of a day%s (has %zu)",
                       per_day, more, n);
        return;
    }
    *out = (cc_table){.v = v, .n = n, .per_day = per_day, .constant = v[0]};
}
