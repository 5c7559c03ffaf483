/* Automation: nodes by name, what all kinds of node have, and the edges between them. */
#include "models/language/hint.h"
#include "models/scenario/condition.h"
#include "models/scenario/graph.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include "models/scenario/settings_way.h"
#include <limits.h>
#include <stddef.h>
#include <string.h>

/* ---- kinds of node ---- */

static void
read_node(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_node *node = object;
    const cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL) {
        cc_read_missing(reader, in, self->name, "is missing: which kind of node is it?");
        return;
    }
    const char *words[CC_MAX_NODES] = {NULL};
    for (int j = 0; cc_node_types[j] != NULL && j < CC_MAX_NODES - 1; j++) {
        words[j] = cc_node_types[j]->name;
    }
    const int choice = cc_read_word(reader, value, words);
    node->type = cc_node_types[choice];
}

static void
write_node(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_node *node = object;
    cc_write_name(writer, self->name);
    cc_write_text(writer, node->type->name);
    cc_write_end(writer);
}

static const char *
kind(int j)
{
    return cc_node_types[j] != NULL ? cc_node_types[j]->name : NULL;
}

static const cc_setting *
settings_of(int j)
{
    return cc_node_types[j]->settings;
}

static const cc_own_settings kinds = {"node", kind, settings_of};

static void
read_own(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)self;
    cc_node *node = object;
    node->settings = cc_read_alloc(reader, 1, node->type->settings_size);
    if (node->settings != NULL) {
        cc_settings_read(reader, in, node->type->settings, node->settings);
    }
}

static void
write_own(cc_writer *writer, const cc_setting *self, const void *object)
{
    (void)self;
    const cc_node *node = object;
    cc_settings_write(writer, node->type->settings, node->settings);
}

/* ---- edges ---- */

static void
read_then(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_node *node = object;
    cc_value *value = cc_layers_get(in, self->name);
    node->then = value == NULL ? cc_way_to(reader, CC_TO_QUEUE) : cc_way_read(reader, value);
}

static void
write_then(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_node *node = object;
    if (!cc_way_is(&node->then, CC_TO_QUEUE)) {
        cc_way_write(writer, self->name, &node->then);
    }
}

/* Where a port leads that is not in `next` and not as `then` says; CC_TO_ITS_NAME: there is nothing of
 * its name. */
static int
leads(const cc_scenario *scenario, cc_port port)
{
    const char *name;
    for (int j = 0; port.leads == CC_TO_ITS_NAME && (name = cc_target_name(scenario, j)) != NULL;
         j++) {
        if (strcmp(name, port.name) == 0) {
            return cc_target(scenario, j);
        }
    }
    return port.leads;
}

static cc_way
way_by_itself(cc_reader *reader, const cc_node *node, cc_port port)
{
    return port.leads == CC_TO_THEN ? node->then
                                    : cc_way_to(reader, leads(cc_scenario_of(reader), port));
}

static bool
is_by_itself(const cc_scenario *scenario, const cc_node *node, cc_port port, const cc_way *way)
{
    if (port.leads != CC_TO_THEN) {
        return cc_way_is(way, leads(scenario, port));
    }
    return way->branch == node->then.branch ||
           (node->then.n == 1 && cc_way_is(way, node->then.branch[0].to));
}

static void
refuse_port(cc_reader *reader, const cc_value *member, const cc_node *node)
{
    cc_hint hint;
    cc_hint_init(&hint, member->name);
    for (int j = 0; j < node->n_ports; j++) {
        cc_hint_offer(&hint, node->type->port(node, j).name);
    }
    if (hint.nearest != NULL) {
        cc_read_refuse(reader, member, "there is no such way on; did you mean \"%s\"?",
                       hint.nearest);
    } else {
        cc_read_refuse(reader, member, "there is no such way on");
    }
}

static void
read_next(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_node *node = object;
    const cc_value *group = cc_layers_get(in, self->name);
    while (node->n_ports < CC_MAX_PORTS && node->type->port(node, node->n_ports).name != NULL) {
        node->n_ports++;
    }
    node->next = cc_read_alloc(reader, (size_t)node->n_ports, sizeof(*node->next));
    size_t n_known = 0;
    for (int j = 0; j < node->n_ports && reader->error == SIM_OK; j++) {
        const cc_port port = node->type->port(node, j);
        cc_value *value = group != NULL ? cc_value_get(group, port.name) : NULL;
        n_known += value != NULL;
        node->next[j] =
            value != NULL ? cc_way_read(reader, value) : way_by_itself(reader, node, port);
        if (cc_way_is(&node->next[j], CC_TO_ITS_NAME)) {
            cc_read_missing(reader, in, self->name,
                            "must say where \"%.60s\" leads: there is no node of that name",
                            port.name);
        }
    }
    for (size_t k = 0; group != NULL && k < group->n && n_known < group->n; k++) {
        bool is_known = false;
        for (int j = 0; j < node->n_ports; j++) {
            is_known |= strcmp(node->type->port(node, j).name, group->child[k]->name) == 0;
        }
        if (!is_known) {
            refuse_port(reader, group->child[k], node);
        }
    }
}

