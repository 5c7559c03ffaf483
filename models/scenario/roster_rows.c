/* Rows are of a day of the run, or of a weekday: then they repeat by week. Days are those of the house: where
 * they begin at another time than midnight, what is before it by the clock is of the day before. */
#include "models/scenario/roster_rows.h"

#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/roster_agents.h"
#include "models/scenario/roster_table.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OVER_MIDNIGHT (14 * 3600.0) /* s: more is an end before the start */
#define MOST_AGENTS 100000

enum { AGENT, DATE, START, END, ACTIVITY, PAID };

static const char *const day_names[] = {"date", "day",       "weekday",    "day of week", "datum",
                                        "tag",  "wochentag", "fecha",      "dia",         "jour",
                                        "data", "giorno",    "start date", "shift date",  NULL};
static const char *const start_names[] = {"start",  "start time", "starttime",   "from",   "begin",
                                          "von",    "beginn",     "desde",       "inicio", "debut",
                                          "inizio", "van",        "shift start", NULL};
static const char *const end_names[] = {"end", "end time", "endtime",   "to",  "until",
                                        "bis", "ende",     "hasta",     "fin", "fine",
                                        "tot", "einde",    "shift end", NULL};
static const char *const activity_names[] = {
    "activity",  "state",    "code",     "activity code", "taetigkeit", "aktivitaet",
    "actividad", "activite", "attivita", "status",        NULL};
static const char *const paid_names[] = {"paid", "bezahlt", "pagado", "paye", "pagato", NULL};

static const cc_roster_column columns[] = {
    [AGENT] = {"agent", cc_roster_agent_names, true},
    [DATE] = {"date", day_names, false},
    [START] = {"start", start_names, true},
    [END] = {"end", end_names, true},
    [ACTIVITY] = {"activity", activity_names, false},
    [PAID] = {"paid", paid_names, false},
    {NULL, NULL, false},
};

/* What exports call them, besides the names that they have here. */
static const char *const words[CC_N_ACTIVITIES][12] = {
    [CC_WORK] = {"work", "shift", "phone", "phones", "on queue", "available", "arbeit", "dienst",
                 "schicht", "trabajo", NULL},
    [CC_BREAK] = {"break", "pause", "short break", "pausa", "descanso", NULL},
    [CC_LUNCH] = {"lunch", "meal", "lunch break", "mittag", "mittagspause", "comida", "almuerzo",
                  "pranzo", NULL},
    [CC_MEETING] = {"meeting", "team meeting", "coaching", "besprechung", "reunion", "riunione",
                    NULL},
    [CC_TRAINING] = {"training", "schulung", "formacion", "formation", "formazione", NULL},
    [CC_OFF] = {"off", "day off", "vacation", "holiday", "leave", "sick", "absent", "absence",
                "urlaub", "frei", "krank", NULL},
};

typedef struct row_reader {
    cc_reader *reader;
    cc_roster_table table;
    cc_words *names;
    cc_label_census date, start, end;
    bool by_weekday; /* days are weekdays, Mon = 0; else dates, in days since 1970-01-01 */
    cc_roster_row *row;
    size_t n, n_outside, n_closed, n_free;
    int capacity_named;
} row_reader;

/* ---- the agent ---- */

static const char *
person_name(const void *of, int j)
{
    return ((const cc_roster_plan *)of)->named[j].name;
}

