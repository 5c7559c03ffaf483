/* Conversations without turns: an agent with n of them open does the work of so many seconds in a second
 * as a measured table says, shared evenly. What is left of each is kept when the number changes, so that
 * with a rate of 1 at any number this is processor sharing. Each has a timer of its own. */
#include "models/center/life.h"
#include "models/center/life_transfer.h"
#include "models/center/medium_life.h"

#include <math.h>

/* Work done since the number open last changed. */
static void
bring_up_to_date(cc_center *self, cc_contact *c)
{
    if (c->state == CC_WORKING) {
        const double dt = self->now.time - c->typing;
        c->work = fmax(c->work - c->pace * dt, 0);
        c->attention += dt / c->turns_left;
        c->typing = self->now.time;
    }
}

void
cc_life_share_again(cc_center *self, uint32_t a)
{
    const cc_crew *crew = &self->crew[self->agent[a].group];
    const int n = crew->mixes.mix[self->agent[a].mix].n_open;
    for (uint32_t id = self->agent[a].open; id != CC_NONE; id = self->contact[id].next) {
        cc_contact *c = &self->contact[id];
        if (c->state != CC_WORKING) {
            continue;
        }
        bring_up_to_date(self, c);
        c->turns_left = (uint32_t)n;
        c->pace = cc_by_number_at(&cc_service_of(self, c)->channel->rates, (size_t)n - 1) / n *
                  cc_life_pace(self, crew, c);
        sim_timer_set(&self->now.calendar, id, self->now.time + c->work / c->pace,
                      SIM_PRIORITY_COMPLETION);
    }
    if (self->agent[a].phase != CC_PHASE_PAUSE) {
        cc_agent_attend(self, a, n > 0 ? CC_PHASE_SHARED : CC_PHASE_NONE, CC_NONE);
    }
}

static void
begin(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (c->turn == 0) {
        cc_service_of(self, c)->medium->join_up(self, c);
    }
    if (c->must_resume) {
        cc_life_take_up_again(self, c);
    }
    c->explain += c->wrap_up; /* a part of the work: there is no time of its own for it */
    c->wrap_up = 0;
    cc_life_explain(c);
    c->pace = 0;
    c->typing = self->now.time;
    cc_life_arrive_in(self, c, CC_WORKING);
    if (self->crew[self->agent[c->agent].group].tires) {
        cc_self_makes_errors(self, c);
    }
    cc_life_share_again(self, c->agent);
    cc_journal(self, CC_JOURNAL_TALKS, c, c->agent, c->work / c->pace);
}

void
cc_life_join(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_life_keep_open(self, id);
    if (c->answered) {
        begin(self, id);
        return;
    }
    cc_life_arrive_in(self, c, CC_ANSWERING);
    sim_timer_set(&self->now.calendar, id, self->now.time + c->delay, SIM_PRIORITY_COMPLETION);
    cc_life_share_again(self, c->agent);
}

void
cc_life_answer_shared(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    c->waited += c->delay;
    c->delay = 0;
    cc_life_answered(self, id);
    begin(self, id);
}

void
cc_life_shared_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    bring_up_to_date(self, c);
    c->turns_left = 0;
    cc_life_untype(self, id);
    cc_life_stretch_done(self, c);
    cc_life_end_at_agent(self, id, c->agent, false);
}

void
cc_life_withdraw_shared(cc_center *self, uint32_t id, const cc_interrupted *rule)
{
    cc_contact *c = &self->contact[id];
    if (c->state == CC_ANSWERING) { /* answering will begin anew */
        c->waited += self->now.time - c->since;
        return;
    }
    bring_up_to_date(self, c);
    c->turns_left = 1;
    c->must_resume = true;
    if (rule->restart) {
        c->work = c->full_work;
    }
}