static void
write_next(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_node *node = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < node->n_ports; j++) {
        const cc_port port = node->type->port(node, j);
        if (!is_by_itself(cc_scenario_in(writer), node, port, &node->next[j])) {
            cc_way_write(writer, port.name, &node->next[j]);
        }
    }
    cc_write_close(writer);
}

static bool
can_be_full(const void *whole, const void *object)
{
    (void)whole;
    const cc_node *node = object;
    return node->capacity < INT_MAX || cc_node_fails(node);
}

static const char *const fulls[] = {"skip", "block", "wait", NULL};

#define NODE(member) offsetof(cc_node, member)
const cc_setting cc_settings_node[] = {
    {.name = "node",
     .kind = CC_SET_SPECIAL,
     .type = "kind of node",
     .normal = "must be given",
     .read = read_node,
     .write = write_node,
     .doc = "See `ccsim list nodes`."},
    {.name = "+", .kind = CC_SET_OWN, .own = &kinds, .read = read_own, .write = write_own},
    {.name = "capacity",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = 1e6,
     .fallback = INT_MAX,
     .offset = NODE(capacity),
     .doc = "Contacts that it serves at once."},
    {.name = "when_full",
     .kind = CC_SET_CHOICE,
     .words = fulls,
     .offset = NODE(when_full),
     .matters = can_be_full,
     .is_policy = true,
     .doc = "Who finds it full goes on past it as `then` says, is blocked, or waits in its line."},
    {.name = "cost_per_session",
     .kind = CC_SET_NUMBER,
     .unit = "money",
     .min = 0,
     .max = 1e6,
     .offset = NODE(cost_per_session),
     .doc = "For each visit of it."},
    {.name = "outages",
     .kind = CC_SET_GROUP,
     .offset = NODE(outages),
     .sub = cc_settings_outages,
     .doc = "When it does not work: who comes then finds it full."},
    {.name = "then",
     .kind = CC_SET_SPECIAL,
     .type =
         "\"queue\", \"contained\", \"hang_up\", name of a node, or list of { to, when, share }",
     .normal = "queue",
     .read = read_then,
     .write = write_then,
     .is_policy = true,
     .doc = "Where it goes on, unless `next` says so; for those who are not contained."},
    {.name = "next",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .type = "the same, by way on",
     .normal = "by kind of node, or as `then` says",
     .read = read_next,
     .write = write_next,
     .is_policy = true,
     .doc = "Where each way on leads; the ways are the node's own."},
    {.name = NULL},
};

/* ---- all nodes ---- */

void
cc_nodes_read(cc_reader *reader, const cc_layers *in)
{
    const cc_value *nodes = cc_layers_get(in, "automation");
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    const size_t n = nodes != NULL ? nodes->n : 0;
    if (n > CC_MAX_NODES) {
        cc_read_refuse(reader, nodes, "too many nodes (%d at most)", CC_MAX_NODES);
        return;
    }
    center->node = cc_read_alloc(reader, n, sizeof(cc_node));
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) { /* names first: nodes name nodes */
        cc_refuse_made(reader, nodes, j, "node");
        if (strcmp(nodes->child[j]->name, "queue") == 0) {
            cc_read_refuse(reader, nodes->child[j], "a node may not have the name queue");
        }
        center->node[j].name = cc_read_keep(reader, nodes->child[j]->name);
        center->n_nodes = (int)j + 1;
    }
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) {
        const cc_layers layers = cc_layers_of(nodes->child[j]);
        cc_settings_read(reader, &layers, cc_settings_node, &center->node[j]);
        if (reader->error == SIM_OK && center->node[j].type->set_up != NULL) {
            center->node[j].type->set_up(reader, &layers, &center->node[j]);
        }
    }
}

/* Whoever finds the node full goes on by `then` at once: is that an end in automation, which the
 * contact may not have met at all? */
static bool
ends_when_full(const cc_node *node)
{
    bool ends = false;
    for (int b = 0; b < node->then.n; b++) {
        const int to = node->then.branch[b].to;
        ends |= to == CC_TO_CONTAINED || to == CC_TO_HANG_UP;
    }
    return ends && (node->capacity < INT_MAX || cc_node_fails(node)) &&
           node->when_full == CC_FULL_SKIP;
}

