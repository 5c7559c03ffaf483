/* Self-service: the customer looks something up, an account or a parcel, and needs nobody any more, or
 * goes on. */
#include "models/center/nodes/lookup.h"

#include "models/scenario/node.h"
#include "models/scenario/settings_sections.h"
#include <math.h>

#define OWN(member) offsetof(cc_lookup, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long a contact stays."},
    {.name = "contains",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .each = &cc_each_issue,
     .stride = sizeof(cc_table),
     .pointed = true,
     .all_alike = true,
     .offset = OWN(contains),
     .doc = "Share that ends here, for all kinds or by kind."},
    {.name = "solved",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = OWN(solved),
     .doc = "Share of these whose issue is resolved."},
    {.name = NULL},
};

enum { NOT, CONTAINED, N_PORTS };

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
enter(const cc_visit *visit)
{
    const cc_lookup *self = visit->node->settings;
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    visit->kept[1] = sim_uniform(visit->u.word[2]);
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

static cc_leave
leave(const cc_visit *visit)
{
    const cc_lookup *self = visit->node->settings;
    const double share = isnan(visit->control) ? cc_table_at(&self->contains[visit->issue],
                                                             visit->day, visit->interval)
                                               : visit->control;
    if (visit->kept[0] < share) {
        const double solved = cc_table_at(&self->solved, visit->day, visit->interval);
        return (cc_leave){CONTAINED, visit->kept[1] < solved ? CC_SOLVED : CC_UNSOLVED};
    }
    return (cc_leave){NOT, CC_UNSOLVED};
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    const cc_lookup *self = node->settings;
    share[CONTAINED] = cc_table_at(&self->contains[issue], day, interval);
    share[NOT] = 1 - share[CONTAINED];
    share[N_PORTS] = 0;
}

const cc_node_type cc_node_lookup = {
    .name = "lookup",
    .doc = "Self-service: contains a share by kind of issue, who else goes on.",
    .meets = "looks it up in",
    .settings = settings,
    .settings_size = sizeof(cc_lookup),
    .port = port,
    .takes_time = takes_time,
    .contains = true,
    .enter = enter,
    .leave = leave,
    .shares = shares,
};
