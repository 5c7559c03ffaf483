/* In a circle: of those who may take it, the first behind whom the queue's last contact went to. What
 * it remembers is a seat of each queue, plain values in the center, so a copy of the center goes
 * on where the original was. */
#include "models/center/routing.h"
#include "models/scenario/router.h"

static size_t
state_size(const cc_center *center)
{
    return (size_t)center->scenario->center.n_queues * sizeof(uint32_t);
}

/* Seats from the next one of the circle on. */
static uint32_t
steps_to(const cc_center *self, uint32_t next, uint32_t a)
{
    return a >= next ? a - next : a + self->n_agents - next;
}

/* Who of the group stands nearest, if nearer than the best so far. */
static uint32_t
nearest(const cc_center *self, const cc_crew *crew, const uint64_t *takes, uint32_t except,
        uint32_t next, uint32_t best)
{
    for (int w = 0; w < crew->n_words; w++) {
        for (uint64_t bits = takes[w] & crew->occupied[w]; bits != 0; bits &= bits - 1) {
            uint32_t a = crew->list[64 * w + __builtin_ctzll(bits)].first;
            for (; a != CC_NONE; a = self->agent[a].next) {
                if (a != except &&
                    (best == CC_NONE || steps_to(self, next, a) < steps_to(self, next, best))) {
                    best = a;
                }
            }
        }
    }
    return best;
}

static uint32_t
select_agent(cc_center *center, uint32_t contact, const cc_service *service, uint32_t except)
{
    uint32_t *next = (uint32_t *)center->router_state + service->queue;
    const cc_choice *groups = center->scenario->center.queue[service->queue].groups;
    for (int pass = 0; pass <= service->type->interrupts; pass++) {
        uint32_t best = CC_NONE;
        int last_rank = INT_MAX;
        const cc_crew *crew;
        for (int j = 0;
             (crew = cc_route_next_crew(center, contact, service, &j, last_rank)) != NULL; j++) {
            best = nearest(center, crew, cc_route_takes(crew, service->channel_index, pass > 0),
                           except, *next, best);
            last_rank = best != CC_NONE ? groups[j].rank : INT_MAX;
        }
        if (best != CC_NONE) {
            *next = best + 1;
            return best;
        }
    }
    return CC_NONE;
}

const cc_router_type cc_router_circular = {
    .name = "circular",
    .doc = "One after the other, in the order of seats.",
    .state_size = state_size,
    .select_agent = select_agent,
};
