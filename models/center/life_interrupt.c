/* Work that is interrupted: by a call, or by the end of a shift. */
#include "models/center/life.h"
#include "models/center/life_duplicate.h"
#include "models/center/medium_life.h"
#include "models/center/trunk.h"

#include <math.h>

/* Finding one's way back into interrupted work takes the agent a time. */
void
cc_life_take_up_again(cc_center *self, cc_contact *c)
{
    const sim_dist *resume = &self->scenario->center.channel[c->channel].resume;
    c->must_resume = false;
    if (!sim_dist_is_zero(resume)) {
        const sim_block u =
            cc_draw(self, CC_DRAW_RESUME, c->owner, cc_life_ordinal(c), c->resumed++);
        c->explain += sim_dist_quantile(resume, sim_uniform(u.word[0]));
    }
}

/* Takes the attention off a contact whose work is not done; keeps what is left of it. */
void
cc_life_withdraw(cc_center *self, uint32_t id, const cc_interrupted *rule)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    const double due = sim_calendar_time(&self->now.calendar, CC_SLOT_AGENT(self, a));
    sim_calendar_clear(&self->now.calendar, CC_SLOT_AGENT(self, a));
    if (self->agent[a].phase == CC_PHASE_ANSWER) { /* answering will begin anew */
        c->waited += self->now.time - c->since;
    } else {
        c->must_resume = true;
        c->attention += self->now.time - c->since;
        c->work = rule->restart ? c->full_work : (due - self->now.time) * c->pace;
    }
    cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
}

static double
fresh_patience(cc_center *self, const cc_contact *c)
{
    const cc_content *content = /* its own, in a wrong queue too */
        &self->scenario->demand.issue[c->issue].content[c->channel];
    if (!content->has_patience) {
        return INFINITY;
    }
    const sim_block u = cc_draw(self, CC_DRAW_LEG, c->owner, cc_life_ordinal(c), c->leg);
    return sim_dist_quantile(&content->patience, sim_uniform(u.word[0]));
}

double
cc_life_patience_again(cc_center *self, const cc_contact *c, cc_patience_again rule)
{
    return rule == CC_ENDLESS || cc_life_stayed(self, (uint32_t)(c - self->contact)) ? INFINITY
           : rule == CC_REMAINING ? fmax(c->patience, 0)
                                  : fresh_patience(self, c);
}

/* Out of its agent's hands. */
static void
leave_agent(cc_center *self, cc_contact *c, uint32_t a)
{
    cc_agent_give(self, a, c->channel);
    cc_case_give(self, a, c->channel);
    cc_life_take_from_agent(self, c);
}

/* s: how long the customer waits for the agent to be connected again. */
static double
patience_on_line(cc_center *self, const cc_contact *c, cc_patience_again rule)
{
    const cc_content *content = &self->scenario->demand.issue[c->issue].content[c->channel];
    const uint32_t id = (uint32_t)(c - self->contact);
    if (cc_life_is_deferred(self, c) || rule != CC_FRESH || !content->has_patience) {
        return cc_life_is_deferred(self, c) || rule == CC_FRESH
                   ? INFINITY
                   : cc_life_patience_again(self, c, rule);
    }
    if (cc_life_stayed(self, id)) {
        return INFINITY;
    }
    const uint32_t k = self->aside[id].attempt.n_held++;
    const sim_block u = cc_draw(self, CC_DRAW_ON_LINE, c->owner, cc_life_ordinal(c), k);
    return sim_dist_quantile(&content->patience, sim_uniform(u.word[0]));
}

/* Work that nobody has attention for now, by that rule. The contact is off every list; its agent's mix
 * still counts it. */
