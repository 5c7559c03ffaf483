/* The least loaded agent; of equals the one whose mix changed longest ago. */
#include "models/center/routing.h"
#include "models/scenario/router.h"

static bool
before(const void *settings, cc_candidate a, cc_candidate b)
{
    (void)settings;
    return a.n_open != b.n_open ? a.n_open < b.n_open : a.since < b.since;
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

const cc_router_type cc_router_fewest_open = {
    .name = "fewest-open",
    .doc = "Who has the fewest conversations open; of equals the longest without a change.",
    .select_agent = select_agent,
};
