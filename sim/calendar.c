/* The rare half of the calendar: memory, and turning the wheel.
 *
 * A heap loses its time to branches that cannot be predicted. The tree is a tournament: its
 * depth is fixed, it has no branch that depends on the keys, and an event's handle is its
 * leaf. Taking an event and scheduling the next of the same slot is one walk to the root.
 * The wheels are scheme 7 of Varghese & Lauck 1987, "Hashed and hierarchical timing wheels". */
#include "sim/calendar.h"

#include "sim/memory.h"
#include <stdlib.h>

#define FINE_WORDS (SIM_CALENDAR_FINE / 64)
#define FIRST_LEAVES 16 /* for due timers */

/* Where the levels start, with the leaves of favoured slots at the end of that level; returns
 * the number of nodes. */
static size_t
lay_out_with(sim_calendar *self, int favoured_level)
{
    uint32_t width = self->capacity, total = 0;
    int n = 0;
    for (;;) {
        if (n == favoured_level) {
            /* level 0 has room for them anyway */
            self->favoured_place = n == 0 ? self->favoured : width;
            width += n == 0 ? 0 : self->n_favoured;
        }
        self->level[n++] = total;
        const uint32_t padded = (width + 3) & ~3u;
        total += padded;
        width = padded / 4;
        if (width == 1) {
            break;
        }
    }
    self->level[n] = total;
    self->root = total * 16;
    for (int l = 0; l < n; l++) {
        self->rise[l] = self->level[l + 1] * 16 - self->level[l] * 4;
    }
    self->n_levels = n;
    self->favoured_level = favoured_level;
    return total + 4;
}

/* The highest level for the favoured slots that adds none to the tree. */
static size_t
lay_out(sim_calendar *self)
{
    size_t n_nodes = lay_out_with(self, 0);
    const int n_levels = self->n_levels;
    for (int l = n_levels - 1; l > 0 && self->favoured_level == 0; l--) {
        n_nodes = lay_out_with(self, l);
        if (self->n_levels > n_levels) {
            n_nodes = lay_out_with(self, 0);
        }
    }
    return n_nodes;
}

/* Each inner node from its children. */
static void
link_tree(sim_calendar *self)
{
    const uint32_t *level = self->level;
    for (int l = 0; l < self->n_levels; l++) {
        for (uint32_t j = level[l]; j < level[l + 1]; j += 4) {
            self->node[level[l + 1] + (j - level[l]) / 4] =
                sim_calendar_least(self, (size_t)j * 16, self->node[j]);
        }
    }
}

static void
clear_tree(sim_calendar *self)
{
    const size_t n = self->node_bytes / sizeof(*self->node);
    for (size_t j = 0; j < n; j++) {
        self->node[j] = sim_calendar_empty(j);
    }
}

/* Chains the leaves first .. capacity-1 in order, in front of the free ones. */
static void
free_leaves(sim_calendar *self, uint32_t first)
{
    for (uint32_t leaf = self->capacity; leaf > first; leaf--) {
        sim_calendar_give_leaf(self, leaf - 1);
    }
}

/* A new tree with room for n_leaves due timers and the keys of the old one. */
static int
grow(sim_calendar *self, uint32_t n_leaves)
{
    if (n_leaves > SIM_CALENDAR_SLOT_MAX - self->n_slots) {
        return SIM_ERR_LIMIT;
    }
    const sim_calendar old = *self;
    self->capacity = self->n_slots + n_leaves;
    const size_t node_bytes = lay_out(self) * sizeof(*self->node);
    const size_t owner_bytes = n_leaves * sizeof(*self->owner);
    sim_calendar_node *node = aligned_alloc(64, node_bytes); /* a group of four is a cache line */
    uint32_t *owner = realloc(self->owner, owner_bytes);
    if (node == NULL || owner == NULL) {
        *self = old;
        if (owner != NULL) {
            self->owner = owner;
            self->owner_bytes = owner_bytes;
        }
        free(node);
        return SIM_ERR_NOMEM;
    }
    self->owner = owner;
    self->owner_bytes = owner_bytes;
    self->node = node;
    self->node_bytes = node_bytes;
    sim_memory_advise(self->node, self->node_bytes);
    clear_tree(self);
    for (uint32_t slot = 0; slot < old.capacity; slot++) {
        const sim_calendar_node key = *sim_calendar_at(&old, slot);
        if (key.time < SIM_CALENDAR_EMPTY) {
            *sim_calendar_at(self, slot) = key;
        }
    }
    link_tree(self);
    free(old.node);
    free_leaves(self, old.capacity > self->n_slots ? old.capacity : self->n_slots);
    return SIM_OK;
}

