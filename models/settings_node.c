/* Automation: nodes by name. */
#include "models/node.h"
#include "models/scenario.h"
#include "models/settings_common.h"
#include "models/settings_sections.h"
#include <limits.h>
#include <stddef.h>
#include <string.h>

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

static void
read_then(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_node *node = object;
    const cc_value *value = cc_layers_get(in, self->name);
    const bool queue =
        value == NULL || (value->kind == CC_VALUE_TEXT && strcmp(value->text, "queue") == 0);
    node->then = queue ? -1 : cc_read_name(reader, value, &cc_each_node);
}

static void
write_then(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_node *node = object;
    if (node->then >= 0) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, cc_scenario_in(writer)->center.node[node->then].name);
        cc_write_end(writer);
    }
}

static bool
can_be_full(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_node *)object)->capacity < INT_MAX;
}

static const char *const fulls[] = {"queue", "blocked", NULL};

#define NODE(member) offsetof(cc_node, member)
const cc_setting cc_settings_node[] = {
    {.name = "node",
     .kind = CC_SET_SPECIAL,
     .type = "kind of node",
     .normal = "must be given",
     .read = read_node,
     .write = write_node,
     .doc = "See `ccsim list nodes`."},
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = NODE(time),
     .doc = "How long a contact stays."},
    {.name = "contains",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .each = &cc_each_issue,
     .stride = sizeof(cc_table),
     .pointed = true,
     .all_alike = true,
     .offset = NODE(contains),
     .doc = "Share that ends here, for all kinds or by kind."},
    {.name = "solved",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .offset = NODE(solved),
     .doc = "Share of these whose issue is resolved."},
    {.name = "keeps_context",
     .kind = CC_SET_BOOL,
     .fallback = 1,
     .offset = NODE(keeps_context),
     .is_policy = true,
     .doc = "The agent who takes over knows what was said."},
    {.name = "hand_over",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = NODE(hand_over),
     .doc = "The agent's time for taking over."},
    {.name = "capacity",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = 1e6,
     .fallback = INT_MAX,
     .offset = NODE(capacity),
     .doc = "Contacts that it serves at once."},
    {.name = "full",
     .kind = CC_SET_CHOICE,
     .words = fulls,
     .offset = NODE(when_full),
     .matters = can_be_full,
     .doc = "Who finds it full goes on past it, or is blocked."},
    {.name = "then",
     .kind = CC_SET_SPECIAL,
     .type = "\"queue\" or name of a node",
     .normal = "queue",
     .read = read_then,
     .write = write_then,
     .is_policy = true,
     .doc = "Where it goes on for those who are not contained."},
    {.name = NULL},
};

void
cc_nodes_read(cc_reader *reader, const cc_layers *in)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    /* Names first, since nodes name each other and channels name nodes. */
    const cc_value *nodes = cc_layers_get(in, "automation");
    const size_t n = nodes != NULL ? nodes->n : 0;
    if (n > CC_MAX_NODES) {
        cc_read_refuse(reader, nodes, "too many nodes (%d at most)", CC_MAX_NODES);
        return;
    }
    center->node = cc_read_alloc(reader, n, sizeof(cc_node));
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) {
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
    }
}

/* Does a contact come there, from a channel's entry on? Nodes do not go round. */
static bool
is_reached(const cc_center_setup *center, int node)
{
    for (int c = 0; c < cc_channel_count(); c++) {
        int at = center->channel[c].offered ? center->channel[c].entry : -1;
        for (int steps = 0; at >= 0 && steps < center->n_nodes; steps++) {
            if (at == node) {
                return true;
            }
            at = center->node[at].then;
        }
    }
    return false;
}

void
cc_nodes_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < center->n_nodes; j++) {
        cc_write_open(writer, center->node[j].name);
        cc_write_begin(writer);
        if (!writer->for_hash || is_reached(center, j)) {
            cc_settings_write(writer, cc_settings_node, &center->node[j]);
        }
        cc_write_close(writer);
    }
    cc_write_close(writer);
}
