#include "models/language/read_by_label.h"

#include "models/language/label_fit.h"
#include "models/language/read_cell.h"
#include "models/language/sheet_value.h"
#include "models/language/units.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- which times ---- */

/* Rows without times follow each other through the day, or one is the whole day. */
static void
find_times(cc_label_fit *self)
{
    const cc_labels *labels = self->labels;
    const cc_frame *frame = self->frame;
    if (labels->has_time) {
        for (size_t j = 0; j < labels->n; j++) {
            self->time[j] = labels->label[j].time;
        }
        self->step = labels->step > 0 ? labels->step : frame->interval;
        return;
    }
    self->step = labels->n == labels->n_days ? frame->close - frame->open : frame->interval;
    if (labels->n == labels->n_days && frame->per_day > 1 && self->setting->adds) {
        cc_read_refuse_file(self->reader, self->rows,
                            "has a value a day, and no column with times: use per_day, which has a "
                            "profile");
    }
    for (size_t j = 0, k = 0; j < labels->n && self->reader->error == SIM_OK; j++) {
        const bool is_last = j + 1 == labels->n || labels->label[j + 1].day != labels->label[j].day;
        self->time[j] = frame->open + (double)k * frame->interval;
        k++;
        if (is_last && labels->n > labels->n_days && k != frame->per_day) {
            char day[64];
            cc_read_refuse_file(
                self->reader, self->rows,
                "has %zu rows for %s and no column with times, where a day has %zu intervals", k,
                cc_labels_day(labels, self->rows, labels->label[j].day, day, sizeof(day)),
                frame->per_day);
        }
        k = is_last ? 0 : k;
    }
}

/* ---- values ---- */

static bool
is_empty_or_zero(const cc_label_fit *self, const cc_label *label)
{
    const cc_sheet *sheet = self->rows->sheet;
    double x = 1;
    const char *rule = self->setting->kind == CC_SET_DURATION
                           ? cc_sheet_duration(sheet, label->row, label->column, 1, &x)
                           : cc_sheet_number(sheet, label->row, label->column, &x);
    return cc_sheet_field(sheet, label->row, label->column)[0] == '\0' || (rule == NULL && x == 0);
}

/* Is it needed? What is not must be nothing, or may be left out. */
static bool
is_inside(cc_label_fit *self, const cc_label *label, double time)
{
    const cc_frame *frame = self->frame;
    const char *rule = NULL;
    const bool by_week = self->by_weekday || self->plan == CC_EACH_WEEK;
    const int weekday = frame->hours != NULL || by_week ? cc_label_fit_weekday(self, label) : -1;
    if (cc_day_hours_within(cc_frame_hours(frame, weekday), time, time + self->step) <= CC_TINY) {
        rule = weekday < 0 || frame->hours == NULL ? "lies outside run.hours"
                                                   : "lies outside the hours of its day";
    }
    if (rule == NULL && by_week && weekday >= 0 && !frame->weekday_open[weekday]) {
        rule = "is of a weekday that is closed";
    }
    if (rule == NULL && self->plan == CC_EACH_OPEN_DAY && !self->by_weekday &&
        self->labels->kind == CC_DAY_DATE) {
        const long day = label->day - self->first_date;
        if (day < 0 || day >= (long)frame->n_days) {
            return false; /* the run is a part of what the file has */
        }
        rule = frame->is_open[day] ? NULL : "lies on a day that is closed";
    }
    if (rule == NULL) {
        return true;
    }
    if (is_empty_or_zero(self, label)) {
        self->n_zero++;
    } else if (self->leave_out) {
        self->n_left_out++;
    } else {
        char text[160], day[64] = "";
        if (self->labels->kind != CC_DAY_NONE) {
            cc_labels_day(self->labels, self->rows, label->day, day, sizeof(day));
        }
        const int named =
            self->labels->has_time ? self->labels->time_column : self->labels->day_column;
        snprintf(text, sizeof(text), "%s, with a value%s%s; or set outside = \"leave_out\"", rule,
                 day[0] != '\0' ? ", on " : "", day);
        cc_read_refuse_field(self->reader, self->rows, label->row,
                             named < 0 ? label->column : (size_t)named, text);
    }
    return false;
}

