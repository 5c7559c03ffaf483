/* Asks who is there. The agent need not ask any more whoever says so, and may see their story; the
 * others go on as they are. */
#include "models/center/nodes/identification.h"

#include "models/scenario/node.h"
#include "models/scenario/settings_sections.h"

#define OWN(member) offsetof(cc_identification, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long it takes, with success or without."},
    {.name = "succeeds",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .each = &cc_each_issue,
     .stride = sizeof(cc_table),
     .pointed = true,
     .all_alike = true,
     .offset = OWN(succeeds),
     .doc = "Share that is identified, for all kinds or by kind."},
    {.name = "saves",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(saves),
     .doc = "Work that the agent is spared then, at reference pace."},
    {.name = "knows",
     .kind = CC_SET_BOOL,
     .fallback = 0,
     .offset = OWN(knows),
     .is_policy = true,
     .doc = "Who is identified need not tell the story again."},
    {.name = NULL},
};

enum { NOT, IDENTIFIED, N_PORTS };

static cc_port
port(const cc_node *node, int j)
{
    (void)node;
    static const cc_port ports[] = {{"not", CC_TO_THEN}, {"identified", CC_TO_THEN}, {NULL, 0}};
    return ports[j];
}

static bool
takes_time(const cc_node *node)
{
    const cc_identification *self = node->settings;
    return cc_node_time_is_sure(&self->time);
}

static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_identification *self = node->settings;
    return sim_dist_mean(&self->time);
}

static double
enter(const cc_visit *visit)
{
    const cc_identification *self = visit->node->settings;
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    visit->kept[1] = sim_uniform(visit->u.word[2]);
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

static bool
is_identified(const cc_visit *visit)
{
    const cc_identification *self = visit->node->settings;
    return visit->kept[0] < cc_table_at(&self->succeeds[visit->issue], visit->day, visit->interval);
}

static cc_leave
leave(const cc_visit *visit)
{
    return (cc_leave){is_identified(visit) ? IDENTIFIED : NOT, CC_AS_BEFORE};
}

static cc_prepared
prepare(const cc_visit *visit)
{
    const cc_identification *self = visit->node->settings;
    if (!is_identified(visit)) {
        return (cc_prepared){0};
    }
    return (cc_prepared){.saves = sim_dist_quantile(&self->saves, visit->kept[1]),
                         .knows = self->knows};
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    const cc_identification *self = node->settings;
    share[IDENTIFIED] = cc_table_at(&self->succeeds[issue], day, interval);
    share[NOT] = 1 - share[IDENTIFIED];
    share[N_PORTS] = 0;
}

static double
saves(const cc_node *node, int issue, size_t day, size_t interval)
{
    const cc_identification *self = node->settings;
    return cc_table_at(&self->succeeds[issue], day, interval) * sim_dist_mean(&self->saves);
}

static double
knows(const cc_node *node, int issue, size_t day, size_t interval)
{
    const cc_identification *self = node->settings;
    return self->knows ? cc_table_at(&self->succeeds[issue], day, interval) : 0;
}

const cc_node_type cc_node_identification = {
    .name = "identification",
    .doc = "Asks who is there; who is identified takes less of the agent's work.",
    .meets = "is asked who it is by",
    .settings = settings,
    .settings_size = sizeof(cc_identification),
    .port = port,
    .takes_time = takes_time,
    .stay = stay,
    .enter = enter,
    .leave = leave,
    .prepare = prepare,
    .shares = shares,
    .saves = saves,
    .knows = knows,
};
