/* Agents as persons: who they are is drawn once in a replication, by the agent, so that the same
 * people work in all centers that are compared. Their own part of a time is lognormal with mean 1, so
 * that agents of a group take its time in the mean, if each has as many contacts. */
#include "models/center/self.h"

#include "models/center/state.h"
#include "models/scenario/connection.h"
#include "models/scenario/roster.h"
#include "sim/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
cc_selves_resolve_alike(const cc_scenario *scenario, int issue)
{
    bool alike = scenario->center.knowledge.resolution[issue] == 1;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        alike = alike && group->resolution[issue] == 1 && group->fatigue.errors <= 0 &&
                cc_site_effect(&scenario->center, group).resolution == 1 &&
                !cc_group_may_move(scenario, group);
    }
    return alike;
}

/* ---- built once ---- */

/* Of the roster; -1: is nobody by name. */
static int
person_at(const cc_scenario *scenario, int group, uint32_t seat)
{
    const cc_roster_plan *roster = &scenario->center.roster;
    const int n = cc_roster_people(scenario, group);
    return seat < (uint32_t)n ? roster->first[group] + (int)seat : -1;
}

/* Is anybody of the group better or worse at something than the group's figures say? */
static bool
has_proficiency(const cc_scenario *scenario, int group)
{
    bool has = false;
    for (uint32_t j = 0; person_at(scenario, group, j) >= 0; j++) {
        const double *of =
            scenario->center.roster.person[person_at(scenario, group, j)].proficiency;
        for (int q = 0; of != NULL && q < scenario->center.n_queues; q++) {
            has |= of[q] > 0 && of[q] != 1;
        }
    }
    return has;
}

static void
find_out(cc_center *self, cc_crew *crew)
{
    crew->pauses = cc_group_pauses(crew->group);
    crew->tires = cc_fatigue_is(&crew->group->fatigue);
    crew->counts_hands = crew->tires || crew->group->line.clock != CC_UP_ALWAYS;
    crew->fails_over = cc_group_may_move(self->scenario, crew->group);
    crew->differs =
        cc_group_differs(crew->group) || has_proficiency(self->scenario, (int)(crew - self->crew));
    crew->passes = crew->passes && !crew->pauses && !crew->counts_hands;
    crew->asks_to_stay = cc_overtime_may_be(&crew->group->overtime);
    crew->asks_to_go = cc_time_off_may_be(&crew->group->time_off);
    crew->wears = crew->group->attrition.per_year > 0;
    for (size_t k = 0; k < self->n_services && (crew->differs || crew->fails_over); k++) {
        crew->pace[k] = NAN;
    }
    for (size_t k = 0; k < self->n_services && crew->counts_hands; k++) {
        self->service[k].is_common = false; /* short cuts do not see when hands are empty */
    }
}

static int
take_room(cc_center *self, bool is_drawn)
{
    const size_t n = (size_t)self->n_agents + 1;
    self->selves = calloc(n, sizeof(*self->selves));
    self->own_time =
        is_drawn ? calloc(n * (size_t)self->scenario->demand.n_issues + 1, sizeof(*self->own_time))
                 : NULL;
    return self->selves == NULL || (is_drawn && self->own_time == NULL) ? SIM_ERR_NOMEM : SIM_OK;
}

/* Of a person at home at times, the seat in the other group; else the agent itself. Keys of that group are
 * known: it comes first. */
static uint32_t
other_seat(const cc_center *self, const cc_crew *crew, uint32_t a)
{
    const cc_crew *of = crew->group->home_of > 0 ? &self->crew[crew->group->home_of - 1] : crew;
    for (uint32_t j = 0; j < of->n_persons && of != crew; j++) {
        const uint32_t b = cc_crew_seat(of, j);
        if (self->selves[b].key == self->selves[a].key) {
            return b;
        }
    }
    return a;
}

int
cc_selves_init(cc_center *self)
{
    bool is_needed = cc_agents_may_be_cut_off(self->scenario), is_drawn = false;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        find_out(self, crew);
        is_needed |= crew->pauses || crew->tires || crew->differs ||
                     crew->group->leaves != CC_LEAVES_IDLE_FIRST || crew->n_persons > 0 ||
                     crew->asks_to_stay || crew->asks_to_go || crew->wears;
        is_drawn |= crew->group->differ.cv > 0 || crew->group->differ.kind_cv > 0;
    }
    if (!is_needed) {
        return SIM_OK;
    }
    if (take_room(self, is_drawn) != SIM_OK) {
        return SIM_ERR_NOMEM;
    }
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        const char *name = crew->group->name;
        const uint64_t hash = sim_hash_bytes(sim_hash_start(), name, strlen(name));
        for (uint32_t j = 0; j < crew->n_agents; j++) {
            cc_self *own = &self->selves[cc_crew_seat(crew, j)];
            own->person = person_at(self->scenario, g, j);
            own->key = own->person < 0 ? sim_hash_integer(hash, j)
                                       : self->scenario->center.roster.person[own->person].key;
            own->same_as = other_seat(self, crew, cc_crew_seat(crew, j));
        }
    }
    return SIM_OK;
}

