/* An agent's one attention over the conversations open. What holds it for how long is the medium's:
 * a call for all its talk, a chat for one turn at a time, with the customer typing in between. */
#include "models/center/life.h"
#include "models/center/life_desk.h"
#include "models/center/life_duplicate.h"
#include "models/center/life_transfer.h"
#include "models/center/medium_life.h"
#include "models/center/predict.h"
#include "models/center/trunk.h"

#include "models/scenario/node.h"

void
cc_life_work_on(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    if (c->must_resume) {
        cc_life_take_up_again(self, c);
    }
    const cc_service *service = cc_service_of(self, c);
    const cc_medium_life *medium = service->medium;
    if (service->channel->interruptible && (medium->is_last == NULL || medium->is_last(c))) {
        c->explain += c->wrap_up; /* a part of the last stretch, and so interruptible */
        c->wrap_up = 0;
    }
    if (c->explain != 0) {
        cc_life_explain(c);
    }
    const cc_crew *crew = &self->crew[self->agent[a].group];
    c->pace = cc_life_pace(self, crew, c);
    if (crew->tires) {
        cc_self_makes_errors(self, c);
    }
    const double time = c->work / c->pace;
    if (self->last_turn != NULL) {
        self->last_turn[a] = self->aside[id].attempt.taken;
    }
    cc_agent_attend(self, a, CC_PHASE_WORK, id);
    cc_life_arrive_in(self, c, CC_WORKING);
    cc_journal(self, CC_JOURNAL_TALKS, c, a, time);
    sim_calendar_set(&self->now.calendar, CC_SLOT_AGENT(self, a), self->now.time + time,
                     SIM_PRIORITY_COMPLETION);
}

void
cc_life_keep_open(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_agent *agent = &self->agent[c->agent];
    c->next = agent->open;
    c->prev = CC_NONE;
    if (agent->open != CC_NONE) {
        self->contact[agent->open].prev = id;
    }
    agent->open = id;
}

void
cc_life_type(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_life_keep_open(self, id);
    cc_life_arrive_in(self, c, CC_TYPING);
    cc_journal(self, CC_JOURNAL_TYPES, c, 0, c->typing);
    const double until = cc_service_of(self, c)->falls_silent ? cc_life_silence_until(self, c)
                                                              : self->now.time + c->typing;
    sim_timer_set(&self->now.calendar, id, until, SIM_PRIORITY_COMPLETION);
}

void
cc_life_untype(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    if (c->prev == CC_NONE) {
        self->agent[c->agent].open = c->next;
    } else {
        self->contact[c->prev].next = c->next;
    }
    if (c->next != CC_NONE) {
        self->contact[c->next].prev = c->prev;
    }
}

void
cc_life_line_up(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_agent *agent = &self->agent[c->agent];
    uint32_t before = agent->ready == CC_NONE ? CC_NONE : agent->ready_last, behind = CC_NONE;
    if (before != CC_NONE && cc_life_goes_first(self, c)) { /* behind the others that do */
        before = CC_NONE;
        behind = agent->ready;
        while (behind != CC_NONE && cc_life_goes_first(self, &self->contact[behind])) {
            before = behind;
            behind = self->contact[behind].next;
        }
    }
    c->next = behind;
    *(before == CC_NONE ? &agent->ready : &self->contact[before].next) = id;
    if (behind == CC_NONE) {
        agent->ready_last = id;
    }
}

void
cc_life_make_ready(cc_center *self, uint32_t id)
{
    cc_life_line_up(self, id);
    cc_life_arrive_in(self, &self->contact[id], CC_READY);
    if (cc_service_of(self, &self->contact[id])->has_turn_patience) {
        cc_life_start_turn_patience(self, id);
    }
}

void
cc_life_answered(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    c->answered = true;
    c->answered_by = c->group;
    cc_count_answered(self, c);
    if (cc_service_of(self, c)->is_outsourced) {
        cc_outsourced_answered(self, id);
    }
}

/* Attention turns to a contact that the agent has. */
static void
give_attention(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (!c->answered && c->delay > 0) {
        cc_agent_attend(self, c->agent, CC_PHASE_ANSWER, id);
        cc_life_arrive_in(self, c, CC_ANSWERING);
        sim_calendar_set(&self->now.calendar, CC_SLOT_AGENT(self, c->agent),
                         self->now.time + c->delay, SIM_PRIORITY_COMPLETION);
        return;
    }
    const cc_medium_life *medium = cc_service_of(self, c)->medium;
    if (medium->attended == NULL) {
        cc_life_work_on(self, id);
        return;
    }
    medium->attended(self, id);
    if (self->agent[c->agent].phase == CC_PHASE_NONE) {
        cc_life_attend(self, c->agent); /* it is the customer's turn: there may be other work */
    }
}

