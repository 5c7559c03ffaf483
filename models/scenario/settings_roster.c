/* center.roster: agents one by one, and who is scheduled when. Written again it is two lists of rows, the
 * first of which names the columns. */
#include "models/language/read_sheet.h"
#include "models/language/units.h"
#include "models/scenario/roster_agents.h"
#include "models/scenario/roster_rows.h"
#include "models/scenario/run.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define COLUMN(column, what)                                                                       \
    {                                                                                              \
        .name = column, .kind = CC_SET_TEXT, .is_policy = true, .normal = "a usual name",          \
        .doc = what                                                                                \
    }

static const cc_setting agent_columns[] = {
    COLUMN("agent", "Names, each once."),
    COLUMN("group", "Group of the agent; else the only one without staff and shifts."),
    COLUMN("skills", "Queues or channels with proficiency: \"billing:1 technical:0.8\"."),
    COLUMN("site", "A label: where the agent works."),
    COLUMN("home", "Weekdays on which the agent works at home, or \"all\"."),
    COLUMN("contract", "A label."),
    COLUMN("tenure", "Months that the agent has been there."),
    {.name = NULL},
};

static const cc_setting shift_columns[] = {
    COLUMN("agent", "Who: a name of the other table."),
    COLUMN("date", "Date or weekday on which it begins; else the date of start."),
    COLUMN("start", "When it begins: a time of day, or a date and a time."),
    COLUMN("end", "When it ends; not later than the start: on the day after."),
    COLUMN("activity", "work, break, lunch, meeting, training or off; else work."),
    COLUMN("paid", "yes or no; else by activity: lunch and off are not."),
    {.name = NULL},
};

static const cc_setting agents_settings[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet, .listed_before = true},
    {.name = "columns", .kind = CC_SET_GROUP, .sub = agent_columns, .doc = "Names of its columns."},
    {.name = NULL},
};

static const cc_setting shifts_settings[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_sheet, .listed_before = true},
    {.name = "columns", .kind = CC_SET_GROUP, .sub = shift_columns, .doc = "Names of its columns."},
    {.name = "activities",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .type = "group of texts",
     .normal = "as they are, and usual names",
     .is_policy = true,
     .doc = "Activity for each word of the file; \"\" leaves the row out."},
    {.name = NULL},
};

