/* Which of the conversations that wait for an agent's attention has it next, where that is not the one
 * that waits longest. */
#include "models/center/life.h"
#include "models/center/medium_life.h"

void
cc_life_leave_line(cc_center *self, uint32_t id)
{
    cc_agent *agent = &self->agent[self->contact[id].agent];
    uint32_t before = CC_NONE, at = agent->ready;
    while (at != id) {
        before = at;
        at = self->contact[at].next;
    }
    if (before == CC_NONE) {
        agent->ready = self->contact[id].next;
    } else {
        self->contact[before].next = self->contact[id].next;
    }
    if (agent->ready_last == id) {
        agent->ready_last = before;
    }
}

/* Those that go first are the first of the list: as long as there are any, no other has its turn. */
static bool
may_be_next(const cc_center *self, uint32_t id, uint32_t first)
{
    return id != CC_NONE && cc_life_goes_first(self, &self->contact[id]) ==
                                cc_life_goes_first(self, &self->contact[first]);
}

/* How long the attention would be on it: the answer, or the stretch of work. */
static double
stretch(cc_center *self, const cc_crew *crew, cc_contact *c)
{
    const cc_medium_life *medium = cc_service_of(self, c)->medium;
    if (!c->answered && c->delay > 0) {
        return c->delay;
    }
    const double until_noticed = c->typing; /* of who has gone: `typing` is in use */
    if (medium->prepare != NULL) {
        medium->prepare(self, c);
    }
    c->typing = c->is_ghost ? until_noticed : c->typing;
    const bool has_wrap_up = cc_service_of(self, c)->channel->interruptible &&
                             (medium->is_last == NULL || medium->is_last(c));
    return (c->work + c->explain + (has_wrap_up ? c->wrap_up : 0)) / cc_life_pace(self, crew, c);
}

static uint32_t
shortest(cc_center *self, uint32_t a)
{
    const cc_crew *crew = &self->crew[self->agent[a].group];
    const uint32_t head = self->agent[a].ready;
    uint32_t best = CC_NONE;
    double least = 0;
    for (uint32_t id = head; may_be_next(self, id, head); id = self->contact[id].next) {
        const double time = stretch(self, crew, &self->contact[id]);
        if (best == CC_NONE || time < least) {
            best = id;
            least = time;
        }
    }
    return best;
}

/* In the order in which they were taken, from the one that had the attention last. */
static uint32_t
next_round(const cc_center *self, uint32_t a)
{
    const uint64_t last = self->last_turn[a];
    const uint32_t head = self->agent[a].ready;
    uint32_t first = CC_NONE, next = CC_NONE;
    for (uint32_t id = head; may_be_next(self, id, head); id = self->contact[id].next) {
        const uint64_t taken = self->aside[id].attempt.taken;
        if (first == CC_NONE || taken < self->aside[first].attempt.taken) {
            first = id;
        }
        if (taken > last && (next == CC_NONE || taken < self->aside[next].attempt.taken)) {
            next = id;
        }
    }
    return next != CC_NONE ? next : first;
}

uint32_t
cc_life_next_turn(cc_center *self, uint32_t a)
{
    const cc_next_turn rule = self->crew[self->agent[a].group].group->next_turn;
    const uint32_t id = rule == CC_SHORTEST      ? shortest(self, a)
                        : rule == CC_ROUND_ROBIN ? next_round(self, a)
                                                 : self->agent[a].ready;
    cc_life_leave_line(self, id);
    return id;
}
