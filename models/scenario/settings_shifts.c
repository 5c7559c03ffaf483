/* Shifts of a group: `shifts = ( { people = 12; start = "08:00"; end = "16:30"; breaks = ( ... ); }, ... )`,
 * and how many of its people there are. */
#include "models/language/units.h"
#include "models/language/weekday.h"
#include "models/scenario/run.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#define MOST_OVER_MIDNIGHT (14 * 3600.0) /* s: more is an end before the start */

static const cc_setting a_time = {.name = "within", .unit = "time", .min = 0, .max = CC_DAY};

/* ---- days ---- */

static void
add_day(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    bool *days = arg;
    const int day = cc_weekday_of(value->text, CC_WEEKDAY_ANY);
    if (day < 0) {
        cc_read_refuse(reader, value,
                       day == CC_WEEKDAY_UNCLEAR
                           ? "says another day in another language: write it in full (is \"%.40s\")"
                           : "must be a weekday (is \"%.40s\")",
                       value->text);
    } else if (days[day]) {
        cc_read_refuse(reader, value, "is there twice (is \"%.40s\")", value->text);
    } else {
        days[day] = true;
    }
}

void
cc_weekdays_read(cc_reader *reader, const cc_value *value, bool *days)
{
    for (int j = 0; j < 7; j++) {
        days[j] = value == NULL;
    }
    if (value != NULL) {
        cc_read_names(reader, value, false, days, add_day);
    }
}

bool
cc_weekdays_are_all(const bool *days)
{
    bool all = true;
    for (int j = 0; j < 7; j++) {
        all = all && days[j];
    }
    return all;
}

static void
read_days(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_weekdays_read(reader, cc_layers_get(in, self->name), ((cc_shift *)object)->days);
}

/* ---- breaks ---- */

