/* Lines, and the nodes that a contact meets before the queue. */
#include "tests/second/second.h"

#include "models/center/nodes/announcement.h"
#include "models/center/nodes/chatbot.h"
#include "models/center/nodes/identification.h"
#include "models/center/nodes/lookup.h"
#include "models/center/nodes/menu.h"
#include "models/center/nodes/survey.h"
#include "models/center/nodes/transfer.h"
#include "models/center/nodes/voicemail.h"
#include "models/center/nodes/whisper.h"
#include "models/scenario/node.h"
#include <math.h>
#include <string.h>

int
second_n_lines_held(const second *self, int channel)
{
    int n = 0;
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        n += c->place != GONE && c->has_trunk && c->channel == channel;
    }
    return n;
}

void
second_release_line(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (c->has_slot) {
        c->has_slot = false;
        if (second_n_entering(self, c->slot_queue) > 0 && !second_is_scheduled(self, OF_SLOTS, 0)) {
            second_schedule(self, self->now, FIRST_CLOCK, OF_SLOTS, 0);
        }
    }
    if (c->has_trunk) {
        c->has_trunk = false;
        second_count_stay(self, c, second_group_of(self, c), CC_N_time_line, c->arrived);
    }
}

void
second_blocked(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_tell(self, CC_JOURNAL_BLOCKED, c, 0, 0);
    second_count(self, c, NOBODY, CC_N_blocked, 1);
    second_count(self, c, NOBODY, CC_N_offered, 1);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    second_release_line(self, id);
    second_gives_up(self, id, &self->scenario->demand.issue[c->kind].redial.after_block);
}

static int
n_at_node(const second *self, int node)
{
    int n = 0;
    for (int j = 0; j < self->n_contacts; j++) {
        n += self->contact[j].place == IN_AUTOMATION && self->contact[j].node == node;
    }
    return n;
}

/* Does the fcr window end inside the run, if it begins now? */
static bool
can_be_followed(const second *self)
{
    return second_fcr_time(self, self->now, self->horizon) >= self->scenario->run.fcr_window;
}

static bool
is_node(const cc_node *node, const char *type)
{
    return strcmp(node->type->name, type) == 0;
}

static double
time_at(const second *self, second_contact *c, const cc_node *node)
{
    const cc_menu *menu = node->settings;
    const cc_announcement *announcement = node->settings;
    if (is_node(node, "chatbot")) {
        return second_bot_time(self, c, node);
    }
    if (is_node(node, "offer")) {
        return second_offer_time(self, c, node);
    }
    if (is_node(node, "whisper")) {
        return 0;
    }
    const void *own = node->settings;
    const sim_dist *time = &announcement->time;
    if (is_node(node, "menu")) {
        time = &menu->time;
    } else if (is_node(node, "lookup")) {
        time = &((const cc_lookup *)own)->time;
    } else if (is_node(node, "identification")) {
        time = &((const cc_identification *)own)->time;
    } else if (is_node(node, "voicemail")) {
        time = &((const cc_voicemail *)own)->time;
    } else if (is_node(node, "transfer")) {
        time = &((const cc_transfer_node *)own)->time;
    } else if (is_node(node, "survey")) {
        const cc_survey *survey = own;
        time = &survey->time;
        if (!(sim_uniform(c->drawn[1]) < second_at_arrival(c, &survey->answers[c->kind]))) {
            return 0;
        }
    }
    return second_value(time, c->drawn[0]);
}

/* What became of the contact after its last visit, if it has made one. */
static void
after_visit(second *self, const second_contact *c, cc_node_counter what)
{
    if (c->has_session) {
        second_visit(self, c, c->node, what);
    }
}

static void
is_through(second *self, const second_contact *c)
{
    second_count(self, c, NOBODY, CC_N_automation_followed,
                 c->has_session && can_be_followed(self));
}

static void
contained(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_tell(self, CC_JOURNAL_CONTAINED, c, (uint64_t)c->node, !c->unsolved);
    second_count(self, c, NOBODY, CC_N_contained, 1);
    second_count(self, c, NOBODY, CC_N_contained_solved, !c->unsolved);
    c->is_frustrated = c->unsolved;
    after_visit(self, c, CC_V_contained);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    is_through(self, c);
    second_count(self, c, NOBODY, CC_N_contained_followed, can_be_followed(self));
    second_release_line(self, id);
    c->contained = can_be_followed(self) ? self->now : NAN;
    c->contained_on = c->channel;
    c->contained_slice = c->slice;
    c->contained_again = c->is_again;
    c->contained_counts = c->counts;
    if (second_item_raises(self, c, second_channel(self, c)->desk.by_automation)) {
        second_item_goes_on(self, id);
        return;
    }
    second_handled_one(self, id, !c->unsolved);
    second_handled(self, id, !c->unsolved);
}

