/* The future event list: a 4-ary min tree of whole keys over permanent slots, and timing
 * wheels for timers, which are mostly cancelled: only the bucket that comes due enters the
 * tree. Order is total: time, then priority, then first scheduled. An event is {slot} or
 * {timer}: numbers that the caller gives meaning, no pointers. */
#ifndef SIM_CALENDAR_H
#define SIM_CALENDAR_H

#include "sim/error.h"
#include "sim/random.h"
#include "sim/snapshot.h"
#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* At equal times lower goes first. */
typedef enum sim_priority {
    SIM_PRIORITY_CLOCK,      /* staff changes, opening and closing, windows */
    SIM_PRIORITY_COMPLETION, /* ends of work, replies */
    SIM_PRIORITY_START,
    SIM_PRIORITY_ABANDON,
    SIM_PRIORITY_ARRIVAL,
    SIM_PRIORITY_CHANGE, /* from outside: behind all else */
} sim_priority;

typedef struct sim_event {
    double time; /* s */
    uint32_t id; /* slot or timer */
    bool is_timer;
} sim_event;

typedef struct sim_calendar sim_calendar; /* plain memory: node[], owner[], timer[] and itself */

/* n_slots permanent slots 0 .. n_slots-1; timers 0 .. grow on demand with
 * sim_calendar_reserve_timers. wheel_width: s per bucket of the fine timing wheel; a good one is
 * a hundredth of a typical timer. */
int sim_calendar_init(sim_calendar *self, uint32_t n_slots, double wheel_width) SIM_MUST_CHECK;
/* Slots first .. first+n-1 are set most often: they sit as near the root as leaves all others
 * where they are. A matter of speed alone. Nothing may be scheduled. */
int sim_calendar_favour(sim_calendar *self, uint32_t first, uint32_t n) SIM_MUST_CHECK;
void sim_calendar_free(sim_calendar *self);
/* Nothing scheduled, time 0, sequence 0; keeps memory. */
void sim_calendar_reset(sim_calendar *self);
int sim_calendar_reserve_timers(sim_calendar *self, uint32_t n_timers) SIM_MUST_CHECK;
/* Adds its blocks; the struct itself is the owner's to add, often as a part of a larger one. */
int sim_calendar_register(sim_calendar *self, sim_snapshot *snapshot) SIM_MUST_CHECK;

/* Schedules or moves; counts as scheduled now, so it goes behind equals. time must be >= now
 * and not NAN; INFINITY clears. */
static inline void sim_calendar_set(sim_calendar *self, uint32_t slot, double time, sim_priority p);
static inline void sim_calendar_clear(sim_calendar *self, uint32_t slot);
static inline void sim_timer_set(sim_calendar *self, uint32_t timer, double time, sim_priority p);
static inline void sim_timer_clear(sim_calendar *self, uint32_t timer);
/* When it is due, INFINITY if it is not pending. */
static inline double sim_calendar_time(const sim_calendar *self, uint32_t slot);
static inline double sim_timer_time(const sim_calendar *self, uint32_t timer);
/* Takes the first event with time <= until; false if there is none, or once self->error is
 * set. A fired slot or timer is no longer pending (its hole in the tree is closed by the next
 * set of that slot or the next call of this, whichever comes first). */
static inline bool sim_calendar_next(sim_calendar *self, double until, sim_event *event);
/* The event that was taken last; false: none has been. */
bool sim_calendar_in_hand(const sim_calendar *self, sim_event *event);

/* ---- the rest of this file is how it is done ---- */

/* A key: time's bits, which for doubles >= 0 are in the order of the doubles; then, for equal
 * times only, priority (3 bits), sequence (37), tree slot (24) in one word. A node without an
 * event has a time after all others, which reads as NAN, and no two have the same. */