const cc_setting cc_settings_roster[] = {
    {.name = "shifts",
     .kind = CC_SET_SPECIAL,
     .type = "CSV file, group that names one, or list of rows",
     .normal = "none",
     .sub = shifts_settings,
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Who does what from when to when; a file with all that demand.trace may say of its."},
    {.name = "agents",
     .kind = CC_SET_SPECIAL,
     .type = "CSV file, group that names one, or list of rows",
     .normal = "whoever has a row in shifts",
     .sub = agents_settings,
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .is_policy = true,
     .doc = "Who the agents are: group, skills and more; a file as that of shifts."},
    {.name = NULL},
};

void
cc_roster_read(cc_reader *reader, const cc_layers *in)
{
    const cc_layers roster = cc_layers_sub(in, "roster");
    cc_value *agents = cc_layers_get(&roster, "agents"), *shifts = cc_layers_get(&roster, "shifts");
    if (roster.n == 0 || reader->error != SIM_OK) {
        return;
    }
    if (shifts == NULL) {
        cc_read_missing(reader, &roster, "shifts", "is missing: who is scheduled when");
        return;
    }
    if (agents != NULL && agents->kind == CC_VALUE_GROUP) {
        cc_settings_check_names(reader, agents, agents_settings);
    }
    if (shifts->kind == CC_VALUE_GROUP) {
        cc_settings_check_names(reader, shifts, shifts_settings);
    }
    cc_words names = {0};
    if (agents != NULL && reader->error == SIM_OK) {
        cc_roster_agents_read(reader, agents, &names);
    }
    if (reader->error == SIM_OK) {
        cc_roster_rows_read(reader, shifts, &names);
    }
    cc_words_free(&names);
}

/* ---- written again ---- */

static void
write_days(cc_writer *writer, const bool *days)
{
    char text[64] = "";
    for (int j = 0, n = 0; j < 7; j++) {
        if (days[j]) {
            n += snprintf(text + n, sizeof(text) - (size_t)n, "%s%s", n > 0 ? " " : "",
                          cc_weekdays[j]);
        }
    }
    cc_write_text(writer, text);
}

static void
write_skills(cc_writer *writer, const cc_person *person)
{
    const cc_center_setup *center = &cc_scenario_in(writer)->center;
    cc_write_raw(writer, "\"");
    for (int q = 0, n = 0; person->proficiency != NULL && q < center->n_queues; q++) {
        if (person->proficiency[q] > 0) {
            cc_write_raw(writer, "%s%s:", n++ > 0 ? " " : "", center->queue[q].name);
            cc_write_number(writer, person->proficiency[q]);
        }
    }
    cc_write_raw(writer, "\"");
}

static void
write_agents(cc_writer *writer, const cc_roster_plan *plan)
{
    const cc_center_setup *center = &cc_scenario_in(writer)->center;
    cc_write_name(writer, "agents");
    cc_write_raw(writer, "((\"agent\", \"group\", \"skills\", \"site\", \"home\", \"contract\", "
                         "\"tenure\")");
    for (int p = 0; p < plan->n_named; p++) {
        const cc_person *person = &plan->named[p];
        const cc_group *group = &center->group[person->group];
        cc_write_raw(writer, ", (");
        cc_write_text(writer, person->name);
        cc_write_raw(writer, ", ");
        cc_write_text(writer,
                      group->made_from >= 0 ? center->group[group->made_from].name : group->name);
        cc_write_raw(writer, ", ");
        write_skills(writer, person);
        cc_write_raw(writer, ", ");
        cc_write_text(writer, person->site);
        cc_write_raw(writer, ", ");
        write_days(writer, person->home);
        cc_write_raw(writer, ", ");
        cc_write_text(writer, person->contract);
        if (!isnan(person->tenure)) {
            cc_write_raw(writer, ", ");
            cc_write_number(writer, person->tenure);
        }
        cc_write_raw(writer, ")");
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

/* Days of the house become those of the calendar. */
static void
write_row(cc_writer *writer, const cc_roster_plan *plan, const cc_roster_row *row)
{
    const cc_run *run = &cc_scenario_in(writer)->run;
    const cc_span *span = &row->span;
    const bool is_next = run->day_begin + span->from >= CC_DAY;
    const long day = row->day + is_next;
    char date[16];
    cc_write_raw(writer, ", (");
    cc_write_text(writer, plan->named[row->person].name);
    cc_write_raw(writer, ", \"%s\", ",
                 plan->by_week ? cc_weekdays[day % 7]
                               : cc_day_format(run->first_date + day, date, sizeof(date)));
    cc_write_time(writer, fmod(run->day_begin + span->from, CC_DAY));
    cc_write_raw(writer, ", ");
    cc_write_time(writer, fmod(run->day_begin + span->to, CC_DAY));
    cc_write_raw(writer, ", \"%s\"", cc_activities[span->activity]);
    if (span->paid != cc_activity_is_paid(span->activity)) {
        cc_write_raw(writer, ", %s", span->paid ? "true" : "false");
    }
    cc_write_raw(writer, ")");
}

void
cc_roster_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_roster_plan *plan = &((const cc_center_setup *)object)->roster;
    if (plan->n_named == 0) {
        return;
    }
    cc_write_open(writer, self->name);
    write_agents(writer, plan);
    cc_write_name(writer, "shifts");
    cc_write_raw(writer, "((\"agent\", \"date\", \"start\", \"end\", \"activity\", \"paid\")");
    for (size_t j = 0; j < plan->n_rows; j++) {
        write_row(writer, plan, &plan->row[j]);
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
    cc_write_close(writer);
}
