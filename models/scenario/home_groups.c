/* Who is at home on some days and elsewhere on others is in two groups, of which one at a time has
 * people; so each group is at one site, with its connections and its pace. */
#include "models/scenario/home_groups.h"

#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- what may be written ---- */

static void
check(cc_reader *reader, cc_value *groups, const cc_group *group)
{
    const cc_layers in = cc_layers_of(cc_value_get(groups, group->name));
    const cc_layers home = cc_layers_sub(&in, "home");
    static const char *const of_numbers[] = {"share", "days"};
    for (int j = 0; j < 2 && group->is_named; j++) {
        cc_value *written = cc_layers_get(&home, of_numbers[j]);
        if (written != NULL) {
            cc_read_refuse(reader, written,
                           "must not be written where center.roster names the group's agents: "
                           "its column of days at home says it");
        }
    }
    if (cc_home_splits(group) && cc_group_has_people(group) && group->attrition.per_year > 0) {
        cc_read_missing(reader, &in, "home",
                        "must not be written beside attrition where shifts or center.roster say "
                        "who is there: a person of two places would have two positions");
    }
    if (group->home.share > 0 && group->home.site == 0) {
        cc_read_missing(reader, &home, "site", "is missing: the site at which they are");
    }
}

/* ---- tables ---- */

/* That part of the table on days on which some are at home, all the rest of it, or none, on others. */
static void
take_part(cc_reader *reader, const cc_group *written, bool is_home, cc_table *out)
{
    const cc_run *run = &cc_scenario_of(reader)->run;
    const cc_days_at_home *home = &written->home;
    const cc_table *all = &written->staff_written;
    const double on = is_home ? home->share : 1 - home->share, off = is_home ? 0 : 1;
    const size_t per_day = all->n > 0 ? all->per_day : run->intervals_per_day;
    const size_t n = all->n > 0 ? all->n : per_day, n_days = (size_t)run->days;
    double *v = cc_read_alloc(reader, 2 * n + 1, sizeof(*v));
    uint32_t *row = cc_read_alloc(reader, n_days + 1, sizeof(*row));
    *out = *all;
    out->constant *= on;
    if (reader->error != SIM_OK || (cc_weekdays_are_all(home->days) && all->n == 0)) {
        return;
    }
    for (size_t j = 0; j < n; j++) {
        const double whole = all->n > 0 ? all->v[j] : all->constant;
        v[j] = whole * on;
        v[n + j] = whole * off;
    }
    out->v = v;
    if (cc_weekdays_are_all(home->days)) {
        return;
    }
    for (size_t day = 0; day < n_days; day++) {
        const size_t was = n > per_day ? all->row[day] : 0;
        const bool at_home = home->days[cc_run_weekday(run, (long)day)];
        row[day] = (uint32_t)(was + (at_home ? 0 : n / per_day));
    }
    out->n = 2 * n;
    out->per_day = per_day;
    out->row = row;
    out->n_days = n_days;
}

/* ---- groups ---- */

static bool
is_anybody(const cc_roster_plan *plan, int group)
{
    bool any = false;
    for (int p = 0; p < plan->n_named; p++) {
        for (int day = 0; day < 7; day++) {
            any |= plan->named[p].group == group && plan->named[p].home[day];
        }
    }
    return any;
}

static void
make(cc_reader *reader, cc_group *of, int index, cc_group *out)
{
    char name[512];
    snprintf(name, sizeof(name), "%.400s: home", of->name);
    *out = *of;
    out->name = cc_read_keep(reader, name);
    out->made_from = of->made_from >= 0 ? of->made_from : index;
    out->home_of = index + 1;
    out->site = of->home.site;
    out->headcount = INT_MAX; /* see cc_roster_build */
    out->absent = out->n_absentees = 0;
    out->serves_written = NULL;
    if (!cc_group_has_people(of)) {
        of->staff_written = of->staff;
        take_part(reader, of, true, &out->staff);
        take_part(reader, of, false, &of->staff);
    }
}

void
cc_home_groups_make(cc_reader *reader, cc_value *groups)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    const int n_before = center->n_groups;
    int n = n_before;
    cc_group *all = NULL;
    for (int g = 0; g < n_before && reader->error == SIM_OK; g++) {
        cc_group *group = &center->group[g];
        if (group->made_from < 0) {
            check(reader, groups, group);
        }
        const bool is_split =
            cc_home_splits(group) && (!group->is_named || is_anybody(&center->roster, g));
        if (is_split && n == CC_MAX_GROUPS) {
            cc_read_refuse(reader, groups, "must make at most %d groups with those at home",
                           CC_MAX_GROUPS);
        }
        if (is_split && all == NULL) {
            all = cc_read_alloc(reader, CC_MAX_GROUPS, sizeof(*all));
            if (reader->error == SIM_OK) {
                memcpy(all, center->group, (size_t)n_before * sizeof(*all));
                center->group = all;
            }
        }
        if (is_split && reader->error == SIM_OK) {
            make(reader, &all[g], g, &all[n++]);
        }
    }
    center->n_groups = n;
}

/* ---- people ---- */

void
cc_home_days(const cc_group *group, const cc_person *person, int nth, bool days[7])
{
    const double share = group->home.share;
    const bool is_one = floor((nth + 1) * share + 0.5) > floor(nth * share + 0.5);
    for (int j = 0; j < 7; j++) {
        days[j] = cc_home_splits(group) &&
                  (group->is_named ? person->home[j] : is_one && group->home.days[j]);
    }
}
