/* Values by interval and lists of numbers: written out, or a column of a CSV file. */
#include "models/language/read.h"
#include "models/language/read_sheet.h"
#include "models/language/settings.h"
#include "models/language/sheet_value.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const cc_setting column_settings[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet},
    {.name = "column", .kind = CC_SET_TEXT},
    {.name = "unit", .kind = CC_SET_TEXT},
    {.name = NULL},
};

static const char *const duration_units[] = {"ms", "s", "min", "h", NULL};

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

/* One field of a column; unit 0: it must carry its own. */
static double
field(cc_reader *self, const cc_setting *setting, const cc_read_rows *rows, size_t row,
      size_t column, double unit)
{
    double x = 0;
    char bounds[128];
    const char *rule = is_duration(setting) ? cc_sheet_duration(rows->sheet, row, column, unit, &x)
                                            : cc_sheet_number(rows->sheet, row, column, &x);
    if (rule == NULL &&
        !(x >= setting->min && x <= setting->max && (!setting->above || x > setting->min))) {
        rule = cc_setting_rule(setting, x, bounds, sizeof(bounds));
    }
    if (rule != NULL) {
        cc_read_refuse_field(self, rows, row, column, rule);
    }
    return x;
}

static double *
from_file(cc_reader *self, const cc_setting *setting, cc_value *value, size_t *n)
{
    static const double seconds[] = {0.001, 1, 60, 3600};
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
    const double factor = unit != NULL ? seconds[cc_read_word(self, unit, duration_units)] : 0;
    cc_read_rows rows;
    cc_read_sheet(self, &in, NULL, &rows);
    if (self->error != SIM_OK) {
        return NULL;
    }
    const int k = cc_read_column(self, column, rows.sheet, header);
    double *v = cc_read_alloc(self, rows.n, sizeof(*v));
    for (size_t j = 0; v != NULL && j < rows.n && self->error == SIM_OK; j++) {
        v[j] = field(self, setting, &rows, rows.row[j], (size_t)k, factor);
    }
    *n = rows.n;
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
