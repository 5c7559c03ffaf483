/* The flow of contacts through a graph of automation, in the mean: an absorbing chain. */
#include "models/scenario/condition.h"
#include "models/scenario/graph.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <string.h>

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

/* ---- outages ---- */

static double
overlap(double from, double to, double begin, double end)
{
    return fmax(0, fmin(to, end) - fmax(from, begin));
}

/* The share of that interval of the day in which the node does not work. */
static double
share_down(const cc_scenario *scenario, const cc_node *node, size_t interval)
{
    const cc_outages *outages = &node->outages;
    const cc_run *run = &scenario->run;
    const double begin = run->open + (double)interval * run->interval;
    const double end = fmin(begin + run->interval, run->close);
    double planned = 0, at_random = 0;
    for (int j = 0; j < outages->n && begin < end; j++) {
        for (int day = -1; day <= 1; day++) { /* an outage may go on past midnight */
            planned += overlap(outages->from[j] + day * CC_DAY, outages->to[j] + day * CC_DAY,
                               begin, end) /
                       (end - begin);
        }
    }
    if (!sim_dist_is_zero(&outages->up)) {
        const double up = sim_dist_mean(&outages->up), down = sim_dist_mean(&outages->down);
        at_random = down / (up + down);
    }
    return 1 - (1 - fmin(planned, 1)) * (1 - at_random);
}

/* ---- where a node leads ---- */

/* Contacts of which the flow is asked for. */
typedef struct flowing {
    const cc_scenario *scenario;
    int issue, channel;
    size_t day, interval;
    const cc_graph *graph;
} flowing;

enum { N_TARGETS = CC_MAX_NODES + CC_N_ENDS };

/* Of those who come to a node, the shares that go on to each end and node, [CC_N_ENDS + to]: all, those who
 * were there, and of these those whose issue is as solved as it was before, and those whom the node has
 * left with an unsolved one. */
typedef struct leading {
    double up; /* share who find it working */
    double all[N_TARGETS], visited[N_TARGETS], as_before[N_TARGETS], unsolved[N_TARGETS];
} leading;

static void
share_out(const flowing *self, const cc_way *way, double all, double *target)
{
    double left = 1;
    for (int b = 0; b < way->n && all > 0; b++) {
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

static void
find_targets(const flowing *self, const cc_node *node, leading *to)
{
    double share[CC_MAX_PORTS + 1];
    *to = (leading){.up = 1};
    if (is_passed(self->graph, node)) {
        const int past = cc_node_past(node) + CC_N_ENDS;
        to->all[past] = to->as_before[past] = 1;
        return;
    }
    const double down = node->when_full != CC_FULL_WAIT && cc_node_fails(node)
                            ? share_down(self->scenario, node, self->interval)
                            : 0;
    to->up = 1 - down;
    node->type->shares(node, self->issue, self->day, self->interval, share);
    for (int j = 0; j < cc_graph_n_edges(node); j++) {
        const cc_way *way = cc_graph_edge(node, j);
        const double unsolved =
            node->type->unsolved == NULL || j == node->n_ports
                ? NAN
                : node->type->unsolved(node, self->issue, self->day, self->interval, j);
        share_out(self, way, to->up * share[j], to->visited);
        if (isnan(unsolved)) {
            share_out(self, way, to->up * share[j], to->as_before);
        } else {
            share_out(self, way, to->up * share[j] * unsolved, to->unsolved);
        }
    }
    memcpy(to->all, to->visited, sizeof(to->all));
    if (node->when_full == CC_FULL_SKIP) {
        share_out(self, &node->then, down, to->all);
        share_out(self, &node->then, down, to->as_before);
    }
}

/* ---- the chain ---- */

/* Equations by node, the right side last; solved for how often one contact comes there, say. */
typedef double solution[CC_MAX_NODES][CC_MAX_NODES + 1];

static void
begin_at_entry(solution a, int n)
{
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= n; j++) {
            a[i][j] = i == j || (i == 0 && j == n) ? 1 : 0;
        }
    }
}

/* Of those who leave the node, the share that goes to some queue at once. */
static double
goes_to_queue(const cc_node *node, const double *target)
{
    const double onward = cc_node_to_queue(node) >= 0 ? target[CC_TO_TRANSFER + CC_N_ENDS] : 0;
    return target[CC_TO_QUEUE + CC_N_ENDS] + onward;
}

/* s of work that nodes spare agents, by a contact that enters: of a visit of each, times the share of its
 * contacts that come to the queue. */
static double
find_spared(const flowing *self, const leading *to, const cc_flow *flow)
{
    const cc_graph *graph = self->graph;
    const cc_center_setup *center = &self->scenario->center;
    solution a;
    double sum = 0;
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
            a[k][j] = (k == j) - to[k].all[graph->node[j] + CC_N_ENDS];
        }
        a[k][n] = goes_to_queue(&center->node[graph->node[k]], to[k].all);
    }
    solve(a, n);
    for (int k = 0; k < n; k++) {
        const cc_node *node = &center->node[graph->node[k]];
        if (node->type->saves == NULL || !(to[k].up > 0)) {
            continue;
        }
        double to_queue = goes_to_queue(node, to[k].visited);
        for (int j = 0; j < n; j++) {
            to_queue += to[k].visited[graph->node[j] + CC_N_ENDS] * a[j][n];
        }
        sum += flow->visits[graph->node[k]] / to[k].up * to_queue *
               node->type->saves(node, self->issue, self->day, self->interval);
    }
    return sum;
}

