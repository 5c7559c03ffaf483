#include "models/center/aside.h"

#include "models/center/moving.h"
#include "models/scenario/connection.h"
#include "models/scenario/node.h"

/* Are items sorted wrongly, sent back, asked about, handed on or read by others? */
static bool
has_items_apart(const cc_scenario *scenario)
{
    bool has = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_desk *desk = &scenario->center.channel[c].desk;
        has |= desk->accuracy < 1 || desk->by_agent + desk->by_automation > 0;
        for (int i = 0; i < scenario->demand.n_issues; i++) {
            const cc_content *content = &scenario->demand.issue[i].content[c];
            has |= content->asks > 0 || content->virality > 0;
        }
    }
    return has;
}

bool
cc_aside_leaves_duplicates(const cc_scenario *scenario)
{
    bool leaves = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        for (int c = 0; c < scenario->n_channels; c++) {
            const cc_switch *switches = &scenario->demand.issue[i].content[c].switches;
            leaves = leaves || (switches->to >= 0 && switches->stays);
        }
    }
    return leaves;
}

bool
cc_aside_is_needed(const cc_scenario *scenario)
{
    bool is_needed = scenario->n_channels > CC_TOLD_CHANNELS || scenario->center.n_transfers > 0;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        is_needed |= scenario->center.group[g].next_turn == CC_ROUND_ROBIN ||
                     scenario->center.group[g].fatigue.errors > 0;
    }
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const cc_node_type *type = scenario->center.node[j].type;
        is_needed |= type->prepare != NULL || type->is_after || type->elsewhere != NULL ||
                     type->onward != NULL;
    }
    is_needed |= cc_agents_may_be_cut_off(scenario);
    return is_needed || has_items_apart(scenario) || cc_aside_leaves_duplicates(scenario);
}
