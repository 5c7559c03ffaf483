/* An agent's attention, and the conversations that want it. */
#include "tests/second/second.h"

#include "models/center/nodes/chatbot.h"
#include "models/scenario/node.h"
#include <math.h>
#include <string.h>

void
second_hands_change(second *self, int agent)
{
    self->agent[agent].since = self->now;
    self->agent[agent].changed = ++self->counter;
}

void
second_goes_if_done(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    if (a->is_leaving && second_n_open(self, agent, -1) == 0) {
        a->is_leaving = a->on_duty = false;
        if (second_n_persons(self, a->group) > 0) {
            second_tell_of(self, a->leaves_to / 2 == CC_OFF ? CC_JOURNAL_GOES : CC_JOURNAL_BREAK,
                           CC_OF_AGENT, agent, a->leaves_to / 2);
        }
        if (a->attention == ON_NOTHING) {
            a->attention = FREE;
            second_cancel(self, OF_AGENT, agent);
        }
        second_line_clock(self, agent, false);
    }
}

void
second_looks_for_work(second *self, int agent)
{
    for (;;) {
        if (second_is_available(self, agent) && second_takes_back(self, agent)) {
            continue;
        }
        const int id = second_choose_contact(self, agent);
        if (id == NOBODY) {
            return;
        }
        second_takes(self, id, agent);
    }
}

void
second_has_ended_one(second *self, int agent)
{
    second_hands_change(self, agent);
    second_has_less(self, agent);
    second_may_pause(self, agent);
    second_looks_for_work(self, agent);
    if (second_shares(self, agent)) {
        second_shares_again(self, agent);
    }
    second_attends(self, agent);
    second_goes_if_done(self, agent);
}

/* ---- turns and stretches ---- */

void
second_starts_turn(second *self, second_contact *c)
{
    const cc_content *content = second_content(self, c);
    const sim_block u = second_draw_for(self, CC_DRAW_TURN, c, c->turn++);
    const double drawn =
        second_value(&content->work.dist, u.word[0]) * second_at_arrival(c, &content->work.factor);
    c->work = (isnan(c->part) ? drawn : c->part) * second_channel(self, c)->work_factor;
    c->whole = c->work;
    c->typing = second_value(&content->customer.dist, u.word[1]) *
                second_at_arrival(c, &content->customer.factor);
}

static void
types(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_enters(self, c, TYPING);
    c->in_list = ++self->counter;
    second_tell(self, CC_JOURNAL_TYPES, c, 0, c->typing);
    second_schedule(self, second_silence_until(self, c), THEN_COMPLETIONS, OF_CONTACT, id);
}

void
second_becomes_ready(second *self, int id)
{
    second_enters(self, &self->contact[id], READY);
    self->contact[id].in_list = ++self->counter;
    second_turn_waits(self, id);
}

double
second_pace(const second *self, const second_contact *c, int agent)
{
    const cc_group *group = &self->scenario->center.group[self->agent[agent].group];
    const double work = 1 + (self->scenario->center.knowledge.work[c->sorted] - 1) *
                                second_knowledge(self, self->agent[agent].group);
    return cc_table_at(&group->speed[c->channel], self->day, self->interval) *
           group->pace[c->sorted] / work /
           second_own_time(self, agent, c->sorted, second_queue_of(self, c)) *
           second_at_site(self, agent).pace;
}

double
second_knowledge(const second *self, int group)
{
    const double days = self->scenario->center.knowledge.ramp;
    const double there = (double)self->day >= days ? 1 : (double)self->day / days;
    return there * self->scenario->center.group[group].knowledge;
}

void
second_works_on(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_agent *a = &self->agent[c->agent];
    if (c->needs_resume) {
        const sim_block u = second_draw_for(self, CC_DRAW_RESUME, c, c->n_resumed++);
        c->to_add += second_value(&second_channel(self, c)->resume, u.word[0]);
        c->needs_resume = false;
    }
    const bool is_last =
        second_takes_turns(self, c) ? c->turns_left == 1 : !c->asks && !second_is_misrouted(c);
    if (is_last && second_channel(self, c)->interruptible) {
        c->to_add += c->wrap_up;
        c->wrap_up = 0;
    }
    const double more = fmax(c->to_add, -c->work); /* what is spared beyond it: of later ones */
    c->work += more;
    c->whole += more;
    c->to_add -= more;
    c->has_begun = true;
    c->pace = second_pace(self, c, c->agent);
    c->errors = second_errors(self, c->agent);
    const double time = c->work / c->pace;
    c->ends = self->now + time;
    a->attention = ON_WORK;
    a->contact = id;
    a->last_turn = c->taken;
    second_enters(self, c, WORKING);
    second_tell(self, CC_JOURNAL_TALKS, c, (uint64_t)c->agent, time);
    second_schedule(self, c->ends, THEN_COMPLETIONS, OF_AGENT, c->agent);
}