static void
put_aside(cc_center *self, uint32_t id, const cc_interrupted *rule, cc_entry entry)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    c->is_common = false;
    c->must_resume |= c->responded;
    cc_count_cell(self, c)[CC_N_interrupted]++;
    const double left = c->work / cc_life_pace(self, &self->crew[self->agent[a].group], c); /* s */
    cc_journal(self, entry, c, a, left);
    if (rule->then == CC_KEEP) {
        c->next = self->agent[a].held;
        self->agent[a].held = id;
        cc_life_arrive_in(self, c, CC_HELD);
        return;
    }
    if (rule->then == CC_LOST) {
        cc_life_count_sent_away(self, c);
        cc_journal(self, CC_JOURNAL_CUT_OFF, c, a, 0);
        cc_life_leave_any(self, c);
        cc_trunk_release(self, c);
        leave_agent(self, c, a);
        cc_life_give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
        return;
    }
    cc_count_cell(self, c)[CC_N_requeued]++;
    cc_journal(self, CC_JOURNAL_REQUEUED, c, a, left);
    cc_life_leave_any(self, c);
    leave_agent(self, c, a);
    if (++c->leg == UINT16_MAX) {
        CC_LIMIT(self, "65,534 returns of one contact to the queue");
    }
    c->queued = self->now.time;
    c->patience = cc_life_patience_again(self, c, rule->patience);
    const uint32_t other = cc_life_ask(self, id, a);
    if (other != CC_NONE) {
        cc_life_assign(self, id, other);
    } else {
        cc_life_wait(self, id, rule->then == CC_REQUEUE_HEAD);
    }
}

/* As its channel says. */
void
cc_life_interrupt(cc_center *self, uint32_t id)
{
    const int channel = self->contact[id].channel;
    put_aside(self, id, &self->scenario->center.channel[channel].interrupted,
              CC_JOURNAL_INTERRUPTED);
}

/* ---- all that an agent has ---- */

static const cc_cut_off *
cut_off_of(const cc_center *self, uint32_t a)
{
    return &self->crew[self->agent[a].group].group->cut_off;
}

typedef enum cause { SHIFT_ENDS, IS_CUT_OFF } cause;

static const cc_interrupted *
rule_of(const cc_center *self, uint32_t id, cause why)
{
    const cc_contact *c = &self->contact[id];
    return why == IS_CUT_OFF ? &cut_off_of(self, c->agent)->rule
                             : &self->scenario->center.channel[c->channel].interrupted;
}

/* Whatever happens to others. */
static bool
stays_at_agent(const cc_center *self, uint32_t id, cause why)
{
    return rule_of(self, id, why)->then == CC_KEEP ||
           self->scenario->channel[self->contact[id].channel].kind->never_cut_off;
}

static void
interrupt(cc_center *self, uint32_t id, cause why)
{
    sim_timer_clear(&self->now.calendar, id);
    put_aside(self, id, rule_of(self, id, why),
              why == IS_CUT_OFF ? CC_JOURNAL_HOLDS_THE_LINE : CC_JOURNAL_INTERRUPTED);
}

/* Its customer waits, if it has one there, until the agent can go on. */
static void
hold(cc_center *self, uint32_t id)
{
    static const cc_interrupted at_agent = {.then = CC_KEEP};
    sim_timer_clear(&self->now.calendar, id);
    put_aside(self, id, &at_agent, CC_JOURNAL_HOLDS_THE_LINE);
    cc_contact *c = &self->contact[id];
    const double patience = patience_on_line(self, c, cut_off_of(self, c->agent)->rule.patience);
    if (patience < INFINITY) {
        sim_timer_set(&self->now.calendar, id, self->now.time + patience, SIM_PRIORITY_ABANDON);
    }
}

/* What waits for its attention. */
static void
interrupt_ready(cc_center *self, uint32_t a, cause why)
{
    uint32_t id = self->agent[a].ready;
    self->agent[a].ready = CC_NONE;
    while (id != CC_NONE) {
        const uint32_t next = self->contact[id].next;
        if (stays_at_agent(self, id, why)) {
            cc_life_line_up(self, id);
        } else if (self->contact[id].is_ghost) {
            cc_life_end_ghost(self, id);
        } else {
            interrupt(self, id, why);
        }
        id = next;
    }
}

/* What it has kept since it was cut off; else its channel keeps the work at its agent. */
static void
interrupt_held(cc_center *self, uint32_t a, cause why)
{
    uint32_t id = self->agent[a].held, kept = CC_NONE, *last = &kept;
    while (id != CC_NONE) {
        const uint32_t next = self->contact[id].next;
        if (stays_at_agent(self, id, why)) {
            *last = id;
            last = &self->contact[id].next;
            *last = CC_NONE;
        } else {
            interrupt(self, id, why);
        }
        id = next;
    }
    self->agent[a].held = kept;
}

