/* Groups that take a contact of a queue only by its rules of overflow, and outsourced groups. */
#include "tests/second/second.h"

#include "models/scenario/condition.h"
#include <math.h>

static const cc_queue *
queue_of(const second *self, const second_contact *c)
{
    return &self->scenario->center.queue[second_queue_of(self, c)];
}

/* Does the rule name the group, or what it was made from? */
static bool
names(const second *self, const cc_overflow *rule, int group)
{
    return rule->group == group || rule->group == self->scenario->center.group[group].made_from;
}

bool
second_has_rule(const second *self, int queue, int group)
{
    const cc_queue *it = &self->scenario->center.queue[queue];
    bool has = false;
    for (int j = 0; j < it->n_overflows; j++) {
        has |= names(self, &it->overflow[j], group);
    }
    return has;
}

bool
second_is_for(const second *self, const second_contact *c, int group)
{
    const cc_queue *queue = queue_of(self, c);
    bool is = !second_has_rule(self, second_queue_of(self, c), group);
    for (int j = 0; j < queue->n_overflows; j++) {
        is |= names(self, &queue->overflow[j], group) && !isnan(c->opened[j]);
    }
    return is;
}

bool
second_may_ask(const second *self, const second_contact *c, int group)
{
    const cc_queue *queue = queue_of(self, c);
    if (!second_is_for(self, c, group)) {
        return false;
    }
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *other = &self->contact[id];
        if (second_is_in_line(other) && other != c && other->channel == c->channel &&
            second_queue_of(self, other) == second_queue_of(self, c) &&
            second_is_for(self, other, group)) {
            return false;
        }
    }
    bool is_new = !second_is_in_line(c); /* else only who has not been asked before */
    for (int j = 0; j < queue->n_overflows; j++) {
        is_new |= names(self, &queue->overflow[j], group) && c->is_new[j];
    }
    return is_new;
}

/* Asks the rules whose moment has come; has any made it a group's that it was not? */
static bool
asks_rules(second *self, second_contact *c)
{
    const cc_queue *queue = queue_of(self, c);
    bool any = false;
    for (int j = 0; j < queue->n_overflows; j++) {
        const cc_overflow *rule = &queue->overflow[j];
        bool is_open = false, holds = true;
        c->is_new[j] = false;
        for (int k = 0; k < queue->n_overflows; k++) {
            is_open |= queue->overflow[k].group == rule->group && !isnan(c->opened[k]);
        }
        if (is_open || c->asked_at[j] > self->now) {
            c->asked_at[j] = is_open ? INFINITY : c->asked_at[j];
            continue;
        }
        for (int k = 0; rule->when != NULL && k < rule->when->n; k++) {
            holds &= second_holds(self, c, &rule->when->term[k]);
        }
        c->asked_at[j] = holds || rule->every <= 0 ? INFINITY : self->now + rule->every;
        if (holds) {
            c->opened[j] = self->now;
            c->is_new[j] = any = true;
            if (rule->after > 0 || rule->when != NULL) {
                second_tell(self, CC_JOURNAL_OVERFLOWS, c, (uint64_t)rule->group,
                            self->now - c->stay_began);
            }
        }
    }
    return any;
}

int
second_asks(second *self, int id, int but)
{
    second_contact *c = &self->contact[id];
    const cc_queue *queue = queue_of(self, c);
    c->stay_began = self->now;
    for (int j = 0; j < queue->n_overflows; j++) {
        c->opened[j] = NAN;
        c->asked_at[j] = self->now + queue->overflow[j].after;
    }
    asks_rules(self, c);
    return second_choose_agent(self, id, but);
}

static double
next_moment(const second *self, const second_contact *c)
{
    const cc_queue *queue = queue_of(self, c);
    double next = INFINITY;
    for (int j = 0; j < queue->n_overflows; j++) {
        next = fmin(next, c->asked_at[j]);
    }
    return next;
}

void
second_rules_wait(second *self, int id)
{
    const double next = next_moment(self, &self->contact[id]);
    if (next < INFINITY && next <= second_scheduled_at(self, OF_CONTACT, id)) {
        second_cancel(self, OF_CONTACT, id);
        second_schedule(self, next, THEN_COMPLETIONS, OF_CONTACT, id);
    }
}

bool
second_rules_due(second *self, int id)
{
    second_contact *c = &self->contact[id];
    if (!second_is_in_line(c) || next_moment(self, c) > self->now) {
        return false;
    }
    const int agent = asks_rules(self, c) ? second_choose_agent(self, id, NOBODY) : NOBODY;
    if (agent != NOBODY) {
        second_takes(self, id, agent);
        return true;
    }
    if (!c->is_ghost && c->patience < INFINITY) {
        second_schedule(self, c->queued + c->patience, THEN_ABANDONMENTS, OF_CONTACT, id);
    }
    if (!c->is_ghost) {
        second_item_waits(self, id);
    }
    second_rules_wait(self, id);
    return true;
}

/* ---- outsourced ---- */

void
second_answers_outside(second *self, const second_contact *c)
{
    const int group = c->answered_by, slice = second_slice_at(self, self->now);
    const cc_outsourced *its = &self->scenario->center.group[group].outsourced;
    const cc_queue *queue = queue_of(self, c);
    double waited = queue->n_overflows > 0 ? self->now - c->stay_began : c->waited;
    for (int j = 0; j < queue->n_overflows; j++) {
        if (names(self, &queue->overflow[j], group) && !isnan(c->opened[j])) {
            waited = self->now - c->opened[j];
        }
    }
    if (!its->is) {
        return;
    }
    if (slice != NOBODY) {
        self->of_agents[slice * self->scenario->center.n_groups + group][CC_A_outsourced] +=
            its->per_contact;
    }
    if (its->within < INFINITY && !second_survives(self, c->channel)) {
        second_count(self, c, group, CC_N_outsourced_answered, 1);
        second_count(self, c, group, CC_N_outsourced_in_time, waited <= its->within);
    }
}

void
second_count_outside(second *self)
{
    const double month = 365.25 / 12 * CC_DAY, observe = self->end - self->start;
    for (int g = 0; g < self->scenario->center.n_groups; g++) {
        const cc_outsourced *its = &self->scenario->center.group[g].outsourced;
        const double guaranteed = its->guaranteed * 60 * observe / month;
        double worked = 0;
        for (int s = 0; s < self->n_slices && its->is; s++) {
            double *count = self->of_agents[s * self->scenario->center.n_groups + g];
            const double before = fmax(worked, guaranteed);
            worked += count[CC_A_attention];
            const double span = self->slice[s].end - self->slice[s].begin;
            count[CC_A_outsourced] +=
                (fmax(worked, guaranteed) - before + guaranteed * span / observe) / 60 *
                its->per_minute;
        }
    }
}
