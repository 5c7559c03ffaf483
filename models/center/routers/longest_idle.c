/* An empty mix first, the longest idle of them; then whose mix changed longest ago. */
#include "models/center/routing.h"
#include "models/scenario/router.h"

static bool
before(const void *settings, cc_candidate a, cc_candidate b)
{
    (void)settings;
    if ((a.n_open == 0) != (b.n_open == 0)) {
        return a.n_open == 0;
    }
    return a.since < b.since;
}

static __attribute__((noinline)) uint32_t
search(const cc_center *center, uint32_t contact, const cc_service *service, uint32_t except)
{
    return cc_route_search(center, contact, service, except, (cc_rule){before, true, NULL});
}

static uint32_t
select_agent(cc_center *center, uint32_t contact, const cc_service *service, uint32_t except)
{
    return cc_route_best(center, contact, service, except, true, search);
}

const cc_router_type cc_router_longest_idle = {
    .name = "longest-idle",
    .doc = "Who has been idle longest; of those with work open, whose last change is longest ago.",
    .select_agent = select_agent,
};
