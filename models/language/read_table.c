/* Values by interval and lists of numbers: written out, or a column of a CSV file. */
#include "models/language/read_table.h"

#include "models/language/label_census.h"
#include "models/language/read_by_label.h"
#include "models/language/read_cell.h"
#include "models/language/settings.h"
#include "models/language/units.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const cc_duration_units[] = {"ms", "s", "min", "h", NULL};
const double cc_duration_unit_seconds[] = {0.001, 1, 60, 3600};
static const char *const days[] = {"days", NULL};
static const char *const outsides[] = {"refuse", "leave_out", NULL};

const cc_setting cc_settings_table[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet},
    {.name = "column",
     .kind = CC_SET_TEXT,
     .normal = "must be given, or columns",
     .doc = "The column with the values."},
    {.name = "columns",
     .kind = CC_SET_CHOICE,
     .words = days,
     .normal = "one column has all values",
     .doc = "Each column is a day: its name is a weekday, a date or any word."},
    {.name = "unit",
     .kind = CC_SET_CHOICE,
     .words = cc_duration_units,
     .normal = "each duration has its own",
     .doc = "Of durations without a unit."},
    {.name = "time",
     .kind = CC_SET_TEXT,
     .normal = "found by its name, if it is usual",
     .doc = "The column with times of day, or dates and times."},
    {.name = "date",
     .kind = CC_SET_TEXT,
     .normal = "found by its name, if it is usual",
     .doc = "The column with weekdays, dates or other words for days."},
    {.name = "outside",
     .kind = CC_SET_CHOICE,
     .words = outsides,
     .doc = "What is done with rows outside the house's hours and days, and with \"Total\"."},
    {.name = NULL},
};

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

/* The file that a group names, and the unit of its durations, 0: each has its own. */
static double
open_file(cc_reader *self, cc_value *value, cc_read_rows *rows)
{
    cc_settings_check_names(self, value, cc_settings_table);
    const cc_layers in = cc_layers_of(value);
    const cc_value *unit = cc_value_get(value, "unit");
    if (cc_value_get(value, "file") == NULL) {
        cc_read_missing(self, &in, "file",
                        "is missing: a column of a file is { file = \"...\"; column = \"...\"; }");
    }
    if (self->error == SIM_OK) {
        cc_read_sheet(self, &in, NULL, rows);
    }
    return unit != NULL ? cc_duration_unit_seconds[cc_read_word(self, unit, cc_duration_units)] : 0;
}

static double *
column_of(cc_reader *self, const cc_setting *setting, cc_value *value, const cc_read_rows *rows,
          double unit)
{
    const cc_value *column = cc_value_get(value, "column");
    if (column == NULL) {
        const cc_layers in = cc_layers_of(value);
        cc_read_missing(self, &in, "column",
                        "is missing: a column of a file is { file = \"...\"; column = \"...\"; }");
    }
    const char *header = self->error == SIM_OK ? cc_read_text(self, column) : "";
    const int k = self->error == SIM_OK ? cc_read_column(self, column, rows->sheet, header) : -1;
    double *v = self->error == SIM_OK ? cc_read_alloc(self, rows->n, sizeof(*v)) : NULL;
    for (size_t j = 0; v != NULL && j < rows->n && self->error == SIM_OK; j++) {
        v[j] = cc_read_cell(self, setting, rows, rows->row[j], (size_t)k, unit);
    }
    if (v != NULL) {
        cc_read_warn_of_outliers(self, setting, rows, rows->row, (size_t)k, v, rows->n);
    }
    return v;
}

