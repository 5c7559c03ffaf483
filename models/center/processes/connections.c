/* Connections that fail: providers', those of whole sites, and the line that each agent has alone, at times
 * of the day and at random. Each is drawn by its own name, whatever else happens, so that a provider's
 * failures are the same in every center that has it. An agent who has lost one is cut off until all are
 * back, and has rejoined; or goes on from another site. Slots: providers, sites, lines by agent, rejoining
 * by agent, failover by site. */
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/self.h"
#include "models/center/state.h"
#include "models/scenario/connection.h"
#include <math.h>

#define NAME "connections"

typedef struct link {
    uint64_t n_failures; /* at random, so far */
    double changes;      /* s: when it fails or is mended next, at random; */
    double scheduled;    /* and by the day's times */
    double left;         /* s of `up`, while its clock stands still; else NAN */
    uint64_t n_outages;  /* of a site, of all kinds */
    bool failed, is_off, is_down;
} link;

typedef struct connected {
    uint64_t n_rejoined;
    uint32_t n_down;  /* of its links */
    bool rejoins;     /* all are back, and it is not yet */
    bool has_changed; /* within this event */
} connected;

static uint32_t
n_providers(const cc_center *self)
{
    return (uint32_t)self->scenario->center.n_providers;
}

static uint32_t
n_sites(const cc_center *self)
{
    return (uint32_t)self->scenario->center.n_sites;
}

/* Of agent 0. */
static uint32_t
first_line(const cc_center *self)
{
    return n_providers(self) + n_sites(self);
}

static bool
may_fail(const cc_center *self)
{
    return cc_agents_may_be_cut_off(self->scenario);
}

static uint32_t
n_slots(const cc_center *self)
{
    return may_fail(self) ? first_line(self) + 2 * self->n_agents + n_sites(self) : 0;
}

static size_t
n_links(const cc_center *self)
{
    return first_line(self) + self->n_agents;
}

/* Of an agent who rejoins. */
static uint32_t
rejoin_slot(const cc_center *self, uint32_t a)
{
    return first_line(self) + self->n_agents + a;
}

static uint32_t
failover_slot(const cc_center *self, uint32_t site)
{
    return first_line(self) + 2 * self->n_agents + site;
}

static size_t
state_bytes(const cc_center *self)
{
    return may_fail(self) ? n_links(self) * sizeof(link) + self->n_agents * sizeof(connected) : 0;
}

static link *
link_at(cc_center *self, const cc_row *row, uint32_t slot)
{
    return (link *)cc_process_state(self, row) + slot;
}

static connected *
connected_of(cc_center *self, const cc_row *row, uint32_t a)
{
    return (connected *)(void *)(link_at(self, row, 0) + n_links(self)) + a;
}

/* ---- agents ---- */

static const cc_group *
group_of(const cc_center *self, uint32_t a)
{
    return self->crew[self->agent[a].group].group;
}

/* The site where it is now: index + 1; 0: none. */
static int
site_of(const cc_center *self, uint32_t a)
{
    const int site = group_of(self, a)->site;
    return self->selves[a].is_elsewhere ? self->scenario->center.site[site - 1].failover.to : site;
}

static bool
needs(const cc_center *self, uint32_t a, uint32_t slot)
{
    if (slot >= first_line(self)) {
        return slot - first_line(self) == a;
    }
    const int site = site_of(self, a);
    const uint64_t there = site > 0 ? self->scenario->center.site[site - 1].providers : 0;
    return slot >= n_providers(self) ? slot - n_providers(self) + 1 == (uint32_t)site
                                     : ((group_of(self, a)->providers | there) >> slot & 1) != 0;
}

/* Whose link it is: of one that many share all that need it, in the order of groups and seats, one after the
 * other as crew and seat, which are 0 at first, go on. CC_NONE: no more. */
