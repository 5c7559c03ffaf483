#include "models/scenario/roster_plan.h"

#include "models/language/hint.h"
#include "models/language/units.h"
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
    cc_value *groups = cc_value_get(cc_value_get(reader->root, "center"), "groups");
    return cc_layers_of(cc_value_get(groups, group->name));
}

/* ---- one way to say it ---- */

static void
check_group(cc_reader *reader, const cc_group *group)
{
    const cc_layers in = group_layers(reader, group);
    cc_value *const staff = cc_layers_get(&in, "staff"), *const shifts =
                                                             cc_layers_get(&in, "shifts");
    static const char *const of_people[] = {"headcount", "absent"};
    if (staff == NULL && !cc_group_has_people(group)) {
        cc_read_missing(reader, &in, "staff", "is missing");
    } else if (staff != NULL && shifts != NULL) {
        cc_read_refuse(reader, shifts, "must not be written beside staff: it is one or the other");
    } else if (group->is_named && (staff != NULL || shifts != NULL)) {
        cc_read_refuse(reader, staff != NULL ? staff : shifts,
                       "must not be written where center.roster has agents of the group");
    }
    for (int j = 0; j < 2 && staff != NULL; j++) {
        cc_value *written = cc_layers_get(&in, of_people[j]);
        if (written != NULL) {
            cc_read_refuse(reader, written,
                           "is of people, whom shifts or center.roster say, not staff (see scale)");
        }
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
            cc_read_refuse(reader, cc_layers_get(&in, "shifts")->child[shift],
                           "breaks %d and %d meet: the %s of %d people would have them at %s and "
                           "%s",
                           a + 1, b + 1, nth == 0 ? "first" : "others", it->there, at[0], at[1]);
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

/* How many people each pattern has; returns their number. */
static long
share_out(const cc_scenario *scenario, cc_group *group)
{
    long written = 0, before = 0;
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

static void
mark_absent(cc_reader *reader, int g)
{
    const cc_group *group = &cc_scenario_of(reader)->center.group[g];
    const cc_roster_plan *plan = &cc_scenario_of(reader)->center.roster;
    const int from = plan->first[g], to = plan->first[g + 1];
    const cc_layers in = group_layers(reader, group);
    if (group->absent > to - from) {
        cc_read_refuse(reader, cc_layers_get(&in, "absent"),
                       "must be at most the %d people of the group (is %d)", to - from,
                       group->absent);
    }
    for (int j = 0; j < group->n_absentees && reader->error == SIM_OK; j++) {
        bool found = false;
        cc_hint hint;
        cc_hint_init(&hint, group->absentee[j]);
        for (int p = from; p < to; p++) {
            const bool is_it = strcmp(plan->person[p].name, group->absentee[j]) == 0;
            plan->person[p].is_absent = plan->person[p].is_absent || is_it;
            found = found || is_it;
            cc_hint_offer(&hint, plan->person[p].name);
        }
        if (!found) {
            cc_read_refuse(reader, cc_layers_get(&in, "absent"),
                           "there is nobody of that name in the group%s%.60s%s (is \"%.60s\")",
                           hint.nearest != NULL ? "; did you mean \"" : "",
                           hint.nearest != NULL ? hint.nearest : "",
                           hint.nearest != NULL ? "\"?" : "", group->absentee[j]);
        }
    }
}

/* ---- all ---- */

void
cc_roster_build(cc_reader *reader, const cc_layers *center)
{
    (void)center;
    cc_scenario *scenario = cc_scenario_of(reader);
    cc_roster_plan *plan = &scenario->center.roster;
    const int n_groups = scenario->center.n_groups;
    plan->first = cc_read_alloc(reader, (size_t)n_groups + 1, sizeof(*plan->first));
    long n = 0;
    for (int g = 0; g < n_groups && reader->error == SIM_OK; g++) {
        cc_group *group = &scenario->center.group[g];
        check_group(reader, group);
        n += share_out(scenario, group);
        if (n > CC_MAX_AGENTS && reader->error == SIM_OK) {
            const cc_layers in = group_layers(reader, group);
            cc_read_missing(reader, &in, "shifts", "must make at most %d agents in all groups",
                            CC_MAX_AGENTS);
        }
        for (int j = 0; j < group->n_shifts; j++) {
            check_breaks(reader, group, j);
        }
        plan->first[g + 1] = (int)n;
    }
    plan->person = cc_read_alloc(reader, (size_t)n + 1, sizeof(*plan->person));
    plan->n_persons = (int)n;
    for (int g = 0; g < n_groups && reader->error == SIM_OK; g++) {
        add_people(reader, g, plan->person + plan->first[g]);
        mark_absent(reader, g);
    }
}
