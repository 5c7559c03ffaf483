/* run: the clock. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

#define RUN(member) offsetof(cc_run, member)
#define MAX_DAYS 3660
#define MAX_INTERVALS 1440

/* Of hours over midnight: noon, if the house is closed then, else half the time that it is closed. */
static double
beginning_of_days(const cc_value *hours)
{
    double open, close;
    if (hours->child[0]->kind != CC_VALUE_TEXT || hours->child[1]->kind != CC_VALUE_TEXT ||
        !cc_time_of_day_parse(hours->child[0]->text, &open) ||
        !cc_time_of_day_parse(hours->child[1]->text, &close) || close >= open || close == 0) {
        return 0;
    }
    const double noon = CC_DAY / 2;
    return close < noon && noon < open ? noon : 60 * floor((open + close) / 2 / 60);
}

static void
read_hours(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_run *run = object;
    cc_value *value = cc_layers_get(in, self->name);
    run->open = 0;
    run->close = CC_DAY;
    if (value != NULL && value->kind == CC_VALUE_LIST && value->n == 2) {
        run->day_begin = beginning_of_days(value);
    }
    if (value != NULL) {
        cc_read_hours(reader, self, value, run->day_begin, &run->open, &run->close);
    }
}

static void
write_hours(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    cc_write_name(writer, self->name);
    cc_write_hours(writer, run->day_begin, run->open, run->close);
    cc_write_end(writer);
}

static void
read_interval(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_run *run = object;
    cc_value *value = cc_layers_get(in, self->name);
    run->interval = value != NULL ? cc_read_duration(reader, self, value) : self->fallback;
    if (reader->error != SIM_OK) {
        return;
    }
    const double n = ceil((run->close - run->open) / run->interval - 1e-9);
    if (n > MAX_INTERVALS) {
        cc_read_refuse(reader, value, "must make at most %d intervals a day (makes %.0f)",
                       MAX_INTERVALS, n);
        return;
    }
    run->intervals_per_day = n < 1 ? 1 : (size_t)n;
}

static void
add_weekday(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    bool *open = arg;
    open[cc_read_word(reader, value, cc_weekdays)] = true;
}

static void
read_weekdays(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_run *run = object;
    const cc_value *value = cc_layers_get(in, self->name);
    for (int j = 0; j < 7; j++) {
        run->weekday_open[j] = value == NULL;
    }
    if (value == NULL) {
        return;
    }
    cc_read_names(reader, value, false, run->weekday_open, add_weekday);
    bool any = false;
    for (int j = 0; j < 7; j++) {
        any = any || run->weekday_open[j];
    }
    if (!any) {
        cc_read_refuse(reader, value, "must have at least one weekday");
    }
}

