#include "models/scenario/recorded_days.h"

#include "models/language/moment.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static cc_recording *
recording_of(const cc_reader *reader)
{
    return &cc_scenario_of(reader)->demand.trace;
}

/* The days that may be drawn: all of them, or weekday by weekday. */
static void
list_drawn(cc_reader *reader)
{
    cc_recording *trace = recording_of(reader);
    int *drawn = cc_read_alloc(reader, (size_t)trace->n_days, sizeof(*drawn)), n = 0;
    trace->by_weekday = trace->date != NULL && trace->days != CC_DAYS_RESAMPLE_ANY;
    for (int weekday = 0; weekday < 7; weekday++) {
        trace->drawn_from[weekday] = n;
        for (int j = 0; drawn != NULL && j < trace->n_days; j++) {
            if (trace->by_weekday ? cc_day_weekday(trace->date[j]) == weekday : weekday == 0) {
                drawn[n++] = j;
            }
        }
    }
    trace->drawn_from[7] = n;
    trace->drawn = drawn;
}

static void
refuse(cc_reader *reader, const cc_layers *in, const char *text)
{
    const cc_value *days = cc_layers_get(in, "days");
    if (days != NULL) {
        cc_read_refuse(reader, days, "%s", text);
    } else {
        cc_read_missing(reader, in, "days", "%s", text);
    }
}

/* A day that is drawn must have one to be drawn. */
static void
check_drawn(cc_reader *reader, const cc_layers *in)
{
    const cc_recording *trace = recording_of(reader);
    const cc_run *run = &cc_scenario_of(reader)->run;
    for (int day = 0; day < run->days; day++) {
        const int weekday = cc_run_weekday(run, day);
        if (trace->of_day[day] == CC_DAY_DRAWN && trace->by_weekday &&
            trace->drawn_from[weekday] == trace->drawn_from[weekday + 1]) {
            char text[200];
            snprintf(text, sizeof(text),
                     "day %d of the run is a %s, and none of the %d recorded days is: set days = "
                     "\"resample-any\", or run.weekdays",
                     day + 1, cc_weekdays[weekday], trace->n_days);
            refuse(reader, in, text);
            return;
        }
    }
}

/* The recorded day that follows `last` on a house that is closed on some weekdays; n_days: none. */
static int
next_open(const cc_recording *trace, const cc_run *run, int last)
{
    int j = last + 1;
    while (j < trace->n_days && trace->date != NULL &&
           !run->weekday_open[cc_day_weekday(trace->date[j])]) {
        j++;
    }
    return j;
}

/* That of the date, from the j-th on; n_days: none. */
static int
of_date(const cc_recording *trace, int *j, long date)
{
    while (*j < trace->n_days && trace->date[*j] < date) {
        (*j)++;
    }
    return *j < trace->n_days && trace->date[*j] == date ? *j : trace->n_days;
}

static void
put_in_order(cc_reader *reader, const cc_layers *in, int *of_day)
{
    const cc_recording *trace = recording_of(reader);
    const cc_run *run = &cc_scenario_of(reader)->run;
    const bool by_date = trace->date != NULL && run->has_date;
    int n_open = 0, n_found = 0, last = -1, first_missing = -1, at = 0;
    for (int day = 0; day < run->days; day++) {
        of_day[day] = CC_DAY_EMPTY;
        if (!cc_day_is_open(run, day)) {
            continue;
        }
        last = by_date ? of_date(trace, &at, run->first_date + day) : next_open(trace, run, last);
        n_open++;
        if (last < trace->n_days) {
            of_day[day] = last;
            n_found++;
            continue;
        }
        first_missing = first_missing < 0 ? day : first_missing;
        of_day[day] = trace->beyond == CC_BEYOND_RESAMPLE ? CC_DAY_DRAWN : CC_DAY_EMPTY;
    }
    if (n_found < n_open && trace->beyond == CC_BEYOND_REFUSE) {
        char text[240], date[16] = "";
        if (by_date) {
            cc_day_format(run->first_date + first_missing, date, sizeof(date));
        }
        snprintf(text, sizeof(text),
                 "the run has %d open day%s and %d of them %s recorded%s%s: set run.days, or "
                 "beyond = \"resample\"",
                 n_open, n_open == 1 ? "" : "s", n_found, n_found == 1 ? "is" : "are",
                 by_date ? ", not " : "", date);
        refuse(reader, in, text);
    }
}

/* ---- what is said of it ---- */

