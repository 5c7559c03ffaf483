/* Who takes what: looks at everybody each time. */
#include "tests/second/second.h"

#include "models/scenario/router.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

int
second_n_open(const second *self, int agent, int channel)
{
    const second_agent *a = &self->agent[agent];
    int n = (a->attention == ON_WRAP_UP || a->attention == ON_STAY) &&
            (channel < 0 || a->wraps_up.channel == channel);
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        n += c->place != GONE && c->agent == agent && (channel < 0 || c->channel == channel);
    }
    return n;
}

static const cc_group *
group_of(const second *self, int agent)
{
    return &self->scenario->center.group[self->agent[agent].group];
}

bool
second_is_here(const second *self, int agent)
{
    return self->agent[agent].on_duty && !self->agent[agent].is_leaving;
}

bool
second_is_available(const second *self, int agent)
{
    return second_is_here(self, agent) && !self->agent[agent].stays &&
           self->agent[agent].attention != ON_NOTHING && !self->agent[agent].is_cut_off;
}

/* Do the weights of the conversations open leave room for one more? */
static bool
has_room(const second *self, int agent, int channel, bool over_interruptible)
{
    const cc_group *group = group_of(self, agent);
    double weight = 1 / group->at_once[channel];
    for (int j = 0; j < self->n_channels; j++) {
        if (!over_interruptible || !self->scenario->center.channel[j].interruptible) {
            weight += second_n_open(self, agent, j) / group->at_once[j];
        }
    }
    return weight <= 1 + 1e-9;
}

bool
second_has_place(const second *self, int agent, int channel)
{
    return has_room(self, agent, channel, false);
}

/* The rank of the queue for the group; -1: does not serve it. */
static int
rank_of(const cc_group *group, int queue)
{
    for (int j = 0; j < group->n_serves; j++) {
        if (group->serves[j].index == queue) {
            return group->serves[j].rank;
        }
    }
    return -1;
}

/* The same of a contact of that channel, some of which go before all others. */
static int
rank_with(const second *self, const cc_group *group, int queue, int channel)
{
    const int rank = rank_of(group, queue);
    return rank < 0 ? rank : self->scenario->channel[channel].kind->goes_first ? 0 : rank + 1;
}

static int
n_idle(const second *self, int group)
{
    int n = 0;
    for (int a = 0; a < self->n_agents; a++) {
        n += self->agent[a].group == group && second_is_available(self, a) &&
             second_n_open(self, a, -1) == 0;
    }
    return n;
}

static bool
is_closed_to(const second *self, const second_contact *c)
{
    return self->is_after_hours && self->scenario->run.at_close == CC_CLOSE_SERVE &&
           second_survives(self, c->channel);
}

static bool
reserve_allows(const second *self, int group, int queue, int channel)
{
    const cc_group *setup = &self->scenario->center.group[group];
    const int *reserve = self->scenario->center.reserve;
    const int idle = n_idle(self, group);
    if (reserve[queue] == 0) {
        return true;
    }
    if (idle <= reserve[queue]) {
        return false;
    }
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *c = &self->contact[j];
        if (second_is_in_line(c)) {
            const int other = second_queue_of(self, c);
            const int rank = rank_with(self, setup, other, c->channel);
            if (rank >= 0 && rank < rank_with(self, setup, queue, channel) &&
                second_is_for(self, c, group) && idle > reserve[other] && !is_closed_to(self, c)) {
                return false;
            }
        }
    }
    return true;
}

/* ---- an agent for a contact ---- */

static bool
serves(const second *self, int group, int channel)
{
    const cc_center_setup *center = &self->scenario->center;
    bool serves = false;
    for (int k = 0; k < self->scenario->demand.n_issues; k++) {
        const int first = center->queue_of[k * self->n_channels + channel];
        for (int j = 0; j < center->group[group].n_serves; j++) {
            const int queue = center->group[group].serves[j].index;
            serves = serves || first == queue;
            for (int t = 0; t < center->n_transfers && first >= 0; t++) {
                serves =
                    serves || (center->transfer[t].queue == queue && center->transfer[t].issues[k]);
            }
        }
    }
    return serves && center->channel[channel].offered;
}

