/* Says something that takes a time; if so wanted, how long the wait will be. */
#include "models/center/nodes/announcement.h"
#include "models/center/journal.h"
#include "models/center/predict.h"
#include "models/language/settings.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"

static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = offsetof(cc_announcement, time),
     .doc = "How long it is."},
    {.name = "expected_wait",
     .kind = CC_SET_BOOL,
     .offset = offsetof(cc_announcement, expected_wait),
     .is_policy = true,
     .doc = "It ends with how long the wait will be, as center.prediction finds it."},
    {.name = NULL},
};

enum { HANG_UP, N_PORTS };

static bool
tells_wait(const cc_node *node)
{
    return ((const cc_announcement *)node->settings)->expected_wait;
}

static void
check(cc_reader *reader, const cc_layers *in, const cc_node *node)
{
    if (tells_wait(node) && cc_scenario_of(reader)->center.prediction.by == CC_PREDICT_NONE) {
        cc_read_missing(reader, in, "expected_wait",
                        "needs center.prediction, which says how it is found");
    }
}

static cc_port
port(const cc_node *node, int j)
{
    static const cc_port ports[] = {{"hang_up", CC_TO_HANG_UP}, {NULL, 0}};
    return ports[tells_wait(node) ? j : N_PORTS];
}

static bool
takes_time(const cc_node *node)
{
    const cc_announcement *self = node->settings;
    return cc_node_time_is_sure(&self->time);
}

static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)issue, (void)day, (void)interval;
    const cc_announcement *self = node->settings;
    return sim_dist_mean(&self->time);
}

static double
enter(const cc_visit *visit)
{
    const cc_announcement *self = visit->node->settings;
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    return sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0]));
}

/* What the customer makes of it: the last step that the wait reaches. */
static cc_leave
leave(const cc_visit *visit)
{
    cc_center *center = visit->center;
    cc_contact *c = &center->contact[visit->contact];
    const cc_reactions *customer = &center->scenario->demand.issue[visit->issue].reactions;
    if (!tells_wait(visit->node) || center->now.controls.announces[c->node] == 0) {
        return (cc_leave){CC_BY_THEN, CC_AS_BEFORE};
    }
    const double wait = cc_predict_wait(center, cc_service_of(center, c));
    cc_journal(center, CC_JOURNAL_TOLD_WAIT, c, (uint64_t)c->node, wait);
    int step = customer->n_announced - 1;
    while (step >= 0 && customer->announced[step] > wait) {
        step--;
    }
    if (step >= 0 && visit->kept[0] < customer->hang_up[step]) {
        return (cc_leave){HANG_UP, CC_AS_BEFORE};
    }
    c->patience *= step >= 0 ? customer->patience[step] : 1;
    return (cc_leave){CC_BY_THEN, CC_AS_BEFORE};
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    (void)issue;
    (void)day;
    (void)interval;
    share[0] = 0; /* nobody knows how long the wait will be: as if it were short */
    share[node->n_ports] = 1;
}

/* Those who hang up at the wait that most do not want. */
static double
undecided(const cc_node *node, const cc_reactions *customer, size_t day, size_t interval)
{
    (void)day;
    (void)interval;
    double most = 0;
    for (int j = 0; j < customer->n_announced && tells_wait(node); j++) {
        most = customer->hang_up[j] > most ? customer->hang_up[j] : most;
    }
    return most;
}

const cc_node_type cc_node_announcement = {
    .name = "announcement",
    .doc = "Says something that takes a time, and leads on.",
    .meets = "listens to",
    .settings = settings,
    .settings_size = sizeof(cc_announcement),
    .check = check,
    .port = port,
    .takes_time = takes_time,
    .announces = tells_wait,
    .stay = stay,
    .enter = enter,
    .leave = leave,
    .shares = shares,
    .undecided = undecided,
};
