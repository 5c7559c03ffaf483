#include "models/language/labels.h"

#include "models/language/label_census.h"
#include "models/language/time_text.h"
#include "models/language/units.h"
#include "models/language/weekday.h"
#include "models/language/words.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const weekday_words[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

int
cc_labels_usual_time(const cc_sheet *sheet)
{
    for (size_t k = 0; k < sheet->n_columns; k++) {
        if (cc_label_is_named(sheet->header[k], cc_label_time_names)) {
            return (int)k;
        }
    }
    return -1;
}

/* ---- columns ---- */

typedef struct finder {
    cc_reader *reader;
    const cc_read_rows *rows;
    const cc_labels_asked *asked;
    cc_labels *out;
    cc_label_census time, day;
    int unread; /* the first column named as one of times in which none is read; -1: none */
    cc_words words;
} finder;

/* The column that was asked for, or the first of such a name that may be it. */
static int
find_column(finder *self, const cc_value *asked, const char *const *names, bool times,
            cc_label_census *found)
{
    const cc_sheet *sheet = self->rows->sheet;
    if (asked != NULL) {
        const int column =
            cc_read_column(self->reader, asked, sheet, cc_read_text(self->reader, asked));
        *found = column >= 0 ? cc_label_count(self->reader, self->rows, (size_t)column)
                             : (cc_label_census){0};
        return column;
    }
    int first = -1; /* a weekday or a word for the day goes behind a date */
    for (size_t j = 0; j < sheet->n_columns && self->reader->error == SIM_OK; j++) {
        const bool is_value =
            self->asked->column != NULL && strcmp(sheet->header[j], self->asked->column) == 0;
        if (!cc_label_is_named(sheet->header[j], names) || is_value) {
            continue;
        }
        const cc_label_census all = cc_label_count(self->reader, self->rows, j);
        if (times && self->unread < 0 && !cc_label_has_times(&all) &&
            !cc_label_is_constant(self->rows, j)) {
            self->unread = (int)j;
        }
        if (times ? cc_label_has_times(&all) : first < 0 || all.days + all.both > 0) {
            *found = all;
            first = (int)j;
            if (times || all.days + all.both > 0) {
                break;
            }
        }
    }
    return first;
}

/* The first column of any name whose every field is a date and a time, or a time of day of full five minutes
 * (which columns of durations are not). What says when rows end is not taken for when they begin. */
static int
find_times(finder *self, cc_label_census *found)
{
    const cc_sheet *sheet = self->rows->sheet;
    int end = -1;
    for (size_t j = 0; j < sheet->n_columns && self->reader->error == SIM_OK; j++) {
        const bool is_value =
            self->asked->column != NULL && strcmp(sheet->header[j], self->asked->column) == 0;
        if (is_value || !cc_label_all_times(self->rows, j)) {
            continue;
        }
        *found = cc_label_count(self->reader, self->rows, j);
        const bool is_end = cc_label_is_end(sheet->header[j]);
        if (found->times + found->both == self->rows->n && !is_end) {
            return (int)j;
        }
        end = is_end && end < 0 ? (int)j : end;
    }
    *found = (cc_label_census){0};
    if (end >= 0) {
        cc_read_refuse_field(self->reader, self->rows, self->rows->row[0], (size_t)end,
                             "says when rows end, and no column when they begin: add one; or, if "
                             "they begin then, name it as time");
    }
    return -1;
}

/* A column that looks like one of times is not taken by the order of its rows; one that only names or numbers
 * them is, and is said to be. */
static void
look_at_unread(finder *self)
{
    if (self->out->has_time || self->unread < 0 || self->reader->error != SIM_OK) {
        return;
    }
    const size_t column = (size_t)self->unread;
    const int row = cc_label_first_number(self->rows, column);
    if (row < 0 || cc_label_is_index(self->rows, column)) {
        self->out->unread_column = self->unread;
        return;
    }
    cc_read_refuse_field(self->reader, self->rows, (size_t)row, column,
                         "says no clear time of day: write 8:30, not 8.5 or 8.50; or set time to "
                         "the column that has times");
}

/* What looks like a date and is none that is read. */
static void
look_at_words(finder *self)
{
    const cc_labels *out = self->out;
    if (out->kind != CC_DAY_WORD || out->day_column < 0) {
        return;
    }
    const int row = cc_label_first_number(self->rows, (size_t)out->day_column);
    if (row >= 0 &&
        strlen(cc_sheet_field(self->rows->sheet, (size_t)row, (size_t)out->day_column)) >= 5) {
        cc_read_refuse_field(self->reader, self->rows, (size_t)row, (size_t)out->day_column,
                             "says no date: write 2024-03-25 or 25 Mar 2024");
    }
}

