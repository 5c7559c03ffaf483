#include "models/scenario/graph.h"

#include "models/scenario/condition.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include <limits.h>
#include <math.h>
#include <string.h>

const char *
cc_graph_edge_name(const cc_node *node, int j)
{
    return j < node->n_ports ? node->type->port(node, j).name : "then";
}

void
cc_graph_walk(const cc_center_setup *center, int entry, cc_graph *self)
{
    self->n = 0;
    self->past_bots = false;
    memset(self->place, -1, sizeof(self->place));
    if (entry >= 0) {
        self->place[entry] = 0;
        self->node[self->n++] = entry;
    }
    for (int k = 0; k < self->n; k++) {
        const cc_node *node = &center->node[self->node[k]];
        for (int j = 0; j < cc_graph_n_edges(node); j++) {
            const cc_way *way = cc_graph_edge(node, j);
            for (int b = 0; b < way->n; b++) {
                const int to = way->branch[b].to;
                if (to >= 0 && self->place[to] < 0) {
                    self->place[to] = self->n;
                    self->node[self->n++] = to;
                }
            }
        }
    }
}

bool
cc_graph_is_met(const cc_center_setup *center, int channel, int node)
{
    const cc_channel *in = &center->channel[channel];
    cc_graph graph;
    cc_graph_walk(center, in->offered ? in->entry : -1, &graph);
    return graph.place[node] >= 0 || (in->offered && in->after == node);
}

bool
cc_graph_is_reached(const cc_scenario *scenario, int node)
{
    bool is = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        is |= cc_graph_is_met(&scenario->center, c, node);
    }
    return is;
}

/* Can a contact be gone from the node by that edge without time passing? Who finds it full goes on
 * by `then` at once. */
static bool
takes_no_time(const cc_node *node, int edge)
{
    const bool passes =
        (node->capacity < INT_MAX || cc_node_fails(node)) && node->when_full == CC_FULL_SKIP;
    return !node->type->takes_time(node) || (edge == node->n_ports && passes);
}

/* Takes nodes away, one after the other, of which no edge of that sort leads to one that is left:
 * what is left then leads only on. */
static int
find_left(const cc_center_setup *center, bool without_time, bool *is_left)
{
    bool changes = true;
    for (int j = 0; j < center->n_nodes; j++) {
        is_left[j] = true;
    }
    while (changes) {
        changes = false;
        for (int j = 0; j < center->n_nodes; j++) {
            const cc_node *node = &center->node[j];
            bool stays = false, ends = false;
            for (int k = 0; k < cc_graph_n_edges(node); k++) {
                const cc_way *way = cc_graph_edge(node, k);
                const bool is_quick = takes_no_time(node, k);
                for (int b = 0; b < way->n; b++) {
                    const int to = way->branch[b].to;
                    stays |= to >= 0 && is_left[to] && is_quick;
                    ends |= to < 0 || !is_left[to];
                }
            }
            if (is_left[j] && (without_time ? !stays : ends)) {
                is_left[j] = false;
                changes = true;
            }
        }
    }
    for (int j = 0; j < center->n_nodes; j++) {
        if (is_left[j]) {
            return j;
        }
    }
    return -1;
}

/* One of those left that it leads to without time passing. */
static int
quick_successor(const cc_node *node, const bool *is_left)
{
    for (int k = 0; k < cc_graph_n_edges(node); k++) {
        const cc_way *way = cc_graph_edge(node, k);
        for (int b = 0; b < way->n && takes_no_time(node, k); b++) {
            if (way->branch[b].to >= 0 && is_left[way->branch[b].to]) {
                return way->branch[b].to;
            }
        }
    }
    return -1;
}

int
cc_graph_find_circle(const cc_center_setup *center)
{
    bool is_left[CC_MAX_NODES];
    int at = find_left(center, true, is_left);
    /* what is left leads into a circle: after so many steps it is in one */
    for (int step = 0; at >= 0 && step < center->n_nodes; step++) {
        at = quick_successor(&center->node[at], is_left);
    }
    return at;
}

int
cc_graph_find_endless(const cc_center_setup *center)
{
    bool is_left[CC_MAX_NODES];
    return find_left(center, false, is_left);
}

/* Solves a x = b in place, of n rows; b is column n. Rows are sums of at most 1 off the diagonal, so
 * that no order of elimination is better than another. */
static void
solve(double a[CC_MAX_NODES][CC_MAX_NODES + 1], int n)
{
    for (int p = 0; p < n; p++) {
        const double pivot = fmax(a[p][p], 1e-9); /* contacts that go round for ever */
        for (int i = 0; i < n; i++) {
            const double f = i == p ? 0 : a[i][p] / pivot;
            for (int j = p; j <= n && f != 0; j++) {
                a[i][j] -= f * a[p][j];
            }
        }
        for (int j = p; j <= n; j++) {
            a[p][j] /= pivot;
        }
    }
}

/* Who goes round a chatbot goes on behind it, to the queue if nowhere else. */
static bool
is_passed(const cc_graph *graph, const cc_node *node)
{
    return graph->past_bots && node->type->is_bot;
}

bool
cc_graph_has_conditions(const cc_center_setup *center, const cc_graph *graph)
{
    bool has = false;
    for (int k = 0; k < graph->n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        for (int j = 0; j < cc_graph_n_edges(node); j++) {
            const cc_way *way = cc_graph_edge(node, j);
            for (int b = 0; b < way->n; b++) {
                has |= way->branch[b].when != NULL;
            }
        }
    }
    return has;
}

