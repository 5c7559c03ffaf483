#include "models/language/read_by_label.h"

#include "models/language/read_cell.h"
#include "models/language/sheet_value.h"
#include "models/language/units.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TINY 1e-6 /* of an interval: rounding of times */

/* How the days of the file become those of the run. */
typedef enum plan { EVERY_DAY, WEEK, OPEN_DAYS } plan;

typedef struct fitter {
    cc_reader *reader;
    const cc_setting *setting;
    const cc_value *value;
    const cc_read_rows *rows;
    const cc_labels *labels;
    const cc_frame *frame;
    bool leave_out;
    double unit;
    double step; /* s that each value stands for */
    plan plan;
    bool by_weekday;           /* days of the file are known by their weekday */
    long first_date;           /* of day 0, where they are known by their dates */
    double *time;              /* of each label, s of the day */
    double *x;                 /* its value; NAN: not needed and not read */
    double *covered;           /* of each interval of a day, which part of its open time */
    double *open;              /* of each interval of that day, s */
    size_t n_zero, n_left_out; /* outside the house's hours or days */
    double sum;
    size_t n_values; /* of open intervals */
} fitter;

/* ---- which days ---- */

static void
refuse_days(fitter *self, const char *more)
{
    const cc_frame *frame = self->frame;
    cc_read_refuse_file(self->reader, self->rows,
                        "has %zu days where the run has %zu%s: it must have one day, seven or as "
                        "many as are open%s",
                        self->labels->n_days, frame->n_open,
                        frame->n_open < frame->n_days ? " open days" : "", more);
}

/* The file's first date is the first day of the run, or its first open day. */
static void
anchor(fitter *self)
{
    const cc_frame *frame = self->frame;
    const cc_labels *labels = self->labels;
    const long first = labels->label[0].day, last = labels->label[labels->n - 1].day;
    if (frame->has_date) {
        self->first_date = frame->first_date;
        return;
    }
    size_t skip = 0;
    while (skip < frame->n_days && !frame->is_open[skip]) {
        skip++;
    }
    const int weekday = cc_day_weekday(first);
    if (weekday != frame->first_weekday &&
        weekday != (frame->first_weekday + (int)(skip % 7)) % 7) {
        char day[64], text[16];
        static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
        cc_read_refuse_file(self->reader, self->rows,
                            "begins on %s, and the run on a %s: set run.first_date = \"%s\"",
                            cc_labels_day(labels, self->rows, first, day, sizeof(day)),
                            names[frame->first_weekday], cc_day_format(first, text, sizeof(text)));
        return;
    }
    self->first_date = first - (weekday == frame->first_weekday ? 0 : (long)skip);
    if (last - self->first_date >= (long)frame->n_days) {
        char day[64], until[64];
        cc_read_refuse_file(self->reader, self->rows,
                            "has days from %s to %s, and the run has %zu: set run.first_date, or "
                            "run.days",
                            cc_labels_day(labels, self->rows, first, day, sizeof(day)),
                            cc_labels_day(labels, self->rows, last, until, sizeof(until)),
                            frame->n_days);
    }
}

static bool
is_one_of_each_weekday(const cc_labels *labels)
{
    bool seen[7] = {false};
    int n = 0;
    for (size_t j = 0; j < labels->n; j++) {
        const int weekday = cc_day_weekday(labels->label[j].day);
        n += !seen[weekday];
        seen[weekday] = true;
    }
    return n == 7;
}

static void
choose_plan(fitter *self)
{
    const cc_labels *labels = self->labels;
    const cc_frame *frame = self->frame;
    const size_t n = labels->n_days;
    self->plan = EVERY_DAY;
    if (labels->kind == CC_DAY_NONE || (n == 1 && labels->kind != CC_DAY_WEEKDAY)) {
        return;
    }
    self->by_weekday = labels->kind == CC_DAY_WEEKDAY ||
                       (labels->kind == CC_DAY_DATE && n == 7 && is_one_of_each_weekday(labels));
    if (labels->kind == CC_DAY_WORD && n != 7 && n != frame->n_open) {
        refuse_days(self, "");
    } else if (labels->kind == CC_DAY_DATE && !self->by_weekday) {
        anchor(self);
    }
    /* Written as a list, seven open days are just these: so a week is written day by day there. */
    const bool is_week = self->by_weekday || (labels->kind == CC_DAY_WORD && n == 7);
    self->plan = is_week && frame->n_open != 7 ? WEEK : OPEN_DAYS;
}

