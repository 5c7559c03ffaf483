/* Where the agents of a site that has failed go on. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

#define OVER(member) offsetof(cc_failover, member)

static void
read_to(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    const cc_value *value = cc_layers_get(in, self->name);
    ((cc_failover *)object)->to =
        value != NULL ? cc_read_name(reader, value, &cc_each_site) + 1 : 0;
}

static void
write_to(cc_writer *writer, const cc_setting *self, const void *object)
{
    const int to = ((const cc_failover *)object)->to;
    if (to > 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, cc_scenario_in(writer)->center.site[to - 1].name);
        cc_write_end(writer);
    }
}

static bool
has_site(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_failover *)object)->to > 0;
}

const cc_setting cc_settings_failover[] = {
    {.name = "to",
     .kind = CC_SET_SPECIAL,
     .type = "name of a site",
     .normal = "none",
     .read = read_to,
     .write = write_to,
     .is_policy = true,
     .doc = "The other site: its providers, its pace."},
    {.name = "after",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OVER(after),
     .matters = has_site,
     .doc = "After the failure; if the site is not back before."},
    {.name = "share",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = OVER(share),
     .matters = has_site,
     .doc = "Of its agents, spread evenly over the seats of each group."},
    {.name = NULL},
};