#define SIM_CALENDAR_SLOT_BITS 24
#define SIM_CALENDAR_SEQUENCE_BITS 37
#define SIM_CALENDAR_SLOT_MAX ((1u << SIM_CALENDAR_SLOT_BITS) - 1)
#define SIM_CALENDAR_EMPTY (UINT64_MAX - (1u << 27)) /* times from here on are of no event */
#define SIM_CALENDAR_NONE UINT32_MAX
#define SIM_CALENDAR_FILLED (1u << 31)
#define SIM_CALENDAR_IN_WHEEL (UINT32_MAX - 1)
#define SIM_CALENDAR_TIMERS_MAX (UINT32_C(1) << 31)
#define SIM_CALENDAR_LEVELS 14 /* of the tree: 4^12 leaves, and the root */
#define SIM_CALENDAR_FINE_BITS 10
#define SIM_CALENDAR_FINE (1u << SIM_CALENDAR_FINE_BITS) /* buckets of one tick */
#define SIM_CALENDAR_COARSE 7                            /* wheels of 64 buckets each */
#define SIM_CALENDAR_WORDS (SIM_CALENDAR_FINE / 64 + SIM_CALENDAR_COARSE)
#define SIM_CALENDAR_FAR ((1ull << 52) - 1) /* the tick of all times too late for their own */

_Static_assert(SIM_CALENDAR_SLOT_BITS + SIM_CALENDAR_SEQUENCE_BITS + 3 == 64, "one word");
_Static_assert(SIM_PRIORITY_CHANGE < 8, "3 bits");
_Static_assert(SIM_CALENDAR_TIMERS_MAX < SIM_CALENDAR_IN_WHEEL, "no timer has a reserved number");

typedef struct sim_calendar_node {
    uint64_t time, order;
} sim_calendar_node;

typedef struct sim_timer {
    double time;         /* s */
    uint64_t order;      /* priority and sequence */
    uint32_t next, prev; /* in its bucket */
    uint32_t slot;       /* in the tree, or NONE: not pending, or IN_WHEEL */
    uint32_t bucket;     /* if in a wheel */
} sim_timer;

struct sim_calendar {
    double now; /* s, of the last event */
    int error;  /* latched: no memory, or more events than the sequence can number */

    /* Tree: level 0 has a leaf for each permanent slot, then for due timers; each node is
     * the least of its four children. Favoured slots have theirs at the end of a higher level. */
    uint64_t sequence;
    uint32_t
        hole; /* slot of the event in hand, whose stale key still is in the tree; with FILLED: is
                    * there no more; NONE: there was no event */
    uint32_t n_slots, capacity;          /* permanent; all leaves in use or free */
    int n_levels;                        /* below the root */
    uint32_t level[SIM_CALENDAR_LEVELS]; /* where it starts in node[] */
    uint32_t rise[SIM_CALENDAR_LEVELS];  /* to the parent: see sim_calendar_parent */
    uint32_t root;                       /* bytes from node[] */
    uint32_t favoured, n_favoured;       /* first slot, number */
    uint32_t favoured_place;             /* of the first, in */
    int favoured_level;
    sim_calendar_node *node;
    size_t node_bytes;
    uint32_t *owner; /* of leaf n_slots + j: timer, or the next free leaf */
    size_t owner_bytes;
    uint32_t free_leaf;

    /* Wheels: the timers of tick (time / width) k wait in bucket k modulo FINE of the fine wheel
     * if that is less than a revolution ahead, and are all of their bucket. Others wait in the
     * first coarse wheel whose revolution takes them in; a bucket of the first is FINE ticks
     * long, of each further one a revolution of the one before. When the time of a coarse
     * bucket begins, its timers move to finer wheels. */
    double width, per_width;
    uint64_t taken;    /* timers of all ticks before this one are in the tree */
    uint64_t tick;     /* no timer in the wheels has an earlier one */
    uint64_t cascade;  /* no coarse bucket in use begins before this tick, which is >= tick */
    double tick_start; /* s, not after the start of tick; INFINITY if the wheels are empty */
    uint32_t n_wheel, n_timers;
    sim_timer *timer;
    size_t timer_bytes;
    uint64_t occupied[SIM_CALENDAR_WORDS];    /* which buckets; a word for each coarse wheel */
    uint32_t bucket[64 * SIM_CALENDAR_WORDS]; /* first timer or NONE */
};

/* Takes ticks of the wheel until the tree's first event is the first of all, or later than
 * `until`; returns its key, an empty one after an error. */
sim_calendar_node sim_calendar_advance(sim_calendar *self, double until);
/* A free leaf for a timer, NONE and an error latched if there is none to be had. */
uint32_t sim_calendar_take_leaf(sim_calendar *self);
/* Links a timer a revolution of the fine wheel ahead, or more. */
void sim_calendar_link_far(sim_calendar *self, uint32_t timer, uint64_t tick);
void sim_calendar_fail(sim_calendar *self, int error);

