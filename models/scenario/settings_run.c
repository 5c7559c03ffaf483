/* run: the clock. */
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_hours.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

#define RUN(member) offsetof(cc_run, member)
#define MAX_DAYS 3660
#define MAX_INTERVALS 1440

static void
add_weekday(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    bool *open = arg;
    open[cc_read_word(reader, value, cc_weekdays)] = true;
}

static void
read_weekdays(cc_reader *reader, const cc_layers *in, cc_run *run)
{
    const cc_value *value = cc_layers_get(in, "weekdays");
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

/* A day that is closed has no hours. */
static void
check_weekdays(cc_reader *reader, const cc_layers *in, const cc_run *run)
{
    const cc_layers by = cc_layers_sub(in, "hours_by");
    for (int j = 0; j < 7 && reader->error == SIM_OK; j++) {
        if (run->written.shut[j]) {
            cc_read_refuse(reader, cc_layers_get(&by, cc_weekdays[j]),
                           "must say hours: a day on which the house is closed is left out of "
                           "run.weekdays (is empty)");
        } else if (run->written.by[j].n > 0 && !run->weekday_open[j]) {
            cc_read_refuse(reader, cc_layers_get(&by, cc_weekdays[j]),
                           "is of a day that is closed: run.weekdays leaves it out");
        }
    }
}

static void
read_hours(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)self;
    cc_run *run = object;
    read_weekdays(reader, in, run);
    if (reader->error == SIM_OK) {
        run->day_begin = cc_hours_begin(reader, in, run->weekday_open);
    }
    if (reader->error == SIM_OK) {
        cc_hours_read(reader, in, run->day_begin, &run->written);
    }
    check_weekdays(reader, in, run);
    if (run->written.all.n == 0) {
        run->written.all = (cc_openings){.n = 1, .at = {{0, CC_DAY}}};
    }
    run->open = CC_DAY;
    run->close = 0;
    for (int j = 0; j < 7; j++) {
        const cc_openings *own = &run->written.by[j];
        run->hours.of[j] = own->n > 0 ? *own : run->written.all;
        if (run->weekday_open[j]) {
            run->open = fmin(run->open, run->hours.of[j].at[0].open);
            run->close = fmax(run->close, run->hours.of[j].at[run->hours.of[j].n - 1].close);
        }
    }
    cc_hours_finish(&run->hours, run, NULL);
}

static void
write_hours(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    cc_hours_write(writer, self->name, run->day_begin, &run->written.all);
}

static void
write_hours_by(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    cc_hours_write_by(writer, self->name, run->day_begin, &run->written);
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
     .type = CC_HOURS_TYPE,
     .normal = "[\"00:00\", \"24:00\"]",
     .read = read_hours,
     .write = write_hours,
     .is_policy = true,
     .doc = "Opening and closing, also over midnight; arrivals and tables cover these hours."},
    {.name = "hours_by",
     .kind = CC_SET_SPECIAL,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .each = &cc_each_weekday,
     .type = CC_HOURS_TYPE,
     .normal = "run.hours",
     .read = cc_read_elsewhere,
     .write = write_hours_by,
     .is_policy = true,
     .doc = "Other hours on that weekday."},
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
     .read = cc_read_elsewhere,
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
