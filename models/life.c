/* The life of a contact: the one place where its state changes. From the top: it arrives, meets
 * automation, waits, is taken, has an agent's attention for one or many stretches, ends; and
 * what the customer does then. */
#include "models/center_state.h"

#include "models/hours.h"
#include "models/node.h"
#include <limits.h>
#include <math.h>

#define MAX_ROUNDS 60000
#define MAX_ATTEMPTS 60000

static void attempt(cc_center *self, uint32_t id);
static void enter_node_or_queue(cc_center *self, uint32_t id, int node);
static void attend(cc_center *self, uint32_t a);

static const cc_content *
content_of(const cc_center *self, const cc_contact *c)
{
    return &self->scenario->demand.issue[c->issue].content[c->channel];
}

static bool
is_deferred(const cc_contact *c)
{
    return cc_channel_types[c->channel]->deferred;
}

static uint64_t
ordinal(const cc_contact *c)
{
    return cc_ordinal(c->round, c->attempt);
}

static double
table_now(const cc_contact *c, const cc_table *table)
{
    return cc_table_at(table, c->day, c->interval);
}

/* Leaves one state for another: time and entries of each state are counted here only. */
static void
enter(cc_center *self, cc_contact *c, cc_state state)
{
    if (c->state != CC_FREE) {
        cc_tally_time(self, c, CC_N_time_automation + c->state - CC_AUTOMATION, c->since,
                      self->now);
    }
    if (!is_deferred(c)) {
        self->n_pending -= c->state == CC_AUTOMATION || c->state == CC_WAITING;
        self->n_pending += state == CC_AUTOMATION || state == CC_WAITING;
    }
    c->state = (uint8_t)state;
    c->since = self->now;
}

/* The entry is counted once it is known who has the contact. */
static void
arrive_in(cc_center *self, cc_contact *c, cc_state state)
{
    enter(self, c, state);
    cc_tally_into(self, c, CC_N_into_automation + (int)state - CC_AUTOMATION);
}

/* ---- records ---- */

static uint32_t
take_record(cc_center *self)
{
    uint32_t id = self->free_contact;
    if (id != CC_NONE) {
        self->free_contact = self->contact[id].next;
    } else if (self->n_fresh < self->n_contacts || cc_center_grow(self)) {
        id = self->n_fresh++;
    } else {
        return CC_NONE;
    }
    self->n_open++;
    return id;
}

static void
give_record(cc_center *self, uint32_t id)
{
    enter(self, &self->contact[id], CC_FREE);
    self->contact[id].next = self->free_contact;
    self->free_contact = id;
    self->n_open--;
}

static void
release_line(cc_center *self, cc_contact *c)
{
    if (c->has_line) {
        c->has_line = false;
        self->lines_held[c->channel]--;
        cc_tally_time(self, c, CC_N_time_line, c->line_since, self->now);
    }
}

/* ---- what the customer does next ---- */

static void
lose(cc_center *self, uint32_t id)
{
    cc_tell(self, CC_TALE_LOST, &self->contact[id], 0, 0);
    cc_tally_at(self, self->contact[id].begun_cell)[CC_N_lost]++;
    give_record(self, id);
}

/* Delays of customers run in the opening hours of the run: nobody calls a closed house. */
static void
wait_at_home(cc_center *self, uint32_t id, cc_state state, double delay)
{
    const cc_run *run = &self->scenario->run;
    cc_contact *c = &self->contact[id];
    c->agent = CC_NONE;
    arrive_in(self, c, state);
    sim_timer_set(&self->calendar, id, cc_hours_after(run, run->open, run->close, self->now, delay),
                  SIM_PRIORITY_ARRIVAL);
}

static void
give_up(cc_center *self, uint32_t id, const cc_by_number *probability)
{
    cc_contact *c = &self->contact[id];
    const cc_redial *redial = &self->scenario->demand.issue[c->issue].redial;
    const double p = cc_by_number_at(probability, c->attempt);
    if (p > 0 && c->attempt < redial->maximum && c->attempt < MAX_ATTEMPTS) {
        const sim_block u = cc_draw(self, CC_DRAW_GIVE_UP, c->owner, ordinal(c), 0);
        if (sim_uniform(u.word[0]) < p) {
            const double delay = sim_dist_quantile(&redial->delay, sim_uniform(u.word[1]));
            cc_tally_cell(self, c)[CC_N_redials]++;
            cc_tell(self, CC_TALE_WILL_REDIAL, c, 0, delay);
            c->attempt++;
            wait_at_home(self, id, CC_REDIALLING, delay);
            return;
        }
    }
    lose(self, id);
}