static uint32_t
next_of(const cc_center *self, uint32_t slot, uint32_t *crew, uint32_t *seat)
{
    if (slot >= first_line(self)) {
        const bool is_first = (*seat)++ == 0;
        return is_first ? slot - first_line(self) : CC_NONE;
    }
    for (; *crew < (uint32_t)self->n_crews; (*crew)++, *seat = 0) {
        const cc_crew *of = &self->crew[*crew];
        while (*seat < of->n_agents) {
            const uint32_t a = cc_crew_seat(of, (*seat)++);
            if (needs(self, a, slot)) {
                return a;
            }
        }
    }
    return CC_NONE;
}

static void
tell(cc_center *self, uint32_t a, bool is_cut_off)
{
    if (self->agent[a].on_duty) {
        cc_journal_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_AGENT, a, 0, is_cut_off ? 1 : 0);
    }
}

/* Links that the agent needs have failed, or are back: so many of them are down. Is it cut off, or connected
 * again, just now? */
static bool
has_down(cc_center *self, const cc_row *row, uint32_t a, uint32_t n_down)
{
    connected *it = connected_of(self, row, a);
    const uint32_t n_before = it->n_down;
    it->n_down = n_down;
    if (n_down > 0) {
        const bool was = n_before > 0 || it->rejoins;
        if (it->rejoins) {
            it->rejoins = false;
            cc_process_set(self, row, rejoin_slot(self, a), INFINITY, SIM_PRIORITY_COMPLETION);
        }
        if (!was) {
            cc_agent_bar(self, a, CC_CUT_OFF);
            tell(self, a, true);
        }
        return !was;
    }
    if (n_before == 0) {
        return false;
    }
    const sim_dist *rejoin = &group_of(self, a)->cut_off.rejoin;
    if (!sim_dist_is_zero(rejoin)) {
        const sim_block u =
            cc_draw_again(self, CC_DRAW_REJOIN, self->selves[a].key, it->n_rejoined++, 0);
        it->rejoins = true;
        cc_process_set(self, row, rejoin_slot(self, a),
                       self->now.time + sim_dist_quantile(rejoin, sim_uniform(u.word[0])),
                       SIM_PRIORITY_COMPLETION);
        return false;
    }
    cc_agent_unbar(self, a, CC_CUT_OFF);
    tell(self, a, false);
    return true;
}

/* Of all links that it needs. */
static uint32_t
count_down(cc_center *self, const cc_row *row, uint32_t a)
{
    uint32_t n = link_at(self, row, first_line(self) + a)->is_down;
    for (uint32_t slot = 0; slot < first_line(self); slot++) {
        n += needs(self, a, slot) && link_at(self, row, slot)->is_down;
    }
    return n;
}

/* All who are marked as changed go on, or do not. Whatever happens to one, the others are barred already. */
static void
go_on(cc_center *self, const cc_row *row)
{
    for (int g = 0; g < self->n_crews; g++) {
        for (uint32_t j = 0; j < self->crew[g].n_agents; j++) {
            const uint32_t a = cc_crew_seat(&self->crew[g], j);
            connected *it = connected_of(self, row, a);
            if (it->has_changed) {
                it->has_changed = false;
                it->n_down > 0 ? cc_life_cut_off(self, a) : cc_life_rejoins(self, a);
            }
        }
    }
}

/* ---- links ---- */

static const cc_outages *
outages_of(const cc_center *self, uint32_t slot)
{
    return slot < n_providers(self)  ? &self->scenario->center.provider[slot].fails
           : slot < first_line(self) ? &self->scenario->center.site[slot - n_providers(self)].fails
                                     : &group_of(self, slot - first_line(self))->line;
}

static uint64_t
key_of(const cc_center *self, uint32_t slot)
{
    return slot < n_providers(self) ? cc_provider_key(self->scenario->center.provider[slot].name)
           : slot < first_line(self)
               ? cc_site_key(self->scenario->center.site[slot - n_providers(self)].name)
               : self->selves[slot - first_line(self)].key;
}

static double
drawn(cc_center *self, uint32_t slot, const link *it)
{
    const cc_outages *outages = outages_of(self, slot);
    const sim_block u =
        cc_draw_again(self, CC_DRAW_CONNECTION, key_of(self, slot), it->n_failures, it->failed);
    const double time =
        sim_dist_quantile(it->failed ? &outages->down : &outages->up, sim_uniform(u.word[0]));
    return it->failed ? time : fmax(time, 1);
}

