/* Waiting: in line, balking, abandoning, being dropped at closing time. */
#include "models/center/common.h"
#include "models/center/life_desk.h"
#include "models/center/life_duplicate.h"
#include "models/center/life_transfer.h"
#include "models/center/overflow.h"
#include "models/center/predict.h"

#include "sim/elementary.h"
#include <math.h>

static void
push(cc_center *self, uint32_t id, bool at_head)
{
    cc_contact *c = &self->contact[id];
    cc_lane *lane = cc_life_lane(self, c);
    const uint32_t other = at_head ? lane->first : lane->last;
    c->next = at_head ? other : CC_NONE;
    c->prev = at_head ? CC_NONE : other;
    if (other == CC_NONE) {
        lane->first = lane->last = id;
        cc_lane_has_head(self, lane);
    } else if (at_head) {
        self->contact[other].prev = id;
        lane->first = id;
        cc_lane_has_head(self, lane);
    } else {
        self->contact[other].next = id;
        lane->last = id;
    }
    lane->n++;
}

static void
unlink_from_line(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    cc_lane *lane = cc_life_lane(self, c);
    if (cc_life_unlink(self, c, &lane->first, &lane->last)) {
        cc_lane_has_head(self, lane);
    }
    lane->n--;
}

/* Ends a stay in the queue, for whatever reason. */
void
cc_life_leave_queue(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    sim_timer_clear(&self->now.calendar, id);
    if (cc_service_of(self, c)->has_overflow) {
        cc_overflow_leaves(self, id);
    }
    unlink_from_line(self, id);
    const double wait = self->now.time - c->queued;
    c->waited += wait;
    c->patience -= wait;
}

void
cc_life_is_abandoned(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_desk_put_right(self, c);
    cc_journal(self, CC_JOURNAL_ABANDONS, c, 0, c->waited);
    if (c->answered) { /* requeued work: it had been answered */
        cc_count_cut_off(self, c);
    } else {
        cc_count_abandoned(self, c);
    }
    cc_trunk_release(self, c);
    cc_life_lose_patience(self, id);
}

void
cc_life_abandon(cc_center *self, uint32_t id)
{
    if (cc_service_of(self, &self->contact[id])->may_go_silently &&
        cc_life_leaves_silently(self, id)) {
        return;
    }
    if (self->leaves_duplicates && cc_life_leave_duplicate(self, id)) {
        return;
    }
    cc_life_leave_queue(self, id);
    cc_life_is_abandoned(self, id);
}

void
cc_life_balk(cc_center *self, uint32_t id, uint32_t n_ahead)
{
    cc_contact *c = &self->contact[id];
    const cc_redial *redial = &self->scenario->demand.issue[c->issue].redial;
    cc_journal(self, CC_JOURNAL_BALKS, c, 0, n_ahead);
    cc_desk_put_right(self, c);
    cc_trunk_release(self, c);
    if (self->scenario->demand.balking_is_abandonment) {
        cc_count_abandoned(self, c);
        cc_life_give_up(self, id, &redial->after_abandon);
        return;
    }
    double *count = cc_count_cell(self, c);
    count[CC_N_delayed]++;
    count[CC_N_balked]++;
    cc_life_give_up(self, id, &redial->after_balk);
}

void
cc_life_count_sent_away(cc_center *self, cc_contact *c)
{
    cc_desk_put_right(self, c);
    if (c->answered) {
        cc_count_cut_off(self, c);
    } else {
        cc_count_unanswered(self, c, CC_N_dropped, c->waited);
    }
}

void
cc_life_drop(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_life_count_sent_away(self, c);
    cc_journal(self, CC_JOURNAL_DROPPED, c, 0, c->waited);
    cc_trunk_release(self, c);
    if (self->aside != NULL) {
        cc_moved_ends(self, id, CC_T_sent_away);
    }
    cc_life_give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
}

/* Some leave at a message that they hear, so many times the time between two after they came; which,
 * is geometric. */
static void
hear_messages(cc_center *self, cc_contact *c)
{
    const double control = self->now.controls.messages[c->channel];
    const double every =
        isnan(control) ? self->scenario->center.channel[c->channel].message_every : control;
    const double p = self->scenario->demand.issue[c->issue].reactions.message;
    if (every > 0 && p > 0) {
        const sim_block u = cc_draw(self, CC_DRAW_MESSAGE, c->owner, cc_life_ordinal(c), 0);
        const double n = p < 1 ? ceil(sim_log(sim_uniform(u.word[0])) / sim_log1p(-p)) : 1;
        c->patience = fmin(c->patience, fmax(n, 1) * every);
    }
}

