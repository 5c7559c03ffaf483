/* run: which dates its days have, and which of them are closed or like another weekday. */
#include "models/language/moment.h"
#include "models/language/read_sheet.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

static bool
read_date(cc_reader *reader, const cc_value *value, long *date)
{
    cc_moment at;
    const char *text = cc_read_text(reader, value);
    if (reader->error != SIM_OK) {
        return false;
    }
    if (!cc_moment_parse(text, CC_ORDER_UNKNOWN, &at) || !at.has_day || at.has_time) {
        cc_read_refuse(reader, value, "must be a date like \"2026-12-25\" (is \"%.40s\")", text);
        return false;
    }
    *date = at.day;
    return true;
}

static void
read_first_date(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_run *run = object;
    const cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL || !read_date(reader, value, &run->first_date)) {
        return;
    }
    run->has_date = true;
    const int weekday = cc_day_weekday(run->first_date);
    if (cc_layers_get(in, "first_day") != NULL && run->first_day != weekday) {
        cc_read_refuse(reader, value, "is a %s, and first_day is %s", cc_weekdays[weekday],
                       cc_weekdays[run->first_day]);
    }
    run->first_day = weekday;
}

static void
write_date(cc_writer *writer, const cc_run *run, int day)
{
    char text[16];
    cc_write_text(writer, cc_day_format(run->first_date + day, text, sizeof(text)));
}

void
cc_run_day_write(cc_writer *writer, const cc_run *run, int day)
{
    writer->for_hash ? cc_write_raw(writer, "%d", day) : write_date(writer, run, day);
}

/* To results only the weekdays matter, and which days are closed. */
static void
write_first_date(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    if (run->has_date && !writer->for_hash) {
        cc_write_name(writer, self->name);
        write_date(writer, run, 0);
        cc_write_end(writer);
    }
}

int
cc_run_day_read(cc_reader *reader, const cc_value *value, const cc_run *run)
{
    long date = 0;
    if (!read_date(reader, value, &date)) {
        return -1;
    }
    if (!run->has_date) {
        cc_read_refuse(reader, value, "needs run.first_date: which day of the run is it?");
        return -1;
    }
    const long day = date - run->first_date;
    return day >= 0 && day < run->days ? (int)day : -1;
}

/* What each day of the run is, once any of them is not what its weekday says. */
static void
make_days(cc_reader *reader, cc_run *run)
{
    if (run->day_weekday != NULL || reader->error != SIM_OK) {
        return;
    }
    const size_t n = (size_t)run->days;
    run->day_weekday = cc_read_alloc(reader, n, sizeof(*run->day_weekday));
    run->day_closed = cc_read_alloc(reader, n, sizeof(*run->day_closed));
    run->open_before = cc_read_alloc(reader, n + 1, sizeof(*run->open_before));
    for (size_t day = 0; day < n && reader->error == SIM_OK; day++) {
        run->day_weekday[day] = (uint8_t)(((size_t)run->first_day + day) % 7);
        run->day_closed[day] = !run->weekday_open[run->day_weekday[day]];
    }
}

static void
count_open(cc_run *run)
{
    for (int day = 0; day < run->days; day++) {
        run->open_before[day + 1] = run->open_before[day] + !run->day_closed[day];
    }
}

/* Where all days are closed nothing would happen. */
static void
check_open(cc_reader *reader, const cc_layers *in, const cc_run *run)
{
    for (int day = 0; day < run->days; day++) {
        if (cc_day_is_open(run, day)) {
            return;
        }
    }
    const cc_value *closed = cc_layers_get(in, "closed"), *like = cc_layers_get(in, "like"),
                   *weekdays = cc_layers_get(in, "weekdays");
    cc_read_refuse(reader,
                   run->day_weekday == NULL ? weekdays
                   : closed != NULL         ? closed
                                            : like,
                   "must leave a day of the run open (its %d from %s on %s closed)", run->days,
                   cc_weekdays[run->first_day], run->days == 1 ? "is" : "are all");
}

static bool
must_be_list(cc_reader *reader, const cc_value *value, const char *like)
{
    if (value != NULL && value->kind != CC_VALUE_LIST) {
        cc_read_refuse(reader, value, "must be a list like %s", like);
    }
    return value != NULL && reader->error == SIM_OK;
}

static void
read_special_days(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)self;
    cc_run *run = object;
    const cc_value *closed = cc_layers_get(in, "closed"), *like = cc_layers_get(in, "like");
    if (must_be_list(reader, like, "((\"2026-12-24\", \"Sat\"))")) {
        for (size_t j = 0; j < like->n && reader->error == SIM_OK; j++) {
            const cc_value *pair = like->child[j];
            if (pair->kind != CC_VALUE_LIST || pair->n != 2) {
                cc_read_refuse(reader, pair,
                               "must be a date and a weekday: (\"2026-12-24\", \"Sat\")");
                return;
            }
            const int day = cc_run_day_read(reader, pair->child[0], run);
            const int weekday = cc_read_word(reader, pair->child[1], cc_weekdays);
            if (day >= 0 && reader->error == SIM_OK) {
                make_days(reader, run);
            }
            if (day >= 0 && reader->error == SIM_OK) {
                run->day_weekday[day] = (uint8_t)weekday;
                run->day_closed[day] = !run->weekday_open[weekday];
            }
        }
    }
    if (must_be_list(reader, closed, "(\"2026-12-25\")")) {
        size_t n_meant = 0;
        for (size_t j = 0; j < closed->n && reader->error == SIM_OK; j++) {
            const int day = cc_run_day_read(reader, closed->child[j], run);
            n_meant += day >= 0;
            if (day >= 0) {
                make_days(reader, run);
            }
            if (day >= 0 && reader->error == SIM_OK) {
                run->day_closed[day] = true;
            }
        }
        if (closed->n > 0 && n_meant == 0 && reader->error == SIM_OK) {
            char first[16], last[16];
            cc_read_remark(reader, true, "run.closed: no date in it is a day of the run, %s to %s",
                           cc_day_format(run->first_date, first, sizeof(first)),
                           cc_day_format(run->first_date + run->days - 1, last, sizeof(last)));
        }
    }
    if (run->day_weekday != NULL && reader->error == SIM_OK) {
        count_open(run);
    }
    if (reader->error == SIM_OK) {
        check_open(reader, in, run);
    }
    if (!run->hours.is_same && reader->error == SIM_OK) {
        double *before = cc_read_alloc(reader, (size_t)run->days + 1, sizeof(*before));
        cc_hours_finish(&run->hours, run, before);
    }
}

