#include "models/scenario/fed.h"

#include "models/scenario/node.h"

bool
cc_queue_is_fed(const cc_center_setup *center, int queue)
{
    for (int t = 0; t < center->n_transfers; t++) {
        if (center->transfer[t].queue == queue) {
            return true;
        }
    }
    for (int j = 0; j < center->n_nodes; j++) {
        const cc_node_type *type = center->node[j].type;
        if (type->onward != NULL && type->onward(&center->node[j]).queue == queue) {
            return true;
        }
    }
    return false;
}
