/* What a report says of queues to which contacts are transferred: of those only, however else contacts come
 * there. */
#include "models/scenario/fed.h"
#include "models/scenario/scenario.h"
#include "report/maker.h"
#include <string.h>

static bool
is_fed(const cc_scenario *scenario, const char *name)
{
    for (int q = 0; q < scenario->center.n_queues; q++) {
        if (strcmp(scenario->center.queue[q].name, name) == 0) {
            return cc_queue_is_fed(&scenario->center, q);
        }
    }
    return false;
}

static void
lines_of(xp_maker *self, const char *name)
{
    char label[64];
    snprintf(self->scope, sizeof(self->scope), "queue:%s", name);
    snprintf(label, sizeof(label), "%.18s: came a day", name);
    xp_maker_add(self, label, "transfers_in", XP_COUNT, false);
    snprintf(label, sizeof(label), "%.18s: service level", name);
    xp_maker_add(self, label, "transfers_service_level", XP_PERCENT, false);
    snprintf(label, sizeof(label), "%.18s: speed of answer", name);
    xp_maker_add(self, label, "transfers_asa", XP_TIME, false);
    snprintf(label, sizeof(label), "%.18s: gave up there", name);
    xp_maker_add(self, label, "transfers_abandonment", XP_PERCENT, true);
    snprintf(label, sizeof(label), "%.18s: sent away a day", name);
    xp_maker_add(self, label, "transfers_dropped", XP_COUNT, true);
}

void
xp_maker_transfers(xp_maker *self)
{
    const xp_plan *plan = self->results->plan;
    strcpy(self->section, "TRANSFERRED TO A QUEUE");
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_center_setup *center = &plan->scenario[s]->center;
        for (int q = 0; q < center->n_queues; q++) {
            const char *name = center->queue[q].name;
            bool is_said = !cc_queue_is_fed(center, q);
            for (int t = 0; t < s; t++) {
                is_said |= is_fed(plan->scenario[t], name);
            }
            if (!is_said) {
                lines_of(self, name);
            }
        }
    }
}
