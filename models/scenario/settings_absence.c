/* Persons of a group who are not there for a day, and how far the others keep to their roster. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

#define ABSENCE(member) offsetof(cc_absence, member)
#define ADHERENCE(member) offsetof(cc_adherence, member)

static bool
varies(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_absence *)object)->share > 0;
}

const cc_setting cc_settings_absence[] = {
    {.name = "share",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = ABSENCE(share),
     .doc = "Probability that a person who is scheduled is absent for that day, beside `absent`."},
    {.name = "cv_by_day",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 3,
     .offset = ABSENCE(cv_by_day),
     .matters = varies,
     .doc = "Of a factor on it by day, which all of the group share."},
    {.name = "paid",
     .kind = CC_SET_BOOL,
     .fallback = 1,
     .offset = ABSENCE(paid),
     .doc = "Whether who is absent, for whatever reason, is paid."},
    {.name = NULL},
};

const cc_setting cc_settings_adherence[] = {
    {.name = "late",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = ADHERENCE(late),
     .doc = "After the beginning of a shift."},
    {.name = "early",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = ADHERENCE(early),
     .doc = "Gone before its end."},
    {.name = "long_breaks",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = ADHERENCE(long_breaks),
     .doc = "After the end of a break."},
    {.name = NULL},
};