/* To one of those that are ready. Apart from the common case, where none is. */
static __attribute__((noinline)) void
attend_ready(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    uint32_t id = agent->ready;
    if (agent->barred & CC_CUT_OFF) {
        return;
    }
    if (self->crew[agent->group].group->next_turn == CC_OLDEST) {
        agent->ready = self->contact[id].next;
    } else {
        id = cc_life_next_turn(self, a);
    }
    if (self->contact[id].is_ghost) {
        cc_life_hold_ghost(self, id);
        cc_life_attend(self, a);
        return;
    }
    if (cc_service_of(self, &self->contact[id])->has_turn_patience) {
        sim_timer_clear(&self->now.calendar, id);
    }
    give_attention(self, id);
}

/* Who is cut off turns to nobody. */
static void
attend_held(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    if ((agent->barred & CC_CUT_OFF) == 0) {
        const uint32_t id = agent->held;
        agent->held = self->contact[id].next;
        sim_timer_clear(&self->now.calendar, id); /* of the patience on the line */
        cc_life_work_on(self, id);
    }
}

void
cc_life_attend(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    if (agent->phase != CC_PHASE_NONE) {
        return;
    }
    if (agent->ready != CC_NONE) {
        attend_ready(self, a);
    } else if (agent->held != CC_NONE) {
        attend_held(self, a);
    }
}

void
cc_life_draw_answer_parts(cc_center *self, cc_contact *c, const cc_service *service)
{
    const cc_channel *channel = service->channel;
    const cc_node *node = c->node >= 0 ? &self->scenario->center.node[c->node] : NULL;
    const sim_dist *hand_over =
        node != NULL && node->type->hand_over != NULL ? node->type->hand_over(node) : NULL;
    const sim_dist *explain = &self->scenario->demand.explain;
    const bool is_prepared = node != NULL && self->aside != NULL;
    if (is_prepared && self->aside[c - self->contact].attempt.knows) {
        c->must_explain = false;
    }
    sim_block u = {{0}};
    if (service->draws_answer || (hand_over != NULL && !sim_dist_is_constant(hand_over)) ||
        (c->must_explain && !sim_dist_is_constant(explain))) {
        u = cc_draw(self, CC_DRAW_ANSWER, c->owner, cc_life_ordinal(c), 0);
    }
    c->delay = sim_dist_quantile(&channel->answer_delay, sim_uniform(u.word[0]));
    c->wrap_up = sim_dist_quantile(&channel->wrap_up, sim_uniform(u.word[1]));
    c->explain = hand_over != NULL ? sim_dist_quantile(hand_over, sim_uniform(u.word[2])) : 0;
    if (!sim_dist_is_zero(&channel->look_up)) {
        const sim_block more = cc_draw(self, CC_DRAW_ANSWER, c->owner, cc_life_ordinal(c), 1);
        c->explain += sim_dist_quantile(&channel->look_up, sim_uniform(more.word[0]));
    }
    if (c->must_explain) {
        c->explain += sim_dist_quantile(explain, sim_uniform(u.word[3]));
    }
    if (is_prepared) {
        c->delay += self->aside[c - self->contact].attempt.delay;
        c->explain -= self->aside[c - self->contact].attempt.saves;
    }
}

/* A contact that an agent's mix has taken in: where it comes in the agent's attention. */
static void
welcome(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    cc_agent *agent = &self->agent[a];
    cc_life_give_to(self, c, a);
    if (self->last_turn != NULL) {
        self->aside[id].attempt.taken = ++self->now.n_taken;
    }
    if (self->aside != NULL && !c->is_ghost) {
        cc_moved_ends(self, id, CC_T_taken);
        if (cc_life_is_not_there(self, id)) {
            c = &self->contact[id]; /* a ghost */
        }
    }
    if (c->is_ghost) {
        cc_count_cell(self, c)[CC_N_ghosts]++;
        cc_life_hold_ghost(self, id);
        return;
    }
    const cc_medium_life *medium = cc_service_of(self, c)->medium;
    if (!c->answered && !(medium->welcomes != NULL && medium->welcomes(self, id))) {
        if (c->leg == 0) { /* else it was drawn before: interrupted while being answered */
            if (cc_predicts(self)) {
                cc_predict_taken(self, c);
            }
            cc_life_draw_answer(self, c, cc_service_of(self, c));
        }
        if (c->delay == 0) {
            cc_life_answered(self, id);
            if (!cc_service_of(self, c)->has_rates && medium->opens != NULL &&
                medium->opens(self, id)) {
                return;
            }
        }
    }
    if (cc_service_of(self, c)->has_rates) {
        cc_life_join(self, id);
        return;
    }
    /* A call goes before what it may interrupt. */
    uint32_t victim = CC_NONE;
    if (agent->phase == CC_PHASE_WORK && self->scenario->channel[c->channel].kind->interrupts &&
        self->scenario->center.channel[self->contact[agent->contact].channel].interruptible) {
        victim = agent->contact;
        cc_life_withdraw(
            self, victim,
            &self->scenario->center.channel[self->contact[victim].channel].interrupted);
    }
    if (agent->phase == CC_PHASE_NONE && (agent->ready == CC_NONE || victim != CC_NONE)) {
        give_attention(self, id);
    } else {
        cc_life_make_ready(self, id); /* behind those who have replied already */
        cc_life_attend(self, a);
    }
    if (victim != CC_NONE) {
        cc_life_interrupt(self, victim);
        cc_life_seek(self, a); /* if it went elsewhere, there may be room */
    }
}