/* Conversations that have a timer: the customer types, or they share the agent. */
static void
interrupt_open(cc_center *self, uint32_t a, cause why)
{
    uint32_t id = self->agent[a].open;
    while (id != CC_NONE) {
        cc_contact *c = &self->contact[id];
        const uint32_t next = c->next;
        const bool shares = cc_service_of(self, c)->has_rates && !c->is_ghost;
        const bool stays = stays_at_agent(self, id, why);
        if (!stays || (shares && why == IS_CUT_OFF)) {
            cc_life_untype(self, id);
            if (c->is_ghost) {
                sim_timer_clear(&self->now.calendar, id);
                cc_life_end_ghost(self, id);
            } else if (shares) {
                cc_life_withdraw_shared(self, id, rule_of(self, id, why));
                stays ? hold(self, id) : interrupt(self, id, why);
            } else {
                cc_service_of(self, c)->medium->replied(self, c); /* while it is requeued */
                interrupt(self, id, why);
            }
        }
        id = next;
    }
}

void
cc_life_interrupt_all(cc_center *self, uint32_t a)
{
    /* what has the attention; wrap-up is always finished */
    const uint32_t id = self->agent[a].contact;
    if (id != CC_NONE && !stays_at_agent(self, id, SHIFT_ENDS)) {
        cc_life_withdraw(self, id, rule_of(self, id, SHIFT_ENDS));
        interrupt(self, id, SHIFT_ENDS);
    }
    interrupt_ready(self, a, SHIFT_ENDS);
    interrupt_held(self, a, SHIFT_ENDS);
    interrupt_open(self, a, SHIFT_ENDS);
    cc_life_free_agent(self, a);
}

/* ---- the connection ---- */

/* Nobody holds the line who has not been answered yet: back to the head of the queue. Items stay. */
static void
answer_later(cc_center *self, uint32_t a, uint32_t id)
{
    const cc_interrupted back = {
        .then = CC_REQUEUE_HEAD,
        .patience = cut_off_of(self, a)->rule.patience,
    };
    if (self->scenario->channel[self->contact[id].channel].kind->never_cut_off) {
        cc_life_make_ready(self, id);
    } else {
        put_aside(self, id, &back, CC_JOURNAL_HOLDS_THE_LINE);
    }
}

void
cc_life_cut_off(cc_center *self, uint32_t a)
{
    const uint32_t id = self->agent[a].contact;
    if (id != CC_NONE) { /* wrap-up is finished without a connection */
        const bool answers = self->agent[a].phase == CC_PHASE_ANSWER;
        const bool stays = stays_at_agent(self, id, IS_CUT_OFF);
        cc_life_withdraw(self, id, rule_of(self, id, IS_CUT_OFF));
        if (!stays) {
            interrupt(self, id, IS_CUT_OFF);
        } else {
            answers ? answer_later(self, a, id) : hold(self, id);
        }
    }
    if (cut_off_of(self, a)->rule.then != CC_KEEP) {
        interrupt_ready(self, a, IS_CUT_OFF);
    }
    interrupt_open(self, a, IS_CUT_OFF);
    cc_life_free_agent(self, a);
}

void
cc_life_rejoins(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    if (self->crew[agent->group].shares) {
        while (agent->held != CC_NONE) {
            const uint32_t id = agent->held;
            agent->held = self->contact[id].next;
            sim_timer_clear(&self->now.calendar, id);
            cc_life_join(self, id);
        }
    }
    cc_life_attend(self, a);
    cc_life_seek(self, a);
}

void
cc_life_leaves_the_line(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    cc_journal(self, CC_JOURNAL_LEAVES_THE_LINE, c, a, self->now.time - c->since);
    uint32_t *place = &self->agent[a].held;
    while (*place != id) {
        place = &self->contact[*place].next;
    }
    *place = c->next;
    cc_life_count_sent_away(self, c);
    cc_life_leave(self, c, CC_HELD);
    cc_trunk_release(self, c);
    leave_agent(self, c, a);
    cc_life_lose_patience(self, id);
    cc_life_free_agent(self, a);
}
