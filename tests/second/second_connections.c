/* Where agents are, and providers and agents' lines that fail. What one of them is at a moment is found from its whole life, gone
 * through from the beginning each time. */
#include "tests/second/second.h"

#include "models/scenario/connection.h"
#include <math.h>
#include <stdlib.h>

static int
n_providers(const second *self)
{
    return self->scenario->center.n_providers;
}

static const cc_group *
group_of(const second *self, int agent)
{
    return &self->scenario->center.group[self->agent[agent].group];
}

cc_home_effect
second_at_home(const second *self, int group)
{
    const cc_center_setup *center = &self->scenario->center;
    const int site = center->group[group].site;
    const cc_home_effect *of = &center->home.treatment, *chosen = &center->home.selection;
    if (site == 0 || !center->site[site - 1].remote) {
        return (cc_home_effect){1, 1, 1};
    }
    const bool both = center->site[site - 1].by_choice;
    return (cc_home_effect){of->pace * (both ? chosen->pace : 1),
                            of->minutes_worked * (both ? chosen->minutes_worked : 1),
                            of->resolution * (both ? chosen->resolution : 1)};
}

double
second_share_there(const second *self, int group, size_t day, size_t interval)
{
    const double share =
        (1 - cc_table_at(&self->scenario->center.group[group].shrinkage, day, interval)) *
        second_at_home(self, group).minutes_worked;
    return share < 1 ? share : 1;
}

double
second_wage(const second *self, int group)
{
    const cc_group *of = &self->scenario->center.group[group];
    return of->wage_per_hour *
           (of->site > 0 ? self->scenario->center.site[of->site - 1].wage_factor : 1);
}

static const cc_outages *
outages_of(const second *self, int link)
{
    return link < n_providers(self) ? &self->scenario->center.provider[link].fails
                                    : &group_of(self, link - n_providers(self))->line;
}

/* Is it down then, and when may that be otherwise? */
static bool
is_down(const second *self, int link, double *next)
{
    const cc_outages *outages = outages_of(self, link);
    const double midnight = floor(self->now / CC_DAY) * CC_DAY;
    bool down = false;
    *next = INFINITY;
    for (int j = 0; j < outages->n; j++) {
        const double from = midnight + outages->from[j], to = midnight + outages->to[j];
        down |= self->now >= from && self->now < to;
        *next = fmin(*next, from > self->now ? from : from + CC_DAY);
        *next = fmin(*next, to > self->now ? to : to + CC_DAY);
    }
    const uint64_t owner = link < n_providers(self)
                               ? cc_provider_key(self->scenario->center.provider[link].name)
                               : second_key_of(self, link - n_providers(self));
    double end = 0;
    for (uint64_t k = 0; !sim_dist_is_zero(&outages->up) && end <= self->now; k++) {
        const sim_block up = second_draw(self, CC_DRAW_CONNECTION, owner, k, 0);
        end += fmax(second_value(&outages->up, up.word[0]), 1);
        if (end <= self->now) {
            const sim_block off = second_draw(self, CC_DRAW_CONNECTION, owner, k, 1);
            end += second_value(&outages->down, off.word[0]);
            down |= end > self->now;
        }
    }
    *next = fmin(*next, end > self->now ? end : INFINITY);
    return down;
}

static bool
needs(const second *self, int agent, int link)
{
    return link < n_providers(self)
               ? (cc_site_providers(&self->scenario->center, group_of(self, agent)) >> link & 1) !=
                     0
               : link - n_providers(self) == agent;
}

static bool
has_lost_one(const second *self, int agent)
{
    bool any = false;
    for (int link = 0; link < n_providers(self) + self->n_agents; link++) {
        any |= needs(self, agent, link) && self->link_is_down[link];
    }
    return any;
}

static void
is_cut_off(second *self, int agent, bool is)
{
    self->agent[agent].is_cut_off = is;
    if (!is) {
        second_hands_change(self, agent);
    }
    if (self->agent[agent].on_duty) {
        second_tell_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_AGENT, agent, is);
    }
}

/* Is the agent cut off just now, or connected again? */
static bool
changes(second *self, int agent)
{
    second_agent *a = &self->agent[agent];
    const bool was = a->is_cut_off, lost = has_lost_one(self, agent);
    if (lost) {
        second_cancel(self, OF_REJOINING, agent);
    }
    if (lost && !was) {
        is_cut_off(self, agent, true);
        return true;
    }
    if (lost || !was) {
        return false;
    }
    const sim_dist *rejoin = &self->scenario->center.cut_off.rejoin;
    if (sim_dist_is_zero(rejoin)) {
        is_cut_off(self, agent, false);
        return true;
    }
    const sim_block u =
        second_draw(self, CC_DRAW_REJOIN, second_key_of(self, agent), a->n_rejoined++, 0);
    second_schedule(self, self->now + second_value(rejoin, u.word[0]), THEN_COMPLETIONS,
                    OF_REJOINING, agent);
    return false;
}

void
second_rejoining_ends(second *self, int agent)
{
    is_cut_off(self, agent, false);
    if (self->agent[agent].on_duty) {
        second_rejoins(self, agent);
    }
}

void
second_link_fires(second *self, int link)
{
    double next;
    const bool was = self->link_is_down[link];
    self->link_is_down[link] = is_down(self, link, &next);
    if (next < INFINITY) {
        second_schedule(self, next, THEN_COMPLETIONS, OF_LINK, link);
    }
    if (self->link_is_down[link] == was) {
        return;
    }
    if (link < n_providers(self)) {
        second_tell_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_LINK, link, !was);
    }
    bool *has_changed = calloc((size_t)self->n_agents + 1, sizeof(*has_changed));
    assert_non_null(has_changed);
    for (int a = 0; a < self->n_agents; a++) {
        has_changed[a] = needs(self, a, link) && changes(self, a) && self->agent[a].on_duty;
    }
    for (int a = 0; a < self->n_agents; a++) {
        if (has_changed[a] && !was) {
            second_cut_off(self, a);
        } else if (has_changed[a]) {
            second_rejoins(self, a);
        }
    }
    free(has_changed);
}

void
second_links_open(second *self)
{
    if (!cc_agents_may_lose(self->scenario)) {
        return;
    }
    const int n = n_providers(self) + self->n_agents;
    self->link_is_down = calloc((size_t)n + 1, sizeof(bool));
    assert_non_null(self->link_is_down);
    for (int link = 0; link < n; link++) {
        if (cc_line_fails(outages_of(self, link))) {
            second_link_fires(self, link);
        }
    }
}

void
second_links_free(second *self)
{
    free(self->link_is_down);
}
