#include "models/scenario/recorded_rows.h"

#include "models/language/read_cell.h"
#include "models/language/sheet_value.h"
#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DAYS 20000
#define MOST_SECONDS 1e8 /* of a day: more are seconds since 1970 */

enum { OUT = -3, UNKNOWN = -2, DRAWN = -1 }; /* left out; refused; drawn from wants */

struct cc_heard_row {
    cc_recorded row; /* its day: number of the word, or of the date */
    size_t n;
};

void
cc_recorder_refuse(cc_recorder *self, size_t row, int which, const char *rule)
{
    cc_read_refuse_field(self->reader, &self->rows, row,
                         (size_t)(self->column[which] < 0 ? 0 : self->column[which]), rule);
}

const char *
cc_recorder_text(const cc_recorder *self, size_t row, int which)
{
    return self->column[which] < 0
               ? ""
               : cc_sheet_field(self->rows.sheet, row, (size_t)self->column[which]);
}

double
cc_recorder_duration(cc_recorder *self, size_t row, size_t column, double unit)
{
    double x = 0;
    const char *rule = cc_sheet_duration(self->rows.sheet, row, column, unit, &x);
    if (rule == NULL && !(x >= 0 && x <= 1e9)) {
        rule = "must be from 0 to 1e9 s";
    }
    if (rule != NULL) {
        cc_read_refuse_field(self->reader, &self->rows, row, column, rule);
    }
    return x;
}

double
cc_recorder_seconds(cc_recorder *self, size_t row, int which)
{
    return cc_recorder_text(self, row, which)[0] == '\0'
               ? NAN
               : cc_recorder_duration(self, row, (size_t)self->column[which], self->unit);
}

/* ---- what its words mean ---- */

/* What the file says, or what the map says for it; NULL: leave the row out. */
static const char *
mapped(const cc_value *map, const char *text)
{
    const cc_value *to = cc_value_get(map, text);
    if (to == NULL) {
        return text;
    }
    return to->kind == CC_VALUE_TEXT && to->text[0] != '\0' ? to->text : NULL;
}

static int
kind_meant(const cc_recorder *self, const char *text)
{
    const cc_scenario *scenario = cc_scenario_of(self->reader);
    const char *kind = mapped(self->kinds, text);
    if (kind == NULL) {
        return OUT;
    }
    if (self->column[CC_COLUMN_KIND] < 0) {
        return 0;
    }
    for (int j = 0; j < scenario->demand.n_issues; j++) {
        if (strcmp(scenario->demand.issue[j].name, kind) == 0) {
            return j;
        }
    }
    return UNKNOWN;
}

static int
channel_meant(const cc_recorder *self, const char *text)
{
    const char *channel = mapped(self->channels, text);
    if (channel == NULL) {
        return OUT;
    }
    const int found =
        channel[0] == '\0' ? DRAWN : cc_channel_find(cc_scenario_of(self->reader), channel);
    return found < 0 && channel[0] != '\0' ? UNKNOWN : found;
}

static int
meaning_of(cc_recorder *self, cc_column_words *all, const char *text,
           int (*meant)(const cc_recorder *self, const char *text))
{
    const size_t before = all->words.n;
    const size_t n = cc_words_number(&all->words, text);
    if (n != CC_NO_WORD && n == all->capacity) {
        const size_t capacity = n == 0 ? 16 : 2 * n;
        int *meaning = realloc(all->meaning, capacity * sizeof(*meaning));
        if (meaning != NULL) {
            all->meaning = meaning;
            all->capacity = capacity;
        }
    }
    if (n == CC_NO_WORD || n >= all->capacity) {
        cc_read_no_memory(self->reader);
        return OUT;
    }
    if (all->words.n > before) {
        all->meaning[n] = meant(self, text);
    }
    return all->meaning[n];
}

/* ---- one contact ---- */

/* The number of its day: of the date, or of the word as it is first seen. */
static int
day_of(cc_recorder *self, const cc_heard *heard)
{
    const int which = self->column[CC_COLUMN_DAY] >= 0 ? CC_COLUMN_DAY : CC_COLUMN_TIME;
    if (self->n > 0 && (self->n_dated > 0) != heard->at.has_day) {
        cc_recorder_refuse(self, heard->row, which,
                           heard->at.has_day ? "must be no date, as in rows before"
                                             : "must be a date, as in rows before");
        return 0;
    }
    if (heard->at.has_day) {
        self->n_dated++;
        return (int)heard->at.day;
    }
    const size_t n = cc_words_number(&self->days, heard->day);
    if (n == CC_NO_WORD) {
        cc_read_no_memory(self->reader);
        return 0;
    }
    if (n == MAX_DAYS) {
        cc_recorder_refuse(self, heard->row, which, "too many days (20000 at most)");
    }
    return (int)n;
}