static void
not_resolved(cc_center *self, uint32_t id, sim_block u)
{
    cc_contact *c = &self->contact[id];
    const cc_unresolved *then = &self->scenario->demand.issue[c->issue].unresolved;
    if (!(sim_uniform(u.word[1]) < table_now(c, &then->returns)) || c->round >= MAX_ROUNDS) {
        lose(self, id);
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
static void
settle(cc_center *self, uint32_t id, double p_resolved)
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
        give_record(self, id);
    } else {
        not_resolved(self, id, u);
    }
}

/* ---- queue ---- */

static cc_line *
line_of(cc_center *self, const cc_contact *c)
{
    return &self->line[c->queue * self->n_channels + c->channel];
}

static void
push(cc_center *self, uint32_t id, bool at_head)
{
    cc_contact *c = &self->contact[id];
    cc_line *line = line_of(self, c);
    const uint32_t other = at_head ? line->first : line->last;
    c->next = at_head ? other : CC_NONE;
    c->prev = at_head ? CC_NONE : other;
    if (other == CC_NONE) {
        line->first = line->last = id;
    } else if (at_head) {
        self->contact[other].prev = id;
        line->first = id;
    } else {
        self->contact[other].next = id;
        line->last = id;
    }
    line->n++;
}

static void
unlink_from_line(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    cc_line *line = line_of(self, c);
    if (c->prev == CC_NONE) {
        line->first = c->next;
    } else {
        self->contact[c->prev].next = c->next;
    }
    if (c->next == CC_NONE) {
        line->last = c->prev;
    } else {
        self->contact[c->next].prev = c->prev;
    }
    line->n--;
}

/* Ends a stay in the queue, for whatever reason. */
static void
leave_queue(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    sim_timer_clear(&self->calendar, id);
    unlink_from_line(self, id);
    c->waited += self->now - c->queued;
}

static void
abandon(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    leave_queue(self, id);
    cc_tell(self, CC_TALE_ABANDONS, c, 0, c->waited);
    if (c->answered) { /* requeued work: it had been answered */
        cc_tally_cell(self, c)[CC_N_cut_off]++;
    } else {
        cc_tally_abandoned(self, c);
    }
    release_line(self, c);
    give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
}

static void
balk(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_redial *redial = &self->scenario->demand.issue[c->issue].redial;
    cc_tell(self, CC_TALE_BALKS, c, 0, line_of(self, c)->n);
    release_line(self, c);
    if (self->scenario->demand.balking_is_abandonment) {
        cc_tally_abandoned(self, c);
        give_up(self, id, &redial->after_abandon);
        return;
    }
    double *count = cc_tally_cell(self, c);
    count[CC_N_contacts]++;
    count[CC_N_offered]++;
    count[CC_N_delayed]++;
    count[CC_N_balked]++;
    give_up(self, id, &redial->after_balk);
}

static void
wait_in_queue(cc_center *self, uint32_t id, bool at_head)
{
    cc_contact *c = &self->contact[id];
    c->queued = self->now;
    c->order = self->order++;
    cc_tell(self, CC_TALE_WAITS, c, 0, line_of(self, c)->n);
    push(self, id, at_head);
    arrive_in(self, c, CC_WAITING);
    if (c->patience < INFINITY) {
        sim_timer_set(&self->calendar, id, self->now + c->patience, SIM_PRIORITY_ABANDON);
    }
}

/* ---- agent's attention ---- */

/* Reference seconds that this agent does in one second. */
static double
pace_of(const cc_center *self, const cc_contact *c)
{
    const cc_group *group = self->crew[self->agent[c->agent].group].group;
    return cc_table_at(&group->speed[c->channel], (size_t)self->interval_day, self->interval_k) *
           group->pace[c->issue];
}

static void
start_turn(cc_center *self, cc_contact *c)
{
    const cc_content *content = content_of(self, c);
    const sim_block u = cc_draw(self, CC_DRAW_TURN, c->owner, ordinal(c), c->turn++);
    c->work = sim_dist_quantile(&content->work.dist, sim_uniform(u.word[0])) *
              table_now(c, &content->work.factor) *
              self->scenario->center.channel[c->channel].work_factor;
    c->typing = sim_dist_quantile(&content->customer.dist, sim_uniform(u.word[1])) *
                table_now(c, &content->customer.factor);
    c->full_work = c->work;
}

