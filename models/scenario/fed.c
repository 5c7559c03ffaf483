#include "models/scenario/fed.h"

bool
cc_queue_is_fed(const cc_center_setup *center, int queue)
{
    for (int t = 0; t < center->n_transfers; t++) {
        if (center->transfer[t].queue == queue) {
            return true;
        }
    }
    return false;
}
