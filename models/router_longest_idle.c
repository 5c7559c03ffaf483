/* Empty hands first, the longest idle of them; then whose hands changed longest ago. */
#include "models/router.h"

static bool
before(cc_candidate a, cc_candidate b)
{
    if ((a.n_open == 0) != (b.n_open == 0)) {
        return a.n_open == 0;
    }
    return a.since < b.since;
}

const cc_router_type cc_router_longest_idle = {
    .name = "longest-idle",
    .doc = "Who has been idle longest; of those with work open, whose last change is longest ago.",
    .before = before,
};
