/* Work that is interrupted: by a call, or by the end of a shift. */
#include "tests/second/second.h"

#include <math.h>

static const cc_interrupted *
rule_of(const second *self, const second_contact *c)
{
    return &second_channel(self, c)->interrupted;
}

void
second_withdraw(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_agent *a = &self->agent[c->agent];
    second_cancel(self, OF_AGENT, c->agent);
    if (a->attention == ON_WORK) {
        c->attention += self->now - c->since;
        c->work = rule_of(self, c)->restart ? c->whole : (c->ends - self->now) * c->pace;
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
void
second_interrupt(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent, group = self->agent[agent].group;
    second_count(self, c, group, CC_N_interrupted, 1);
    const double left = c->work / second_pace(self, c, agent);
    second_tell(self, CC_JOURNAL_INTERRUPTED, c, (uint64_t)agent, left);
    c->needs_resume |= c->has_begun;
    switch (rule_of(self, c)->then) {
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
    c->patience = second_patience_again(self, c, rule_of(self, c)->patience);
    const int other =
        second_n_in_line(self, c) == 0 ? second_choose_agent(self, id, agent) : NOBODY;
    if (other != NOBODY) {
        second_takes(self, id, other);
    } else {
        second_waits(self, id, rule_of(self, c)->then == CC_REQUEUE_HEAD);
    }
}

/* Whatever the end of a shift does to others. */
static bool
stays(const second *self, const second_contact *c)
{
    return rule_of(self, c)->then == CC_KEEP || second_type(self, c)->never_cut_off;
}

/* A contact of the agent in that place whose channel does not keep it: the first in the list, or
 * the last. */
static int
next_to_go(const second *self, int agent, second_place place, bool last)
{
    int best = NOBODY;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        const bool is_there = c->place == place ||
                              (c->place == GHOST && c->is_held_out == (place == TYPING)) ||
                              (place == TYPING && (c->place == WORKING || c->place == ANSWERING) &&
                               second_has_rates(self, c));
        if (is_there && c->agent == agent && !stays(self, c) &&
            (best == NOBODY || (c->in_list < self->contact[best].in_list) != last)) {
            best = id;
        }
    }
    return best;
}

void
second_interrupt_all(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    int id = a->contact;
    if ((a->attention == ON_WORK || a->attention == ON_ANSWER) &&
        !stays(self, &self->contact[id])) {
        second_withdraw(self, id);
        second_interrupt(self, id);
    }
    while ((id = next_to_go(self, agent, READY, false)) != NOBODY) {
        second_cancel(self, OF_CONTACT, id);
        if (self->contact[id].is_ghost) {
            second_ghost_ends(self, id);
        } else {
            second_interrupt(self, id);
        }
    }
    while ((id = next_to_go(self, agent, TYPING, true)) != NOBODY) {
        second_contact *c = &self->contact[id];
        second_cancel(self, OF_CONTACT, id);
        if (c->is_ghost) {
            second_ghost_ends(self, id);
            continue;
        }
        if (second_has_rates(self, c)) {
            second_withdraw_shared(self, id);
            second_interrupt(self, id);
            continue;
        }
        if (!second_content(self, c)->customer_first) {
            second_starts_turn(self, c);
        }
        second_interrupt(self, id);
    }
    if (second_shares(self, agent)) {
        second_shares_again(self, agent);
    }
    second_attends(self, agent);
    second_goes_if_done(self, agent);
}
