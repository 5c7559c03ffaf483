/* An assistant that talks for a time and then contains the contact or hands it over. */
#include "models/node.h"

static bool
contains(const cc_node *node, int issue, size_t day, size_t interval, double u)
{
    return u < cc_table_at(&node->contains[issue], day, interval);
}

const cc_node_type cc_node_chatbot = {
    .name = "chatbot",
    .doc = "Talks for a time, contains a share by kind of issue, hands the rest over.",
    .contains = contains,
};
