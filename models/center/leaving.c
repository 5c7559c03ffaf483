/* Who leaves when a group has too many, by rules that do not look for the idle: those
 * who may are a heap, of which as many are taken as go. */
#include "models/center/self.h"
#include "models/center/state.h"

#include <stdlib.h>

int
cc_leaving_init(cc_center *self)
{
    bool asks = false;
    for (int g = 0; g < self->n_crews; g++) {
        const cc_group *group = self->crew[g].group;
        asks |= group->leaves != CC_LEAVES_IDLE_FIRST || group->absent > 0;
    }
    self->leaver = asks ? calloc(self->n_agents + (size_t)1, sizeof(*self->leaver)) : NULL;
    return asks && self->leaver == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

void
cc_leaving_free(cc_center *self)
{
    free(self->leaver);
}

/* Less goes first; of equals the last seat. */
static double
key_of(const cc_center *self, cc_leaves rule, uint32_t a)
{
    const cc_self *agent = &self->selves[a];
    switch (rule) {
    case CC_LEAVES_RANDOM: { /* again: a control may change twice at one moment */
        const uint64_t ms = (uint64_t)(self->now.time * 1000);
        return sim_uniform(cc_draw_again(self, CC_DRAW_LEAVES, agent->key, ms, 0).word[0]);
    }
    case CC_LEAVES_LONGEST:
        return agent->came;
    case CC_LEAVES_ROSTER:
    case CC_LEAVES_IDLE_FIRST:
        break;
    }
    return 0;
}

static bool
goes_before(const cc_leaver *x, const cc_leaver *y)
{
    return x->key != y->key ? x->key < y->key : x->who > y->who;
}

/* Lets the one at j sink until those below it go after it. */
static void
sift(cc_leaver *heap, size_t n, size_t j)
{
    const cc_leaver it = heap[j];
    for (size_t k = 2 * j + 1; k < n; k = 2 * j + 1) {
        k += k + 1 < n && goes_before(&heap[k + 1], &heap[k]);
        if (!goes_before(&heap[k], &it)) {
            break;
        }
        heap[j] = heap[k];
        j = k;
    }
    heap[j] = it;
}

void
cc_leavers_order(cc_center *self, size_t n)
{
    for (size_t j = n / 2; j > 0; j--) {
        sift(self->leaver, n, j - 1);
    }
}

uint32_t
cc_leavers_next(cc_center *self, size_t n)
{
    const uint32_t who = self->leaver[0].who;
    self->leaver[0] = self->leaver[n - 1];
    sift(self->leaver, n - 1, 0);
    return who;
}

size_t
cc_leaving_gather(cc_center *self, const cc_crew *crew)
{
    size_t n = 0;
    for (uint32_t j = 0; j < crew->n_agents; j++) {
        const uint32_t a = cc_crew_seat(crew, j);
        if (self->agent[a].on_duty && !(self->agent[a].barred & CC_LEAVING) &&
            !cc_agent_stays(self, a)) {
            self->leaver[n++] = (cc_leaver){key_of(self, crew->group->leaves, a), j};
        }
    }
    cc_leavers_order(self, n);
    return n;
}