/* Whoever has a row is an agent, where no table says who are. */
static int
new_person(row_reader *self, size_t row)
{
    cc_reader *reader = self->reader;
    cc_roster_plan *plan = &cc_scenario_of(reader)->center.roster;
    if (plan->n_named == self->capacity_named) {
        const int capacity = 2 * plan->n_named + 16;
        cc_person *more = cc_read_alloc(reader, (size_t)capacity, sizeof(*more));
        if (more == NULL) {
            return -1;
        }
        if (plan->n_named > 0) {
            memcpy(more, plan->named, (size_t)plan->n_named * sizeof(*more));
        }
        plan->named = more;
        self->capacity_named = capacity;
    }
    const int g = plan->n_named > 0 ? plan->named[0].group
                                    : cc_roster_only_group(reader, self->table.rows.file);
    const char *name = cc_roster_text(&self->table, row, AGENT);
    if (plan->n_named == MOST_AGENTS) {
        cc_roster_refuse(&self->table, row, AGENT, "too many agents (100000 at most)");
    }
    if (reader->error != SIM_OK) {
        return -1;
    }
    cc_scenario_of(reader)->center.group[g].is_named = true;
    plan->named[plan->n_named] =
        (cc_person){.name = cc_read_keep(reader, name),
                    .group = g,
                    .site = cc_read_keep(reader, ""),
                    .contract = cc_read_keep(reader, ""),
                    .key = sim_hash_bytes(sim_hash_start(), name, strlen(name)),
                    .tenure = NAN};
    return plan->n_named++;
}

static int
person_of(row_reader *self, size_t row)
{
    const cc_roster_plan *plan = &cc_scenario_of(self->reader)->center.roster;
    const char *name = cc_roster_text(&self->table, row, AGENT);
    if (name[0] == '\0') {
        cc_roster_refuse(&self->table, row, AGENT, "must name an agent");
        return -1;
    }
    const size_t n = cc_words_number(self->names, name);
    if (n == CC_NO_WORD) {
        cc_read_no_memory(self->reader);
        return -1;
    }
    if (n < (size_t)plan->n_named) {
        return (int)n;
    }
    if (plan->has_agents) {
        cc_roster_refuse_name(&self->table, row, AGENT, "agent", plan->n_named, person_name, plan);
        return -1;
    }
    return new_person(self, row);
}

/* ---- what, and whether it is paid ---- */

static const char *
activity_word(const void *of, int j)
{
    (void)of;
    return cc_activities[j];
}

/* CC_N_ACTIVITIES: the row is left out, as `activities` say. */
static int
activity_of(row_reader *self, size_t row)
{
    const char *text = cc_roster_text(&self->table, row, ACTIVITY);
    const cc_layers map = cc_layers_sub(&self->table.in, "activities");
    const cc_value *to = cc_layers_get(&map, text);
    if (to != NULL) {
        return cc_read_text(self->reader, to)[0] == '\0'
                   ? CC_N_ACTIVITIES
                   : cc_read_word(self->reader, to, cc_activities);
    }
    if (text[0] == '\0') {
        return CC_WORK;
    }
    for (int j = 0; j < CC_N_ACTIVITIES; j++) {
        if (cc_label_is_named(text, words[j])) {
            return j;
        }
    }
    cc_roster_refuse_name(&self->table, row, ACTIVITY,
                          "activity (work, break, lunch, meeting, training, off; see activities)",
                          CC_N_ACTIVITIES, activity_word, NULL);
    return CC_WORK;
}

static bool
paid_of(row_reader *self, size_t row, int activity)
{
    static const char *const yes[] = {"true", "yes", "y",   "1", "paid",
                                      "ja",   "si",  "oui", "x", NULL},
                             *const no[] = {"false", "no", "n", "0", "unpaid", "nein", "non", NULL};
    const char *text = cc_roster_text(&self->table, row, PAID);
    if (text[0] == '\0') {
        return cc_activity_is_paid(activity);
    }
    const bool is = cc_label_is_named(text, yes);
    if (!is && !cc_label_is_named(text, no)) {
        cc_roster_refuse(&self->table, row, PAID, "must be yes or no");
    }
    return is;
}

/* ---- when ---- */

