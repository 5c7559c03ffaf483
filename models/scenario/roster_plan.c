#include "models/scenario/roster_plan.h"

#include "models/language/hint.h"
#include "models/language/units.h"
#include "models/scenario/home_groups.h"
#include "models/scenario/roster.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static cc_layers
group_layers(cc_reader *reader, const cc_group *group)
{
    const cc_group *all = cc_scenario_of(reader)->center.group;
    cc_value *groups = cc_value_get(cc_value_get(reader->root, "center"), "groups");
    return cc_layers_of(
        cc_value_get(groups, group->made_from >= 0 ? all[group->made_from].name : group->name));
}

/* ---- one way to say it ---- */

static void
check_group(cc_reader *reader, const cc_group *group)
{
    const cc_layers in = group_layers(reader, group);
    cc_value *const staff = cc_layers_get(&in, "staff"), *const shifts =
                                                             cc_layers_get(&in, "shifts");
    static const struct {
        const char *name, *instead;
    } of_people[] = {{"headcount", "scale"},
                     {"absent", "scale"},
                     {"absence", "shrinkage"},
                     {"adherence", "shrinkage"}};
    if (staff == NULL && !cc_group_has_people(group)) {
        cc_read_missing(reader, &in, "staff",
                        cc_scenario_of(reader)->center.roster.n_named > 0
                            ? "is missing, and center.roster has no agents of the group"
                            : "is missing");
    } else if (staff != NULL && shifts != NULL) {
        cc_read_refuse(reader, shifts, "must not be written beside staff: it is one or the other");
    } else if (group->is_named && (staff != NULL || shifts != NULL)) {
        cc_read_refuse(reader, staff != NULL ? staff : shifts,
                       "must not be written where center.roster has agents of the group");
    }
    for (int j = 0; j < 4 && staff != NULL; j++) {
        cc_value *written = cc_layers_get(&in, of_people[j].name);
        if (written != NULL) {
            cc_read_refuse(reader, written,
                           "is of people, whom shifts or center.roster say, not staff (see %s)",
                           of_people[j].instead);
        }
    }
    cc_value *const shrinkage = cc_layers_get(&in, "shrinkage");
    if (cc_group_has_people(group) && shrinkage != NULL) {
        cc_read_refuse(reader, shrinkage,
                       "is of numbers in staff; people have breaks, meetings and absence");
    }
}

/* Where it matters who it is who stays, goes home, or is gone for good, numbers of persons do not do. */
static void
check_leaves(cc_reader *reader, const cc_group *group)
{
    const char *const what = cc_overtime_may_be(&group->overtime)   ? "overtime"
                             : cc_time_off_may_be(&group->time_off) ? "time_off"
                             : group->attrition.per_year > 0        ? "attrition"
                                                                    : NULL;
    if (what != NULL && cc_group_has_people(group) && group->leaves != CC_LEAVES_ROSTER &&
        reader->error == SIM_OK) {
        const cc_layers in = group_layers(reader, group);
        cc_read_missing(reader, &in, "leaves", "must be \"roster\" where a group of persons has %s",
                        what);
    }
}

/* ---- how many ---- */

/* Of so many, one after the other, each has a part of `wanted` that is a whole number: the parts of the first
 * `before`. */
static long
part_of(long before, long all, long wanted)
{
    return all > 0 ? (before * wanted + all / 2) / all : 0;
}

static long
wanted_of(const cc_scenario *scenario, const cc_group *group, long written)
{
    const double base = group->headcount != INT_MAX ? group->headcount : (double)written;
    return lround(fmin(base * group->scale * scenario->center.staff_scale, 2.0 * CC_MAX_AGENTS));
}

/* ---- the people of patterns ---- */

/* Do the breaks of each of its people follow each other? Of the nth the first pair that does not. */
static bool
overlap(const cc_shift *shift, int nth, int *one, int *other)
{
    for (int a = 0; a < shift->n_pauses; a++) {
        for (int b = 0; b < a; b++) {
            const double x = cc_shift_pause(shift, a, nth), y = cc_shift_pause(shift, b, nth);
            if (x < y + shift->pause[b].length - 1e-6 && y < x + shift->pause[a].length - 1e-6) {
                *one = b;
                *other = a;
                return true;
            }
        }
    }
    return false;
}

static void
check_breaks(cc_reader *reader, const cc_group *group, int shift)
{
    const cc_layers in = group_layers(reader, group);
    const cc_shift *it = &group->shift[shift];
    int a = 0, b = 0;
    for (int nth = 0; nth < it->there && reader->error == SIM_OK; nth++) {
        if (overlap(it, nth, &a, &b)) {
            char at[2][32];
            for (int j = 0; j < 2; j++) {
                const double begin = it->start + cc_shift_pause(it, j == 0 ? a : b, nth);
                cc_time_of_day_format(fmod(floor(begin), CC_DAY), at[j], sizeof(at[j]));
            }
            cc_read_refuse(
                reader, cc_layers_get(&in, "shifts")->child[shift],
                "breaks %d and %d meet: number %d of %d people would have them at %s and "
                "%s",
                a + 1, b + 1, nth + 1, it->there, at[0], at[1]);
        }
    }
}

