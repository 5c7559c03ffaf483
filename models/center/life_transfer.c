/* What an agent does not finish: transfers to another queue or to a partner outside. Cold, the agent is free
 * at once; warm, the agent stays until the next one has been told; in a conference, to the end. Whoever
 * stays takes nothing new, so that what has been transferred comes to somebody who is free of that
 * sooner or later. */
#include "models/center/life_transfer.h"

#include "models/center/life.h"
#include "models/center/medium_life.h"
#include "models/center/trunk.h"

#include <math.h>

/* Words of the two blocks of a transfer. */
enum { WHICH, HAND_OVER, AT_PARTNER, WRAP_UP }; /* the first */
enum { WORK, PATIENCE, EXPLAIN };               /* the second */

static sim_block
draw(cc_center *self, const cc_contact *c, unsigned n, unsigned part)
{
    return cc_draw(self, CC_DRAW_TRANSFER, c->owner, cc_life_ordinal(c), 2 * (uint64_t)n + part);
}

/* By one number against the shares of all transfers that the group makes of that kind. */
static const cc_transfer *
choose(const cc_center *self, const cc_contact *c, double u)
{
    const cc_center_setup *center = &self->scenario->center;
    for (int t = 0; t < center->n_transfers; t++) {
        const cc_transfer *transfer = &center->transfer[t];
        if (transfer->from[c->group - 1] && transfer->issues[c->issue]) {
            u -= cc_life_table(c, &transfer->share);
            if (u < 0) {
                return transfer;
            }
        }
    }
    return NULL;
}

/* ---- who stays with it ---- */

static void
stay(cc_center *self, uint32_t a, const cc_contact *c)
{
    cc_agent *agent = &self->agent[a];
    agent->wrap_cell = c->cell + agent->group + 1u;
    agent->wrap_channel = c->channel;
    agent->wrap_since = self->now.time;
    cc_agent_attend(self, a, CC_PHASE_STAY, CC_NONE);
    cc_agent_bar(self, a, CC_STAYS);
}

void
cc_life_count_stay(cc_center *self, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    cc_count_span(self, agent->wrap_cell, CC_N_time_transfer, agent->wrap_since);
}

/* The agent who stayed is free of it, but for the wrap-up. */
static void
let_go(cc_center *self, cc_handing *handing)
{
    if (handing->helper == 0) {
        return;
    }
    const uint32_t a = handing->helper - 1;
    cc_agent *agent = &self->agent[a];
    handing->helper = 0;
    cc_life_count_stay(self, a);
    cc_agent_unbar(self, a, CC_STAYS);
    if (handing->helper_wrap_up > 0) {
        agent->wrap_since = self->now.time;
        if (self->now.observing) {
            const uint32_t place = cc_count_place(self, self->now.slice_cell + agent->wrap_cell);
            cc_count_at(self, place)[CC_N_into_wrap_up]++;
        }
        cc_agent_attend(self, a, CC_PHASE_WRAP, CC_NONE);
        sim_calendar_set(&self->now.calendar, CC_SLOT_AGENT(self, a),
                         self->now.time + handing->helper_wrap_up, SIM_PRIORITY_COMPLETION);
        cc_life_seek(self, a); /* there may be room for more, which waits for its attention */
        return;
    }
    cc_agent_let_go(self, a);
    cc_life_pass_on(self, a, agent->wrap_channel);
}

void
cc_life_let_helper_go(cc_center *self, uint32_t id)
{
    let_go(self, &self->aside[id].attempt.handing);
}

void
cc_life_goes_no_further(cc_center *self, uint32_t id)
{
    cc_moved_ends(self, id, CC_T_gave_up);
    let_go(self, &self->aside[id].attempt.handing);
}

/* ---- to a queue ---- */

/* Of what the next agent has to do. */
static void
bring_more(cc_center *self, cc_contact *c, double u)
{
    const cc_service *service = cc_service_of(self, c);
    const cc_medium_life *medium = service->medium;
    c->shares_work = false;
    if (medium->bring != NULL) {
        medium->bring(c, sim_dist_quantile(medium->brings(service->content), u));
        medium->begin_again(self, c);
    } else {
        c->work =
            sim_dist_quantile(&service->content->work.dist, u) * cc_life_work_factor(c, service);
    }
    c->full_work = c->work;
}

/* A new stay in a queue, after that of the first contact: what it brings to it. */
static void
prepare(cc_center *self, uint32_t id, const cc_transfer *transfer, const sim_block *first,
        unsigned n)
{
    cc_contact *c = &self->contact[id];
    cc_handing *handing = &self->aside[id].attempt.handing;
    const cc_service *service = cc_service_of(self, c);
    const cc_content *content = service->content;
    const sim_block u = draw(self, c, n, 1);
    if (++c->leg == UINT16_MAX) {
        CC_LIMIT(self, "65,534 returns of one contact to the queue");
    }
    c->queued = self->now.time;
    c->service = cc_service_behind(self, transfer, c);
    c->patience = content->has_patience
                      ? sim_dist_quantile(&content->patience, sim_uniform(u.word[PATIENCE]))
                      : INFINITY;
    bring_more(self, c, sim_uniform(u.word[WORK]));
    handing->wrapped_up += c->wrap_up;
    c->wrap_up = sim_dist_quantile(&service->channel->wrap_up, sim_uniform(first->word[WRAP_UP]));
    c->explain = 0;
    c->must_resume = false;
    cc_life_tell_story(self, c, service);
    if (transfer->how == CC_COLD) {
        c->must_explain = self->scenario->center.history == CC_HISTORY_NONE;
        if (c->must_explain) {
            c->explain =
                sim_dist_quantile(&self->scenario->demand.explain, sim_uniform(u.word[EXPLAIN]));
        }
        return;
    }
    c->must_explain = false;
    handing->work = c->work;
    handing->wrap_up = c->wrap_up;
    handing->stage = CC_HANDING_OVER;
    c->work = sim_dist_quantile(&transfer->hand_over, sim_uniform(first->word[HAND_OVER]));
    c->full_work = c->work;
    c->wrap_up = 0;
}

