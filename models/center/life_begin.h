/* How a contact begins, in one piece with the event that brings it. */
#ifndef CC_LIFE_BEGIN_H
#define CC_LIFE_BEGIN_H

#include "models/center/common.h"
#include "models/center/recorded.h"
#include "models/scenario/opening.h"

/* ---- life_customer.c ---- */
/* The channel wanted in the first round: shares are compared with one uniform, in the order of
 * channels. */
uint8_t cc_life_choose_wanted(const cc_center *self, const cc_contact *c, double u);
/* The channel that this contact uses in place of the one wanted: the first other that the center
 * has and the customer takes instead; -1: none. */
int cc_life_choose_other(const cc_center *self, const cc_contact *c, cc_fate fate);
/* Is the connection there, after all tries? */
bool cc_life_is_set_up(cc_center *self, const cc_contact *c, const cc_service *service);
/* An issue that a post brings begins; a contact that goes on as one of that service, though the
 * customer came by channel `from`. */
void cc_life_begin_further(cc_center *self, uint64_t owner, int issue, int channel);
void cc_life_attempt_raised(cc_center *self, uint32_t id, const cc_service *service, int from);
/* What follows from having been in touch before. */
void cc_life_count_again(cc_center *self, cc_contact *c);

/* Word w of what was drawn ahead: the contact's, from 4 on the round's. */
static SIM_INLINE double
cc_life_uniform_ahead(cc_fate fate, int w)
{
    return sim_uniform(fate.stream->word[w][fate.j]);
}

/* What the issue brings to its first round. */
static SIM_INLINE void
cc_life_draw_issue(cc_center *self, cc_contact *c, int channel, cc_fate fate)
{
    const cc_kind *kind = &self->kind[c->issue];
    const int sure = channel >= 0 ? channel : kind->wanted_by_all;
    c->wanted = (uint8_t)sure;
    if (!kind->draws_round) {
        return;
    }
    double u_wanted;
    if (fate.stream != NULL) {
        u_wanted = cc_life_uniform_ahead(fate, 4);
        c->u_resolved = cc_life_uniform_ahead(fate, 6);
        c->u_returns = cc_life_uniform_ahead(fate, 7);
    } else {
        const sim_block u = cc_draw(self, CC_DRAW_ROUND, c->owner, 0, 0);
        u_wanted = sim_uniform(u.word[0]);
        c->u_resolved = sim_uniform(u.word[2]);
        c->u_returns = sim_uniform(u.word[3]);
    }
    if (sure < 0) {
        c->wanted = cc_life_choose_wanted(self, c, u_wanted);
    }
}

/* Does the center offer the channel for this kind of issue now? */
static SIM_INLINE bool
cc_life_is_open(const cc_center *self, const cc_service *service)
{
    return service->is_offered && self->now.controls.open[service->channel_index] > 0 &&
           (service->never_closes || service->is_deferred || !service->channel->has_hours ||
            cc_opening_open_at(&self->scenario->run, &service->channel->hours, self->now.time));
}

/* By word w of the contact's block, drawn ahead or in `block`. */
static SIM_INLINE double
cc_life_draw_value(const sim_dist *dist, int w, cc_fate fate, const sim_block *block)
{
    if (fate.stream == NULL) {
        return sim_dist_quantile(dist, sim_uniform(block->word[w]));
    }
    const double e = fate.stream->e[w][fate.j];
    return dist->fast == SIM_FAST_EXPONENTIAL
               ? dist->p[0] * e
               : sim_dist_quantile_of(dist, cc_life_uniform_ahead(fate, w), e);
}

/* What the customer brings to this contact: made by name, whatever the center does; or as it was
 * recorded. */
static SIM_INLINE void
cc_life_draw_contact(cc_center *self, cc_contact *c, const cc_service *service, cc_fate fate,
                     const cc_recorded *row)
{
    const cc_content *content = service->content;
    sim_block block;
    if (fate.stream == NULL) {
        block = cc_draw(self, CC_DRAW_CONTACT, c->owner, cc_life_ordinal(c), 0);
    }
    c->patience = INFINITY;
    if (row != NULL && !isnan(row->patience)) {
        c->patience = row->patience;
    } else if (content->has_patience && row != NULL && row->waited > 0) {
        c->patience =
            cc_recorded_patience(&content->patience, sim_uniform(block.word[0]), row->waited);
    } else if (content->has_patience) {
        c->patience = cc_life_draw_value(&content->patience, 0, fate, &block);
    }
    if (service->may_balk) {
        c->u_balk =
            fate.stream != NULL ? cc_life_uniform_ahead(fate, 2) : sim_uniform(block.word[2]);
    }
    if (!service->brings_work) {
        const cc_medium_life *medium = service->medium;
        medium->bring(c, cc_life_draw_value(medium->brings(content), 1, fate, &block));
        c->shares_work = row != NULL && !isnan(row->work);
        return;
    }
    c->work = row != NULL && !isnan(row->work)
                  ? row->work * service->channel->work_factor
                  : cc_life_draw_value(&content->work.dist, 1, fate, &block) *
                        cc_life_work_factor(c, service);
    c->full_work = c->work;
    cc_journal(self, CC_JOURNAL_WORK, c, 0, c->work);
    cc_journal(self, CC_JOURNAL_PATIENCE, c, 0, c->patience);
}