static bool
has_room(cc_recorder *self)
{
    if (self->n < self->capacity) {
        return true;
    }
    const size_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
    cc_heard_row *more = realloc(self->heard, capacity * sizeof(*more));
    if (more == NULL) {
        cc_read_no_memory(self->reader);
        return false;
    }
    self->heard = more;
    self->capacity = capacity;
    return true;
}

/* Where the house's hours go over midnight its day begins while it is closed; what comes after midnight
 * is of the date before. */
static double
time_of_house(const cc_run *run, cc_moment *at)
{
    const bool is_before = at->time < run->day_begin;
    at->day -= is_before;
    return at->time - run->day_begin + (is_before ? CC_DAY : 0);
}

/* Is the house open at that time of the day that it is, or, if that is not known, of any? */
static bool
is_open_then(const cc_run *run, const cc_moment *at, double time)
{
    int weekday = -1;
    if (at->has_day) {
        const long day = at->day - run->first_date;
        weekday = run->has_date && day >= 0 && day < run->days ? cc_run_weekday(run, day)
                                                               : cc_day_weekday(at->day);
    }
    if (weekday >= 0 && !run->weekday_open[weekday]) {
        return time >= run->open && time < run->close; /* that day is another matter */
    }
    bool is_open = false;
    for (int j = 0; j < 7; j++) {
        const cc_openings *of = &run->hours.of[j];
        for (int k = 0; k < of->n && run->weekday_open[j] && (weekday < 0 || j == weekday); k++) {
            is_open = is_open || (time >= of->at[k].open && time < of->at[k].close);
        }
    }
    return is_open;
}

void
cc_recorder_add(cc_recorder *self, cc_heard *heard)
{
    const cc_run *run = &cc_scenario_of(self->reader)->run;
    cc_recorded row = {.time = time_of_house(run, &heard->at),
                       .issue = meaning_of(self, &self->kind, heard->kind, kind_meant),
                       .channel = meaning_of(self, &self->channel, heard->channel, channel_meant),
                       .work = heard->work,
                       .patience = heard->patience,
                       .waited = heard->waited};
    if (row.issue == OUT || row.channel == OUT || self->reader->error != SIM_OK) {
        self->n_unwanted++;
        return;
    }
    if (!is_open_then(run, &heard->at, row.time)) {
        self->n_outside++;
        if (!self->leave_out) {
            cc_recorder_refuse(self, heard->row, CC_COLUMN_TIME,
                               row.time >= run->open && row.time < run->close
                                   ? "must lie within the hours of its day (or set outside)"
                                   : "must lie within run.hours (or set outside)");
        }
        return;
    }
    if (row.issue == UNKNOWN) {
        cc_recorder_refuse(self, heard->row, CC_COLUMN_KIND,
                           "must be a kind of issue, or stand in trace.kinds");
    }
    if (row.channel == UNKNOWN) {
        cc_recorder_refuse(self, heard->row, CC_COLUMN_CHANNEL,
                           "must be a channel, or stand in trace.channels");
    }
    row.day = day_of(self, heard);
    if (self->reader->error == SIM_OK && has_room(self)) {
        if (self->n > 0) {
            cc_recorder_warn_of_one_day(self, self->heard[self->n - 1].row.time, row.time,
                                        heard->row);
        }
        self->heard[self->n] = (cc_heard_row){row, self->n};
        self->n++;
    }
}

/* ---- a table with a row for each ---- */

static bool
is_among(const cc_outcomes *outcomes, const char *text)
{
    for (int j = 0; j < outcomes->n; j++) {
        if (strcmp(outcomes->word[j], text) == 0) {
            outcomes->found[j]++;
            return true;
        }
    }
    return false;
}

/* Seconds after midnight, a time of day, or that with a date; false: refused. */
static bool
read_time(cc_recorder *self, size_t row, cc_date_order order, cc_moment *at)
{
    double s;
    const char *text = cc_recorder_text(self, row, CC_COLUMN_TIME);
    if (cc_number_parse(text, &s) && s >= 0 && s < MOST_SECONDS) {
        *at = (cc_moment){.has_time = true, .time = s};
        return true;
    }
    const char *rule =
        cc_read_moment(&self->rows, row, (size_t)self->column[CC_COLUMN_TIME], order, at);
    if (rule == NULL && !at->has_time) {
        rule = "must have a time of day";
    } else if (rule != NULL && strncmp(rule, "says", 4) != 0) {
        rule = "must be seconds after midnight, a time of day, or a date and a time";
    }
    if (rule != NULL && self->leave_out && strncmp(rule, "must", 4) == 0) {
        self->n_outside++; /* "Total" */
    } else if (rule != NULL) {
        cc_recorder_refuse(self, row, CC_COLUMN_TIME, rule);
    }
    return rule == NULL;
}

