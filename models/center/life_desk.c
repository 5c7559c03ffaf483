/* Items are acknowledged, sorted into queues, rightly or not, and go on as others. */
#include "models/center/life_desk.h"

#include "models/center/life_begin.h"
#include "models/center/trunk.h"
#include <math.h>

/* ---- it comes ---- */

/* The queues of the channel that kinds of issue have, but the contact's own: the first kind of each,
 * by which its lane is found. Returns how many, or fills in the j-th. */
static int
other_queues(const cc_center *self, const cc_contact *c, int j, uint16_t *service)
{
    const cc_scenario *scenario = self->scenario;
    const int n_channels = self->n_channels;
    const uint16_t own = cc_service_for(self, c->issue, c->channel)->queue;
    int n = 0;
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        const cc_service *is = cc_service_for(self, i, c->channel);
        bool is_new = is->is_offered && is->content->is_used && is->queue != own;
        for (int k = 0; k < i && is_new; k++) {
            const cc_service *before = cc_service_for(self, k, c->channel);
            is_new =
                !(before->is_offered && before->content->is_used && before->queue == is->queue);
        }
        if (is_new && n++ == j) {
            *service = (uint16_t)(i * n_channels + c->channel);
        }
    }
    return n;
}

static void
classify(cc_center *self, cc_contact *c, const cc_desk *desk)
{
    uint16_t to = c->service;
    const int n = other_queues(self, c, -1, &to);
    const sim_block u = cc_draw(self, CC_DRAW_DESK, c->owner, cc_life_ordinal(c), 0);
    if (n == 0 || sim_uniform(u.word[0]) < desk->accuracy) {
        return;
    }
    other_queues(self, c, (int)(sim_uniform(u.word[1]) * n), &to);
    c->service = to;
    self->aside[c - self->contact].attempt.is_misrouted = true;
    self->aside[c - self->contact].attempt.notice =
        sim_dist_quantile(&desk->notice, sim_uniform(u.word[2]));
    cc_count_cell(self, c)[CC_N_misrouted]++;
    cc_journal(self, CC_JOURNAL_MISROUTED, c, cc_service_of(self, c)->queue, 0);
}

void
cc_desk_enters(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_desk *desk = &self->scenario->center.channel[c->channel].desk;
    if (desk->patience != 1) {
        c->patience *= desk->patience;
        cc_count_cell(self, c)[CC_N_acknowledged]++;
        cc_journal(self, CC_JOURNAL_ACKNOWLEDGED, c, 0, c->patience);
    }
    if (desk->accuracy < 1 &&
        self->aside[id].attempt.sent_to == 0) { /* else a node has sorted it */
        classify(self, c, desk);
    }
}

/* ---- in a wrong queue ---- */

bool
cc_desk_welcomes(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (!cc_desk_is_misrouted(self, c)) {
        return false;
    }
    c->delay = c->wrap_up = 0; /* drawn when it is sent on */
    return true;
}

bool
cc_desk_reads(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (!cc_desk_is_misrouted(self, c)) {
        return false;
    }
    if (!self->aside[id].attempt.is_read) {
        self->aside[id].attempt.is_read = true;
        self->aside[id].attempt.own_work = c->work;
        c->work = c->full_work = self->aside[id].attempt.notice;
    }
    return true;
}

bool
cc_desk_forwards(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (!cc_desk_is_misrouted(self, c)) {
        return false;
    }
    const uint32_t a = c->agent;
    cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
    cc_life_leave_any(self, c);
    cc_agent_give(self, a, c->channel);
    cc_life_take_from_agent(self, c);
    cc_desk_put_right(self, c);
    c->work = c->full_work = self->aside[id].attempt.own_work;
    cc_journal(self, CC_JOURNAL_FORWARDED, c, a, 0);
    cc_life_draw_answer(self, c, cc_service_of(self, c)); /* a leg that is not the first has it */
    cc_life_free_agent(self, a); /* first, for a reserve: what is idle for a moment counts */
    cc_life_next_leg(self, id, CC_NONE);
    return true;
}

/* ---- it goes on ---- */

bool
cc_desk_raises(cc_center *self, const cc_contact *c, double p)
{
    if (p <= 0 || cc_life_so_far(self, (uint32_t)(c - self->contact)).attempt >= CC_MAX_REDIALS) {
        return false;
    }
    const sim_block u = cc_draw(self, CC_DRAW_DESK, c->owner, cc_life_ordinal(c), 1);
    return sim_uniform(u.word[0]) < p;
}

void
cc_desk_go_on(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const int came_by = self->aside[id].attempt.came_by;
    const int from = came_by > 0 ? came_by - 1 : c->channel;
    const int to = self->scenario->center.channel[c->channel].desk.raises;
    cc_life_take_from_agent(self, c);
    cc_count_cell(self, c)[CC_N_raised]++;
    cc_journal_channel(self, CC_JOURNAL_RAISED, c, to, 0);
    cc_life_tell_story(self, c, cc_service_of(self, c));
    c->channel = (uint16_t)to;
    const cc_service *service = cc_service_for(self, c->issue, to);
    cc_life_tell_story(self, c, service); /* what is handed on is written down */
    const cc_tries so_far = cc_life_so_far(self, id);
    c->round = so_far.round;
    c->attempt = (uint16_t)(so_far.attempt + 1);
    cc_life_attempt_raised(self, id, service, from);
}