/* The contact begins: in that service, or (NULL) on the channel wanted, which it may find closed. */
static SIM_INLINE void
cc_life_make_attempt(cc_center *self, uint32_t id, bool is_first, bool of_backlog,
                     const cc_service *service, cc_fate fate, const cc_recorded *row)
{
    cc_contact *c = &self->contact[id];
    const double now = self->now.time;
    /* comes back from automation that solved nothing */
    const bool is_frustrated = !is_first && !c->answered && c->round > 0 && c->attempt == 0;
    memset(&c->answered, 0, offsetof(cc_contact, handled) - offsetof(cc_contact, answered));
    if (__builtin_expect(self->aside != NULL, 0)) {
        memset(&self->aside[id].attempt, 0, sizeof(self->aside[id].attempt));
    }
    c->again = !is_first;
    c->counts = self->now.observing;
    c->step = 0;
    c->node = -1;
    c->when = self->now.when;
    c->agent = CC_NONE;
    c->arrived = now;
    const bool is_raised = !is_first && service != NULL; /* not by the customer */
    bool finds_one = true;
    if (service == NULL) {
        service = cc_service_for(self, c->issue, c->wanted);
        finds_one = cc_life_is_open(self, service);
        if (!(finds_one & service->never_closes) &&
            !(finds_one && cc_life_is_set_up(self, c, service))) {
            const int other = cc_life_choose_other(self, c, fate);
            finds_one = other >= 0;
            service = finds_one ? cc_service_for(self, c->issue, other) : service;
        }
    }
    c->channel = service->channel_index;
    c->service = service->index;
    cc_count_arrives(self, c, service);
    if (is_first) {
        c->issue_counts = c->counts;
        c->begun_cell = c->counters;
    } else if (finds_one && !is_raised) {
        cc_life_count_again(self, c);
    }
    cc_count_two(&cc_count_at(self, c->begun_cell)[CC_N_issues], is_first, finds_one);
    if (of_backlog) {
        cc_count_at(self, c->begun_cell)[CC_N_backlog]++;
    }
    if (!is_raised) {
        cc_journal_channel(self, CC_JOURNAL_GETS_IN_TOUCH, c, c->wanted, 0);
    }
    if (!finds_one) {
        cc_count_cell(self, c)[CC_N_closed]++;
        cc_journal(self, CC_JOURNAL_FINDS_IT_CLOSED, c, 0, 0);
        cc_life_lose(self, id, CC_N_lost_no_channel);
        return;
    }
    c->is_common = service->is_common & !self->is_general;
    cc_life_draw_contact(self, c, service, fate, row);
    if (is_frustrated) {
        c->patience *= self->scenario->demand.issue[c->issue].reactions.frustration;
    }
    if (!cc_trunk_take(self, c, service)) {
        cc_life_block(self, id);
        return;
    }
    if (service->is_met) {
        cc_life_meet(self, id);
    } else if (cc_common_holds(self, c)) {
        cc_common_enter_queue(self, id);
    } else {
        cc_life_enter_queue(self, id);
    }
}

/* An issue begins with its first contact: on that channel, -1: as it wants; it may have waited
 * before; with what is drawn ahead, or recorded (row is not NULL). */
static SIM_INLINE void
cc_life_begin(cc_center *self, uint64_t owner, int issue, int channel, bool of_backlog,
              cc_fate fate, const cc_recorded *row)
{
    const uint32_t id = cc_life_take_record(self);
    if (id == CC_NONE) {
        return;
    }
    cc_contact *c = &self->contact[id];
    c->owner = owner;
    c->begun = self->now.time;
    c->handled = NAN;
    c->issue = (uint16_t)issue;
    c->told = c->state = CC_FREE;
    c->round = c->attempt = 0;
    if (__builtin_expect(self->aside != NULL, 0)) {
        self->aside[id] = (cc_aside){0};
    }
    c->has_trunk = c->fcr_counts = c->was_contained = c->holds_slot = false;
    c->when = self->now.when;
    cc_life_draw_issue(self, c, channel, fate);
    cc_life_make_attempt(
        self, id, true, of_backlog,
        channel < 0 && !self->now.controls.any_closed ? self->kind[issue].sure : NULL, fate, row);
}

#endif
