#include "report/xlsx.h"

#ifndef CCSIM_XLSX

bool
xp_xlsx_is_there(void)
{
    return false;
}

int
xp_report_xlsx(FILE *file, const xp_report *report)
{
    (void)file;
    (void)report;
    return SIM_ERR_IO;
}

#else

#include "experiment/channels.h"
#include "models/scenario/scenario.h"
#include "report/interval_columns.h"
#include "report/xlsx_map.h"
#include <string.h>
#include <unistd.h>

bool
xp_xlsx_is_there(void)
{
    return true;
}

/* ---- cells ---- */

static void
put(xp_xlsx *self, lxw_row_t row, lxw_col_t column, double value, lxw_format *format)
{
    if (isfinite(value)) {
        worksheet_write_number(self->sheet, row, column, value, format);
    }
}

static void
text(xp_xlsx *self, lxw_row_t row, lxw_col_t column, const char *value, lxw_format *format)
{
    if (value[0] != '\0') {
        worksheet_write_string(self->sheet, row, column, value, format);
    }
}

static void
head(xp_xlsx *self, lxw_row_t row, const char *const *names)
{
    for (lxw_col_t j = 0; names[j] != NULL; j++) {
        text(self, row, j, names[j], self->bold);
    }
}

/* ---- summary ---- */

static lxw_row_t
about(xp_xlsx *self)
{
    const xp_plan *plan = self->results->plan;
    lxw_row_t row = 0;
    for (int s = 0; s < plan->n_scenarios; s++, row++) {
        char hash[24];
        snprintf(hash, sizeof(hash), "%016llx", (unsigned long long)plan->scenario[s]->hash);
        text(self, row, 0, plan->scenario[s]->name, self->bold);
        text(self, row, 1, plan->scenario[s]->file, NULL);
        text(self, row, 2, hash, NULL);
        if (plan->script[s] != NULL) {
            snprintf(hash, sizeof(hash), "%016llx", (unsigned long long)plan->script_hash[s]);
            text(self, row, 3, plan->script_file[s], NULL);
            text(self, row, 4, hash, NULL);
        }
    }
    text(self, row, 0, "replications", NULL);
    put(self, row++, 1, (double)self->results->n, NULL);
    text(self, row, 0, "seed", NULL);
    put(self, row++, 1, (double)plan->seed, NULL);
    text(self, row, 0, "confidence", NULL);
    put(self, row++, 1, plan->confidence, self->share);
    text(self, row, 0, "ccsim", NULL);
    text(self, row++, 1, CCSIM_VERSION, NULL);
    return row + 1;
}

/* All figures but those of intervals, which have a sheet. */
static void
summary(xp_xlsx *self)
{
    static const char *const names[] = {"scenario",   "kpi",   "scope", "unit", "mean",
                                        "half_width", "lower", "upper", "n",    NULL};
    const xp_results *results = self->results;
    xp_xlsx_sheet(self, "Summary");
    lxw_row_t row = about(self);
    head(self, row, names);
    worksheet_freeze_panes(self->sheet, row + 1, 0);
    worksheet_set_column(self->sheet, 0, 2, 26, NULL);
    worksheet_set_column(self->sheet, 3, 8, 11, NULL);
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        for (size_t m = 0; m < results->table->n; m++) {
            const xp_measure *measure = &results->table->measure[m];
            if (measure->local[s] == XP_LACKS || strchr(measure->scope, '@') != NULL) {
                continue;
            }
            const sim_interval it = xp_results_estimate(results, s, m);
            const cc_unit unit = cc_kpis[measure->kpi].unit;
            lxw_format *format = unit == CC_UNIT_FRACTION ? self->share : self->number;
            row++;
            text(self, row, 0, results->plan->scenario[s]->name, NULL);
            text(self, row, 1, measure->name, NULL);
            text(self, row, 2, measure->scope, NULL);
            text(self, row, 3, cc_unit_name(unit), NULL);
            put(self, row, 4, it.mean, format);
            put(self, row, 5, it.half_width, format);
            put(self, row, 6, it.lower, format);
            put(self, row, 7, it.upper, format);
            put(self, row, 8, (double)it.n, NULL);
        }
    }
}

static void
one_day(xp_xlsx *self)
{
    static const char *const names[] = {
        "scenario",          "channel",   "days",      "service_level", "service_level_p10",
        "service_level_p90", "asa_s_p10", "asa_s_p90", "p_meets",       NULL};
    const xp_plan *plan = self->results->plan;
    lxw_row_t row = 0;
    xp_xlsx_sheet(self, "One day");
    head(self, row, names);
    worksheet_freeze_panes(self->sheet, 1, 0);
    worksheet_set_column(self->sheet, 0, 8, 17, NULL);
    for (int s = 0; s < plan->n_scenarios; s++) {
        for (int c = 0; c < plan->scenario[s]->n_channels; c++) {
            const xp_day day = xp_prediction_of(&self->results->prediction, s, c);
            if (day.n == 0) {
                continue;
            }
            row++;
            text(self, row, 0, plan->scenario[s]->name, NULL);
            text(self, row, 1, plan->scenario[s]->channel[c].name, NULL);
            put(self, row, 2, (double)day.n, NULL);
            put(self, row, 3, day.level, self->share);
            put(self, row, 4, day.level_p10, self->share);
            put(self, row, 5, day.level_p90, self->share);
            put(self, row, 6, day.asa_p10, self->number);
            put(self, row, 7, day.asa_p90, self->number);
            put(self, row, 8, day.meets, self->share);
        }
    }
}

