/* The nodes of automation that meet a contact before the queue. */
#include "models/center/life.h"
#include "models/center/life_desk.h"
#include "models/center/life_duplicate.h"
#include "models/center/life_transfer.h"
#include "models/center/trunk.h"
#include "models/center/way.h"

#include "models/scenario/node.h"
#include <math.h>

/* The contact is through with automation. */
static void
count_followed(cc_center *self, const cc_contact *c)
{
    if (c->node >= 0 && self->now.time <= self->window.fcr_until) {
        cc_count_cell(self, c)[CC_N_automation_followed]++;
    }
}

/* The contact as its node sees it. */
static cc_visit
visit_of(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    return (cc_visit){.center = self,
                      .contact = id,
                      .node = &self->scenario->center.node[c->node],
                      .issue = c->issue,
                      .day = c->when.day,
                      .interval = c->when.interval,
                      .control = self->now.controls.contains[c->node],
                      .kept = c->kept};
}

sim_block
cc_node_draw(const cc_visit *visit, uint32_t k)
{
    const cc_contact *c = &visit->center->contact[visit->contact];
    return cc_draw(visit->center, CC_DRAW_NODE, c->owner, cc_life_ordinal(c),
                   (uint64_t)k << 32 | (uint64_t)(c->step - 1));
}

/* One more visit of the contact's node, if it is at or was at one, has that counter. */
static void
count_visit(cc_center *self, const cc_contact *c, int counter)
{
    if (c->node >= 0 && c->counts) {
        cc_record_node(self->record, c->channel, c->node)[counter]++;
    }
}

/* It comes to that node, where it may have to wait. */
static void
come_to(cc_center *self, cc_contact *c, int at)
{
    cc_count_cell(self, c)[CC_N_in_automation] += c->node < 0; /* the first node */
    count_visit(self, c, CC_V_onward);
    c->node = (int16_t)at;
    count_visit(self, c, CC_V_entered);
}

/* It has a place at its node. */
static void
begin_visit(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const int at = c->node;
    c->step++;
    cc_visit visit = visit_of(self, id);
    visit.u = cc_node_draw(&visit, 0);
    const double time = visit.node->type->enter(&visit);
    self->now.node_used[at]++;
    if (visit.node->cost_per_session > 0) {
        cc_count_cell(self, c)[CC_N_automation_cost] += visit.node->cost_per_session;
    }
    cc_life_arrive_in(self, c, CC_AUTOMATION);
    cc_journal(self, CC_JOURNAL_MEETS_ASSISTANT, c, (uint64_t)at, time);
    sim_timer_set(&self->now.calendar, id, self->now.time + time, SIM_PRIORITY_COMPLETION);
}

/* ---- the line before a node ---- */

static void
wait_in_line(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_list *line = &self->now.node_line[c->node];
    cc_journal(self, CC_JOURNAL_WAITS_FOR_NODE, c, (uint64_t)c->node, self->now.n_in_line[c->node]);
    c->in_line = true;
    c->next = CC_NONE;
    c->prev = line->last;
    if (line->last == CC_NONE) {
        line->first = id;
    } else {
        self->contact[line->last].next = id;
    }
    line->last = id;
    self->now.n_in_line[c->node]++;
    cc_life_arrive_in(self, c, CC_AUTOMATION);
    if (c->patience < INFINITY) {
        sim_timer_set(&self->now.calendar, id, self->now.time + c->patience, SIM_PRIORITY_ABANDON);
    }
}

/* Off the line; the patience for the queue is what is left. */
static void
leave_line(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_list *line = &self->now.node_line[c->node];
    const double wait = self->now.time - c->since;
    sim_timer_clear(&self->now.calendar, id);
    (void)cc_life_unlink(self, c, &line->first, &line->last);
    self->now.n_in_line[c->node]--;
    c->in_line = false;
    c->patience -= wait;
    count_visit(self, c, CC_V_waited);
    if (c->counts) {
        cc_record_node(self->record, c->channel, c->node)[CC_V_wait] += wait;
    }
    cc_life_leave(self, c, CC_AUTOMATION);
}

