/* Short cuts for the common contact: one whose medium has them and that is not interrupted. Its stay in the queue and at the agent is here in one piece with the
 * event; all else, and what happens to it that is not common, is in life*.c, which gives the same
 * bits and so is the test of this file. */
#ifndef CC_COMMON_H
#define CC_COMMON_H

#include "models/center/life.h"
#include "models/center/medium_life.h"
#include "models/center/trunk.h"

/* Do contacts of that kind have short cuts? */
static inline bool
cc_common_is(const cc_service *service)
{
    return service->is_offered && service->medium->is_common && !service->channel->interruptible &&
           service->channel->desk.by_agent <= 0 && service->channel->after < 0;
}

/* Is the contact still a common one, and does nobody listen? */
static inline bool
cc_common_holds(const cc_center *self, const cc_contact *c)
{
    return c->is_common && self->trace == NULL;
}

/* ---- at the agent ---- */

/* Returns when the work ends. */
static SIM_INLINE double
cc_common_start_work(cc_center *self, cc_contact *c, uint32_t id, uint32_t a, const cc_crew *crew)
{
    if (c->explain != 0) {
        cc_life_explain(c);
    }
    c->pace = cc_life_pace(self, crew, c);
    c->state = CC_WORKING;
    c->since = self->now.time;
    cc_count_into(self, c, CC_N_into_working);
    self->agent[a].phase = CC_PHASE_WORK;
    self->agent[a].contact = id;
    return self->now.time + c->work / c->pace;
}

/* An agent whose attention is free takes it. Returns when the first thing, answer or work, ends. */
static SIM_INLINE double
cc_common_take(cc_center *self, cc_contact *c, uint32_t id, uint32_t a, const cc_service *service,
               const cc_crew *crew)
{
    cc_life_give_to(self, c, a);
    cc_life_draw_answer(self, c, service);
    if (c->delay > 0) {
        c->state = CC_ANSWERING;
        c->since = self->now.time;
        cc_count_into(self, c, CC_N_into_answering);
        self->agent[a].phase = CC_PHASE_ANSWER;
        self->agent[a].contact = id;
        return self->now.time + c->delay;
    }
    c->answered = true;
    cc_count_answer(self, c, service, cc_count_cell(self, c), c->waited);
    return cc_common_start_work(self, c, id, a, crew);
}

static SIM_INLINE void
cc_common_answered(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    const uint32_t id = agent->contact;
    cc_contact *c = &self->contact[id];
    c->waited += c->delay;
    c->delay = 0;
    c->answered = true;
    cc_count_answer(self, c, cc_service_of(self, c), cc_count_cell(self, c), c->waited);
    cc_count_time(self, c, CC_N_time_answering, c->since);
    sim_calendar_set_again(&self->now.calendar, CC_SLOT_AGENT(self, a),
                           cc_common_start_work(self, c, id, a, &self->crew[agent->group]),
                           SIM_PRIORITY_COMPLETION);
}

/* ---- in the queue ---- */

static SIM_INLINE void
cc_common_wait(cc_center *self, cc_contact *c, uint32_t id, cc_lane *lane)
{
    c->queued = self->now.time;
    c->order = self->now.order++;
    const uint32_t last = lane->last;
    c->next = CC_NONE;
    c->prev = last;
    lane->last = id;
    lane->n++;
    if (last == CC_NONE) {
        lane->first = id;
        cc_lane_has_head(self, lane);
    } else {
        self->contact[last].next = id;
    }
    c->state = CC_WAITING;
    c->since = self->now.time;
    cc_count_into(self, c, CC_N_into_waiting);
    if (c->patience < INFINITY) {
        sim_timer_start(&self->now.calendar, id, self->now.time + c->patience,
                        SIM_PRIORITY_ABANDON);
    }
}

static SIM_INLINE void
cc_common_enter_queue(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_service *service = cc_service_of(self, c);
    cc_lane *lane = &self->lane[service->lane];
    const uint32_t a = lane->n == 0 ? cc_route_to_agent(self, id, service, CC_NONE) : CC_NONE;
    if (a == CC_NONE) {
        c->delayed = true;
        if (self->now.shut || (service->may_balk && cc_life_balks(self, c, lane->n))) {
            cc_life_not_answered(self, id);
        } else {
            cc_common_wait(self, c, id, lane);
        }
        return;
    }
    const cc_agent *agent = &self->agent[a];
    if (agent->phase != CC_PHASE_NONE || agent->ready != CC_NONE) {
        cc_life_assign(self, id, a);
        return;
    }
    cc_agent_take(self, a, c->channel);
    const double time = cc_common_take(self, c, id, a, service, &self->crew[agent->group]);
    cc_agent_attend(self, a, agent->phase, id);
    sim_calendar_set(&self->now.calendar, CC_SLOT_AGENT(self, a), time, SIM_PRIORITY_COMPLETION);
}

