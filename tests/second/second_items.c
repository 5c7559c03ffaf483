/* What happens to items beside the agent's one stretch of work: telling, sorting, questions, further
 * posts, and going on as another. */
#include "tests/second/second.h"

#include <math.h>

static const cc_desk *
desk_of(const second *self, const second_contact *c)
{
    return &second_channel(self, c)->desk;
}

static bool
is_item(const second *self, const second_contact *c)
{
    return second_type(self, c)->medium->deferred;
}

double
second_item_time(const second *self, const second_contact *c, double from)
{
    const cc_channel *channel = second_channel(self, c);
    const cc_run *run = &self->scenario->run;
    const cc_opening *lunch = &channel->desk.lunch;
    double sum = second_open_time(run, &channel->hours, from, self->now);
    for (long day = (long)floor(from / CC_DAY); (double)day * CC_DAY <= self->now; day++) {
        const double midnight = (double)day * CC_DAY;
        const double begin = fmax(from, midnight + lunch->open);
        const double end = fmin(self->now, midnight + lunch->close);
        sum -= begin < end ? second_open_time(run, &channel->hours, begin, end) : 0;
    }
    return sum;
}

bool
second_is_misrouted(const second_contact *c)
{
    return c->sorted != c->kind;
}

/* ---- it comes ---- */

/* The kind by which the j-th other queue of the channel is found; NOBODY: there are no more. */
static int
kind_of_other_queue(const second *self, const second_contact *c, int j)
{
    const int n = self->scenario->demand.n_issues;
    const int *queue = self->scenario->center.queue_of;
    bool met[CC_MAX_QUEUES] = {false};
    met[queue[c->kind * self->n_channels + c->channel]] = true;
    for (int kind = 0; kind < n; kind++) {
        const int q = queue[kind * self->n_channels + c->channel];
        if (q < 0 || met[q] || !self->scenario->demand.issue[kind].content[c->channel].is_used) {
            continue;
        }
        met[q] = true;
        if (j-- == 0) {
            return kind;
        }
    }
    return NOBODY;
}

void
second_item_comes(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_desk *desk = desk_of(self, c);
    if (!is_item(self, c)) {
        return;
    }
    if (desk->patience != 1) {
        c->patience *= desk->patience;
        second_count(self, c, NOBODY, CC_N_acknowledged, 1);
        second_tell(self, CC_JOURNAL_ACKNOWLEDGED, c, 0, c->patience);
    }
    if (c->is_elsewhere) { /* a node has handed it on */
        return;
    }
    int n = 0;
    while (kind_of_other_queue(self, c, n) != NOBODY) {
        n++;
    }
    const sim_block u = second_draw_for(self, CC_DRAW_DESK, c, 0);
    if (n > 0 && sim_uniform(u.word[0]) >= desk->accuracy) {
        c->sorted = kind_of_other_queue(self, c, (int)floor(sim_uniform(u.word[1]) * n));
        c->notice = second_value(&desk->notice, u.word[2]);
        second_count(self, c, NOBODY, CC_N_misrouted, 1);
        second_tell(self, CC_JOURNAL_MISROUTED, c, (uint64_t)second_queue_of(self, c), 0);
    }
}

/* ---- further posts ---- */

#define SECOND_OF_GENERATION(name) (((int)((name) >> 48) - 28928) / 8)

/* Looks for the next further post; INFINITY: it brings no more. */
static void
next_further(second *self, second_contact *c)
{
    const cc_content *content = second_content(self, c);
    const int stream = (int)(c->name >> 48);
    const bool is_further = stream >= 28928 && stream < 32768;
    const int generation = is_further ? SECOND_OF_GENERATION(c->name) : 0;
    if (c->n_further >= content->most_further || generation >= content->generations) {
        c->further_at = INFINITY;
        return;
    }
    const sim_block u = second_draw_for(self, CC_DRAW_FURTHER, c, (uint64_t)c->n_further);
    c->further_at -= log(1 - sim_uniform(u.word[0])) * 3600 / content->virality;
    c->further_name = (28928 + 8 * (uint64_t)(generation + 1) + (u.word[1] >> 61)) << 48 |
                      (u.word[1] & 0xffffffffffff);
}

void
second_item_waits(second *self, int id)
{
    second_contact *c = &self->contact[id];
    c->waits_for_further = false;
    if (!is_item(self, c) || second_content(self, c)->virality <= 0 || c->is_answered) {
        return;
    }
    if (c->further_at == 0) {
        next_further(self, c);
    }
    const double due = fmax(c->queued + c->further_at - c->waited, self->now);
    second_cancel(self, OF_CONTACT, id);
    if (due < c->queued + c->patience) {
        c->waits_for_further = true;
        second_schedule(self, due, THEN_ARRIVALS, OF_CONTACT, id);
    } else if (c->patience < INFINITY) {
        second_schedule(self, c->queued + c->patience, THEN_ABANDONMENTS, OF_CONTACT, id);
    }
}

bool
second_item_due(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const uint64_t name = c->further_name;
    if (!c->waits_for_further) {
        return false;
    }
    second_count(self, c, NOBODY, CC_N_further, 1);
    second_tell(self, CC_JOURNAL_FURTHER, c, 0, SECOND_OF_GENERATION(name));
    c->n_further++;
    next_further(self, c);
    second_item_waits(self, id);
    second_rules_wait(self, id);
    second_issue_begins(self, name, c->kind, c->channel, NULL);
    return true;
}