static void
to_queue(cc_center *self, uint32_t id, const cc_transfer *transfer, const sim_block *u, unsigned n)
{
    cc_contact *c = &self->contact[id];
    cc_handing *handing = &self->aside[id].attempt.handing;
    const uint32_t a = c->agent;
    const double wrap_up = c->wrap_up;
    const int channel = c->channel;
    cc_life_leave(self, c, CC_WORKING);
    if (transfer->how != CC_COLD) {
        handing->helper = a + 1;
        handing->helper_wrap_up = wrap_up;
        handing->is_conference = transfer->how == CC_CONFERENCE;
        stay(self, a, c);
    } else if (wrap_up > 0) {
        cc_life_start_wrap_up(self, a, c);
    } else {
        cc_agent_let_go(self, a);
    }
    cc_life_take_from_agent(self, c);
    prepare(self, id, transfer, u, n);
    cc_moved_begins(self, id);
    const uint32_t next = cc_life_ask(self, id, CC_NONE);
    if (next != CC_NONE) {
        cc_life_assign(self, id, next);
    } else {
        cc_life_wait(self, id, false);
    }
    if (transfer->how == CC_COLD && wrap_up <= 0) {
        cc_life_pass_on(self, a, channel);
    }
}

/* ---- to a partner ---- */

/* More work of the agent on it, s by the clock. */
static void
hold(cc_center *self, uint32_t id, double time, cc_stage stage)
{
    cc_contact *c = &self->contact[id];
    self->aside[id].attempt.handing.stage = (uint8_t)stage;
    c->work = c->full_work = time * cc_life_pace(self, &self->crew[c->group - 1], c);
    cc_life_work_on(self, id);
}

static void
to_partner(cc_center *self, uint32_t id, const cc_transfer *transfer, const sim_block *u)
{
    const cc_partner *partner = &self->scenario->center.partner[transfer->partner];
    cc_contact *c = &self->contact[id];
    cc_handing *handing = &self->aside[id].attempt.handing;
    const double time = sim_dist_quantile(&partner->time, sim_uniform(u->word[AT_PARTNER]));
    double *count = cc_count_cell(self, c);
    count[CC_N_to_partner]++;
    count[CC_N_partner_cost] += partner->cost + time / 60 * partner->cost_per_minute;
    handing->time = time;
    if (transfer->how == CC_CONFERENCE) {
        hold(self, id, time, CC_WITH_PARTNER);
    } else if (transfer->how == CC_WARM) {
        hold(self, id, sim_dist_quantile(&transfer->hand_over, sim_uniform(u->word[HAND_OVER])),
             CC_TELLING_PARTNER);
    } else {
        cc_life_end_at_agent(self, id, c->agent, true);
    }
}

void
cc_life_go_to_partner(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const double time = self->aside[id].attempt.handing.time;
    cc_life_take_from_agent(self, c);
    cc_life_arrive_in(self, c, CC_PARTNER);
    sim_timer_set(&self->now.calendar, id, self->now.time + time, SIM_PRIORITY_COMPLETION);
}

void
cc_life_partner_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_service *service = cc_service_of(self, c);
    cc_life_leave(self, c, CC_PARTNER);
    cc_trunk_release(self, c);
    const double p_resolved = cc_life_p_resolved(self, c, service);
    if (self->leaves_duplicates && cc_life_handled_one(self, id, p_resolved)) {
        return;
    }
    cc_life_settle_one(self, id, service, p_resolved);
}

/* ---- an agent's work ends ---- */

void
cc_life_hands_over(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_handing *handing = &self->aside[id].attempt.handing;
    if (handing->stage == CC_HANDING_OVER) {
        handing->stage = CC_NOT_HANDING;
        c->work = c->full_work = handing->work;
        c->wrap_up = handing->wrap_up;
        if (!handing->is_conference) {
            let_go(self, handing);
        }
        cc_life_work_on(self, id);
        return;
    }
    /* with a partner: nothing else follows */
    const bool goes = handing->stage == CC_TELLING_PARTNER;
    handing->stage = CC_NOT_HANDING;
    cc_life_end_at_agent(self, id, c->agent, goes);
}

bool
cc_life_transfer(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_handing *handing = &self->aside[id].attempt.handing;
    let_go(self, handing);
    if (!self->transfers[(c->group - 1) * self->scenario->demand.n_issues + c->issue]) {
        return false;
    }
    const unsigned n = handing->n++;
    const sim_block u = draw(self, c, n, 0);
    const cc_transfer *transfer = choose(self, c, sim_uniform(u.word[WHICH]));
    if (transfer == NULL) {
        return false;
    }
    const int t = (int)(transfer - self->scenario->center.transfer);
    cc_count_cell(self, c)[CC_N_transferred]++;
    cc_journal(self, CC_JOURNAL_TRANSFERRED, c, (uint64_t)t, c->attention);
    if (transfer->partner >= 0) {
        to_partner(self, id, transfer, &u);
    } else {
        to_queue(self, id, transfer, &u, n);
    }
    return true;
}