static void
read_values(cc_label_fit *self)
{
    const cc_labels *labels = self->labels;
    size_t *row = cc_read_alloc(self->reader, labels->n + 1, sizeof(*row));
    for (size_t j = 0; j < labels->n && self->reader->error == SIM_OK; j++) {
        const cc_label *label = &labels->label[j];
        self->x[j] = NAN;
        if (is_inside(self, label, self->time[j])) {
            self->x[j] = cc_read_cell(self->reader, self->setting, self->rows, label->row,
                                      label->column, self->unit);
        }
        row[j] = label->row;
        double x = 0;
        if (self->setting->adds &&
            cc_sheet_number(self->rows->sheet, label->row, label->column, &x) == NULL) {
            self->sum_of_file += x;
        }
    }
    if (self->reader->error == SIM_OK && cc_value_get(self->value, "column") != NULL) {
        cc_read_warn_of_outliers(self->reader, self->setting, self->rows, row,
                                 labels->label[0].column, self->x, labels->n);
    }
}

/* A column of texts that tells two rows apart, for a hint; -1: none. */
static int
differing_column(const cc_label_fit *self, size_t a, size_t b)
{
    const cc_sheet *sheet = self->rows->sheet;
    for (size_t c = 0; c < sheet->n_columns; c++) {
        const char *x = cc_sheet_field(sheet, a, c), *y = cc_sheet_field(sheet, b, c);
        double number;
        if (strcmp(x, y) != 0 && sheet->header[c][0] != '\0' && !cc_number_parse(x, &number)) {
            return (int)c;
        }
    }
    return -1;
}

static void
refuse_twice(cc_label_fit *self, const cc_label *a, const cc_label *b)
{
    const cc_sheet *sheet = self->rows->sheet;
    const int which = differing_column(self, a->row, b->row);
    char hint[160] = "a column with the days, date = \"...\", or leave one out";
    if (which >= 0) {
        snprintf(hint, sizeof(hint), "where = { %.40s = \"%.40s\"; }", sheet->header[which],
                 cc_sheet_field(sheet, a->row, (size_t)which));
    }
    char rule[256];
    snprintf(rule, sizeof(rule), "is said by line %d, too: choose rows by %s", sheet->line[a->row],
             hint);
    const int column =
        self->labels->has_time ? self->labels->time_column : self->labels->day_column;
    cc_read_refuse_field(self->reader, self->rows, b->row, column < 0 ? b->column : (size_t)column,
                         rule);
}

static void
refuse_missing(cc_label_fit *self, long day, double time)
{
    char when[16], name[64] = "";
    if (self->labels->kind == CC_DAY_DATE && self->plan != CC_EVERY_DAY) {
        cc_labels_day(self->labels, self->rows, day, name, sizeof(name));
    } else if (self->labels->kind == CC_DAY_WEEKDAY ||
               (self->labels->kind == CC_DAY_WORD && self->plan != CC_EVERY_DAY)) {
        cc_labels_day(self->labels, self->rows, day, name, sizeof(name));
    }
    const bool has_time = self->labels->has_time;
    cc_time_of_day_format(cc_clock_at(self->frame->begin, time), when, sizeof(when));
    cc_read_refuse_file(self->reader, self->rows, "has no row for %s%s%s", name,
                        name[0] != '\0' && has_time ? " " : "", has_time ? when : "");
}

/* A day of which there is nothing: what the file has, and what the run. */
static void
refuse_missing_day(cc_label_fit *self, long day, double time)
{
    const cc_labels *labels = self->labels;
    const cc_frame *frame = self->frame;
    char when[16], wanted[64], from[64], until[64], first[16] = "";
    if (labels->kind != CC_DAY_DATE || self->plan != CC_EACH_OPEN_DAY || self->by_weekday) {
        refuse_missing(self, day, time);
        return;
    }
    cc_read_refuse_file(
        self->reader, self->rows,
        "has no row for %s%s%s: it has %zu days, from %s to %s, and the run has %zu open ones, "
        "from "
        "%s on",
        cc_labels_day(labels, self->rows, day, wanted, sizeof(wanted)), labels->has_time ? " " : "",
        labels->has_time
            ? cc_time_of_day_format(cc_clock_at(frame->begin, time), when, sizeof(when))
            : "",
        labels->n_days, cc_labels_day(labels, self->rows, labels->label[0].day, from, sizeof(from)),
        cc_labels_day(labels, self->rows, labels->label[labels->n - 1].day, until, sizeof(until)),
        frame->n_open, cc_day_format(self->first_date, first, sizeof(first)));
}

