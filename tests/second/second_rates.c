/* Conversations without turns: an agent works on all that is open at once, by a table of rates; and
 * which of the turns that wait is next, where there are turns. */
#include "tests/second/second.h"

#include "models/scenario/hands.h"
#include <math.h>
#include <stdlib.h>

bool
second_has_rates(const second *self, const second_contact *c)
{
    const cc_by_number *rates = &second_channel(self, c)->rates;
    return rates->n > 0 || rates->constant > 0;
}

bool
second_shares(const second *self, int agent)
{
    const cc_group *group = &self->scenario->center.group[self->agent[agent].group];
    bool shares = false;
    for (int k = 0; k < self->n_channels; k++) {
        const cc_by_number *rates = &self->scenario->center.channel[k].rates;
        shares |= (rates->n > 0 || rates->constant > 0) && cc_hands_serve(self->scenario, group, k);
    }
    return shares;
}

static void
bring_up_to_date(const second *self, second_contact *c)
{
    const double dt = self->now - c->settled;
    c->work = fmax(c->work - c->pace * dt, 0);
    c->attention += dt / c->n_sharing;
    c->settled = self->now;
}

/* Of the agent's contacts that are worked on, the one that joined last before that. */
static int
last_before(const second *self, int agent, uint64_t before)
{
    int best = NOBODY;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        if (c->place == WORKING && c->agent == agent && c->in_list < before &&
            (best == NOBODY || c->in_list > self->contact[best].in_list)) {
            best = id;
        }
    }
    return best;
}

void
second_shares_again(second *self, int agent)
{
    const int n = second_n_open(self, agent, -1);
    for (int id = last_before(self, agent, UINT64_MAX); id != NOBODY;
         id = last_before(self, agent, self->contact[id].in_list)) {
        second_contact *c = &self->contact[id];
        bring_up_to_date(self, c);
        c->n_sharing = n;
        c->pace = cc_by_number_at(&second_channel(self, c)->rates, (size_t)n - 1) / n *
                  second_pace(self, c, agent);
        second_cancel(self, OF_CONTACT, id);
        second_schedule(self, self->now + c->work / c->pace, THEN_COMPLETIONS, OF_CONTACT, id);
    }
    if (self->agent[agent].attention != ON_NOTHING) {
        self->agent[agent].attention = n > 0 ? ON_ALL : FREE;
    }
}

static void
begins(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (c->turn == 0) {
        double sum = 0;
        for (; c->turns_left > 0; c->turns_left--) {
            second_starts_turn(self, c);
            sum += c->work;
        }
        c->work = c->whole = sum;
        c->turn = c->turns_left = 1;
    }
    if (c->needs_resume) {
        const sim_block u = second_draw_for(self, CC_DRAW_RESUME, c, c->n_resumed++);
        c->to_add += second_value(&second_channel(self, c)->resume, u.word[0]);
        c->needs_resume = false;
    }
    c->to_add += c->wrap_up;
    c->wrap_up = 0;
    c->work += c->to_add;
    c->whole += c->to_add;
    c->to_add = 0;
    c->has_begun = true;
    c->settled = self->now;
    c->n_sharing = 1;
    c->errors = second_errors(self, c->agent);
    second_enters(self, c, WORKING);
    second_shares_again(self, c->agent);
    second_tell(self, CC_JOURNAL_TALKS, c, (uint64_t)c->agent, c->work / c->pace);
}

void
second_joins(second *self, int id)
{
    second_contact *c = &self->contact[id];
    c->in_list = ++self->counter;
    if (c->is_answered) {
        begins(self, id);
        return;
    }
    second_enters(self, c, ANSWERING);
    second_schedule(self, self->now + c->delay, THEN_COMPLETIONS, OF_CONTACT, id);
    second_shares_again(self, c->agent);
}

void
second_shared_answer(second *self, int id)
{
    self->contact[id].waited += self->contact[id].delay;
    second_is_answered(self, &self->contact[id]);
    begins(self, id);
}

void
second_shared_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    bring_up_to_date(self, c);
    c->work = 0;
    c->turns_left = 0;
    second_ends_at_agent(self, id, false);
}

void
second_withdraw_shared(second *self, int id, const cc_interrupted *rule)
{
    second_contact *c = &self->contact[id];
    if (c->place == ANSWERING) {
        c->waited += self->now - c->since;
        return;
    }
    bring_up_to_date(self, c);
    if (rule->restart) {
        c->work = c->whole;
    }
}

/* ---- turns that wait ---- */

static double
stretch(second *self, second_contact *c)
{
    if (!c->is_answered && !second_is_misrouted(c)) {
        return c->delay;
    }
    second_item_begins(self, c);
    if (second_takes_turns(self, c) && c->turn == 0 && !second_content(self, c)->customer_first) {
        second_starts_turn(self, c);
    }
    const bool is_last =
        second_channel(self, c)->interruptible &&
        (second_takes_turns(self, c) ? c->turns_left == 1 : !c->asks && !second_is_misrouted(c));
    return (c->work + c->to_add + (is_last ? c->wrap_up : 0)) / second_pace(self, c, c->agent);
}

int
second_next_turn(second *self, int agent)
{
    const cc_next_turn rule = self->scenario->center.group[self->agent[agent].group].next_turn;
    const uint64_t last = self->agent[agent].last_turn;
    int best = NOBODY;
    double least = 0;
    for (int id = 0; id < self->n_contacts; id++) {
        second_contact *c = &self->contact[id];
        const bool waits = c->place == READY || (c->place == GHOST && !c->is_held_out);
        if (!waits || c->agent != agent) {
            continue;
        }
        const second_contact *other = best == NOBODY ? NULL : &self->contact[best];
        bool better = best == NOBODY;
        double time = 0;
        const int first = second_type(self, c)->goes_first,
                  was = best == NOBODY ? first : second_type(self, other)->goes_first;
        if (first < was) {
            continue;
        }
        better = better || first > was;
        switch (rule) {
        case CC_OLDEST:
            better = better || c->in_list < other->in_list;
            break;
        case CC_SHORTEST:
            time = stretch(self, c);
            better = better || time < least || (time == least && c->in_list < other->in_list);
            break;
        case CC_ROUND_ROBIN: /* first who was taken after the last one, then the others */
            better = better || (c->taken > last) > (other->taken > last) ||
                     ((c->taken > last) == (other->taken > last) && c->taken < other->taken);
            break;
        }
        if (better) {
            best = id;
            least = time;
        }
    }
    return best;
}
