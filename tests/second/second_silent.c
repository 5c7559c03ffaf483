/* Customers who leave without a sign, and those who leave while their turn waits for the agent. */
#include "tests/second/second.h"

#include <math.h>
#include <stdlib.h>

bool
second_is_in_line(const second_contact *c)
{
    return c->place == WAITING || c->place == UNNOTICED ||
           (c->place == WOKEN && c->keeper == NOBODY);
}

/* Does nobody see them leave? Then until when. */
static bool
is_unseen(const second *self, second_contact *c, uint64_t silently, uint64_t time_out)
{
    const cc_channel *channel = second_channel(self, c);
    c->time_out = second_value(&channel->time_out, time_out);
    return second_takes_turns(self, c) && !sim_dist_is_zero(&channel->time_out) &&
           sim_uniform(silently) < second_content(self, c)->silent;
}

int
second_parts(second *self, int id)
{
    const int other = second_new_contact(self);
    second_contact *ghost = &self->contact[id], *customer = &self->contact[other];
    *customer = *ghost;
    customer->has_trunk = customer->has_slot = false;
    customer->agent = NOBODY;
    ghost->is_ghost = true;
    ghost->has_helper = ghost->is_moved = false;
    return other;
}

static void
parts(second *self, int id, second_place place)
{
    second_leaves(self, &self->contact[id]);
    const int other = second_parts(self, id);
    second_enters(self, &self->contact[id], place);
    if (place == UNNOTICED) {
        second_rules_wait(self, id);
    }
    second_loses_patience(self, other);
}

bool
second_leaves_unseen(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const sim_block u = second_draw_for(self, CC_DRAW_SILENT, c, (uint64_t)c->stay);
    if (!is_unseen(self, c, u.word[0], u.word[1])) {
        return false;
    }
    second_leaves(self, c);
    second_tell(self, CC_JOURNAL_LEAVES_SILENTLY, c, 0, c->waited + c->waited_later);
    if (c->is_answered) {
        second_count(self, c, NOBODY, CC_N_cut_off, 1);
    } else {
        second_count_abandoned(self, c);
        second_count(self, c, NOBODY, CC_N_abandoned_silently, 1);
    }
    parts(self, id, UNNOTICED);
    return true;
}

void
second_holds_ghost(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (c->place != GHOST) {
        second_enters(self, c, GHOST);
    }
    c->is_held_out = true;
    c->in_list = ++self->counter;
    second_tell(self, CC_JOURNAL_GONE, c, (uint64_t)c->agent, c->time_out);
    second_schedule(self, self->now + c->time_out, THEN_COMPLETIONS, OF_CONTACT, id);
    if (second_has_rates(self, c)) {
        second_shares_again(self, c->agent);
    }
}

/* Nobody looks for them any more. */
void
second_ghost_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent;
    second_leaves(self, c);
    second_release_line(self, id);
    c->place = GONE;
    if (agent != NOBODY) {
        second_hands_change(self, agent);
    }
}

void
second_found_out(second *self, int id)
{
    const int agent = self->contact[id].agent;
    second_ghost_ends(self, id);
    second_has_ended_one(self, agent);
}

static sim_block
draw_turn(const second *self, const second_contact *c)
{
    return second_draw_for(self, CC_DRAW_IN_TURN, c, (uint64_t)c->stay << 32 | c->turn);
}

void
second_turn_waits(second *self, int id)
{
    const second_contact *c = &self->contact[id];
    if (second_takes_turns(self, c) && second_content(self, c)->has_turn_patience &&
        c->is_answered && !c->was_left) {
        const double patience =
            second_value(&second_content(self, c)->turn_patience, draw_turn(self, c).word[0]);
        if (patience < INFINITY) {
            second_schedule(self, self->now + patience, THEN_ABANDONMENTS, OF_CONTACT, id);
        }
    }
}

void
second_leaves_in_turn(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = c->agent, group = self->agent[agent].group;
    const sim_block u = draw_turn(self, c);
    const bool unseen = is_unseen(self, c, u.word[1], u.word[2]);
    second_tell(self, CC_JOURNAL_LEAVES_IN_TURN, c, unseen, self->now - c->since);
    second_count(self, c, group, CC_N_cut_off, 1);
    second_count(self, c, group, CC_N_left_in_turn, 1);
    if (unseen) {
        c->is_held_out = false;
        parts(self, id, GHOST);
        return;
    }
    second_leaves(self, c);
    second_release_line(self, id);
    c->agent = NOBODY;
    second_hands_change(self, agent);
    second_loses_patience(self, id);
    second_has_ended_one(self, agent);
}
