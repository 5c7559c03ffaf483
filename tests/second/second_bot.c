/* Customers and machines: chatbots that understand or do not, outages, announced waits, messages,
 * offers. */
#include "tests/second/second.h"

#include "models/center/nodes/announcement.h"
#include "models/center/nodes/chatbot.h"
#include "models/center/nodes/offer.h"
#include "models/scenario/graph.h"
#include "models/scenario/node.h"
#include <math.h>
#include <string.h>

static const cc_reactions *
customer(const second *self, const second_contact *c)
{
    return &self->scenario->demand.issue[c->kind].reactions;
}

static bool
is_node(const cc_node *node, const char *type)
{
    return strcmp(node->type->name, type) == 0;
}

bool
second_goes_round(const second *self, const second_contact *c, int node)
{
    const sim_block u = second_draw(self, CC_DRAW_BYPASS, c->name, 0, 0);
    return is_node(&self->scenario->center.node[node], "chatbot") &&
           sim_uniform(u.word[0]) < customer(self, c)->bypass;
}

/* Until when the node is down at that moment, by the times of the day; the moment itself if it is
 * not. */
static double
down_by_day(const cc_outages *outages, double t)
{
    const double midnight = floor(t / CC_DAY) * CC_DAY;
    for (int j = 0; j < outages->n; j++) {
        if (t - midnight >= outages->from[j] && t - midnight < outages->to[j]) {
            return midnight + outages->to[j];
        }
    }
    return t;
}

/* The same at random: goes through all of its life from the beginning. */
static double
down_by_chance(const second *self, int node, double t)
{
    const cc_outages *outages = &self->scenario->center.node[node].outages;
    double end = 0;
    for (uint64_t k = 0; !sim_dist_is_zero(&outages->up); k++) {
        const sim_block up = second_draw(self, CC_DRAW_OUTAGE, (uint64_t)node, k, 0);
        const sim_block down = second_draw(self, CC_DRAW_OUTAGE, (uint64_t)node, k, 1);
        end += fmax(second_value(&outages->up, up.word[0]), 1);
        if (t < end) {
            break;
        }
        end += second_value(&outages->down, down.word[0]);
        if (t < end) {
            return end;
        }
    }
    return t;
}

static double works_by_itself(const second *self, int node);

static bool
is_down_by_itself(const second *self, int node)
{
    return works_by_itself(self, node) > self->now;
}

bool
second_is_down(const second *self, int node)
{
    return second_works_again(self, node) > self->now;
}

double
second_works_again(const second *self, int node)
{
    const double works = second_control(self, CC_CONTROL_WORKS, node, NAN);
    return works == 0 ? INFINITY : works == 1 ? self->now : works_by_itself(self, node);
}

static double
works_by_itself(const second *self, int node)
{
    double t = self->now;
    for (;;) {
        const double until = fmax(down_by_day(&self->scenario->center.node[node].outages, t),
                                  down_by_chance(self, node, t));
        if (!(until > t)) {
            return t;
        }
        t = until;
    }
}

/* The first moment after t at which that node fails, by either. */
static double
fails_after(const second *self, int node, double t)
{
    const cc_outages *outages = &self->scenario->center.node[node].outages;
    double first = INFINITY, end = 0;
    for (int j = 0; j < outages->n; j++) {
        const double today = floor(t / CC_DAY) * CC_DAY + outages->from[j];
        first = fmin(first, today > t ? today : today + CC_DAY);
    }
    for (uint64_t k = 0; !sim_dist_is_zero(&outages->up) && end <= t; k++) {
        const sim_block up = second_draw(self, CC_DRAW_OUTAGE, (uint64_t)node, k, 0);
        const sim_block down = second_draw(self, CC_DRAW_OUTAGE, (uint64_t)node, k, 1);
        end += fmax(second_value(&outages->up, up.word[0]), 1);
        first = end > t ? fmin(first, end) : first;
        end += second_value(&outages->down, down.word[0]);
    }
    return first;
}

/* What is told of a node: whether it fails, as it does by itself and by the script so far. */
typedef struct node_told {
    int node;
    bool fails_by_itself, fails;
    size_t n_made;
} node_told;

static void
tell_if_other(second *self, node_told *it)
{
    double works = NAN;
    for (size_t j = 0; j < it->n_made; j++) {
        const cc_change *change = &self->script->change[j];
        works =
            change->what == CC_CONTROL_WORKS && change->which == it->node ? change->value : works;
    }
    const bool fails = isnan(works) ? it->fails_by_itself : works == 0;
    if (fails != it->fails) {
        second_tell_of(self, CC_JOURNAL_FAILS, CC_OF_NODE, it->node, fails);
    }
    it->fails = fails;
}

static void
tell_changes_before(second *self, node_told *it, double time)
{
    const double now = self->now;
    while (self->script != NULL && it->n_made < self->script->n &&
           self->script->change[it->n_made].time < time) {
        self->now = self->script->change[it->n_made++].time;
        tell_if_other(self, it);
    }
    self->now = now;
}