/* Does the time until the next failure of that link go on? */
static bool
goes(const cc_center *self, uint32_t slot)
{
    const cc_up_clock clock = outages_of(self, slot)->clock;
    const cc_agent *agent = &self->agent[clock == CC_UP_ALWAYS ? 0 : slot - first_line(self)];
    return clock == CC_UP_ALWAYS || (agent->on_duty && (agent->mix != 0) == (clock == CC_UP_BUSY));
}

/* It has failed, or is up again, at that time. */
static void
next_change(cc_center *self, uint32_t slot, link *it, double since)
{
    const double time = drawn(self, slot, it);
    const bool stands = !it->failed && !goes(self, slot);
    it->left = stands ? time : NAN;
    it->changes = stands ? INFINITY : since + time;
}

/* ---- sites ---- */

static void
set_elsewhere(cc_center *self, const cc_row *row, uint32_t a, bool is_elsewhere)
{
    self->selves[a].is_elsewhere = is_elsewhere;
    connected_of(self, row, a)->has_changed =
        has_down(self, row, a, count_down(self, row, a)) && self->agent[a].on_duty;
}

/* After the delay that share of its agents, spread evenly over the seats, goes on from the other site. */
static void
fail_over(cc_center *self, const cc_row *row, uint32_t site)
{
    const cc_failover *over = &self->scenario->center.site[site].failover;
    cc_journal_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_LINK, n_providers(self) + site, 0, 2);
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        for (uint32_t j = 0; j < crew->n_agents && crew->group->site == (int)site + 1; j++) {
            if (floor((j + 1) * over->share + 0.5) > floor(j * over->share + 0.5)) {
                set_elsewhere(self, row, cc_crew_seat(crew, j), true);
            }
        }
    }
    go_on(self, row);
}

static void
come_back(cc_center *self, const cc_row *row, uint32_t site)
{
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        for (uint32_t j = 0; j < crew->n_agents && crew->group->site == (int)site + 1; j++) {
            const uint32_t a = cc_crew_seat(crew, j);
            if (self->selves[a].is_elsewhere) {
                set_elsewhere(self, row, a, false);
            }
        }
    }
}

/* Its agents wait for the other site, or go back. */
static void
plan_failover(cc_center *self, const cc_row *row, uint32_t site, bool is_down)
{
    const cc_failover *over = &self->scenario->center.site[site].failover;
    link *it = link_at(self, row, n_providers(self) + site);
    double at = INFINITY;
    if (is_down && over->to > 0 && over->share > 0) {
        const sim_block u = cc_draw(self, CC_DRAW_CONNECTION,
                                    key_of(self, n_providers(self) + site), it->n_outages++, 2);
        at = self->now.time + sim_dist_quantile(&over->after, sim_uniform(u.word[0]));
    }
    cc_process_set(self, row, failover_slot(self, site), at, SIM_PRIORITY_COMPLETION);
}

/* ---- what happens ---- */

/* All whose link it is are barred, or free again, before any work moves. */
static void
change(cc_center *self, const cc_row *row, uint32_t slot, bool is_down)
{
    const bool is_site = slot >= n_providers(self) && slot < first_line(self);
    if (slot < first_line(self)) {
        cc_journal_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_LINK, slot, 0, is_down ? 1 : 0);
    }
    uint32_t crew = 0, seat = 0, a;
    while ((a = next_of(self, slot, &crew, &seat)) != CC_NONE) {
        connected *it = connected_of(self, row, a);
        const uint32_t n = is_down ? it->n_down + 1 : it->n_down - 1;
        it->has_changed = has_down(self, row, a, n) && self->agent[a].on_duty;
    }
    if (is_site) {
        plan_failover(self, row, slot - n_providers(self), is_down);
    }
    if (is_site && !is_down) {
        come_back(self, row, slot - n_providers(self));
    }
    if (slot >= first_line(self)) {
        connected *it = connected_of(self, row, slot - first_line(self));
        if (it->has_changed) {
            it->has_changed = false;
            is_down ? cc_life_cut_off(self, slot - first_line(self))
                    : cc_life_rejoins(self, slot - first_line(self));
        }
    } else {
        go_on(self, row);
    }
}

