/* Tells the agent who takes the contact, before the customer is heard, whom it is and what about. The
 * customer takes no notice of the node but waits a little longer. */
#include "models/center/nodes/whisper.h"

#include "models/scenario/node.h"
#include "models/scenario/settings_sections.h"

#define OWN(member) offsetof(cc_whisper, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long it is: added to the answer delay."},
    {.name = "saves",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(saves),
     .doc = "Work that the agent is spared, at reference pace."},
    {.name = "knows",
     .kind = CC_SET_BOOL,
     .fallback = 1,
     .offset = OWN(knows),
     .is_policy = true,
     .doc = "The customer need not tell the story again."},
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
    (void)node;
    return false;
}

static double
enter(const cc_visit *visit)
{
    visit->kept[0] = sim_uniform(visit->u.word[0]);
    visit->kept[1] = sim_uniform(visit->u.word[1]);
    return 0;
}

static cc_leave
leave(const cc_visit *visit)
{
    (void)visit;
    return (cc_leave){CC_BY_THEN, CC_AS_BEFORE};
}

static cc_prepared
prepare(const cc_visit *visit)
{
    const cc_whisper *self = visit->node->settings;
    return (cc_prepared){.saves = sim_dist_quantile(&self->saves, visit->kept[1]),
                         .delay = sim_dist_quantile(&self->time, visit->kept[0]),
                         .knows = self->knows};
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

static double
saves(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue;
    (void)day;
    (void)interval;
    const cc_whisper *self = node->settings;
    return sim_dist_mean(&self->saves) - sim_dist_mean(&self->time);
}

static double
knows(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_whisper *self = node->settings;
    return self->knows;
}

const cc_node_type cc_node_whisper = {
    .name = "whisper",
    .doc = "Tells the agent what it is about before the customer is heard.",
    .meets = "is announced by",
    .settings = settings,
    .settings_size = sizeof(cc_whisper),
    .port = port,
    .takes_time = takes_time,
    .enter = enter,
    .leave = leave,
    .prepare = prepare,
    .shares = shares,
    .saves = saves,
    .knows = knows,
};
