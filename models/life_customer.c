/* What the customer does: gets in touch on a channel, is satisfied or not, redials, returns, or
 * is lost. What is drawn here is drawn by name and so is the same in any center. */
#include "models/life.h"

#include "models/hours.h"
#include <math.h>

#define MAX_ROUNDS 60000 /* of an issue, attempts of a round: their names have 16 bits */
#define MAX_ATTEMPTS 60000

/* The channel wanted in a round: shares are compared with one uniform, in the order of channels. */
static uint8_t
choose_wanted(const cc_center *self, const cc_contact *c, double u)
{
    const cc_table *wants = self->scenario->demand.issue[c->issue].wants;
    uint8_t wanted = 0;
    for (int j = 0; j < self->n_channels && u >= 0; j++) {
        const double p = cc_life_table(c, &wants[j]);
        wanted = p > 0 ? (uint8_t)j : wanted;
        u -= p;
    }
    return wanted;
}

/* What the issue brings to its first round. */
static inline void
draw_issue(cc_center *self, cc_contact *c, int channel, const cc_fate *fate)
{
    const cc_kind *kind = &self->kind[c->issue];
    const int sure = channel >= 0 ? channel : kind->wanted_by_all;
    c->wanted = (uint8_t)sure;
    if (!kind->draws_round) {
        return;
    }
    sim_block drawn;
    const sim_block *u = fate != NULL ? fate->round : &drawn;
    if (fate == NULL) {
        drawn = cc_draw(self, CC_DRAW_ROUND, c->owner, 0, 0);
    }
    c->u_resolved = sim_uniform(u->word[2]);
    c->u_returns = sim_uniform(u->word[3]);
    if (sure < 0) {
        c->wanted = choose_wanted(self, c, sim_uniform(u->word[0]));
    }
}

/* Does the center offer the channel for this kind of issue now? */
static inline bool
is_open(const cc_center *self, const cc_way *way)
{
    return way->is_offered &&
           (way->never_closes || cc_hours_open_at(&self->scenario->run, way->channel->open,
                                                  way->channel->close, self->now));
}

/* The channel that this contact uses in place of the one wanted: the first other that the center
 * has and the customer takes instead; -1: none. */
static int
choose_other(const cc_center *self, const cc_contact *c)
{
    const cc_demand *demand = &self->scenario->demand;
    for (int j = 0; j < demand->n_not_offered[c->wanted]; j++) {
        const cc_alternative *other = &demand->not_offered[c->wanted][j];
        if (is_open(self, cc_way_for(self, c->issue, other->channel))) {
            const sim_block u = cc_draw_again(self, CC_DRAW_ROUND, c->owner, 0, 0);
            const double p = cc_life_table(c, &other->probability);
            return sim_uniform(u.word[1]) < p ? other->channel : -1;
        }
    }
    return -1;
}

/* Of word w, with its exponential where that is known already. */
static inline double
draw_value(const sim_dist *dist, const sim_block *block, int w, const cc_fate *fate)
{
    if (fate != NULL && dist->fast == SIM_FAST_EXPONENTIAL) {
        return dist->p[0] * *fate->e[w];
    }
    const double u = sim_uniform(block->word[w]);
    return fate != NULL ? sim_dist_quantile_of(dist, u, *fate->e[w]) : sim_dist_quantile(dist, u);
}

/* What the customer brings to this contact: made by name, whatever the center does; or as it was
 * recorded. */
static SIM_INLINE void
draw_contact(cc_center *self, cc_contact *c, const cc_way *way, const cc_fate *fate,
             const cc_trace_row *row)
{
    const cc_content *content = way->content;
    sim_block drawn;
    const sim_block *u = fate != NULL ? fate->contact : &drawn;
    if (fate == NULL) {
        drawn = cc_draw(self, CC_DRAW_CONTACT, c->owner, cc_life_ordinal(c), 0);
    }
    c->patience = INFINITY;
    if (row != NULL && !isnan(row->patience)) {
        c->patience = row->patience;
    } else if (content->has_patience) {
        c->patience = draw_value(&content->patience, u, 0, fate);
    }
    if (way->may_balk) {
        c->u_balk = sim_uniform(u->word[2]);
    }
    c->turns_left = 0;
    if (way->type->by_turns) {
        const double turns = ceil(sim_dist_quantile(&content->turns, sim_uniform(u->word[1])));
        c->work = 0;
        c->turns_left = turns < 1 ? 1 : turns < CC_MAX_TURNS ? (uint32_t)turns : CC_MAX_TURNS;
        return;
    }
    if (row != NULL && !isnan(row->work)) {
        c->work = row->work;
    } else {
        c->work =
            draw_value(&content->work.dist, u, 1, fate) * cc_life_table(c, &content->work.factor);
    }
    c->work *= way->channel->work_factor;
    c->full_work = c->work;
    cc_tell(self, CC_TALE_WORK, c, 0, c->work);
    cc_tell(self, CC_TALE_PATIENCE, c, 0, c->patience);
}

