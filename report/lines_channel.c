/* What a report says of a channel. */
#include "models/scenario/graph.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "report/maker.h"
#include <math.h>
#include <string.h>

/* The first scenario that has the channel, one that reads it before others, and which it is there; NULL:
 * none. */
static const cc_scenario *
who_offers(const xp_maker *self, const char *name, int *channel)
{
    const cc_scenario *offers = NULL;
    for (int s = 0; s < self->results->plan->n_scenarios; s++) {
        const cc_scenario *scenario = self->results->plan->scenario[s];
        const int c = cc_channel_find(scenario, name);
        if (c < 0 || !scenario->center.channel[c].offered) {
            continue;
        }
        if (offers == NULL || scenario->center.channel[c].watched) {
            offers = scenario;
            *channel = c;
        }
        if (scenario->center.channel[c].watched) {
            break;
        }
    }
    return offers;
}

/* Does anybody wait on that channel as the run begins? What waits then is among the contacts of the
 * observation only where that begins with the run. */
static bool
has_backlog(const cc_scenario *scenario, int channel)
{
    bool any = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        any = any || scenario->demand.issue[i].content[channel].backlog > 0;
    }
    return any;
}

/* The first center in which the channel has automation, and which node comes first; NULL: none. */
static const cc_center_setup *
who_automates(const xp_maker *self, const char *name, int *entry)
{
    for (int s = 0; s < self->results->plan->n_scenarios; s++) {
        const cc_scenario *scenario = self->results->plan->scenario[s];
        const int c = cc_channel_find(scenario, name);
        if (c >= 0 && scenario->center.channel[c].offered &&
            scenario->center.channel[c].entry >= 0) {
            *entry = scenario->center.channel[c].entry;
            return &scenario->center;
        }
    }
    return NULL;
}

/* Is there a chatbot among them that may understand or not? */
static bool
understands(const cc_center_setup *center, const cc_graph *graph)
{
    bool does = false;
    for (int k = 0; k < graph->n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        does |= node->type->fails != NULL && node->type->fails(node);
    }
    return does;
}

/* May its graph end contacts in automation? */
static bool
may_contain(const cc_center_setup *center, const cc_graph *graph)
{
    bool may = false;
    for (int k = 0; k < graph->n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        for (int j = 0; j < cc_graph_n_edges(node); j++) {
            const cc_way *way = cc_graph_edge(node, j);
            for (int b = 0; b < way->n; b++) {
                may |= way->branch[b].to == CC_TO_CONTAINED;
            }
        }
    }
    return may;
}

/* Where conversations may be silent for long: what becomes of them. */
static void
silences(xp_maker *self, const cc_scenario *scenario, int j)
{
    const cc_silence *silence = &scenario->center.channel[j].silence;
    xp_maker_add(self, "wait to enter, mean", "wait_to_enter", XP_TIME, true);
    if (silence->dormant < INFINITY || silence->close < INFINITY) {
        xp_maker_add(self, "wait for a turn, mean", "turn_wait", XP_TIME, false);
        xp_maker_add(self, "dormant at a time", "level_dormant", XP_COUNT, true);
        xp_maker_add(self, "closed for silence a day", "closed_silent", XP_COUNT, true);
    }
    xp_maker_add(self, "told that it is closed, a day", "auto_replies", XP_COUNT, true);
}

/* Items whose clock stands still now and then: replies by that clock, and how old the rest is. */
static void
replies(xp_maker *self, const cc_scenario *scenario, const cc_scope *scope, int j)
{
    const cc_channel *channel = &scenario->center.channel[j];
    bool asks = false;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        asks |= scenario->demand.issue[i].content[j].asks > 0;
    }
    if (channel->desk.lunch.close > channel->desk.lunch.open || asks) {
        double within;
        char label[48] = "... older than the threshold", span[24];
        xp_maker_add(self, "first reply, by its clock", "reply_first", XP_TIME, false);
        xp_maker_add(self, "next reply, after an answer", "reply_next", XP_TIME, true);
        if (asks) {
            xp_maker_add(self, "last reply, questions apart", "reply_full", XP_TIME, false);
        }
        xp_maker_add(self, "age of the backlog, mean", "backlog_age", XP_TIME, false);
        if (cc_scope_threshold(scope, scenario, 0, &within) && !isnan(within)) {
            snprintf(label, sizeof(label), "... older than %s",
                     xp_text_span(within, span, sizeof(span)));
        }
        xp_maker_add(self, label, "backlog_late", XP_COUNT, false);
    }
    xp_maker_add(self, "told that it has come in, a day", "acknowledged", XP_COUNT, true);
    xp_maker_add(self, "sorted wrongly a day", "misrouted", XP_COUNT, true);
    xp_maker_add(self, "further posts a day", "further_posts", XP_COUNT, true);
}