static void
work_on(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    if (c->explain > 0) {
        c->work += c->explain;
        c->full_work += c->explain;
        c->explain = 0;
    }
    c->pace = pace_of(self, c);
    const double time = c->work / c->pace;
    cc_agent_attend(self, a, CC_PHASE_WORK, id);
    arrive_in(self, c, CC_WORKING);
    cc_tell(self, CC_TALE_TALKS, c, a, time);
    sim_calendar_set(&self->calendar, CC_SLOT_AGENT(self, a), self->now + time,
                     SIM_PRIORITY_COMPLETION);
}

static void
type(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_agent *agent = &self->agent[c->agent];
    c->next = agent->open;
    c->prev = CC_NONE;
    if (agent->open != CC_NONE) {
        self->contact[agent->open].prev = id;
    }
    agent->open = id;
    arrive_in(self, c, CC_TYPING);
    cc_tell(self, CC_TALE_TYPES, c, 0, c->typing);
    sim_timer_set(&self->calendar, id, self->now + c->typing, SIM_PRIORITY_COMPLETION);
}

static void
untype(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    if (c->prev == CC_NONE) {
        self->agent[c->agent].open = c->next;
    } else {
        self->contact[c->prev].next = c->next;
    }
    if (c->next != CC_NONE) {
        self->contact[c->next].prev = c->prev;
    }
}

static void
make_ready(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_agent *agent = &self->agent[c->agent];
    c->next = CC_NONE;
    if (agent->ready == CC_NONE) {
        agent->ready = id;
    } else {
        self->contact[agent->ready_last].next = id;
    }
    agent->ready_last = id;
    arrive_in(self, c, CC_READY);
}

/* The wait ends: somebody speaks. */
static void
answered(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    c->answered = true;
    cc_tally_answered(self, c);
}

/* The agent begins with a conversation, or goes on with it. */
static void
begin(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (!cc_channel_types[c->channel]->by_turns || c->turn > 0) {
        work_on(self, id);
        return;
    }
    start_turn(self, c);
    if (content_of(self, c)->customer_first) {
        type(self, id);
    } else {
        work_on(self, id);
    }
}

/* Attention turns to a contact that the agent has. */
static void
give_attention(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    if (c->delay > 0) {
        cc_agent_attend(self, c->agent, CC_PHASE_ANSWER, id);
        arrive_in(self, c, CC_ANSWERING);
        sim_calendar_set(&self->calendar, CC_SLOT_AGENT(self, c->agent), self->now + c->delay,
                         SIM_PRIORITY_COMPLETION);
        return;
    }
    begin(self, id);
    if (self->agent[c->agent].phase == CC_PHASE_NONE) {
        attend(self, c->agent); /* the customer types first: there may be other work */
    }
}

/* Finding one's way back into interrupted work takes the agent a time. */
static void
take_up_again(cc_center *self, cc_contact *c)
{
    const sim_dist *resume = &self->scenario->center.channel[c->channel].resume;
    if (!sim_dist_is_zero(resume)) {
        const sim_block u = cc_draw(self, CC_DRAW_RESUME, c->owner, ordinal(c), c->resumed++);
        c->explain += sim_dist_quantile(resume, sim_uniform(u.word[0]));
    }
}

static void
attend(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    if (agent->phase != CC_PHASE_NONE) {
        return;
    }
    if (agent->ready != CC_NONE) {
        const uint32_t id = agent->ready;
        agent->ready = self->contact[id].next;
        give_attention(self, id);
    } else if (agent->held != CC_NONE) {
        const uint32_t id = agent->held;
        cc_contact *c = &self->contact[id];
        agent->held = c->next;
        take_up_again(self, c);
        work_on(self, id);
    }
}

/* Takes the attention off a contact whose work is not done; keeps what is left of it. */
static void
withdraw(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    const double due = sim_calendar_time(&self->calendar, CC_SLOT_AGENT(self, a));
    sim_calendar_clear(&self->calendar, CC_SLOT_AGENT(self, a));
    if (self->agent[a].phase == CC_PHASE_WORK) {
        c->attention += self->now - c->since;
        c->work = self->scenario->center.channel[c->channel].interrupted.restart
                      ? c->full_work
                      : (due - self->now) * c->pace;
    }
    cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
}

