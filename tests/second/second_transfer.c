/* Transfers by agents, to another queue or to a partner outside. */
#include "tests/second/second.h"

#include <math.h>

static sim_block
numbers(const second *self, const second_contact *c, unsigned n, unsigned part)
{
    return second_draw_for(self, CC_DRAW_TRANSFER, c, 2 * (uint64_t)n + part);
}

/* Does the group ever transfer that kind? */
static bool
is_possible(const second *self, int group, int kind)
{
    bool is = false;
    for (int t = 0; t < self->scenario->center.n_transfers; t++) {
        const cc_transfer *rule = &self->scenario->center.transfer[t];
        is = is || (rule->from[group] && rule->issues[kind]);
    }
    return is;
}

static int
choose(const second *self, const second_contact *c, double u)
{
    double below = 0;
    for (int t = 0; t < self->scenario->center.n_transfers; t++) {
        const cc_transfer *rule = &self->scenario->center.transfer[t];
        if (rule->from[second_group_of(self, c)] && rule->issues[c->kind]) {
            below += second_at_arrival(c, &rule->share);
            if (u < below) {
                return t;
            }
        }
    }
    return NOBODY;
}

void
second_count_help(second *self, const second_agent *agent)
{
    second_count_stay(self, &agent->wraps_up, agent->group, CC_N_time_transfer,
                      agent->wraps_up.since);
}

void
second_lets_helper_go(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (!c->has_helper) {
        return;
    }
    const int helper = c->helper;
    second_agent *agent = &self->agent[helper];
    c->has_helper = false;
    second_count_help(self, agent);
    agent->attention = FREE;
    agent->stays = false;
    second_hands_change(self, helper);
    if (agent->wraps_up.wrap_up > 0) {
        agent->attention = ON_WRAP_UP;
        agent->wraps_up.since = self->now;
        second_count_entry(self, &agent->wraps_up, CC_N_into_wrap_up);
        second_schedule(self, self->now + agent->wraps_up.wrap_up, THEN_COMPLETIONS, OF_AGENT,
                        helper);
        second_looks_for_work(self, helper);
    } else {
        second_has_ended_one(self, helper);
    }
}

/* What the next agent will do. */
static void
bring_more(second *self, second_contact *c, double u)
{
    const cc_content *content = second_content(self, c);
    if (second_takes_turns(self, c)) {
        const double turns = ceil(sim_dist_quantile(&content->turns, u));
        c->turns_left = turns < 1 ? 1 : turns > CC_MAX_TURNS ? CC_MAX_TURNS : (unsigned)turns;
        c->part = NAN;
        second_starts_turn(self, c);
    } else {
        c->work =
            sim_dist_quantile(&content->work.dist, u) *
            (second_at_arrival(c, &content->work.factor) * second_channel(self, c)->work_factor);
        c->whole = c->work;
    }
}

static void
adds_wrap_up(const second *self, second_contact *c)
{
    if (second_channel(self, c)->interruptible && !second_takes_turns(self, c)) {
        c->to_add += c->wrap_up;
        c->wrap_up = 0;
    }
}

static void
goes_to_queue(second *self, int id, const cc_transfer *rule, const sim_block *u, unsigned n)
{
    second_contact *c = &self->contact[id];
    const sim_block more = numbers(self, c, n, 1);
    const int from = c->agent;
    second_agent *agent = &self->agent[from];
    const cc_content *content = second_content(self, c);
    second_leaves(self, c);
    agent->wraps_up = *c;
    agent->wraps_up.since = self->now;
    agent->attention = FREE;
    if (rule->how != CC_COLD) {
        agent->attention = ON_STAY;
        agent->stays = true;
        c->has_helper = true;
        c->helper = from;
        c->is_conference = rule->how == CC_CONFERENCE;
    } else if (c->wrap_up > 0) {
        agent->attention = ON_WRAP_UP;
        second_count_entry(self, c, CC_N_into_wrap_up);
        second_schedule(self, self->now + c->wrap_up, THEN_COMPLETIONS, OF_AGENT, from);
    }
    const bool is_free = agent->attention == FREE;
    c->wrapped_up += c->wrap_up;
    c->is_elsewhere = true;
    c->queue = rule->queue;
    c->stay++;
    c->queued = self->now;
    c->patience = content->has_patience ? second_value(&content->patience, more.word[1]) : INFINITY;
    c->to_add = 0;
    c->needs_resume = false;
    c->told |= UINT64_C(1) << c->channel;
    c->tells_again = rule->how == CC_COLD && self->scenario->center.history == CC_HISTORY_NONE;
    c->is_moved = c->counts;
    c->moved = self->now;
    second_moved(self, c->queue, c->channel)[CC_T_came] += c->counts;
    bring_more(self, c, sim_uniform(more.word[0]));
    c->wrap_up = second_value(&second_channel(self, c)->wrap_up, u->word[3]);
    if (rule->how == CC_COLD) {
        c->to_add =
            c->tells_again ? second_value(&self->scenario->demand.explain, more.word[2]) : 0;
        adds_wrap_up(self, c);
    } else {
        c->stage = BEING_TOLD;
        c->later = c->work;
        c->later_wrap_up = c->wrap_up;
        c->work = c->whole = second_value(&rule->hand_over, u->word[1]);
        c->wrap_up = 0;
    }
    /* who transfers it has it still in hand, for whoever asks how full that is */
    second_contact held = *c;
    c->agent = NOBODY;
    if (is_free) {
        agent->attention = ON_STAY;
        agent->wraps_up = held;
        agent->wraps_up.agent = from;
    }
    const int next = second_asks(self, id, NOBODY);
    if (is_free && next == from) {
        agent->attention = FREE;
    }
    if (next != NOBODY) {
        second_takes(self, id, next);
    } else {
        second_waits(self, id, false);
    }
    if (is_free) {
        agent->attention = next == from ? agent->attention : FREE;
        second_has_ended_one(self, from);
    }
}

