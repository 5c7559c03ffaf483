/* Work that is interrupted: by a call, by the end of a shift, or by a connection that fails. */
#include "tests/second/second.h"

#include <math.h>

void
second_withdraw(second *self, int id, const cc_interrupted *rule)
{
    second_contact *c = &self->contact[id];
    second_agent *a = &self->agent[c->agent];
    second_cancel(self, OF_AGENT, c->agent);
    if (a->attention == ON_WORK) {
        c->attention += self->now - c->since;
        c->work = rule->restart ? c->whole : (c->ends - self->now) * c->pace;
    } else {
        c->waited += self->now - c->since; /* of the answer delay */
    }
    a->attention = FREE;
}

double
second_patience_again(const second *self, const second_contact *c, cc_patience_again rule)
{
    const cc_content *content = second_content(self, c);
    if (c->was_left) {
        return INFINITY;
    }
    switch (rule) {
    case CC_REMAINING:
        return c->patience; /* what the stays in the queue have left of it */
    case CC_FRESH:
        if (content->has_patience) {
            const sim_block u = second_draw_for(self, CC_DRAW_LEG, c, (uint64_t)c->stay);
            return second_value(&content->patience, u.word[0]);
        }
        break;
    case CC_ENDLESS:
        break;
    }
    return INFINITY;
}

/* Its attention is taken off the contact, or it had none. */
static void
put_aside(second *self, int id, const cc_interrupted *rule, cc_entry entry)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent, group = self->agent[agent].group;
    second_count(self, c, group, CC_N_interrupted, 1);
    const double left = c->work / second_pace(self, c, agent);
    second_tell(self, entry, c, (uint64_t)agent, left);
    c->needs_resume |= c->has_begun;
    switch (rule->then) {
    case CC_KEEP:
        second_enters(self, c, HELD);
        c->in_list = ++self->counter;
        return;
    case CC_LOST:
        second_leaves(self, c);
        if (c->is_answered) {
            second_count(self, c, group, CC_N_cut_off, 1);
        } else {
            second_count_dropped(self, c);
        }
        second_tell(self, CC_JOURNAL_CUT_OFF, c, (uint64_t)agent, 0);
        second_release_line(self, id);
        c->agent = NOBODY;
        second_hands_change(self, agent);
        second_gives_up(self, id, &self->scenario->demand.issue[c->kind].redial.after_abandon);
        return;
    case CC_REQUEUE_HEAD:
    case CC_REQUEUE_TAIL:
        break;
    }
    second_leaves(self, c);
    second_count(self, c, group, CC_N_requeued, 1);
    second_tell(self, CC_JOURNAL_REQUEUED, c, (uint64_t)agent, left);
    c->agent = NOBODY;
    second_hands_change(self, agent);
    c->stay++;
    c->queued = self->now;
    c->patience = second_patience_again(self, c, rule->patience);
    const int other = second_asks(self, id, agent);
    if (other != NOBODY) {
        second_takes(self, id, other);
    } else {
        second_waits(self, id, rule->then == CC_REQUEUE_HEAD);
    }
}

void
second_interrupt(second *self, int id)
{
    put_aside(self, id, &second_channel(self, &self->contact[id])->interrupted,
              CC_JOURNAL_INTERRUPTED);
}

/* ---- all that an agent has ---- */

static const cc_cut_off *
cut_off_of(const second *self, int agent)
{
    const cc_group *group = &self->scenario->center.group[self->agent[agent].group];
    return group->has_cut_off ? &group->cut_off : &self->scenario->center.cut_off;
}

/* By what happens to the agent: it is cut off, or else its shift ends. */
static const cc_interrupted *
rule_of(const second *self, const second_contact *c, bool cut_off)
{
    return cut_off ? &cut_off_of(self, c->agent)->rule : &second_channel(self, c)->interrupted;
}

/* Whatever happens to others. */
static bool
stays(const second *self, const second_contact *c, bool cut_off)
{
    return rule_of(self, c, cut_off)->then == CC_KEEP || second_type(self, c)->never_cut_off;
}

static void
interrupt(second *self, int id, bool cut_off)
{
    second_cancel(self, OF_CONTACT, id);
    put_aside(self, id, rule_of(self, &self->contact[id], cut_off),
              cut_off ? CC_JOURNAL_HOLDS_THE_LINE : CC_JOURNAL_INTERRUPTED);
}

/* It stays at an agent without a connection, and its customer on the line, if there is one. */
static void
hold(second *self, int id)
{
    const cc_interrupted here = {.then = CC_KEEP};
    second_contact *c = &self->contact[id];
    const cc_content *content = second_content(self, c);
    second_cancel(self, OF_CONTACT, id);
    put_aside(self, id, &here, CC_JOURNAL_HOLDS_THE_LINE);
    double patience = INFINITY;
    if (!second_type(self, c)->medium->deferred && !c->was_left) {
        switch (cut_off_of(self, c->agent)->rule.patience) {
        case CC_REMAINING:
            patience = c->patience;
            break;
        case CC_FRESH:
            if (content->has_patience) {
                const sim_block u = second_draw_for(self, CC_DRAW_ON_LINE, c, c->n_held++);
                patience = second_value(&content->patience, u.word[0]);
            }
            break;
        case CC_ENDLESS:
            break;
        }
    }
    if (patience < INFINITY) {
        second_schedule(self, self->now + patience, THEN_ABANDONMENTS, OF_CONTACT, id);
    }
}