static double
fresh_patience(cc_center *self, cc_contact *c)
{
    const cc_content *content = content_of(self, c);
    if (!content->has_patience) {
        return INFINITY;
    }
    const sim_block u = cc_draw(self, CC_DRAW_LEG, c->owner, ordinal(c), c->leg);
    return sim_dist_quantile(&content->patience, sim_uniform(u.word[0]));
}

/* Work that nobody has attention for now goes where its channel says. The contact is off every
 * list; its agent's hands still count it. */
static void
interrupt(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    const cc_interrupted *rule = &self->scenario->center.channel[c->channel].interrupted;
    cc_tally_cell(self, c)[CC_N_interrupted]++;
    cc_tell(self, CC_TALE_INTERRUPTED, c, a, c->work);
    if (rule->then == CC_KEEP) {
        c->next = self->agent[a].held;
        self->agent[a].held = id;
        arrive_in(self, c, CC_HELD);
        return;
    }
    if (rule->then == CC_LOST) {
        cc_tally_cell(self, c)[CC_N_cut_off]++;
        cc_tell(self, CC_TALE_CUT_OFF, c, a, 0);
        enter(self, c, CC_FREE);
        release_line(self, c);
        cc_agent_give(self, a, c->channel);
        c->agent = CC_NONE;
        give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
        return;
    }
    cc_tally_cell(self, c)[CC_N_requeued]++;
    cc_tell(self, CC_TALE_REQUEUED, c, a, c->work);
    enter(self, c, CC_FREE);
    cc_agent_give(self, a, c->channel);
    c->agent = CC_NONE;
    c->leg++;
    c->patience = rule->patience == CC_NONE        ? INFINITY
                  : rule->patience == CC_REMAINING ? fmax(c->patience - c->waited, 0)
                                                   : fresh_patience(self, c);
    const uint32_t other = cc_route_to_agent(self, c);
    if (other != CC_NONE && other != a && line_of(self, c)->n == 0) {
        cc_life_assign(self, id, other);
    } else {
        wait_in_queue(self, id, rule->then == CC_REQUEUE_HEAD);
    }
}

/* ---- taken by an agent ---- */

/* Is the story told before not known here, and has to be told again? */
static bool
story_is_lost(const cc_center *self, const cc_contact *c)
{
    switch (self->scenario->center.history) {
    case CC_HISTORY_NONE:
        return c->told != 0 || c->must_explain;
    case CC_HISTORY_CHANNEL:
        return (c->told != 0 && !(c->told >> c->channel & 1)) || c->must_explain;
    case CC_HISTORY_CENTER:
        break;
    }
    return c->must_explain;
}

static void
draw_answer(cc_center *self, cc_contact *c)
{
    const cc_channel *channel = &self->scenario->center.channel[c->channel];
    const cc_node *node = c->node >= 0 ? &self->scenario->center.node[c->node] : NULL;
    c->must_explain = story_is_lost(self, c);
    const bool hand_over = node != NULL && !sim_dist_is_zero(&node->hand_over);
    if (sim_dist_is_zero(&channel->answer_delay) && sim_dist_is_zero(&channel->wrap_up) &&
        !hand_over && !c->must_explain) {
        return;
    }
    const sim_block u = cc_draw(self, CC_DRAW_ANSWER, c->owner, ordinal(c), 0);
    c->delay = sim_dist_quantile(&channel->answer_delay, sim_uniform(u.word[0]));
    c->wrap_up = sim_dist_quantile(&channel->wrap_up, sim_uniform(u.word[1]));
    c->explain = hand_over ? sim_dist_quantile(&node->hand_over, sim_uniform(u.word[2])) : 0;
    if (c->must_explain) {
        c->explain += sim_dist_quantile(&self->scenario->demand.explain, sim_uniform(u.word[3]));
    }
    if (channel->interruptible) { /* then it is one stretch of work, and so is interruptible */
        c->explain += c->wrap_up;
        c->wrap_up = 0;
    }
}

void
cc_life_assign(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    cc_agent *agent = &self->agent[a];
    cc_tell(self, CC_TALE_TAKEN, c, a, c->waited);
    enter(self, c, CC_FREE);
    cc_agent_take(self, a, c->channel);
    c->agent = a;
    if (!c->answered) {
        draw_answer(self, c);
        if (c->delay == 0) {
            answered(self, id);
        }
    }
    /* A call goes before what it may interrupt. */
    uint32_t victim = CC_NONE;
    if (agent->phase == CC_PHASE_WORK && cc_channel_types[c->channel]->interrupts &&
        self->scenario->center.channel[self->contact[agent->contact].channel].interruptible) {
        victim = agent->contact;
        withdraw(self, victim);
    }
    if (agent->phase == CC_PHASE_NONE) {
        give_attention(self, id);
    } else {
        make_ready(self, id);
    }
    if (victim != CC_NONE) {
        interrupt(self, victim);
    }
}

