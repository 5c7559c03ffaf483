/* How agents of a group differ, from each other and from themselves at another time. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

#define DIFFER(member) offsetof(cc_differ, member)
#define LEARNING(member) offsetof(cc_learning, member)
#define FATIGUE(member) offsetof(cc_fatigue, member)

const cc_setting cc_settings_differ[] = {
    {.name = "pace_cv",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 2,
     .offset = DIFFER(cv),
     .doc = "CV of the agents' mean times, on all kinds of issue alike."},
    {.name = "kind_cv",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 2,
     .offset = DIFFER(kind_cv),
     .doc = "The same on each kind by itself, beside it."},
    {.name = NULL},
};

static bool
is_learnt(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_learning *)object)->extra > 0;
}

/* Tenure also decides who leaves for good. */
static bool
is_known(const void *whole, const void *object)
{
    const cc_group *group = (const void *)((const char *)object - offsetof(cc_group, learning));
    return is_learnt(whole, object) || group->attrition.per_year > 0;
}

const cc_setting cc_settings_learning[] = {
    {.name = "extra",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 100,
     .offset = LEARNING(extra),
     .doc = "Share of its time that work takes more of who begins."},
    {.name = "time",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 3660 * CC_DAY,
     .fallback = 90 * CC_DAY,
     .offset = LEARNING(time),
     .matters = is_learnt,
     .doc = "After so many days that is less by the factor e."},
    {.name = "tenure",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = LEARNING(tenure),
     .matters = is_known,
     .doc = "Of the agents, on the first day of the run."},
    {.name = NULL},
};

static bool
is_tiring(const void *whole, const void *object)
{
    (void)whole;
    return cc_fatigue_is(object);
}

const cc_setting cc_settings_fatigue[] = {
    {.name = "slower",
     .kind = CC_SET_NUMBER,
     .unit = "1/h",
     .min = 0,
     .max = 10,
     .offset = FATIGUE(slower),
     .doc = "Share of its time that work takes more, for each hour busy without a break."},
    {.name = "errors",
     .kind = CC_SET_NUMBER,
     .unit = "1/h",
     .min = 0,
     .max = 10,
     .offset = FATIGUE(errors),
     .doc = "Share of what would be resolved that is not, for each such hour."},
    {.name = "most",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 366 * CC_DAY,
     .fallback = 4 * 3600,
     .offset = FATIGUE(most),
     .matters = is_tiring,
     .doc = "Who was busy for longer is as tired as after that."},
    {.name = NULL},
};
