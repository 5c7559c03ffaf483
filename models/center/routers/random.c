/* Any of those who may take it, each with the same probability. */
#include "models/center/life.h"
#include "models/center/routing.h"
#include "models/scenario/router.h"

typedef struct place {
    size_t n;       /* agents met, up to the one that is looked for */
    uint32_t agent; /* the last of them */
} place;

/* Meets those of the group who may take it, up to the k-th of all. */
static void
meet(const cc_center *self, const cc_crew *crew, int channel, bool interrupting, uint32_t except,
     size_t k, place *at)
{
    const uint64_t *takes = cc_route_takes(crew, channel, interrupting);
    const bool is_limited = cc_case_counts(self, crew, channel);
    for (int w = 0; w < crew->n_words; w++) {
        for (uint64_t bits = takes[w] & crew->occupied[w]; bits != 0; bits &= bits - 1) {
            const int h = 64 * w + __builtin_ctzll(bits);
            uint32_t a = crew->list[h].first;
            for (; a != CC_NONE && at->n <= k; a = self->agent[a].next) {
                if (a != except && !(is_limited && self->cases[a] >= crew->caseload)) {
                    at->agent = a;
                    at->n++;
                }
            }
        }
    }
}

/* Of the first rank of groups in which somebody may take it. */
static place
meet_all(const cc_center *self, uint32_t contact, const cc_service *service, bool interrupting,
         uint32_t except, size_t k)
{
    const cc_choice *groups = self->takers[service->queue].group;
    place at = {0, CC_NONE};
    int last_rank = INT_MAX;
    const cc_crew *crew;
    for (int j = 0; (crew = cc_route_next_crew(self, contact, service, &j, last_rank)) != NULL;
         j++) {
        meet(self, crew, service->channel_index, interrupting, except, k, &at);
        last_rank = at.n > 0 ? groups[j].rank : INT_MAX;
    }
    return at;
}

static uint32_t
select_agent(cc_center *center, uint32_t contact, const cc_service *service, uint32_t except)
{
    for (int pass = 0; pass <= service->type->interrupts; pass++) {
        const size_t n = meet_all(center, contact, service, pass > 0, except, SIZE_MAX).n;
        if (n > 0) {
            const cc_contact *c = &center->contact[contact];
            const sim_block u =
                cc_draw(center, CC_DRAW_ROUTE, c->owner, cc_life_ordinal(c), c->leg);
            const size_t k = (size_t)(sim_uniform(u.word[0]) * (double)n);
            return meet_all(center, contact, service, pass > 0, except, k < n ? k : n - 1).agent;
        }
    }
    return CC_NONE;
}

const cc_router_type cc_router_random = {
    .name = "random",
    .doc = "Any of those who may take it, each with the same probability.",
    .select_agent = select_agent,
};