static void
find_columns(finder *self)
{
    cc_labels *out = self->out;
    out->time_column = find_column(self, self->asked->time, cc_label_time_names, true, &self->time);
    out->day_column = -1;
    const cc_sheet *sheet = self->rows->sheet;
    if (out->time_column < 0 && sheet->header[0][0] == '\0' && self->reader->error == SIM_OK) {
        self->time =
            cc_label_count(self->reader, self->rows, 0); /* a first column often has no name */
        out->time_column =
            cc_label_has_times(&self->time) && self->time.form == CC_TIME_PLAIN ? 0 : -1;
    }
    if (out->time_column < 0 && self->asked->date == NULL) {
        out->time_column = find_times(self, &self->time);
    }
    if (self->reader->error != SIM_OK) {
        return;
    }
    if (self->asked->column != NULL && (self->asked->date != NULL || self->time.both == 0)) {
        out->day_column =
            find_column(self, self->asked->date, cc_label_day_names, false, &self->day);
    }
    out->found_time = out->time_column >= 0 && self->asked->time == NULL;
    out->found_day = out->day_column >= 0 && self->asked->date == NULL;
    if (out->time_column < 0 && self->day.both > 0) { /* both in a column named as a date */
        out->time_column = out->day_column;
        self->time = self->day;
    } else if (out->day_column < 0 && self->time.both > 0 && self->asked->column != NULL) {
        out->day_column = out->time_column;
        self->day = self->time;
    }
    out->has_time = out->time_column >= 0;
    if (self->asked->time != NULL && !cc_label_has_times(&self->time) &&
        self->reader->error == SIM_OK && self->rows->n > 0) {
        cc_read_refuse_field(self->reader, self->rows, self->rows->row[0], (size_t)out->time_column,
                             "must be a time of day");
    }
    out->kind = out->day_column < 0                   ? CC_DAY_NONE
                : self->day.days + self->day.both > 0 ? CC_DAY_DATE
                : self->day.weekdays > 0              ? CC_DAY_WEEKDAY
                                                      : CC_DAY_WORD;
    look_at_unread(self);
    look_at_words(self);
}

/* ---- a label ---- */

/* Which day a text is that is no date; false: none of that kind. */
static bool
word_day(finder *self, const char *text, long *day)
{
    if (self->out->kind == CC_DAY_WEEKDAY) {
        *day = cc_weekday_of(text, self->day.languages);
        return *day >= 0;
    }
    if (text[0] == '\0' || cc_label_is_total(text)) {
        return false;
    }
    const size_t n = cc_words_number(&self->words, text);
    if (n == CC_NO_WORD) {
        cc_read_no_memory(self->reader);
    }
    *day = (long)n;
    return n != CC_NO_WORD;
}

/* The day of a row; NULL, or the rule that it breaks. */
static const char *
day_of_row(finder *self, size_t row, long *day)
{
    const size_t column = (size_t)self->out->day_column;
    if (self->out->kind == CC_DAY_DATE) {
        cc_moment at;
        const char *rule = cc_read_moment(self->rows, row, column, self->day.order, &at);
        *day = at.day;
        return rule != NULL && strncmp(rule, "says", 4) == 0 ? rule
               : rule != NULL || !at.has_day                 ? "must be a date"
                                                             : NULL;
    }
    if (word_day(self, cc_sheet_field(self->rows->sheet, row, column), day)) {
        return NULL;
    }
    return self->out->kind != CC_DAY_WEEKDAY ? "must name a day"
           : *day == CC_WEEKDAY_UNCLEAR
               ? "says another day in another language: write weekdays in full"
               : "must be a weekday";
}

static const char *
time_of_row(const finder *self, size_t row, double *time)
{
    cc_moment at;
    const char *rule =
        cc_label_time(self->rows, row, (size_t)self->out->time_column, &self->time, &at);
    *time = at.time;
    return rule;
}

/* Times are kept as s from when days begin. What is before that by the clock is of the day before, by dates
 * and weekdays; other words mean the day on which the house opens. */
static void
count_from_beginning(const finder *self, cc_label *label)
{
    const double begin = self->reader->frame->begin;
    if (begin > 0 && label->time < begin && self->out->has_time) {
        label->day -= self->out->kind == CC_DAY_DATE;
        label->day = self->out->kind == CC_DAY_WEEKDAY ? (label->day + 6) % 7 : label->day;
    }
    label->time = self->out->has_time ? cc_clock_since(begin, label->time) : 0;
}

