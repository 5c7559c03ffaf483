/* Lines, and the nodes that a contact meets before the queue. */
#include "tests/second/second.h"

int
second_n_lines_held(const second *self, int channel)
{
    int n = 0;
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        n += c->place != GONE && c->has_line && c->channel == channel;
    }
    return n;
}

void
second_release_line(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (c->has_line) {
        c->has_line = false;
        second_count_stay(self, c, second_group_of(self, c), CC_N_time_line, c->arrived);
    }
}

void
second_blocked(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_tell(self, CC_TALE_BLOCKED, c, 0, 0);
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
    return self->now <= self->horizon - self->scenario->run.fcr_window;
}

void
second_meets(second *self, int id, int at)
{
    second_contact *c = &self->contact[id];
    if (at < 0) {
        second_count(self, c, NOBODY, CC_N_automation_followed,
                     c->n_nodes > 0 && can_be_followed(self));
        second_enters_queue(self, id);
        return;
    }
    const cc_node *node = &self->scenario->center.node[at];
    if (n_at_node(self, at) >= node->capacity) {
        if (node->when_full == CC_FULL_BLOCK) {
            second_count(self, c, NOBODY, CC_N_automation_followed,
                         c->n_nodes > 0 && can_be_followed(self));
            second_blocked(self, id);
        } else {
            second_meets(self, id, node->then);
        }
        return;
    }
    const sim_block u = second_draw_for(self, CC_DRAW_NODE, c, (uint64_t)c->n_nodes);
    const double time = second_value(&node->time, u.word[0]);
    c->u_contained = sim_uniform(u.word[1]);
    c->u_solved = sim_uniform(u.word[2]);
    c->node = at;
    second_enters(self, c, IN_AUTOMATION);
    second_count(self, c, NOBODY, CC_N_in_automation, c->n_nodes++ == 0);
    second_tell(self, CC_TALE_MEETS_ASSISTANT, c, (uint64_t)at, time);
    second_schedule(self, self->now + time, THEN_COMPLETIONS, OF_CONTACT, id);
}

void
second_node_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_node *node = &self->scenario->center.node[c->node];
    second_leaves(self, c);
    if (c->u_contained < second_at_arrival(c, &node->contains[c->kind])) {
        const bool is_solved = c->u_solved < second_at_arrival(c, &node->solved);
        second_tell(self, CC_TALE_CONTAINED, c, (uint64_t)c->node, is_solved);
        second_count(self, c, NOBODY, CC_N_contained, 1);
        second_count(self, c, NOBODY, CC_N_contacts, 1);
        second_count(self, c, NOBODY, CC_N_automation_followed, can_be_followed(self));
        second_count(self, c, NOBODY, CC_N_contained_followed, can_be_followed(self));
        second_release_line(self, id);
        c->contained = can_be_followed(self) ? self->now : NAN;
        c->contained_on = c->channel;
        c->contained_slice = c->slice;
        c->contained_again = c->is_again;
        c->contained_counts = c->counts;
        second_handled(self, id, is_solved);
        return;
    }
    second_tell(self, CC_TALE_HANDED_OVER, c, (uint64_t)c->node, 0);
    c->context_lost |= !node->keeps_context;
    second_count(self, c, NOBODY, CC_N_handed_over, node->then < 0);
    second_meets(self, id, node->then);
}