void
cc_selves_free(cc_center *self)
{
    free(self->selves);
    free(self->own_time);
}

/* ---- drawn in each replication, and when another comes ---- */

/* Lognormal, of mean 1. */
static double
draw_time(uint64_t word, double cv)
{
    const double variance = sim_log1p(cv * cv);
    return sim_exp(sqrt(variance) * sim_normal_quantile(sim_uniform(word)) - variance / 2);
}

void
cc_self_draw(cc_center *self, uint32_t a)
{
    const cc_group *group = self->crew[self->agent[a].group].group;
    cc_self *own = &self->selves[a];
    const int n = self->scenario->demand.n_issues;
    sim_block u = cc_draw_again(self, CC_DRAW_SELF, own->holder, 0, 0);
    const double common = draw_time(u.word[0], group->differ.cv);
    const double months =
        own->person < 0 ? NAN : self->scenario->center.roster.person[own->person].tenure;
    own->tenure = own->n_holders > 0 ? -own->hired * CC_DAY
                  : isnan(months)
                      ? sim_dist_quantile(&group->learning.tenure, sim_uniform(u.word[1]))
                      : months * 365.25 / 12 * CC_DAY;
    for (int i = 0; i < n && self->own_time != NULL; i++) {
        if (i % 4 == 0) {
            u = cc_draw_again(self, CC_DRAW_SELF, own->holder, 0, 1 + (uint64_t)i / 4);
        }
        self->own_time[a * (size_t)n + (size_t)i] =
            common * draw_time(u.word[i % 4], group->differ.kind_cv);
    }
}

void
cc_selves_reset(cc_center *self)
{
    for (uint32_t a = 0; self->selves != NULL && a < self->n_agents; a++) {
        const cc_crew *crew = &self->crew[self->agent[a].group];
        const cc_self was = self->selves[a];
        self->selves[a] = (cc_self){.key = was.key,
                                    .person = was.person,
                                    .same_as = was.same_as,
                                    .busy_since = NAN,
                                    .stay_day = -1,
                                    .off_day = -1,
                                    .holder = was.key};
        if (crew->differs || crew->wears) {
            cc_self_draw(self, a);
        }
    }
}

/* ---- as they are now ---- */

/* h */
static double
hours_busy(const cc_center *self, const cc_self *own, const cc_fatigue *fatigue)
{
    const double more = isnan(own->busy_since) ? 0 : self->now.time - own->busy_since;
    return fmin(own->busy + more, fatigue->most) / 3600;
}

double
cc_self_time(const cc_center *self, const cc_crew *crew, const cc_contact *c, int kind)
{
    const cc_group *group = crew->group;
    const cc_self *own = &self->selves[c->agent];
    double time = 1;
    if (own->person >= 0) {
        const double *proficiency = self->scenario->center.roster.person[own->person].proficiency;
        const int queue = cc_service_of(self, c)->queue;
        time = proficiency != NULL && proficiency[queue] > 0 ? 1 / proficiency[queue] : 1;
    }
    if (self->own_time != NULL) {
        time *= self->own_time[c->agent * (size_t)self->scenario->demand.n_issues + (size_t)kind];
    }
    if (group->learning.extra > 0) {
        const double there = own->tenure + self->now.when.day * CC_DAY;
        time *= 1 + group->learning.extra * sim_exp(-there / group->learning.time);
    }
    if (group->fatigue.slower > 0) {
        time *= 1 + group->fatigue.slower * hours_busy(self, own, &group->fatigue);
    }
    return time;
}

void
cc_self_makes_errors(cc_center *self, cc_contact *c)
{
    const cc_fatigue *fatigue = &self->crew[self->agent[c->agent].group].group->fatigue;
    if (fatigue->errors > 0) {
        const double hours = hours_busy(self, &self->selves[c->agent], fatigue);
        self->aside[c - self->contact].attempt.errors = fmin(fatigue->errors * hours, 1);
    }
}

void
cc_self_takes(cc_center *self, uint32_t a)
{
    if (self->crew[self->agent[a].group].counts_hands) {
        cc_connection_hands(self, a);
    }
    if (isnan(self->selves[a].busy_since)) {
        self->selves[a].busy_since = self->now.time;
    }
}

void
cc_self_gives(cc_center *self, uint32_t a)
{
    cc_self *own = &self->selves[a];
    cc_connection_hands(self, a);
    if (self->agent[a].mix == 0 && !isnan(own->busy_since)) {
        own->busy += self->now.time - own->busy_since;
        own->busy_since = NAN;
    }
}

void
cc_self_rests(cc_center *self, uint32_t a)
{
    self->selves[a].busy = 0;
    self->selves[a].busy_since = NAN;
}