/* ---- days of 23 and 25 hours ---- */

/* Seconds from `from` on, of the run's first midnight, at which the house is open. */
static double
open_within(const cc_run *run, double from, double until)
{
    double sum = 0;
    for (double day = floor(from / CC_DAY); day * CC_DAY < until; day++) {
        sum += cc_openings_within(cc_openings_of(run, &run->hours, (long)day), from - day * CC_DAY,
                                  until - day * CC_DAY);
    }
    return sum;
}

/* Of each hour of the run that clocks skip or repeat while the house is open. */
static void
say_of_changes(cc_reader *reader, const cc_run *run)
{
    const double first = (double)run->first_date * CC_DAY + run->day_begin;
    const double end = first + run->days * CC_DAY;
    cc_zone_change at = {.until = first};
    while (cc_zone_next_change(run->clock, at.until, &at) && at.from < end) {
        char date[16], from[16], until[16];
        if (open_within(run, fmax(at.from - first, 0), at.until - first) > 0) {
            const long day = (long)floor(at.from / CC_DAY);
            const double midnight = (double)day * CC_DAY;
            cc_read_remark(
                reader, true,
                "run.zone: %s has %g hours in %.40s, and the run gives it 24: %s to %s, which %s",
                cc_day_format(day, date, sizeof(date)),
                24 + (at.until - at.from) / 3600 * (at.is_repeated ? 1 : -1), run->zone,
                cc_time_of_day_format(at.from - midnight, from, sizeof(from)),
                cc_time_of_day_format(at.until - midnight, until, sizeof(until)),
                at.is_repeated ? "comes twice, is in it once, with the contacts of both where a "
                                 "file has rows of both"
                               : "clocks skip, is in it, with no contacts where a file says its "
                                 "date, and else as on other days");
        }
    }
}

static void
read_zone(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_run *run = object;
    const cc_value *value = cc_layers_get(in, self->name);
    run->clock = value != NULL ? cc_read_zone(reader, value, &run->zone) : NULL;
    if (run->clock != NULL && run->has_date) {
        say_of_changes(reader, run);
    }
}

/* What files say has become times of the house. */
static void
write_zone(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    if (run->zone != NULL && !writer->for_hash) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, run->zone);
        cc_write_end(writer);
    }
}

static void
write_closed(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    const char *before = "(";
    for (int day = 0; run->day_weekday != NULL && day < run->days; day++) {
        if (run->day_closed[day] && run->weekday_open[run->day_weekday[day]]) {
            if (before[0] == '(') {
                cc_write_name(writer, self->name);
            }
            cc_write_raw(writer, "%s", before);
            cc_run_day_write(writer, run, day);
            before = ", ";
        }
    }
    if (before[0] != '(') {
        cc_write_raw(writer, ")");
        cc_write_end(writer);
    }
}

static void
write_like(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_run *run = object;
    const char *before = "((";
    for (int day = 0; run->day_weekday != NULL && day < run->days; day++) {
        if (run->day_weekday[day] != (run->first_day + day) % 7) {
            if (before[0] == '(') {
                cc_write_name(writer, self->name);
            }
            cc_write_raw(writer, "%s", before);
            cc_run_day_write(writer, run, day);
            cc_write_raw(writer, ", ");
            cc_write_text(writer, cc_weekdays[run->day_weekday[day]]);
            before = "), (";
        }
    }
    if (before[0] != '(') {
        cc_write_raw(writer, "))");
        cc_write_end(writer);
    }
}

const cc_setting cc_settings_calendar[] = {
    {.name = "first_date",
     .kind = CC_SET_SPECIAL,
     .type = "date",
     .normal = "none",
     .read = read_first_date,
     .write = write_first_date,
     .is_policy = true,
     .doc = "Date of the first day, \"YYYY-MM-DD\"; its weekday is first_day."},
    {.name = "like",
     .kind = CC_SET_SPECIAL,
     .type = "list of (date, weekday)",
     .normal = "none",
     .read = cc_read_elsewhere,
     .write = write_like,
     .is_policy = true,
     .doc = "Days that are like another weekday: open or not, its factors, its day of a week's "
            "tables."},
    {.name = "closed",
     .kind = CC_SET_SPECIAL,
     .type = "list of dates",
     .normal = "none",
     .read = read_special_days,
     .write = write_closed,
     .is_policy = true,
     .doc = "Holidays: the house is closed all day."},
    {.name = "zone",
     .kind = CC_SET_SPECIAL,
     .type = "time zone",
     .normal = "none",
     .read = read_zone,
     .write = write_zone,
     .is_policy = true,
     .doc = "Of the house: \"Europe/Berlin\", \"+01:00\"; to it files' times in UTC are brought."},
    {.name = NULL},
};