/* A contact of the agent in that place: the first in the list, or the last, of those that do not
 * stay, or that have not been held yet. */
static int
next_to_go(const second *self, int agent, second_place place, bool last, bool cut_off)
{
    int best = NOBODY;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        const bool shares = place == TYPING && (c->place == WORKING || c->place == ANSWERING) &&
                            second_has_rates(self, c);
        const bool is_there =
            c->place == place || shares ||
            (place != HELD && c->place == GHOST && c->is_held_out == (place == TYPING));
        const bool is_own = is_there && c->agent == agent;
        if (is_own && (!stays(self, c, cut_off) || (shares && cut_off)) &&
            (best == NOBODY || (c->in_list < self->contact[best].in_list) != last)) {
            best = id;
        }
    }
    return best;
}

static void
interrupt_ready(second *self, int agent, bool cut_off)
{
    int id;
    while ((id = next_to_go(self, agent, READY, false, cut_off)) != NOBODY) {
        second_cancel(self, OF_CONTACT, id);
        if (self->contact[id].is_ghost) {
            second_ghost_ends(self, id);
        } else {
            interrupt(self, id, cut_off);
        }
    }
}

static void
interrupt_open(second *self, int agent, bool cut_off)
{
    int id;
    while ((id = next_to_go(self, agent, TYPING, true, cut_off)) != NOBODY) {
        second_contact *c = &self->contact[id];
        second_cancel(self, OF_CONTACT, id);
        if (c->is_ghost) {
            second_ghost_ends(self, id);
            continue;
        }
        if (second_has_rates(self, c)) {
            second_withdraw_shared(self, id, rule_of(self, c, cut_off));
            if (stays(self, c, cut_off)) {
                hold(self, id);
            } else {
                interrupt(self, id, cut_off);
            }
            continue;
        }
        if (!second_content(self, c)->customer_first) {
            second_starts_turn(self, c);
        }
        interrupt(self, id, cut_off);
    }
}

static void
is_left_with_less(second *self, int agent)
{
    second_has_less(self, agent);
    if (second_shares(self, agent)) {
        second_shares_again(self, agent);
    }
    second_attends(self, agent);
    second_goes_if_done(self, agent);
}

static bool
is_with_contact(const second_agent *a)
{
    return a->attention == ON_WORK || a->attention == ON_ANSWER;
}

void
second_interrupt_all(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    int id = a->contact;
    if (is_with_contact(a) && !stays(self, &self->contact[id], false)) {
        second_withdraw(self, id, rule_of(self, &self->contact[id], false));
        interrupt(self, id, false);
    }
    interrupt_ready(self, agent, false);
    while ((id = next_to_go(self, agent, HELD, true, false)) != NOBODY) {
        interrupt(self, id, false);
    }
    interrupt_open(self, agent, false);
    is_left_with_less(self, agent);
}

/* ---- the connection ---- */

void
second_cut_off(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    const cc_cut_off *rule = cut_off_of(self, agent);
    const int id = a->contact;
    if (is_with_contact(a)) {
        const bool answers = a->attention == ON_ANSWER;
        second_contact *c = &self->contact[id];
        second_withdraw(self, id, &rule->rule);
        if (!stays(self, c, true)) {
            interrupt(self, id, true);
        } else if (!answers) {
            hold(self, id);
        } else if (second_type(self, c)->never_cut_off) {
            second_becomes_ready(self, id);
        } else {
            const cc_interrupted back = {.then = CC_REQUEUE_HEAD, .patience = rule->rule.patience};
            put_aside(self, id, &back, CC_JOURNAL_HOLDS_THE_LINE);
        }
    }
    if (rule->rule.then != CC_KEEP) {
        interrupt_ready(self, agent, true);
    }
    interrupt_open(self, agent, true);
    is_left_with_less(self, agent);
}

void
second_rejoins(second *self, int agent)
{
    bool any = second_shares(self, agent);
    while (any) {
        int last = NOBODY;
        for (int id = 0; id < self->n_contacts; id++) {
            const second_contact *c = &self->contact[id];
            if (c->place == HELD && c->agent == agent &&
                (last == NOBODY || c->in_list > self->contact[last].in_list)) {
                last = id;
            }
        }
        any = last != NOBODY;
        if (any) {
            second_cancel(self, OF_CONTACT, last);
            second_joins(self, last);
        }
    }
    second_attends(self, agent);
    second_looks_for_work(self, agent);
}

void
second_leaves_the_line(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent;
    second_tell(self, CC_JOURNAL_LEAVES_THE_LINE, c, (uint64_t)agent, self->now - c->since);
    if (c->is_answered) {
        second_count(self, c, self->agent[agent].group, CC_N_cut_off, 1);
    } else {
        second_count_dropped(self, c);
    }
    second_leaves(self, c);
    second_release_line(self, id);
    c->agent = NOBODY;
    second_hands_change(self, agent);
    second_loses_patience(self, id);
    second_has_ended_one(self, agent);
}
