/* Issues that bursts raise: for each burst, kind and layer of volume a Poisson process of its own, placed by
 * inverting the cumulated rate of all bursts of that name that have begun on the day or on the day
 * before. Points have names, as those of kinds have. The slots behind them tell when bursts begin. */
#include "models/center/process.h"

#include "models/center/excite.h"
#include "models/center/journal.h"
#include "models/center/life.h"
#include "models/scenario/burst.h"
#include "models/scenario/opening.h"
#include "sim/elementary.h"
#include <math.h>

#define GAP 3 /* word of a first contact's block, as in arrivals.c */

/* Of one slot. */
typedef struct raised {
    long day; /* being played, or next if not in_day; -1 before the first */
    bool in_day;
    long today;   /* the last day that has begun, and of it: */
    uint64_t k;   /* next point */
    double since; /* cumulated rate at the one before, or when the volume changed last */
    double left;  /* the gap from there on, in cumulated rate at volume 1 */
} raised;

static uint32_t
n_processes(const cc_center *self)
{
    const cc_demand *demand = &self->scenario->demand;
    return (uint32_t)(demand->n_bursts * demand->n_issues) * cc_volume_layers(demand->volume);
}

static uint32_t
n_slots(const cc_center *self)
{
    return n_processes(self) + (uint32_t)self->scenario->demand.n_bursts;
}

static size_t
state_bytes(const cc_center *self)
{
    return n_processes(self) * sizeof(raised);
}

/* Which process a slot is: layers of the same burst and kind follow each other. */
typedef struct place {
    const cc_burst *burst;
    const cc_burst_kind *kind;
    int number, issue, layer;
    double width, keep; /* of the layer in volume, and the share of its points that come */
} place;

static place
place_of(const cc_center *self, uint32_t slot)
{
    const cc_demand *demand = &self->scenario->demand;
    const uint32_t n = cc_volume_layers(demand->volume);
    place it = {.layer = (int)(slot % n)};
    const int j = (int)(slot / n);
    it.number = j / demand->n_issues;
    it.issue = j % demand->n_issues;
    it.burst = &demand->burst[it.number];
    it.kind = &it.burst->kind[it.issue];
    it.width = it.layer == 0 ? 1 : ldexp(1, it.layer - 1);
    const double below = it.layer == 0 ? 0 : it.width;
    it.keep = fmin((demand->volume - below) / it.width, 1);
    return it;
}

/* ---- the rate ---- */

/* The quantile of a Poisson number. */
static unsigned
poisson(double mean, double u)
{
    double p = sim_exp(-mean), sum = p;
    unsigned n = 0;
    while (u >= sum && n < CC_MAX_BURSTS_A_DAY) {
        n++;
        p *= mean / n;
        sum += p;
    }
    return n;
}

/* When bursts of that number begin on that day at random, in no order; how many. */
static unsigned
random_moments(const cc_center *self, int number, long day, double at[CC_MAX_BURSTS_A_DAY])
{
    const cc_run *run = &self->scenario->run;
    const double per_day = self->scenario->demand.burst[number].per_day;
    if (day < 0 || per_day == 0 || !cc_day_is_open(run, day)) {
        return 0;
    }
    const uint64_t owner = (uint64_t)day, ordinal = (uint64_t)number;
    sim_block u = cc_draw_again(self, CC_DRAW_BURST, owner, ordinal, 0);
    const unsigned n = poisson(per_day, sim_uniform(u.word[0]));
    const cc_opening span = cc_day_span(run, day);
    for (unsigned j = 0; j < n; j++) {
        if (j % 4 == 0) {
            u = cc_draw_again(self, CC_DRAW_BURST, owner, ordinal, 1 + j / 4);
        }
        at[j] = (double)day * CC_DAY + span.open +
                sim_uniform(u.word[j % 4]) * (span.close - span.open);
    }
    return n;
}