int
sim_calendar_init(sim_calendar *self, uint32_t n_slots, double wheel_width)
{
    memset(self, 0, sizeof(*self));
    if (!(wheel_width > 0) || !isfinite(wheel_width) || !isfinite(1 / wheel_width)) {
        return SIM_ERR_PARAM;
    }
    if (n_slots > SIM_CALENDAR_SLOT_MAX - FIRST_LEAVES) {
        return SIM_ERR_LIMIT;
    }
    self->n_slots = n_slots;
    self->width = wheel_width;
    self->per_width = 1 / wheel_width;
    self->free_leaf = SIM_CALENDAR_NONE;
    const int ret = grow(self, FIRST_LEAVES);
    if (ret != SIM_OK) {
        sim_calendar_free(self);
        return ret;
    }
    sim_calendar_reset(self);
    return SIM_OK;
}

int
sim_calendar_favour(sim_calendar *self, uint32_t first, uint32_t n)
{
    assert(first + n <= self->n_slots);
    self->favoured = self->favoured_place = first; /* of a tree that is empty everywhere */
    self->favoured_level = 0;
    self->n_favoured = n;
    return grow(self, self->capacity - self->n_slots);
}

void
sim_calendar_free(sim_calendar *self)
{
    free(self->node);
    free(self->owner);
    free(self->timer);
    memset(self, 0, sizeof(*self));
}

bool
sim_calendar_in_hand(const sim_calendar *self, sim_event *event)
{
    const uint32_t slot = self->hole & ~SIM_CALENDAR_FILLED;
    if (slot >= self->capacity) {
        return false;
    }
    const bool is_timer = slot >= self->n_slots;
    *event = (sim_event){self->now, is_timer ? self->owner[slot - self->n_slots] : slot, is_timer};
    return true;
}

static void
empty_wheel(sim_calendar *self)
{
    self->tick = UINT64_MAX;
    self->cascade = UINT64_MAX;
    self->tick_start = INFINITY;
}

void
sim_calendar_reset(sim_calendar *self)
{
    self->now = 0;
    self->error = 0;
    self->sequence = 0;
    self->hole = SIM_CALENDAR_NONE;
    clear_tree(self);
    link_tree(self);
    self->free_leaf = SIM_CALENDAR_NONE;
    free_leaves(self, self->n_slots);

    self->taken = 0;
    self->n_wheel = 0;
    empty_wheel(self);
    for (uint32_t j = 0; j < self->n_timers; j++) {
        self->timer[j].slot = SIM_CALENDAR_NONE;
    }
    memset(self->occupied, 0, sizeof(self->occupied));
    memset(self->bucket, 0xff, sizeof(self->bucket));
}

int
sim_calendar_reserve_timers(sim_calendar *self, uint32_t n_timers)
{
    if (n_timers <= self->n_timers) {
        return SIM_OK;
    }
    if (n_timers > SIM_CALENDAR_TIMERS_MAX) {
        return SIM_ERR_LIMIT;
    }
    sim_timer *timer = realloc(self->timer, n_timers * sizeof(*timer));
    if (timer == NULL) {
        return SIM_ERR_NOMEM;
    }
    memset(timer + self->n_timers, 0, (n_timers - self->n_timers) * sizeof(*timer));
    for (uint32_t j = self->n_timers; j < n_timers; j++) {
        timer[j].slot = SIM_CALENDAR_NONE;
    }
    self->timer = timer;
    self->timer_bytes = n_timers * sizeof(*timer);
    sim_memory_advise(self->timer, self->timer_bytes);
    self->n_timers = n_timers;
    return SIM_OK;
}

int
sim_calendar_register(sim_calendar *self, sim_snapshot *snapshot)
{
    int ret = sim_snapshot_add_block(snapshot, &self->node, &self->node_bytes);
    if (ret == SIM_OK) {
        ret = sim_snapshot_add_block(snapshot, &self->owner, &self->owner_bytes);
    }
    if (ret == SIM_OK) {
        ret = sim_snapshot_add_block(snapshot, &self->timer, &self->timer_bytes);
    }
    return ret;
}

void
sim_calendar_fail(sim_calendar *self, int error)
{
    if (self->error == SIM_OK) {
        self->error = error;
    }
    self->tick_start = -INFINITY; /* so that next comes to advance, which gives nothing */
}

uint32_t
sim_calendar_take_leaf(sim_calendar *self)
{
    if (self->free_leaf == SIM_CALENDAR_NONE) {
        const int ret = grow(self, 2 * (self->capacity - self->n_slots));
        if (ret != SIM_OK) {
            sim_calendar_fail(self, ret);
            return SIM_CALENDAR_NONE;
        }
    }
    const uint32_t leaf = self->free_leaf;
    self->free_leaf = self->owner[leaf - self->n_slots];
    return leaf;
}

/* The length of a bucket of coarse wheel w is 2^shift ticks. */
static uint32_t
shift_of(uint32_t w)
{
    return SIM_CALENDAR_FINE_BITS + 6 * w;
}

static uint32_t
coarse_bucket(uint32_t w, uint64_t tick)
{
    return SIM_CALENDAR_FINE + 64 * w + (uint32_t)(tick >> shift_of(w) & 63);
}

/* To a bucket less than 64 ahead of the one of self->taken, so that no two revolutions meet in
 * one. It is not that one either, whose time has begun: the next finer wheel would have done. */
