/* When agents of a group who are on duty are not ready. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

#define OWN(member) offsetof(cc_pauses, member)

static bool
may_be(const void *whole, const void *object)
{
    (void)whole;
    return cc_pauses_may_be(object);
}

const cc_setting cc_settings_pauses[] = {
    {.name = "probability",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .offset = OWN(probability),
     .matters = may_be,
     .doc = "That one begins when a contact has left the agent's hands empty."},
    {.name = "length",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(length),
     .matters = may_be,
     .doc = "How long it takes."},
    {.name = "when_waiting",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 100,
     .fallback = 1,
     .offset = OWN(when_waiting),
     .matters = may_be,
     .doc = "Factor on it, if somebody waits for the group when it begins."},
    {.name = "again",
     .kind = CC_SET_BOOL,
     .offset = OWN(again),
     .matters = may_be,
     .doc = "Whether another may follow one after which nobody was waiting."},
    {.name = NULL},
};