bool
second_customer_starts(const second *self, const second_contact *c)
{
    return second_takes_turns(self, c) && second_content(self, c)->customer_first;
}

/* The conversation goes on with what is next in it, with the agent's attention at hand. */
static void
goes_on(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent;
    if (second_takes_turns(self, c) && c->turn == 0) {
        second_starts_turn(self, c);
        if (second_customer_starts(self, c)) {
            types(self, id);
            second_attends(self, agent);
            return;
        }
    }
    second_item_begins(self, c);
    second_works_on(self, id);
}

static void
gets_attention(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (c->is_ghost) {
        second_holds_ghost(self, id);
        second_attends(self, c->agent);
        return;
    }
    second_cancel(self, OF_CONTACT, id);
    if (c->is_answered || second_is_misrouted(c)) {
        goes_on(self, id);
        return;
    }
    self->agent[c->agent].attention = ON_ANSWER;
    self->agent[c->agent].contact = id;
    second_enters(self, c, ANSWERING);
    second_schedule(self, self->now + c->delay, THEN_COMPLETIONS, OF_AGENT, c->agent);
}

/* The first in a list of the agent's contacts; the last, if so wanted. */
static int
first_in(const second *self, int agent, second_place place, bool last)
{
    int best = NOBODY;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        const bool is_there =
            c->place == place || (place == READY && c->place == GHOST && !c->is_held_out);
        if (is_there && c->agent == agent &&
            (best == NOBODY || (c->in_list < self->contact[best].in_list) != last)) {
            best = id;
        }
    }
    return best;
}

void
second_attends(second *self, int agent)
{
    if (self->agent[agent].attention != FREE || self->agent[agent].is_cut_off) {
        return;
    }
    const int ready = second_next_turn(self, agent);
    if (ready != NOBODY) {
        gets_attention(self, ready);
        return;
    }
    const int held = first_in(self, agent, HELD, true);
    if (held != NOBODY) {
        second_cancel(self, OF_CONTACT, held);
        second_works_on(self, held);
    }
}

/* ---- a contact is taken ---- */

void
second_is_answered(second *self, second_contact *c)
{
    c->is_answered = true;
    c->answered_by = self->agent[c->agent].group;
    second_count_answered(self, c);
}

void
second_draw_answer(second *self, second_contact *c)
{
    const cc_channel *channel = second_channel(self, c);
    const cc_center_setup *center = &self->scenario->center;
    const bool is_known = c->told == 0 || center->history == CC_HISTORY_CENTER ||
                          (center->history == CC_HISTORY_CHANNEL && (c->told >> c->channel & 1));
    const sim_block u = second_draw_for(self, CC_DRAW_ANSWER, c, 0);
    c->was_taken = true;
    c->tells_again = (c->context_lost || !is_known) && !c->is_announced;
    c->delay = second_value(&channel->answer_delay, u.word[0]) + c->more_delay;
    c->wrap_up = second_value(&channel->wrap_up, u.word[1]);
    if (c->node != NOBODY) {
        const cc_node *node = &center->node[c->node];
        const cc_chatbot *bot = strcmp(node->type->name, "chatbot") == 0 ? node->settings : NULL;
        c->to_add += bot != NULL ? second_value(&bot->hand_over, u.word[2]) : 0;
    }
    c->to_add +=
        second_value(&channel->look_up, second_draw_for(self, CC_DRAW_ANSWER, c, 1).word[0]);
    if (c->tells_again) {
        c->to_add += second_value(&self->scenario->demand.explain, u.word[3]);
    }
    c->to_add -= c->spared;
}

void
second_takes(second *self, int id, int agent)
{
    second_contact *c = &self->contact[id];
    second_agent *a = &self->agent[agent];
    second_cancel(self, OF_CONTACT, id);
    second_leaves(self, c);
    if (!c->is_ghost) {
        second_tell(self, CC_JOURNAL_TAKEN, c, (uint64_t)agent,
                    c->stay == 0 ? c->waited + c->waited_later : self->now - c->queued);
    }
    c->agent = agent;
    c->is_woken = false;
    second_hands_change(self, agent);
    second_has_more(self, agent);
    c->taken = ++self->counter;
    if (!c->is_ghost) {
        second_move_ends(self, c, CC_T_taken);
    }
    if (!c->is_ghost && second_is_not_there(self, id)) {
        c = &self->contact[id];
    }
    if (c->is_ghost) {
        second_count(self, c, a->group, CC_N_ghosts, 1);
        second_holds_ghost(self, id);
        return;
    }
    if (!c->was_taken && !second_is_misrouted(c)) {
        second_taken_first(self, c);
        second_draw_answer(self, c);
    }
    if (!c->is_answered && !second_is_misrouted(c) && c->delay == 0) {
        second_is_answered(self, c);
        if (second_customer_starts(self, c) &&
            !second_has_rates(self, c)) { /* needs no attention yet */
            second_starts_turn(self, c);
            types(self, id);
            return;
        }
    }
    if (second_has_rates(self, c)) {
        second_joins(self, id);
        return;
    }
    int victim = NOBODY;
    if (a->attention == ON_WORK && second_type(self, c)->interrupts &&
        second_channel(self, &self->contact[a->contact])->interruptible) {
        victim = a->contact;
        second_withdraw(self, victim, &second_channel(self, &self->contact[victim])->interrupted);
    }
    const bool others_are_ready = first_in(self, agent, READY, false) != NOBODY;
    if (victim != NOBODY || (a->attention == FREE && !others_are_ready)) {
        gets_attention(self, id);
    } else {
        second_becomes_ready(self, id);
        second_attends(self, agent);
    }
    if (victim != NOBODY) {
        second_interrupt(self, victim);
        second_looks_for_work(self, agent);
    }
}

