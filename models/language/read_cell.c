#include "models/language/read_cell.h"

#include "models/language/sheet_value.h"
#include "models/language/units.h"
#include <math.h>
#include <stdlib.h>

#define OUTLIER 100 /* times the usual */

double
cc_read_cell(cc_reader *self, const cc_setting *setting, const cc_read_rows *rows, size_t row,
             size_t column, double unit)
{
    double x = 0;
    char bounds[128];
    const char *rule = setting->kind == CC_SET_DURATION
                           ? cc_sheet_duration(rows->sheet, row, column, unit, &x)
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

static int
compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

void
cc_read_warn_of_outliers(cc_reader *self, const cc_setting *setting, const cc_read_rows *rows,
                         const size_t *row, size_t column, const double *v, size_t n)
{
    if (setting->kind != CC_SET_DURATION || n == 0 || self->error != SIM_OK) {
        return;
    }
    double *sorted = malloc(n * sizeof(*sorted));
    if (sorted == NULL) {
        cc_read_no_memory(self);
        return;
    }
    size_t n_sorted = 0;
    for (size_t j = 0; j < n; j++) {
        sorted[n_sorted] = v[j];
        n_sorted += isnan(v[j]) ? 0 : 1;
    }
    qsort(sorted, n_sorted, sizeof(*sorted), compare);
    const double usual = n_sorted > 0 ? sorted[n_sorted / 2] : 0;
    free(sorted);
    char a[64], b[64];
    for (size_t j = 0; j < n && usual > CC_DAY; j++) {
        if (v[j] > CC_DAY) {
            cc_read_remark(
                self, true,
                "%.300s:%d: column \"%.60s\" says %s, more than a day: unit says in what "
                "it is",
                rows->path, rows->sheet->line[row[j]], rows->sheet->header[column],
                cc_duration_format(v[j], a, sizeof(a)));
            return;
        }
    }
    for (size_t j = 0; j < n && usual > 0 && n > 2; j++) {
        if (v[j] >= OUTLIER * usual) {
            cc_read_remark(self, true, "%.300s:%d: column \"%.60s\" says %s, where %s is usual",
                           rows->path, rows->sheet->line[row[j]], rows->sheet->header[column],
                           cc_duration_format(v[j], a, sizeof(a)),
                           cc_duration_format(usual, b, sizeof(b)));
            return;
        }
    }
}