static SIM_INLINE double
sim_calendar_key_time(sim_calendar_node key)
{
    double time;
    memcpy(&time, &key.time, sizeof(time));
    return time;
}

static SIM_INLINE sim_calendar_node
sim_calendar_key(double time, uint64_t order, uint32_t slot)
{
    sim_calendar_node key = {0, order | slot};
    memcpy(&key.time, &time, sizeof(time));
    return key;
}

/* No event at node j. */
static SIM_INLINE sim_calendar_node
sim_calendar_empty(size_t j)
{
    return (sim_calendar_node){UINT64_MAX - j, SIM_CALENDAR_SLOT_MAX};
}

/* Priority and a new sequence number, which is kept in its place. */
static SIM_INLINE uint64_t
sim_calendar_order(sim_calendar *self, sim_priority p)
{
    const uint64_t sequence = self->sequence;
    self->sequence = sequence + (UINT64_C(1) << SIM_CALENDAR_SLOT_BITS);
    if (__builtin_expect(sequence >> (SIM_CALENDAR_SEQUENCE_BITS + SIM_CALENDAR_SLOT_BITS) != 0,
                         0)) {
        sim_calendar_fail(self, SIM_ERR_LIMIT);
    }
    return (uint64_t)p << (SIM_CALENDAR_SEQUENCE_BITS + SIM_CALENDAR_SLOT_BITS) | sequence;
}

/* Nodes are found by their distance in bytes from the first: the four of a group, which is a
 * cache line, differ in two bits, and the parent is a shift away. */
static SIM_INLINE sim_calendar_node *
sim_calendar_node_at(const sim_calendar *self, size_t at)
{
    return (sim_calendar_node *)((char *)self->node + at);
}

static SIM_INLINE size_t
sim_calendar_parent(size_t at, uint32_t rise)
{
    return (at >> 2 & ~(size_t)15) + rise;
}

/* The earlier of two. Equal times are rare, so that the branch is foreseen. */
static SIM_INLINE void
sim_calendar_yield(sim_calendar_node *key, const sim_calendar_node *other)
{
    const uint64_t time = other->time, order = other->order;
    if (__builtin_expect(time == key->time, 0)) {
        key->order = order < key->order ? order : key->order;
    } else {
        key->order = time < key->time ? order : key->order;
        key->time = time < key->time ? time : key->time;
    }
}

/* Least of key, to be at that node, and its three siblings. */
static SIM_INLINE sim_calendar_node
sim_calendar_least(const sim_calendar *self, size_t at, sim_calendar_node key)
{
    sim_calendar_yield(&key, sim_calendar_node_at(self, at ^ 16));
    sim_calendar_yield(&key, sim_calendar_node_at(self, at ^ 32));
    sim_calendar_yield(&key, sim_calendar_node_at(self, at ^ 48));
    return key;
}

/* The leaf of a slot, and the rise from its level. */
static SIM_INLINE size_t
sim_calendar_leaf(const sim_calendar *self, uint32_t slot, const uint32_t **rise)
{
    const uint32_t j = slot - self->favoured;
    if (j < self->n_favoured) {
        *rise = &self->rise[self->favoured_level];
        return (size_t)(self->level[self->favoured_level] + self->favoured_place + j) * 16;
    }
    *rise = self->rise;
    return (size_t)slot * 16;
}

static SIM_INLINE sim_calendar_node *
sim_calendar_at(const sim_calendar *self, uint32_t slot)
{
    const uint32_t *rise;
    return sim_calendar_node_at(self, sim_calendar_leaf(self, slot, &rise));
}

/* For the leaf at the root: every node on the way up changes. */
static SIM_INLINE void
sim_calendar_place(sim_calendar *self, uint32_t slot, sim_calendar_node key)
{
    const uint32_t *rise;
    size_t at = sim_calendar_leaf(self, slot, &rise);
    const size_t root = self->root;
    *sim_calendar_node_at(self, at) = key;
    do {
        key = sim_calendar_least(self, at, key);
        at = sim_calendar_parent(at, *rise++);
        *sim_calendar_node_at(self, at) = key;
    } while (at != root);
}

