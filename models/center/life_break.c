/* Breaks on command: so many agents of a group as its control says take nothing new, and are not ready
 * once their hands are empty. Whoever leaves takes no break any more, and another one is sent. */
#include "models/center/journal.h"
#include "models/center/life.h"

#include <math.h>

static void
send(cc_center *self, cc_crew *crew, uint32_t a)
{
    cc_agent_bar(self, a, CC_SENT);
    if (self->agent[a].mix == 0) {
        self->agent[a].since = self->now.time; /* of nothing but being seen */
    }
    crew->now->n_sent++;
    cc_journal_of(self, CC_JOURNAL_PAUSES, CC_OF_AGENT, a, 0, INFINITY);
}

static void
call_back(cc_center *self, cc_crew *crew, uint32_t a)
{
    cc_agent_unbar(self, a, CC_SENT);
    crew->now->n_sent--;
    if (self->selves != NULL && self->agent[a].mix == 0) {
        cc_self_rests(self, a);
    }
    cc_journal_of(self, CC_JOURNAL_PAUSES, CC_OF_AGENT, a, 0, 0);
    cc_life_seek(self, a);
    cc_life_attend(self, a);
}

/* In the shift, and not sent yet. */
static bool
may_be_sent(const cc_center *self, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    return agent->on_duty && (agent->barred & (CC_LEAVING | CC_SENT)) == 0 &&
           !cc_agent_stays(self, a);
}

/* First the idle, longest idle first, then from the last seat. */
static void
send_some(cc_center *self, cc_crew *crew, int wanted)
{
    for (uint32_t a = crew->list[0].first, next; crew->now->n_sent < wanted && a != CC_NONE;
         a = next) {
        next = self->agent[a].next;
        if (may_be_sent(self, a)) {
            send(self, crew, a);
        }
    }
    for (uint32_t j = crew->n_agents; j > 0 && crew->now->n_sent < wanted; j--) {
        const uint32_t a = cc_crew_seat(crew, j - 1);
        if (may_be_sent(self, a)) {
            send(self, crew, a);
        }
    }
}

/* First those who have not even begun it, then from the first seat. */
static void
call_some_back(cc_center *self, cc_crew *crew, int wanted)
{
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t j = 0; j < crew->n_agents && crew->now->n_sent > wanted; j++) {
            const uint32_t a = cc_crew_seat(crew, j);
            const cc_agent *agent = &self->agent[a];
            if ((agent->barred & CC_SENT) != 0 && (pass > 0 || agent->mix != 0)) {
                call_back(self, crew, a);
            }
        }
    }
}

void
cc_life_keep_breaks(cc_center *self, cc_crew *crew)
{
    const double control = self->now.controls.on_break[crew - self->crew];
    const int wanted = self->now.is_staffed ? (int)control : 0; /* after closing nobody has one */
    if (crew->now->n_sent < wanted) {
        send_some(self, crew, wanted);
    } else if (crew->now->n_sent > wanted) {
        call_some_back(self, crew, wanted);
    }
}