/* A place has become free: the first in line takes it. */
static void
let_next_in(cc_center *self, int at)
{
    const uint32_t id = self->now.node_line[at].first;
    if (id != CC_NONE && !self->now.node_down[at]) {
        leave_line(self, id);
        begin_visit(self, id);
    }
}

void
cc_life_node_works_again(cc_center *self, int at)
{
    while (self->now.node_line[at].first != CC_NONE &&
           self->now.node_used[at] < self->scenario->center.node[at].capacity) {
        let_next_in(self, at);
    }
}

void
cc_life_leave_node_line(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    leave_line(self, id);
    cc_count_cell(self, c)[CC_N_hung_up]++;
    count_visit(self, c, CC_V_gave_up);
    count_followed(self, c);
    cc_journal(self, CC_JOURNAL_LEAVES_LINE, c, (uint64_t)c->node, self->now.time - c->since);
    cc_trunk_release(self, c);
    cc_life_lose_patience(self, id);
}

/* In automation, with the issue solved or not. */
static void
contained(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    double *count = cc_count_cell(self, c);
    count[CC_N_contained]++;
    count[CC_N_contained_solved] += !c->unsolved;
    count_visit(self, c, CC_V_contained);
    const bool is_followed = self->now.time <= self->window.fcr_until;
    count_followed(self, c);
    count[CC_N_contained_followed] += is_followed;
    cc_journal(self, CC_JOURNAL_CONTAINED, c, (uint64_t)c->node, !c->unsolved);
    cc_trunk_release(self, c);
    c->was_contained = is_followed;
    self->containment[id] = (cc_containment){self->now.time, c->counters};
    const cc_service *service = cc_service_of(self, c);
    if (cc_desk_raises(self, c, service->channel->desk.by_automation)) {
        cc_desk_go_on(self, id);
        return;
    }
    const double p_resolved = c->unsolved ? 0 : 1;
    if (self->leaves_duplicates) { /* this is none: those are past automation */
        (void)cc_life_handled_one(self, id, p_resolved);
    }
    cc_life_settle_one(self, id, service, p_resolved);
}

static void
hangs_up(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_count_cell(self, c)[CC_N_hung_up]++;
    count_visit(self, c, CC_V_hung_up);
    count_followed(self, c);
    cc_journal(self, CC_JOURNAL_HANGS_UP, c, (uint64_t)c->node, 0);
    cc_trunk_release(self, c);
    cc_life_give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
}

/* An offer of another channel was accepted: this contact is over, and the next comes there. */
static void
goes_elsewhere(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_visit visit = visit_of(self, id);
    const cc_elsewhere to = visit.node->type->elsewhere(&visit);
    cc_count_cell(self, c)[CC_N_diverted]++;
    count_visit(self, c, CC_V_diverted);
    count_followed(self, c);
    cc_trunk_release(self, c);
    cc_life_divert(self, id, to.channel, to.delay);
}

/* A property of the customer: the same at every bot. */
static bool
goes_round_bots(cc_center *self, const cc_contact *c)
{
    const double share = self->scenario->demand.issue[c->issue].reactions.bypass;
    return share > 0 &&
           sim_uniform(cc_draw_again(self, CC_DRAW_BYPASS, c->owner, 0, 0).word[0]) < share;
}

static int
round_bot(cc_center *self, const cc_contact *c, int at, int n_passed)
{
    cc_count_cell(self, c)[CC_N_bypassed]++;
    cc_journal(self, CC_JOURNAL_GOES_ROUND, c, (uint64_t)at, 0);
    return n_passed < self->scenario->center.n_nodes
               ? cc_node_past(&self->scenario->center.node[at])
               : CC_TO_QUEUE; /* round in a circle */
}

/* The customer leaves a message, which is worked as a contact of another channel. */
static void
becomes_item(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_node *node = &self->scenario->center.node[c->node];
    const int channel = node->type->becomes(node);
    cc_count_cell(self, c)[CC_N_became_item]++;
    count_visit(self, c, CC_V_became_item);
    count_followed(self, c);
    cc_journal(self, CC_JOURNAL_LEAVES_MESSAGE, c, (uint64_t)c->node,
               self->scenario->channel[channel].id);
    cc_trunk_release(self, c);
    if (!cc_life_go_on_as(self, id, channel)) {
        cc_life_lose(self, id, CC_N_lost_waiting);
    }
}