/* ---- the planner's table ---- */

static lxw_format *
format_of(const xp_xlsx *self, xp_field_kind kind)
{
    return kind == XP_FIELD_DATE     ? self->date
           : kind == XP_FIELD_TIME   ? self->time
           : kind == XP_FIELD_NUMBER ? self->number
           : kind == XP_FIELD_SHARE  ? self->share
                                     : NULL;
}

static lxw_col_t
column_of(const char *name)
{
    lxw_col_t j = 0;
    while (strcmp(xp_interval_columns[j].name, name) != 0) {
        j++;
    }
    return j;
}

/* What misses its target, and where there are too few. */
static void
colour_rows(xp_xlsx *self, lxw_row_t last)
{
    const lxw_col_t level = column_of("service_level"), net = column_of("net");
    const lxw_col_t target = column_of("target");
    char formula[160], first[LXW_MAX_CELL_NAME_LENGTH], beside[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(first, 1, level);
    lxw_rowcol_to_cell(beside, 1, target);
    snprintf(formula, sizeof(formula), "=AND(ISNUMBER(%s),ISNUMBER(%s),%s<%s)", first, beside,
             first, beside);
    lxw_conditional_format missed = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = formula, .format = self->red};
    worksheet_conditional_format_range(self->sheet, 1, level, last, level, &missed);
    lxw_conditional_format short_of = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                       .criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN,
                                       .value = -.05,
                                       .format = self->red};
    worksheet_conditional_format_range(self->sheet, 1, net, last, net, &short_of);
}

static void
intervals(xp_xlsx *self)
{
    const xp_results *results = self->results;
    lxw_row_t row = 0;
    lxw_col_t n = 0;
    xp_xlsx_sheet(self, "Intervals");
    for (; xp_interval_columns[n].name != NULL; n++) {
        const bool is_date = xp_interval_columns[n].kind == XP_FIELD_DATE;
        const double width = (double)strlen(xp_interval_columns[n].name) * .9 + 4;
        text(self, 0, n, xp_interval_columns[n].name, self->bold);
        worksheet_set_column(self->sheet, n, n, is_date ? 12 : width, NULL);
    }
    worksheet_repeat_rows(self->sheet, 0, 0);
    worksheet_freeze_panes(self->sheet, 1, column_of("forecast"));
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        xp_interval_rows rows = {0};
        while (row + 1 < LXW_ROW_MAX && xp_interval_rows_next(&rows, results, s)) {
            row++;
            for (lxw_col_t j = 0; j < n; j++) {
                const xp_field_kind kind = xp_interval_columns[j].kind;
                xp_field field;
                xp_interval_field(results, s, &rows.row, j, &field);
                if (kind == XP_FIELD_TEXT) {
                    text(self, row, j, field.text, NULL);
                } else {
                    const double day = kind == XP_FIELD_DATE   ? field.number + XP_XLSX_1970
                                       : kind == XP_FIELD_TIME ? field.number / 86400
                                                               : field.number;
                    put(self, row, j, day, format_of(self, kind));
                }
            }
        }
    }
    if (row > 0) {
        worksheet_autofilter(self->sheet, 0, 0, row, (lxw_col_t)(n - 1));
        colour_rows(self, row);
    }
}

/* ---- all ---- */

static bool
write_book(const xp_results *results, const char *path)
{
    xp_xlsx self = {.results = results, .book = workbook_new(path)};
    if (self.book == NULL) {
        return false;
    }
    xp_xlsx_formats(&self);
    summary(&self);
    one_day(&self);
    intervals(&self);
    xp_xlsx_map(&self, "Service level", XP_HEAT_LEVEL);
    xp_xlsx_map(&self, "Net agents", XP_HEAT_NET);
    return workbook_close(self.book) == LXW_NO_ERROR;
}

/* The library writes to a name: here that of a file without one, which nothing leaves behind. */
int
xp_report_xlsx(FILE *file, const xp_report *report)
{
    FILE *book = tmpfile();
    char path[40], block[8192];
    if (book == NULL) {
        return SIM_ERR_IO;
    }
    snprintf(path, sizeof(path), "/dev/fd/%d", fileno(book));
    bool written = write_book(report->results, path);
    rewind(book);
    for (size_t n; written && (n = fread(block, 1, sizeof(block), book)) > 0;) {
        written = fwrite(block, 1, n, file) == n;
    }
    written = written && ferror(book) == 0;
    fclose(book);
    return written ? SIM_OK : SIM_ERR_IO;
}

#endif
