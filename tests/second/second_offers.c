/* Overtime and time off as offered; agents who leave for good, and those who come in their place. */
#include "tests/second/second.h"

#include "models/scenario/condition.h"
#include "sim/elementary.h"
#include "sim/hash.h"
#include <limits.h>
#include <math.h>

static const cc_group *
group_of(const second *self, int agent)
{
    return &self->scenario->center.group[self->agent[agent].group];
}

static long
today(const second *self)
{
    return (long)floor(self->now / CC_DAY);
}

static void
count(second *self, int agent, int counter, double x)
{
    const int slice = second_slice_at(self, self->now);
    if (slice != NOBODY && self->is_observing) {
        const int n_groups = self->scenario->center.n_groups;
        self->of_agents[slice * n_groups + self->agent[agent].group][counter] += x;
    }
}

bool
second_is_in_shift(const second *self, int agent)
{
    return second_is_here(self, agent) && !(self->agent[agent].overtime_until > 0);
}

static bool
holds(const second *self, int group, const cc_condition *condition)
{
    bool all = true;
    for (int j = 0; j < condition->n; j++) {
        all &= cc_term_holds(&condition->term[j],
                             second_asked_of_group(self, group, &condition->term[j]));
    }
    return all;
}

/* Word 0: to stay; 1: to go. */
static bool
says_yes(second *self, int agent, int word, double probability)
{
    const sim_block u =
        second_draw(self, CC_DRAW_OFFER, second_key_of(self, agent), (uint64_t)today(self), 0);
    const bool yes = sim_uniform(u.word[word]) < probability;
    count(self, agent, word == 0 ? CC_A_overtime_offers : CC_A_time_off_offers, 1);
    count(self, agent, word == 0 ? CC_A_overtime_accepted : CC_A_time_off_accepted, yes);
    return yes;
}

bool
second_stays(second *self, int agent)
{
    const cc_overtime *overtime = &group_of(self, agent)->overtime;
    second_agent *a = &self->agent[agent];
    int n = 0;
    for (int j = 0; j < self->n_agents; j++) {
        n += self->agent[j].group == a->group && self->agent[j].overtime_until > 0;
    }
    if (!self->is_open || !cc_overtime_may_be(overtime) || n >= overtime->at_most ||
        a->asked_to_stay == today(self) + 1 || !holds(self, a->group, overtime->when)) {
        return false;
    }
    a->asked_to_stay = today(self) + 1;
    if (!says_yes(self, agent, 0, overtime->accept)) {
        return false;
    }
    second_tell_of(self, CC_JOURNAL_STAYS, CC_OF_AGENT, agent, overtime->length);
    a->overtime_until = self->now + overtime->length;
    return true;
}

/* ---- time off ---- */

static int
n_gone(const second *self, int group)
{
    int n = self->table[group].n_off;
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        n += agent->group == group && agent->seat < second_n_persons(self, group) &&
             second_scheduled_now(self, group, agent->seat).is_off;
    }
    return n;
}

/* The longest idle who has not been asked on this day. */
static int
next_to_ask(const second *self, int group)
{
    int who = NOBODY;
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        const second_agent *best = who != NOBODY ? &self->agent[who] : NULL;
        if (agent->group != group || !second_is_in_shift(self, a) ||
            !second_is_available(self, a) || second_n_open(self, a, -1) > 0 ||
            agent->asked_to_go == today(self) + 1) {
            continue;
        }
        if (best == NULL || agent->since < best->since ||
            (agent->since == best->since && agent->changed < best->changed)) {
            who = a;
        }
    }
    return who;
}

static void
asks(second *self, int group)
{
    const cc_time_off *time_off = &self->scenario->center.group[group].time_off;
    int a;
    while (n_gone(self, group) < time_off->at_most && holds(self, group, time_off->when) &&
           (a = next_to_ask(self, group)) != NOBODY) {
        second_agent *agent = &self->agent[a];
        agent->asked_to_go = today(self) + 1;
        if (says_yes(self, a, 1, time_off->accept)) {
            second_tell_of(self, CC_JOURNAL_TAKES_OFF, CC_OF_AGENT, a, 0);
            second_goes_home(self, a);
        }
    }
}

/* The k-th look is at k times `every`. */
static double
look(const cc_time_off *time_off, double k)
{
    return k * time_off->every;
}

static double
looks_before(const second *self, const cc_time_off *time_off)
{
    return floor(self->now / time_off->every + 1e-9);
}

void
second_looks(second *self)
{
    for (int g = 0; g < self->scenario->center.n_groups && self->is_open; g++) {
        const cc_time_off *time_off = &self->scenario->center.group[g].time_off;
        if (cc_time_off_may_be(time_off) &&
            look(time_off, looks_before(self, time_off)) == self->now) {
            asks(self, g);
        }
    }
}

