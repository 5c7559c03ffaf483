#include "models/scenario/roster_agents.h"

#include "models/language/sheet_value.h"
#include "models/language/units.h"
#include "models/scenario/roster_table.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PROFICIENT 10

enum { AGENT, GROUP, SKILLS, SITE, HOME, CONTRACT, TENURE };

const char *const cc_roster_agent_names[] = {
    "agent",       "name",   "employee", "agent name", "employee name", "agent id", "user",
    "mitarbeiter", "agente", "empleado", "medewerker", "operatore",     NULL};
static const char *const group_names[] = {"group",  "team",   "gruppe", "grupo",
                                          "gruppo", "groupe", "groep",  NULL};
static const char *const skill_names[] = {"skills", "skill", "queues", "kenntnisse", NULL};
static const char *const site_names[] = {"site", "location", "standort", "sede", NULL};
static const char *const home_names[] = {"home",        "home days", "homeoffice",
                                         "home office", "remote",    NULL};
static const char *const contract_names[] = {"contract",  "vertrag", "contrato",
                                             "contratto", "contrat", NULL};
static const char *const tenure_names[] = {"tenure", "tenure months", "months", "monate", NULL};

static const cc_roster_column columns[] = {
    [AGENT] = {"agent", cc_roster_agent_names, true},
    [GROUP] = {"group", group_names, false},
    [SKILLS] = {"skills", skill_names, false},
    [SITE] = {"site", site_names, false},
    [HOME] = {"home", home_names, false},
    [CONTRACT] = {"contract", contract_names, false},
    [TENURE] = {"tenure", tenure_names, false},
    {NULL, NULL, false},
};

static const char *
group_name(const void *of, int j)
{
    return ((const cc_center_setup *)of)->group[j].name;
}

int
cc_roster_only_group(cc_reader *reader, const cc_value *at)
{
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    const cc_value *groups = cc_value_get(cc_value_get(reader->root, "center"), "groups");
    int found = -1, n = 0;
    for (int g = 0; g < center->n_groups; g++) {
        const cc_value *group = cc_value_get(groups, center->group[g].name);
        if (cc_value_get(group, "staff") == NULL && cc_value_get(group, "shifts") == NULL) {
            found = g;
            n++;
        }
    }
    if (n != 1) {
        cc_read_refuse(reader, at,
                       "must say by agents which group each is of: %d groups have neither staff "
                       "nor shifts",
                       n);
        return -1;
    }
    return found;
}

/* ---- skills ---- */

/* The queue or queues of a name, of those that the group serves. */
static const char *
add_skill(cc_reader *reader, const cc_group *group, const char *name, double level, double *of)
{
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    bool named[CC_MAX_QUEUES] = {false};
    if (!cc_queues_named(cc_scenario_of(reader), name, named)) {
        return "there is no queue or offered channel of that name";
    }
    bool any = false;
    for (int q = 0; q < center->n_queues; q++) {
        bool serves = false;
        for (int j = 0; j < group->n_serves; j++) {
            serves = serves || group->serves[j].index == q;
        }
        if (named[q] && serves) {
            if (of[q] > 0) {
                return "is there twice";
            }
            of[q] = level;
            any = true;
        }
    }
    return any ? NULL : "the group does not serve it";
}

/* 0.8; or 0,8 where commas do not separate fields. */
static bool
read_level(const cc_sheet *sheet, char *text, double *level)
{
    char *comma =
        sheet->form.separator != ',' && sheet->form.decimal != '.' ? strchr(text, ',') : NULL;
    if (comma != NULL && comma[1] != '\0') {
        *comma = '.';
    }
    return cc_share_parse(text, level);
}

/* The end of a name with its level: a comma within a number is a decimal one. */
static size_t
skill_length(const cc_sheet *sheet, const char *p)
{
    const size_t n = strcspn(p, " ,;|"), colon = strcspn(p, ":");
    const bool is_decimal = sheet->form.separator != ',' && p[n] == ',' && colon < n &&
                            strspn(p + n + 1, "0123456789") > 0;
    return is_decimal ? n + 1 + strcspn(p + n + 1, " ,;|") : n;
}

