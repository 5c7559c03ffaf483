/* Customers who leave without a sign, in the queue or while their turn waits for the agent: what
 * they leave behind is a ghost, a record that keeps its place and that an agent takes for a
 * customer until a time-out has passed (Castellanos, Yom-Tov and Goldberg 2022 call it silent
 * abandonment). The customer goes on in a record of their own: redials, or is lost. Who has accepted
 * a callback and does not answer leaves a ghost too, for as long as it rings. */
#include "models/center/life.h"
#include "models/center/life_duplicate.h"
#include "models/center/nodes/offer.h"
#include "models/center/overflow.h"
#include "models/center/trunk.h"

#include <math.h>
#include <string.h>

/* Does who leaves now do so without a sign? By those two words; then until when it is not known. */
static bool
is_unseen(const cc_center *self, cc_contact *c, uint64_t u_silent, uint64_t u_time_out)
{
    const cc_service *service = cc_service_of(self, c);
    if (!service->may_go_silently || !(sim_uniform(u_silent) < service->content->silent)) {
        return false;
    }
    c->typing = sim_dist_quantile(&service->channel->time_out, sim_uniform(u_time_out));
    return true;
}

/* The customer has left what is a ghost from now on. Returns the customer's record; CC_NONE: no
 * room, error latched. */
static uint32_t
leave_a_ghost(cc_center *self, uint32_t id)
{
    const uint32_t other = cc_life_take_record(self);
    if (other == CC_NONE) {
        return CC_NONE;
    }
    cc_contact *ghost = &self->contact[id], *customer = &self->contact[other];
    cc_life_copy_record(self, other, id);
    customer->has_trunk = false;
    if (self->aside != NULL) {
        self->aside[id].attempt.handing.helper = 0; /* who stays, stays with the customer */
        self->aside[id].attempt.is_moved = false;   /* whose wait ends */
    }
    if (self->leaves_duplicates) {
        cc_life_others_follow(self, id, other);
    }
    ghost->is_ghost = true;
    return other;
}

bool
cc_life_leaves_silently(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const sim_block u = cc_draw(self, CC_DRAW_SILENT, c->owner, cc_life_ordinal(c), c->leg);
    if (!is_unseen(self, c, u.word[0], u.word[1])) {
        return false;
    }
    const double wait = self->now.time - c->queued;
    c->waited += wait;
    c->patience -= wait;
    cc_journal(self, CC_JOURNAL_LEAVES_SILENTLY, c, 0, c->waited);
    if (c->answered) {
        cc_count_cut_off(self, c);
    } else {
        cc_count_abandoned(self, c);
        cc_count_cell(self, c)[CC_N_abandoned_silently]++;
    }
    cc_life_leave_any(self, c);
    const uint32_t customer = leave_a_ghost(self, id);
    if (customer == CC_NONE) {
        return true;
    }
    c = &self->contact[id];
    c->waited -= wait; /* of the ghost it is added when it leaves the queue */
    cc_life_arrive_in(self, c, CC_UNNOTICED);
    if (cc_service_of(self, c)->has_overflow) {
        cc_overflow_set_timer(self, id);
    }
    cc_life_lose_patience(self, customer);
    return true;
}

void
cc_life_hold_ghost(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_life_keep_open(self, id);
    if (c->state != CC_GHOST) {
        cc_life_arrive_in(self, c, CC_GHOST);
    }
    cc_journal(self, CC_JOURNAL_GONE, c, c->agent, c->typing);
    sim_timer_set(&self->now.calendar, id, self->now.time + c->typing, SIM_PRIORITY_COMPLETION);
    if (cc_service_of(self, c)->has_rates) {
        cc_life_share_again(self, c->agent);
    }
}

void
cc_life_end_ghost(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_life_leave_any(self, c);
    cc_trunk_release(self, c);
    if (c->agent != CC_NONE) {
        cc_agent_give(self, c->agent, c->channel);
        cc_case_give(self, c->agent, c->channel);
        cc_life_take_from_agent(self, c);
    }
    cc_life_give_record(self, id);
}

/* ---- called back ---- */

