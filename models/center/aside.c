#include "models/center/aside.h"

#include "models/center/moving.h"

bool
cc_aside_is_needed(const cc_scenario *scenario)
{
    return scenario->n_channels > CC_TOLD_CHANNELS || scenario->center.n_transfers > 0;
}