void
cc_life_seek(cc_center *self, uint32_t a)
{
    while (!self->agent[a].leaving && self->agent[a].on_duty) {
        const uint32_t id = cc_route_to_contact(self, a);
        if (id == CC_NONE) {
            break;
        }
        leave_queue(self, id);
        cc_life_assign(self, id, a);
    }
}

/* The agent's hands have become emptier. */
static void
free_agent(cc_center *self, uint32_t a)
{
    cc_life_seek(self, a);
    attend(self, a);
    if (self->agent[a].leaving && self->agent[a].hands == 0) {
        cc_agent_go(self, a);
    }
}

/* The last stretch of work is done. */
static void
end_contact(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    cc_agent *agent = &self->agent[a];
    const cc_content *content = content_of(self, c);
    double *count = cc_tally_cell(self, c);
    cc_tell(self, CC_TALE_ENDS, c, a, c->attention);
    count[CC_N_ended]++;
    count[CC_N_talk] += c->attention;
    count[CC_N_wrap_up] += c->wrap_up;
    count[CC_N_sojourn] += self->now - c->arrived;
    count[CC_N_wait_total] += c->waited;
    count[CC_N_explained] += c->must_explain;
    cc_tally_reply(self, c);
    release_line(self, c);

    const int channel = c->channel;
    const double wrap_up = c->wrap_up;
    agent->wrap_issue = c->issue;
    agent->wrap_again = c->again;
    agent->wrap_channel = c->channel;
    enter(self, c, CC_FREE);
    if (wrap_up > 0) {
        c->state = CC_WRAP_UP;
        cc_tally_into(self, c, CC_N_into_wrap_up);
        c->state = CC_FREE;
        cc_agent_attend(self, a, CC_PHASE_WRAP, CC_NONE);
        agent->wrap_since = self->now;
        sim_calendar_set(&self->calendar, CC_SLOT_AGENT(self, a), self->now + wrap_up,
                         SIM_PRIORITY_COMPLETION);
    } else {
        cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
        cc_agent_give(self, a, channel);
    }
    const double p = table_now(c, &content->resolution) +
                     (c->must_explain ? self->scenario->demand.explain_resolution : 0);
    settle(self, id, p);
    if (wrap_up <= 0) {
        free_agent(self, a);
    }
}

static void
stretch_ends(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    const bool by_turns = cc_channel_types[c->channel]->by_turns;
    c->attention += self->now - c->since;
    c->work = 0;
    if (!c->responded) {
        double *count = cc_tally_cell(self, c);
        c->responded = true;
        count[CC_N_first_response] += self->now - c->arrived;
        count[CC_N_responded]++;
    }
    if (!by_turns || --c->turns_left == 0) {
        end_contact(self, id, a);
        return;
    }
    cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
    if (content_of(self, c)->customer_first) {
        start_turn(self, c);
    }
    type(self, id);
    attend(self, a);
}

void
cc_life_attention_ends(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    const uint32_t id = agent->contact;
    switch ((cc_phase)agent->phase) {
    case CC_PHASE_ANSWER:
        self->contact[id].waited += self->contact[id].delay;
        self->contact[id].delay = 0;
        answered(self, id);
        cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
        give_attention(self, id);
        break;
    case CC_PHASE_WORK:
        stretch_ends(self, id, a);
        break;
    case CC_PHASE_WRAP:
        cc_tally_span(self, agent->wrap_issue, agent->wrap_channel, agent->wrap_again, agent->group,
                      CC_N_time_wrap_up, agent->wrap_since, self->now);
        cc_agent_attend(self, a, CC_PHASE_NONE, CC_NONE);
        cc_agent_give(self, a, agent->wrap_channel);
        free_agent(self, a);
        break;
    case CC_PHASE_NONE:
        self->error = SIM_ERR_BUG;
        break;
    }
}