static size_t
n_target_days(const fitter *self)
{
    return self->plan == EVERY_DAY ? 1 : self->plan == WEEK ? 7 : self->frame->n_open;
}

/* The file's day for a day of the run; `nth` of the open ones. */
static long
day_for(const fitter *self, size_t day, size_t nth)
{
    const cc_labels *labels = self->labels;
    if (self->plan == EVERY_DAY) {
        return labels->label[0].day;
    }
    if (self->by_weekday) { /* rows of a week are counted from the run's first day */
        const long of_week = self->plan == WEEK ? (long)day : self->frame->week_row[day];
        const long weekday = (self->frame->first_weekday + of_week) % 7;
        if (labels->kind == CC_DAY_WEEKDAY) {
            return weekday;
        }
        const long first = labels->label[0].day;
        for (size_t j = 0; j < labels->n; j++) {
            if (cc_day_weekday(labels->label[j].day) == weekday) {
                return labels->label[j].day;
            }
        }
        return first;
    }
    if (labels->kind == CC_DAY_WORD) {
        return labels->n_days == self->frame->n_open
                   ? (long)nth
                   : (long)(self->plan == WEEK ? day : self->frame->week_row[day]);
    }
    return self->first_date + (long)day;
}

/* ---- which times ---- */

/* Rows without times follow each other through the day, or one is the whole day. */
static void
find_times(fitter *self)
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
is_empty_or_zero(const fitter *self, const cc_label *label)
{
    const cc_sheet *sheet = self->rows->sheet;
    double x = 1;
    const char *rule = self->setting->kind == CC_SET_DURATION
                           ? cc_sheet_duration(sheet, label->row, label->column, 1, &x)
                           : cc_sheet_number(sheet, label->row, label->column, &x);
    return cc_sheet_field(sheet, label->row, label->column)[0] == '\0' || (rule == NULL && x == 0);
}

/* The weekday whose hours hold for a label, Mon = 0; -1: it is about all days, or none that there is. */
static int
weekday_of(const fitter *self, const cc_label *label)
{
    const cc_frame *frame = self->frame;
    const cc_labels *labels = self->labels;
    if (self->plan == EVERY_DAY) {
        return -1;
    }
    if (self->by_weekday) {
        return (int)(labels->kind == CC_DAY_WEEKDAY ? label->day : cc_day_weekday(label->day));
    }
    if (labels->kind == CC_DAY_WORD && labels->n_days != frame->n_open) {
        return (frame->first_weekday + (int)label->day) % 7;
    }
    for (size_t day = 0; day < frame->n_days; day++) {
        const bool is_it = labels->kind == CC_DAY_WORD
                               ? frame->is_open[day] && (long)frame->open_row[day] == label->day
                               : self->first_date + (long)day == label->day;
        if (is_it) {
            return frame->weekday[day];
        }
    }
    return -1;
}

/* Is it needed? What is not must be nothing, or may be left out. */
static bool
is_inside(fitter *self, const cc_label *label, double time)
{
    const cc_frame *frame = self->frame;
    const char *rule = NULL;
    const int weekday = frame->hours != NULL ? weekday_of(self, label) : -1;
    if (cc_day_hours_within(cc_frame_hours(frame, weekday), time, time + self->step) <= TINY) {
        rule = weekday < 0 ? "lies outside run.hours" : "lies outside the hours of its day";
    }
    if (rule == NULL && self->plan == OPEN_DAYS && !self->by_weekday &&
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
        char text[96];
        const int named =
            self->labels->has_time ? self->labels->time_column : self->labels->day_column;
        snprintf(text, sizeof(text), "%s, with a value; or set outside = \"leave_out\"", rule);
        cc_read_refuse_field(self->reader, self->rows, label->row,
                             named < 0 ? label->column : (size_t)named, text);
    }
    return false;
}

static void
read_values(fitter *self)
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
    }
    if (self->reader->error == SIM_OK && cc_value_get(self->value, "column") != NULL) {
        cc_read_warn_of_outliers(self->reader, self->setting, self->rows, row,
                                 labels->label[0].column, self->x, labels->n);
    }
}