/* For any other: few do. */
static inline void
sim_calendar_place_early(sim_calendar *self, uint32_t slot, sim_calendar_node key)
{
    const uint32_t *rise;
    size_t at = sim_calendar_leaf(self, slot, &rise);
    const size_t root = self->root;
    *sim_calendar_node_at(self, at) = key;
    do {
        key = sim_calendar_least(self, at, key);
        at = sim_calendar_parent(at, *rise++);
        sim_calendar_node *parent = sim_calendar_node_at(self, at);
        if (parent->time == key.time && parent->order == key.order) {
            return;
        }
        *parent = key;
    } while (at != root);
}

static SIM_INLINE void
sim_calendar_give_leaf(sim_calendar *self, uint32_t slot)
{
    self->owner[slot - self->n_slots] = self->free_leaf;
    self->free_leaf = slot;
}

static SIM_INLINE uint64_t
sim_calendar_tick(const sim_calendar *self, double time)
{
    const double x = time * self->per_width;
    return x < (double)SIM_CALENDAR_FAR ? (uint64_t)(int64_t)x : SIM_CALENDAR_FAR;
}

/* Not after any time that sim_calendar_tick maps to the tick: the factor is more than the
 * rounding errors of both. */
static inline double
sim_calendar_tick_start(const sim_calendar *self, uint64_t tick)
{
    return (double)(int64_t)tick * self->width * (1 - 0x1p-50);
}

/* `start` is the bucket's first tick. */
static SIM_INLINE void
sim_calendar_put(sim_calendar *self, uint32_t timer, uint32_t b, uint64_t start)
{
    const uint32_t head = self->bucket[b];
    sim_timer *t = &self->timer[timer];
    t->next = head;
    t->prev = SIM_CALENDAR_NONE;
    t->bucket = b;
    if (head != SIM_CALENDAR_NONE) {
        self->timer[head].prev = timer;
    }
    self->bucket[b] = timer;
    self->occupied[b / 64] |= 1ull << b % 64;
    self->n_wheel++;
    if (start < self->tick && self->error == SIM_OK) {
        self->tick = start;
        self->tick_start = sim_calendar_tick_start(self, start);
    }
}

static SIM_INLINE void
sim_calendar_link(sim_calendar *self, uint32_t timer, uint64_t tick)
{
    if (tick - self->taken < SIM_CALENDAR_FINE) {
        sim_calendar_put(self, timer, (uint32_t)tick & (SIM_CALENDAR_FINE - 1), tick);
    } else {
        sim_calendar_link_far(self, timer, tick);
    }
}

static SIM_INLINE void
sim_calendar_leave_bucket(sim_calendar *self, uint32_t b)
{
    self->bucket[b] = SIM_CALENDAR_NONE;
    self->occupied[b / 64] &= ~(1ull << b % 64);
}

static SIM_INLINE void
sim_calendar_unlink(sim_calendar *self, uint32_t timer)
{
    const sim_timer *t = &self->timer[timer];
    if (t->next != SIM_CALENDAR_NONE) {
        self->timer[t->next].prev = t->prev;
    }
    if (t->prev != SIM_CALENDAR_NONE) {
        self->timer[t->prev].next = t->next;
    } else if (t->next != SIM_CALENDAR_NONE) {
        self->bucket[t->bucket] = t->next;
    } else {
        sim_calendar_leave_bucket(self, t->bucket);
    }
    self->n_wheel--;
}

static inline void
sim_calendar_set(sim_calendar *self, uint32_t slot, double time, sim_priority p)
{
    assert(slot < self->n_slots && time >= self->now);
    if (time == INFINITY) {
        sim_calendar_clear(self, slot);
        return;
    }
    time += 0.0; /* no -0 */
    const sim_calendar_node key = sim_calendar_key(time, sim_calendar_order(self, p), slot);
    if (slot == self->hole) {
        self->hole |= SIM_CALENDAR_FILLED;
        sim_calendar_place(self, slot, key);
    } else {
        sim_calendar_place_early(self, slot, key);
    }
}

/* The slot of the event in hand again, at a time that is finite and at least 0. */
static SIM_INLINE void
sim_calendar_set_again(sim_calendar *self, uint32_t slot, double time, sim_priority p)
{
    assert(slot == self->hole && time >= self->now && time < INFINITY);
    self->hole |= SIM_CALENDAR_FILLED;
    sim_calendar_place(self, slot, sim_calendar_key(time, sim_calendar_order(self, p), slot));
}