static bool
is_away(cc_center *self, uint32_t id, sim_block *u)
{
    const cc_contact *c = &self->contact[id];
    const cc_aside *aside = &self->aside[id];
    const double p = self->scenario->demand.issue[c->issue].reactions.no_answer[c->channel];
    if (p == 0 || c->answered || c->leg > 0 || aside->accepted != c->round + 1u ||
        cc_service_of(self, c)->type->medium->deferred || cc_life_stayed(self, id)) {
        return false;
    }
    *u = cc_draw(self, CC_DRAW_NO_ANSWER, c->owner, cc_life_ordinal(c), 0);
    return sim_uniform(u->word[0]) < p;
}

bool
cc_life_is_not_there(cc_center *self, uint32_t id)
{
    sim_block u;
    if (!is_away(self, id, &u)) {
        return false;
    }
    const cc_node *node = &self->scenario->center.node[self->aside[id].offered_by];
    const cc_offer *offer = node->settings;
    const bool again =
        self->aside[id].n_called < offer->again && self->contact[id].attempt < CC_MAX_REDIALS;
    const double after =
        again ? sim_dist_quantile(&offer->again_after, sim_uniform(u.word[2])) : INFINITY;
    cc_contact *ghost = &self->contact[id];
    cc_journal(self, CC_JOURNAL_NO_ANSWER, ghost, ghost->agent, after);
    ghost->typing = sim_dist_quantile(&offer->ring, sim_uniform(u.word[1]));
    const uint32_t other = leave_a_ghost(self, id);
    if (other == CC_NONE) {
        return true;
    }
    cc_contact *customer = &self->contact[other];
    cc_life_take_from_agent(self, customer);
    cc_count_abandoned(self, customer);
    cc_count_cell(self, customer)[CC_N_abandoned_silently]++;
    if (again) {
        self->aside[other].n_called++;
        customer->wanted = (uint8_t)customer->channel;
        customer->attempt++;
        cc_life_stay_at_home(self, other, CC_REDIALLING, after, true);
    } else {
        cc_life_lose(self, other, CC_N_lost_waiting);
    }
    return true;
}

void
cc_life_find_out(cc_center *self, uint32_t id)
{
    const uint32_t a = self->contact[id].agent;
    cc_life_untype(self, id);
    cc_life_end_ghost(self, id);
    cc_life_free_agent(self, a);
}

/* ---- between turns ---- */

static sim_block
draw_in_turn(const cc_center *self, const cc_contact *c)
{
    return cc_draw_again(self, CC_DRAW_IN_TURN, c->owner, cc_life_ordinal(c),
                         (uint64_t)c->leg << 32 | c->turn);
}

void
cc_life_start_turn_patience(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    if (!c->answered || cc_life_stayed(self, id)) { /* the patience of the queue has ended */
        return;
    }
    const double patience = sim_dist_quantile(&cc_life_content(self, c)->turn_patience,
                                              sim_uniform(draw_in_turn(self, c).word[0]));
    if (patience < INFINITY) {
        sim_timer_set(&self->now.calendar, id, self->now.time + patience, SIM_PRIORITY_ABANDON);
    }
}

/* The ghost stays in its agent's line; the customer goes. */
static void
leave_turn_silently(cc_center *self, uint32_t id)
{
    const uint32_t other = leave_a_ghost(self, id);
    if (other != CC_NONE) {
        cc_contact *ghost = &self->contact[id], *customer = &self->contact[other];
        cc_life_take_from_agent(self, customer);
        cc_life_arrive_in(self, ghost, CC_GHOST);
        cc_life_lose_patience(self, other);
    }
}

void
cc_life_leave_in_turn(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    const sim_block u = draw_in_turn(self, c);
    const bool unseen = is_unseen(self, c, u.word[1], u.word[2]);
    cc_journal(self, CC_JOURNAL_LEAVES_IN_TURN, c, unseen, self->now.time - c->since);
    cc_count_cut_off(self, c);
    cc_count_cell(self, c)[CC_N_left_in_turn]++;
    cc_life_leave(self, c, CC_READY);
    if (unseen) {
        leave_turn_silently(self, id);
        return;
    }
    cc_life_leave_line(self, id);
    cc_trunk_release(self, c);
    cc_agent_give(self, a, c->channel);
    cc_case_give(self, a, c->channel);
    cc_life_take_from_agent(self, c);
    cc_life_lose_patience(self, id);
    cc_life_free_agent(self, a);
}
