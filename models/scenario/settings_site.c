/* center.sites, which groups are at, and center.home. */
#include "models/language/read_sheet.h"
#include "models/scenario/connection.h"
#include "models/scenario/home_groups.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_hours.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

#define SITE(member) offsetof(cc_site, member)

/* ---- its clock ---- */

/* At noon of the first day; a change of clocks later in the run is left out. */
static double
ahead_of_house(const cc_run *run, const cc_zone *zone)
{
    const double noon = ((double)run->first_date + 0.5) * CC_DAY;
    const double utc = noon - cc_zone_ahead(run->clock, noon);
    return (cc_zone_ahead(zone, utc) - cc_zone_ahead(run->clock, utc)) / 3600;
}

static void
read_site_zone(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_site *site = object;
    const cc_run *run = &cc_scenario_of(reader)->run;
    const cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL) {
        return;
    }
    const cc_zone *zone = cc_read_zone(reader, value, &site->zone);
    if (zone != NULL && (run->clock == NULL || !run->has_date)) {
        cc_read_refuse(
            reader, value,
            "needs run.zone and run.first_date, or say how far the clock is ahead (is \"%.60s\")",
            site->zone);
    } else if (zone != NULL) {
        site->ahead = ahead_of_house(run, zone);
    }
}

/* What it says has become `ahead`. */
static void
write_site_zone(cc_writer *writer, const cc_setting *self, const void *object)
{
    (void)writer;
    (void)self;
    (void)object;
}

static void
read_site_hours(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_site *site = object;
    const cc_value *value = cc_layers_get(in, self->name);
    site->has_hours = value != NULL;
    if (value != NULL) {
        site->hours = cc_hours_read_pair(reader, value, cc_scenario_of(reader)->run.day_begin);
    }
}

/* Tables of its groups have the hours, and where they are by the house's clock, but not shifts, nor a table of both who are there and at home. */
static bool
hours_matter(const void *whole, const void *object)
{
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    const cc_site *site = object;
    bool any = false;
    for (int g = 0; g < center->n_groups; g++) {
        const cc_group *group = &center->group[g];
        any |= cc_site_of(center, group) == site &&
               (cc_group_has_people(group) || group->home_of > 0 || cc_home_splits(group));
    }
    return any && site->has_hours;
}

static void
write_site_hours(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_site *site = object;
    if (site->has_hours && (!writer->for_hash || hours_matter(writer->whole, site))) {
        cc_write_name(writer, self->name);
        cc_hours_write_pair(writer, cc_scenario_in(writer)->run.day_begin, &site->hours);
        cc_write_end(writer);
    }
}

static void
read_site_providers(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    ((cc_site *)object)->providers = cc_providers_read_names(reader, cc_layers_get(in, self->name));
}

static void
write_site_providers(cc_writer *writer, const cc_setting *self, const void *object)
{
    cc_providers_write_names(writer, self->name, ((const cc_site *)object)->providers);
}

static bool
is_remote(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_site *)object)->remote;
}

static bool
site_fails(const void *whole, const void *object)
{
    (void)whole;
    return cc_line_fails(&((const cc_site *)object)->fails);
}

const cc_setting cc_settings_site[] = {
    {.name = "ahead",
     .kind = CC_SET_NUMBER,
     .unit = "h",
     .min = -26,
     .max = 26,
     .offset = SITE(ahead),
     .matters = hours_matter,
     .doc = "How far its clock is ahead of the house's."},
    {.name = "zone",
     .kind = CC_SET_SPECIAL,
     .type = "time zone",
     .normal = "the house's",
     .read = read_site_zone,
     .write = write_site_zone,
     .is_policy = true,
     .doc =
         "Its time zone, which says how far ahead it is on the first day; needs those of the run."},
    {.name = "hours",
     .kind = CC_SET_SPECIAL,
     .type = "two times of day",
     .normal = "those of the staff tables",
     .read = read_site_hours,
     .write = write_site_hours,
     .is_policy = true,
     .doc = "By its own clock: the tables of its groups hold in intervals that begin then, and "
            "their shifts as far as they are then; else nobody is there."},
    {.name = "remote",
     .kind = CC_SET_BOOL,
     .offset = SITE(remote),
     .doc = "Its agents work at home, where center.home holds."},
    {.name = "by_choice",
     .kind = CC_SET_BOOL,
     .offset = SITE(by_choice),
     .matters = is_remote,
     .doc = "Those who wanted to: the selection of center.home holds too."},
    {.name = "providers",
     .kind = CC_SET_SPECIAL,
     .type = "list of providers",
     .normal = "none",
     .read = read_site_providers,
     .write = write_site_providers,
     .is_policy = true,
     .doc = "What all its agents need to be connected."},
    {.name = "wage_factor",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 100,
     .fallback = 1,
     .offset = SITE(wage_factor),
     .doc = "Of the wages of its groups."},
    {.name = "seat_cost_per_month",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = SITE(seat_cost),
     .doc = "Desks, for each agent of the most that are scheduled there at once."},
    {.name = "allowance_per_agent_month",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = SITE(allowance),
     .doc = "What each agent has who is ever there: persons, or the most of a group's table."},
    {.name = "equipment_per_agent_month",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = SITE(equipment),
     .doc = "The same: a laptop, a headset, a line."},
    {.name = "fails",
     .kind = CC_SET_GROUP,
     .offset = SITE(fails),
     .sub = cc_settings_outages,
     .doc = "When all of it fails, and its agents are cut off."},
    {.name = "failover",
     .kind = CC_SET_GROUP,
     .offset = SITE(failover),
     .sub = cc_settings_failover,
     .matters = site_fails,
     .doc = "From where its agents go on until it is back."},
    {.name = NULL},
};