static inline void
sim_calendar_clear(sim_calendar *self, uint32_t slot)
{
    assert(slot < self->n_slots);
    const sim_calendar_node *at = sim_calendar_at(self, slot);
    if (slot != self->hole && at->time < SIM_CALENDAR_EMPTY) {
        sim_calendar_place_early(self, slot, sim_calendar_empty((size_t)(at - self->node)));
    }
}

static inline double
sim_calendar_time(const sim_calendar *self, uint32_t slot)
{
    assert(slot < self->n_slots);
    const sim_calendar_node key = *sim_calendar_at(self, slot);
    return slot == self->hole || key.time >= SIM_CALENDAR_EMPTY ? INFINITY
                                                                : sim_calendar_key_time(key);
}

static SIM_INLINE void
sim_timer_clear(sim_calendar *self, uint32_t timer)
{
    assert(timer < self->n_timers);
    const uint32_t slot = self->timer[timer].slot;
    if (slot == SIM_CALENDAR_IN_WHEEL) {
        sim_calendar_unlink(self, timer);
    } else if (slot != SIM_CALENDAR_NONE) {
        sim_calendar_place_early(self, slot, sim_calendar_empty(slot)); /* leaves are on level 0 */
        sim_calendar_give_leaf(self, slot);
    }
    self->timer[timer].slot = SIM_CALENDAR_NONE;
}

/* One that is not pending, at a time that is finite and at least 0. */
static SIM_INLINE void
sim_timer_start(sim_calendar *self, uint32_t timer, double time, sim_priority p)
{
    assert(timer < self->n_timers && time >= self->now && time < INFINITY);
    sim_timer *t = &self->timer[timer];
    t->time = time;
    t->order = sim_calendar_order(self, p);
    const uint64_t tick = sim_calendar_tick(self, t->time);
    if (tick >= self->taken) {
        t->slot = SIM_CALENDAR_IN_WHEEL;
        sim_calendar_link(self, timer, tick);
        return;
    }
    const uint32_t slot = sim_calendar_take_leaf(self);
    if (slot != SIM_CALENDAR_NONE) {
        t->slot = slot;
        self->owner[slot - self->n_slots] = timer;
        sim_calendar_place_early(self, slot, sim_calendar_key(t->time, t->order, slot));
    }
}

static inline void
sim_timer_set(sim_calendar *self, uint32_t timer, double time, sim_priority p)
{
    assert(timer < self->n_timers && time >= self->now);
    if (self->timer[timer].slot != SIM_CALENDAR_NONE) {
        sim_timer_clear(self, timer);
    }
    if (time != INFINITY) {
        sim_timer_start(self, timer, time + 0.0, p);
    }
}

static inline double
sim_timer_time(const sim_calendar *self, uint32_t timer)
{
    assert(timer < self->n_timers);
    const sim_timer *t = &self->timer[timer];
    return t->slot == SIM_CALENDAR_NONE ? INFINITY : t->time;
}

static SIM_INLINE bool
sim_calendar_next(sim_calendar *self, double until, sim_event *event)
{
    const uint32_t hole = self->hole;
    if ((hole & SIM_CALENDAR_FILLED) == 0) {
        self->hole = SIM_CALENDAR_NONE;
        sim_calendar_place(self, hole,
                           sim_calendar_empty((size_t)(sim_calendar_at(self, hole) - self->node)));
        if (hole >= self->n_slots) {
            sim_calendar_give_leaf(self, hole);
        }
    }
    sim_calendar_node key = *sim_calendar_node_at(self, self->root);
    if (!(sim_calendar_key_time(key) < self->tick_start)) {
        key = sim_calendar_advance(self, until);
    }
    const double time = sim_calendar_key_time(key);
    if (!(time <= until)) {
        return false; /* too late, or NAN: none */
    }
    const uint32_t slot = (uint32_t)key.order & SIM_CALENDAR_SLOT_MAX;
    self->hole = slot;
    self->now = time;
    event->time = time;
    event->is_timer = slot >= self->n_slots;
    event->id = slot;
    if (event->is_timer) {
        event->id = self->owner[slot - self->n_slots];
        self->timer[event->id].slot = SIM_CALENDAR_NONE;
    }
    return true;
}

#endif