static void
hangs_up(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_tell(self, CC_JOURNAL_HANGS_UP, c, (uint64_t)c->node, 0);
    second_count(self, c, NOBODY, CC_N_hung_up, 1);
    after_visit(self, c, CC_V_hung_up);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    is_through(self, c);
    second_release_line(self, id);
    second_gives_up(self, id, &self->scenario->demand.issue[c->kind].redial.after_abandon);
}

static void
becomes_item(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_voicemail *box = self->scenario->center.node[c->node].settings;
    second_tell(self, CC_JOURNAL_LEAVES_MESSAGE, c, (uint64_t)c->node,
                self->scenario->channel[box->channel].id);
    second_count(self, c, NOBODY, CC_N_became_item, 1);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    second_visit(self, c, c->node, CC_V_became_item);
    is_through(self, c);
    second_release_line(self, id);
    c->attempt++;
    c->wanted = box->channel;
    second_gets_in_touch(self, id, NULL);
}

/* The contact comes to that node, where it may have to wait for a place. */
static void
comes_to(second *self, second_contact *c, int at)
{
    second_count(self, c, NOBODY, CC_N_in_automation, !c->has_session);
    after_visit(self, c, CC_V_onward);
    c->has_session = true;
    c->node = at;
    second_visit(self, c, at, CC_V_entered);
}

static void
begins(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_node *node = &self->scenario->center.node[c->node];
    const sim_block u = second_draw_for(self, CC_DRAW_NODE, c, (uint64_t)c->n_nodes++);
    memcpy(c->drawn, u.word, sizeof(c->drawn));
    second_count(self, c, NOBODY, CC_N_automation_cost, node->cost_per_session);
    second_enters(self, c, IN_AUTOMATION);
    const double time = time_at(self, c, node);
    second_tell(self, CC_JOURNAL_MEETS_ASSISTANT, c, (uint64_t)c->node, time);
    second_schedule(self, self->now + time, THEN_COMPLETIONS, OF_CONTACT, id);
}

static void
waits_for_node(second *self, int id)
{
    second_contact *c = &self->contact[id];
    int n_ahead = 0;
    for (int j = 0; j < self->n_contacts; j++) {
        n_ahead += self->contact[j].place == IN_NODE_LINE && self->contact[j].node == c->node;
    }
    second_tell(self, CC_JOURNAL_WAITS_FOR_NODE, c, (uint64_t)c->node, n_ahead);
    c->order = self->counter++;
    second_enters(self, c, IN_NODE_LINE);
    if (isfinite(c->patience)) {
        second_schedule(self, self->now + c->patience, THEN_ABANDONMENTS, OF_CONTACT, id);
    }
    if (second_is_down(self, c->node)) {
        second_schedule(self, second_works_again(self, c->node), FIRST_CLOCK, OF_NODE, c->node);
    }
}

static void
leaves_line(second *self, second_contact *c)
{
    const double wait = self->now - c->since;
    second_leaves(self, c);
    c->patience -= wait;
    second_visit(self, c, c->node, CC_V_waited);
    second_visits(self, c->channel, c->node)[CC_V_wait] += c->counts ? wait : 0;
}

static void
goes_to_queue(second *self, int id)
{
    second_contact *c = &self->contact[id];
    after_visit(self, c, CC_V_handed_over);
    second_count(self, c, NOBODY, CC_N_handed_over, c->has_session);
    is_through(self, c);
    second_enters_queue(self, id);
}

static void
is_handed_on(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_transfer_node *node = self->scenario->center.node[c->node].settings;
    second_tell(self, CC_JOURNAL_SENT_ON, c, (uint64_t)c->node, 0);
    second_count(self, c, NOBODY, CC_N_sent_on, 1);
    if (node->queue >= 0) {
        c->is_elsewhere = true;
        c->queue = node->queue;
        c->is_moved = c->counts;
        c->moved = self->now;
        second_moved(self, c->queue, c->channel)[CC_T_came] += c->counts;
        goes_to_queue(self, id);
        return;
    }
    const cc_partner *partner = &self->scenario->center.partner[node->partner];
    const uint64_t visit = (uint64_t)(c->n_nodes - 1);
    const sim_block u = second_draw_for(self, CC_DRAW_NODE, c, UINT64_C(1) << 32 | visit);
    c->at_partner = second_value(&partner->time, u.word[0]);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    second_count(self, c, NOBODY, CC_N_sent_out, 1);
    second_count(self, c, NOBODY, CC_N_sent_out_cost,
                 partner->cost + c->at_partner / 60 * partner->cost_per_minute);
    after_visit(self, c, CC_V_sent_out);
    is_through(self, c);
    second_is_at_partner(self, id);
}