/* As the control says, if it is one that many share, or else as it is by itself. */
static bool
is_down_now(const cc_center *self, uint32_t slot, const link *it)
{
    const double control = slot < first_line(self) ? self->now.controls.connected[slot] : NAN;
    return isnan(control) ? it->failed || it->is_off : control == 0;
}

static void
schedule(cc_center *self, const cc_row *row, uint32_t slot)
{
    link *it = link_at(self, row, slot);
    const bool is_down = is_down_now(self, slot, it);
    cc_process_set(self, row, slot, fmin(it->changes, it->scheduled), SIM_PRIORITY_COMPLETION);
    if (is_down != it->is_down) {
        it->is_down = is_down;
        change(self, row, slot, is_down);
    }
}

static void
start(cc_center *self, const cc_row *row)
{
    const bool any = cc_agents_may_lose(self->scenario); /* else nobody is told of what fails */
    for (uint32_t slot = 0; slot < n_links(self) && row->n > 0; slot++) {
        const cc_outages *outages = outages_of(self, slot);
        link *it = link_at(self, row, slot);
        it->scheduled = it->changes = INFINITY;
        it->left = NAN;
        if (!any) {
            continue;
        }
        it->is_off = cc_outages_are_on(outages, 0);
        it->scheduled = cc_outages_next(outages, 0);
        if (!sim_dist_is_zero(&outages->up)) {
            next_change(self, slot, it, 0);
        }
        if (cc_line_fails(outages)) {
            schedule(self, row, slot);
        }
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    if (slot >= failover_slot(self, 0)) {
        fail_over(self, row, slot - failover_slot(self, 0));
        return;
    }
    if (slot >= n_links(self)) {
        const uint32_t a = slot - (uint32_t)n_links(self);
        connected_of(self, row, a)->rejoins = false;
        cc_agent_unbar(self, a, CC_CUT_OFF);
        tell(self, a, false);
        if (self->agent[a].on_duty) {
            cc_life_rejoins(self, a);
        }
        return;
    }
    link *it = link_at(self, row, slot);
    const double now = self->now.time;
    if (it->scheduled <= now) {
        it->is_off = cc_outages_are_on(outages_of(self, slot), now);
        it->scheduled = cc_outages_next(outages_of(self, slot), now);
    }
    while (it->changes <= now) { /* an outage in which no time passes is none */
        it->n_failures += it->failed;
        it->failed = !it->failed;
        next_change(self, slot, it, it->changes);
    }
    schedule(self, row, slot);
}

void
cc_connections_follow(cc_center *self, uint32_t slot)
{
    const cc_row *row = cc_process_row(self, NAME);
    if (row->n > 0) { /* else nobody needs it */
        schedule(self, row, slot);
    }
}

void
cc_connection_hands(cc_center *self, uint32_t a)
{
    const uint32_t slot = first_line(self) + a;
    const cc_outages *outages = outages_of(self, slot);
    if (outages->clock == CC_UP_ALWAYS || sim_dist_is_zero(&outages->up)) {
        return;
    }
    const cc_row *row = cc_process_row(self, NAME);
    link *it = link_at(self, row, slot);
    const bool stands = !it->failed && !goes(self, slot);
    if (it->failed || stands == !isnan(it->left)) {
        return;
    }
    const double now = self->now.time, left = it->left;
    it->left = stands ? it->changes - now : NAN;
    it->changes = stands ? INFINITY : now + left;
    cc_process_set(self, row, slot, fmin(it->changes, it->scheduled), SIM_PRIORITY_COMPLETION);
}

const cc_process_type cc_process_connections = {
    .name = NAME,
    .doc = "providers, sites and agents' lines that fail, and agents who rejoin",
    .n_slots = n_slots,
    .state_bytes = state_bytes,
    .start = start,
    .fire = fire,
};
