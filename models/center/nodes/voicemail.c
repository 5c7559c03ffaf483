/* The customer leaves a message, which is an item of a deferred channel from then on, or goes on. */
#include "models/center/nodes/voicemail.h"

#include "models/scenario/medium.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"

static void
read_channel(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_voicemail *box = object;
    const cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL) {
        cc_read_missing(reader, in, self->name, "is missing: what do messages become?");
        return;
    }
    box->channel = cc_read_name(reader, value, &cc_each_channel);
    if (box->channel >= 0 &&
        !cc_scenario_of(reader)->channel[box->channel].kind->medium->deferred) {
        cc_read_refuse(reader, value, "must be a channel of items, such as email");
    }
}

static void
write_channel(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_voicemail *box = object;
    cc_write_name(writer, self->name);
    cc_write_text(writer, cc_scenario_in(writer)->channel[box->channel].name);
    cc_write_end(writer);
}

#define OWN(member) offsetof(cc_voicemail, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long it takes, with a message or without."},
    {.name = "leaves",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .each = &cc_each_issue,
     .stride = sizeof(cc_table),
     .pointed = true,
     .all_alike = true,
     .offset = OWN(leaves),
     .doc = "Share that leaves a message, for all kinds or by kind."},
    {.name = "channel",
     .kind = CC_SET_SPECIAL,
     .type = "name of a channel of items",
     .normal = "must be given",
     .read = read_channel,
     .write = write_channel,
     .is_policy = true,
     .doc = "The channel on which messages are worked."},
    {.name = NULL},
};

enum { NOT, MESSAGE, N_PORTS };

static cc_port
port(const cc_node *node, int j)
{
    (void)node;
    static const cc_port ports[] = {{"not", CC_TO_HANG_UP}, {"message", CC_TO_ITEM}, {NULL, 0}};
    return ports[j];
}

static bool
takes_time(const cc_node *node)
{
    const cc_voicemail *self = node->settings;
    return cc_node_time_is_sure(&self->time);
}

static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_voicemail *self = node->settings;
    return sim_dist_mean(&self->time);
}

static double
enter(const cc_visit *visit)
{
    const cc_voicemail *self = visit->node->settings;
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

static cc_leave
leave(const cc_visit *visit)
{
    const cc_voicemail *self = visit->node->settings;
    const double share = cc_table_at(&self->leaves[visit->issue], visit->day, visit->interval);
    return (cc_leave){visit->kept[0] < share ? MESSAGE : NOT, CC_AS_BEFORE};
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    const cc_voicemail *self = node->settings;
    share[MESSAGE] = cc_table_at(&self->leaves[issue], day, interval);
    share[NOT] = 1 - share[MESSAGE];
    share[N_PORTS] = 0;
}

static int
becomes(const cc_node *node)
{
    const cc_voicemail *self = node->settings;
    return self->channel;
}

const cc_node_type cc_node_voicemail = {
    .name = "voicemail",
    .doc = "Takes a message, which becomes an item of a deferred channel.",
    .meets = "speaks to",
    .settings = settings,
    .settings_size = sizeof(cc_voicemail),
    .port = port,
    .takes_time = takes_time,
    .stay = stay,
    .enter = enter,
    .leave = leave,
    .shares = shares,
    .becomes = becomes,
};
