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
cc_life_withdraw(cc_center *self, uint32_t id)
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
        c->work = self->scenario->center.channel[c->channel].interrupted.restart
                      ? c->full_work
                      : (due - self->now.time) * c->pace;
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

/* Work that nobody has attention for now goes where its channel says. The contact is off every
 * list; its agent's mix still counts it. */
void
cc_life_interrupt(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    const cc_interrupted *rule = &self->scenario->center.channel[c->channel].interrupted;
    c->is_common = false;
    c->must_resume |= c->responded;
    cc_count_cell(self, c)[CC_N_interrupted]++;
    const double left = c->work / cc_life_pace(self, &self->crew[self->agent[a].group], c); /* s */
    cc_journal(self, CC_JOURNAL_INTERRUPTED, c, a, left);
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
        cc_agent_give(self, a, c->channel);
        cc_case_give(self, a, c->channel);
        cc_life_take_from_agent(self, c);
        cc_life_give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
        return;
    }
    cc_count_cell(self, c)[CC_N_requeued]++;
    cc_journal(self, CC_JOURNAL_REQUEUED, c, a, left);
    cc_life_leave_any(self, c);
    cc_agent_give(self, a, c->channel);
    cc_case_give(self, a, c->channel);
    cc_life_take_from_agent(self, c);
    if (++c->leg == UINT16_MAX) {
        CC_LIMIT(self, "65,534 returns of one contact to the queue");
    }
    c->queued = self->now.time;
    c->patience = cc_life_patience_again(self, c, rule->patience);
    const uint32_t other = cc_life_lane(self, c)->n == 0
                               ? cc_route_to_agent(self, id, cc_service_of(self, c), a)
                               : CC_NONE;
    if (other != CC_NONE) {
        cc_life_assign(self, id, other);
    } else {
        cc_life_wait(self, id, rule->then == CC_REQUEUE_HEAD);
    }
}

/* Whatever the end of a shift does to others. */
static bool
stays_at_agent(const cc_center *self, uint32_t id)
{
    const int channel = self->contact[id].channel;
    return self->scenario->center.channel[channel].interrupted.then == CC_KEEP ||
           self->scenario->channel[channel].kind->never_cut_off;
}

void
cc_life_interrupt_all(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    /* what has the attention; wrap-up is always finished */
    if (agent->contact != CC_NONE && !stays_at_agent(self, agent->contact)) {
        const uint32_t id = agent->contact;
        cc_life_withdraw(self, id);
        cc_life_interrupt(self, id);
    }
    /* what waits for it */
    uint32_t id = agent->ready;
    agent->ready = CC_NONE;
    while (id != CC_NONE) {
        const uint32_t next = self->contact[id].next;
        if (stays_at_agent(self, id)) {
            cc_life_line_up(self, id);
        } else if (self->contact[id].is_ghost) {
            cc_life_end_ghost(self, id);
        } else {
            sim_timer_clear(&self->now.calendar, id); /* of the patience of its turn */
            cc_life_interrupt(self, id);
        }
        id = next;
    }
    /* what is held stays so: its channel keeps the work at its agent */

    /* conversations in which the customer is typing */
    id = agent->open;
    while (id != CC_NONE) {
        const uint32_t next = self->contact[id].next;
        if (!stays_at_agent(self, id)) {
            cc_life_untype(self, id);
            sim_timer_clear(&self->now.calendar, id);
            cc_contact *c = &self->contact[id];
            if (c->is_ghost) {
                cc_life_end_ghost(self, id);
            } else if (cc_service_of(self, c)->has_rates) {
                cc_life_withdraw_shared(self, id);
                cc_life_interrupt(self, id);
            } else {
                cc_service_of(self, c)->medium->replied(self, c); /* while it is requeued */
                cc_life_interrupt(self, id);
            }
        }
        id = next;
    }
    cc_life_free_agent(self, a);
}