/* "billing:1 technical:0.8": names with levels, 1 where none is written. */
static void
read_skills(const cc_roster_table *self, size_t row, cc_person *person)
{
    cc_reader *reader = self->reader;
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    const char *p = cc_roster_text(self, row, SKILLS);
    p += strspn(p, " ,;|");
    if (*p == '\0') {
        return;
    }
    person->proficiency =
        cc_read_alloc(reader, (size_t)center->n_queues, sizeof(*person->proficiency));
    while (*p != '\0' && reader->error == SIM_OK) {
        const size_t n = skill_length(self->rows.sheet, p);
        char one[128], text[320];
        snprintf(one, sizeof(one), "%.*s", (int)n, p);
        char *colon = strchr(one, ':');
        double level = 1;
        const char *rule = NULL;
        if (colon != NULL) {
            *colon = '\0';
            rule = read_level(self->rows.sheet, colon + 1, &level) && level > 0 &&
                           level <= MOST_PROFICIENT
                       ? NULL
                       : "proficiency must be > 0 and <= 10";
        }
        if (rule == NULL) {
            rule =
                add_skill(reader, &center->group[person->group], one, level, person->proficiency);
        }
        if (rule != NULL) {
            snprintf(text, sizeof(text), "\"%.60s\": %s", one, rule);
            cc_roster_refuse(self, row, SKILLS, text);
        }
        p += n;
        p += strspn(p, " ,;|");
    }
}

/* ---- the rest of an agent ---- */

/* "Mon Wed", or "all". */
static void
read_home(const cc_roster_table *self, size_t row, cc_person *person)
{
    const char *text = cc_roster_text(self, row, HOME);
    for (const char *p = text + strspn(text, " ,;|"); *p != '\0';) {
        const size_t n = strcspn(p, " ,;|");
        char word[32];
        snprintf(word, sizeof(word), "%.*s", (int)n, p);
        const bool all = strcmp(word, "all") == 0;
        const int day = all ? 0 : cc_weekday_of(word, CC_WEEKDAY_ANY);
        if (day < 0) {
            cc_roster_refuse(self, row, HOME, "must be weekdays, or all");
            return;
        }
        for (int j = 0; j < 7; j++) {
            person->home[j] = person->home[j] || all || j == day;
        }
        p += n;
        p += strspn(p, " ,;|");
    }
}

static void
read_tenure(const cc_roster_table *self, size_t row, cc_person *person)
{
    person->tenure = NAN;
    if (cc_roster_text(self, row, TENURE)[0] == '\0') {
        return;
    }
    double months = 0;
    const char *rule =
        cc_sheet_number(self->rows.sheet, row, (size_t)self->column[TENURE], &months);
    if (rule == NULL && !(months >= 0 && months <= 1200)) {
        rule = "must be from 0 to 1200 months";
    }
    if (rule != NULL) {
        cc_roster_refuse(self, row, TENURE, rule);
    }
    person->tenure = months;
}

static void
read_agent(const cc_roster_table *self, size_t row, cc_person *person)
{
    cc_reader *reader = self->reader;
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    const char *group = cc_roster_text(self, row, GROUP);
    *person = (cc_person){.name = cc_read_keep(reader, cc_roster_text(self, row, AGENT)),
                          .group = -1,
                          .site = cc_read_keep(reader, cc_roster_text(self, row, SITE)),
                          .contract = cc_read_keep(reader, cc_roster_text(self, row, CONTRACT))};
    if (reader->error != SIM_OK) {
        return;
    }
    person->key = sim_hash_bytes(sim_hash_start(), person->name, strlen(person->name));
    for (int g = 0; g < center->n_groups; g++) {
        person->group = strcmp(center->group[g].name, group) == 0 ? g : person->group;
    }
    if (group[0] == '\0') {
        person->group = cc_roster_only_group(reader, self->rows.file);
    } else if (person->group < 0) {
        cc_roster_refuse_name(self, row, GROUP, "group", center->n_groups, group_name, center);
    }
    if (person->name[0] == '\0') {
        cc_roster_refuse(self, row, AGENT, "must name an agent");
    }
    if (reader->error == SIM_OK) {
        read_skills(self, row, person);
        read_home(self, row, person);
        read_tenure(self, row, person);
    }
}

/* ---- groups by skills ---- */

static bool
has_skill(const cc_person *person, int queue)
{
    return person->proficiency == NULL || person->proficiency[queue] > 0;
}

/* Of what the group serves. */
static bool
same_skills(const cc_group *group, const cc_person *a, const cc_person *b)
{
    bool same = true;
    for (int j = 0; j < group->n_serves; j++) {
        same = same && has_skill(a, group->serves[j].index) == has_skill(b, group->serves[j].index);
    }
    return same;
}