/* ---- at the agent ---- */

void
second_item_begins(second *self, second_contact *c)
{
    const cc_content *content = second_content(self, c);
    if (second_is_misrouted(c)) {
        if (!c->is_read) {
            c->own_work = c->work;
            c->work = c->whole = c->notice;
        }
        c->is_read = true;
    } else if (is_item(self, c) && !c->is_decided) {
        const sim_block u = second_draw_for(self, CC_DRAW_STRETCH, c, c->n_asked);
        c->is_decided = true;
        c->asks = sim_uniform(u.word[0]) < content->asks;
        c->answer_after = second_value(&content->customer.dist, u.word[1]) *
                          second_at_arrival(c, &content->customer.factor);
        c->next_work = second_value(&content->work.dist, u.word[2]) *
                       second_at_arrival(c, &content->work.factor) *
                       second_channel(self, c)->work_factor;
    }
}

/* The contact goes from its agent, whose attention is free. */
static int
goes_from_agent(second *self, second_contact *c)
{
    const int agent = c->agent;
    self->agent[agent].attention = FREE;
    second_leaves(self, c);
    c->agent = NOBODY;
    second_hands_change(self, agent);
    return agent;
}

static void
agent_goes_on(second *self, int agent)
{
    second_has_less(self, agent);
    second_may_pause(self, agent);
    second_looks_for_work(self, agent);
    second_attends(self, agent);
    second_goes_if_done(self, agent);
}

/* To that agent, whoever may take it if nobody waits, or the queue. */
static void
goes_to_queue(second *self, int id, int agent)
{
    second_contact *c = &self->contact[id];
    c->stay++;
    c->queued = self->now;
    if (agent == NOBODY) {
        agent = second_asks(self, id, NOBODY);
    }
    if (agent != NOBODY) {
        second_takes(self, id, agent);
    } else {
        second_waits(self, id, false);
    }
}

static void
is_sent_on(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = goes_from_agent(self, c);
    c->sorted = c->kind;
    c->work = c->whole = c->own_work;
    c->has_begun = c->needs_resume = false;
    second_tell(self, CC_JOURNAL_FORWARDED, c, (uint64_t)agent, 0);
    second_draw_answer(self, c);
    agent_goes_on(self, agent);
    goes_to_queue(self, id, NOBODY);
}

void
second_item_replied(second *self, const second_contact *c, bool is_last)
{
    const int group = second_group_of(self, c);
    const double time = second_item_time(self, c, c->arrived) - c->paused;
    if (!is_item(self, c)) {
        return;
    }
    if (c->n_asked == 0) {
        second_count(self, c, group, CC_N_reply_first, time);
        second_count(self, c, group, CC_N_replied_first, 1);
        second_count_reply(self, c);
    } else {
        second_count(self, c, group, CC_N_reply_next,
                     second_item_time(self, c, c->customer_answered));
        second_count(self, c, group, CC_N_replied_next, 1);
    }
    second_count(self, c, group, CC_N_reply_full, is_last ? time : 0);
    second_count(self, c, group, CC_N_replied_full, is_last);
}

bool
second_item_stretch_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (!is_item(self, c) || c->stage != OWN_WORK) {
        return false;
    }
    if (second_is_misrouted(c)) {
        is_sent_on(self, id);
        return true;
    }
    if (!c->asks) {
        return false;
    }
    second_item_replied(self, c, false);
    second_count_response(self, c);
    second_tell(self, CC_JOURNAL_ASKS, c, (uint64_t)c->agent, c->answer_after);
    c->asked_by = c->agent;
    c->asked_shift = self->agent[c->agent].shift;
    c->asked = self->now;
    c->n_asked++;
    c->is_decided = c->asks = false;
    const int agent = goes_from_agent(self, c);
    second_enters(self, c, OWES_ANSWER);
    second_schedule(self, self->now + c->answer_after, THEN_COMPLETIONS, OF_CONTACT, id);
    agent_goes_on(self, agent);
    return true;
}

void
second_item_answered(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_tell(self, CC_JOURNAL_ANSWERS, c, 0, 0);
    second_leaves(self, c);
    c->paused += second_item_time(self, c, c->asked);
    c->customer_answered = self->now;
    c->work = c->whole = c->next_work;
    c->patience = INFINITY;
    const bool is_same = desk_of(self, c)->answers_to_agent &&
                         self->agent[c->asked_by].shift == c->asked_shift &&
                         second_may_take(self, c, c->asked_by);
    goes_to_queue(self, id, is_same ? c->asked_by : NOBODY);
}

/* ---- it goes on as another ---- */

bool
second_item_raises(const second *self, const second_contact *c, double p)
{
    const sim_block u = second_draw_for(self, CC_DRAW_DESK, c, 1);
    return second_attempt(c) < CC_MAX_REDIALS && sim_uniform(u.word[0]) < p;
}

void
second_item_goes_on(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int to = desk_of(self, c)->raises;
    c->agent = NOBODY;
    second_count(self, c, NOBODY, CC_N_raised, 1);
    second_tell(self, CC_JOURNAL_RAISED, c, self->scenario->channel[to].id, 0);
    c->told |= UINT64_C(1) << c->channel | UINT64_C(1) << to;
    c->came_by = c->came_by != NOBODY ? c->came_by : c->channel;
    c->attempt = second_attempt(c) + 1;
    c->round = second_round(c);
    c->has_further = false;
    second_goes_on_as(self, id, to);
}
