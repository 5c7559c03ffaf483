/* Lines that are all busy, and the nodes of automation that meet a contact before the queue. */
#include "models/life.h"

#include "models/node.h"

void
cc_life_block(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    double *count = cc_tally_cell(self, c);
    count[CC_N_blocked]++;
    cc_tell(self, CC_TALE_BLOCKED, c, 0, 0);
    cc_life_release_line(self, c);
    cc_life_give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_block);
}

/* The contact is through with automation. */
static void
count_followed(cc_center *self, const cc_contact *c)
{
    if (c->node >= 0 && self->now.time <= self->window.fcr_until) {
        cc_tally_cell(self, c)[CC_N_automation_followed]++;
    }
}

void
cc_life_enter_node(cc_center *self, uint32_t id, int at)
{
    cc_contact *c = &self->contact[id];
    while (at >= 0) {
        const cc_node *node = &self->scenario->center.node[at];
        if (self->now.node_used[at] < node->capacity) {
            const sim_block u =
                cc_draw(self, CC_DRAW_NODE, c->owner, cc_life_ordinal(c), c->step++);
            const double time = sim_dist_quantile(&node->time, sim_uniform(u.word[0]));
            c->u_contained = sim_uniform(u.word[1]);
            c->u_solved = sim_uniform(u.word[2]);
            c->node = (int16_t)at;
            self->now.node_used[at]++;
            cc_tally_cell(self, c)[CC_N_in_automation] += c->step == 1; /* the first node */
            cc_life_arrive_in(self, c, CC_AUTOMATION);
            cc_tell(self, CC_TALE_MEETS_ASSISTANT, c, (uint64_t)at, time);
            sim_timer_set(&self->now.calendar, id, self->now.time + time, SIM_PRIORITY_COMPLETION);
            return;
        }
        if (node->when_full == CC_FULL_BLOCK) {
            count_followed(self, c);
            cc_life_block(self, id);
            return;
        }
        at = node->then;
    }
    count_followed(self, c);
    cc_life_enter_queue(self, id);
}

void
cc_life_node_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const int at = c->node;
    const cc_node *node = &self->scenario->center.node[at];
    self->now.node_used[at]--;
    cc_life_leave(self, c, CC_AUTOMATION);
    if (node->type->contains(node, c->issue, c->when.day, c->when.interval, c->u_contained)) {
        double *count = cc_tally_cell(self, c);
        const bool solved = c->u_solved < cc_life_table(c, &node->solved);
        count[CC_N_contained]++;
        const bool is_followed = self->now.time <= self->window.fcr_until;
        count_followed(self, c);
        count[CC_N_contained_followed] += is_followed;
        cc_tell(self, CC_TALE_CONTAINED, c, (uint64_t)at, solved);
        cc_life_release_line(self, c);
        c->contained_at = is_followed ? self->now.time : NAN;
        c->contained_cell = c->tally;
        cc_life_settle(self, id, solved ? 1 : 0);
        return;
    }
    c->must_explain |= !node->keeps_context;
    cc_tell(self, CC_TALE_HANDED_OVER, c, (uint64_t)at, 0);
    if (node->then < 0) {
        cc_tally_cell(self, c)[CC_N_handed_over]++;
    }
    cc_life_enter_node(self, id, node->then);
}