/* Of those that begin on that day at random, cumulated until then. */
static double
random_mass(const cc_center *self, const place *it, long day, double time)
{
    double at[CC_MAX_BURSTS_A_DAY], mass = 0;
    const unsigned n = random_moments(self, it->number, day, at);
    for (unsigned j = 0; j < n; j++) {
        mass += cc_burst_mass(it->kind, time - at[j]);
    }
    return mass;
}

static double
mass_until(const cc_center *self, const place *it, long day, double time)
{
    double mass = random_mass(self, it, day - 1, time) + random_mass(self, it, day, time);
    for (size_t j = 0; j < it->burst->n_at; j++) {
        const double at = it->burst->at[j];
        if (at >= (double)(day - 1) * CC_DAY && at < time) {
            mass += cc_burst_mass(it->kind, time - at);
        }
    }
    return mass;
}

/* ---- the points ---- */

static void
schedule_day(cc_center *self, const cc_row *row, uint32_t slot, raised *state)
{
    const cc_run *run = &self->scenario->run;
    do {
        state->day++;
    } while (state->day < run->days && !cc_day_is_open(run, state->day));
    state->in_day = false;
    if (state->day < run->days) {
        cc_process_set(self, row, slot,
                       (double)state->day * CC_DAY + cc_day_span(run, state->day).open,
                       SIM_PRIORITY_ARRIVAL);
    }
}

static uint64_t
owner_of(const place *it, const raised *state)
{
    return cc_owner(cc_stream_of_burst(it->number, it->issue), (uint64_t)state->today,
                    (uint64_t)it->layer << CC_BURST_LAYER_BITS | state->k);
}

static double
closing_of(const cc_center *self, const raised *state)
{
    return (double)state->today * CC_DAY + cc_day_span(&self->scenario->run, state->today).close;
}

/* The cumulated rate at the next point of today. */
static double
level_of(const cc_center *self, const place *it, const raised *state)
{
    const double volume = cc_controls_volume(&self->now.controls, it->issue) * it->width;
    return volume > 0 ? state->since + state->left / volume : INFINITY;
}

/* The next point of today, if it comes before closing. */
static bool
place_point(cc_center *self, const cc_row *row, uint32_t slot, const raised *state)
{
    const place it = place_of(self, slot);
    const double end = closing_of(self, state), level = level_of(self, &it, state);
    if (!(mass_until(self, &it, state->today, end) >= level)) {
        return false;
    }
    double low = self->now.time, high = end;
    for (double at = low + (high - low) / 2; at > low && at < high; at = low + (high - low) / 2) {
        *(mass_until(self, &it, state->today, at) >= level ? &high : &low) = at;
    }
    cc_process_set(self, row, slot, high, SIM_PRIORITY_ARRIVAL);
    return true;
}

static void
schedule_point(cc_center *self, const cc_row *row, uint32_t slot, raised *state)
{
    const place it = place_of(self, slot);
    const sim_block block =
        cc_draw_again(self, CC_DRAW_CONTACT, owner_of(&it, state), cc_ordinal(0, 0), 0);
    state->left = -sim_log(1 - sim_uniform(block.word[GAP]));
    if (!place_point(self, row, slot, state)) {
        schedule_day(self, row, slot, state);
    }
}

/* The next point of today keeps its name and what is left of the gap before it, those behind it have
 * their gaps from there on. It may come after all, though it would have been after closing. */
static void
move_point(cc_center *self, const cc_row *row, uint32_t slot, raised *state, double was)
{
    const place it = place_of(self, slot);
    const double level = mass_until(self, &it, state->today, self->now.time);
    state->left = fmax(state->left - (level - state->since) * was * it.width, 0);
    state->since = level;
    if (place_point(self, row, slot, state)) {
        state->in_day = true;
        state->day = state->today;
    } else if (state->in_day) {
        cc_process_set(self, row, slot, INFINITY, SIM_PRIORITY_ARRIVAL);
        schedule_day(self, row, slot, state);
    }
}

