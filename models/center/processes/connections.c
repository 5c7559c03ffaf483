/* Connections that fail: providers', and the line that each agent has alone, at times of the day and at
 * random. Each is drawn by its own name, whatever else happens, so that a provider's failures are the
 * same in every center that has it. An agent who has lost one is cut off until all are back, and has
 * rejoined. Slots: providers, lines by agent, rejoining by agent. */
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/self.h"
#include "models/center/state.h"
#include "models/scenario/connection.h"
#include <math.h>

typedef struct link {
    uint64_t n_failures; /* at random, so far */
    double changes;      /* s: when it fails or is mended next, at random; */
    double scheduled;    /* and by the day's times */
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

static bool
may_fail(const cc_center *self)
{
    return cc_agents_may_lose(self->scenario);
}

static uint32_t
n_slots(const cc_center *self)
{
    return may_fail(self) ? n_providers(self) + 2 * self->n_agents : 0;
}

static size_t
n_links(const cc_center *self)
{
    return n_providers(self) + self->n_agents;
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

/* Whose link it is: of a provider all that need it, in the order of groups and seats, one after the other
 * as crew and seat, which are 0 at first, go on. CC_NONE: no more. */
static uint32_t
next_of(const cc_center *self, uint32_t slot, uint32_t *crew, uint32_t *seat)
{
    if (slot >= n_providers(self)) {
        const bool is_first = (*seat)++ == 0;
        return is_first ? slot - n_providers(self) : CC_NONE;
    }
    for (; *crew < (uint32_t)self->n_crews; (*crew)++, *seat = 0) {
        const cc_crew *of = &self->crew[*crew];
        const uint64_t providers = cc_site_providers(&self->scenario->center, of->group);
        if (*seat < of->n_agents && (providers >> slot & 1)) {
            return cc_crew_seat(of, (*seat)++);
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

/* Is it gone just now? */
static bool
loses(cc_center *self, const cc_row *row, uint32_t a)
{
    connected *it = connected_of(self, row, a);
    const bool was = it->n_down++ > 0 || it->rejoins;
    if (it->rejoins) {
        it->rejoins = false;
        cc_process_set(self, row, n_providers(self) + self->n_agents + a, INFINITY,
                       SIM_PRIORITY_COMPLETION);
    }
    if (!was) {
        cc_agent_bar(self, a, CC_CUT_OFF);
        tell(self, a, true);
    }
    return !was;
}

/* Is it there again just now? */
static bool
regains(cc_center *self, const cc_row *row, uint32_t a)
{
    connected *it = connected_of(self, row, a);
    if (--it->n_down > 0) {
        return false;
    }
    const sim_dist *rejoin = &self->scenario->center.cut_off.rejoin;
    if (!sim_dist_is_zero(rejoin)) {
        const sim_block u = cc_draw(self, CC_DRAW_REJOIN, self->selves[a].key, it->n_rejoined++, 0);
        it->rejoins = true;
        cc_process_set(self, row, n_providers(self) + self->n_agents + a,
                       self->now.time + sim_dist_quantile(rejoin, sim_uniform(u.word[0])),
                       SIM_PRIORITY_COMPLETION);
        return false;
    }
    cc_agent_unbar(self, a, CC_CUT_OFF);
    tell(self, a, false);
    return true;
}

/* ---- links ---- */

static const cc_outages *
outages_of(const cc_center *self, uint32_t slot)
{
    return slot < n_providers(self)
               ? &self->scenario->center.provider[slot].fails
               : &self->crew[self->agent[slot - n_providers(self)].group].group->line;
}

static double
drawn(cc_center *self, uint32_t slot, const link *it)
{
    const cc_outages *outages = outages_of(self, slot);
    const uint64_t owner = slot < n_providers(self)
                               ? cc_provider_key(self->scenario->center.provider[slot].name)
                               : self->selves[slot - n_providers(self)].key;
    const sim_block u = cc_draw(self, CC_DRAW_CONNECTION, owner, it->n_failures, it->failed);
    const double time =
        sim_dist_quantile(it->failed ? &outages->down : &outages->up, sim_uniform(u.word[0]));
    return it->failed ? time : fmax(time, 1);
}

/* All whose link it is are barred, or free again, before any work moves. */
static void
change(cc_center *self, const cc_row *row, uint32_t slot, bool is_down)
{
    if (slot < n_providers(self)) {
        cc_journal_of(self, CC_JOURNAL_DISCONNECTED, CC_OF_LINK, slot, 0, is_down ? 1 : 0);
    }
    uint32_t crew = 0, seat = 0, a;
    while ((a = next_of(self, slot, &crew, &seat)) != CC_NONE) {
        const bool is_new = is_down ? loses(self, row, a) : regains(self, row, a);
        connected_of(self, row, a)->has_changed = is_new && self->agent[a].on_duty;
    }
    crew = seat = 0;
    while ((a = next_of(self, slot, &crew, &seat)) != CC_NONE) {
        if (connected_of(self, row, a)->has_changed) {
            is_down ? cc_life_cut_off(self, a) : cc_life_rejoins(self, a);
        }
    }
}

static void
schedule(cc_center *self, const cc_row *row, uint32_t slot)
{
    link *it = link_at(self, row, slot);
    const bool is_down = it->failed || it->is_off;
    cc_process_set(self, row, slot, fmin(it->changes, it->scheduled), SIM_PRIORITY_COMPLETION);
    if (is_down != it->is_down) {
        it->is_down = is_down;
        change(self, row, slot, is_down);
    }
}

static void
start(cc_center *self, const cc_row *row)
{
    for (uint32_t slot = 0; slot < n_links(self) && row->n > 0; slot++) {
        const cc_outages *outages = outages_of(self, slot);
        link *it = link_at(self, row, slot);
        it->is_off = cc_outages_are_on(outages, 0);
        it->scheduled = cc_outages_next(outages, 0);
        it->changes = sim_dist_is_zero(&outages->up) ? INFINITY : drawn(self, slot, it);
        if (cc_line_fails(outages)) {
            schedule(self, row, slot);
        }
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
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
        it->changes += drawn(self, slot, it);
    }
    schedule(self, row, slot);
}

const cc_process_type cc_process_connections = {
    .name = "connections",
    .doc = "providers and agents' lines that fail, and agents who rejoin",
    .n_slots = n_slots,
    .state_bytes = state_bytes,
    .start = start,
    .fire = fire,
};