/* Nodes are before the agent or behind, and channels lead to both where they belong. */
static void
check_sides(cc_reader *reader, const cc_value *nodes, const cc_layers *in)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    const cc_center_setup *center = &scenario->center;
    for (int j = 0; j < center->n_nodes && reader->error == SIM_OK; j++) {
        const cc_node *node = &center->node[j];
        const bool is_after = node->type->is_after;
        for (int k = 0; k < cc_graph_n_edges(node); k++) {
            const cc_way *way = cc_graph_edge(node, k);
            for (int b = 0; b < way->n; b++) {
                const int to = way->branch[b].to;
                if (to >= 0 && (is_after || center->node[to].type->is_after)) {
                    cc_read_refuse(reader, nodes->child[j],
                                   is_after ? "is behind the agent and leads nowhere"
                                            : "must not lead to \"%s\", which is behind the agent: "
                                              "`after` of a channel is",
                                   center->node[to].name);
                    return;
                }
            }
        }
        const cc_channel *items =
            node->type->becomes != NULL ? &center->channel[node->type->becomes(node)] : NULL;
        if (items != NULL && !items->offered) {
            cc_read_refuse(reader, cc_value_get(nodes->child[j], "channel"),
                           "must be a channel that the center has");
        }
        if (items != NULL && items->entry >= 0) {
            cc_read_refuse(reader, cc_value_get(nodes->child[j], "channel"),
                           "must be a channel without an `entry`: what is an item has been through "
                           "automation");
        }
        if (is_after && node->when_full != CC_FULL_SKIP) {
            cc_read_refuse(reader, cc_value_get(nodes->child[j], "when_full"),
                           "must be \"skip\" behind the agent");
        }
    }
    const cc_layers channels = cc_layers_sub(in, "channels");
    for (int c = 0; c < scenario->n_channels && reader->error == SIM_OK; c++) {
        const cc_channel *channel = &center->channel[c];
        const cc_layers at = cc_layers_sub(&channels, scenario->channel[c].name);
        if (channel->entry >= 0 && center->node[channel->entry].type->is_after) {
            cc_read_refuse(reader, cc_layers_get(&at, "entry"),
                           "must not be a node that is behind the agent, which `after` is");
        } else if (channel->after >= 0 && !center->node[channel->after].type->is_after) {
            cc_read_refuse(reader, cc_layers_get(&at, "after"),
                           "must be a survey: all other nodes are before the agent");
        }
    }
}

static void
find_names(cc_reader *reader, const cc_way *way)
{
    for (int b = 0; b < way->n; b++) {
        if (way->branch[b].when != NULL && way->branch[b].when->written != NULL) {
            cc_condition_find(reader, way->branch[b].when);
        }
    }
}

void
cc_nodes_check(cc_reader *reader, const cc_layers *in)
{
    const cc_value *nodes = cc_layers_get(in, "automation");
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    for (int j = 0; j < center->n_nodes; j++) {
        if (ends_when_full(&center->node[j])) {
            cc_read_refuse(reader, cc_value_get(nodes->child[j], "then"),
                           "must not be an end for those who find the node full: when_full = "
                           "\"block\" or \"wait\", or \"next\" for those who have been here");
            return;
        }
    }
    for (int j = 0; j < center->n_nodes; j++) {
        if (center->node[j].when_full == CC_FULL_WAIT && center->node[j].capacity == 0) {
            cc_read_refuse(reader, cc_value_get(nodes->child[j], "capacity"),
                           "must be at least 1 where contacts wait for the node (is 0)");
            return;
        }
    }
    for (int j = 0; j < center->n_nodes && reader->error == SIM_OK; j++) {
        for (int k = 0; k < cc_graph_n_edges(&center->node[j]); k++) {
            find_names(reader, cc_graph_edge(&center->node[j], k));
        }
    }
    for (int j = 0; j < center->n_nodes && reader->error == SIM_OK; j++) {
        const cc_layers layers = cc_layers_of(nodes->child[j]);
        if (center->node[j].type->check != NULL) {
            center->node[j].type->check(reader, &layers, &center->node[j]);
        }
    }
    if (nodes != NULL && reader->error == SIM_OK) {
        check_sides(reader, nodes, in);
    }
    if (reader->error != SIM_OK) {
        return;
    }
    const int circle = cc_graph_find_circle(center), endless = cc_graph_find_endless(center);
    const int at = circle >= 0 ? circle : endless;
    if (at >= 0) {
        const cc_value *value = nodes->child[at], *then = cc_value_get(value, "then"),
                       *next = cc_value_get(value, "next");
        cc_read_refuse(reader,
                       next != NULL   ? next
                       : then != NULL ? then
                                      : value,
                       circle >= 0 ? "nodes must not lead in a circle in which no time passes"
                                   : "nodes must lead to the queue or another end");
    }
}

void
cc_nodes_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < center->n_nodes; j++) {
        cc_write_open(writer, center->node[j].name);
        cc_write_begin(writer);
        if (!writer->for_hash || cc_graph_is_reached(cc_scenario_in(writer), j)) {
            cc_settings_write(writer, cc_settings_node, &center->node[j]);
        }
        cc_write_close(writer);
    }
    cc_write_close(writer);
}