double
second_offers_next(const second *self)
{
    double next = INFINITY;
    for (int g = 0; g < self->scenario->center.n_groups; g++) {
        const cc_group *group = &self->scenario->center.group[g];
        if (cc_time_off_may_be(&group->time_off)) {
            next = fmin(next, look(&group->time_off, looks_before(self, &group->time_off) + 1));
        }
        if (group->attrition.per_year > 0) {
            next = fmin(next, (double)(today(self) + 1) * CC_DAY);
        }
    }
    for (int a = 0; a < self->n_agents; a++) {
        const double until = self->agent[a].overtime_until;
        next = until > self->now ? fmin(next, until) : next;
    }
    return next;
}

/* ---- who has a position ---- */

static long
in_days(double time)
{
    return (long)fmin(floor(time / CC_DAY + 0.5), 1e6);
}

uint64_t
second_holder_of(const second *self, int agent)
{
    const uint64_t key = second_key_of(self, agent);
    const unsigned n = self->agent[agent].n_before;
    return n > 0 ? sim_hash_integer(key, n) : key;
}

bool
second_has_new(const second *self, int agent)
{
    const second_agent *a = &self->agent[agent];
    return a->n_before > 0 && !a->is_vacant &&
           self->position_day < a->hired + in_days(group_of(self, agent)->hiring.training);
}

bool
second_answers(const second *self, int agent)
{
    return !self->agent[agent].is_vacant && !second_has_new(self, agent);
}

static double
hazard(const second *self, int agent, double tenure)
{
    const cc_attrition *attrition = &group_of(self, agent)->attrition;
    const second_table *table = &self->table[self->agent[agent].group];
    const double occupancy = table->on_duty > 0 ? table->busy / table->on_duty : 0;
    const double there = second_at_home(self, self->agent[agent].group).attrition;
    return attrition->per_year * there *
           (1 + attrition->extra * sim_exp(-tenure / attrition->time)) *
           (1 + attrition->load * fmax(occupancy - attrition->above, 0));
}

static void
day_ends(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    const cc_hiring *hiring = &group_of(self, agent)->hiring;
    const long day = self->position_day;
    if (!a->is_vacant) {
        const double tenure = second_tenure(self, agent) + (double)(day - 1) * CC_DAY;
        const sim_block u = second_draw(self, CC_DRAW_ATTRITION, second_holder_of(self, agent),
                                        (uint64_t)(day - 1), 0);
        if (sim_uniform(u.word[0]) < 1 - sim_exp(-hazard(self, agent, tenure) / 365.25)) {
            second_tell_of(self, CC_JOURNAL_QUITS, CC_OF_AGENT, agent, tenure / CC_DAY);
            count(self, agent, CC_A_leavers, 1);
            a->is_vacant = true;
            const uint64_t next = sim_hash_integer(second_key_of(self, agent), a->n_before + 1);
            const sim_block h = second_draw(self, CC_DRAW_HIRING, next, 0, 0);
            a->next_comes = hiring->refills
                                ? day + in_days(fmax(second_value(&hiring->delay, h.word[0]), 0))
                                : LONG_MAX;
        }
    }
    if (a->is_vacant && a->next_comes <= day) {
        a->is_vacant = false;
        a->n_before++;
        a->hired = day;
        second_tell_of(self, CC_JOURNAL_IS_HIRED, CC_OF_AGENT, agent, a->n_before);
        count(self, agent, CC_A_hires, 1);
        count(self, agent, CC_A_hiring, hiring->cost);
    }
}

void
second_positions_turn(second *self)
{
    const cc_center_setup *center = &self->scenario->center;
    while (self->position_day < today(self) && self->position_day + 1 < self->scenario->run.days) {
        self->position_day++;
        for (int a = 0; a < self->n_agents; a++) {
            second_agent *agent = &self->agent[a];
            if (group_of(self, a)->attrition.per_year > 0) {
                day_ends(self, a);
            }
            if (agent->seat < second_n_persons(self, agent->group)) {
                const size_t p = (size_t)(center->roster.first[agent->group] + agent->seat);
                self->position[p * (size_t)self->scenario->run.days + (size_t)self->position_day] =
                    agent->is_vacant          ? SECOND_VACANT
                    : second_has_new(self, a) ? SECOND_NEW
                                              : SECOND_FILLED;
            }
        }
        for (int g = 0; g < center->n_groups; g++) {
            self->table[g].busy = self->table[g].on_duty = 0;
        }
    }
}

void
second_count_positions(second *self, int agent, double *of_group, double dt)
{
    if (group_of(self, agent)->attrition.per_year > 0) {
        const bool is_vacant = self->agent[agent].is_vacant;
        const double days = second_tenure(self, agent) / CC_DAY + (double)self->position_day;
        of_group[CC_A_positions] += dt;
        of_group[CC_A_filled] += is_vacant ? 0 : dt;
        of_group[CC_A_tenure] += is_vacant ? 0 : days * dt;
    }
}
