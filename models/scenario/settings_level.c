/* What counts as answered in time: of a channel, and of a queue. */
#include "models/scenario/opening.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include "models/scenario/setup.h"
#include <math.h>
#include <stddef.h>

static void
read_within(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_service_level *level = object;
    cc_value *value = cc_layers_get(in, self->name);
    level->n_within = 0;
    if (value != NULL) {
        cc_read_durations(reader, self, value, level->within, CC_MAX_WITHIN, &level->n_within);
    }
}

static void
write_within(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_service_level *level = object;
    if (level->n_within > 0) {
        cc_write_name(writer, self->name);
        cc_write_durations(writer, level->within, level->n_within);
        cc_write_end(writer);
    }
}

static void
read_short(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_service_level *level = object;
    cc_value *value = cc_layers_get(in, self->name);
    level->short_abandon = value != NULL ? cc_read_duration(reader, self, value) : -1;
}

static void
write_short(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_service_level *level = object;
    if (level->short_abandon >= 0) {
        cc_write_name(writer, self->name);
        cc_write_duration(writer, level->short_abandon);
        cc_write_end(writer);
    }
}

static bool
has_threshold(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_service_level *)object)->n_within > 0;
}

const cc_setting cc_settings_service_level[] = {
    {.name = "target",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = NAN,
     .offset = offsetof(cc_service_level, target),
     .is_policy = true,
     .normal = "none",
     .doc = "Share that should be answered in time."},
    {.name = "within",
     .kind = CC_SET_SPECIAL,
     .unit = "s",
     .min = 0,
     .above = true,
     .max = 366 * CC_DAY,
     .type = "duration, or list of up to 4",
     .normal = "none",
     .read = read_within,
     .write = write_within,
     .is_policy = true,
     .doc = "What in time means; the first is the headline."},
    {.name = "short_abandon",
     .kind = CC_SET_SPECIAL,
     .unit = "s",
     .min = 0,
     .max = 366 * CC_DAY,
     .type = "duration",
     .normal = "within",
     .read = read_short,
     .write = write_short,
     .matters = has_threshold,
     .is_policy = true,
     .doc = "Who abandons within it is left out of service_level and days_on_target."},
    {.name = NULL},
};