/* Labels of a day, which are sorted: first and behind the last. */
static size_t
first_of_day(const cc_labels *labels, long day)
{
    size_t low = 0, high = labels->n;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        if (labels->label[mid].day < day) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* Puts one value into the intervals that it stands for. What is counted is counted in the hours of the
 * house, even if the file's step goes on beyond them; a table has it as if the interval were all open. */
static void
spread(const cc_label_fit *self, size_t j, cc_day_hours hours, double *v)
{
    const cc_frame *frame = self->frame;
    const double time = self->time[j], until = time + self->step;
    const double all = cc_day_hours_within(hours, time, until);
    size_t k =
        (size_t)fmax(floor((fmax(time, frame->open) - frame->open) / frame->interval + CC_TINY), 0);
    for (; k < frame->per_day && cc_frame_begin(frame, k) < until; k++) {
        const double begin = cc_frame_begin(frame, k), end = cc_frame_end(frame, k);
        const double inside = cc_day_hours_within(hours, fmax(begin, time), fmin(end, until));
        if (inside < CC_TINY) {
            continue;
        }
        const double share = inside / self->open[k];
        self->covered[k] += share;
        v[k] += self->x[j] *
                (self->setting->adds ? inside / all * ((end - begin) / self->open[k]) : share);
    }
}

/* How often the house's clock shows that time of that day: not at all, or twice, when it is changed. */
static int
clock_times(const cc_label_fit *self, long day, double time)
{
    const bool known = self->rows->zone != NULL && self->labels->kind == CC_DAY_DATE;
    return known ? cc_zone_times(self->rows->zone, (double)day * CC_DAY + self->frame->begin + time)
                 : 1;
}

/* Of a level: what closed intervals have means nothing, but is one, too. */
static void
fill_closed(const cc_label_fit *self, double *v)
{
    const size_t n = self->frame->per_day;
    for (size_t k = 1; k < n; k++) {
        v[k] = self->open[k] < CC_TINY ? v[k - 1] : v[k];
    }
    size_t first = 0;
    while (first < n && self->open[first] < CC_TINY) {
        first++;
    }
    for (size_t k = 0; k < first && first < n; k++) {
        v[k] = v[first];
    }
}

/* When the first row would begin that is missing between two times, by the file's own step. */
static double
missing_time(const cc_label_fit *self, long day, cc_day_hours hours, double begin, double end)
{
    const cc_labels *labels = self->labels;
    const size_t first = first_of_day(labels, day);
    for (int k = 0; k < hours.n; k++) {
        double time = fmax(begin, hours.at[k].open);
        const double until = fmin(end, hours.at[k].close);
        for (size_t j = first; j < labels->n && labels->label[j].day == day; j++) {
            if (!isnan(self->x[j]) && self->time[j] < time + CC_TINY &&
                self->time[j] + self->step > time + CC_TINY) {
                time = self->time[j] + self->step;
                j = first - 1; /* rows of a night are not in the order of their times */
            }
        }
        if (time < until - CC_TINY) {
            const double from = self->time[first];
            return from + floor((time - from) / self->step + CC_TINY) * self->step;
        }
    }
    return begin;
}

/* Fills the intervals of one day; false: the file has nothing of it. */
static bool
fill_day(cc_label_fit *self, long day, cc_day_hours hours, double *v)
{
    const cc_labels *labels = self->labels;
    const cc_frame *frame = self->frame;
    size_t j = first_of_day(labels, day), before = SIZE_MAX;
    if (j == labels->n || labels->label[j].day != day) {
        return false;
    }
    memset(self->covered, 0, frame->per_day * sizeof(*self->covered));
    for (size_t k = 0; k < frame->per_day; k++) {
        self->open[k] =
            cc_day_hours_within(hours, cc_frame_begin(frame, k), cc_frame_end(frame, k));
    }
    for (; j < labels->n && labels->label[j].day == day && self->reader->error == SIM_OK; j++) {
        if (isnan(self->x[j])) {
            continue;
        }
        if (before != SIZE_MAX && self->time[before] == self->time[j]) {
            self->n_twice++;
            if (clock_times(self, day, self->time[j]) < 2) {
                refuse_twice(self, &labels->label[before], &labels->label[j]);
            }
        }
        before = j;
        spread(self, j, hours, v);
    }
    for (size_t k = 0; k < frame->per_day && self->reader->error == SIM_OK; k++) {
        const double begin = cc_frame_begin(frame, k);
        if (self->open[k] < CC_TINY) {
            continue;
        }
        if (self->covered[k] < 1 - CC_TINY && clock_times(self, day, begin) > 0) {
            refuse_missing(self, day,
                           missing_time(self, day, hours, begin, cc_frame_end(frame, k)));
        }
        self->n_skipped += self->covered[k] < 1 - CC_TINY;
        if (!self->setting->adds && self->covered[k] > 1 + CC_TINY) {
            v[k] /= self->covered[k];
        } else if (!self->setting->adds && self->covered[k] < 1 - CC_TINY && before != SIZE_MAX) {
            v[k] = k > 0 ? v[k - 1] : self->x[before]; /* nobody is there to see it */
        }
        self->sum +=
            v[k] * (self->setting->adds ? self->open[k] / (cc_frame_end(frame, k) - begin) : 1);
        self->n_values++;
    }
    if (!self->setting->adds && frame->hours != NULL) {
        fill_closed(self, v);
    }
    return true;
}

static void
fill(cc_label_fit *self, double *v)
{
    const cc_frame *frame = self->frame;
    const size_t n = cc_label_fit_days(self);
    size_t row = 0;
    bool *filled = cc_read_alloc(self->reader, n + 1, sizeof(*filled));
    const double *any = NULL;
    for (size_t day = 0; row < n && self->reader->error == SIM_OK; day++) {
        const bool exists = day < frame->n_days;
        if (self->plan == CC_EACH_OPEN_DAY && !exists) {
            break;
        }
        if (self->plan == CC_EACH_OPEN_DAY && !frame->is_open[day]) {
            continue;
        }
        double *at = v + row * frame->per_day;
        const long wanted = cc_label_fit_day(self, day, row);
        bool needed = self->plan != CC_EACH_WEEK;
        for (size_t d = 0; d < frame->n_days && !needed; d++) {
            needed = frame->is_open[d] && frame->week_row[d] == row;
        }
        const int weekday = self->plan == CC_EVERY_DAY   ? -1
                            : self->plan == CC_EACH_WEEK ? (frame->first_weekday + (int)row) % 7
                                                         : frame->weekday[day];
        const cc_day_hours hours = cc_frame_hours(frame, weekday);
        filled[row] = needed && fill_day(self, wanted, hours, at);
        if (!filled[row] && needed) {
            refuse_missing_day(self, wanted, hours.at[0].open);
        }
        any = filled[row] ? at : any;
        row++;
    }
    /* Days that the run never has, or only closed: any values will do. */
    for (size_t j = 0; j < n && any != NULL && self->reader->error == SIM_OK; j++) {
        if (!filled[j]) {
            memcpy(v + j * frame->per_day, any, frame->per_day * sizeof(*v));
        }
    }
}

void
cc_read_by_label(cc_reader *self, const cc_setting *setting, const cc_value *value,
                 const cc_read_rows *rows, const cc_labels *labels, bool leave_out, double unit,
                 cc_table *out)
{
    const cc_frame *frame = self->frame;
    cc_label_fit fit = {.reader = self,
                        .setting = setting,
                        .value = value,
                        .rows = rows,
                        .labels = labels,
                        .frame = frame,
                        .leave_out = leave_out,
                        .unit = unit,
                        .time = cc_read_alloc(self, labels->n + 1, sizeof(double)),
                        .x = cc_read_alloc(self, labels->n + 1, sizeof(double)),
                        .covered = cc_read_alloc(self, frame->per_day, sizeof(double)),
                        .open = cc_read_alloc(self, frame->per_day, sizeof(double))};
    if (self->error == SIM_OK && labels->n == 0) {
        cc_read_refuse_file(self, rows, "must have at least one row");
    }
    if (self->error == SIM_OK) {
        cc_label_fit_plan(&fit);
    }
    if (self->error == SIM_OK) {
        find_times(&fit);
    }
    if (self->error == SIM_OK) {
        read_values(&fit);
    }
    const size_t n_days = cc_label_fit_days(&fit), n = n_days * frame->per_day;
    double *v = self->error == SIM_OK ? cc_read_alloc(self, n + 1, sizeof(*v)) : NULL;
    if (self->error == SIM_OK) {
        fill(&fit, v);
    }
    if (self->error != SIM_OK) {
        return;
    }
    cc_label_fit_say(&fit);
    *out = (cc_table){.v = v,
                      .n = n,
                      .per_day = frame->per_day,
                      .constant = v[0],
                      .row = fit.plan == CC_EACH_WEEK ? frame->week_row : frame->open_row,
                      .n_days = frame->n_days + 1};
}
