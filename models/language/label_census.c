/* The names of columns, and what is in them: whether one has times of day, weekdays, dates. */
#include "models/language/label_census.h"

#include "models/language/units.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Names under which exports have times and days, in any case; "_" and "-" count as blanks. */
const char *const cc_label_time_names[] = {
    "time",           "start",     "start time", "starttime", "from",   "begin", "interval",
    "interval start", "half hour", "halfhour",   "hour",      "period", "slot",  "timestamp",
    "datetime",       "date time", "intervall",  "uhrzeit",   "zeit",   "von",   "stunde",
    "hora",           "inicio",    "intervalo",  "heure",     "when",   "ts",    NULL};
static const char *const hour_names[] = {"hour", "stunde", "hora", "heure", NULL};
const char *const cc_label_day_names[] = {"date",  "day",  "weekday",   "day of week",
                                          "datum", "tag",  "wochentag", "fecha",
                                          "dia",   "jour", NULL};

bool
cc_label_is_named(const char *header, const char *const *names)
{
    char name[32];
    size_t n = 0;
    for (; header[n] != '\0' && n + 1 < sizeof(name); n++) {
        name[n] = header[n] == '_' || header[n] == '-' ? ' ' : header[n];
    }
    name[n] = '\0';
    for (size_t j = 0; names[j] != NULL && header[n] == '\0'; j++) {
        if (strcasecmp(name, names[j]) == 0) {
            return true;
        }
    }
    return false;
}

bool
cc_label_is_end(const char *header)
{
    static const char *const ends[] = {"end",     "ends",  "ending", "endtime", "ende",
                                       "endzeit", "bis",   "until",  "to",      "fin",
                                       "fine",    "hasta", "einde",  "tot",     NULL};
    char word[32];
    for (const char *p = header; *p != '\0';) {
        const size_t n = strcspn(p, " _-/.");
        if (n > 0 && n < sizeof(word)) {
            memcpy(word, p, n);
            word[n] = '\0';
            /* "From to" begins with the beginning. */
            if (cc_label_is_named(word, ends) &&
                (p == header || !cc_label_is_named(word, ends + 8))) {
                return true;
            }
        }
        p += n + (p[n] != '\0');
    }
    return false;
}

bool
cc_label_is_total(const char *text)
{
    static const char *const totals[] = {"total", "totals", "sum",    "summe", "gesamt",
                                         "suma",  "somme",  "totaal", "all",   NULL};
    return cc_label_is_named(text, totals);
}

bool
cc_label_is_hour(const char *text, double *time)
{
    uint64_t hour;
    if (!cc_whole_parse(text, 0, 24, &hour)) {
        return false;
    }
    *time = 3600.0 * (double)hour;
    return true;
}

/* The languages that know whatever is a weekday; any, where none knows all. */
static cc_weekday_languages
find_languages(const cc_read_rows *rows, size_t column)
{
    cc_weekday_languages common = CC_WEEKDAY_ANY;
    for (size_t j = 0; j < rows->n; j++) {
        const cc_weekday_languages know =
            cc_weekday_narrow(cc_sheet_field(rows->sheet, rows->row[j], column), CC_WEEKDAY_ANY);
        common &= know != 0 ? know : CC_WEEKDAY_ANY;
    }
    return common != 0 ? common : CC_WEEKDAY_ANY;
}

/* Where no field alone is a time, the column may still be one of times. */
static void
find_form(cc_reader *self, const cc_read_rows *rows, size_t column, cc_label_census *all)
{
    const char **field = cc_read_alloc(self, rows->n, sizeof(*field));
    double *time = cc_read_alloc(self, rows->n, sizeof(*time));
    for (size_t j = 0; j < rows->n && self->error == SIM_OK; j++) {
        field[j] = cc_sheet_field(rows->sheet, rows->row[j], column);
    }
    all->form = self->error == SIM_OK ? cc_time_form_find(field, rows->n, time) : CC_TIME_PLAIN;
    for (size_t j = 0; j < rows->n && all->form != CC_TIME_PLAIN; j++) {
        all->times += isdigit((unsigned char)field[j][0]) != 0;
    }
}