/* Are two channels the same to that group's agents? */
static bool
are_alike(const second *self, int group, int x, int y)
{
    const cc_scenario *scenario = self->scenario;
    const double *at_once = scenario->center.group[group].at_once;
    return at_once[x] == at_once[y] &&
           scenario->channel[x].kind->interrupts == scenario->channel[y].kind->interrupts &&
           scenario->center.channel[x].interruptible == scenario->center.channel[y].interruptible;
}

/* Conversations of all channels that are like this one, if it is the first of them; else 0. */
static int
n_open_like(const second *self, int agent, int channel)
{
    const int group = self->agent[agent].group;
    int n = 0;
    for (int j = 0; j < self->n_channels && serves(self, group, channel); j++) {
        if (serves(self, group, j) && are_alike(self, group, channel, j)) {
            if (j < channel) {
                return 0;
            }
            n += second_n_open(self, agent, j);
        }
    }
    return n;
}

static bool
is_router(const second *self, const char *name)
{
    return strcmp(self->scenario->center.router->name, name) == 0;
}

/* The order of agents that are equal in what the router goes by. */
static bool
stands_before(const second *self, const cc_queue *queue, int x, int y)
{
    const second_agent *a = &self->agent[x], *b = &self->agent[y];
    const int n = second_n_open(self, x, -1), m = second_n_open(self, y, -1);
    for (int j = 0; a->group != b->group && j < queue->n_groups; j++) {
        if (queue->groups[j].index == a->group || queue->groups[j].index == b->group) {
            return queue->groups[j].index == a->group;
        }
    }
    if (n != m) {
        return n < m;
    }
    for (int j = 0; a->group == b->group && j < self->n_channels; j++) {
        const int of_x = n_open_like(self, x, j), of_y = n_open_like(self, y, j);
        if (of_x != of_y) {
            return of_x > of_y;
        }
    }
    return a->changed < b->changed;
}

/* most-open: has it as many open as it should have at most? Its only setting is that number. */
static bool
is_filled(const second *self, int n_open)
{
    const int *up_to = self->scenario->center.router_settings;
    return n_open >= *up_to;
}

/* Is x to be chosen before y, both of equally preferred groups of that queue? */
static bool
goes_before(const second *self, const cc_queue *queue, int x, int y)
{
    const second_agent *a = &self->agent[x], *b = &self->agent[y];
    const int n = second_n_open(self, x, -1), m = second_n_open(self, y, -1);
    if (is_router(self, "random")) {
        return stands_before(self, queue, x, y);
    }
    if (is_router(self, "fewest-open") && n != m) {
        return n < m;
    }
    if (is_router(self, "most-open") && n != m) {
        return is_filled(self, n) ? is_filled(self, m) && n < m : is_filled(self, m) || n > m;
    }
    if (is_router(self, "longest-idle") && (n == 0) != (m == 0)) {
        return n == 0;
    }
    return a->since != b->since ? a->since < b->since : stands_before(self, queue, x, y);
}

/* Of the agents who may take it, in the order of goes_before, any one. */
static int
draw_one(const second *self, const second_contact *c, const cc_queue *queue, const int *agent,
         int n)
{
    const sim_block u = second_draw_for(self, CC_DRAW_ROUTE, c, (uint64_t)c->stay);
    const int k = (int)(sim_uniform(u.word[0]) * n);
    for (int x = 0; x < n; x++) {
        int before = 0;
        for (int y = 0; y < n; y++) {
            before += y != x && goes_before(self, queue, agent[y], agent[x]);
        }
        if (before == k) {
            return agent[x];
        }
    }
    return NOBODY;
}