/* Until it was answered, or since it came back to the queue. */
static SIM_INLINE double
waited_now(const cc_center *self, const cc_contact *c)
{
    return c->leg == 0 ? c->waited : self->now.time - c->queued;
}

void
cc_life_assign(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    if (!c->is_ghost) {
        cc_journal(self, CC_JOURNAL_TAKEN, c, a, waited_now(self, c));
    }
    cc_life_leave_any(self, c);
    cc_agent_take(self, a, c->channel);
    cc_case_take(self, a, c->channel);
    if (self->selves != NULL) {
        cc_self_takes(self, a);
    }
    welcome(self, id, a);
}

void
cc_life_seek(cc_center *self, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    const cc_crew *crew = &self->crew[agent->group];
    while (agent->barred == 0 && agent->on_duty) {
        if (self->awaited != NULL && cc_life_take_back(self, a)) {
            continue;
        }
        const uint32_t id =
            self->router.select_contact != NULL
                ? self->router.select_contact(self, a)
                : cc_route_to_contact(self, crew, agent->mix, cc_case_barred(self, crew, a));
        if (id == CC_NONE) {
            break;
        }
        cc_life_leave_queue(self, id);
        cc_life_assign(self, id, a);
    }
}

bool
cc_life_anybody_waits_for(const cc_center *self, const cc_crew *crew)
{
    for (int j = 0; j < crew->now->n_served; j++) {
        if (self->lane[crew->option[j].lane].n > 0) {
            return true;
        }
    }
    return false;
}

void
cc_life_seek_all(cc_center *self)
{
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        for (uint32_t j = 0; j < crew->n_agents && cc_life_anybody_waits_for(self, crew); j++) {
            cc_life_seek(self, cc_crew_seat(crew, j));
        }
    }
}

/* The agent's mix has become emptier. */
void
cc_life_free_agent(cc_center *self, uint32_t a)
{
    const cc_crew *crew = &self->crew[self->agent[a].group];
    if (crew->counts_hands) {
        cc_self_gives(self, a);
    }
    if (crew->pauses) {
        cc_life_may_pause(self, a);
    }
    cc_life_seek(self, a);
    if (crew->shares) {
        cc_life_share_again(self, a);
    }
    cc_life_attend(self, a);
    if ((self->agent[a].barred & CC_LEAVING) && self->agent[a].mix == 0) {
        cc_agent_go(self, a);
    }
}

/* An agent is done with a conversation on that channel. What most often follows, the next one in
 * lane of the same channel, leaves its mix and the lists as they are. */
void
cc_life_pass_on(cc_center *self, uint32_t a, int channel)
{
    cc_agent *agent = &self->agent[a];
    const cc_crew *crew = &self->crew[agent->group];
    if (cc_agent_may_pass(crew, agent)) {
        const uint32_t mix = cc_mixes_after_giving(&crew->mixes, agent->mix, channel);
        const uint32_t id = cc_route_to_contact(self, crew, mix, 0);
        if (id != CC_NONE && self->contact[id].channel == channel) {
            cc_contact *c = &self->contact[id];
            cc_life_leave_queue(self, id);
            if (!c->is_ghost) {
                cc_journal(self, CC_JOURNAL_TAKEN, c, a, waited_now(self, c));
            }
            cc_life_leave_any(self, c);
            agent->since = self->now.time;
            welcome(self, id, a);
            cc_life_attend(self, a);
            cc_agent_attend(self, a, agent->phase, agent->contact);
            return;
        }
    }
    cc_agent_give(self, a, channel);
    cc_case_give(self, a, channel);
    cc_life_free_agent(self, a);
    cc_agent_attend(self, a, agent->phase, agent->contact);
}