/* Contacts of which the flow is asked for. */
typedef struct flowing {
    const cc_scenario *scenario;
    int issue, channel;
    size_t day, interval;
    const cc_graph *graph;
} flowing;

/* Of those who leave by that way, the share that goes to each end and node: [CC_N_ENDS + to]. */
enum { N_TARGETS = CC_MAX_NODES + CC_N_ENDS };

static void
share_out(const flowing *self, const cc_way *way, double all, double *target)
{
    double left = 1;
    for (int b = 0; b < way->n; b++) {
        const cc_branch *branch = &way->branch[b];
        if (branch->when != NULL &&
            !cc_condition_at_rest(branch->when, self->scenario, self->channel, self->day,
                                  self->interval)) {
            continue;
        }
        const double share =
            branch->share == NULL
                ? left
                : fmin(cc_table_at(&branch->share[self->issue], self->day, self->interval), left);
        target[branch->to + CC_N_ENDS] += all * share;
        left -= share;
    }
}

/* By a contact that leaves the node. */
static void
find_targets(const flowing *self, const cc_node *node, double target[N_TARGETS])
{
    double share[CC_MAX_PORTS + 1];
    memset(target, 0, N_TARGETS * sizeof(*target));
    if (is_passed(self->graph, node)) {
        const int to = cc_node_past(node);
        target[to + CC_N_ENDS] = 1;
        return;
    }
    node->type->shares(node, self->issue, self->day, self->interval, share);
    for (int j = 0; j < cc_graph_n_edges(node); j++) {
        share_out(self, cc_graph_edge(node, j), share[j], target);
    }
}

/* Of those who leave the node, the share that goes to some queue at once. */
static double
goes_to_queue(const cc_node *node, const double target[N_TARGETS])
{
    const double onward = cc_node_to_queue(node) >= 0 ? target[CC_TO_TRANSFER + CC_N_ENDS] : 0;
    return target[CC_TO_QUEUE + CC_N_ENDS] + onward;
}

/* s of work that nodes spare agents, by a contact that enters: of a visit of each, times the share of its
 * contacts that come to the queue. */
static double
find_spared(const flowing *self, const cc_graph *graph, double target[CC_MAX_NODES][N_TARGETS],
            const cc_flow *flow)
{
    const cc_center_setup *center = &self->scenario->center;
    double a[CC_MAX_NODES][CC_MAX_NODES + 1], sum = 0;
    const int n = graph->n;
    bool spares = false;
    for (int k = 0; k < n; k++) {
        spares |= center->node[graph->node[k]].type->saves != NULL;
    }
    if (!spares) {
        return 0;
    }
    for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
            a[k][j] = (k == j) - target[k][graph->node[j] + CC_N_ENDS];
        }
        a[k][n] = goes_to_queue(&center->node[graph->node[k]], target[k]);
    }
    solve(a, n);
    for (int k = 0; k < n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        if (node->type->saves != NULL) {
            sum += flow->visits[graph->node[k]] * a[k][n] *
                   node->type->saves(node, self->issue, self->day, self->interval);
        }
    }
    return sum;
}

void
cc_graph_flow(const cc_scenario *scenario, const cc_graph *graph, int issue, int channel,
              size_t day, size_t interval, cc_flow *flow)
{
    double target[CC_MAX_NODES][N_TARGETS], a[CC_MAX_NODES][CC_MAX_NODES + 1];
    const cc_center_setup *center = &scenario->center;
    const flowing self = {scenario, issue, channel, day, interval, graph};
    const int n = graph->n;
    *flow = (cc_flow){.to_queue = n == 0 ? 1 : 0};
    /* visits of a node = 1 if it is the entry + those that come from nodes */
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= n; j++) {
            a[i][j] = i == j || (i == 0 && j == n) ? 1 : 0;
        }
    }
    for (int k = 0; k < n; k++) {
        find_targets(&self, &center->node[graph->node[k]], target[k]);
        for (int j = 0; j < n; j++) {
            a[j][k] -= target[k][graph->node[j] + CC_N_ENDS];
        }
    }
    solve(a, n);
    for (int k = 0; k < n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        const double visits = a[k][n], to_queue = visits * goes_to_queue(node, target[k]);
        const sim_dist *hand_over = node->type->hand_over != NULL && !is_passed(graph, node)
                                        ? node->type->hand_over(node)
                                        : NULL;
        flow->visits[graph->node[k]] = is_passed(graph, node) ? 0 : visits;
        flow->to_queue += to_queue;
        flow->onward[graph->node[k]] = visits * target[k][CC_TO_TRANSFER + CC_N_ENDS];
        flow->contained += visits * target[k][CC_TO_CONTAINED + CC_N_ENDS];
        flow->hung_up += visits * target[k][CC_TO_HANG_UP + CC_N_ENDS];
        if (hand_over != NULL) {
            flow->hand_over += to_queue * sim_dist_mean(hand_over);
        }
        if (node->type->becomes != NULL) {
            flow->items[node->type->becomes(node)] += visits * target[k][CC_TO_ITEM + CC_N_ENDS];
        }
    }
    flow->hand_over -= find_spared(&self, graph, target, flow);
    flow->hand_over /= flow->to_queue > 0 ? flow->to_queue : 1;
}
