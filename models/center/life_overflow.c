/* Overflow: a contact that waits becomes, by the rules of its queue, one that further groups may take;
 * each rule has its moment, at which its condition is asked. */
#include "models/center/overflow.h"

#include "models/center/life.h"
#include "models/center/medium_life.h"
#include "models/center/way.h"
#include <math.h>

static const cc_overflow *
rule_of(const cc_center *self, const cc_contact *c, int j)
{
    return &cc_overflow_queue(self, cc_service_of(self, c))->overflow[j];
}

static int
n_rules(const cc_center *self, const cc_contact *c)
{
    return cc_overflow_queue(self, cc_service_of(self, c))->n_overflows;
}

/* Asks the rules whose moment is now, or was; returns the doors that open. */
static uint32_t
ask_rules(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    cc_overflowing *its = &self->overflowing[id];
    uint32_t opened = 0;
    its->due = INFINITY;
    for (int j = 0; j < n_rules(self, c); j++) {
        const cc_overflow *rule = rule_of(self, c, j);
        const uint32_t door = UINT32_C(1) << rule->door;
        if ((its->open & door) != 0) {
            its->next[j] = INFINITY;
        } else if (its->next[j] <= self->now.time) {
            its->next[j] = INFINITY;
            if (rule->when == NULL || cc_way_holds(self, c, rule->when)) {
                its->open |= door;
                its->opened[rule->door] = self->now.time;
                opened |= door;
                if (rule->after > 0 || rule->when != NULL) { /* else it is as without a rule */
                    cc_journal(self, CC_JOURNAL_OVERFLOWS, c, (uint64_t)rule->group,
                               self->now.time - its->since);
                }
            } else if (rule->every > 0) {
                its->next[j] = self->now.time + rule->every;
            }
        }
        its->due = fmin(its->due, its->next[j]);
    }
    return opened;
}

void
cc_overflow_begins(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    cc_overflowing *its = &self->overflowing[id];
    its->since = self->now.time;
    its->open = 0;
    for (int j = 0; j < n_rules(self, c); j++) {
        its->next[j] = self->now.time + rule_of(self, c, j)->after;
    }
    ask_rules(self, id);
}

/* In its line, one more or one less is theirs. */
static void
count(cc_center *self, uint32_t id, uint32_t doors, uint32_t step)
{
    const uint32_t lane = cc_service_of(self, &self->contact[id])->lane;
    for (; doors != 0; doors &= doors - 1) {
        self->n_theirs[cc_overflow_place(lane, __builtin_ctz(doors))] += step;
    }
}

void
cc_overflow_joins(cc_center *self, uint32_t id)
{
    count(self, id, self->overflowing[id].open, 1);
}

void
cc_overflow_leaves(cc_center *self, uint32_t id)
{
    count(self, id, self->overflowing[id].open, UINT32_MAX);
    self->overflowing[id].due = INFINITY;
}

void
cc_overflow_set_timer(cc_center *self, uint32_t id)
{
    const double due = self->overflowing[id].due;
    if (due <= sim_timer_time(&self->now.calendar, id)) {
        sim_timer_set(&self->now.calendar, id, due, SIM_PRIORITY_COMPLETION);
    }
}

/* What else may happen to it in the queue. */
static void
wait_on(cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    const cc_medium_life *medium = cc_service_of(self, c)->medium;
    if (!c->is_ghost && c->patience < INFINITY) {
        sim_timer_set(&self->now.calendar, id, c->queued + c->patience, SIM_PRIORITY_ABANDON);
    }
    if (!c->is_ghost && medium->waits != NULL) {
        medium->waits(self, id);
    }
    cc_overflow_set_timer(self, id);
}

bool
cc_overflow_due(cc_center *self, uint32_t id)
{
    if (!self->has_overflow || !cc_service_of(self, &self->contact[id])->has_overflow ||
        self->overflowing[id].due > self->now.time) {
        return false;
    }
    const uint32_t opened = ask_rules(self, id);
    const uint32_t agent =
        opened != 0 ? cc_route_to_agent(self, id, cc_service_of(self, &self->contact[id]), CC_NONE)
                    : CC_NONE;
    count(self, id, opened, 1);
    if (agent == CC_NONE) {
        wait_on(self, id);
    } else {
        cc_life_leave_queue(self, id);
        cc_life_assign(self, id, agent);
    }
    return true;
}

double
cc_overflow_since(const cc_center *self, uint32_t id, int group)
{
    const cc_overflowing *its = &self->overflowing[id];
    const int door =
        cc_overflow_door(&self->scenario->center,
                         cc_overflow_queue(self, cc_service_of(self, &self->contact[id])), group);
    return door < 0 || (its->open >> door & 1) == 0 ? its->since : its->opened[door];
}
