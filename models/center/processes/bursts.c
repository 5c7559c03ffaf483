/* Issues that bursts raise: for each burst, kind and layer of volume a Poisson process of its own, placed by
 * inverting the cumulated rate of all bursts of that name that have begun on the day or on the day
 * before. Points have names, as those of kinds have. */
#include "models/center/process.h"

#include "models/center/excite.h"
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
    uint64_t k;   /* next point of the day */
    double level; /* cumulated rate at it */
} raised;

static uint32_t
n_layers(double volume)
{
    uint32_t n = 1;
    for (double reached = 1; reached < volume; reached *= 2) {
        n++;
    }
    return n;
}

static uint32_t
n_slots(const cc_center *self)
{
    const cc_demand *demand = &self->scenario->demand;
    return (uint32_t)(demand->n_bursts * demand->n_issues) * n_layers(demand->volume);
}

static size_t
state_bytes(const cc_center *self)
{
    return n_slots(self) * sizeof(raised);
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
    const uint32_t n = n_layers(demand->volume);
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

/* Of those that begin on that day at random, cumulated until then. */
static double
random_mass(const cc_center *self, const place *it, long day, double time)
{
    const cc_run *run = &self->scenario->run;
    if (day < 0 || it->burst->per_day == 0 || !cc_day_is_open(run, day)) {
        return 0;
    }
    const uint64_t owner = (uint64_t)day, ordinal = (uint64_t)it->number;
    sim_block u = cc_draw_again(self, CC_DRAW_BURST, owner, ordinal, 0);
    const unsigned n = poisson(it->burst->per_day, sim_uniform(u.word[0]));
    const cc_opening span = cc_day_span(run, day);
    double mass = 0;
    for (unsigned j = 0; j < n; j++) {
        if (j % 4 == 0) {
            u = cc_draw_again(self, CC_DRAW_BURST, owner, ordinal, 1 + j / 4);
        }
        const double at = (double)day * CC_DAY + span.open +
                          sim_uniform(u.word[j % 4]) * (span.close - span.open);
        mass += cc_burst_mass(it->kind, time - at);
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
    return cc_owner(cc_stream_of_burst(it->number, it->issue), (uint64_t)state->day,
                    (uint64_t)it->layer << CC_BURST_LAYER_BITS | state->k);
}

static void
schedule_point(cc_center *self, const cc_row *row, uint32_t slot, raised *state)
{
    const place it = place_of(self, slot);
    const double end =
        (double)state->day * CC_DAY + cc_day_span(&self->scenario->run, state->day).close;
    const sim_block block =
        cc_draw_again(self, CC_DRAW_CONTACT, owner_of(&it, state), cc_ordinal(0, 0), 0);
    state->level += -sim_log(1 - sim_uniform(block.word[GAP])) / it.width;
    if (!(mass_until(self, &it, state->day, end) >= state->level)) {
        schedule_day(self, row, slot, state);
        return;
    }
    double low = self->now.time, high = end;
    for (double at = low + (high - low) / 2; at > low && at < high; at = low + (high - low) / 2) {
        *(mass_until(self, &it, state->day, at) >= state->level ? &high : &low) = at;
    }
    cc_process_set(self, row, slot, high, SIM_PRIORITY_ARRIVAL);
}

static void
start(cc_center *self, const cc_row *row)
{
    raised *state = cc_process_state(self, row);
    for (uint32_t slot = 0; slot < row->n; slot++) {
        const place it = place_of(self, slot);
        state[slot].day = -1;
        if (it.kind->rate > 0 && it.keep > 0) {
            schedule_day(self, row, slot, &state[slot]);
        }
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    raised *state = (raised *)cc_process_state(self, row) + slot;
    const place it = place_of(self, slot);
    if (!state->in_day) {
        state->in_day = true;
        state->k = 0;
        state->level = mass_until(self, &it, state->day, self->now.time);
        schedule_point(self, row, slot, state);
        return;
    }
    const uint64_t owner = owner_of(&it, state);
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