/* What follows from going on to a queue. */
static void
goes_to_queue(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_count_cell(self, c)[CC_N_handed_over] += c->node >= 0;
    count_visit(self, c, CC_V_handed_over);
    count_followed(self, c);
    cc_life_enter_queue(self, id);
}

/* The partner has it from now on, and no agent had it before. */
static void
goes_to_partner(cc_center *self, uint32_t id, const cc_partner *partner)
{
    cc_contact *c = &self->contact[id];
    const cc_visit visit = visit_of(self, id);
    const double time =
        sim_dist_quantile(&partner->time, sim_uniform(cc_node_draw(&visit, 1).word[0]));
    double *count = cc_count_cell(self, c);
    count[CC_N_sent_out]++;
    count[CC_N_sent_out_cost] += partner->cost + time / 60 * partner->cost_per_minute;
    count_visit(self, c, CC_V_sent_out);
    count_followed(self, c);
    self->aside[id].attempt.handing.time = time;
    c->must_explain = false; /* what the center forgets is nothing to the partner */
    cc_life_go_to_partner(self, id);
}

/* As its node says. */
static void
is_transferred(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_center_setup *center = &self->scenario->center;
    const cc_onward to = center->node[c->node].type->onward(&center->node[c->node]);
    cc_count_cell(self, c)[CC_N_sent_on]++;
    cc_journal(self, CC_JOURNAL_SENT_ON, c, (uint64_t)c->node, 0);
    if (to.partner >= 0) {
        goes_to_partner(self, id, &center->partner[to.partner]);
        return;
    }
    self->aside[id].attempt.sent_to = (uint16_t)(to.queue + 1);
    c->service = cc_service_onward(self, c);
    c->is_common = false;
    cc_moved_begins(self, id);
    goes_to_queue(self, id);
}

void
cc_life_enter_node(cc_center *self, uint32_t id, int at)
{
    int n_passed = 0;
    while (at >= 0) {
        const cc_node *node = &self->scenario->center.node[at];
        if (node->type->is_bot && goes_round_bots(self, &self->contact[id])) {
            at = round_bot(self, &self->contact[id], at, n_passed++);
            continue;
        }
        if (self->now.node_down[at]) {
            cc_journal(self, CC_JOURNAL_GOES_ROUND, &self->contact[id], (uint64_t)at, 1);
        } else if (self->now.node_used[at] < node->capacity) { /* and so nobody is in its line */
            come_to(self, &self->contact[id], at);
            begin_visit(self, id);
            return;
        }
        if (self->contact[id].counts) {
            cc_record_node(self->record, self->contact[id].channel, at)[CC_V_full]++;
        }
        if (node->when_full == CC_FULL_WAIT) {
            come_to(self, &self->contact[id], at);
            wait_in_line(self, id);
            return;
        }
        if (node->when_full == CC_FULL_BLOCK) {
            count_visit(self, &self->contact[id], CC_V_turned_away);
            count_followed(self, &self->contact[id]);
            cc_life_block(self, id);
            return;
        }
        at = cc_way_leads(self, &self->contact[id], &node->then, (uint32_t)at | CC_PASSING);
    }
    if (at == CC_TO_ITEM) {
        becomes_item(self, id);
    } else if (at == CC_TO_CONTAINED) {
        contained(self, id);
    } else if (at == CC_TO_HANG_UP) {
        hangs_up(self, id);
    } else if (at == CC_TO_ELSEWHERE) {
        goes_elsewhere(self, id);
    } else if (at == CC_TO_TRANSFER) {
        is_transferred(self, id);
    } else {
        goes_to_queue(self, id);
    }
}

static void
count_time(cc_center *self, const cc_contact *c)
{
    const double from = fmax(c->since, self->window.start);
    const double to = fmin(self->now.time, self->window.end);
    if (from < to) {
        cc_record_node(self->record, c->channel, c->node)[CC_V_time] += to - from;
    }
}