void
cc_life_line_wait(cc_center *self, uint32_t id, bool at_head, cc_state state)
{
    cc_contact *c = &self->contact[id];
    if (self->now.shut && !cc_life_outlasts_closing(self, c)) {
        /* from automation, or at the end of a shift */
        cc_life_drop(self, id);
        return;
    }
    c->delayed = true;
    if (c->leg == 0) {
        hear_messages(self, c);
    }
    if (cc_predicts(self) && c->leg == 0) {
        cc_predict_joins(self, c);
    }
    c->queued = self->now.time;
    c->order = self->now.order++;
    cc_journal(self, CC_JOURNAL_WAITS, c, 0, at_head ? 0 : cc_life_lane(self, c)->n);
    push(self, id, at_head);
    const bool has_overflow = cc_service_of(self, c)->has_overflow;
    if (has_overflow) {
        cc_overflow_joins(self, id);
    }
    cc_life_arrive_in(self, c, state);
    if (c->patience < INFINITY) {
        sim_timer_set(&self->now.calendar, id, self->now.time + c->patience, SIM_PRIORITY_ABANDON);
    }
    const cc_medium_life *medium = cc_service_of(self, c)->medium;
    if (medium->waits != NULL) {
        medium->waits(self, id);
    }
    if (has_overflow) {
        cc_overflow_set_timer(self, id);
    }
}

uint32_t
cc_life_ask(cc_center *self, uint32_t id, uint32_t except)
{
    const cc_service *service = cc_service_of(self, &self->contact[id]);
    if (service->has_overflow) {
        cc_overflow_begins(self, id);
    }
    return self->lane[service->lane].n == 0 || service->has_overflow
               ? cc_route_to_agent(self, id, service, except)
               : CC_NONE;
}

void
cc_life_next_leg(cc_center *self, uint32_t id, uint32_t agent)
{
    cc_contact *c = &self->contact[id];
    if (++c->leg == UINT16_MAX) {
        CC_LIMIT(self, "65,534 returns of one contact to the queue");
    }
    c->queued = self->now.time;
    if (agent == CC_NONE) {
        agent = cc_life_ask(self, id, CC_NONE);
    }
    if (agent != CC_NONE) {
        cc_life_assign(self, id, agent);
    } else {
        cc_life_wait(self, id, false);
    }
}

void
cc_life_wait(cc_center *self, uint32_t id, bool at_head)
{
    cc_life_line_wait(self, id, at_head, CC_WAITING);
}

void
cc_life_not_answered(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    c->delayed = true;
    const cc_service *own = cc_service_for(self, c->issue, c->channel); /* in a wrong queue too */
    if (own->may_balk && cc_life_balks(self, c, cc_life_lane(self, c)->n)) {
        cc_life_balk(self, id, cc_life_lane(self, c)->n);
    } else {
        cc_life_wait(self, id, false);
    }
}

void
cc_life_enter_queue(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (cc_common_holds(self, c)) {
        cc_common_enter_queue(self, id);
        return;
    }
    if (cc_service_of(self, c)->channel->auto_reply) {
        cc_life_auto_reply(self, c);
    }
    const cc_medium_life *medium = cc_service_of(self, c)->medium;
    if (medium->enters != NULL) {
        medium->enters(self, id);
    }
    if (self->team != NULL && !cc_life_enters(self, id)) {
        return;
    }
    const uint32_t a = cc_life_ask(self, id, CC_NONE);
    if (a != CC_NONE) {
        cc_life_assign(self, id, a);
    } else {
        cc_life_not_answered(self, id);
    }
}

void
cc_life_close(cc_center *self)
{
    cc_life_drop_entering(self);
    cc_life_drop_awaiting(self);
    for (int l = 0; l < self->n_lanes; l++) {
        if (cc_preset_outlasts_closing(self->scenario->channel[l % self->n_channels].kind) ||
            cc_channel_survives(self->scenario, l % self->n_channels)) {
            continue;
        }
        /* who stayed with one that is dropped may take another */
        for (uint32_t id; (id = self->lane[l].first) != CC_NONE;) {
            cc_life_leave_queue(self, id);
            self->contact[id].is_ghost ? cc_life_end_ghost(self, id) : cc_life_drop(self, id);
        }
    }
}
