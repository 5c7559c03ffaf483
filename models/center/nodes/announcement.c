/* Says something that takes a time. */
#include "models/language/settings.h"
#include "models/scenario/node.h"

typedef struct announcement {
    sim_dist time;
} announcement;

static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = offsetof(announcement, time),
     .doc = "How long it is."},
    {.name = NULL},
};

static cc_port
port(const cc_node *node, int j)
{
    (void)node;
    (void)j;
    return (cc_port){NULL, 0};
}

static bool
takes_time(const cc_node *node)
{
    const announcement *self = node->settings;
    return cc_node_time_is_sure(&self->time);
}

static double
enter(const cc_visit *visit)
{
    const announcement *self = visit->node->settings;
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

static cc_leave
leave(const cc_visit *visit)
{
    (void)visit;
    return (cc_leave){CC_BY_THEN, CC_AS_BEFORE};
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    (void)node;
    (void)issue;
    (void)day;
    (void)interval;
    share[0] = 1;
}

const cc_node_type cc_node_announcement = {
    .name = "announcement",
    .doc = "Says something that takes a time, and leads on.",
    .meets = "listens to",
    .settings = settings,
    .settings_size = sizeof(announcement),
    .port = port,
    .takes_time = takes_time,
    .enter = enter,
    .leave = leave,
    .shares = shares,
};