/* More work of the agent on it, s by the clock. */
static void
is_held(second *self, int id, double time, second_stage stage)
{
    second_contact *c = &self->contact[id];
    c->stage = stage;
    c->work = c->whole = time * second_pace(self, c, c->agent);
    second_works_on(self, id);
}

static void
goes_to_partner(second *self, int id, const cc_transfer *rule, const sim_block *u)
{
    second_contact *c = &self->contact[id];
    const cc_partner *partner = &self->scenario->center.partner[rule->partner];
    const int group = second_group_of(self, c);
    c->at_partner = second_value(&partner->time, u->word[2]);
    second_count(self, c, group, CC_N_to_partner, 1);
    second_count(self, c, group, CC_N_partner_cost,
                 partner->cost + c->at_partner / 60 * partner->cost_per_minute);
    if (rule->how == CC_CONFERENCE) {
        is_held(self, id, c->at_partner, IN_CONFERENCE);
    } else if (rule->how == CC_WARM) {
        is_held(self, id, second_value(&rule->hand_over, u->word[1]), TELLING_PARTNER);
    } else {
        second_ends_at_agent(self, id, true);
    }
}

void
second_move_ends(second *self, second_contact *c, int how)
{
    if (!c->is_moved) {
        return;
    }
    const cc_service_level *level =
        &self->scenario->center.level[c->queue * self->n_channels + c->channel];
    const double wait = self->now - c->moved;
    const double by_clock =
        second_type(self, c)->medium->deferred ? second_item_time(self, c, c->moved) : wait;
    const double within = second_within(self, c->queue, c->channel, 0);
    const double short_time = level->short_abandon >= 0 ? level->short_abandon : within;
    double *count = second_moved(self, c->queue, c->channel);
    c->is_moved = false;
    count[how]++;
    count[CC_T_wait_taken] += how == CC_T_taken ? wait : 0;
    count[CC_T_in_time] += how == CC_T_taken && level->n_within > 0 && by_clock <= within;
    count[CC_T_left_short] += how == CC_T_gave_up && level->n_within > 0 && by_clock <= short_time;
}

bool
second_hands_over(second *self, int id)
{
    second_contact *c = &self->contact[id];
    const second_stage stage = c->stage;
    c->stage = OWN_WORK;
    if (stage == BEING_TOLD) {
        c->work = c->whole = c->later;
        c->wrap_up = c->later_wrap_up;
        adds_wrap_up(self, c);
        if (!c->is_conference) {
            second_lets_helper_go(self, id);
        }
        second_works_on(self, id);
    } else if (stage != OWN_WORK) {
        second_ends_at_agent(self, id, stage == TELLING_PARTNER);
    }
    return stage != OWN_WORK;
}

bool
second_transfers(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_lets_helper_go(self, id);
    const int group = second_group_of(self, c);
    if (!is_possible(self, group, c->kind)) {
        return false;
    }
    const unsigned n = c->n_chances++;
    const sim_block u = numbers(self, c, n, 0);
    const int t = choose(self, c, sim_uniform(u.word[0]));
    if (t == NOBODY) {
        return false;
    }
    const cc_transfer *rule = &self->scenario->center.transfer[t];
    second_count(self, c, group, CC_N_transferred, 1);
    second_tell(self, CC_JOURNAL_TRANSFERRED, c, (uint64_t)t, c->attention);
    if (rule->partner >= 0) {
        goes_to_partner(self, id, rule, &u);
    } else {
        goes_to_queue(self, id, rule, &u, n);
    }
    return true;
}

void
second_is_at_partner(second *self, int id)
{
    second_contact *c = &self->contact[id];
    c->agent = NOBODY;
    second_enters(self, c, WITH_PARTNER);
    second_schedule(self, self->now + c->at_partner, THEN_COMPLETIONS, OF_CONTACT, id);
}

void
second_partner_ends(second *self, int id)
{
    second_contact *c = &self->contact[id];
    second_leaves(self, c);
    second_release_line(self, id);
    if (!second_handled_one(self, id, second_p_resolved(self, c))) {
        second_handled(self, id, second_p_resolved(self, c));
    }
}
