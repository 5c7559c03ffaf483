/* Fills one agent before it turns to the next, so that the others stay free for a call or for work
 * that cannot be shared. */
#include "models/center/routing.h"
#include "models/language/settings.h"
#include "models/scenario/router.h"
#include <limits.h>

typedef struct most_open {
    int up_to; /* conversations */
} most_open;

static const cc_setting settings[] = {
    {.name = "up_to",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 255,
     .fallback = INT_MAX,
     .offset = offsetof(most_open, up_to),
     .is_policy = true,
     .doc = "Who has so many open is only given more if nobody with fewer has room."},
    {.name = NULL},
};

static bool
before(const void *of, cc_candidate a, cc_candidate b)
{
    const most_open *self = of;
    const bool a_is_full = a.n_open >= self->up_to, b_is_full = b.n_open >= self->up_to;
    if (a_is_full != b_is_full) {
        return b_is_full;
    }
    if (a.n_open != b.n_open) {
        return a_is_full ? a.n_open < b.n_open : a.n_open > b.n_open;
    }
    return a.since < b.since;
}

static __attribute__((noinline)) uint32_t
search(const cc_center *center, uint32_t contact, const cc_service *service, uint32_t except)
{
    return cc_route_search(center, contact, service, except,
                           (cc_rule){before, false, center->scenario->center.router_settings});
}

static uint32_t
select_agent(cc_center *center, uint32_t contact, const cc_service *service, uint32_t except)
{
    return cc_route_best(center, contact, service, except, false, search);
}

const cc_router_type cc_router_most_open = {
    .name = "most-open",
    .doc = "Who has the most conversations open and room for one more.",
    .settings = settings,
    .settings_size = sizeof(most_open),
    .select_agent = select_agent,
};