cc_label_census
cc_label_count(cc_reader *self, const cc_read_rows *rows, size_t column)
{
    cc_label_census all = {.order = cc_read_order(self, rows, column),
                           .languages = find_languages(rows, column)};
    const bool hours = cc_label_is_named(rows->sheet->header[column], hour_names);
    for (size_t j = 0; j < rows->n && self->error == SIM_OK; j++) {
        const char *text = cc_sheet_field(rows->sheet, rows->row[j], column);
        cc_moment at;
        double time;
        if (cc_weekday_of(text, all.languages) != CC_WEEKDAY_NONE) {
            all.weekdays++;
        } else if (hours && cc_label_is_hour(text, &time)) {
            all.hours++;
        } else if (!cc_moment_parse(text, all.order, &at)) {
            all.others++;
        } else {
            all.both += at.has_day && at.has_time;
            all.days += at.has_day && !at.has_time;
            all.times += !at.has_day;
        }
    }
    if (all.others > 0 && all.times + all.both + all.days + all.hours + all.weekdays == 0) {
        find_form(self, rows, column, &all);
    }
    return all;
}

/* 0830 or 08.30, with two digits each: of a column in which some begin with 0 these are no numbers. */
static bool
is_two_and_two(const char *text, bool *zero)
{
    const size_t mark = strcspn(text, ".,");
    const size_t n = strlen(text), skip = text[mark] != '\0';
    *zero = *zero || text[0] == '0';
    return n == 4 + skip && (skip == 0 || mark == 2) && strspn(text, "0123456789") == mark &&
           strspn(text + mark + skip, "0123456789") == n - mark - skip;
}

/* Neither a number nor a word: 8:30, 8h30, 8h, 8 AM; also behind a date. */
static bool
is_plain(const char *text)
{
    const size_t n = strspn(text, "0123456789"), length = strlen(text);
    double time;
    const char *after = cc_time_span_read(text, CC_TIME_PLAIN, &time);
    const bool marked = strchr(text, ':') != NULL || (n > 0 && (text[n] | 0x20) == 'h') ||
                        (n > 0 && length > 2 && strcasecmp(text + length - 1, "m") == 0);
    return marked && (after == NULL || fmod(time, 300) == 0);
}

bool
cc_label_all_times(const cc_read_rows *rows, size_t column)
{
    bool plain = rows->n > 1, two = rows->n > 1 && !cc_label_is_constant(rows, column),
         zero = false;
    for (size_t j = 0; j < rows->n && (plain || two); j++) {
        const char *text = cc_sheet_field(rows->sheet, rows->row[j], column);
        plain = plain && is_plain(text);
        two = two && is_two_and_two(text, &zero);
    }
    return plain || (two && zero);
}

bool
cc_label_has_times(const cc_label_census *self)
{
    return self->times + self->both + self->hours > 0;
}

const char *
cc_label_time(const cc_read_rows *rows, size_t row, size_t column, const cc_label_census *census,
              cc_moment *at)
{
    const char *text = cc_sheet_field(rows->sheet, row, column);
    *at = (cc_moment){.has_time = true};
    if (census->hours > 0) {
        return cc_label_is_hour(text, &at->time) ? NULL : "must be an hour from 0 to 24";
    }
    if (census->form != CC_TIME_PLAIN) {
        const char *after = cc_time_span_read(text, census->form, &at->time);
        return after != NULL && after[strspn(after, " ")] == '\0' ? NULL : "must be a time of day";
    }
    const char *rule = cc_read_moment(rows, row, column, census->order, at);
    return rule != NULL && strncmp(rule, "says", 4) == 0 ? rule
           : rule != NULL || !at->has_time               ? "must be a time of day"
                                                         : NULL;
}

bool
cc_label_is_constant(const cc_read_rows *rows, size_t column)
{
    for (size_t j = 1; j < rows->n; j++) {
        if (strcmp(cc_sheet_field(rows->sheet, rows->row[j], column),
                   cc_sheet_field(rows->sheet, rows->row[0], column)) != 0) {
            return false;
        }
    }
    return true;
}

bool
cc_label_is_index(const cc_read_rows *rows, size_t column)
{
    uint64_t first = 0, before = 0, it;
    for (size_t j = 0; j < rows->n; j++) {
        const char *text = cc_sheet_field(rows->sheet, rows->row[j], column);
        if (!cc_whole_parse(text, 0, UINT32_MAX, &it) ||
            (j == 0 ? it > 1 : it != before + 1 && it != first)) {
            return false;
        }
        first = j == 0 ? it : first;
        before = it;
    }
    return true;
}

int
cc_label_first_number(const cc_read_rows *rows, size_t column)
{
    for (size_t j = 0; j < rows->n; j++) {
        if (isdigit((unsigned char)cc_sheet_field(rows->sheet, rows->row[j], column)[0])) {
            return (int)rows->row[j];
        }
    }
    return -1;
}