/* False: the row has no label and is left out. */
static bool
label_row(finder *self, size_t row, cc_label *label)
{
    const cc_labels *out = self->out;
    *label = (cc_label){.row = row};
    const char *rule = out->has_time ? time_of_row(self, row, &label->time) : NULL;
    int wrong = out->time_column;
    if (rule == NULL && out->day_column >= 0) {
        rule = day_of_row(self, row, &label->day);
        wrong = out->day_column;
    }
    count_from_beginning(self, label);
    if (rule != NULL && strncmp(rule, "says", 4) == 0) {
        cc_read_refuse_field(self->reader, self->rows, row, (size_t)wrong, rule);
    } else if (rule != NULL && !self->asked->leave_out) {
        char text[80];
        snprintf(text, sizeof(text), "%s, or set outside = \"leave_out\"", rule);
        cc_read_refuse_field(self->reader, self->rows, row, (size_t)wrong, text);
    }
    return rule == NULL;
}

static int
compare(const void *a, const void *b)
{
    const cc_label *x = a, *y = b;
    return x->day != y->day        ? (x->day < y->day ? -1 : 1)
           : x->time != y->time    ? (x->time < y->time ? -1 : 1)
           : x->row != y->row      ? (x->row < y->row ? -1 : 1)
           : x->column < y->column ? -1
                                   : x->column > y->column;
}

