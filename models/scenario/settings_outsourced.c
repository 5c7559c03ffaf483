/* What an outsourced group is paid, and what it has promised. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>

#define OUTSOURCED(member) offsetof(cc_outsourced, member)

static bool
has_target(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_outsourced *)object)->within < INFINITY;
}

const cc_setting cc_settings_outsourced[] = {
    {.name = "price_per_contact",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = OUTSOURCED(per_contact),
     .doc = "For each contact that its agents answer."},
    {.name = "price_per_minute",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = OUTSOURCED(per_minute),
     .doc = "For each minute of their attention: answering, talk, wrap-up."},
    {.name = "guaranteed_minutes_per_month",
     .kind = CC_SET_NUMBER,
     .unit = "min",
     .min = 0,
     .max = 1e9,
     .offset = OUTSOURCED(guaranteed),
     .doc = "So many of them are paid anyway."},
    {.name = "within",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = 1e9,
     .fallback = INFINITY,
     .normal = "nothing is promised",
     .offset = OUTSOURCED(within),
     .doc = "So soon they should answer what is theirs to take."},
    {.name = "target",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 1,
     .fallback = 0.8,
     .offset = OUTSOURCED(target),
     .matters = has_target,
     .is_policy = true,
     .doc = "Share of what they answer that should be in time."},
    {.name = NULL},
};

void
cc_outsourced_read(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_group *group = object;
    cc_value *value = cc_layers_get(in, self->name);
    const cc_layers layers = cc_layers_sub(in, self->name);
    group->outsourced.is = value != NULL;
    cc_settings_read(reader, &layers, cc_settings_outsourced, &group->outsourced);
    if (value == NULL || reader->error != SIM_OK) {
        return;
    }
    if (group->wage_per_hour > 0) {
        cc_read_refuse(reader, cc_layers_get(in, "wage_per_hour"),
                       "must not be written where the group is outsourced, which has prices (is "
                       "%.10g)",
                       group->wage_per_hour);
    } else if (group->outsourced.guaranteed > 0 && group->outsourced.per_minute <= 0) {
        cc_read_refuse(reader, cc_layers_get(&layers, "guaranteed_minutes_per_month"),
                       "is worth nothing without price_per_minute (is %.10g)",
                       group->outsourced.guaranteed);
    }
}

void
cc_outsourced_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_group *group = object;
    if (group->outsourced.is) {
        cc_write_open(writer, self->name);
        cc_write_begin(writer);
        cc_settings_write(writer, cc_settings_outsourced, &group->outsourced);
        cc_write_close(writer);
    }
}