/* Contacts that come to the queue by ways on which no agent learns the story, and, if not `forgets`, that
 * lose none of it either. */
static double
find_untold(const flowing *self, const leading *to, bool forgets)
{
    const cc_graph *graph = self->graph;
    const int n = graph->n;
    solution a;
    double kept[CC_MAX_NODES], sum = 0;
    begin_at_entry(a, n);
    for (int k = 0; k < n; k++) {
        const cc_node *node = &self->scenario->center.node[graph->node[k]];
        const cc_node_type *type = node->type;
        kept[k] =
            type->knows == NULL ? 1 : 1 - type->knows(node, self->issue, self->day, self->interval);
        kept[k] *= forgets || is_passed(graph, node) || type->keeps_context == NULL ||
                   type->keeps_context(node);
        for (int j = 0; j < n; j++) {
            const int at = graph->node[j] + CC_N_ENDS;
            a[j][k] -= to[k].all[at] - (1 - kept[k]) * to[k].visited[at];
        }
    }
    solve(a, n);
    for (int k = 0; k < n; k++) {
        const cc_node *node = &self->scenario->center.node[graph->node[k]];
        sum += a[k][n] * (goes_to_queue(node, to[k].all) -
                          (1 - kept[k]) * goes_to_queue(node, to[k].visited));
    }
    return sum;
}

/* Contacts that end in automation without a solution; came: how often one comes to each node. */
static double
find_unsolved(const flowing *self, const leading *to, const double *came)
{
    const cc_graph *graph = self->graph;
    const int n = graph->n, end = CC_TO_CONTAINED + CC_N_ENDS;
    solution a;
    double sum = 0;
    for (int j = 0; j < n; j++) {
        const int at = graph->node[j] + CC_N_ENDS;
        a[j][n] = 0;
        for (int k = 0; k < n; k++) {
            a[j][k] = (j == k) - to[k].as_before[at];
            a[j][n] += came[k] * to[k].unsolved[at];
        }
    }
    solve(a, n);
    for (int k = 0; k < n; k++) {
        sum += a[k][n] * to[k].as_before[end] + came[k] * to[k].unsolved[end];
    }
    return sum;
}

static void
add_node(const flowing *self, int at, const leading *to, double came, cc_flow *flow)
{
    const cc_node *node = &self->scenario->center.node[at];
    const cc_node_type *type = node->type;
    const bool passed = is_passed(self->graph, node);
    const double *all = to->all + CC_N_ENDS;
    flow->visits[at] = passed ? 0 : came * to->up;
    flow->to_queue += came * goes_to_queue(node, to->all);
    flow->onward[at] = came * all[CC_TO_TRANSFER];
    flow->contained += came * all[CC_TO_CONTAINED];
    flow->hung_up += came * all[CC_TO_HANG_UP];
    const sim_dist *hand_over = type->hand_over != NULL && !passed ? type->hand_over(node) : NULL;
    if (hand_over != NULL) {
        flow->hand_over += came * goes_to_queue(node, to->visited) * sim_dist_mean(hand_over);
    }
    if (type->becomes != NULL) {
        flow->items[type->becomes(node)] += came * all[CC_TO_ITEM];
    }
}

void
cc_graph_flow(const cc_scenario *scenario, const cc_graph *graph, int issue, int channel,
              size_t day, size_t interval, cc_flow *flow)
{
    leading to[CC_MAX_NODES];
    solution a;
    double came[CC_MAX_NODES];
    const flowing self = {scenario, issue, channel, day, interval, graph};
    const int n = graph->n;
    *flow = (cc_flow){.to_queue = n == 0 ? 1 : 0, .untold = 1, .kept = 1};
    if (n == 0) {
        return;
    }
    bool solves = false, tells = false;
    begin_at_entry(a, n);
    for (int k = 0; k < n; k++) {
        const cc_node *node = &scenario->center.node[graph->node[k]];
        find_targets(&self, node, &to[k]);
        for (int j = 0; j < n; j++) {
            a[j][k] -= to[k].all[graph->node[j] + CC_N_ENDS];
        }
        solves |= node->type->unsolved != NULL;
        tells |= node->type->knows != NULL || node->type->keeps_context != NULL;
    }
    solve(a, n);
    for (int k = 0; k < n; k++) {
        came[k] = a[k][n];
        add_node(&self, graph->node[k], &to[k], came[k], flow);
    }
    flow->hand_over -= find_spared(&self, to, flow);
    flow->hand_over /= flow->to_queue > 0 ? flow->to_queue : 1;
    if (solves && flow->contained > 0) {
        flow->unsolved = find_unsolved(&self, to, came);
    }
    if (tells && flow->to_queue > 0) {
        flow->untold = find_untold(&self, to, true) / flow->to_queue;
        flow->kept = find_untold(&self, to, false) / flow->to_queue;
    }
}