static void
read_within(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_shift_break *pause = object;
    const cc_value *value = cc_layers_get(in, self->name);
    pause->from = pause->to = NAN;
    if (value == NULL) {
        return;
    }
    char shown[96];
    if (value->kind != CC_VALUE_LIST || value->n != 2) {
        cc_read_refuse(reader, value, "must be two times, like [\"12:00\", \"14:00\"] (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
        return;
    }
    pause->from = cc_read_time(reader, &a_time, value->child[0]);
    pause->to = cc_read_time(reader, &a_time, value->child[1]);
}

static void
read_paid(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_shift_break *pause = object;
    const cc_value *value = cc_layers_get(in, self->name);
    pause->paid =
        value != NULL ? cc_read_bool(reader, value) : cc_activity_is_paid(pause->activity + 1);
}

#define BREAK(member) offsetof(cc_shift_break, member)
static const cc_setting break_settings[] = {
    {.name = "length",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = CC_DAY,
     .offset = BREAK(length),
     .fallback = 0,
     .normal = "must be given",
     .doc = "How long it is."},
    {.name = "within",
     .kind = CC_SET_SPECIAL,
     .type = "two times of day",
     .normal = "the shift",
     .read = read_within,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Between which times: the breaks of a shift's people are spread evenly over them."},
    {.name = "activity", /* all but work, so that its words begin with the second */
     .kind = CC_SET_CHOICE,
     .words = cc_activities + 1,
     .fallback = CC_BREAK - 1,
     .offset = BREAK(activity),
     .is_policy = true,
     .doc = "What they do in it."},
    {.name = "paid",
     .kind = CC_SET_SPECIAL,
     .type = "true or false",
     .normal = "by its activity: lunch and off are not",
     .read = read_paid,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Whether it is paid."},
    {.name = NULL},
};

/* Times of day become s from the shift's beginning. */
static void
place_break(cc_reader *reader, const cc_value *at, const cc_shift *shift, cc_shift_break *pause)
{
    const double length = cc_shift_length(shift);
    pause->activity += 1; /* of all */
    if (isnan(pause->from)) {
        pause->from = 0;
        pause->to = length;
    } else {
        pause->from = cc_clock_since(shift->start, pause->from);
        pause->to = cc_clock_since(shift->start, pause->to);
        pause->to = pause->to == 0 ? CC_DAY : pause->to;
    }
    char room[64], wanted[64];
    if (reader->error != SIM_OK) {
        return;
    }
    if (pause->to <= pause->from || pause->to > length) {
        cc_read_refuse(reader, at, "within must lie in the shift, and end after it begins");
    } else if (pause->to - pause->from < pause->length) {
        cc_read_refuse(reader, at, "length must be at most %s, which is what within has (is %s)",
                       cc_duration_format(pause->to - pause->from, room, sizeof(room)),
                       cc_duration_format(pause->length, wanted, sizeof(wanted)));
    }
}

static void
read_breaks(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_shift *shift = object;
    const cc_value *list = cc_layers_get(in, self->name);
    shift->n_pauses = 0;
    if (list == NULL) {
        return;
    }
    char shown[96];
    if (list->kind != CC_VALUE_LIST) {
        cc_read_refuse(reader, list, "must be a list of breaks ( { length = ...; }, ... ) (is %s)",
                       cc_value_show(list, shown, sizeof(shown)));
    } else if (list->n > CC_MAX_BREAKS) {
        cc_read_refuse(reader, list, "must have %d breaks at most (has %zu)", CC_MAX_BREAKS,
                       list->n);
    }
    for (size_t j = 0; reader->error == SIM_OK && j < list->n; j++) {
        cc_value *one = list->child[j];
        if (one->kind != CC_VALUE_GROUP) {
            cc_read_refuse(reader, one, "must be a group { } (is %s)",
                           cc_value_show(one, shown, sizeof(shown)));
            return;
        }
        cc_settings_check_names(reader, one, break_settings);
        const cc_layers layers = cc_layers_of(one);
        cc_shift_break *pause = &shift->pause[shift->n_pauses++];
        cc_settings_read(reader, &layers, break_settings, pause);
        if (reader->error == SIM_OK && cc_value_get(one, "length") == NULL) {
            cc_read_missing(reader, &layers, "length", "is missing");
        }
        place_break(reader, one, shift, pause);
    }
}

static void
write_break(cc_writer *writer, const cc_shift *shift, const cc_shift_break *pause)
{
    cc_write_raw(writer, "{ length = ");
    cc_write_duration(writer, pause->length);
    cc_write_raw(writer, "; within = (");
    cc_write_time(writer, fmod(shift->start + pause->from, CC_DAY));
    cc_write_raw(writer, ", ");
    cc_write_time(writer, fmod(shift->start + pause->to, CC_DAY));
    cc_write_raw(writer, ");");
    if (pause->activity != CC_BREAK) {
        cc_write_raw(writer, " activity = \"%s\";", cc_activities[pause->activity]);
    }
    if (pause->paid != cc_activity_is_paid(pause->activity)) {
        cc_write_raw(writer, " paid = %s;", pause->paid ? "true" : "false");
    }
    cc_write_raw(writer, " }");
}

/* ---- a pattern ---- */

#define SHIFT(member) offsetof(cc_shift, member)
static const cc_setting shift_settings[] = {
    {.name = "people",
     .kind = CC_SET_INT,
     .unit = "people",
     .min = 0,
     .max = CC_MAX_AGENTS,
     .offset = SHIFT(people),
     .normal = "must be given",
     .doc = "How many have it."},
    {.name = "start",
     .kind = CC_SET_TIME,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .offset = SHIFT(start),
     .normal = "must be given",
     .is_policy = true,
     .doc = "When it begins."},
    {.name = "end",
     .kind = CC_SET_TIME,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .offset = SHIFT(end),
     .normal = "must be given",
     .is_policy = true,
     .doc = "When it ends; not later than the start: on the day after."},
    {.name = "days",
     .kind = CC_SET_SPECIAL,
     .type = "list of weekdays",
     .normal = "all that are open",
     .read = read_days,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "On which days it begins."},
    {.name = "breaks",
     .kind = CC_SET_SPECIAL,
     .type = "list of groups",
     .normal = "none",
     .sub = break_settings,
     .read = read_breaks,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Breaks and whatever else they do in place of work."},
    {.name = NULL},
};

static void
read_shift(cc_reader *reader, cc_value *value, cc_shift *shift)
{
    char shown[96];
    if (value->kind != CC_VALUE_GROUP) {
        cc_read_refuse(reader, value, "must be a group { } (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
        return;
    }
    cc_settings_check_names(reader, value, shift_settings);
    const cc_layers layers = cc_layers_of(value);
    static const char *const needed[] = {"people", "start", "end"};
    for (int j = 0; j < 3 && reader->error == SIM_OK; j++) {
        if (cc_value_get(value, needed[j]) == NULL) {
            cc_read_missing(reader, &layers, needed[j], "is missing");
        }
    }
    if (reader->error != SIM_OK) {
        return;
    }
    /* Breaks, which are last, lie in the shift that the others make. */
    for (const cc_setting *s = shift_settings; s->name != NULL && reader->error == SIM_OK; s++) {
        const cc_setting one[] = {*s, {.name = NULL}};
        cc_settings_read(reader, &layers, one, shift);
        if (reader->error != SIM_OK || strcmp(s->name, "end") != 0) {
            continue;
        }
        shift->start = fmod(shift->start, CC_DAY);
        const bool is_over = shift->end <= shift->start;
        if (shift->end == shift->start ||
            (is_over && cc_shift_length(shift) > MOST_OVER_MIDNIGHT)) {
            cc_read_refuse(reader, cc_value_get(value, "end"),
                           "must be after start, or on the next day at most 14 h after it (is "
                           "\"%.10s\")",
                           cc_value_get(value, "end")->text);
        }
    }
}

static void
read_shifts(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_group *group = object;
    const cc_value *list = cc_layers_get(in, self->name);
    group->n_shifts = 0;
    if (list == NULL) {
        return;
    }
    char shown[96];
    if (list->kind != CC_VALUE_LIST || list->n == 0) {
        cc_read_refuse(reader, list,
                       "must be a list of shifts ( { people = 12; start = \"08:00\"; end = "
                       "\"16:30\"; }, ... ) (is %s)",
                       cc_value_show(list, shown, sizeof(shown)));
        return;
    }
    if (list->n > CC_MAX_SHIFTS) {
        cc_read_refuse(reader, list, "must have %d shifts at most (has %zu)", CC_MAX_SHIFTS,
                       list->n);
        return;
    }
    group->shift = cc_read_alloc(reader, list->n, sizeof(*group->shift));
    for (size_t j = 0; j < list->n && reader->error == SIM_OK; j++) {
        read_shift(reader, list->child[j], &group->shift[j]);
        group->n_shifts = (int)j + 1;
    }
}

static void
write_shift(cc_writer *writer, const cc_shift *shift)
{
    cc_write_raw(writer, "{ people = %d; start = ", shift->people);
    cc_write_time(writer, shift->start);
    cc_write_raw(writer, "; end = ");
    cc_write_time(writer, shift->end);
    cc_write_raw(writer, ";");
    const bool all = cc_weekdays_are_all(shift->days);
    const char *before = " days = (";
    for (int j = 0; j < 7 && !all; j++) {
        if (shift->days[j]) {
            cc_write_raw(writer, "%s\"%s\"", before, cc_weekdays[j]);
            before = ", ";
        }
    }
    cc_write_raw(writer, all ? "" : before[0] == ',' ? ");" : " days = ();");
    for (int j = 0; j < shift->n_pauses; j++) {
        cc_write_raw(writer, j == 0 ? " breaks = (" : ", ");
        write_break(writer, shift, &shift->pause[j]);
    }
    cc_write_raw(writer, "%s }", shift->n_pauses > 0 ? ");" : "");
}

static void
write_shifts(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_group *group = object;
    if (group->n_shifts == 0) {
        return;
    }
    cc_write_name(writer, self->name);
    for (int j = 0; j < group->n_shifts; j++) {
        cc_write_raw(writer, j == 0 ? "(" : ", ");
        write_shift(writer, &group->shift[j]);
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

/* ---- how many there are ---- */

static void
add_absent(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    cc_group *group = arg;
    for (int j = 0; j < group->n_absentees; j++) {
        if (strcmp(group->absentee[j], value->text) == 0) {
            cc_read_refuse(reader, value, "is there twice (is \"%.60s\")", value->text);
            return;
        }
    }
    group->absentee[group->n_absentees++] = cc_read_keep(reader, value->text);
}

/* Names are looked up when the persons are there. */
static void
read_absent(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_group *group = object;
    cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL) {
        return;
    }
    if (value->kind == CC_VALUE_NUMBER) {
        group->absent = cc_read_int(reader, self, value);
        return;
    }
    group->absentee = cc_read_alloc(reader, value->n + 1, sizeof(*group->absentee));
    if (group->absentee != NULL) {
        cc_read_names(reader, value, false, group, add_absent);
    }
}

static void
write_absent(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_group *group = object;
    if (group->absent + group->n_absentees == 0) {
        return;
    }
    cc_write_name(writer, self->name);
    if (group->absent > 0) {
        cc_write_raw(writer, "%d", group->absent);
    }
    for (int j = 0; j < group->n_absentees; j++) {
        cc_write_raw(writer, j == 0 ? "(" : ", ");
        cc_write_text(writer, group->absentee[j]);
    }
    cc_write_raw(writer, group->n_absentees > 0 ? ")" : "");
    cc_write_end(writer);
}

#define GROUP(member) offsetof(cc_group, member)
const cc_setting cc_settings_people[] = {
    {.name = "shifts",
     .kind = CC_SET_SPECIAL,
     .type = "list of groups",
     .normal = "none",
     .sub = shift_settings,
     .read = read_shifts,
     .write = write_shifts,
     .doc = "Patterns of shifts, in place of staff."},
    {.name = "headcount",
     .kind = CC_SET_INT,
     .unit = "people",
     .min = 0,
     .max = CC_MAX_AGENTS,
     .fallback = INT_MAX,
     .normal = "as shifts or center.roster say",
     .offset = GROUP(headcount),
     .doc = "What-if: so many people in all, with the same shifts."},
    {.name = "scale",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1000,
     .fallback = 1,
     .offset = GROUP(scale),
     .is_policy = true,
     .doc = "What-if: factor of the agents of this group, as center.staff_scale of all."},
    {.name = "absent",
     .kind = CC_SET_SPECIAL,
     .unit = "people",
     .min = 0,
     .max = CC_MAX_AGENTS,
     .type = "number, or list of names",
     .normal = "none",
     .read = read_absent,
     .write = write_absent,
     .is_policy = true,
     .doc = "What-if: so many of its people, or these, are absent on each day."},
    {.name = NULL},
};
