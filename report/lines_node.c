/* What a report says of nodes of automation. */
#include "models/scenario/graph.h"
#include "models/scenario/scenario.h"
#include "report/maker.h"
#include <string.h>

/* The center's node of that name, -1: there is none. */
static int
find_node(const cc_center_setup *center, const char *name)
{
    int j = center->n_nodes - 1;
    while (j >= 0 && strcmp(center->node[j].name, name) != 0) {
        j--;
    }
    return j;
}

/* Is it in the list of an earlier scenario? */
static bool
is_said(const xp_plan *plan, int s, const char *name)
{
    bool any = false;
    for (int t = 0; t < s; t++) {
        any |= find_node(&plan->scenario[t]->center, name) >= 0;
    }
    return any;
}

/* The only channel from which contacts come to the node in any center, NULL: there are several. */
static const char *
only_channel(const xp_plan *plan, const char *name)
{
    const char *only = NULL;
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_scenario *scenario = plan->scenario[s];
        const int j = find_node(&scenario->center, name);
        for (int c = 0; c < scenario->n_channels && j >= 0; c++) {
            if (scenario->center.channel[c].offered && cc_graph_is_met(&scenario->center, c, j)) {
                if (only != NULL && strcmp(only, scenario->channel[c].name) != 0) {
                    return NULL;
                }
                only = scenario->channel[c].name;
            }
        }
    }
    return only;
}

/* Who left at the node unserved. */
static void
unserved(xp_maker *self, const char *name)
{
    char label[64];
    snprintf(self->scope, sizeof(self->scope), "node:%s", name);
    snprintf(label, sizeof(label), "%.18s: left unserved a day", name);
    xp_maker_add(self, label, "node_hung_up", XP_COUNT, true);
    snprintf(label, sizeof(label), "%.18s: gave up in its line", name);
    xp_maker_add(self, label, "node_gave_up", XP_COUNT, true);
}

void
xp_maker_unserved(xp_maker *self, const char *channel)
{
    const xp_plan *plan = self->results->plan;
    char whole[sizeof(self->scope)];
    strcpy(whole, self->scope);
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_center_setup *center = &plan->scenario[s]->center;
        for (int j = 0; j < center->n_nodes; j++) {
            const char *name = center->node[j].name;
            const char *only = only_channel(plan, name);
            if (!is_said(plan, s, name) && only != NULL && strcmp(only, channel) == 0) {
                unserved(self, name);
            }
        }
    }
    strcpy(self->scope, whole);
}

void
xp_maker_automation(xp_maker *self)
{
    strcpy(self->section, "AUTOMATION");
    const xp_plan *plan = self->results->plan;
    bool several = false;
    for (int s = 0; s < plan->n_scenarios; s++) {
        several |= plan->scenario[s]->center.n_nodes > 1;
    }
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_center_setup *center = &plan->scenario[s]->center;
        for (int j = 0; j < center->n_nodes; j++) {
            const char *name = center->node[j].name;
            if (is_said(plan, s, name)) {
                continue;
            }
            char label[64];
            snprintf(self->scope, sizeof(self->scope), "node:%s", name);
            snprintf(label, sizeof(label), "%.18s: visits a day", name);
            if (several) {
                xp_maker_add(self, label, "node_entered", XP_COUNT, false);
            }
            if (only_channel(plan, name) == NULL) {
                unserved(self, name);
            }
        }
    }
}