void
cc_life_interrupt_all(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    const cc_channel *channel = self->scenario->center.channel;
    /* what has the attention; wrap-up is always finished */
    if (agent->contact != CC_NONE &&
        channel[self->contact[agent->contact].channel].interrupted.then != CC_KEEP) {
        const uint32_t id = agent->contact;
        withdraw(self, id);
        interrupt(self, id);
    }
    /* what waits for it */
    uint32_t id = agent->ready;
    agent->ready = CC_NONE;
    while (id != CC_NONE) {
        const uint32_t next = self->contact[id].next;
        if (channel[self->contact[id].channel].interrupted.then == CC_KEEP) {
            make_ready(self, id);
        } else {
            interrupt(self, id);
        }
        id = next;
    }
    /* what was interrupted before */
    id = agent->held;
    agent->held = CC_NONE;
    while (id != CC_NONE) {
        const uint32_t next = self->contact[id].next;
        interrupt(self, id);
        id = next;
    }
    /* conversations in which the customer is typing */
    id = agent->open;
    while (id != CC_NONE) {
        const uint32_t next = self->contact[id].next;
        if (channel[self->contact[id].channel].interrupted.then != CC_KEEP) {
            untype(self, id);
            sim_timer_clear(&self->calendar, id);
            if (!content_of(self, &self->contact[id])->customer_first) {
                start_turn(self, &self->contact[id]); /* the reply comes while it is requeued */
            }
            interrupt(self, id);
        }
        id = next;
    }
    free_agent(self, a);
}

/* ---- the beginning ---- */

static void
enter_queue(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    c->queue = (uint16_t)self->scenario->center.queue_of[c->issue * CC_MAX_CHANNELS + c->channel];
    const uint32_t n = line_of(self, c)->n;
    const uint32_t a = n == 0 ? cc_route_to_agent(self, c) : CC_NONE;
    if (a != CC_NONE) {
        cc_life_assign(self, id, a);
        return;
    }
    c->delayed = true;
    const double p = cc_by_number_at(&self->scenario->demand.issue[c->issue].balking, n);
    if (p > 0 && c->u_balk < p) {
        balk(self, id);
    } else {
        wait_in_queue(self, id, false);
    }
}

static void
block(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    double *count = cc_tally_cell(self, c);
    count[CC_N_contacts]++;
    count[CC_N_offered]++;
    count[CC_N_blocked]++;
    cc_tell(self, CC_TALE_BLOCKED, c, 0, 0);
    release_line(self, c);
    give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_block);
}

static void
node_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const int at = c->node;
    const cc_node *node = &self->scenario->center.node[at];
    self->node_used[at]--;
    enter(self, c, CC_FREE);
    if (node->type->contains(node, c->issue, c->day, c->interval, c->u_contained)) {
        double *count = cc_tally_cell(self, c);
        const bool solved = c->u_solved < table_now(c, &node->solved);
        count[CC_N_contacts]++;
        count[CC_N_contained]++;
        cc_tell(self, CC_TALE_CONTAINED, c, (uint64_t)at, solved);
        release_line(self, c);
        c->contained_at = self->now;
        c->contained_cell = cc_tally_index(self, c);
        settle(self, id, solved ? 1 : 0);
        return;
    }
    c->must_explain |= !node->keeps_context;
    cc_tell(self, CC_TALE_HANDED_OVER, c, (uint64_t)at, 0);
    if (node->then < 0) {
        cc_tally_cell(self, c)[CC_N_handed_over]++;
    }
    enter_node_or_queue(self, id, node->then);
}

static void
enter_node_or_queue(cc_center *self, uint32_t id, int at)
{
    cc_contact *c = &self->contact[id];
    while (at >= 0) {
        const cc_node *node = &self->scenario->center.node[at];
        if (self->node_used[at] < node->capacity) {
            const sim_block u = cc_draw(self, CC_DRAW_NODE, c->owner, ordinal(c), c->step++);
            const double time = sim_dist_quantile(&node->time, sim_uniform(u.word[0]));
            c->u_contained = sim_uniform(u.word[1]);
            c->u_solved = sim_uniform(u.word[2]);
            c->node = (int16_t)at;
            self->node_used[at]++;
            cc_tally_cell(self, c)[CC_N_in_automation]++;
            arrive_in(self, c, CC_AUTOMATION);
            cc_tell(self, CC_TALE_MEETS_ASSISTANT, c, (uint64_t)at, time);
            sim_timer_set(&self->calendar, id, self->now + time, SIM_PRIORITY_COMPLETION);
            return;
        }
        if (node->when_full == CC_FULL_BLOCK) {
            block(self, id);
            return;
        }
        at = node->then;
    }
    enter_queue(self, id);
}

/* The channel that this contact uses: the one wanted, or the first other that the center has
 * and the customer takes instead; -1: none. */