/* The day of a row by the calendar: a weekday, or a date. */
static bool
read_day(row_reader *self, size_t row, const cc_moment *start, long *day)
{
    const char *rule = NULL;
    int wrong = DATE;
    *day = 0;
    if (self->table.column[DATE] < 0) {
        wrong = START;
        *day = start->day;
        rule = start->has_day ? NULL : "must have a date, as no column has";
    } else if (self->by_weekday) {
        *day = cc_weekday_of(cc_roster_text(&self->table, row, DATE), self->date.languages);
        rule = *day == CC_WEEKDAY_UNCLEAR ? "says another day in another language: write weekdays "
                                            "in full"
               : *day < 0                 ? "must be a weekday, as others are"
                                          : NULL;
    } else {
        cc_moment at;
        rule = cc_read_moment(&self->table.rows, row, (size_t)self->table.column[DATE],
                              self->date.order, &at);
        rule = rule != NULL && strncmp(rule, "says", 4) == 0 ? rule
               : rule != NULL || !at.has_day                 ? "must be a date, or a weekday"
                                                             : NULL;
        *day = at.day;
    }
    if (rule != NULL) {
        cc_roster_refuse(&self->table, row, wrong, rule);
    }
    return rule == NULL;
}

/* Both times, from the calendar day of the start; false: refused, or there is none. */
static bool
read_times(row_reader *self, size_t row, int activity, cc_moment *start, cc_span *span)
{
    const cc_roster_table *table = &self->table;
    const char *const from = cc_roster_text(table, row, START), *const until =
                                                                    cc_roster_text(table, row, END);
    if (activity == CC_OFF && from[0] == '\0' && until[0] == '\0') {
        self->n_free++; /* a day off */
        return false;
    }
    cc_moment end;
    const char *rule =
        cc_label_time(&table->rows, row, (size_t)table->column[START], &self->start, start);
    int wrong = START;
    if (rule == NULL) {
        rule = cc_label_time(&table->rows, row, (size_t)table->column[END], &self->end, &end);
        wrong = END;
    }
    if (rule == NULL) {
        span->from = floor(start->time + 0.5);
        span->to = floor(end.time + 0.5);
        if (start->has_day && end.has_day) {
            span->to += (double)(end.day - start->day) * CC_DAY;
            rule = span->to <= span->from ? "must be after the start" : NULL;
        } else if (span->to <= span->from) {
            span->to += CC_DAY;
        }
        const double length = span->to - span->from;
        if (rule == NULL && length > CC_DAY) {
            rule = "must be at most a day after the start";
        } else if (rule == NULL && activity != CC_OFF && length >= CC_DAY) {
            rule = "must be another time than the start";
        } else if (rule == NULL && activity != CC_OFF && span->to > CC_DAY &&
                   length > MOST_OVER_MIDNIGHT) {
            rule = "must be after the start, or on the next day at most 14 h after it";
        }
    }
    if (rule != NULL) {
        cc_roster_refuse(table, row, wrong, rule);
    }
    return rule == NULL;
}

/* From days of the calendar to those of the house. */
static void
count_from_beginning(const row_reader *self, cc_roster_row *row)
{
    const double begin = cc_scenario_of(self->reader)->run.day_begin;
    const double length = row->span.to - row->span.from;
    if (row->span.from >= CC_DAY) {
        row->span.from -= CC_DAY;
        row->day += 1;
    }
    row->day -= row->span.from < begin;
    row->span.from = cc_clock_since(begin, row->span.from);
    row->span.to = row->span.from + length;
    row->day = self->by_weekday ? (row->day + 7) % 7 : row->day;
}

static void
read_row(row_reader *self, size_t at)
{
    cc_roster_row *row = &self->row[self->n];
    cc_moment start = {0};
    const int activity = activity_of(self, at);
    if (activity == CC_N_ACTIVITIES || self->reader->error != SIM_OK) {
        return;
    }
    *row = (cc_roster_row){.person = person_of(self, at), .in_table = at};
    row->span.activity = (uint8_t)activity;
    row->span.paid = paid_of(self, at, activity);
    if (self->reader->error == SIM_OK && read_times(self, at, activity, &start, &row->span) &&
        read_day(self, at, &start, &row->day)) {
        count_from_beginning(self, row);
        self->n++;
    }
}