/* The day in a column of its own. */
static void
read_day(cc_recorder *self, size_t row, cc_date_order order, cc_heard *heard)
{
    cc_moment date;
    heard->day = cc_recorder_text(self, row, CC_COLUMN_DAY);
    heard->at.has_day = cc_moment_parse(heard->day, order, &date) && date.has_day;
    heard->at.day = heard->at.has_day ? date.day : 0;
}

static void
read_row(cc_recorder *self, size_t row, const cc_date_order *order)
{
    cc_heard heard = {.row = row,
                      .day = "",
                      .kind = cc_recorder_text(self, row, CC_COLUMN_KIND),
                      .channel = cc_recorder_text(self, row, CC_COLUMN_CHANNEL)};
    if (!read_time(self, row, order[CC_COLUMN_TIME], &heard.at)) {
        return;
    }
    if (self->column[CC_COLUMN_DAY] >= 0 && (self->asks_for_day || !heard.at.has_day)) {
        read_day(self, row, order[CC_COLUMN_DAY], &heard);
    }
    const char *outcome = cc_recorder_text(self, row, CC_COLUMN_OUTCOME);
    const bool gave_up = is_among(&self->not_served, outcome);
    const bool unserved = is_among(&self->sent_away, outcome) || gave_up;
    const double wait = cc_recorder_seconds(self, row, CC_COLUMN_WAIT),
                 patience = cc_recorder_seconds(self, row, CC_COLUMN_PATIENCE),
                 work = cc_recorder_seconds(self, row, CC_COLUMN_WORK);
    heard.work = unserved ? NAN : work;
    heard.patience = gave_up && isnan(patience) ? wait : patience;
    heard.waited = gave_up ? NAN : wait;
    cc_recorder_add(self, &heard);
}

/* Of work that is a hundred times the usual, and of a value above a day. */
static void
warn_of_work(cc_recorder *self)
{
    static const cc_setting work = {.kind = CC_SET_DURATION};
    const int column = self->column[CC_COLUMN_WORK];
    double *v = malloc((self->rows.n + 1) * sizeof(*v));
    if (v == NULL) {
        cc_read_no_memory(self->reader);
        return;
    }
    size_t longest = 0;
    for (size_t j = 0; j < self->rows.n; j++) {
        v[j] = cc_recorder_seconds(self, self->rows.row[j], CC_COLUMN_WORK);
        longest = v[j] > v[longest] || isnan(v[longest]) ? j : longest;
    }
    if (self->rows.n > 0 && v[longest] > CC_DAY) {
        char text[64];
        cc_read_remark(self->reader, true,
                       "%.300s:%d: column \"%.60s\" says %s of work for one contact: unit says in "
                       "what it is",
                       self->rows.path, self->rows.sheet->line[self->rows.row[longest]],
                       self->rows.sheet->header[column],
                       cc_duration_format(v[longest], text, sizeof(text)));
    } else {
        cc_read_warn_of_outliers(self->reader, &work, &self->rows, self->rows.row, (size_t)column,
                                 v, self->rows.n);
    }
    free(v);
}

static void
warn_of_outcomes(cc_recorder *self, const cc_outcomes *outcomes, const char *name)
{
    for (int j = 0; j < outcomes->n; j++) {
        if (outcomes->found[j] == 0) {
            cc_read_remark(self->reader, true,
                           "trace.%s: no row of %.300s says \"%.60s\" in column \"%.60s\"", name,
                           self->rows.path, outcomes->word[j],
                           self->rows.sheet->header[self->column[CC_COLUMN_OUTCOME]]);
        }
    }
}

void
cc_recorder_read_table(cc_recorder *self)
{
    cc_date_order order[CC_RECORDING_COLUMNS] = {CC_ORDER_UNKNOWN};
    for (int j = CC_COLUMN_DAY; j <= CC_COLUMN_TIME; j++) {
        if (self->column[j] >= 0) {
            order[j] = cc_read_order(self->reader, &self->rows, (size_t)self->column[j]);
        }
    }
    for (size_t j = 0; j < self->rows.n && self->reader->error == SIM_OK; j++) {
        read_row(self, self->rows.row[j], order);
    }
    if (self->reader->error != SIM_OK) {
        return;
    }
    if (self->column[CC_COLUMN_WORK] >= 0) {
        warn_of_work(self);
    }
    warn_of_outcomes(self, &self->not_served, "not_served");
    warn_of_outcomes(self, &self->sent_away, "sent_away");
}

/* ---- all of them ---- */

static int
compare(const void *a, const void *b)
{
    const cc_heard_row *x = a, *y = b;
    if (x->row.day != y->row.day) {
        return x->row.day < y->row.day ? -1 : 1;
    }
    if (x->row.time != y->row.time) {
        return x->row.time < y->row.time ? -1 : 1;
    }
    return x->n < y->n ? -1 : x->n > y->n;
}

