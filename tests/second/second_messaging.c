/* Conversations that fall silent, go dormant, wake and are closed; how many an agent keeps, and how
 * many a queue lets in. */
#include "tests/second/second.h"

#include <limits.h>
#include <math.h>

static const cc_silence *
silence_of(const second *self, const second_contact *c)
{
    return &second_channel(self, c)->silence;
}

static bool
is_by_turns(const second *self, int channel)
{
    return self->scenario->channel[channel].kind->medium->stretches != NULL;
}

/* ---- caseloads ---- */

bool
second_counts_as_case(const second *self, int agent, int channel)
{
    const cc_group *group = &self->scenario->center.group[self->agent[agent].group];
    return group->caseload < INT_MAX && is_by_turns(self, channel);
}

bool
second_may_keep_more(const second *self, int agent, int channel)
{
    const second_agent *a = &self->agent[agent];
    if (!second_counts_as_case(self, agent, channel)) {
        return true;
    }
    int n = (a->attention == ON_WRAP_UP || a->attention == ON_STAY) &&
            is_by_turns(self, a->wraps_up.channel);
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        n += c->place != GONE && (c->agent == agent || c->keeper == agent) &&
             is_by_turns(self, c->channel);
    }
    return n < self->scenario->center.group[a->group].caseload;
}

/* The agent keeps one less, of which it had nothing open. */
static void
keeps_one_less(second *self, int agent, int channel)
{
    if (second_counts_as_case(self, agent, channel)) {
        second_looks_for_work(self, agent);
    }
}

/* ---- silence ---- */

double
second_silence_until(const second *self, second_contact *c)
{
    c->writes = self->now + c->typing;
    if (!second_takes_turns(self, c)) {
        return c->writes;
    }
    return fmin(c->writes,
                self->now + fmin(silence_of(self, c)->dormant, silence_of(self, c)->close));
}

static void
is_closed(second *self, int id)
{
    second_lets_helper_go(self, id);
    second_contact *c = &self->contact[id];
    const bool was_open = c->place == TYPING;
    const int agent = was_open ? c->agent : c->keeper, channel = c->channel;
    second_tell(self, CC_JOURNAL_CLOSED_SILENT, c, 0, silence_of(self, c)->close);
    second_leaves(self, c);
    c->agent = agent;
    c->keeper = NOBODY;
    const double wrap_up = c->wrap_up;
    c->wrap_up = 0; /* there is none */
    second_count(self, c, second_group_of(self, c), CC_N_closed_silent, 1);
    second_count_end(self, c);
    c->wrap_up = wrap_up;
    if (c->is_duplicate) {
        second_count(self, c, second_group_of(self, c), CC_N_duplicates_handled, 1);
        second_count(self, c, second_group_of(self, c), CC_N_duplicate_work, c->attention);
    }
    second_release_line(self, id);
    if (!second_handled_one(self, id, second_p_resolved(self, c))) {
        second_handled(self, id, second_p_resolved(self, c));
    }
    if (was_open) {
        second_has_ended_one(self, agent);
    } else {
        keeps_one_less(self, agent, channel);
    }
}

static void
goes_dormant(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_silence *silence = silence_of(self, c);
    const int agent = c->agent;
    const double close = c->since + silence->close;
    second_tell(self, CC_JOURNAL_GOES_DORMANT, c, (uint64_t)agent, silence->dormant);
    second_leaves(self, c);
    c->keeper = agent;
    c->agent = NOBODY;
    second_enters(self, c, DORMANT);
    second_schedule(self, fmin(c->writes, close), THEN_COMPLETIONS, OF_CONTACT, id);
    second_has_ended_one(self, agent);
}

/* For anyone who serves its queue. */
static void
goes_to_anyone(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int keeper = c->keeper, channel = c->channel;
    second_leaves(self, c);
    c->keeper = NOBODY;
    c->is_woken = true;
    c->needs_resume |= c->has_begun;
    const int agent = second_asks(self, id, NOBODY);
    if (agent != NOBODY) {
        second_takes(self, id, agent);
    } else {
        second_waits(self, id, false);
    }
    keeps_one_less(self, keeper, channel);
}