static int
choose_channel(const cc_center *self, const cc_contact *c)
{
    const cc_scenario *s = self->scenario;
    const cc_channel *channel = s->center.channel;
    for (int j = -1; j < s->demand.n_not_offered[c->wanted]; j++) {
        const int k = j < 0 ? c->wanted : s->demand.not_offered[c->wanted][j].channel;
        const bool open = channel[k].offered &&
                          s->center.queue_of[c->issue * CC_MAX_CHANNELS + k] >= 0 &&
                          (cc_channel_types[k]->deferred || !channel[k].has_hours ||
                           cc_hours_open_at(&s->run, channel[k].open, channel[k].close, self->now));
        if (!open) {
            continue;
        }
        const bool takes =
            j < 0 ||
            c->alternative < table_now(c, &s->demand.not_offered[c->wanted][j].probability);
        return takes ? k : -1;
    }
    return -1;
}

/* What the customer brings to this contact: made by name, whatever the center does. */
static void
draw_contact(cc_center *self, cc_contact *c)
{
    const cc_content *content = content_of(self, c);
    const sim_block u = cc_draw(self, CC_DRAW_CONTACT, c->owner, ordinal(c), 0);
    c->patience = content->has_patience
                      ? sim_dist_quantile(&content->patience, sim_uniform(u.word[0]))
                      : INFINITY;
    if (!isnan(c->given_patience) && !c->again) {
        c->patience = c->given_patience;
    }
    c->u_balk = sim_uniform(u.word[2]);
    c->work = 0;
    if (cc_channel_types[c->channel]->by_turns) {
        const double turns = ceil(sim_dist_quantile(&content->turns, sim_uniform(u.word[3])));
        c->turns_left = turns < 1 ? 1 : turns < 1e9 ? (uint32_t)turns : 1000000000;
        return;
    }
    c->work = !isnan(c->given_work) && !c->again
                  ? c->given_work
                  : sim_dist_quantile(&content->work.dist, sim_uniform(u.word[1])) *
                        table_now(c, &content->work.factor);
    c->work *= self->scenario->center.channel[c->channel].work_factor;
    c->full_work = c->work;
    c->turns_left = 0;
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

static void
attempt(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const double now = self->now;
    if (c->state != CC_FREE) {
        enter(self, c, CC_FREE); /* from home */
    }
    c->again = c->round > 0 || c->attempt > 0;
    c->arrived = now;
    c->day = (uint16_t)self->interval_day;
    c->interval = (uint16_t)self->interval_k;
    c->slice = self->slice;
    c->counts = self->observing;
    c->answered = c->delayed = c->responded = c->must_explain = false;
    c->agent = CC_NONE;
    c->node = -1;
    c->leg = c->step = 0;
    c->turn = c->resumed = 0;
    c->waited = c->attention = c->wrap_up = c->delay = c->explain = c->typing = 0;
    const int channel = choose_channel(self, c);
    c->channel = channel < 0 ? c->wanted : (uint8_t)channel;
    if (!c->again) {
        c->issue_counts = c->counts;
        c->begun_cell = cc_tally_index(self, c);
        cc_tally_at(self, c->begun_cell)[CC_N_issues]++;
    } else {
        count_again(self, c);
    }
    cc_tell(self, CC_TALE_GETS_IN_TOUCH, c, c->wanted, 0);
    if (channel < 0) {
        cc_tally_cell(self, c)[CC_N_closed]++;
        cc_tell(self, CC_TALE_FINDS_IT_CLOSED, c, 0, 0);
        lose(self, id);
        return;
    }
    cc_tally_at(self, c->begun_cell)[CC_N_issue_contacts]++;
    draw_contact(self, c);
    const cc_channel *setup = &self->scenario->center.channel[channel];
    if (cc_channel_types[channel]->holds_line || setup->lines < INT_MAX) {
        if (self->lines_held[channel] >= setup->lines) {
            block(self, id);
            return;
        }
        self->lines_held[channel]++;
        c->has_line = true;
        c->line_since = now;
    }
    enter_node_or_queue(self, id, setup->entry);
}

/* The channel wanted first; its uniform also says who takes another channel instead. */
static void
draw_issue(cc_center *self, cc_contact *c, int channel)
{
    const cc_demand *demand = &self->scenario->demand;
    const cc_issue *issue = &demand->issue[c->issue];
    int sure = channel;
    for (int j = 0; sure < 0 && j < self->n_channels; j++) {
        sure = table_now(c, &issue->wants[j]) >= 1 ? j : -1;
    }
    c->alternative = 0;
    if (sure >= 0 && demand->n_not_offered[sure] == 0) {
        c->wanted = (uint8_t)sure;
        return;
    }
    const sim_block u = cc_draw(self, CC_DRAW_ISSUE, c->owner, 0, 0);
    double x = sim_uniform(u.word[0]);
    c->alternative = sim_uniform(u.word[1]);
    for (int j = 0; sure < 0 && j < self->n_channels; j++) {
        const double p = table_now(c, &issue->wants[j]);
        c->wanted = p > 0 ? (uint8_t)j : c->wanted;
        x -= p;
        if (x < 0) {
            break;
        }
    }
    c->wanted = sure >= 0 ? (uint8_t)sure : c->wanted;
}

void
cc_life_begin(cc_center *self, uint64_t owner, int issue, int channel, double work, double patience)
{
    const uint32_t id = take_record(self);
    if (id == CC_NONE) {
        return;
    }
    cc_contact *c = &self->contact[id];
    c->owner = owner;
    c->begun = self->now;
    c->handled = c->contained_at = NAN;
    c->given_work = work;
    c->given_patience = patience;
    c->issue = (uint16_t)issue;
    c->round = c->attempt = 0;
    c->wanted = c->told = 0;
    c->fcr_counts = c->has_line = false;
    c->state = CC_FREE;
    c->agent = CC_NONE;
    c->day = (uint16_t)self->interval_day;
    c->interval = (uint16_t)self->interval_k;
    draw_issue(self, c, channel);
    attempt(self, id);
}

/* The one pending event of a contact has come: the state says which. */
void
cc_life_timer(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    switch ((cc_state)c->state) {
    case CC_AUTOMATION:
        node_ends(self, id);
        break;
    case CC_WAITING:
        abandon(self, id);
        break;
    case CC_TYPING:
        untype(self, id);
        cc_tell(self, CC_TALE_REPLIED, c, 0, 0);
        if (content_of(self, c)->customer_first) {
            make_ready(self, id);
        } else {
            start_turn(self, c);
            make_ready(self, id);
        }
        attend(self, c->agent);
        break;
    case CC_REDIALLING:
    case CC_RETURNING:
        attempt(self, id);
        break;
    default:
        self->error = SIM_ERR_BUG;
    }
}

/* ---- closing time and the end ---- */

void
cc_life_close(cc_center *self)
{
    for (int l = 0; l < self->n_lines; l++) {
        uint32_t id = self->line[l].first;
        while (id != CC_NONE) {
            cc_contact *c = &self->contact[id];
            const uint32_t next = c->next;
            if (!is_deferred(c)) {
                leave_queue(self, id);
                double *count = cc_tally_cell(self, c);
                if (!c->answered) {
                    count[CC_N_contacts]++;
                    count[CC_N_offered]++;
                    count[CC_N_delayed] += c->delayed;
                }
                count[CC_N_closed]++;
                cc_tell(self, CC_TALE_DROPPED, c, 0, c->waited);
                release_line(self, c);
                give_up(self, id, &self->scenario->demand.issue[c->issue].redial.after_abandon);
            }
            id = next;
        }
    }
}

void
cc_life_finish(cc_center *self)
{
    for (uint32_t id = 0; id < self->n_fresh; id++) {
        cc_contact *c = &self->contact[id];
        if (c->state == CC_FREE) {
            continue;
        }
        release_line(self, c);
        const bool at_home = c->state == CC_REDIALLING || c->state == CC_RETURNING;
        double *count = cc_tally_cell(self, c);
        if (!at_home) {
            count[CC_N_unfinished]++;
            if (!c->answered) {
                count[CC_N_contacts]++;
                if (c->state != CC_AUTOMATION) {
                    count[CC_N_offered]++;
                    count[CC_N_delayed] += c->delayed;
                    count[CC_N_wait_censored] +=
                        c->waited + (c->state == CC_WAITING ? self->now - c->queued : 0);
                }
            }
        }
        enter(self, c, CC_FREE);
    }
    for (uint32_t a = 0; a < self->n_agents; a++) {
        const cc_agent *agent = &self->agent[a];
        if (agent->phase == CC_PHASE_WRAP) {
            cc_tally_span(self, agent->wrap_issue, agent->wrap_channel, agent->wrap_again,
                          agent->group, CC_N_time_wrap_up, agent->wrap_since, self->now);
        }
    }
}
