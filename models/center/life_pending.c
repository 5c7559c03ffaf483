/* An agent's reply that asks the customer something: until the answer comes nobody has the item, it
 * holds no place, and its clock stands still. */
#include "models/center/life_desk.h"

#include "models/center/routing.h"
#include <math.h>

void
cc_pending_decide(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_aside *aside = &self->aside[id];
    const cc_content *content = cc_life_content(self, c);
    if (content->asks > 0 && !aside->attempt.is_decided) {
        const sim_block u =
            cc_draw(self, CC_DRAW_STRETCH, c->owner, cc_life_ordinal(c), aside->attempt.n_asked);
        aside->attempt.is_decided = true;
        aside->attempt.asks = sim_uniform(u.word[0]) < content->asks;
        aside->attempt.answer_after =
            sim_dist_quantile(&content->customer.dist, sim_uniform(u.word[1])) *
            cc_life_table(c, &content->customer.factor);
        aside->attempt.next_work = sim_dist_quantile(&content->work.dist, sim_uniform(u.word[2]));
    }
    c->turns_left = aside->attempt.asks ? 2 : 1;
}

void
cc_pending_ask(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_aside *aside = &self->aside[id];
    const uint32_t a = c->agent;
    const double delay = aside->attempt.answer_after;
    cc_life_respond(self, c);
    cc_journal(self, CC_JOURNAL_ASKS, c, a, delay);
    aside->attempt.is_decided = aside->attempt.asks = false;
    aside->attempt.n_asked++;
    aside->attempt.asked_by = a;
    aside->attempt.shift = self->agent[a].shift;
    aside->attempt.asked = self->now.time;
    cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
    cc_life_leave_any(self, c);
    cc_agent_give(self, a, c->channel);
    cc_life_take_from_agent(self, c);
    cc_life_arrive_in(self, c, CC_PENDING_CUSTOMER);
    sim_timer_set(&self->now.calendar, id, self->now.time + delay, SIM_PRIORITY_COMPLETION);
    cc_life_free_agent(self, a);
}

/* May who asked take the answer now? */
static bool
is_there(const cc_center *self, const cc_contact *c, const cc_aside *aside)
{
    const cc_agent *agent = &self->agent[aside->attempt.asked_by];
    const cc_crew *crew = &self->crew[agent->group];
    const cc_option *option = cc_route_find_option(crew, cc_service_of(self, c)->lane);
    return agent->on_duty && agent->barred == 0 && agent->shift == aside->attempt.shift &&
           (crew->mixes.mix[agent->mix].takes >> c->channel & 1) && option != NULL &&
           !cc_route_is_barred(self, c->channel) && cc_route_reserve_allows(self, crew, option);
}

void
cc_pending_answered(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_aside *aside = &self->aside[id];
    cc_journal(self, CC_JOURNAL_ANSWERS, c, 0, 0);
    cc_life_leave(self, c, CC_PENDING_CUSTOMER);
    aside->attempt.paused += cc_desk_time(self, c, aside->attempt.asked);
    aside->attempt.customer_answered = self->now.time;
    c->work = c->full_work =
        aside->attempt.next_work * cc_life_work_factor(c, cc_service_of(self, c));
    c->patience = INFINITY;
    const bool to_agent = self->scenario->center.channel[c->channel].desk.answers_to_agent &&
                          is_there(self, c, aside);
    cc_life_next_leg(self, id, to_agent ? aside->attempt.asked_by : CC_NONE);
}