int
second_choose_agent(const second *self, int id, int but)
{
    const second_contact *c = &self->contact[id];
    const int q = second_queue_of(self, c);
    const cc_queue *queue = &self->scenario->center.queue[q];
    if (is_closed_to(self, c)) {
        return NOBODY;
    }
    for (int interrupting = 0; interrupting <= second_type(self, c)->interrupts; interrupting++) {
        int best = NOBODY, best_rank = 0, n = 0;
        int *all = calloc((size_t)self->n_agents + 1, sizeof(*all));
        assert_non_null(all);
        for (int j = 0; j < queue->n_groups; j++) {
            const cc_choice *group = &queue->groups[j];
            if ((best != NOBODY && group->rank > best_rank) ||
                !second_may_ask(self, c, group->index) ||
                !reserve_allows(self, group->index, q, c->channel)) {
                continue;
            }
            for (int a = 0; a < self->n_agents; a++) {
                if (self->agent[a].group == group->index && a != but &&
                    second_is_available(self, a) && second_may_keep_more(self, a, c->channel) &&
                    has_room(self, a, c->channel, interrupting)) {
                    all[n++] = a;
                    best = best == NOBODY || goes_before(self, queue, a, best) ? a : best;
                    best_rank = group->rank;
                }
            }
        }
        if (n > 0 && is_router(self, "random")) {
            best = draw_one(self, c, queue, all, n);
        }
        free(all);
        if (best != NOBODY) {
            return best;
        }
    }
    return NOBODY;
}

/* ---- a contact for an agent ---- */

/* Of those whom the group may take. */
static bool
is_first_of_line(const second *self, const second_contact *c, int group)
{
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *other = &self->contact[j];
        if (second_is_in_line(other) && other->channel == c->channel &&
            second_queue_of(self, other) == second_queue_of(self, c) &&
            other->in_line < c->in_line && second_is_for(self, other, group)) {
            return false;
        }
    }
    return true;
}

static bool
is_better(const second *self, const cc_group *group, const second_contact *x,
          const second_contact *y)
{
    const int p = second_queue_of(self, x), q = second_queue_of(self, y);
    const int first = rank_with(self, group, p, x->channel);
    const int other = rank_with(self, group, q, y->channel);
    if (first != other) {
        return first < other;
    }
    const cc_queue *queue = self->scenario->center.queue;
    const double of_p = second_control(self, CC_CONTROL_PRIORITY, p, queue[p].priority);
    const double of_q = second_control(self, CC_CONTROL_PRIORITY, q, queue[q].priority);
    if (of_p != of_q) {
        return of_p > of_q;
    }
    return x->order < y->order;
}

bool
second_may_take(const second *self, const second_contact *c, int agent)
{
    const int queue = second_queue_of(self, c);
    return second_is_available(self, agent) && !is_closed_to(self, c) &&
           rank_of(group_of(self, agent), queue) >= 0 && has_room(self, agent, c->channel, false) &&
           reserve_allows(self, self->agent[agent].group, queue, c->channel);
}

int
second_choose_contact(const second *self, int agent)
{
    const cc_group *group = group_of(self, agent);
    int best = NOBODY;
    for (int id = 0; id < self->n_contacts && second_is_available(self, agent); id++) {
        const second_contact *c = &self->contact[id];
        if (second_is_in_line(c) && !is_closed_to(self, c) &&
            second_is_for(self, c, self->agent[agent].group) &&
            is_first_of_line(self, c, self->agent[agent].group) &&
            second_may_keep_more(self, agent, c->channel) &&
            rank_of(group, second_queue_of(self, c)) >= 0 &&
            has_room(self, agent, c->channel, second_type(self, c)->interrupts) &&
            reserve_allows(self, self->agent[agent].group, second_queue_of(self, c), c->channel) &&
            (best == NOBODY || is_better(self, group, c, &self->contact[best]))) {
            best = id;
        }
    }
    return best;
}