void
second_typed(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_tell(self, CC_JOURNAL_REPLIED, c, 0, 0);
    if (!second_customer_starts(self, c)) {
        second_starts_turn(self, c);
    }
    second_becomes_ready(self, id);
    second_attends(self, c->agent);
}

/* ---- attention ends ---- */

double
second_p_resolved(const second *self, const second_contact *c)
{
    double p = second_at_arrival(c, &second_content(self, c)->resolution);
    if (c->agent != NOBODY) {
        p *= 1 + (self->scenario->center.knowledge.resolution[c->kind] - 1) *
                     second_knowledge(self, second_group_of(self, c));
        p *= second_at_site(self, c->agent).resolution;
        p = fmin(p, 1) * self->scenario->center.group[second_group_of(self, c)].resolution[c->kind];
        p = fmin(p, 1) * (1 - c->errors);
    }
    return fmin(p, 1) + (c->tells_again ? self->scenario->demand.explain_resolution : 0);
}

void
second_ends_at_agent(second *self, int id, bool to_partner)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent;
    if (!c->has_response) {
        c->has_response = true;
        second_count(self, c, self->agent[agent].group, CC_N_first_response,
                     self->now - c->arrived);
        second_count(self, c, self->agent[agent].group, CC_N_responded, 1);
    }
    second_agent *a = &self->agent[agent];
    second_tell(self, CC_JOURNAL_ENDS, c, (uint64_t)agent, c->attention);
    second_count_end(self, c);
    if (c->is_duplicate) {
        second_count(self, c, second_group_of(self, c), CC_N_duplicates_handled, 1);
        second_count(self, c, second_group_of(self, c), CC_N_duplicate_work,
                     c->attention + c->wrap_up);
    }
    const bool goes_on = !to_partner && !c->is_duplicate &&
                         second_item_raises(self, c, second_channel(self, c)->desk.by_agent);
    if (!to_partner && (goes_on || second_channel(self, c)->after < 0)) {
        second_release_line(self, id);
    }
    second_leaves(self, c);
    a->attention = FREE;
    if (c->wrap_up > 0) {
        a->attention = ON_WRAP_UP;
        a->wraps_up = *c;
        a->wraps_up.since = self->now;
        second_count_entry(self, c, CC_N_into_wrap_up);
        second_schedule(self, self->now + c->wrap_up, THEN_COMPLETIONS, OF_AGENT, agent);
    }
    if (to_partner) {
        second_is_at_partner(self, id);
    } else if (goes_on) {
        c->agent = NOBODY;
    } else if (!second_handled_one(self, id, second_p_resolved(self, c))) {
        second_is_over(self, id);
    }
    if (a->attention == FREE) {
        second_has_ended_one(self, agent);
    }
    if (goes_on) {
        second_item_goes_on(self, id);
    }
}

static void
stretch_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent;
    c->attention += self->now - c->since;
    if (second_item_stretch_ends(self, id)) {
        return;
    }
    second_count_response(self, c);
    if (second_hands_over(self, id)) {
        return;
    }
    if (!second_takes_turns(self, c) || --c->turns_left == 0) {
        if (c->was_left || !second_transfers(self, id)) {
            second_ends_at_agent(self, id, false);
        }
        return;
    }
    self->agent[agent].attention = FREE;
    if (second_customer_starts(self, c)) {
        second_starts_turn(self, c);
    }
    types(self, id);
    second_attends(self, agent);
}

void
second_attention_ends(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    switch (a->attention) {
    case ON_ANSWER:
        self->contact[a->contact].waited += self->contact[a->contact].delay;
        a->attention = FREE;
        second_is_answered(self, &self->contact[a->contact]);
        goes_on(self, a->contact);
        break;
    case ON_WORK:
        stretch_ends(self, a->contact);
        break;
    case ON_WRAP_UP:
        a->attention = FREE;
        second_count_stay(self, &a->wraps_up, a->group, CC_N_time_wrap_up, a->wraps_up.since);
        second_has_ended_one(self, agent);
        break;
    case ON_NOTHING:
        second_pause_ends(self, agent);
        break;
    case FREE:
    case ON_STAY:
    case ON_ALL:
        fail_msg("nothing to end");
    }
}