static void
say_what_covers(const cc_recording *trace, char *text, size_t size)
{
    double sum = 0;
    size_t n = 0;
    for (size_t j = 0; j < trace->n; j++) {
        n += isnan(trace->row[j].work) ? 0 : 1;
        sum += isnan(trace->row[j].work) ? 0 : trace->row[j].work;
    }
    char dates[64] = "", work[96] = "";
    if (trace->date != NULL) {
        char first[16], last[16];
        snprintf(dates, sizeof(dates), " from %s to %s",
                 cc_day_format(trace->date[0], first, sizeof(first)),
                 cc_day_format(trace->date[trace->n_days - 1], last, sizeof(last)));
    }
    if (n > 0) {
        snprintf(work, sizeof(work), ", work of %zu of them: %.1f h, mean %.1f s", n, sum / 3600,
                 sum / (double)n);
    }
    snprintf(text, size, "%zu contact%s on %d day%s%s%s", trace->n, trace->n == 1 ? "" : "s",
             trace->n_days, trace->n_days == 1 ? "" : "s", dates, work);
}

static void
say_how(cc_reader *reader, const char *path)
{
    const cc_recording *trace = recording_of(reader);
    const cc_run *run = &cc_scenario_of(reader)->run;
    char covers[256], how[256] = "";
    size_t n_played = 0, n_closed = 0;
    int n_days = 0, n_empty = 0, n_drawn = 0;
    for (int day = 0; day < run->days; day++) {
        const int played = trace->of_day[day];
        n_drawn += played == CC_DAY_DRAWN;
        n_empty += played == CC_DAY_EMPTY && cc_day_is_open(run, day);
        if (played >= 0) {
            n_played += trace->day_start[played + 1] - trace->day_start[played];
            n_days++;
            for (size_t j = trace->day_start[played]; j < trace->day_start[played + 1]; j++) {
                n_closed += cc_opening_at(run, day, trace->row[j].time) == NULL;
            }
        }
    }
    say_what_covers(trace, covers, sizeof(covers));
    if (trace->days != CC_DAYS_IN_ORDER) {
        snprintf(how, sizeof(how), "each day of the run is one of them, drawn%s",
                 trace->by_weekday ? " among those of the same weekday" : "");
    } else {
        int n = snprintf(how, sizeof(how), "%zu of them are played, on %d day%s of the run",
                         n_played, n_days, n_days == 1 ? "" : "s");
        if (n_played < trace->n) {
            n += snprintf(how + n, sizeof(how) - (size_t)n, "; %zu on %d day%s are left out",
                          trace->n - n_played, trace->n_days - n_days,
                          trace->n_days - n_days == 1 ? "" : "s");
        }
        if (n_drawn + n_empty > 0) {
            n += snprintf(how + n, sizeof(how) - (size_t)n, "; %d day%s more %s", n_drawn + n_empty,
                          n_drawn + n_empty == 1 ? "" : "s",
                          n_drawn > 0 ? "are drawn from them" : "have nobody");
        }
        if (n_closed > 0) {
            snprintf(how + n, sizeof(how) - (size_t)n,
                     "; %zu of these when their day in the run is closed, and stay away", n_closed);
        }
    }
    cc_read_remark(reader, false, "trace: %.300s: %s; %s", path, covers, how);
}

/* In order, the weekday that a recorded date had may not be the one that it is played on. */
static void
warn_of_weekdays(cc_reader *reader)
{
    const cc_recording *trace = recording_of(reader);
    const cc_run *run = &cc_scenario_of(reader)->run;
    for (int day = 0; day < run->days && trace->date != NULL; day++) {
        const int played = trace->of_day[day];
        if (played >= 0 && cc_day_weekday(trace->date[played]) != cc_run_weekday(run, day)) {
            char date[16];
            cc_day_format(trace->date[played], date, sizeof(date));
            cc_read_remark(reader, true,
                           "trace: %s, a %s, is played on a %s: run.first_date or run.first_day "
                           "says when the run begins",
                           date, cc_weekdays[cc_day_weekday(trace->date[played])],
                           cc_weekdays[cc_run_weekday(run, day)]);
            return;
        }
    }
}

void
cc_recorded_days_read(cc_reader *reader, const cc_layers *in, const char *path)
{
    cc_recording *trace = recording_of(reader);
    const cc_run *run = &cc_scenario_of(reader)->run;
    int *of_day = cc_read_alloc(reader, (size_t)run->days, sizeof(*of_day));
    list_drawn(reader);
    if (reader->error != SIM_OK) {
        return;
    }
    for (int day = 0; day < run->days; day++) {
        of_day[day] = cc_day_is_open(run, day) ? CC_DAY_DRAWN : CC_DAY_EMPTY;
    }
    trace->of_day = of_day;
    if (trace->days == CC_DAYS_IN_ORDER) {
        put_in_order(reader, in, of_day);
    }
    check_drawn(reader, in);
    if (reader->error == SIM_OK) {
        say_how(reader, path);
        warn_of_weekdays(reader);
    }
}
