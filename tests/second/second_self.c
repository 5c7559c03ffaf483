/* Agents as persons: when they are not ready. */
#include "tests/second/second.h"

#include "models/scenario/roster.h"
#include "sim/elementary.h"
#include "sim/hash.h"
#include <math.h>
#include <string.h>

static const cc_group *
group_of(const second *self, int agent)
{
    return &self->scenario->center.group[self->agent[agent].group];
}

/* NULL: the roster does not say who. */
static const cc_person *
person_of(const second *self, int agent)
{
    const cc_roster_plan *roster = &self->scenario->center.roster;
    const second_agent *a = &self->agent[agent];
    return a->seat < cc_roster_people(self->scenario, a->group)
               ? &roster->person[roster->first[a->group] + a->seat]
               : NULL;
}

uint64_t
second_key_of(const second *self, int agent)
{
    if (person_of(self, agent) != NULL) {
        return person_of(self, agent)->key;
    }
    const char *name = group_of(self, agent)->name;
    return sim_hash_integer(sim_hash_bytes(sim_hash_start(), name, strlen(name)),
                            (uint64_t)self->agent[agent].seat);
}

/* Lognormal with mean 1. */
static double
drawn_time(uint64_t word, double cv)
{
    const double s2 = sim_log1p(cv * cv);
    return sim_exp(sqrt(s2) * sim_normal_quantile(sim_uniform(word)) - s2 / 2);
}

static double
hours_busy(const second *self, const second_agent *a, const cc_fatigue *fatigue)
{
    const double s = a->busy + (isnan(a->busy_since) ? 0 : self->now - a->busy_since);
    return fmin(s, fatigue->most) / 3600;
}

double
second_tenure(const second *self, int agent)
{
    const second_agent *a = &self->agent[agent];
    const cc_person *person = person_of(self, agent);
    if (a->n_before > 0) {
        return -(double)a->hired * CC_DAY;
    }
    const sim_block own = second_draw(self, CC_DRAW_SELF, second_key_of(self, agent), 0, 0);
    return person != NULL && !isnan(person->tenure)
               ? person->tenure * 365.25 / 12 * CC_DAY
               : second_value(&group_of(self, agent)->learning.tenure, own.word[1]);
}

double
second_own_time(const second *self, int agent, int kind, int queue)
{
    const second_agent *a = &self->agent[agent];
    const cc_group *group = group_of(self, agent);
    const cc_person *person = person_of(self, agent);
    const uint64_t key = second_holder_of(self, agent);
    const sim_block own = second_draw(self, CC_DRAW_SELF, key, 0, 0);
    const sim_block by_kind = second_draw(self, CC_DRAW_SELF, key, 0, 1 + (uint64_t)kind / 4);
    double time = 1;
    if (person != NULL && person->proficiency != NULL && person->proficiency[queue] > 0) {
        time /= person->proficiency[queue];
    }
    time *= drawn_time(own.word[0], group->differ.cv) *
            drawn_time(by_kind.word[kind % 4], group->differ.kind_cv);
    const double tenure = second_tenure(self, agent);
    time *= 1 + group->learning.extra *
                    sim_exp(-(tenure + (double)self->day * CC_DAY) / group->learning.time);
    time *= 1 + group->fatigue.slower * hours_busy(self, a, &group->fatigue);
    return time;
}

double
second_errors(const second *self, int agent)
{
    const cc_fatigue *fatigue = &group_of(self, agent)->fatigue;
    return fmin(fatigue->errors * hours_busy(self, &self->agent[agent], fatigue), 1);
}

void
second_has_more(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    a->busy_since = isnan(a->busy_since) ? self->now : a->busy_since;
    second_line_clock(self, agent, true);
}

void
second_has_less(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    if (!isnan(a->busy_since) && second_n_open(self, agent, -1) == 0) {
        a->busy += self->now - a->busy_since;
        a->busy_since = NAN;
    }
    second_line_clock(self, agent, second_n_open(self, agent, -1) > 0);
}

/* A person who is at home at times has two seats: the first of them counts for both. */
static second_agent *
first_seat(second *self, int agent)
{
    int a = 0;
    while (self->agent[a].group !=
               self->scenario->center.group[self->agent[agent].group].home_of - 1 ||
           second_key_of(self, a) != second_key_of(self, agent)) {
        if (++a == self->n_agents) {
            return &self->agent[agent];
        }
    }
    return &self->agent[a];
}

void
second_rests(second *self, int agent)
{
    self->agent[agent].busy = 0;
    self->agent[agent].busy_since = NAN;
}

static bool
is_waited_for(const second *self, const cc_group *group)
{
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        for (int j = 0; j < group->n_serves && second_is_in_line(c); j++) {
            if (group->serves[j].index == second_queue_of(self, c)) {
                return true;
            }
        }
    }
    return false;
}

void
second_may_pause(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    const cc_pauses *pauses = &group_of(self, agent)->pauses;
    if (sim_dist_is_zero(&pauses->length) || !second_is_available(self, agent) ||
        second_n_open(self, agent, -1) > 0) {
        return;
    }
    const sim_block u = second_draw(self, CC_DRAW_PAUSE, second_key_of(self, agent), 0,
                                    first_seat(self, agent)->n_emptied++);
    const double length = second_value(&pauses->length, u.word[1]) *
                          (is_waited_for(self, group_of(self, agent)) ? pauses->when_waiting : 1);
    if (sim_uniform(u.word[0]) < pauses->probability && length > 0) {
        a->attention = ON_NOTHING;
        second_tell_of(self, CC_JOURNAL_PAUSES, CC_OF_AGENT, agent, length);
        second_schedule(self, self->now + length, THEN_COMPLETIONS, OF_AGENT, agent);
    }
}

void
second_pause_ends(second *self, int agent)
{
    self->agent[agent].attention = FREE;
    second_hands_change(self, agent);
    second_rests(self, agent);
    second_looks_for_work(self, agent);
    second_attends(self, agent);
    if (group_of(self, agent)->pauses.again) {
        second_may_pause(self, agent);
    }
}
