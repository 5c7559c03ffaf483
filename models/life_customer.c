/* What the customer does: gets in touch on a channel, is satisfied or not, redials, returns, or
 * is lost. What is drawn here is drawn by name and so is the same in any center. */
#include "models/life.h"

#include "models/hours.h"
#include <math.h>

#define MAX_ROUNDS 60000 /* of an issue, attempts of a round: their names have 16 bits */
#define MAX_ATTEMPTS 60000

/* The channel wanted first; its uniform also says who takes another channel instead. */
static void
draw_issue(cc_center *self, cc_contact *c, int channel)
{
    const cc_demand *demand = &self->scenario->demand;
    const cc_issue *issue = &demand->issue[c->issue];
    int sure = channel >= 0 ? channel : self->wanted_by_all[c->issue];
    for (int j = 0; sure < 0 && j < self->n_channels; j++) {
        sure = cc_life_table(c, &issue->wants[j]) >= 1 ? j : -1;
    }
    if (sure >= 0 && demand->n_not_offered[sure] == 0) {
        c->wanted = (uint8_t)sure;
        return;
    }
    const sim_block u = cc_draw(self, CC_DRAW_ISSUE, c->owner, 0, 0);
    double x = sim_uniform(u.word[0]);
    c->alternative = sim_uniform(u.word[1]);
    for (int j = 0; sure < 0 && j < self->n_channels; j++) {
        const double p = cc_life_table(c, &issue->wants[j]);
        c->wanted = p > 0 ? (uint8_t)j : c->wanted;
        x -= p;
        if (x < 0) {
            break;
        }
    }
    c->wanted = sure >= 0 ? (uint8_t)sure : c->wanted;
}

/* Does the center offer the channel for this kind of issue now? */
static inline bool
is_open(const cc_center *self, const cc_contact *c, int channel)
{
    const cc_way *way = &self->way[c->issue * self->n_channels + channel];
    return way->is_offered &&
           (way->never_closes || cc_hours_open_at(&self->scenario->run, way->channel->open,
                                                  way->channel->close, self->now));
}

/* The channel that this contact uses: the one wanted, or the first other that the center has
 * and the customer takes instead; -1: none. */
static int
choose_other(const cc_center *self, const cc_contact *c)
{
    const cc_demand *demand = &self->scenario->demand;
    for (int j = 0; j < demand->n_not_offered[c->wanted]; j++) {
        const cc_alternative *other = &demand->not_offered[c->wanted][j];
        if (is_open(self, c, other->channel)) {
            return c->alternative < cc_life_table(c, &other->probability) ? other->channel : -1;
        }
    }
    return -1;
}

/* What the customer brings to this contact: made by name, whatever the center does; or as it was
 * recorded. */