static void
meets(second *self, int id, int at, int n_passed)
{
    second_contact *c = &self->contact[id];
    if (at == CC_TO_TRANSFER) {
        is_handed_on(self, id);
        return;
    }
    if (at == CC_TO_ELSEWHERE) {
        is_through(self, c);
        second_goes_elsewhere(self, id);
        return;
    }
    if (at == CC_TO_CONTAINED) {
        contained(self, id);
        return;
    }
    if (at == CC_TO_HANG_UP) {
        hangs_up(self, id);
        return;
    }
    if (at == CC_TO_ITEM) {
        becomes_item(self, id);
        return;
    }
    if (at < 0) {
        goes_to_queue(self, id);
        return;
    }
    const cc_node *node = &self->scenario->center.node[at];
    if (second_goes_round(self, c, at)) {
        second_tell(self, CC_JOURNAL_GOES_ROUND, c, (uint64_t)at, 0);
        second_count(self, c, NOBODY, CC_N_bypassed, 1);
        const int past = node->then.branch[node->then.n - 1].to;
        meets(self, id, n_passed < self->scenario->center.n_nodes && past >= 0 ? past : CC_TO_QUEUE,
              n_passed + 1);
        return;
    }
    const bool is_down = second_is_down(self, at);
    if (is_down) {
        second_tell(self, CC_JOURNAL_GOES_ROUND, c, (uint64_t)at, 1);
    }
    if (is_down || n_at_node(self, at) >= node->capacity) {
        second_visit(self, c, at, CC_V_full);
        if (node->when_full == CC_FULL_WAIT) {
            comes_to(self, c, at);
            waits_for_node(self, id);
            return;
        }
        if (node->when_full == CC_FULL_BLOCK) {
            after_visit(self, c, CC_V_turned_away);
            is_through(self, c);
            second_blocked(self, id);
        } else {
            meets(self, id, second_way_leads(self, c, &node->then, (uint64_t)at | 1 << 16),
                  n_passed);
        }
        return;
    }
    comes_to(self, c, at);
    begins(self, id);
}

void
second_line_patience_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const double since = c->since;
    leaves_line(self, c);
    second_count(self, c, NOBODY, CC_N_hung_up, 1);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    second_visit(self, c, c->node, CC_V_gave_up);
    is_through(self, c);
    second_tell(self, CC_JOURNAL_LEAVES_LINE, c, (uint64_t)c->node, self->now - since);
    second_release_line(self, id);
    second_loses_patience(self, id);
}

/* Whoever has waited longest for the node, if it has a place now. */
static void
next_in_line(second *self, int node)
{
    int first = NOBODY;
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        if (c->place == IN_NODE_LINE && c->node == node &&
            (first == NOBODY || c->order < self->contact[first].order)) {
            first = j;
        }
    }
    if (first != NOBODY && second_is_down(self, node)) {
        second_schedule(self, second_works_again(self, node), FIRST_CLOCK, OF_NODE, node);
    } else if (first != NOBODY) {
        second_cancel(self, OF_CONTACT, first);
        leaves_line(self, &self->contact[first]);
        begins(self, first);
    }
}

void
second_node_is_mended(second *self, int node)
{
    for (int j = 0; j < self->n_contacts; j++) {
        if (n_at_node(self, node) < self->scenario->center.node[node].capacity) {
            next_in_line(self, node);
        }
    }
}

void
second_meets(second *self, int id, int at)
{
    meets(self, id, at, 0);
}

static int
port_named(const cc_node *node, const char *name)
{
    int j = 0;
    while (strcmp(node->type->port(node, j).name, name) != 0) {
        j++;
    }
    return j;
}