static uint64_t
digest(const cc_scenario *scenario, const cc_recorded *row, size_t n)
{
    uint64_t hash = sim_hash_start();
    for (size_t j = 0; j < n; j++) {
        char line[200];
        const int channel = row[j].channel < 0 ? -1 : (int)scenario->channel[row[j].channel].id;
        int length = snprintf(line, sizeof(line), "%d %.17g %d %d %.17g %.17g", row[j].day,
                              row[j].time, row[j].issue, channel, row[j].work, row[j].patience);
        if (!isnan(row[j].waited)) {
            length +=
                snprintf(line + length, sizeof(line) - (size_t)length, " %.17g", row[j].waited);
        }
        hash = sim_hash_bytes(hash, line, (size_t)length);
        hash = sim_hash_bytes(hash, "\n", 1);
    }
    return hash;
}

/* Dates become days from 0. */
static long *
number_dates(cc_recorder *self)
{
    cc_recording *trace = &cc_scenario_of(self->reader)->demand.trace;
    long *date = cc_read_alloc(self->reader, self->n, sizeof(*date));
    int n = 0;
    for (size_t j = 0; date != NULL && j < self->n; j++) {
        if (n == 0 || self->heard[j].row.day != date[n - 1]) {
            date[n++] = self->heard[j].row.day;
        }
        self->heard[j].row.day = n - 1;
    }
    if (n > MAX_DAYS) {
        cc_read_refuse_file(self->reader, &self->rows, "too many days: %d (20000 at most)", n);
    }
    trace->n_days = n;
    return date;
}

/* Rows by kind and channel, so that those which are alike stand together. */
static void
list_alike(cc_recorder *self, cc_recorded *row)
{
    const cc_scenario *scenario = cc_scenario_of(self->reader);
    cc_recording *trace = &cc_scenario_of(self->reader)->demand.trace;
    const size_t wide = (size_t)scenario->n_channels + 1;
    const size_t n_sorts = wide * (size_t)scenario->demand.n_issues;
    uint32_t *alike = cc_read_alloc(self->reader, self->n, sizeof(*alike));
    uint32_t *end = cc_read_alloc(self->reader, n_sorts + 1, sizeof(*end));
    if (self->reader->error != SIM_OK) {
        return;
    }
    for (size_t j = 0; j < self->n; j++) {
        end[wide * (size_t)row[j].issue + (size_t)(row[j].channel + 1)]++;
    }
    for (size_t k = 1; k < n_sorts; k++) {
        end[k] += end[k - 1];
    }
    for (size_t j = 0; j < self->n; j++) {
        const size_t k = wide * (size_t)row[j].issue + (size_t)(row[j].channel + 1);
        row[j].alike = k == 0 ? 0 : end[k - 1];
        row[j].n_alike = end[k] - row[j].alike;
    }
    uint32_t *next = cc_read_alloc(self->reader, n_sorts + 1, sizeof(*next));
    for (size_t j = 0; next != NULL && j < self->n; j++) {
        const size_t k = wide * (size_t)row[j].issue + (size_t)(row[j].channel + 1);
        alike[row[j].alike + next[k]++] = (uint32_t)j;
    }
    trace->alike = alike;
}

void
cc_recorder_keep(cc_recorder *self)
{
    cc_reader *reader = self->reader;
    cc_recording *trace = &cc_scenario_of(reader)->demand.trace;
    if (reader->error != SIM_OK) {
        return;
    }
    if (self->n == 0) {
        cc_read_refuse_file(reader, &self->rows, "must have at least one row");
        return;
    }
    qsort(self->heard, self->n, sizeof(*self->heard), compare);
    trace->n_days = (int)self->days.n;
    trace->date = self->n_dated > 0 ? number_dates(self) : NULL;
    cc_recorded *row = cc_read_alloc(reader, self->n, sizeof(*row));
    size_t *day_start = cc_read_alloc(reader, (size_t)trace->n_days + 1, sizeof(*day_start));
    if (reader->error != SIM_OK) {
        return;
    }
    for (size_t j = 0; j < self->n; j++) {
        row[j] = self->heard[j].row;
        day_start[row[j].day + 1] = j + 1;
    }
    list_alike(self, row);
    trace->row = row;
    trace->n = self->n;
    trace->day_start = day_start;
    trace->digest = digest(cc_scenario_of(reader), row, self->n);
}

void
cc_recorder_free(cc_recorder *self)
{
    free(self->heard);
    cc_words_free(&self->days);
    cc_words_free(&self->kind.words);
    cc_words_free(&self->channel.words);
    free(self->kind.meaning);
    free(self->channel.meaning);
}