static void
tell_node(second *self, node_told *it, bool fails)
{
    tell_changes_before(self, it, self->now);
    it->fails_by_itself = fails;
    tell_if_other(self, it);
}

void
second_tell_outages(second *self)
{
    const cc_center_setup *center = &self->scenario->center;
    for (int j = 0; j < center->n_nodes; j++) {
        node_told it = {.node = j};
        const bool may_fail =
            cc_node_fails(&center->node[j]) && cc_graph_is_reached(self->scenario, j);
        bool begins = false;
        for (self->now = 0; may_fail && self->now <= self->horizon; begins = true) {
            if (begins && !is_down_by_itself(self, j)) { /* so short that no time passes */
                tell_node(self, &it, true);
                tell_node(self, &it, false);
            } else if (is_down_by_itself(self, j)) {
                tell_node(self, &it, true);
                self->now = works_by_itself(self, j);
                if (self->now <= self->horizon) {
                    tell_node(self, &it, false);
                }
            }
            self->now = fails_after(self, j, self->now);
        }
        tell_changes_before(self, &it, INFINITY);
    }
    self->now = 0;
}

/* ---- chatbots ---- */

/* Which intent the kind is of; NOBODY: none. */
static int
meant_by(const cc_intents *intents, int kind)
{
    for (int j = 0; j < intents->n; j++) {
        if (intents->intent[j].of_kind[kind]) {
            return j;
        }
    }
    return NOBODY;
}

static sim_block
block_of(const second *self, const second_contact *c, uint64_t block)
{
    return second_draw_for(self, CC_DRAW_NODE, c, block << 32 | (uint64_t)(c->n_nodes - 1));
}

/* How long the turns of the session take, and how it ends. */
static double
talks(const second *self, second_contact *c, const cc_intents *intents)
{
    const int meant = meant_by(intents, c->kind);
    double time = 0;
    c->bot_failed = 0;
    c->bot_end = IS_LEFT;
    for (uint64_t block = 1; c->bot_failed <= intents->retries; block += 2) {
        const sim_block u = block_of(self, c, block);
        const cc_by_number *asks = &customer(self, c)->agent_please;
        if (sim_uniform(u.word[0]) < cc_by_number_at(asks, (size_t)c->bot_failed)) {
            c->bot_end = ASKS_FOR_AGENT;
            break;
        }
        int answers = NOBODY;
        double x = sim_uniform(u.word[1]);
        if (meant != NOBODY && x < intents->intent[meant].recognised) {
            answers = meant;
        } else if (meant != NOBODY) {
            x -= intents->intent[meant].recognised;
            for (int j = 0; j < intents->n && answers == NOBODY; j++) {
                answers = x < intents->intent[meant].confused[j] ? j : NOBODY;
                x -= intents->intent[meant].confused[j];
            }
        }
        const double turn =
            second_value(&intents->turn, u.word[2]) + second_value(&intents->latency, u.word[3]);
        time += turn * (answers == NOBODY ? 1 : intents->intent[answers].turns);
        if (answers != NOBODY && answers == meant) {
            c->bot_end = IS_UNDERSTOOD;
            break;
        }
        c->bot_failed++;
        if (answers != NOBODY &&
            sim_uniform(block_of(self, c, block + 1).word[0]) < customer(self, c)->misled) {
            c->bot_end = IS_MISLED;
            break;
        }
    }
    return time;
}

double
second_bot_time(const second *self, second_contact *c, const cc_node *node)
{
    const cc_chatbot *bot = node->settings;
    const double time = second_value(&bot->contained.time, c->drawn[0]);
    return bot->intents.n > 0 ? time + talks(self, c, &bot->intents) : time;
}

const char *
second_bot_leaves(second *self, second_contact *c, const cc_node *node)
{
    const cc_chatbot *bot = node->settings;
    if (bot->intents.n == 0) {
        const bool ends = sim_uniform(c->drawn[1]) <
                          second_control(self, CC_CONTROL_CONTAINS, c->node,
                                         second_at_arrival(c, &bot->contained.contains[c->kind]));
        c->unsolved =
            !ends || sim_uniform(c->drawn[2]) >= second_at_arrival(c, &bot->contained.solved);
        return ends ? "contained" : "not";
    }
    if (c->bot_failed > 0) {
        second_tell(self, CC_JOURNAL_NOT_UNDERSTOOD, c, (uint64_t)c->node, c->bot_failed);
        second_visits(self, c->channel, c->node)[CC_V_failed] += c->counts ? c->bot_failed : 0;
    }
    c->unsolved = true;
    if (c->bot_end == IS_UNDERSTOOD) {
        const int meant = meant_by(&bot->intents, c->kind);
        c->unsolved = sim_uniform(c->drawn[2]) >= bot->intents.intent[meant].solved;
    }
    const bool takes_it = c->bot_end == IS_UNDERSTOOD || c->bot_end == IS_MISLED;
    const double share = second_control(self, CC_CONTROL_CONTAINS, c->node, NAN);
    const bool ends = isnan(share) ? takes_it : sim_uniform(c->drawn[1]) < share;
    c->unsolved |= !ends;
    return ends ? "contained" : c->bot_end == ASKS_FOR_AGENT ? "agent" : "not";
}

