/* Outages of a node of automation, a line, a provider, a site: at times of the day, and at random. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_hours.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

#define OWN(member) offsetof(cc_outages, member)

/* Two times of day, or a list of such pairs. */
static void
read_at(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_outages *outages = object;
    const double begin = cc_scenario_of(reader)->run.day_begin;
    cc_value *value = cc_layers_get(in, self->name);
    outages->n = 0;
    if (value == NULL) {
        return;
    }
    const bool several =
        value->kind == CC_VALUE_LIST && value->n > 0 && value->child[0]->kind == CC_VALUE_LIST;
    const size_t n = several ? value->n : 1;
    if (n > CC_MAX_OUTAGES) {
        cc_read_refuse(reader, value, "must have %d outages at most (has %zu)", CC_MAX_OUTAGES, n);
    }
    for (size_t j = 0; j < n && reader->error == SIM_OK; j++) {
        const cc_opening outage =
            cc_hours_read_pair(reader, several ? value->child[j] : value, begin);
        outages->from[j] = outage.open;
        outages->to[j] = outage.close;
        if (j > 0 && reader->error == SIM_OK && outages->from[j] <= outages->to[j - 1]) {
            cc_read_refuse(reader, value->child[j], "must come after the one before it");
        }
        outages->n = (int)j + 1;
    }
    cc_read_figure(reader, self, value);
}

static void
write_at(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_outages *outages = object;
    const double begin = cc_scenario_in(writer)->run.day_begin;
    for (int j = 0; j < outages->n; j++) {
        if (j == 0) {
            cc_write_name(writer, self->name);
        }
        cc_write_raw(writer, j == 0 ? "(" : ", ");
        cc_hours_write_pair(writer, begin, &(cc_opening){outages->from[j], outages->to[j]});
    }
    if (outages->n > 0) {
        cc_write_raw(writer, ")");
        cc_write_end(writer);
    }
}

static bool
are_at_random(const void *whole, const void *object)
{
    (void)whole;
    return !sim_dist_is_zero(&((const cc_outages *)object)->up);
}

static const char *const clocks[] = {"always", "busy", "idle", NULL}; /* cc_up_clock */

const cc_setting cc_settings_line[] = {
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_outages},
    {.name = "clock",
     .kind = CC_SET_CHOICE,
     .words = clocks,
     .offset = OWN(clock),
     .matters = are_at_random,
     .is_policy = true,
     .doc = "When the time until it fails goes on: always, or while its agent is on duty and has "
            "work in hand (busy), or none (idle)."},
    {.name = NULL},
};

const cc_setting cc_settings_outages[] = {
    {.name = "at",
     .kind = CC_SET_SPECIAL,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .type = "two times of day, or a list of such pairs",
     .normal = "none",
     .read = read_at,
     .write = write_at,
     .doc = "Every day from then to then."},
    {.name = "up",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(up),
     .doc = "And at random: how long it works (a second at least); 0 s: always."},
    {.name = "down",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(down),
     .matters = are_at_random,
     .doc = "How long it then does not."},
    {.name = NULL},
};