static inline void
draw_contact(cc_center *self, cc_contact *c, const cc_way *way, const cc_fate *fate,
             const cc_trace_row *row)
{
    const cc_content *content = way->content;
    cc_fate drawn;
    if (fate == NULL) {
        const sim_block u = cc_draw(self, CC_DRAW_CONTACT, c->owner, cc_life_ordinal(c), 0);
        for (int w = 0; w < 4; w++) {
            drawn.u[w] = sim_uniform(u.word[w]);
        }
        drawn.e[0] = -sim_log(1 - drawn.u[0]);
        drawn.e[1] = -sim_log(1 - drawn.u[1]);
        fate = &drawn;
    }
    c->patience = content->has_patience
                      ? sim_dist_quantile_of(&content->patience, fate->u[0], fate->e[0])
                      : INFINITY;
    if (row != NULL && !isnan(row->patience)) {
        c->patience = row->patience;
    }
    c->u_balk = fate->u[2];
    c->work = 0;
    c->turns_left = 0;
    if (way->type->by_turns) {
        const double turns = ceil(sim_dist_quantile(&content->turns, fate->u[3]));
        c->turns_left = turns < 1 ? 1 : turns < CC_MAX_TURNS ? (uint32_t)turns : CC_MAX_TURNS;
        return;
    }
    c->work = row != NULL && !isnan(row->work)
                  ? row->work
                  : sim_dist_quantile_of(&content->work.dist, fate->u[1], fate->e[1]) *
                        cc_life_table(c, &content->work.factor);
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
static inline void
attempt(cc_center *self, uint32_t id, bool is_first, const cc_fate *fate, const cc_trace_row *row)
{
    cc_contact *c = &self->contact[id];
    const double now = self->now;
    c->again = !is_first;
    c->is_plain = false;
    c->counts = self->observing;
    c->agent = CC_NONE;
    c->group = 0;
    c->answered = c->delayed = c->responded = c->must_explain = false;
    c->leg = c->step = 0;
    c->turn = c->resumed = 0;
    c->node = -1;
    c->day = (uint16_t)self->interval_day;
    c->interval = (uint16_t)self->interval_k;
    c->arrived = now;
    c->waited = c->attention = c->wrap_up = c->delay = c->explain = c->typing = 0;
    const int channel = is_open(self, c, c->wanted) ? c->wanted : choose_other(self, c);
    c->channel = channel < 0 ? c->wanted : (uint8_t)channel;
    c->way = (uint16_t)(c->issue * self->n_channels + c->channel);
    cc_tally_arrives(self, c);
    if (is_first) {
        c->issue_counts = c->counts;
        c->begun_cell = c->tally;
        cc_tally_at(self, c->begun_cell)[CC_N_issues]++;
    } else {
        count_again(self, c);
    }
    cc_tell(self, CC_TALE_GETS_IN_TOUCH, c, c->wanted, 0);
    if (channel < 0) {
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
    const cc_way *way = cc_way_of(self, c);
    draw_contact(self, c, way, fate, row);
    const cc_channel *setup = way->channel;
    if (way->counts_lines) {
        if (self->lines_held[channel] >= setup->lines) {
            cc_life_block(self, id);
            return;
        }
        self->lines_held[channel]++;
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

static inline void
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
    c->alternative = 0;
    c->issue = (uint16_t)issue;
    c->round = c->attempt = 0;
    c->wanted = c->told = 0;
    c->fcr_counts = c->has_line = false;
    c->state = CC_FREE;
    c->day = (uint16_t)self->interval_day;
    c->interval = (uint16_t)self->interval_k;
    draw_issue(self, c, channel);
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

static void
not_resolved(cc_center *self, uint32_t id, sim_block u)
{
    cc_contact *c = &self->contact[id];
    const cc_unresolved *then = &self->scenario->demand.issue[c->issue].unresolved;
    if (!(sim_uniform(u.word[1]) < cc_life_table(c, &then->returns)) || c->round >= MAX_ROUNDS) {
        cc_life_lose(self, id);
        return;
    }
    double x = sim_uniform(u.word[3]) - then->on_same;
    c->wanted = c->channel;
    for (int j = 0; x >= 0 && j < self->n_channels; j++) {
        c->wanted = then->on[j] > 0 ? (uint8_t)j : c->wanted;
        x -= then->on[j];
    }
    const double delay = sim_dist_quantile(&then->delay, sim_uniform(u.word[2]));
    cc_tally_cell(self, c)[CC_N_returns]++;
    cc_tell(self, CC_TALE_WILL_RETURN, c, c->wanted, delay);
    c->round++;
    c->attempt = 0;
    wait_at_home(self, id, CC_RETURNING, delay);
}

/* The contact was handled, by an agent (P(resolved) given) or in automation (known). */
void
cc_life_settle(cc_center *self, uint32_t id, double p_resolved)
{
    cc_contact *c = &self->contact[id];
    double *begun = cc_tally_at(self, c->begun_cell);
    const bool first = isnan(c->handled);
    c->told |= (uint8_t)(1u << c->channel);
    if (first) {
        c->handled = self->now;
        c->fcr_counts =
            c->issue_counts && self->now + self->scenario->run.fcr_window <= self->window.horizon;
        begun[CC_N_handled_first] += c->fcr_counts;
    }
    sim_block u = {{0}};
    if (p_resolved < 1) {
        u = cc_draw(self, CC_DRAW_ROUND, c->owner, c->round, 0);
    }
    if (p_resolved >= 1 || sim_uniform(u.word[0]) < p_resolved) {
        const double elapsed = self->now - c->begun;
        cc_tell(self, CC_TALE_RESOLVED, c, 0, elapsed);
        begun[CC_N_resolved]++;
        begun[CC_N_resolved_first] += first;
        begun[CC_N_resolution_time] += elapsed;
        if (c->issue_counts) {
            sim_histogram_add(&self->record->resolution[c->issue], elapsed);
        }
        cc_life_give_record(self, id);
    } else {
        not_resolved(self, id, u);
    }
}
