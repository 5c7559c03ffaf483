/* center.home, and which agents of a group are at home on which days. */
#include "models/language/weekday.h"
#include "models/scenario/home_groups.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

/* ---- what it does ---- */

#define EFFECT(member) offsetof(cc_home_effect, member)
#define FACTOR .kind = CC_SET_NUMBER, .unit = "", .min = 0, .max = 10, .fallback = 1
static bool
anybody_is_absent(const void *whole, const void *object)
{
    (void)object;
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    bool any = false;
    for (int g = 0; g < center->n_groups; g++) {
        any |= center->group[g].absence.share > 0;
    }
    return any;
}

static bool
anybody_leaves(const void *whole, const void *object)
{
    (void)object;
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    bool any = false;
    for (int g = 0; g < center->n_groups; g++) {
        any |= center->group[g].attrition.per_year > 0;
    }
    return any;
}

static const cc_setting effect_settings[] = {
    {.name = "pace",
     FACTOR,
     .above = true,
     .offset = EFFECT(pace),
     .doc = "Work done in a minute, as a factor."},
    {.name = "minutes_worked",
     FACTOR,
     .offset = EFFECT(minutes_worked),
     .doc =
         "Share of the scheduled who are there, as a factor; all of them at most. Of persons the "
         "time at work, as far as breaks go."},
    {.name = "resolution",
     FACTOR,
     .offset = EFFECT(resolution),
     .doc = "Factor of the probability of resolution, which is 1 at most."},
    {.name = "absence",
     FACTOR,
     .offset = EFFECT(absence),
     .matters = anybody_is_absent,
     .doc = "Factor of absence.share of persons, which is 1 at most."},
    {.name = "attrition",
     FACTOR,
     .offset = EFFECT(attrition),
     .matters = anybody_leaves,
     .doc = "Factor of the rate at which agents leave for good."},
    {.name = NULL},
};

const cc_setting cc_settings_home[] = {
    {.name = "treatment",
     .kind = CC_SET_GROUP,
     .offset = offsetof(cc_home, treatment),
     .sub = effect_settings,
     .doc = "What being at home does to the same agent."},
    {.name = "selection",
     .kind = CC_SET_GROUP,
     .offset = offsetof(cc_home, selection),
     .sub = effect_settings,
     .doc = "How those who choose it are, beside the others; at sites by choice."},
    {.name = NULL},
};

bool
cc_home_matters(const void *whole, const void *object)
{
    (void)object;
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    bool any = false;
    for (int g = 0; g < center->n_groups; g++) {
        const cc_site *site = cc_site_of(center, &center->group[g]);
        any |= site != NULL && site->remote;
    }
    return any;
}

/* ---- who is, and when ---- */

#define DAYS(member) offsetof(cc_days_at_home, member)

static void
read_site(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    const cc_value *value = cc_layers_get(in, self->name);
    ((cc_days_at_home *)object)->site =
        value != NULL ? cc_read_name(reader, value, &cc_each_site) + 1 : 0;
}

static void
write_site(cc_writer *writer, const cc_setting *self, const void *object)
{
    const int site = ((const cc_days_at_home *)object)->site;
    if (site > 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, cc_scenario_in(writer)->center.site[site - 1].name);
        cc_write_end(writer);
    }
}

static void
read_days(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_weekdays_read(reader, cc_layers_get(in, self->name), ((cc_days_at_home *)object)->days);
}

static void
write_days(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_days_at_home *home = object;
    if (cc_weekdays_are_all(home->days)) {
        return;
    }
    cc_write_name(writer, self->name);
    const char *before = "(";
    for (int j = 0; j < 7; j++) {
        if (home->days[j]) {
            cc_write_raw(writer, "%s\"%s\"", before, cc_weekdays[j]);
            before = ", ";
        }
    }
    cc_write_raw(writer, before[0] == '(' ? "()" : ")");
    cc_write_end(writer);
}

static bool
has_share(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_days_at_home *)object)->share > 0;
}

const cc_setting cc_settings_days_at_home[] = {
    {.name = "site",
     .kind = CC_SET_SPECIAL,
     .type = "name of a site",
     .normal = "none",
     .read = read_site,
     .write = write_site,
     .is_policy = true,
     .doc = "Where they are then. Of agents whom center.roster names, its days at home say when."},
    {.name = "share",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = DAYS(share),
     .doc = "Of the group's agents who are at home; people spread evenly over its shifts."},
    {.name = "days",
     .kind = CC_SET_SPECIAL,
     .type = "list of weekdays",
     .normal = "all",
     .read = read_days,
     .write = write_days,
     .matters = has_share,
     .is_policy = true,
     .doc = "On which they are; on others they are where the group is."},
    {.name = NULL},
};

bool
cc_days_at_home_matter(const void *whole, const void *object)
{
    (void)whole;
    return cc_home_splits(object);
}