/* Off the queue, to an agent whose mix is as it was. */
static SIM_INLINE void
cc_common_leave_queue(cc_center *self, cc_contact *c, uint32_t id, cc_lane *lane)
{
    sim_timer_clear(&self->now.calendar, id);
    const uint32_t next = c->next, prev = c->prev;
    lane->n--;
    if (prev == CC_NONE) {
        lane->first = next;
        cc_lane_has_head(self, lane);
    } else {
        self->contact[prev].next = next;
    }
    if (next == CC_NONE) {
        lane->last = prev;
    } else {
        self->contact[next].prev = prev;
    }
    const double wait = self->now.time - c->queued;
    c->waited += wait;
    c->patience -= wait;
    cc_count_time(self, c, CC_N_time_waiting, c->since);
}

/* Its patience has ended. */
static SIM_INLINE void
cc_common_abandons(cc_center *self, cc_contact *c, uint32_t id)
{
    const cc_service *service = cc_service_of(self, c);
    if (service->may_go_silently && cc_life_leaves_silently(self, id)) {
        return;
    }
    cc_common_leave_queue(self, c, id, &self->lane[service->lane]);
    c->state = CC_FREE;
    cc_count_abandoned(self, c);
    cc_trunk_release(self, c);
    if (service->content->switches.to >= 0) {
        cc_life_lose_patience(self, id);
    } else {
        cc_life_give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
    }
}

/* ---- the end of one and the beginning of the next ---- */

/* An agent who is done with a conversation on that channel takes the next common one in line, if
 * that is what it should do; else as life_agent.c says. */
static SIM_INLINE void
cc_common_pass_on(cc_center *self, uint32_t a, int channel)
{
    cc_agent *agent = &self->agent[a];
    const cc_crew *crew = &self->crew[agent->group];
    agent->phase = CC_PHASE_NONE;
    agent->contact = CC_NONE;
    if (cc_agent_may_pass(crew, agent) && agent->ready == CC_NONE) {
        const cc_option *first = crew->option;
        uint32_t id = self->lane[first->lane].first;
        if (id != CC_NONE ? !first->is_last_of_equals || first->channel != channel
                          : !first->is_alone) {
            id = cc_route_to_contact(self, crew,
                                     cc_mixes_after_giving(&crew->mixes, agent->mix, channel), 0);
        }
        if (id == CC_NONE) {
            cc_agent_give(self, a, channel);
            cc_life_attend(self, a);
            cc_agent_attend(self, a, agent->phase, agent->contact);
            return;
        }
        cc_contact *c = &self->contact[id];
        if (cc_common_holds(self, c) && c->channel == channel) {
            const cc_service *service = cc_service_of(self, c);
            cc_common_leave_queue(self, c, id, &self->lane[service->lane]);
            agent->since = self->now.time;
            sim_calendar_set_again(&self->now.calendar, CC_SLOT_AGENT(self, a),
                                   cc_common_take(self, c, id, a, service, crew),
                                   SIM_PRIORITY_COMPLETION);
            return;
        }
    }
    cc_life_pass_on(self, a, channel);
}

static SIM_INLINE void
cc_common_ends(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    const uint32_t id = agent->contact;
    cc_contact *c = &self->contact[id];
    const cc_service *service = cc_service_of(self, c);
    const int channel = c->channel;
    const double now = self->now.time, sojourn = now - c->arrived, wrap_up = c->wrap_up;
    double *count = cc_count_cell(self, c);
    cc_count_two(&count[CC_N_first_response], sojourn, 1);  /* responded */
    cc_count_two(&count[CC_N_ended], 1, now - c->since);    /* talk */
    cc_count_two(&count[CC_N_sojourn], sojourn, c->waited); /* wait_total */
    if (wrap_up > 0) {
        count[CC_N_wrap_up] += wrap_up;
    }
    cc_trunk_release(self, c);
    cc_count_time(self, c, CC_N_time_working, c->since);
    c->state = CC_FREE;
    if (wrap_up > 0) {
        cc_life_start_wrap_up(self, a, c);
    }
    cc_life_settle(self, id, service, cc_life_p_resolved(self, c, service));
    if (wrap_up <= 0) {
        cc_common_pass_on(self, a, channel);
    }
}

static SIM_INLINE void
cc_common_wrapped_up(cc_center *self, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    cc_count_span(self, agent->wrap_cell, CC_N_time_wrap_up, agent->wrap_since);
    cc_common_pass_on(self, a, agent->wrap_channel);
}

#endif