/* ---- days of the run ---- */

/* Dates become days of the run; or weekdays, where the run has none and they lie within a week. */
static void
anchor(row_reader *self)
{
    const cc_run *run = &cc_scenario_of(self->reader)->run;
    long first = 0, last = 0;
    for (size_t j = 0; j < self->n; j++) {
        first = j == 0 || self->row[j].day < first ? self->row[j].day : first;
        last = j == 0 || self->row[j].day > last ? self->row[j].day : last;
    }
    if (self->by_weekday || self->n == 0) {
        return;
    }
    if (!run->has_date && last - first >= 7) {
        char a[16], b[16];
        cc_read_refuse_file(self->reader, &self->table.rows,
                            "has dates from %s to %s, and the run has none: set run.first_date",
                            cc_day_format(first, a, sizeof(a)), cc_day_format(last, b, sizeof(b)));
        return;
    }
    for (size_t j = 0; j < self->n; j++) {
        self->row[j].day =
            run->has_date ? self->row[j].day - run->first_date : cc_day_weekday(self->row[j].day);
    }
    self->by_weekday = !run->has_date;
}

/* What falls into the run: the others are counted. */
static void
leave_out(row_reader *self)
{
    const cc_run *run = &cc_scenario_of(self->reader)->run;
    size_t kept = 0;
    for (size_t j = 0; j < self->n; j++) {
        const cc_roster_row *row = &self->row[j];
        const bool inside = self->by_weekday || (row->day >= 0 && row->day < run->days) ||
                            (row->day == -1 && row->span.to > CC_DAY);
        const bool open = self->by_weekday ? run->weekday_open[row->day]
                          : row->day < 0   ? run->weekday_open[(run->first_day + 6) % 7]
                                           : inside && cc_day_is_open(run, row->day);
        self->n_outside += !inside;
        self->n_closed += inside && !open;
        if (inside && open) {
            self->row[kept++] = *row;
        }
    }
    self->n = kept;
}

/* ---- each agent's rows ---- */

static int
compare(const void *a, const void *b)
{
    const cc_roster_row *x = a, *y = b;
    return x->person != y->person         ? (x->person < y->person ? -1 : 1)
           : x->day != y->day             ? (x->day < y->day ? -1 : 1)
           : x->span.from != y->span.from ? (x->span.from < y->span.from ? -1 : 1)
           : x->in_table != y->in_table   ? (x->in_table < y->in_table ? -1 : 1)
                                          : 0;
}

static void
refuse_overlap(const row_reader *self, const cc_roster_row *row, const cc_roster_row *other)
{
    char rule[128];
    const bool is_first = row->in_table < other->in_table;
    const cc_roster_row *said = is_first ? other : row, *before = is_first ? row : other;
    snprintf(rule, sizeof(rule), "overlaps with what line %d says of the same agent",
             self->table.rows.sheet->line[before->in_table]);
    cc_roster_refuse(&self->table, said->in_table, START, rule);
}

static void
check_overlaps(const row_reader *self, const cc_person *person)
{
    const cc_roster_row *row = self->row + person->row;
    int today = 0;
    for (size_t j = 0; j < person->n_rows && self->reader->error == SIM_OK; j++) {
        const bool is_last = j + 1 == person->n_rows;
        const cc_roster_row *next = &row[is_last ? 0 : j + 1];
        const long days = is_last ? row[0].day + 7 - row[j].day : next->day - row[j].day;
        if ((!is_last || (self->by_weekday && person->n_rows > 1)) &&
            row[j].span.to - (double)days * CC_DAY > next->span.from + 1e-6) {
            refuse_overlap(self, &row[j], next);
        }
        today = j > 0 && row[j].day == row[j - 1].day ? today + 1 : 1;
        if (today > CC_MAX_SPANS_WRITTEN) {
            cc_roster_refuse(&self->table, row[j].in_table, START,
                             "too many rows of an agent on a day (64 at most)");
        }
    }
}