/* ---- announcements and messages ---- */

bool
second_hangs_up_on_wait(second *self, second_contact *c, const cc_node *node)
{
    const cc_announcement *announcement = node->settings;
    const cc_reactions *reactions = customer(self, c);
    if (!announcement->expected_wait ||
        second_control(self, CC_CONTROL_ANNOUNCES, c->node, 1) == 0) {
        return false;
    }
    const double wait = second_predicted(self, c);
    double hang_up = 0, patience = 1;
    second_tell(self, CC_JOURNAL_TOLD_WAIT, c, (uint64_t)c->node, wait);
    for (int j = 0; j < reactions->n_announced; j++) {
        hang_up = wait >= reactions->announced[j] ? reactions->hang_up[j] : hang_up;
        patience = wait >= reactions->announced[j] ? reactions->patience[j] : patience;
    }
    if (sim_uniform(c->drawn[1]) < hang_up) {
        return true;
    }
    c->patience *= patience;
    return false;
}

void
second_hears_messages(const second *self, second_contact *c)
{
    const double p = customer(self, c)->message;
    const double every = second_control(self, CC_CONTROL_MESSAGES, c->channel,
                                        second_channel(self, c)->message_every);
    if (every > 0 && p > 0) {
        const double u = sim_uniform(second_draw_for(self, CC_DRAW_MESSAGE, c, 0).word[0]);
        int n = 1; /* the message at which it leaves */
        for (double stays = 1 - p; stays > 0 && u < stays && n < 1000000; stays *= 1 - p) {
            n++;
        }
        c->patience = fmin(c->patience, n * every);
    }
}

/* ---- offers ---- */

double
second_offer_time(const second *self, second_contact *c, const cc_node *node)
{
    const cc_offer *offer = node->settings;
    c->is_offered =
        (offer->to < 0 || (offer->to != c->channel && !c->has_accepted)) &&
        second_n_in_line(self, c) >= offer->waiting &&
        (offer->expected_wait == 0 || second_predicted(self, c) >= offer->expected_wait);
    return c->is_offered ? second_value(&offer->time, c->drawn[0]) : 0;
}

const char *
second_offer_leaves(const second *self, second_contact *c, const cc_node *node)
{
    const cc_offer *offer = node->settings;
    const cc_reactions *reactions = customer(self, c);
    const cc_table *share =
        offer->to >= 0 ? &reactions->accepts[offer->to] : &reactions->takes_page;
    if (!c->is_offered || !(sim_uniform(c->drawn[1]) < second_at_arrival(c, share))) {
        return "declined";
    }
    if (offer->to < 0) {
        c->unsolved = sim_uniform(c->drawn[2]) >= offer->solved;
    }
    return "accepted";
}

bool
second_is_not_there(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const double p = customer(self, c)->no_answer[c->channel];
    if (!c->has_accepted || c->was_taken || c->is_answered || c->was_left || p == 0 ||
        self->scenario->channel[c->channel].kind->medium->deferred) {
        return false;
    }
    const sim_block u = second_draw_for(self, CC_DRAW_NO_ANSWER, c, 0);
    if (!(sim_uniform(u.word[0]) < p)) {
        return false;
    }
    const cc_offer *offer = self->scenario->center.node[c->offered_by].settings;
    const bool again = c->n_unanswered < offer->again && c->attempt < 1000;
    const double after = again ? second_value(&offer->again_after, u.word[2]) : INFINITY;
    second_tell(self, CC_JOURNAL_NO_ANSWER, c, (uint64_t)c->agent, after);
    second_count_abandoned(self, c);
    second_count(self, c, NOBODY, CC_N_abandoned_silently, 1);
    const int other = second_parts(self, id);
    self->contact[id].time_out = second_value(&offer->ring, u.word[1]);
    c = &self->contact[other];
    if (again) {
        c->n_unanswered++;
        c->attempt++;
        c->wanted = c->channel;
        second_stays_at_home(self, other, WILL_REDIAL, after, true);
    } else {
        second_loses(self, other, CC_N_lost_waiting);
    }
    return true;
}

void
second_goes_elsewhere(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_offer *offer = self->scenario->center.node[c->node].settings;
    const double delay = second_value(&offer->delay, block_of(self, c, 1).word[0]);
    second_count(self, c, NOBODY, CC_N_diverted, 1);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    second_visit(self, c, c->node, CC_V_diverted);
    second_release_line(self, id);
    second_tell(self, CC_JOURNAL_DIVERTED, c, self->scenario->channel[offer->to].id, delay);
    c->wanted = offer->to;
    c->has_accepted = true;
    c->offered_by = c->node;
    c->n_unanswered = 0;
    c->attempt++;
    second_stays_at_home(self, id, WILL_REDIAL, delay, true);
}