void
sim_calendar_link_far(sim_calendar *self, uint32_t timer, uint64_t tick)
{
    /* It may only seem far, for nothing was taken for long. */
    const uint64_t now = sim_calendar_tick(self, self->now);
    assert(now <= self->tick);
    self->taken = now > self->taken ? now : self->taken;
    if (tick - self->taken < SIM_CALENDAR_FINE) {
        sim_calendar_put(self, timer, (uint32_t)tick & (SIM_CALENDAR_FINE - 1), tick);
        return;
    }
    uint32_t w = 0;
    while ((tick >> shift_of(w)) - (self->taken >> shift_of(w)) >= 64) {
        w++;
    }
    const uint64_t start = tick >> shift_of(w) << shift_of(w);
    self->cascade = start < self->cascade ? start : self->cascade;
    sim_calendar_put(self, timer, coarse_bucket(w, tick), start);
}

/* The first tick of the first coarse bucket in use. */
static uint64_t
next_cascade(const sim_calendar *self)
{
    uint64_t least = UINT64_MAX;
    for (uint32_t w = 0; w < SIM_CALENDAR_COARSE; w++) {
        const uint64_t bits = self->occupied[FINE_WORDS + w], from = self->taken >> shift_of(w);
        if (bits != 0) {
            const int turn = (int)(from & 63);
            const uint64_t ahead = bits >> turn | bits << (-turn & 63);
            const uint64_t start = (from + (uint64_t)__builtin_ctzll(ahead)) << shift_of(w);
            least = start < least ? start : least;
        }
    }
    return least;
}

/* Moves the timers of the coarse buckets that begin with self->tick to finer wheels: none to a
 * bucket that begins there too, except of the fine wheel. */
static void
cascade(sim_calendar *self)
{
    const uint64_t tick = self->taken = self->tick;
    for (uint32_t w = 0; w < SIM_CALENDAR_COARSE && (tick & ((1ull << shift_of(w)) - 1)) == 0;
         w++) {
        const uint32_t b = coarse_bucket(w, tick);
        uint32_t next, j = self->bucket[b];
        if (j == SIM_CALENDAR_NONE) {
            continue;
        }
        sim_calendar_leave_bucket(self, b);
        for (; j != SIM_CALENDAR_NONE; j = next) {
            next = self->timer[j].next;
            self->n_wheel--;
            sim_calendar_link(self, j, sim_calendar_tick(self, self->timer[j].time));
        }
    }
    self->cascade = next_cascade(self);
}

/* Moves the timers of self->tick into the tree. They keep the sequence of when they were
 * scheduled. */
static void
take_tick(sim_calendar *self)
{
    const uint32_t b = (uint32_t)self->tick & (SIM_CALENDAR_FINE - 1);
    self->taken = self->tick + 1;
    uint32_t next, j = self->bucket[b];
    if (j == SIM_CALENDAR_NONE) {
        return;
    }
    for (; j != SIM_CALENDAR_NONE; j = next) {
        sim_timer *t = &self->timer[j];
        next = t->next;
        const uint32_t leaf = sim_calendar_take_leaf(self);
        if (leaf == SIM_CALENDAR_NONE) {
            self->bucket[b] = j;
            t->prev = SIM_CALENDAR_NONE;
            return;
        }
        self->n_wheel--;
        t->slot = leaf;
        self->owner[leaf - self->n_slots] = j;
        sim_calendar_place_early(self, leaf, sim_calendar_key(t->time, t->order, leaf));
    }
    sim_calendar_leave_bucket(self, b);
}

/* The first tick from self->taken on that has timers in the fine wheel, or the first coarse
 * bucket if that begins no later. */
static uint64_t
next_tick(const sim_calendar *self)
{
    const uint64_t from = self->taken, cascade = self->cascade;
    uint64_t bits = self->occupied[from / 64 % FINE_WORDS] >> from % 64, tick = from;
    for (uint32_t j = 0; bits == 0 && j < FINE_WORDS && tick < cascade; j++) {
        tick = (tick | 63) + 1;
        bits = self->occupied[tick / 64 % FINE_WORDS];
    }
    if (bits == 0) {
        return cascade;
    }
    tick += (uint64_t)__builtin_ctzll(bits);
    return tick < cascade ? tick : cascade;
}

sim_calendar_node
sim_calendar_advance(sim_calendar *self, double until)
{
    for (;;) {
        if (self->error != SIM_OK) {
            return sim_calendar_empty(0);
        }
        const sim_calendar_node key = *sim_calendar_node_at(self, self->root);
        if (sim_calendar_key_time(key) < self->tick_start || self->tick_start > until) {
            return key;
        }
        if (self->n_wheel > 0) {
            if (self->tick == self->cascade) {
                cascade(self);
            }
            take_tick(self);
            if (self->error != SIM_OK) {
                continue;
            }
        }
        if (self->n_wheel == 0) { /* taken or, before, cleared */
            empty_wheel(self);
            return *sim_calendar_node_at(self, self->root);
        }
        self->tick = next_tick(self);
        self->tick_start = sim_calendar_tick_start(self, self->tick);
    }
}