static bool
may_go_back(const second *self, const second_contact *c, int agent)
{
    const bool is_closing = self->is_after_hours && self->scenario->run.at_close == CC_CLOSE_SERVE;
    return second_is_available(self, agent) && second_has_place(self, agent, c->channel) &&
           !(is_closing && second_survives(self, c->channel));
}

static void
goes_back(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int agent = c->keeper;
    second_cancel(self, OF_CONTACT, id);
    second_leaves(self, c);
    second_tell(self, CC_JOURNAL_TAKEN, c, (uint64_t)agent, self->now - c->queued);
    c->keeper = NOBODY;
    c->agent = agent;
    second_hands_change(self, agent);
    second_has_more(self, agent);
    second_becomes_ready(self, id);
    second_attends(self, agent);
}

static void
wakes(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const cc_silence *silence = silence_of(self, c);
    second_tell(self, CC_JOURNAL_WRITES_AGAIN, c, 0, self->now - c->since);
    if (!second_customer_starts(self, c)) {
        second_starts_turn(self, c);
    }
    c->queued = self->now;
    if (may_go_back(self, c, c->keeper)) {
        goes_back(self, id);
        return;
    }
    const bool is_sent_away = self->is_after_hours &&
                              self->scenario->run.at_close == CC_CLOSE_DROP &&
                              !second_outlasts_closing(self, c->channel);
    c->stay++;
    c->patience = second_patience_again(self, c, silence->patience);
    if (second_channel(self, c)->auto_reply) {
        second_replies_by_itself(self, c);
    }
    if (silence->same_agent > 0 && !is_sent_away) {
        second_tell(self, CC_JOURNAL_AWAITS, c, (uint64_t)c->keeper, silence->same_agent);
        second_enters(self, c, WOKEN);
        c->in_list = ++self->counter;
        second_schedule(self, self->now + fmin(silence->same_agent, c->patience), THEN_ABANDONMENTS,
                        OF_CONTACT, id);
    } else {
        goes_to_anyone(self, id);
    }
}

void
second_silence_ends(second *self, int id)
{
    const second_contact *c = &self->contact[id];
    if (c->writes <= self->now) {
        if (c->place == DORMANT) {
            wakes(self, id);
        } else {
            second_typed(self, id);
        }
    } else if (c->place == DORMANT || silence_of(self, c)->close <= silence_of(self, c)->dormant) {
        is_closed(self, id);
    } else {
        goes_dormant(self, id);
    }
}

void
second_woken_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int keeper = c->keeper, channel = c->channel;
    if (keeper != NOBODY && c->patience > silence_of(self, c)->same_agent) {
        goes_to_anyone(self, id);
        return;
    }
    c->keeper = NOBODY;
    if (keeper == NOBODY) {
        second_patience_ends(self, id);
        return;
    }
    second_gives_up_waiting(self, id);
    keeps_one_less(self, keeper, channel);
}

bool
second_takes_back(second *self, int agent)
{
    int first = NOBODY;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        if (c->place == WOKEN && c->keeper == agent && may_go_back(self, c, agent) &&
            (first == NOBODY || c->in_list < self->contact[first].in_list)) {
            first = id;
        }
    }
    if (first != NOBODY) {
        goes_back(self, first);
    }
    return first != NOBODY;
}

void
second_replies_by_itself(second *self, second_contact *c)
{
    const cc_channel *channel = second_channel(self, c);
    const cc_run *run = &self->scenario->run;
    if (!channel->has_hours || second_is_open_at(run, &channel->hours, self->now)) {
        return;
    }
    double opens = INFINITY;
    for (double day = floor(self->now / CC_DAY); opens == INFINITY; day++) {
        const cc_openings *open = second_openings(run, &channel->hours, (long)day);
        for (int j = open->n - 1; j >= 0 && second_is_open_day(run, (long)day); j--) {
            const double begin = day * CC_DAY + open->at[j].open;
            opens = begin >= self->now ? begin : opens;
        }
    }
    const double wait = opens - self->now;
    second_tell(self, CC_JOURNAL_AUTO_REPLIED, c, 0, wait);
    second_count(self, c, NOBODY, CC_N_auto_replies, 1);
    if (c->patience < INFINITY) {
        c->patience = wait + c->patience * self->scenario->demand.told_patience;
    }
}