static void
count_stay(cc_center *self, const cc_contact *c)
{
    count_time(self, c);
    if (c->counts) {
        cc_record_node(self->record, c->channel, c->node)[CC_V_stay] += self->now.time - c->since;
    }
}

void
cc_life_count_at_node(cc_center *self, const cc_contact *c)
{
    if (!c->in_line) {
        count_time(self, c);
    }
    count_visit(self, c, CC_V_unfinished);
}

/* ---- behind the agent ---- */

/* What an agent has handled is over, with a survey or without. */
static void
is_over(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_service *service = cc_service_of(self, c);
    c->group = self->aside[id].attempt.served_by;
    c->counters = cc_count_place(self, c->slice + c->cell + c->group);
    cc_trunk_release(self, c);
    cc_life_settle_one(self, id, service, cc_life_p_resolved(self, c, service));
}

void
cc_life_start_survey(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const int at = cc_service_of(self, c)->channel->after;
    self->aside[id].attempt.served_by = c->group;
    if (self->now.node_used[at] >= self->scenario->center.node[at].capacity) {
        if (c->counts) {
            cc_record_node(self->record, c->channel, at)[CC_V_full]++;
        }
        is_over(self, id);
        return;
    }
    cc_life_take_from_agent(self, c);
    c->node = (int16_t)at;
    count_visit(self, c, CC_V_entered);
    begin_visit(self, id);
}

static void
survey_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_service *service = cc_service_of(self, c);
    c->group = self->aside[id].attempt.served_by;
    const double p = cc_life_p_resolved(self, c, service);
    c->group = 0;
    cc_visit visit = visit_of(self, id);
    visit.is_resolved = p >= 1 || c->u_resolved < p;
    self->now.node_used[c->node]--;
    count_stay(self, c);
    cc_life_leave(self, c, CC_AUTOMATION);
    const cc_leave leave = visit.node->type->leave(&visit);
    count_visit(self, c, CC_V_COUNTERS + leave.port);
    count_visit(self, c, CC_V_over);
    cc_journal(self, CC_JOURNAL_SURVEYED, c, (uint64_t)c->node, leave.port);
    is_over(self, id);
}

#define MAX_STEPS UINT16_MAX /* of one contact: their names have 16 bits */

void
cc_life_node_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const int at = c->node;
    const cc_visit visit = visit_of(self, id);
    const cc_node *node = visit.node;
    if (node->type->is_after) {
        survey_ends(self, id);
        return;
    }
    self->now.node_used[at]--;
    count_stay(self, c);
    cc_life_leave(self, c, CC_AUTOMATION);
    const cc_leave leave = node->type->leave(&visit);
    count_visit(self, c, CC_V_COUNTERS + (leave.port == CC_BY_THEN ? node->n_ports : leave.port));
    const cc_way *way = leave.port == CC_BY_THEN ? &node->then : &node->next[leave.port];
    int to = cc_way_leads(self, c, way, (uint32_t)at);
    to = c->step == MAX_STEPS && to >= 0 ? CC_TO_HANG_UP : to;
    c->unsolved = leave.issue == CC_AS_BEFORE ? c->unsolved : leave.issue == CC_UNSOLVED;
    if (node->type->is_bot && leave.issue == CC_UNSOLVED) {
        c->patience *= self->scenario->demand.issue[c->issue].reactions.frustration;
    }
    if (node->type->prepare != NULL) {
        const cc_prepared prepared = node->type->prepare(&visit);
        cc_aside *aside = &self->aside[id];
        aside->attempt.saves += prepared.saves;
        aside->attempt.delay += prepared.delay;
        aside->attempt.knows |= prepared.knows;
    }
    if (to >= CC_TO_QUEUE) {
        c->must_explain |= node->type->keeps_context != NULL && !node->type->keeps_context(node);
        cc_journal(self, CC_JOURNAL_HANDED_OVER, c, (uint64_t)at, 0);
    }
    let_next_in(self, at);
    cc_life_enter_node(self, id, to);
}