static double *
from_file(cc_reader *self, const cc_setting *setting, cc_value *value, size_t *n)
{
    cc_read_rows rows = {0};
    const double unit = open_file(self, value, &rows);
    double *v = self->error == SIM_OK ? column_of(self, setting, value, &rows, unit) : NULL;
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

/* Amounts of single days lie within the hours of each. */
static void
check_closed(cc_reader *self, const cc_value *value, const double *v, size_t n_days)
{
    const cc_frame *frame = self->frame;
    size_t day = 0;
    for (size_t row = 0; row < n_days && frame->hours != NULL; row++, day++) {
        int weekday = (frame->first_weekday + (int)(row % 7)) % 7;
        if (n_days == frame->n_open) {
            while (!frame->is_open[day]) {
                day++;
            }
            weekday = frame->weekday[day];
        }
        const cc_day_hours hours = cc_frame_hours(frame, weekday);
        for (size_t k = 0; k < frame->per_day; k++) {
            const double x = v[row * frame->per_day + k];
            if (x != 0 &&
                cc_day_hours_within(hours, cc_frame_begin(frame, k), cc_frame_end(frame, k)) <= 0) {
                char when[16];
                cc_read_refuse(
                    self, value, "must be 0 where it is closed (is %.10g at %s of day %zu)", x,
                    cc_time_of_day_format(cc_clock_at(frame->begin, cc_frame_begin(frame, k)), when,
                                          sizeof(when)),
                    row + 1);
                return;
            }
        }
    }
}

/* Values by interval and day, in order. */
static void
set_table(cc_reader *self, const cc_setting *setting, const cc_value *value, const double *v,
          size_t n, cc_table *out)
{
    const cc_frame *frame = self->frame;
    const size_t per_day = frame->per_day;
    const size_t n_days = n % per_day == 0 ? n / per_day : 0;
    if (n_days != 1 && n_days != 7 && n_days != frame->n_open) {
        char more[128] = "";
        if (frame->n_days > 1) {
            snprintf(more, sizeof(more),
                     ", of each of the 7 days of a week, or of each of the %zu %s", frame->n_open,
                     frame->n_open < frame->n_days ? "open days of the run" : "days of the run");
        }
        cc_read_refuse(self, value,
                       per_day == 1
                           ? "must have a value for the %zu interval of a day%s (has %zu)"
                           : "must have a value for each of the %zu intervals of a day%s (has %zu)",
                       per_day, more, n);
        return;
    }
    if (setting->adds && n_days > 1) {
        check_closed(self, value, v, n_days);
    }
    *out = (cc_table){.v = v,
                      .n = n,
                      .per_day = per_day,
                      .constant = v[0],
                      .row = n_days == frame->n_open ? frame->open_row : frame->week_row,
                      .n_days = frame->n_days + 1};
}

/* A column of words that tell rows apart, and may be meant as labels; -1: none. */
static int
column_of_words(const cc_read_rows *rows, const char *but)
{
    const cc_sheet *sheet = rows->sheet;
    for (size_t j = 0; j < sheet->n_columns; j++) {
        bool words = rows->n > 1 && (but == NULL || strcmp(sheet->header[j], but) != 0) &&
                     !cc_label_is_constant(rows, j);
        for (size_t k = 0; k < rows->n && words; k++) {
            double number;
            const char *text = cc_sheet_field(sheet, rows->row[k], j);
            words = text[0] != '\0' && !cc_number_parse(text, &number);
        }
        if (words) {
            return (int)j;
        }
    }
    return -1;
}

/* Of rows that are taken in their order. */
static void
say_order(cc_reader *self, const cc_setting *setting, const cc_value *value,
          const cc_read_rows *rows, int unread, const double *v)
{
    char path[300], total[48] = "";
    double sum = 0;
    for (size_t j = 0; j < rows->n; j++) {
        sum += v[j];
    }
    if (setting->adds) {
        snprintf(total, sizeof(total), "; sum %.10g", sum);
    }
    cc_read_remark(
        self, false, "%.250s: %.200s, %zu row%s in their order: %s%.40s%s%s; mean %.6g%s",
        cc_value_path(value, path, sizeof(path)), rows->path, rows->n, rows->n == 1 ? "" : "s",
        unread < 0 ? "no column says times" : "\"", unread < 0 ? "" : rows->sheet->header[unread],
        unread < 0 ? "" : "\" says no times", total, sum / (double)rows->n,
        is_duration(setting) ? " s" : "");
    const cc_value *column = cc_value_get(value, "column");
    const int words = column_of_words(rows, column != NULL ? column->text : NULL);
    if (words >= 0) {
        cc_read_remark(
            self, true,
            "%.250s: rows of %.200s are taken for intervals in their order, and not by what "
            "\"%.40s\" says (\"%.40s\")",
            path, rows->path, rows->sheet->header[words],
            cc_sheet_field(rows->sheet, rows->row[0], (size_t)words));
    }
}

/* By the labels of its rows, or, if it has none, by their order. */
static void
table_from_file(cc_reader *self, const cc_setting *setting, cc_value *value, cc_table *out)
{
    cc_read_rows rows = {0};
    const double unit = open_file(self, value, &rows);
    const cc_value *column = cc_value_get(value, "column"), *wide = cc_value_get(value, "columns"),
                   *outside = cc_value_get(value, "outside");
    if (self->error == SIM_OK && wide != NULL && column != NULL) {
        cc_read_refuse(self, wide, "goes without column: all columns have values");
    }
    if (wide != NULL) {
        (void)cc_read_word(self, wide, days);
    }
    cc_labels_asked asked = {.time = cc_value_get(value, "time"),
                             .date = cc_value_get(value, "date"),
                             .column = column != NULL ? cc_read_text(self, column) : NULL,
                             .at = column};
    asked.leave_out = outside != NULL && cc_read_word(self, outside, outsides) == 1;
    cc_labels labels;
    if (self->error == SIM_OK && (column != NULL || wide != NULL)) {
        cc_read_labels(self, &rows, &asked, &labels);
        if (self->error == SIM_OK && (labels.has_time || labels.kind != CC_DAY_NONE)) {
            cc_read_by_label(self, setting, value, &rows, &labels, asked.leave_out, unit, out);
            return;
        }
    }
    static const char *const of_labels[] = {"zone", "date_order", "outside"};
    for (size_t j = 0; j < sizeof(of_labels) / sizeof(*of_labels) && self->error == SIM_OK; j++) {
        const cc_value *at = cc_value_get(value, of_labels[j]);
        if (at != NULL && rows.n > 0) {
            cc_read_refuse(self, at,
                           "goes with times or days, and none are found: set time, or date");
        }
    }
    const double *v = self->error == SIM_OK ? column_of(self, setting, value, &rows, unit) : NULL;
    if (self->error == SIM_OK && rows.n == 0) {
        cc_read_refuse_file(self, &rows, "must have at least one row");
    }
    if (self->error != SIM_OK) {
        return;
    }
    set_table(self, setting, value, v, rows.n, out);
    say_order(self, setting, value, &rows, labels.unread_column, v);
}

void
cc_read_table(cc_reader *self, const cc_setting *setting, cc_value *value, cc_table *out)
{
    *out = (cc_table){.constant = setting->fallback};
    if (value->kind != CC_VALUE_LIST && value->kind != CC_VALUE_GROUP) {
        if (!cc_read_is_number(setting, value) && !is_duration(setting)) {
            char shown[96], rule[128];
            cc_read_refuse(self, value, "%s (is %s)",
                           cc_read_not_a_number(
                               value, "must be a number, a list by interval or a column of a file",
                               rule, sizeof(rule)),
                           cc_value_show(value, shown, sizeof(shown)));
            return;
        }
        out->constant = is_duration(setting) ? cc_read_duration(self, setting, value)
                                             : cc_read_number(self, setting, value);
        return;
    }
    if (value->kind == CC_VALUE_GROUP) {
        table_from_file(self, setting, value, out);
        return;
    }
    size_t n;
    const double *v = cc_read_numbers(self, setting, value, &n);
    if (self->error == SIM_OK) {
        set_table(self, setting, value, v, n, out);
    }
}