/* ---- slots ---- */

int
second_n_entering(const second *self, int queue)
{
    int n = 0;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        n += c->place == ENTERING && second_queue_of(self, c) == queue;
    }
    return n;
}

static bool
is_full(const second *self, int queue)
{
    int n = 0;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        n += c->place != GONE && c->has_slot && c->slot_queue == queue;
    }
    return n >= self->scenario->center.queue[queue].slots;
}

static void
takes_slot(second *self, second_contact *c)
{
    c->has_slot = true;
    c->slot_queue = second_queue_of(self, c);
    second_count(self, c, NOBODY, CC_N_entered, 1);
}

bool
second_is_inside(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const int queue = second_queue_of(self, c), n_entering = second_n_entering(self, queue);
    if (self->scenario->center.queue[queue].slots == INT_MAX) {
        return true;
    }
    if (n_entering == 0 && !is_full(self, queue)) {
        takes_slot(self, c);
        return true;
    }
    const int n = n_entering + second_n_in_line(self, c);
    c->is_delayed = true;
    if (c->u_balks < cc_by_number_at(&self->scenario->demand.issue[c->kind].balking, (size_t)n)) {
        second_balks(self, id, n);
    } else if (self->is_after_hours && self->scenario->run.at_close == CC_CLOSE_DROP &&
               !second_outlasts_closing(self, c->channel)) {
        second_is_dropped(self, id);
    } else {
        c->predicted = second_predicted(self, c);
        second_tell(self, CC_JOURNAL_WAITS_TO_ENTER, c, 0, n_entering);
        second_enters(self, c, ENTERING);
        c->queued = self->now;
        c->in_list = ++self->counter;
        if (c->patience < INFINITY) {
            second_schedule(self, self->now + c->patience, THEN_ABANDONMENTS, OF_CONTACT, id);
        }
    }
    return false;
}

/* The first of those in that place whom the test holds for; NOBODY: none. */
static int
first_entering(const second *self, int queue, bool to_be_dropped)
{
    int first = NOBODY;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        if (c->place == ENTERING && second_queue_of(self, c) == queue &&
            !(to_be_dropped && second_outlasts_closing(self, c->channel)) &&
            (first == NOBODY || c->in_list < self->contact[first].in_list)) {
            first = id;
        }
    }
    return first;
}

static void
gets_in(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const double wait = self->now - c->queued;
    second_cancel(self, OF_CONTACT, id);
    takes_slot(self, c);
    second_count(self, c, NOBODY, CC_N_entered_late, 1);
    second_count(self, c, NOBODY, CC_N_wait_to_enter, wait);
    second_tell(self, CC_JOURNAL_ENTERS, c, 0, wait);
    second_leaves(self, c);
    const int agent = second_asks(self, id, NOBODY);
    if (agent != NOBODY) {
        second_takes(self, id, agent);
    } else {
        second_waits(self, id, false);
    }
}

void
second_fills_slots(second *self)
{
    for (int q = 0; q < self->scenario->center.n_queues; q++) {
        int id;
        while (!is_full(self, q) && (id = first_entering(self, q, false)) != NOBODY) {
            gets_in(self, id);
        }
    }
}

/* Who waits for one agent and must go: the first. */
static int
first_awaiting(const second *self, int agent)
{
    int first = NOBODY;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        if (c->place == WOKEN && c->keeper == agent && !second_outlasts_closing(self, c->channel) &&
            (first == NOBODY || c->in_list < self->contact[first].in_list)) {
            first = id;
        }
    }
    return first;
}

static void
is_sent_away(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_cancel(self, OF_CONTACT, id);
    second_leaves(self, c);
    c->keeper = NOBODY;
    second_is_dropped(self, id);
}

void
second_drops_outside(second *self)
{
    int id;
    for (int q = 0; q < self->scenario->center.n_queues; q++) {
        while ((id = first_entering(self, q, true)) != NOBODY) {
            is_sent_away(self, id);
        }
    }
    for (int a = 0; a < self->n_agents; a++) {
        while ((id = first_awaiting(self, a)) != NOBODY) {
            is_sent_away(self, id);
        }
    }
}