/* By which edge the contact leaves the node, and whether the issue is solved. */
static int
leaves_by(second *self, const cc_node *node, second_contact *c)
{
    if (is_node(node, "chatbot")) {
        const int port = port_named(node, second_bot_leaves(self, c, node));
        c->patience *=
            c->unsolved ? self->scenario->demand.issue[c->kind].reactions.frustration : 1;
        return port;
    }
    if (is_node(node, "offer")) {
        return port_named(node, second_offer_leaves(self, c, node));
    }
    if (is_node(node, "announcement") && second_hangs_up_on_wait(self, c, node)) {
        return port_named(node, "hang_up");
    }
    if (is_node(node, "lookup")) {
        const cc_lookup *lookup = node->settings;
        const bool ends = sim_uniform(c->drawn[1]) <
                          second_control(self, CC_CONTROL_CONTAINS, c->node,
                                         second_at_arrival(c, &lookup->contains[c->kind]));
        c->unsolved = !ends || sim_uniform(c->drawn[2]) >= second_at_arrival(c, &lookup->solved);
        return port_named(node, ends ? "contained" : "not");
    }
    if (is_node(node, "identification")) {
        const cc_identification *who = node->settings;
        if (!(sim_uniform(c->drawn[1]) < second_at_arrival(c, &who->succeeds[c->kind]))) {
            return port_named(node, "not");
        }
        c->spared += second_value(&who->saves, c->drawn[2]);
        c->is_announced |= who->knows;
        return port_named(node, "identified");
    }
    if (is_node(node, "whisper")) {
        const cc_whisper *whisper = node->settings;
        c->more_delay += second_value(&whisper->time, c->drawn[0]);
        c->spared += second_value(&whisper->saves, c->drawn[1]);
        c->is_announced |= whisper->knows;
    }
    if (is_node(node, "voicemail")) {
        const cc_voicemail *box = node->settings;
        const bool speaks = sim_uniform(c->drawn[1]) < second_at_arrival(c, &box->leaves[c->kind]);
        return port_named(node, speaks ? "message" : "not");
    }
    if (is_node(node, "transfer")) {
        const cc_transfer_node *own = node->settings;
        const bool fails = sim_uniform(c->drawn[1]) < second_at_arrival(c, &own->fails[c->kind]);
        return port_named(node, fails ? "failed" : "transferred");
    }
    if (is_node(node, "menu")) {
        const cc_menu *menu = node->settings;
        double u = sim_uniform(c->drawn[1]);
        int chosen = 0;
        for (int j = 0; j < menu->n_choices && u >= 0; j++) {
            const double p = second_at_arrival(c, &menu->choice[j].share[c->kind]);
            chosen = p > 0 ? j : chosen;
            u -= p;
        }
        return port_named(node, menu->choice[chosen].name);
    }
    return node->n_ports;
}

/* ---- behind the agent ---- */

void
second_is_over(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int after = second_channel(self, c)->after;
    if (after < 0) {
        second_handled(self, id, second_p_resolved(self, c));
        return;
    }
    if (n_at_node(self, after) >= self->scenario->center.node[after].capacity) {
        second_visit(self, c, after, CC_V_full);
        second_release_line(self, id);
        second_handled(self, id, second_p_resolved(self, c));
        return;
    }
    c->served_by = c->agent;
    c->agent = NOBODY;
    c->node = after;
    second_visit(self, c, after, CC_V_entered);
    begins(self, id);
}

static void
survey_ends(second *self, int id, const cc_survey *survey)
{
    second_contact *c = &self->contact[id];
    c->agent = c->served_by;
    const bool is_resolved = c->u_resolved < second_p_resolved(self, c);
    c->agent = NOBODY;
    const double answers = second_at_arrival(c, &survey->answers[c->kind]);
    double u = sim_uniform(c->drawn[2]);
    int score = 0;
    for (int j = 0; sim_uniform(c->drawn[1]) < answers && j < survey->n_scores[0] && u >= 0; j++) {
        score = survey->score[is_resolved][j] > 0 ? j + 1 : score;
        u -= survey->score[is_resolved][j];
    }
    second_visit(self, c, c->node, CC_V_COUNTERS + score);
    second_visit(self, c, c->node, CC_V_over);
    second_tell(self, CC_JOURNAL_SURVEYED, c, (uint64_t)c->node, score);
    c->agent = c->served_by;
    second_release_line(self, id);
    second_handled(self, id, second_p_resolved(self, c));
}

void
second_node_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_node *node = &self->scenario->center.node[c->node];
    second_visit_ends(self, c, true);
    second_leaves(self, c);
    if (is_node(node, "survey")) {
        survey_ends(self, id, node->settings);
        return;
    }
    const int edge = leaves_by(self, node, c);
    second_visit(self, c, c->node, CC_V_COUNTERS + edge);
    const int to = second_way_leads(self, c, edge < node->n_ports ? &node->next[edge] : &node->then,
                                    (uint64_t)(node - self->scenario->center.node));
    if (to >= CC_TO_QUEUE) {
        const cc_chatbot *bot = is_node(node, "chatbot") ? node->settings : NULL;
        second_tell(self, CC_JOURNAL_HANDED_OVER, c, (uint64_t)c->node, 0);
        c->context_lost |= bot != NULL && !bot->keeps_context;
    }
    next_in_line(self, (int)(node - self->scenario->center.node));
    second_meets(self, id, to);
}
