/* Self-service: the customer looks something up, an account or a parcel, and needs nobody any more, or
 * goes on. */
#include "models/center/nodes/lookup.h"

#include "models/scenario/settings_sections.h"

static const cc_setting settings[] = {
    CC_CONTAINED_SETTINGS(0),
    {.name = NULL},
};

enum { N_PORTS = CC_PORT_CONTAINED + 1 };

static cc_port
port(const cc_node *node, int j)
{
    (void)node;
    static const cc_port ports[] = {{"not", CC_TO_THEN}, {"contained", CC_TO_CONTAINED}, {NULL, 0}};
    return ports[j];
}

static bool
takes_time(const cc_node *node)
{
    const cc_lookup *self = node->settings;
    return cc_node_time_is_sure(&self->time);
}

static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_lookup *self = node->settings;
    return sim_dist_mean(&self->time);
}

static double
enter(const cc_visit *visit)
{
    return cc_contained_enter(visit->node->settings, visit);
}

static cc_leave
leave(const cc_visit *visit)
{
    return cc_contained_leave(visit->node->settings, visit);
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    cc_contained_shares(node->settings, issue, day, interval, share);
    share[N_PORTS] = 0;
}

static double
unsolved(const cc_node *node, int issue, size_t day, size_t interval, int port)
{
    (void)issue;
    return cc_contained_unsolved(node->settings, day, interval, port);
}

const cc_node_type cc_node_lookup = {
    .name = "lookup",
    .doc = "Self-service: contains a share by kind of issue, who else goes on.",
    .meets = "looks it up in",
    .settings = settings,
    .settings_size = sizeof(cc_lookup),
    .port = port,
    .takes_time = takes_time,
    .stay = stay,
    .contains = true,
    .enter = enter,
    .leave = leave,
    .shares = shares,
    .unsolved = unsolved,
};
