/* The least loaded agent; of equals the one whose hands changed longest ago. */
#include "models/router.h"

static bool
before(cc_candidate a, cc_candidate b)
{
    return a.n_open != b.n_open ? a.n_open < b.n_open : a.since < b.since;
}

const cc_router_type cc_router_fewest_open = {
    .name = "fewest-open",
    .doc = "Who has the fewest conversations open; of equals the longest without a change.",
    .before = before,
};
