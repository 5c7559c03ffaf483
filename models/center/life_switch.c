/* From channel to channel: customers whose patience ends, and those who wrote where nobody reads. */
#include "models/center/life.h"
#include "models/center/life_duplicate.h"
#include "models/center/life_transfer.h"
#include "models/center/trunk.h"

/* Off to that channel, as another contact of the round; false: there have been too many. */
static bool
next_channel(cc_contact *c, int channel)
{
    if (c->attempt >= CC_MAX_REDIALS) {
        return false;
    }
    c->attempt++;
    c->wanted = (uint8_t)channel;
    return true;
}

bool
cc_life_will_switch(cc_center *self, const cc_contact *c, double *delay)
{
    const cc_switch *to = &cc_life_own_content(self, c)->switches;
    if (to->to < 0 || c->attempt >= CC_MAX_REDIALS) {
        return false;
    }
    const sim_block u = cc_draw_again(self, CC_DRAW_GIVE_UP, c->owner, cc_life_ordinal(c), 0);
    *delay = sim_dist_quantile(&to->delay, sim_uniform(u.word[3]));
    return sim_uniform(u.word[2]) < cc_life_table(c, &to->probability);
}

void
cc_life_go_switch(cc_center *self, uint32_t id, double delay)
{
    cc_contact *c = &self->contact[id];
    const cc_switch *to = &cc_life_own_content(self, c)->switches;
    cc_count_cell(self, c)[CC_N_switched]++;
    cc_journal_channel(self, CC_JOURNAL_SWITCHES, c, to->to, delay);
    next_channel(c, to->to);
    cc_life_stay_at_home(self, id, CC_REDIALLING, delay, to->by_wall);
}

void
cc_life_lose_patience(cc_center *self, uint32_t id)
{
    if (self->aside != NULL) {
        cc_life_goes_no_further(self, id);
    }
    double delay;
    if (cc_life_will_switch(self, &self->contact[id], &delay)) {
        cc_life_go_switch(self, id, delay);
    } else {
        const cc_issue *issue = &self->scenario->demand.issue[self->contact[id].issue];
        cc_life_give_up(self, id, &issue->redial.after_abandon);
    }
}

void
cc_life_ignore(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_ignored *ignored = &self->scenario->demand.issue[c->issue].ignored;
    const sim_block u = cc_draw(self, CC_DRAW_GIVE_UP, c->owner, cc_life_ordinal(c), 0);
    const double after = sim_dist_quantile(&ignored->after, sim_uniform(u.word[1]));
    cc_count_cell(self, c)[CC_N_ignored]++;
    cc_journal(self, CC_JOURNAL_IGNORED, c, 0, after);
    cc_life_stay_at_home(self, id, CC_IGNORED, after, ignored->by_wall);
}

/* Of shares by channel, the one that u falls on, which then is less than 0; -1: it is in none. */
static int
choose(const double *share, int n, double *u)
{
    for (int j = 0; j < n; j++) {
        *u -= share[j];
        if (*u < 0) {
            return j;
        }
    }
    return -1;
}

bool
cc_life_go_on_as(cc_center *self, uint32_t id, int channel)
{
    const bool is_one = next_channel(&self->contact[id], channel);
    if (is_one) {
        cc_life_attempt(self, id);
    }
    return is_one;
}

void
cc_life_ignored_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_ignored *ignored = &self->scenario->demand.issue[c->issue].ignored;
    const sim_block block = cc_draw_again(self, CC_DRAW_GIVE_UP, c->owner, cc_life_ordinal(c), 0);
    double u = sim_uniform(block.word[0]);
    int to = choose(ignored->in_public, self->n_channels, &u);
    const bool complains = to >= 0;
    if (!complains) {
        to = choose(ignored->elsewhere, self->n_channels, &u);
    }
    const cc_contact before = *c;
    if (to < 0 || !next_channel(c, to)) {
        cc_life_lose(self, id, CC_N_lost_ignored);
        return;
    }
    cc_count_cell(self, c)[complains ? CC_N_complaints : CC_N_ignored_elsewhere]++;
    cc_journal_channel(self, complains ? CC_JOURNAL_COMPLAINS : CC_JOURNAL_GOES_ELSEWHERE, &before,
                       to, 0);
    cc_life_attempt(self, id);
}

void
cc_life_meet(cc_center *self, uint32_t id)
{
    const cc_channel *channel = cc_service_of(self, &self->contact[id])->channel;
    if (channel->watched) {
        cc_life_enter_node(self, id, channel->entry);
    } else {
        cc_life_ignore(self, id);
    }
}