void
cc_bursts_change_volume(cc_center *self, int issue, double was)
{
    const cc_row *row = cc_process_row(self, "bursts");
    raised *state = cc_process_state(self, row);
    for (uint32_t slot = 0; slot < n_processes(self); slot++) {
        if (place_of(self, slot).issue == issue && state[slot].today >= 0 &&
            self->now.time < closing_of(self, &state[slot])) {
            move_point(self, row, slot, &state[slot], was);
        }
    }
}

/* ---- their beginnings ---- */

static bool
raises_any(const cc_center *self, int number)
{
    bool any = false;
    for (int i = 0; i < self->scenario->demand.n_issues; i++) {
        any |= self->scenario->demand.burst[number].kind[i].rate > 0;
    }
    return any;
}

/* The first one after that moment. */
static void
schedule_beginning(cc_center *self, const cc_row *row, int number, double after)
{
    const cc_burst *burst = &self->scenario->demand.burst[number];
    double next = INFINITY, at[CC_MAX_BURSTS_A_DAY];
    for (size_t j = 0; j < burst->n_at; j++) {
        next = burst->at[j] > after ? fmin(next, burst->at[j]) : next;
    }
    const long n_days = burst->per_day > 0 ? self->scenario->run.days : 0;
    bool found = false;
    for (long day = after > 0 ? (long)(after / CC_DAY) : 0; day < n_days && !found; day++) {
        const unsigned n = random_moments(self, number, day, at);
        for (unsigned j = 0; j < n; j++) {
            found |= at[j] > after;
            next = at[j] > after ? fmin(next, at[j]) : next;
        }
    }
    cc_process_set(self, row, n_processes(self) + (uint32_t)number, next, SIM_PRIORITY_CLOCK);
}

/* ---- the process ---- */

static void
start(cc_center *self, const cc_row *row)
{
    raised *state = cc_process_state(self, row);
    for (int number = 0; number < self->scenario->demand.n_bursts; number++) {
        if (raises_any(self, number)) {
            schedule_beginning(self, row, number, -1);
        }
    }
    for (uint32_t slot = 0; slot < n_processes(self); slot++) {
        const place it = place_of(self, slot);
        state[slot].day = state[slot].today = -1;
        if (it.kind->rate > 0 && it.keep > 0) {
            schedule_day(self, row, slot, &state[slot]);
        }
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    if (slot >= n_processes(self)) {
        const int number = (int)(slot - n_processes(self));
        cc_journal_of(self, CC_JOURNAL_BURST_BEGINS, CC_OF_HOUSE, (uint64_t)number, 0, 0);
        schedule_beginning(self, row, number, self->now.time);
        return;
    }
    raised *state = (raised *)cc_process_state(self, row) + slot;
    const place it = place_of(self, slot);
    if (!state->in_day) {
        state->in_day = true;
        state->today = state->day;
        state->k = 0;
        state->since = mass_until(self, &it, state->day, self->now.time);
        schedule_point(self, row, slot, state);
        return;
    }
    const uint64_t owner = owner_of(&it, state);
    state->since = level_of(self, &it, state);
    state->k++;
    if (state->k >> CC_BURST_LAYER_BITS != 0) {
        CC_LIMIT(self, "134,217,728 issues of one burst on a day");
    }
    schedule_point(self, row, slot, state);
    const cc_run *run = &self->scenario->run;
    if (!run->hours.is_same && !cc_opening_open_at(run, &run->hours, self->now.time)) {
        return; /* between two openings of the day nobody comes */
    }
    if (it.keep == 1 || sim_uniform(cc_draw(self, CC_DRAW_KEPT, owner, 0, 0).word[0]) < it.keep) {
        cc_life_begin_given(self, owner, it.issue, -1, NULL);
        cc_excite(self, owner, it.issue);
    }
}

const cc_process_type cc_process_bursts = {
    .name = "bursts",
    .doc = "issues that bursts raise",
    .n_slots = n_slots,
    .state_bytes = state_bytes,
    .start = start,
    .fire = fire,
};