/* What follows from having been in touch before. */
static void
count_again(cc_center *self, cc_contact *c)
{
    const double window = self->scenario->run.fcr_window;
    if (c->fcr_counts && self->now - c->handled <= window) {
        c->fcr_counts = false;
        cc_tally_at(self, c->begun_cell)[CC_N_repeated]++;
    }
    if (self->now - c->contained_at <= window) {
        cc_tally_at(self, c->contained_cell)[CC_N_contained_back]++;
    }
    c->contained_at = NAN;
}

/* An endless queue must not need endless memory: who comes when all records are in use is blocked
 * and lost, and the record says how many were. */
static void
turn_away(cc_center *self, uint32_t id)
{
    double *count = cc_tally_cell(self, &self->contact[id]);
    count[CC_N_blocked]++;
    self->record->n_turned_away++;
    cc_tell(self, CC_TALE_BLOCKED, &self->contact[id], 0, 0);
    cc_life_lose(self, id);
}

/* The contact begins, on a channel that it may find closed. */
static SIM_INLINE void
attempt(cc_center *self, uint32_t id, bool is_first, const cc_fate *fate, const cc_trace_row *row)
{
    cc_contact *c = &self->contact[id];
    const double now = self->now;
    c->again = !is_first;
    c->counts = self->observing;
    c->answered = c->delayed = c->responded = c->must_explain = false;
    c->group = 0;
    c->leg = c->step = 0;
    c->node = -1;
    c->when = self->when;
    c->agent = CC_NONE;
    c->turn = c->resumed = 0;
    c->waited = c->attention = c->explain = 0;
    c->arrived = now;
    const cc_way *way = cc_way_for(self, c->issue, c->wanted);
    bool finds_one = is_open(self, way);
    if (!finds_one) {
        const int other = choose_other(self, c);
        finds_one = other >= 0;
        way = finds_one ? cc_way_for(self, c->issue, other) : way;
    }
    c->channel = way->channel_index;
    c->way = way->index;
    cc_tally_arrives(self, c);
    if (is_first) {
        c->issue_counts = c->counts;
        c->begun_cell = c->tally;
        cc_tally_at(self, c->begun_cell)[CC_N_issues]++;
    } else {
        count_again(self, c);
    }
    cc_tell(self, CC_TALE_GETS_IN_TOUCH, c, c->wanted, 0);
    if (!finds_one) {
        cc_tally_cell(self, c)[CC_N_closed]++;
        cc_tell(self, CC_TALE_FINDS_IT_CLOSED, c, 0, 0);
        cc_life_lose(self, id);
        return;
    }
    cc_tally_at(self, c->begun_cell)[CC_N_issue_contacts]++;
    if (self->n_open == CC_MAX_CONTACTS) {
        turn_away(self, id);
        return;
    }
    c->is_common = way->is_common && !self->is_general;
    draw_contact(self, c, way, fate, row);
    const cc_channel *setup = way->channel;
    if (way->counts_lines) {
        if (self->lines_held[c->channel] >= setup->lines) {
            cc_life_block(self, id);
            return;
        }
        self->lines_held[c->channel]++;
        c->has_line = true;
    }
    if (setup->entry < 0) {
        cc_life_enter_queue(self, id);
    } else {
        cc_life_enter_node(self, id, setup->entry);
    }
}

void
cc_life_attempt(cc_center *self, uint32_t id)
{
    cc_life_leave_any(self, &self->contact[id]); /* from home */
    attempt(self, id, false, NULL, NULL);
}

