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
