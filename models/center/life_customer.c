/* What the customer does: gets in touch on a channel, is satisfied or not, redials, returns, or
 * is lost. What is drawn here is drawn by name and so is the same in any center. */
#include "models/center/life_begin.h"
#include "models/center/life_duplicate.h"
#include "models/center/life_transfer.h"

#include "models/scenario/opening.h"
#include <math.h>

_Static_assert(CC_MAX_REDIALS <= UINT16_MAX, "cc_contact.attempt");

uint8_t
cc_life_choose_wanted(const cc_center *self, const cc_contact *c, double u)
{
    const cc_want *at = self->kind[c->issue].wants;
    if (at != NULL) { /* as below, where shares of 0 take nothing off */
        while ((u -= at->share) >= 0) {
            at++;
        }
        return at->channel;
    }
    const cc_table *wants = self->scenario->demand.issue[c->issue].wants;
    uint8_t wanted = 0;
    for (int j = 0; j < self->n_channels && u >= 0; j++) {
        const double p = cc_life_table(c, &wants[j]);
        wanted = p > 0 ? (uint8_t)j : wanted;
        u -= p;
    }
    return wanted;
}

bool
cc_life_is_set_up(cc_center *self, const cc_contact *c, const cc_service *service)
{
    const cc_channel *channel = service->channel;
    if (channel->set_up_fails <= 0) {
        return true;
    }
    const sim_block u = cc_draw(self, CC_DRAW_SET_UP, c->owner, cc_life_ordinal(c), 0);
    double p = 1;
    for (int j = 0; j <= channel->set_up_again; j++) {
        p *= channel->set_up_fails;
    }
    return !(sim_uniform(u.word[0]) < p);
}

int
cc_life_choose_other(const cc_center *self, const cc_contact *c, cc_fate fate)
{
    const cc_demand *demand = &self->scenario->demand;
    for (int j = 0; j < demand->n_not_offered[c->wanted]; j++) {
        const cc_alternative *other = &demand->not_offered[c->wanted][j];
        if (!cc_life_is_open(self, cc_service_for(self, c->issue, other->channel))) {
            continue;
        }
        const double p = cc_life_table(c, &other->probability);
        if (fate.stream != NULL && self->kind[c->issue].draws_round) {
            return cc_life_uniform_ahead(fate, 5) < p ? other->channel : -1;
        }
        /* later rounds have a choice of their own; redials of a round choose as its first contact */
        const bool is_first = c->round == 0;
        const sim_block u =
            cc_draw_again(self, CC_DRAW_ROUND, c->owner, c->round, is_first ? 0 : 1);
        return sim_uniform(u.word[is_first ? 1 : 0]) < p ? other->channel : -1;
    }
    return -1;
}

/* Within the window for first contact resolution, by its clock. */
static bool
is_soon(const cc_center *self, double since)
{
    const cc_run *run = &self->scenario->run;
    const double passed = run->fcr_open
                              ? cc_opening_between(run, &run->hours, since, self->now.time)
                              : self->now.time - since;
    return passed <= run->fcr_window;
}

void
cc_life_count_again(cc_center *self, cc_contact *c)
{
    if (c->fcr_counts && is_soon(self, c->handled)) {
        c->fcr_counts = false;
        cc_count_at(self, c->begun_cell)[CC_N_repeated]++;
    }
    if (c->was_contained) {
        const cc_containment *last = &self->containment[c - self->contact];
        if (is_soon(self, last->at)) {
            cc_count_at(self, last->cell)[CC_N_contained_back]++;
        }
        c->was_contained = false;
    }
}

void
cc_life_attempt(cc_center *self, uint32_t id)
{
    cc_life_leave_any(self, &self->contact[id]); /* from home */
    cc_life_make_attempt(self, id, false, false, NULL, (cc_fate){NULL, 0}, NULL);
}

void
cc_life_begin_given(cc_center *self, uint64_t owner, int issue, int channel, const cc_recorded *row)
{
    cc_life_begin(self, owner, issue, channel, channel >= 0 && row == NULL, (cc_fate){NULL, 0},
                  row);
}

void
cc_life_begin_further(cc_center *self, uint64_t owner, int issue, int channel)
{
    cc_life_begin(self, owner, issue, channel, false, (cc_fate){NULL, 0}, NULL);
}

void
cc_life_attempt_raised(cc_center *self, uint32_t id, const cc_service *service, int from)
{
    cc_life_make_attempt(self, id, false, false, service, (cc_fate){NULL, 0}, NULL);
    self->aside[id].attempt.came_by = (uint16_t)(from + 1);
}

