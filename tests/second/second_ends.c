/* How a contact may end but by an agent: its customer goes to another channel, or nobody reads it. */
#include "tests/second/second.h"

#include <math.h>

bool
second_will_switch(const second *self, const second_contact *c, double *delay)
{
    const cc_switch *rule = &second_content(self, c)->switches;
    const sim_block u = second_draw_for(self, CC_DRAW_GIVE_UP, c, 0);
    *delay = second_value(&rule->delay, u.word[3]);
    return sim_uniform(u.word[2]) < second_at_arrival(c, &rule->probability) &&
           c->attempt < CC_MAX_REDIALS;
}

void
second_goes_switch(second *self, int id, double delay)
{
    second_contact *c = &self->contact[id];
    const cc_switch *rule = &second_content(self, c)->switches;
    second_tell(self, CC_JOURNAL_SWITCHES, c, self->scenario->channel[rule->to].id, delay);
    second_count(self, c, NOBODY, CC_N_switched, 1);
    c->attempt++;
    c->wanted = rule->to;
    second_stays_at_home(self, id, WILL_REDIAL, delay, rule->by_wall);
}

void
second_loses_patience(second *self, int id)
{
    second_move_ends(self, &self->contact[id], CC_T_gave_up);
    second_lets_helper_go(self, id);
    double delay;
    if (second_will_switch(self, &self->contact[id], &delay)) {
        second_goes_switch(self, id, delay);
    } else {
        const cc_issue *issue = &self->scenario->demand.issue[self->contact[id].kind];
        second_gives_up(self, id, &issue->redial.after_abandon);
    }
}

void
second_is_ignored(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_ignored *rule = &self->scenario->demand.issue[c->kind].ignored;
    const sim_block u = second_draw_for(self, CC_DRAW_GIVE_UP, c, 0);
    const double after = second_value(&rule->after, u.word[1]);
    second_count(self, c, NOBODY, CC_N_contacts, 1);
    second_count(self, c, NOBODY, CC_N_ignored, 1);
    second_tell(self, CC_JOURNAL_IGNORED, c, 0, after);
    second_stays_at_home(self, id, IGNORED, after, rule->by_wall);
}

void
second_ignored_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_ignored *rule = &self->scenario->demand.issue[c->kind].ignored;
    const double u = sim_uniform(second_draw_for(self, CC_DRAW_GIVE_UP, c, 0).word[0]);
    double below = 0;
    second_leaves(self, c);
    for (int j = 0; j < 2 * self->n_channels && c->attempt < CC_MAX_REDIALS; j++) {
        const bool in_public = j < self->n_channels;
        const int channel = j % self->n_channels;
        below += in_public ? rule->in_public[channel] : rule->elsewhere[channel];
        if (u < below) {
            second_tell(self, in_public ? CC_JOURNAL_COMPLAINS : CC_JOURNAL_GOES_ELSEWHERE, c,
                        self->scenario->channel[channel].id, 0);
            second_count(self, c, NOBODY, in_public ? CC_N_complaints : CC_N_ignored_elsewhere, 1);
            c->attempt++;
            c->wanted = channel;
            second_gets_in_touch(self, id, NULL);
            return;
        }
    }
    second_loses(self, id, CC_N_lost_ignored);
}