/* ---- sites by name ---- */

static const char *
site_name(const void *whole, int j)
{
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    return whole != NULL && j < center->n_sites ? center->site[j].name : NULL;
}

const cc_each cc_each_site = {"site", "SITE", site_name, NULL, NULL};

static void
check_failover(cc_reader *reader, const cc_layers *in, int site)
{
    const cc_failover *over = &cc_scenario_of(reader)->center.site[site].failover;
    const cc_layers written = cc_layers_sub(in, "failover");
    if (over->to == site + 1) {
        cc_read_refuse(reader, cc_layers_get(&written, "to"), "must be another site");
    } else if (written.n > 0 && over->to == 0) {
        cc_read_missing(reader, &written, "to", "is missing: the site from which they go on");
    }
}

void
cc_sites_read(cc_reader *reader, const cc_layers *in)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    cc_value *sites = cc_layers_get(in, "sites");
    const size_t n = sites != NULL ? sites->n : 0;
    if (n > CC_MAX_SITES) {
        cc_read_refuse(reader, sites, "too many sites (%d at most)", CC_MAX_SITES);
        return;
    }
    center->site = cc_read_alloc(reader, n + 1, sizeof(*center->site));
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) { /* they name each other */
        cc_refuse_made(reader, sites, j, "site");
        center->site[j].name = cc_read_keep(reader, sites->child[j]->name);
        center->n_sites = (int)j + 1;
    }
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) {
        const cc_layers layers = cc_layers_of(sites->child[j]);
        cc_settings_read(reader, &layers, cc_settings_site, &center->site[j]);
        check_failover(reader, &layers, (int)j);
    }
}

void
cc_sites_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < center->n_sites; j++) {
        bool is_used = false;
        for (int g = 0; g < center->n_groups; g++) {
            const cc_site *at = cc_site_of(center, &center->group[g]);
            const int to = at != NULL && cc_line_fails(&at->fails) ? at->failover.to : 0;
            is_used |= center->group[g].site == j + 1 || to == j + 1;
        }
        if (!writer->for_hash || is_used) {
            cc_write_open(writer, center->site[j].name);
            if (!writer->for_hash) {
                cc_write_begin(writer);
            }
            cc_settings_write(writer, cc_settings_site, &center->site[j]);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}

/* ---- the site of a group ---- */

void
cc_group_site_read(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    const cc_value *value = cc_layers_get(in, self->name);
    ((cc_group *)object)->site = value != NULL ? cc_read_name(reader, value, &cc_each_site) + 1 : 0;
}

static bool
does_anything(const cc_center_setup *center, const cc_group *group)
{
    const cc_site *site = cc_site_of(center, group);
    const cc_home_effect effect = cc_site_effect(center, group);
    const bool has_hours = site->has_hours && (cc_group_has_people(group) || cc_home_splits(group));
    return site->providers != 0 || site->wage_factor != 1 || site->seat_cost > 0 ||
           cc_line_fails(&site->fails) || site->allowance > 0 || site->equipment > 0 || has_hours ||
           effect.pace != 1 || effect.minutes_worked != 1 || effect.resolution != 1 ||
           (effect.absence != 1 && group->absence.share > 0) ||
           (effect.attrition != 1 && group->attrition.per_year > 0);
}

void
cc_group_site_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = &cc_scenario_in(writer)->center;
    const cc_group *group = object;
    if (group->site > 0 && (!writer->for_hash || does_anything(center, group))) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, center->site[group->site - 1].name);
        cc_write_end(writer);
    }
}

/* Nobody is there while the site is closed. */
void
cc_group_at_site(cc_reader *reader, cc_group *group)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_run *run = &scenario->run;
    const cc_site *site = cc_site_of(&scenario->center, group);
    if (reader->error != SIM_OK || site == NULL || !site->has_hours) {
        return;
    }
    cc_table *staff = &group->staff;
    const size_t per_day = run->intervals_per_day;
    const size_t n = staff->n > per_day ? staff->n : per_day;
    double *v = cc_read_alloc(reader, n, sizeof(*v));
    for (size_t j = 0; j < n && reader->error == SIM_OK; j++) {
        const double local = run->open + (double)(j % per_day) * run->interval + 3600 * site->ahead;
        const double of_day = local - floor(local / CC_DAY) * CC_DAY;
        const bool is_open = of_day >= site->hours.open - 1e-6 && of_day < site->hours.close - 1e-6;
        v[j] = !is_open ? 0 : staff->n > 0 ? staff->v[j] : staff->constant;
    }
    staff->v = v;
    staff->n = n;
    staff->per_day = per_day;
}