static void
add_people(cc_reader *reader, int g, cc_person *person)
{
    const cc_group *group = &cc_scenario_of(reader)->center.group[g];
    int n = 0;
    for (int j = 0; j < group->n_shifts; j++) {
        for (int nth = 0; nth < group->shift[j].there && reader->error == SIM_OK; nth++, n++) {
            char name[160];
            snprintf(name, sizeof(name), "%.128s %d", group->name, n + 1);
            uint64_t key = sim_hash_bytes(sim_hash_start(), group->name, strlen(group->name));
            key = sim_hash_integer(key, (uint64_t)n);
            person[n] = (cc_person){.name = cc_read_keep(reader, name),
                                    .group = g,
                                    .key = key,
                                    .shift = &group->shift[j],
                                    .nth = nth,
                                    .tenure = NAN};
        }
    }
}

/* ---- those whom a table names ---- */

static long
n_named(const cc_scenario *scenario, int g)
{
    long n = 0;
    for (int p = 0; p < scenario->center.roster.n_named; p++) {
        n += scenario->center.roster.named[p].group == g;
    }
    return n;
}

/* More persons than there are names share a roster: "Anna", "Anna (2)". */
static void
add_named(cc_reader *reader, int g, cc_person *person)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_roster_plan *plan = &scenario->center.roster;
    const cc_group *group = &scenario->center.group[g];
    const long all = group->is_named ? n_named(scenario, g) : 0;
    const long wanted = wanted_of(scenario, group, all);
    long before = 0;
    for (int p = 0, n = 0; p < plan->n_named && all > 0; p++) {
        if (plan->named[p].group != g) {
            continue;
        }
        const long times = part_of(before + 1, all, wanted) - part_of(before, all, wanted);
        for (long k = 0; k < times && reader->error == SIM_OK; k++) {
            person[n] = plan->named[p];
            if (k > 0) {
                char name[160];
                snprintf(name, sizeof(name), "%.128s (%ld)", plan->named[p].name, k + 1);
                person[n].name = cc_read_keep(reader, name);
                person[n].key = sim_hash_integer(plan->named[p].key, (uint64_t)k);
            }
            n++;
        }
        before++;
    }
}

/* How many people each pattern has; returns the number of persons of the group. */
static long
share_out(const cc_scenario *scenario, cc_group *group)
{
    long written = 0, before = 0;
    if (group->is_named) {
        const long n = n_named(scenario, (int)(group - scenario->center.group));
        return n > 0 ? wanted_of(scenario, group, n) : 0;
    }
    for (int j = 0; j < group->n_shifts; j++) {
        written += group->shift[j].people;
    }
    const long wanted = wanted_of(scenario, group, written);
    for (int j = 0; j < group->n_shifts; j++) {
        cc_shift *shift = &group->shift[j];
        const long until = before + shift->people;
        shift->there = (int)(part_of(until, written, wanted) - part_of(before, written, wanted));
        before = until;
    }
    return written > 0 ? wanted : 0;
}

/* ---- absence ---- */

/* What is said of a group's number is not of those whose skills make them groups of their own. */
static void
check_numbers(cc_reader *reader, int g)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_center_setup *center = &scenario->center;
    const cc_layers in = group_layers(reader, &center->group[g]);
    const cc_value *headcount = cc_layers_get(&in, "headcount");
    bool has_made = false;
    for (int h = 0; h < center->n_groups; h++) {
        has_made |= center->group[h].made_from == g && center->group[h].home_of == 0;
    }
    if (has_made && headcount != NULL && reader->error == SIM_OK) {
        cc_read_refuse(reader, headcount,
                       "must not be a number where agents of the group have different skills");
    }
    const int absent = center->group[g].absent;
    const int people = absent > 0 ? cc_roster_family(scenario, g) : 0;
    if (absent > people && reader->error == SIM_OK) {
        cc_read_refuse(reader, cc_layers_get(&in, "absent"),
                       "must be at most the %d people of the group (is %d)", people, absent);
    }
}