void
cc_life_lose(cc_center *self, uint32_t id, int cause)
{
    const cc_contact *c = &self->contact[id];
    if (self->leaves_duplicates && cc_life_is_not_lost(self, id)) {
        return;
    }
    cc_journal(self, CC_JOURNAL_LOST, c, 0, 0);
    double *count = cc_count_at(self, c->begun_cell);
    count[CC_N_lost]++;
    count[cause]++;
    if (c->issue_counts) {
        sim_histogram_add(&self->record->lost, self->now.time - c->begun);
    }
    cc_life_give_record(self, id);
}

/* Nobody calls a closed house: delays of customers run in its opening hours, or by the wall clock, and
 * then until the next opening. */
void
cc_life_stay_at_home(cc_center *self, uint32_t id, cc_state state, double delay, bool by_wall)
{
    const cc_run *run = &self->scenario->run;
    cc_contact *c = &self->contact[id];
    const double until = by_wall ? cc_opening_next(run, self->now.time + delay)
                                 : cc_opening_after(run, self->now.time, delay);
    cc_life_take_from_agent(self, c);
    cc_life_arrive_in(self, c, state);
    sim_timer_set(&self->now.calendar, id, until, SIM_PRIORITY_ARRIVAL);
}

void
cc_life_give_up(cc_center *self, uint32_t id, const cc_by_number *probability)
{
    cc_contact *c = &self->contact[id];
    if (self->aside != NULL) {
        cc_life_goes_no_further(self, id);
    }
    if (cc_life_is_duplicate(self, id)) {
        cc_life_end_duplicate(self, id);
        return;
    }
    const cc_redial *redial = &self->scenario->demand.issue[c->issue].redial;
    const cc_tries so_far = cc_life_so_far(self, id);
    const double p = cc_by_number_at(probability, so_far.attempt);
    if (p > 0 && so_far.attempt < redial->maximum) {
        const sim_block u = cc_draw(self, CC_DRAW_GIVE_UP, c->owner, cc_life_ordinal(c), 0);
        if (sim_uniform(u.word[0]) < p) {
            const double delay = sim_dist_quantile(&redial->delay, sim_uniform(u.word[1]));
            cc_count_cell(self, c)[CC_N_redials]++;
            cc_journal(self, CC_JOURNAL_WILL_REDIAL, c, 0, delay);
            c->round = so_far.round;
            c->attempt = (uint16_t)(so_far.attempt + 1);
            cc_life_stay_at_home(self, id, CC_REDIALLING, delay, redial->by_wall);
            return;
        }
    }
    cc_life_lose(self, id, c->answered ? CC_N_lost_cut_off : CC_N_lost_waiting);
}

void
cc_life_divert(cc_center *self, uint32_t id, int channel, double delay)
{
    cc_contact *c = &self->contact[id];
    cc_journal_channel(self, CC_JOURNAL_DIVERTED, c, channel, delay);
    c->wanted = (uint8_t)channel;
    c->attempt++;
    cc_life_stay_at_home(self, id, CC_REDIALLING, delay, true);
}

/* Comes back for another round, or gives up for good. */
void
cc_life_not_resolved(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_unresolved *then = &self->scenario->demand.issue[c->issue].unresolved;
    const bool returns = c->u_returns < cc_life_table(c, &then->returns);
    const uint16_t round = cc_life_so_far(self, id).round;
    if (returns && round == UINT16_MAX) {
        CC_LIMIT(self, "65,535 returns of one issue");
    }
    if (!returns || round == UINT16_MAX) {
        cc_life_lose(self, id, c->answered ? CC_N_lost_unresolved : CC_N_lost_contained);
        return;
    }
    const sim_block u = cc_draw(self, CC_DRAW_ROUND, c->owner, round + UINT64_C(1), 0);
    c->u_resolved = sim_uniform(u.word[2]);
    c->u_returns = sim_uniform(u.word[3]);
    double x = sim_uniform(u.word[0]) - then->on_same;
    const int came_by = self->aside != NULL ? self->aside[id].attempt.came_by : 0;
    c->wanted =
        came_by > 0 ? (uint8_t)(came_by - 1) : (uint8_t)c->channel; /* nobody writes a case */
    for (int j = 0; x >= 0 && j < self->n_channels; j++) {
        c->wanted = then->on[j] > 0 ? (uint8_t)j : c->wanted;
        x -= then->on[j];
    }
    const double delay = sim_dist_quantile(&then->delay, sim_uniform(u.word[1]));
    cc_count_cell(self, c)[CC_N_returns]++;
    cc_journal_channel(self, CC_JOURNAL_WILL_RETURN, c, c->wanted, delay);
    c->round = (uint16_t)(round + 1);
    c->attempt = 0;
    cc_life_stay_at_home(self, id, CC_RETURNING, delay, then->by_wall);
}
