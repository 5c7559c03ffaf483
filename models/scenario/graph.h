/* The graph of automation: its nodes, and edges by port. The one walk over it serves the check of a
 * scenario, its hash, the workload, and reports. */
#ifndef CC_GRAPH_H
#define CC_GRAPH_H

#include "models/scenario/setup.h"

typedef struct cc_scenario cc_scenario;

/* The edges of a node: by each port, and behind them by `then`; each is a way with one target or more. */
static inline int
cc_graph_n_edges(const cc_node *node)
{
    return node->n_ports + 1;
}

static inline const cc_way *
cc_graph_edge(const cc_node *node, int j)
{
    return j < node->n_ports ? &node->next[j] : &node->then;
}

/* How the edge is called: its port, or "then". */
const char *cc_graph_edge_name(const cc_node *node, int j);

/* Whoever enters there. */
typedef struct cc_graph {
    int n;
    int node[CC_MAX_NODES];  /* that can be reached, in the order of the walk: first the entry */
    int place[CC_MAX_NODES]; /* of each node in it, -1: cannot be reached */
    bool past_bots;          /* of a customer who goes round chatbots; false after the walk */
} cc_graph;

/* entry -1: none, or an end. */
void cc_graph_walk(const cc_center_setup *center, int entry, cc_graph *self);
/* Can a contact of that channel come to the node, before the agent or behind? */
bool cc_graph_is_met(const cc_center_setup *center, int channel, int node);
/* Can one of any channel? */
bool cc_graph_is_reached(const cc_scenario *scenario, int node);

/* A node from which contacts can come back to it without any time passing, -1: there is none. */
int cc_graph_find_circle(const cc_center_setup *center);
/* A node from which no edge leads to an end, -1: there is none. */
int cc_graph_find_endless(const cc_center_setup *center);

/* Shares of the contacts of one kind that enter there, as if nothing were ever full, outages of
 * nodes in the mean of the interval; what is asked
 * of queues and agents is answered as where nobody waits and somebody is free. */
typedef struct cc_flow {
    double visits[CC_MAX_NODES];         /* to each node, by one contact */
    double to_queue, contained, hung_up; /* to_queue: their own, or the one that a node names */
    double unsolved;                     /* of those contained */
    double hand_over; /* s: mean of the agent's time on taking over, less what nodes spare it, of
                       * those who go to a queue */
    double onward[CC_MAX_NODES];   /* that each node hands on, to a queue or to a partner */
    double items[CC_MAX_CHANNELS]; /* that become an item of that channel */
    /* Of those who go to the queue: whose agents do not learn the story from nodes; and of whose story,
     * besides, no node has lost what was said there. */
    double untold, kept;
} cc_flow;

/* On that channel. */
void cc_graph_flow(const cc_scenario *scenario, const cc_graph *graph, int issue, int channel,
                   size_t day, size_t interval, cc_flow *flow);
/* Is anything asked of queues, agents or channels on the ways of these nodes? */
bool cc_graph_has_conditions(const cc_center_setup *center, const cc_graph *graph);

#endif
