/* Where agents are, and providers and agents' lines that fail. What one of them is at a moment is found
 * by going through its life, on from the last cycle that had begun when it was asked before. */
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
        return (cc_home_effect){1, 1, 1, 1, 1};
    }
    const bool both = center->site[site - 1].by_choice;
    return (cc_home_effect){of->pace * (both ? chosen->pace : 1),
                            of->minutes_worked * (both ? chosen->minutes_worked : 1),
                            of->resolution * (both ? chosen->resolution : 1),
                            of->absence * (both ? chosen->absence : 1),
                            of->attrition * (both ? chosen->attrition : 1)};
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

/* Index + 1; 0: none. */
static int
site_of(const second *self, int agent)
{
    const int own = group_of(self, agent)->site;
    return self->agent[agent].is_elsewhere ? self->scenario->center.site[own - 1].failover.to : own;
}

cc_home_effect
second_at_site(const second *self, int agent)
{
    const cc_center_setup *center = &self->scenario->center;
    if (!self->agent[agent].is_elsewhere) {
        return second_at_home(self, self->agent[agent].group);
    }
    const cc_site *own = &center->site[group_of(self, agent)->site - 1];
    const bool is_home = center->site[own->failover.to - 1].remote;
    const bool chose = own->remote && own->by_choice;
    return (cc_home_effect){.pace = (is_home ? center->home.treatment.pace : 1) *
                                    (chose ? center->home.selection.pace : 1),
                            .resolution = (is_home ? center->home.treatment.resolution : 1) *
                                          (chose ? center->home.selection.resolution : 1)};
}

/* ---- what a link does ---- */

static int
n_sites(const second *self)
{
    return self->scenario->center.n_sites;
}

static int
n_shared(const second *self)
{
    return n_providers(self) + n_sites(self);
}

static const cc_outages *
outages_of(const second *self, int link)
{
    return link < n_providers(self) ? &self->scenario->center.provider[link].fails
           : link < n_shared(self)  ? &self->scenario->center.site[link - n_providers(self)].fails
                                    : &group_of(self, link - n_shared(self))->line;
}

static uint64_t
owner_of(const second *self, int link)
{
    return link < n_providers(self) ? cc_provider_key(self->scenario->center.provider[link].name)
           : link < n_shared(self)
               ? cc_site_key(self->scenario->center.site[link - n_providers(self)].name)
               : second_key_of(self, link - n_shared(self));
}

static double
time_in(const second *self, int link, uint64_t k, bool is_down)
{
    const cc_outages *outages = outages_of(self, link);
    const sim_block u = second_draw(self, CC_DRAW_CONNECTION, owner_of(self, link), k, is_down);
    return is_down ? second_value(&outages->down, u.word[0])
                   : fmax(second_value(&outages->up, u.word[0]), 1);
}

/* By the times of the day. */
static bool
is_off(const second *self, int link, double *next)
{
    const cc_outages *outages = outages_of(self, link);
    const double midnight = floor(self->now / CC_DAY) * CC_DAY;
    bool off = false;
    *next = INFINITY;
    for (int j = 0; j < outages->n; j++) {
        const double from = midnight + outages->from[j], to = midnight + outages->to[j];
        off |= self->now >= from && self->now < to;
        *next = fmin(*next, from > self->now ? from : from + CC_DAY);
        *next = fmin(*next, to > self->now ? to : to + CC_DAY);
    }
    return off;
}

static bool
is_for(const second *self, int agent, bool is_busy)
{
    return self->agent[agent].on_duty &&
           is_busy == (group_of(self, agent)->line.clock == CC_UP_BUSY);
}

/* Of a line whose clock stands still at times: its life goes on from where it was. */
static bool
line_has_failed(second *self, int agent, double *next)
{
    second_agent *a = &self->agent[agent];
    const int link = n_shared(self) + agent;
    while (!a->line_is_known || a->line_until <= self->now) {
        a->n_line_failures += a->line_has_failed;
        a->line_has_failed = a->line_is_known && !a->line_has_failed;
        const double time = time_in(self, link, a->n_line_failures, a->line_has_failed);
        const bool stands =
            !a->line_has_failed && !is_for(self, agent, second_n_open(self, agent, -1) > 0);
        a->line_left = stands ? time : NAN;
        a->line_until = stands ? INFINITY : (a->line_is_known ? a->line_until : 0) + time;
        a->line_is_known = true;
    }
    *next = fmin(*next, a->line_until);
    return a->line_has_failed;
}

void
second_line_clock(second *self, int agent, bool is_busy)
{
    second_agent *a = &self->agent[agent];
    if (!a->line_is_known || a->line_has_failed) {
        return;
    }
    const bool goes = is_for(self, agent, is_busy);
    if (goes == isnan(a->line_left)) {
        return;
    }
    const double left = a->line_left;
    double next;
    a->line_left = goes ? NAN : a->line_until - self->now;
    a->line_until = goes ? self->now + left : INFINITY;
    is_off(self, n_shared(self) + agent, &next);
    next = fmin(next, a->line_until);
    if (next < INFINITY) {
        second_schedule(self, next, THEN_COMPLETIONS, OF_LINK, n_shared(self) + agent);
    } else {
        second_cancel(self, OF_LINK, n_shared(self) + agent);
    }
}

/* Is it down then, and when may that be otherwise? */
static bool
is_down(second *self, int link, double *next)
{
    const cc_outages *outages = outages_of(self, link);
    bool down = is_off(self, link, next);
    if (sim_dist_is_zero(&outages->up)) {
        return down;
    }
    if (outages->clock != CC_UP_ALWAYS) {
        return line_has_failed(self, link - n_shared(self), next) || down;
    }
    second_cycle *cycle = &self->cycle[link]; /* the last that has begun */
    for (;;) {
        const double fails = cycle->begin + time_in(self, link, cycle->k, false);
        if (fails > self->now) {
            *next = fmin(*next, fails);
            return down;
        }
        const double back = fails + time_in(self, link, cycle->k, true);
        if (back > self->now) {
            *next = fmin(*next, back);
            return true;
        }
        *cycle = (second_cycle){cycle->k + 1, back};
    }
}