void
cc_life_start_wrap_up(cc_center *self, uint32_t a, cc_contact *c)
{
    cc_agent *agent = &self->agent[a];
    agent->wrap_cell = c->cell + agent->group + 1u;
    agent->wrap_channel = c->channel;
    agent->wrap_since = self->now.time;
    cc_count_into(self, c, CC_N_into_wrap_up);
    cc_agent_attend(self, a, CC_PHASE_WRAP, CC_NONE);
    sim_calendar_set(&self->now.calendar, CC_SLOT_AGENT(self, a), self->now.time + c->wrap_up,
                     SIM_PRIORITY_COMPLETION);
}

/* The last stretch of work is done. */
void
cc_life_end_at_agent(cc_center *self, uint32_t id, uint32_t a, bool to_partner)
{
    cc_contact *c = &self->contact[id];
    double *count = cc_count_cell(self, c);
    cc_journal(self, CC_JOURNAL_ENDS, c, a, c->attention);
    count[CC_N_ended]++;
    count[CC_N_talk] += c->attention;
    count[CC_N_wrap_up] += c->wrap_up;
    if (self->transfers != NULL) {
        count[CC_N_wrap_up] += self->aside[id].attempt.handing.wrapped_up;
    }
    count[CC_N_sojourn] += self->now.time - c->arrived;
    count[CC_N_wait_total] += c->waited;
    const cc_service *service = cc_service_of(self, c);
    if (service->medium->replied_last != NULL) {
        service->medium->replied_last(self, id);
    }
    const bool goes_on = !to_partner && !cc_life_is_duplicate(self, id) &&
                         cc_desk_raises(self, c, service->channel->desk.by_agent);
    const bool is_surveyed = !to_partner && !goes_on && service->channel->after >= 0;
    if (!to_partner && !is_surveyed) { /* which holds the line */
        cc_trunk_release(self, c);
    }
    if (cc_life_is_duplicate(self, id)) {
        count[CC_N_duplicates_handled]++;
        count[CC_N_duplicate_work] += c->attention + c->wrap_up;
    }

    const int channel = c->channel;
    const double wrap_up = c->wrap_up;
    cc_life_leave(self, c, CC_WORKING);
    if (wrap_up > 0) {
        cc_life_start_wrap_up(self, a, c);
    } else {
        cc_agent_let_go(self, a);
    }
    if (to_partner) {
        cc_life_go_to_partner(self, id);
    } else if (!goes_on && self->leaves_duplicates &&
               cc_life_handled_one(self, id, cc_life_p_resolved(self, c, service))) {
        /* of a duplicate nothing is left */
    } else if (is_surveyed) {
        cc_life_start_survey(self, id);
    } else if (!goes_on) {
        cc_life_settle_one(self, id, service, cc_life_p_resolved(self, c, service));
    }
    if (wrap_up <= 0) {
        cc_life_pass_on(self, a, channel);
    }
    if (goes_on) {
        cc_desk_go_on(self, id);
    }
}

void
cc_life_stretch_done(cc_center *self, cc_contact *c)
{
    c->work = 0;
    cc_life_respond(self, c);
}

static void
stretch_ends(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    const cc_medium_life *medium = cc_service_of(self, c)->medium;
    c->attention += self->now.time - c->since;
    const bool is_handed = self->transfers != NULL && cc_life_is_handed(self, id);
    if (!is_handed && medium->leaves != NULL && medium->leaves(self, id)) {
        return;
    }
    cc_life_stretch_done(self, c);
    if (is_handed) {
        cc_life_hands_over(self, id);
        return;
    }
    if (medium->goes_on == NULL || !medium->goes_on(self, id)) {
        if (self->transfers == NULL || cc_life_stayed(self, id) || !cc_life_transfer(self, id)) {
            cc_life_end_at_agent(self, id, a, false);
        }
        return;
    }
    cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
    cc_life_attend(self, a);
}

void
cc_life_attention_ends(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    const uint32_t id = agent->contact;
    switch ((cc_phase)agent->phase) {
    case CC_PHASE_ANSWER:
        self->contact[id].waited += self->contact[id].delay;
        self->contact[id].delay = 0;
        cc_life_answered(self, id);
        cc_agent_let_go(self, a);
        give_attention(self, id);
        cc_agent_attend(self, a, agent->phase, agent->contact);
        break;
    case CC_PHASE_WORK:
        stretch_ends(self, id, a);
        break;
    case CC_PHASE_WRAP:
        cc_count_span(self, agent->wrap_cell, CC_N_time_wrap_up, agent->wrap_since);
        cc_agent_let_go(self, a);
        cc_life_pass_on(self, a, agent->wrap_channel);
        break;
    case CC_PHASE_PAUSE:
        cc_life_pause_ends(self, a);
        break;
    case CC_PHASE_NONE:
    case CC_PHASE_STAY:
    case CC_PHASE_SHARED:
        CC_BUG(self, "what has an agent's attention ends only where something has it");
        break;
    }
}