static void
write_weekdays(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    int n = 0;
    for (int j = 0; j < 7; j++) {
        n += run->weekday_open[j];
    }
    if (n == 7) {
        return;
    }
    cc_write_name(writer, self->name);
    const char *before = "(";
    for (int j = 0; j < 7; j++) {
        if (run->weekday_open[j]) {
            cc_write_raw(writer, "%s\"%s\"", before, cc_weekdays[j]);
            before = ", ";
        }
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

/* The horizon is warm_up + observe + follow_up. Days and observe say the same in two ways. */
static void
read_observe(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_run *run = object;
    cc_value *observe = cc_layers_get(in, "observe"), *days = cc_layers_get(in, "days");
    const cc_setting days_setting = {
        .name = "days", .kind = CC_SET_INT, .unit = "", .min = 1, .max = MAX_DAYS};
    run->days = days != NULL ? cc_read_int(reader, &days_setting, days) : 1;
    const double around = run->warm_up + run->follow_up;
    run->observe =
        observe != NULL ? cc_read_duration(reader, self, observe) : run->days * CC_DAY - around;
    if (reader->error != SIM_OK) {
        return;
    }
    if (run->observe <= 0) {
        cc_read_missing(reader, in, days != NULL ? "days" : "observe",
                        "warm_up and follow_up must leave time to observe in %d day%s (they are "
                        "%.15g h)",
                        run->days, run->days == 1 ? "" : "s", around / 3600);
        return;
    }
    const double needed = fmax(1, ceil((run->observe + around) / CC_DAY - 1e-9));
    if (needed > MAX_DAYS) {
        cc_read_refuse(reader, observe, "the run must be at most %d days (is %.0f)", MAX_DAYS,
                       needed);
    } else if (observe != NULL && days != NULL && run->days != (int)needed) {
        cc_read_refuse(reader, days,
                       "must be what warm_up, observe and follow_up add up to: %.0f (is %d)",
                       needed, run->days);
    }
    run->days = reader->error == SIM_OK ? (int)needed : 1;
}

static void
write_observe(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    cc_write_name(writer, self->name);
    cc_write_duration(writer, run->observe);
    cc_write_end(writer);
}

static void
read_wait_over(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_run *run = object;
    cc_value *value = cc_layers_get(in, self->name);
    run->n_wait_over = 0;
    if (value != NULL) {
        cc_read_durations(reader, self, value, run->wait_over, CC_MAX_WAIT_OVER, &run->n_wait_over);
    }
}

static void
write_wait_over(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    if (run->n_wait_over > 0) {
        cc_write_name(writer, self->name);
        cc_write_durations(writer, run->wait_over, run->n_wait_over);
        cc_write_end(writer);
    }
}

static const char *const clocks[] = {"wall", "open", NULL};
static const char *const closes[] = {"serve", "drop", "carry", NULL};

const cc_setting cc_settings_run[] = {
    {.name = "hours",
     .kind = CC_SET_SPECIAL,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .type = "two times of day",
     .normal = "[\"00:00\", \"24:00\"]",
     .read = read_hours,
     .write = write_hours,
     .is_policy = true,
     .doc = "Opening and closing, also over midnight; arrivals and tables cover these hours."},
    {.name = "interval",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 1,
     .max = CC_DAY,
     .fallback = 1800,
     .offset = RUN(interval),
     .read = read_interval,
     .is_policy = true,
     .doc = "Step of all tables and of reports."},
    {.name = "weekdays",
     .kind = CC_SET_SPECIAL,
     .type = "list of weekdays",
     .normal = "all",
     .read = read_weekdays,
     .write = write_weekdays,
     .is_policy = true,
     .doc = "Days on which it is open: \"Mon\" ... \"Sun\"."},
    {.name = "first_day",
     .kind = CC_SET_CHOICE,
     .words = cc_weekdays,
     .offset = RUN(first_day),
     .doc = "Weekday of the first day."},
    {.name = "warm_up",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 3660 * CC_DAY,
     .offset = RUN(warm_up),
     .doc = "Simulated before anything is counted."},
    {.name = "follow_up",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 3660 * CC_DAY,
     .offset = RUN(follow_up),
     .doc = "Simulated after it, until what arrived in time has ended."},
    {.name = "days",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = MAX_DAYS,
     .fallback = 1,
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .doc = "Days in a row, all windows included; or say observe."},
    {.name = "observe",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 3660 * CC_DAY,
     .normal = "days x 24 h - warm_up - follow_up",
     .read = read_observe,
     .write = write_observe,
     .doc = "What arrives in this window is counted."},
    {.name = "close",
     .kind = CC_SET_CHOICE,
     .words = closes,
     .offset = RUN(at_close),
     .doc = "At closing time, who waits is served, dropped, or carried to the next day."},
    {.name = "fcr_window",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 366 * CC_DAY,
     .fallback = CC_DAY,
     .offset = RUN(fcr_window),
     .doc = "First contact resolution: no other contact on the issue within this time, by its "
            "clock."},
    {.name = "fcr_clock",
     .kind = CC_SET_EITHER,
     .words = clocks,
     .offset = RUN(fcr_open),
     .doc = "Of fcr_window: day and night, or opening hours only."},
    {.name = "wait_over",
     .kind = CC_SET_SPECIAL,
     .unit = "s",
     .min = 0,
     .max = 366 * CC_DAY,
     .type = "list of durations",
     .normal = "none",
     .read = read_wait_over,
     .write = write_wait_over,
     .doc = "Report the share of contacts that wait longer than each of these."},
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_calendar},
    {.name = NULL},
};
