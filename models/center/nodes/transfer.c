/* Hands the contact on without an agent: to a queue that is not its own, or to a partner outside. The
 * connection may fail. */
#include "models/center/nodes/transfer.h"

#include "models/scenario/graph.h"
#include "models/scenario/hands.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include "models/scenario/settings_way.h"

/* Queues and partners are not known yet: `check` looks for the name. */
static void
read_to(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_transfer_node *node = object;
    node->queue = node->partner = -1;
    if (cc_layers_get(in, self->name) == NULL) {
        cc_read_missing(reader, in, self->name, "is missing: which queue or partner is it?");
    }
}

static void
write_to(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_transfer_node *node = object;
    cc_receiver_write(writer, self->name, node->queue, node->partner);
}

#define OWN(member) offsetof(cc_transfer_node, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long connecting takes, or trying to."},
    {.name = "to",
     .kind = CC_SET_SPECIAL,
     .type = "name of a queue or partner",
     .normal = "must be given",
     .read = read_to,
     .write = write_to,
     .is_policy = true,
     .doc = "Who has it then."},
    {.name = "fails",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .each = &cc_each_issue,
     .stride = sizeof(cc_table),
     .pointed = true,
     .all_alike = true,
     .offset = OWN(fails),
     .doc = "Share for which there is no connection, for all kinds or by kind."},
    {.name = NULL},
};

enum { TRANSFERRED, FAILED, N_PORTS };

static void
check(cc_reader *reader, const cc_layers *in, const cc_node *node)
{
    cc_transfer_node *self = node->settings;
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_center_setup *center = &scenario->center;
    const cc_value *to = cc_layers_get(in, "to");
    if (!cc_way_is(&node->next[TRANSFERRED], CC_TO_TRANSFER)) {
        cc_read_refuse(reader, cc_layers_get(in, "next"),
                       "must not say where \"transferred\" leads, which `to` says");
        return;
    }
    cc_receiver_read(reader, to, &self->queue, &self->partner);
    const int at = (int)(node - center->node);
    for (int c = 0; c < scenario->n_channels && self->queue >= 0; c++) {
        if (cc_graph_is_met(center, c, at) && !cc_hands_may_queue(scenario, self->queue, c)) {
            cc_read_refuse(reader, to,
                           "must be a queue of channel \"%.60s\", whose contacts come here (is "
                           "\"%.60s\")",
                           scenario->channel[c].name, center->queue[self->queue].name);
            return;
        }
    }
}

static cc_port
port(const cc_node *node, int j)
{
    (void)node;
    static const cc_port ports[] = {
        {"transferred", CC_TO_TRANSFER}, {"failed", CC_TO_THEN}, {NULL, 0}};
    return ports[j];
}

static bool
takes_time(const cc_node *node)
{
    const cc_transfer_node *self = node->settings;
    return cc_node_time_is_sure(&self->time);
}

static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_transfer_node *self = node->settings;
    return sim_dist_mean(&self->time);
}

static double
enter(const cc_visit *visit)
{
    const cc_transfer_node *self = visit->node->settings;
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

static cc_leave
leave(const cc_visit *visit)
{
    const cc_transfer_node *self = visit->node->settings;
    const double share = cc_table_at(&self->fails[visit->issue], visit->day, visit->interval);
    return (cc_leave){visit->kept[0] < share ? FAILED : TRANSFERRED, CC_AS_BEFORE};
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    const cc_transfer_node *self = node->settings;
    share[FAILED] = cc_table_at(&self->fails[issue], day, interval);
    share[TRANSFERRED] = 1 - share[FAILED];
    share[N_PORTS] = 0;
}

static cc_onward
onward(const cc_node *node)
{
    const cc_transfer_node *self = node->settings;
    return (cc_onward){self->queue, self->partner};
}

const cc_node_type cc_node_transfer = {
    .name = "transfer",
    .doc = "Hands the contact on, to another queue or to a partner outside.",
    .meets = "is being connected by",
    .settings = settings,
    .settings_size = sizeof(cc_transfer_node),
    .check = check,
    .port = port,
    .takes_time = takes_time,
    .stay = stay,
    .enter = enter,
    .leave = leave,
    .shares = shares,
    .onward = onward,
};