bool
xp_maker_calls_back(const xp_maker *self, const char *channel)
{
    bool any = false;
    for (int s = 0; s < self->results->plan->n_scenarios; s++) {
        const cc_scenario *scenario = self->results->plan->scenario[s];
        for (int c = 0; c < scenario->n_channels; c++) {
            if (channel != NULL && strcmp(scenario->channel[c].name, channel) != 0) {
                continue;
            }
            for (int i = 0; i < scenario->demand.n_issues; i++) {
                any |= scenario->demand.issue[i].reactions.no_answer[c] > 0;
            }
        }
    }
    return any;
}

/* Who was not served. Customers who do not answer when they are called back have abandoned without a sign
 * as the counters have it; they are told as not reached. */
static void
unanswered(xp_maker *self, const char *channel, bool deferred)
{
    const bool calls_back = xp_maker_calls_back(self, channel);
    xp_maker_add(self, calls_back ? "not reached, or gave up" : "abandoned", "abandonment",
                 XP_PERCENT, deferred);
    xp_maker_unserved(self, channel);
    if (xp_maker_differs(self, "abandonment", "abandonment_seen")) {
        xp_maker_add(
            self, calls_back ? "... gave up, as the center sees it" : "... as the center sees it",
            "abandonment_seen", XP_PERCENT, false);
        xp_maker_add(self, calls_back ? "of those called: not reached" : "of those taken: had left",
                     "ghost_share", XP_PERCENT, true);
        xp_maker_add(self, "agents' hours for these a day", "hours_ghosts", XP_NUMBER, true);
    }
}

void
xp_maker_channel(xp_maker *self, const cc_channel_name *is)
{
    int j;
    const cc_scenario *scenario = who_offers(self, is->name, &j);
    if (scenario == NULL) {
        return;
    }
    const bool deferred = is->kind->medium->deferred;
    char window[24], label[64];
    cc_scope scope = CC_SCOPE_CENTER;
    scope.channel = j;
    xp_text_span(scenario->run.fcr_window, window, sizeof(window));
    snprintf(self->section, sizeof(self->section), "%s", is->title);
    snprintf(self->scope, sizeof(self->scope), "channel:%s", is->name);
    const bool waits = has_backlog(scenario, j), warm = scenario->run.warm_up > 0;
    xp_maker_add(self,
                 waits && !warm ? "contacts a day, backlog included" : "contacts arrived a day",
                 "contacts", XP_COUNT, false);
    if (waits && warm) {
        xp_maker_add(self, "waiting as observation began", "waiting_start", XP_COUNT, false);
    }
    if (xp_maker_differs(self, "offered", "contacts")) {
        xp_maker_add(self, "asked for an agent, a day", "offered", XP_COUNT, false);
    }
    int entry;
    const cc_center_setup *automated = who_automates(self, is->name, &entry);
    if (automated != NULL) {
        const cc_node *first = &automated->node[entry];
        cc_graph graph;
        cc_graph_walk(automated, entry, &graph);
        if (graph.n > 1) { /* by that one or one behind it */
            snprintf(label, sizeof(label), "contained from %.20s on", first->name);
        } else {
            snprintf(label, sizeof(label), "contained by %.20s", first->name);
        }
        if (may_contain(automated, &graph)) {
            xp_maker_add(self, label, "containment", XP_PERCENT, false);
            if (understands(automated, &graph)) {
                xp_maker_add(self, "... and solved", "containment_solved", XP_PERCENT, false);
            }
            snprintf(label, sizeof(label), "... and not back within %s%s", window,
                     scenario->run.fcr_open ? " open" : "");
            xp_maker_add(self, label, "containment_honest", XP_PERCENT, false);
        }
        xp_maker_add(self, "went round a chatbot, a day", "bypassed", XP_COUNT, true);
        xp_maker_add(self, "accepted an offer, a day", "diverted", XP_COUNT, true);
    }
    xp_maker_service_levels(self, scenario, &scope, "", deferred);
    if (!deferred || self->detailed) {
        xp_maker_add(self, deferred ? "time to answer, mean" : "average speed of answer", "asa",
                     XP_TIME, false);
        xp_maker_add(self, deferred ? "answered, 95 % within" : "wait, 95 % within", "wait_p95",
                     XP_TIME, false);
    }
    xp_maker_add(self, "wait less predicted, mean", "prediction_error", XP_TIME, true);
    xp_maker_add(self, "... standard deviation", "prediction_error_sd", XP_TIME, true);
    unanswered(self, is->name, deferred);
    xp_maker_add(self, "left between turns a day", "left_in_turn", XP_COUNT, true);
    xp_maker_add(self, "blocked", "blocking", XP_PERCENT, true);
    if (self->detailed) {
        xp_maker_add(self, "balked", "balking", XP_PERCENT, true);
    }
    xp_maker_add(self, "days on target", "days_on_target", XP_PERCENT, false);
    if (deferred) {
        xp_maker_add(self, "backlog at the end", "waiting_end", XP_COUNT, false);
        replies(self, scenario, &scope, j);
    } else {
        silences(self, scenario, j);
    }
    xp_maker_add(self, "went on as another item, a day", "raised", XP_COUNT, true);
    if (self->detailed) {
        xp_maker_add(self, "handling time", "handle_time", XP_TIME, false);
    }
    xp_maker_queues(self, scenario, j, deferred);
}