/* A column of texts that tells two rows apart, for a hint; -1: none. */
static int
differing_column(const fitter *self, size_t a, size_t b)
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
refuse_twice(fitter *self, const cc_label *a, const cc_label *b)
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
refuse_missing(fitter *self, long day, double time)
{
    char when[16], name[64] = "";
    if (self->labels->kind == CC_DAY_DATE && self->plan != EVERY_DAY) {
        cc_labels_day(self->labels, self->rows, day, name, sizeof(name));
    } else if (self->labels->kind == CC_DAY_WEEKDAY ||
               (self->labels->kind == CC_DAY_WORD && self->plan != EVERY_DAY)) {
        cc_labels_day(self->labels, self->rows, day, name, sizeof(name));
    }
    cc_read_refuse_file(
        self->reader, self->rows, "has no row for %s%s%s", name, name[0] != '\0' ? " " : "",
        cc_time_of_day_format(cc_clock_at(self->frame->begin, time), when, sizeof(when)));
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
spread(const fitter *self, size_t j, cc_day_hours hours, double *v)
{
    const cc_frame *frame = self->frame;
    const double time = self->time[j], until = time + self->step;
    const double all = cc_day_hours_within(hours, time, until);
    size_t k =
        (size_t)fmax(floor((fmax(time, frame->open) - frame->open) / frame->interval + TINY), 0);
    for (; k < frame->per_day && cc_frame_begin(frame, k) < until; k++) {
        const double begin = cc_frame_begin(frame, k), end = cc_frame_end(frame, k);
        const double inside = cc_day_hours_within(hours, fmax(begin, time), fmin(end, until));
        if (inside < TINY) {
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
clock_times(const fitter *self, long day, double time)
{
    const bool known = self->rows->zone != NULL && self->labels->kind == CC_DAY_DATE;
    return known ? cc_zone_times(self->rows->zone, (double)day * CC_DAY + self->frame->begin + time)
                 : 1;
}

/* Of a level: what closed intervals have means nothing, but is one, too. */
static void
fill_closed(const fitter *self, double *v)
{
    const size_t n = self->frame->per_day;
    for (size_t k = 1; k < n; k++) {
        v[k] = self->open[k] < TINY ? v[k - 1] : v[k];
    }
    size_t first = 0;
    while (first < n && self->open[first] < TINY) {
        first++;
    }
    for (size_t k = 0; k < first && first < n; k++) {
        v[k] = v[first];
    }
}

/* Fills the intervals of one day; false: the file has nothing of it. */
static bool
fill_day(fitter *self, long day, cc_day_hours hours, double *v)
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
        if (before != SIZE_MAX && self->time[before] == self->time[j] &&
            clock_times(self, day, self->time[j]) < 2) {
            refuse_twice(self, &labels->label[before], &labels->label[j]);
        }
        before = j;
        spread(self, j, hours, v);
    }
    for (size_t k = 0; k < frame->per_day && self->reader->error == SIM_OK; k++) {
        const double begin = cc_frame_begin(frame, k);
        if (self->open[k] < TINY) {
            continue;
        }
        if (self->covered[k] < 1 - TINY && clock_times(self, day, begin) > 0) {
            refuse_missing(self, day, begin);
        } else if (!self->setting->adds && self->covered[k] > 1 + TINY) {
            v[k] /= self->covered[k];
        } else if (!self->setting->adds && self->covered[k] < 1 - TINY && before != SIZE_MAX) {
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
fill(fitter *self, double *v)
{
    const cc_frame *frame = self->frame;
    const size_t n = n_target_days(self);
    size_t row = 0;
    bool *filled = cc_read_alloc(self->reader, n + 1, sizeof(*filled));
    const double *any = NULL;
    for (size_t day = 0; row < n && self->reader->error == SIM_OK; day++) {
        const bool exists = day < frame->n_days;
        if (self->plan == OPEN_DAYS && !exists) {
            break;
        }
        if (self->plan == OPEN_DAYS && !frame->is_open[day]) {
            continue;
        }
        double *at = v + row * frame->per_day;
        const long wanted = day_for(self, day, row);
        bool needed = self->plan != WEEK;
        for (size_t d = 0; d < frame->n_days && !needed; d++) {
            needed = frame->is_open[d] && frame->week_row[d] == row;
        }
        const int weekday = self->plan == EVERY_DAY ? -1
                            : self->plan == WEEK    ? (frame->first_weekday + (int)row) % 7
                                                    : frame->weekday[day];
        const cc_day_hours hours = cc_frame_hours(frame, weekday);
        filled[row] = needed && fill_day(self, wanted, hours, at);
        if (!filled[row] && needed) {
            refuse_missing(self, wanted, hours.at[0].open);
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

/* ---- what it covers ---- */

static void
say(fitter *self)
{
    const cc_labels *labels = self->labels;
    const cc_frame *frame = self->frame;
    char text[900], path[300], a[64], b[64], step[64];
    const cc_value *column = cc_value_get(self->value, "column");
    int n = snprintf(text, sizeof(text), "%.250s: %s%.40s%s%.200s, %zu rows",
                     cc_value_path(self->value, path, sizeof(path)), column != NULL ? "\"" : "",
                     column != NULL ? column->text : "", column != NULL ? "\" of " : "",
                     self->rows->path, self->rows->n);
    if (labels->has_time) {
        double first = labels->label[0].time, last = first;
        for (size_t j = 0; j < labels->n; j++) {
            first = fmin(first, labels->label[j].time);
            last = fmax(last, labels->label[j].time);
        }
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", times in \"%.40s\"%s: %s to %s by %s",
                      self->rows->sheet->header[labels->time_column],
                      labels->found_time ? " (found)" : "",
                      cc_time_of_day_format(cc_clock_at(frame->begin, first), a, sizeof(a)),
                      cc_time_of_day_format(cc_clock_at(frame->begin, last), b, sizeof(b)),
                      cc_duration_format(self->step, step, sizeof(step)));
        if (fabs(self->step - frame->interval) > TINY) {
            n += snprintf(text + n, sizeof(text) - (size_t)n, ", %s to %s",
                          !self->setting->adds           ? "averaged"
                          : self->step > frame->interval ? "spread evenly"
                                                         : "added up",
                          cc_duration_format(frame->interval, step, sizeof(step)));
        }
    }
    if (labels->kind != CC_DAY_NONE) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", days in %s%.40s%s%s",
                      labels->day_column < 0 ? "its columns" : "\"",
                      labels->day_column < 0 ? "" : self->rows->sheet->header[labels->day_column],
                      labels->day_column < 0 ? "" : "\"", labels->found_day ? " (found)" : "");
        n += snprintf(
            text + n, sizeof(text) - (size_t)n, ": %zu, %s to %s", labels->n_days,
            cc_labels_day(labels, self->rows, labels->label[0].day, a, sizeof(a)),
            cc_labels_day(labels, self->rows, labels->label[labels->n - 1].day, b, sizeof(b)));
        n += snprintf(text + n, sizeof(text) - (size_t)n, "%s",
                      labels->kind == CC_DAY_WORD ? ", words, in the order of the file" : "");
    }
    if (!labels->has_time && labels->n > labels->n_days) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", rows of a day in their order");
    }
    n += snprintf(text + n, sizeof(text) - (size_t)n, "; %s",
                  self->plan == EVERY_DAY ? "every day"
                  : self->plan == WEEK || self->by_weekday ||
                          (labels->kind == CC_DAY_WORD && labels->n_days != frame->n_open)
                      ? "week by week"
                      : "each open day");
    const double values = (double)self->n_values;
    if (self->setting->adds) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "; sum %.10g", self->sum);
    }
    n += snprintf(text + n, sizeof(text) - (size_t)n, "; mean %.6g%s", self->sum / values,
                  self->setting->kind == CC_SET_DURATION ? " s" : "");
    if (self->n_zero > 0) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "; %zu empty ones outside the hours",
                      self->n_zero);
    }
    if (self->n_left_out + labels->n_left_out > 0) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "; %zu left out",
                      self->n_left_out + labels->n_left_out);
    }
    if (labels->n_columns_left_out > 0) {
        snprintf(text + n, sizeof(text) - (size_t)n, "; %zu column%s left out",
                 labels->n_columns_left_out, labels->n_columns_left_out == 1 ? "" : "s");
    }
    cc_read_remark(self->reader, false, "%s", text);
}

void
cc_read_by_label(cc_reader *self, const cc_setting *setting, const cc_value *value,
                 const cc_read_rows *rows, const cc_labels *labels, bool leave_out, double unit,
                 cc_table *out)
{
    const cc_frame *frame = self->frame;
    fitter fit = {.reader = self,
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
        choose_plan(&fit);
    }
    if (self->error == SIM_OK) {
        find_times(&fit);
    }
    if (self->error == SIM_OK) {
        read_values(&fit);
    }
    const size_t n_days = n_target_days(&fit), n = n_days * frame->per_day;
    double *v = self->error == SIM_OK ? cc_read_alloc(self, n + 1, sizeof(*v)) : NULL;
    if (self->error == SIM_OK) {
        fill(&fit, v);
    }
    if (self->error != SIM_OK) {
        return;
    }
    say(&fit);
    *out = (cc_table){.v = v,
                      .n = n,
                      .per_day = frame->per_day,
                      .constant = v[0],
                      .row = fit.plan == WEEK ? frame->week_row : frame->open_row,
                      .n_days = frame->n_days + 1};
}