static SIM_INLINE void
begin(cc_center *self, uint64_t owner, int issue, int channel, const cc_fate *fate,
      const cc_trace_row *row)
{
    const uint32_t id = cc_life_take_record(self);
    if (id == CC_NONE) {
        return;
    }
    cc_contact *c = &self->contact[id];
    c->owner = owner;
    c->begun = self->now;
    c->handled = c->contained_at = NAN;
    c->issue = (uint16_t)issue;
    c->round = c->attempt = 0;
    c->wanted = c->told = 0;
    c->fcr_counts = c->has_line = false;
    c->state = CC_FREE;
    c->when = self->when;
    draw_issue(self, c, channel, fate);
    attempt(self, id, true, fate, row);
}

void
cc_life_begin(cc_center *self, uint64_t owner, int issue, const cc_fate *fate)
{
    begin(self, owner, issue, -1, fate, NULL);
}

void
cc_life_begin_given(cc_center *self, uint64_t owner, int issue, int channel,
                    const cc_trace_row *row)
{
    begin(self, owner, issue, channel, NULL, row);
}

void
cc_life_lose(cc_center *self, uint32_t id)
{
    cc_tell(self, CC_TALE_LOST, &self->contact[id], 0, 0);
    cc_tally_at(self, self->contact[id].begun_cell)[CC_N_lost]++;
    cc_life_give_record(self, id);
}

/* Delays of customers run in the opening hours of the run: nobody calls a closed house. */
static void
wait_at_home(cc_center *self, uint32_t id, cc_state state, double delay)
{
    const cc_run *run = &self->scenario->run;
    cc_contact *c = &self->contact[id];
    cc_life_take_from_agent(self, c);
    cc_life_arrive_in(self, c, state);
    sim_timer_set(&self->calendar, id, cc_hours_after(run, run->open, run->close, self->now, delay),
                  SIM_PRIORITY_ARRIVAL);
}

void
cc_life_give_up(cc_center *self, uint32_t id, const cc_by_number *probability)
{
    cc_contact *c = &self->contact[id];
    const cc_redial *redial = &self->scenario->demand.issue[c->issue].redial;
    const double p = cc_by_number_at(probability, c->attempt);
    if (p > 0 && c->attempt < redial->maximum && c->attempt < MAX_ATTEMPTS) {
        const sim_block u = cc_draw(self, CC_DRAW_GIVE_UP, c->owner, cc_life_ordinal(c), 0);
        if (sim_uniform(u.word[0]) < p) {
            const double delay = sim_dist_quantile(&redial->delay, sim_uniform(u.word[1]));
            cc_tally_cell(self, c)[CC_N_redials]++;
            cc_tell(self, CC_TALE_WILL_REDIAL, c, 0, delay);
            c->attempt++;
            wait_at_home(self, id, CC_REDIALLING, delay);
            return;
        }
    }
    cc_life_lose(self, id);
}

/* Comes back for another round, or gives up for good. */
void
cc_life_not_resolved(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_unresolved *then = &self->scenario->demand.issue[c->issue].unresolved;
    if (!(c->u_returns < cc_life_table(c, &then->returns)) || c->round >= MAX_ROUNDS) {
        cc_life_lose(self, id);
        return;
    }
    const sim_block u = cc_draw(self, CC_DRAW_ROUND, c->owner, c->round + UINT64_C(1), 0);
    c->u_resolved = sim_uniform(u.word[2]);
    c->u_returns = sim_uniform(u.word[3]);
    double x = sim_uniform(u.word[0]) - then->on_same;
    c->wanted = c->channel;
    for (int j = 0; x >= 0 && j < self->n_channels; j++) {
        c->wanted = then->on[j] > 0 ? (uint8_t)j : c->wanted;
        x -= then->on[j];
    }
    const double delay = sim_dist_quantile(&then->delay, sim_uniform(u.word[1]));
    cc_tally_cell(self, c)[CC_N_returns]++;
    cc_tell(self, CC_TALE_WILL_RETURN, c, c->wanted, delay);
    c->round++;
    c->attempt = 0;
    wait_at_home(self, id, CC_RETURNING, delay);
}