static int
compare_times(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The least difference between two times, of which all others must be multiples. */
static void
find_step(finder *self)
{
    cc_labels *out = self->out;
    double *time = malloc((out->n + 1) * sizeof(*time));
    if (time == NULL) {
        cc_read_no_memory(self->reader);
        return;
    }
    for (size_t j = 0; j < out->n; j++) {
        time[j] = out->label[j].time;
    }
    qsort(time, out->n, sizeof(*time), compare_times);
    double step = INFINITY;
    for (size_t j = 1; j < out->n; j++) {
        if (time[j] > time[j - 1]) {
            step = fmin(step, time[j] - time[j - 1]);
        }
    }
    const double first = out->n > 0 ? time[0] : 0;
    free(time);
    out->step = isinf(step) ? 0 : step;
    for (size_t j = 0; j < out->n && out->step > 0; j++) {
        const double steps = (out->label[j].time - first) / step;
        if (fabs(steps - round(steps)) > 1e-6) {
            char from[16], by[64], rule[128];
            snprintf(rule, sizeof(rule), "must lie on the file's step of %s from %s",
                     cc_duration_format(step, by, sizeof(by)),
                     cc_time_of_day_format(cc_clock_at(self->reader->frame->begin, first), from,
                                           sizeof(from)));
            cc_read_refuse_field(self->reader, self->rows, out->label[j].row,
                                 (size_t)out->time_column, rule);
            return;
        }
    }
}

static bool
is_chosen_by(const cc_read_rows *rows, const char *header)
{
    bool is_one = false;
    for (size_t j = 0; j < rows->said.n_where; j++) {
        is_one = is_one || strcmp(rows->said.where[2 * j], header) == 0;
    }
    return is_one;
}

/* Each column but that of times, and those of `where`, is a day. */
static size_t
columns_of_days(finder *self, size_t *column, long *day)
{
    const cc_sheet *sheet = self->rows->sheet;
    cc_weekday_languages common = CC_WEEKDAY_ANY;
    size_t n = 0, weekdays = 0, dates = 0;
    for (size_t j = 0; j < sheet->n_columns; j++) {
        if ((int)j != self->out->time_column && sheet->header[j][0] != '\0' &&
            !is_chosen_by(self->rows, sheet->header[j])) {
            cc_moment at;
            const cc_weekday_languages know = cc_weekday_narrow(sheet->header[j], CC_WEEKDAY_ANY);
            weekdays += know != 0;
            common &= know != 0 ? know : CC_WEEKDAY_ANY;
            dates += cc_moment_parse(sheet->header[j], self->rows->said.order, &at) && at.has_day;
            column[n++] = j;
        }
    }
    self->out->kind = weekdays > 0 ? CC_DAY_WEEKDAY : dates > 0 ? CC_DAY_DATE : CC_DAY_WORD;
    self->day.languages = common != 0 ? common : CC_WEEKDAY_ANY;
    size_t kept = 0;
    for (size_t j = 0; j < n && self->reader->error == SIM_OK; j++) {
        const char *name = sheet->header[column[j]];
        cc_moment at;
        const bool is_day = self->out->kind == CC_DAY_DATE
                                ? cc_moment_parse(name, self->rows->said.order, &at) && at.has_day
                                : word_day(self, name, &day[kept]);
        day[kept] = is_day && self->out->kind == CC_DAY_DATE ? at.day : day[kept];
        if (is_day) {
            column[kept++] = column[j];
        } else if (self->out->kind == CC_DAY_WEEKDAY && day[kept] == CC_WEEKDAY_UNCLEAR) {
            cc_read_refuse_file(self->reader, self->rows,
                                "column \"%.60s\" is another day in another language: write "
                                "weekdays in full",
                                name);
        } else if (!self->asked->leave_out) {
            cc_read_refuse_file(self->reader, self->rows,
                                "column \"%.60s\" is no %s, as others are; or set outside = "
                                "\"leave_out\"",
                                sheet->header[column[j]],
                                self->out->kind == CC_DAY_WEEKDAY ? "weekday"
                                : self->out->kind == CC_DAY_DATE  ? "date"
                                                                  : "day");
        } else {
            self->out->n_columns_left_out++;
        }
    }
    return kept;
}

static void
label_all(finder *self)
{
    cc_labels *out = self->out;
    const cc_sheet *sheet = self->rows->sheet;
    size_t *column = cc_read_alloc(self->reader, sheet->n_columns, sizeof(*column));
    long *day = cc_read_alloc(self->reader, sheet->n_columns, sizeof(*day));
    if (self->reader->error != SIM_OK) {
        return;
    }
    size_t n_columns = 1;
    const bool wide = self->asked->column == NULL;
    if (wide) {
        n_columns = columns_of_days(self, column, day);
        if (!out->has_time && self->reader->error == SIM_OK) {
            cc_read_refuse_file(self->reader, self->rows,
                                "has no column with times of day: set time");
        }
    } else {
        column[0] =
            (size_t)cc_read_column(self->reader, self->asked->at, sheet, self->asked->column);
    }
    out->label = cc_read_alloc(self->reader, self->rows->n * n_columns, sizeof(*out->label));
    for (size_t j = 0; j < self->rows->n && self->reader->error == SIM_OK; j++) {
        cc_label label;
        const bool kept = label_row(self, self->rows->row[j], &label);
        const double time = wide ? cc_clock_at(self->reader->frame->begin, label.time) : label.time;
        out->n_left_out += !kept;
        for (size_t k = 0; k < n_columns && kept; k++) {
            label.column = column[k];
            label.day = wide ? day[k] : label.day;
            label.time = time;
            if (wide) {
                count_from_beginning(self, &label);
            }
            out->label[out->n++] = label;
        }
    }
}

void
cc_read_labels(cc_reader *self, const cc_read_rows *rows, const cc_labels_asked *asked,
               cc_labels *out)
{
    *out = (cc_labels){.time_column = -1, .day_column = -1, .unread_column = -1};
    finder find = {.reader = self, .rows = rows, .asked = asked, .out = out, .unread = -1};
    find_columns(&find);
    if (self->error == SIM_OK) {
        label_all(&find);
    }
    if (self->error == SIM_OK && out->has_time) {
        find_step(&find);
    }
    if (self->error == SIM_OK && (out->has_time || out->kind != CC_DAY_NONE)) {
        qsort(out->label, out->n, sizeof(*out->label), compare);
        for (size_t j = 0; j < out->n; j++) {
            out->n_days += j == 0 || out->label[j].day != out->label[j - 1].day;
        }
    }
    cc_words_free(&find.words);
}

char *
cc_labels_day(const cc_labels *self, const cc_read_rows *rows, long day, char *buffer, size_t size)
{
    if (self->kind == CC_DAY_WEEKDAY) {
        snprintf(buffer, size, "%s", weekday_words[day % 7]);
    } else if (self->kind == CC_DAY_DATE) {
        char date[16];
        snprintf(buffer, size, "%s %s", weekday_words[cc_day_weekday(day)],
                 cc_day_format(day, date, sizeof(date)));
    } else {
        buffer[0] = '\0';
        for (size_t j = 0; j < self->n; j++) {
            if (self->label[j].day == day) {
                const cc_label *at = &self->label[j];
                snprintf(buffer, size, "\"%.40s\"",
                         self->day_column >= 0
                             ? cc_sheet_field(rows->sheet, at->row, (size_t)self->day_column)
                             : rows->sheet->header[at->column]);
                break;
            }
        }
    }
    return buffer;
}