/* What of the group's a person serves, ranks without gaps. */
static void
narrow(cc_reader *reader, const cc_group *group, const cc_person *person, cc_group *out)
{
    cc_choice *serves = cc_read_alloc(reader, (size_t)group->n_serves + 1, sizeof(*serves));
    int n = 0, rank = -1, before = -1;
    for (int j = 0; j < group->n_serves && serves != NULL; j++) {
        if (has_skill(person, group->serves[j].index)) {
            rank += group->serves[j].rank != before;
            before = group->serves[j].rank;
            serves[n++] = (cc_choice){group->serves[j].index, rank};
        }
    }
    out->serves = serves;
    out->n_serves = n;
}

static char *
name_of_made(cc_reader *reader, const cc_group *of, const cc_group *made)
{
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    char name[512];
    int n = snprintf(name, sizeof(name), "%.100s:", of->name);
    for (int j = 0; j < made->n_serves && n < (int)sizeof(name) - 80; j++) {
        n += snprintf(name + n, sizeof(name) - (size_t)n, " %.64s",
                      center->queue[made->serves[j].index].name);
    }
    return cc_read_keep(reader, name);
}

/* The first agent of a group says what it serves; who differs goes to the group that others like them
 * made, or makes it. */
static void
make_groups(cc_reader *reader, cc_roster_plan *plan, const cc_value *at)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    const int n_written = center->n_groups;
    int *first = cc_read_alloc(reader, (size_t)n_written + (size_t)plan->n_named, sizeof(*first));
    cc_group *all = cc_read_alloc(reader, CC_MAX_GROUPS, sizeof(*all));
    if (reader->error != SIM_OK) {
        return;
    }
    memcpy(all, center->group, (size_t)n_written * sizeof(*all));
    for (int g = 0; g < n_written; g++) {
        first[g] = -1;
    }
    int n = n_written;
    for (int a = 0; a < plan->n_named && reader->error == SIM_OK; a++) {
        cc_person *person = &plan->named[a];
        const int of = person->group;
        int g = of;
        while (g < n && !((g == of || all[g].made_from == of) &&
                          (first[g] < 0 ||
                           same_skills(&center->group[of], person, &plan->named[first[g]])))) {
            g++;
        }
        if (g == CC_MAX_GROUPS) {
            cc_read_refuse(reader, at, "must make at most %d groups by group and skills",
                           CC_MAX_GROUPS);
            return;
        }
        if (g == n) {
            all[g] = center->group[of];
            all[g].made_from = of;
            all[g].headcount = INT_MAX; /* see cc_roster_build */
            all[g].absent = all[g].n_absentees = 0;
            narrow(reader, &center->group[of], person, &all[g]);
            all[g].name = name_of_made(reader, &center->group[of], &all[g]);
            first[n++] = a;
        } else if (first[g] < 0) {
            first[g] = a;
            narrow(reader, &center->group[of], person, &all[g]);
            if (all[g].n_serves < center->group[of].n_serves) {
                all[g].serves_written = center->group[of].serves;
                all[g].n_serves_written = center->group[of].n_serves;
            }
        }
        all[g].is_named = true;
        person->group = g;
    }
    center->group = all;
    center->n_groups = n;
}

void
cc_roster_agents_read(cc_reader *reader, cc_value *value, cc_words *names)
{
    cc_roster_plan *plan = &cc_scenario_of(reader)->center.roster;
    cc_roster_table table;
    cc_roster_table_read(&table, reader, value, columns);
    if (reader->error != SIM_OK) {
        return;
    }
    plan->has_agents = true;
    plan->named = cc_read_alloc(reader, table.rows.n + 1, sizeof(*plan->named));
    for (size_t j = 0; j < table.rows.n && reader->error == SIM_OK; j++) {
        const size_t row = table.rows.row[j];
        cc_person *person = &plan->named[plan->n_named];
        read_agent(&table, row, person);
        const size_t n =
            reader->error == SIM_OK ? cc_words_number(names, person->name) : CC_NO_WORD;
        if (reader->error == SIM_OK && n == CC_NO_WORD) {
            cc_read_no_memory(reader);
        } else if (reader->error == SIM_OK && n < (size_t)plan->n_named) {
            cc_roster_refuse(&table, row, AGENT, "is there twice");
        }
        plan->n_named++;
    }
    if (reader->error == SIM_OK) {
        make_groups(reader, plan, value);
    }
}