/* ---- who is connected ---- */

static bool
needs(const second *self, int agent, int link)
{
    const int site = site_of(self, agent);
    if (link >= n_providers(self)) {
        return link < n_shared(self) ? link - n_providers(self) == site - 1
                                     : link - n_shared(self) == agent;
    }
    const uint64_t there = site > 0 ? self->scenario->center.site[site - 1].providers : 0;
    return ((group_of(self, agent)->providers | there) >> link & 1) != 0;
}

static bool
has_lost_one(const second *self, int agent)
{
    bool any = false;
    for (int link = 0; link < n_shared(self) + self->n_agents; link++) {
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
    const bool was = a->is_cut_off, had = a->has_lost, lost = has_lost_one(self, agent);
    a->has_lost = lost;
    if (lost) {
        second_cancel(self, OF_REJOINING, agent);
    }
    if (lost && !was) {
        is_cut_off(self, agent, true);
        return true;
    }
    if (lost || !had) {
        return false;
    }
    const sim_dist *rejoin = group_of(self, agent)->has_cut_off
                                 ? &group_of(self, agent)->cut_off.rejoin
                                 : &self->scenario->center.cut_off.rejoin;
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

/* Those go on, or do not, who are marked. */
static void
go_on(second *self, const bool *has_changed)
{
    for (int a = 0; a < self->n_agents; a++) {
        if (has_changed[a]) {
            self->agent[a].is_cut_off ? second_cut_off(self, a) : second_rejoins(self, a);
        }
    }
}

static bool *
nobody(const second *self)
{
    bool *mark = calloc((size_t)self->n_agents + 1, sizeof(*mark));
    assert_non_null(mark);
    return mark;
}

void
second_fails_over(second *self, int site)
{
    const double share = self->scenario->center.site[site].failover.share;
    bool *has_changed = nobody(self);
    second_tell_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_LINK, n_providers(self) + site, 2);
    for (int a = 0; a < self->n_agents; a++) {
        const int seat = self->agent[a].seat;
        const double before = floor(seat * share + 0.5), after = floor((seat + 1) * share + 0.5);
        if (group_of(self, a)->site == site + 1 && after > before) {
            self->agent[a].is_elsewhere = true;
            has_changed[a] = changes(self, a) && self->agent[a].on_duty;
        }
    }
    go_on(self, has_changed);
    free(has_changed);
}

/* Its agents may go on from another in a while; or are back. */
static void
site_changes(second *self, int site, bool fails, bool *has_changed)
{
    const cc_failover *over = &self->scenario->center.site[site].failover;
    second_cancel(self, OF_FAILOVER, site);
    if (fails && over->to > 0 && over->share > 0) {
        const sim_block u =
            second_draw(self, CC_DRAW_CONNECTION, owner_of(self, n_providers(self) + site),
                        self->n_failovers[site]++, 2);
        second_schedule(self, self->now + second_value(&over->after, u.word[0]), THEN_COMPLETIONS,
                        OF_FAILOVER, site);
    }
    for (int a = 0; a < self->n_agents && !fails; a++) {
        if (self->agent[a].is_elsewhere && group_of(self, a)->site == site + 1) {
            self->agent[a].is_elsewhere = false;
            has_changed[a] = changes(self, a) && self->agent[a].on_duty;
        }
    }
}

void
second_link_fires(second *self, int link)
{
    double next = INFINITY;
    const bool was = self->link_is_down[link];
    const bool by_itself = cc_agents_may_lose(self->scenario) && is_down(self, link, &next);
    const double works =
        link < n_shared(self) ? second_control(self, CC_CONTROL_CONNECTED, link, NAN) : NAN;
    self->link_is_down[link] = isnan(works) ? by_itself : works == 0;
    if (next < INFINITY) {
        second_schedule(self, next, THEN_COMPLETIONS, OF_LINK, link);
    }
    if (self->link_is_down[link] == was) {
        return;
    }
    if (link < n_shared(self)) {
        second_tell_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_LINK, link, !was);
    }
    bool *has_changed = nobody(self);
    for (int a = 0; a < self->n_agents; a++) {
        has_changed[a] = needs(self, a, link) && changes(self, a) && self->agent[a].on_duty;
    }
    if (link >= n_providers(self) && link < n_shared(self)) {
        site_changes(self, link - n_providers(self), !was, has_changed);
    }
    go_on(self, has_changed);
    free(has_changed);
}

void
second_links_open(second *self)
{
    if (!cc_agents_may_be_cut_off(self->scenario)) { /* not even by a change */
        return;
    }
    const int n = n_shared(self) + self->n_agents;
    self->link_is_down = calloc((size_t)n + 1, sizeof(bool));
    self->n_failovers = calloc((size_t)n_sites(self) + 1, sizeof(*self->n_failovers));
    self->cycle = calloc((size_t)n + 1, sizeof(*self->cycle));
    assert_non_null(self->link_is_down);
    assert_non_null(self->cycle);
    assert_non_null(self->n_failovers);
    for (int link = 0; link < n; link++) {
        if (cc_agents_may_lose(self->scenario) && cc_line_fails(outages_of(self, link))) {
            second_link_fires(self, link);
        }
    }
}

void
second_links_free(second *self)
{
    free(self->link_is_down);
    free(self->cycle);
    free(self->n_failovers);
}