/* By name, whatever group their skills make them. */
static void
mark_absent(cc_reader *reader, int g)
{
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    const cc_group *group = &center->group[g];
    const cc_roster_plan *plan = &center->roster;
    for (int j = 0; j < group->n_absentees && reader->error == SIM_OK; j++) {
        bool found = false;
        cc_hint hint;
        cc_hint_init(&hint, group->absentee[j]);
        for (int p = 0; p < plan->n_persons; p++) {
            cc_person *person = &plan->person[p];
            if (person->group == g || center->group[person->group].made_from == g) {
                const bool is_it = strcmp(person->name, group->absentee[j]) == 0;
                person->is_absent = person->is_absent || is_it;
                found = found || is_it;
                cc_hint_offer(&hint, person->name);
            }
        }
        if (!found) {
            const cc_layers in = group_layers(reader, group);
            cc_read_refuse(reader, cc_layers_get(&in, "absent"),
                           "there is nobody of that name in the group%s%.60s%s (is \"%.60s\")",
                           hint.nearest != NULL ? "; did you mean \"" : "",
                           hint.nearest != NULL ? hint.nearest : "",
                           hint.nearest != NULL ? "\"?" : "", group->absentee[j]);
        }
    }
}

/* ---- all ---- */

/* Those of a group and, of the same people, those who are at home at times: which of them, in how many
 * days of the week, are in which; out NULL: counts them. */
static int
pick(const cc_group *from, const cc_person *person, int n, int g, bool is_home, cc_person *out)
{
    int picked = 0;
    for (int j = 0; j < n; j++) {
        bool at_home[7], any = false;
        cc_home_days(from, &person[j], j, at_home);
        for (int day = 0; day < 7; day++) {
            any |= at_home[day] == is_home;
        }
        if (any && out != NULL) {
            out[picked] = person[j];
            out[picked].group = g;
            for (int day = 0; day < 7; day++) {
                out[picked].elsewhere[day] = at_home[day] != is_home;
            }
        }
        picked += any;
    }
    return picked;
}

typedef struct people {
    cc_person *person; /* all who would be there if nobody was at home */
    int n;
} people;

static void
find_people(cc_reader *reader, int g, people *out)
{
    cc_group *group = &cc_scenario_of(reader)->center.group[g];
    const long n = share_out(cc_scenario_of(reader), group);
    if (n > CC_MAX_AGENTS && reader->error == SIM_OK) {
        const cc_layers in = group_layers(reader, group);
        cc_read_missing(reader, &in, "shifts", "must make at most %d agents in all groups",
                        CC_MAX_AGENTS);
        return;
    }
    for (int j = 0; j < group->n_shifts; j++) {
        check_breaks(reader, group, j);
    }
    out->person = cc_read_alloc(reader, (size_t)n + 1, sizeof(*out->person));
    out->n = (int)n;
    if (reader->error == SIM_OK) {
        add_people(reader, g, out->person);
        add_named(reader, g, out->person);
    }
}

static void
fill_groups(cc_reader *reader, const people *of)
{
    cc_scenario *scenario = cc_scenario_of(reader);
    cc_roster_plan *plan = &scenario->center.roster;
    for (int pass = 0; pass < 2 && reader->error == SIM_OK; pass++) {
        long n = 0;
        for (int g = 0; g < scenario->center.n_groups; g++) {
            const cc_group *group = &scenario->center.group[g];
            const int from = group->home_of > 0 ? group->home_of - 1 : g;
            n += pick(&scenario->center.group[from], of[from].person, of[from].n, g,
                      group->home_of > 0, pass == 0 ? NULL : plan->person + n);
            if (n > CC_MAX_AGENTS && reader->error == SIM_OK) {
                const cc_layers in = group_layers(reader, group);
                cc_read_missing(reader, &in, "shifts", "must make at most %d agents in all groups",
                                CC_MAX_AGENTS);
                return;
            }
            plan->first[g + 1] = (int)n;
        }
        if (pass == 0) {
            plan->person = cc_read_alloc(reader, (size_t)n + 1, sizeof(*plan->person));
            plan->n_persons = (int)n;
        }
    }
}

void
cc_roster_build(cc_reader *reader)
{
    cc_scenario *scenario = cc_scenario_of(reader);
    cc_roster_plan *plan = &scenario->center.roster;
    const int n_groups = scenario->center.n_groups;
    plan->first = cc_read_alloc(reader, (size_t)n_groups + 1, sizeof(*plan->first));
    people *of = cc_read_alloc(reader, (size_t)n_groups + 1, sizeof(*of));
    for (int g = 0; g < n_groups && reader->error == SIM_OK; g++) {
        cc_group *group = &scenario->center.group[g];
        check_group(reader, group);
        if (group->is_named) { /* whom the roster means is known */
            const cc_layers in = group_layers(reader, group);
            group->leaves = cc_layers_get(&in, "leaves") == NULL ? CC_LEAVES_ROSTER : group->leaves;
        }
        check_leaves(reader, group);
        if (group->home_of == 0 && reader->error == SIM_OK) {
            find_people(reader, g, &of[g]);
        }
    }
    if (reader->error == SIM_OK) {
        fill_groups(reader, of);
    }
    for (int g = 0; g < n_groups && reader->error == SIM_OK; g++) {
        mark_absent(reader, g);
        check_numbers(reader, g);
    }
}