static void
keep(row_reader *self)
{
    cc_roster_plan *plan = &cc_scenario_of(self->reader)->center.roster;
    qsort(self->row, self->n, sizeof(*self->row), compare);
    for (size_t j = 0; j < self->n; j++) {
        cc_person *person = &plan->named[self->row[j].person];
        person->row = person->n_rows == 0 ? j : person->row;
        person->n_rows++;
    }
    for (int p = 0; p < plan->n_named && self->reader->error == SIM_OK; p++) {
        check_overlaps(self, &plan->named[p]);
    }
    plan->row = self->row;
    plan->n_rows = self->n;
    plan->by_week = self->by_weekday;
}

/* ---- what is said of it ---- */

static void
say(row_reader *self)
{
    const cc_scenario *scenario = cc_scenario_of(self->reader);
    const cc_roster_plan *plan = &scenario->center.roster;
    const bool is_file = self->table.rows.file->kind != CC_VALUE_LIST;
    char left[160] = "";
    int n = 0, n_idle = 0;
    for (int p = 0; p < plan->n_named; p++) {
        n_idle += plan->named[p].n_rows == 0;
    }
    if (self->n_outside + self->n_closed > 0) {
        n = snprintf(left, sizeof(left),
                     "; left out: %zu of days outside the run, %zu of closed days", self->n_outside,
                     self->n_closed);
    }
    if (n_idle > 0) {
        snprintf(left + n, sizeof(left) - (size_t)n, "; %d agent%s in none", n_idle,
                 n_idle == 1 ? "" : "s");
    }
    if (is_file || left[0] != '\0') {
        cc_read_remark(self->reader, false, "roster: %.300s: %zu rows of %d agents%s%s",
                       self->table.rows.path, self->n, plan->n_named,
                       plan->by_week ? ", every week" : "", left);
    }
}

void
cc_roster_rows_read(cc_reader *reader, cc_value *value, cc_words *names)
{
    row_reader self = {.reader = reader, .names = names};
    cc_roster_table_read(&self.table, reader, value, columns);
    const int *column = self.table.column;
    if (reader->error != SIM_OK) {
        return;
    }
    if (column[DATE] >= 0) {
        self.date = cc_label_count(reader, &self.table.rows, (size_t)column[DATE]);
    }
    self.start = cc_label_count(reader, &self.table.rows, (size_t)column[START]);
    self.end = cc_label_count(reader, &self.table.rows, (size_t)column[END]);
    self.by_weekday = self.date.weekdays > 0 && self.date.days + self.date.both == 0;
    if (column[DATE] < 0 && self.start.both == 0 && reader->error == SIM_OK) {
        cc_read_refuse(reader, value,
                       "columns.date is missing: %.200s has no column of dates or weekdays",
                       self.table.rows.path);
    }
    self.row = cc_read_alloc(reader, self.table.rows.n + 1, sizeof(*self.row));
    for (size_t j = 0; j < self.table.rows.n && reader->error == SIM_OK; j++) {
        read_row(&self, self.table.rows.row[j]);
    }
    if (reader->error == SIM_OK) {
        anchor(&self);
    }
    if (reader->error == SIM_OK) {
        const size_t n = self.n;
        leave_out(&self);
        if (self.n == 0) {
            cc_read_refuse(reader, value, "%.200s: %s", self.table.rows.path,
                           n == 0 ? "must have a row"
                                  : "must have a row of an open day of the run");
        }
    }
    if (reader->error == SIM_OK) {
        keep(&self);
    }
    if (reader->error == SIM_OK) {
        say(&self);
    }
}
