/* What the programs of bench/roofline.c are made of. Sizes are constants and nothing grows: a 4-ary
 * min tree for ends of work, a hashed wheel for patience (scheme 6 of Varghese & Lauck 1987), words
 * named by contact and drawn in blocks ahead, rings and bit masks for routing. */
#ifndef BENCH_ROOFLINE_H
#define BENCH_ROOFLINE_H

#include "bench/bench.h"
#include "sim/dist.h"
#include "sim/histogram.h"
#include "sim/random.h"

#include <math.h>

enum { AGENTS = 100, KINDS = 10, GROUPS = 30, STEPS = 48, RING = 128, AHEAD = 64 };
enum { LEAVES = 256, NODES = 256 + 64 + 16 + 4 + 1, BUCKETS = 256, CONTACTS = 1024 };
enum { NONE = CONTACTS, TICK = 4 /* s; a power of two, so that bounds are exact */ };
enum { GAP, PATIENCE, SERVICE, DRAWS };
#define STEP 1800.                                            /* s, of rates and figures */
#define NO_KEY ((sim_u128)UINT64_C(0x7ff0000000000000) << 64) /* at infinity */

typedef struct counts {
    double offered, delayed, answered, in_20, in_60, in_120, abandoned, left_in_5;
    double wait, wait_sq, wait_max, work, work_sq, wait_left, wait_left_max; /* s */
} counts;

typedef struct contact {
    double arrival, service, deadline, start; /* s */
    counts *count;                            /* of its half-hour and kind */
    uint64_t kind;
} contact;

typedef struct neighbours { /* in a ring that begins and ends at its head */
    uint32_t next, prev;
} neighbours;

typedef struct roofline {
    /* Keys are time (64 bits), sequence (56), leaf (8); then the least of each four, and on.
     * Leaves: the next arrival of each kind, then agents. */
    _Alignas(64) sim_u128 node[NODES];
    bool skills;
    double arrival;       /* of Erlang A, which needs no leaf; s */
    double due, tick_end; /* s; due: the first deadline of this tick, or its end */
    uint64_t sequence, tick, drawn[KINDS];
    double draw[KINDS][DRAWS][AHEAD];        /* of a kind's next contacts, of mean 1 */
    uint32_t used[KINDS];                    /* draws */
    uint32_t first_due;                      /* contact */
    neighbours due_with[CONTACTS + BUCKETS]; /* contacts, and heads of buckets by tick */
    neighbours queue[CONTACTS + KINDS];      /* contacts, and heads of queues */
    uint32_t waiting;                        /* bits: queues that are not empty */
    uint32_t idle_groups;                    /* bits */
    uint32_t idle[GROUPS][RING], from[GROUPS], to[GROUPS]; /* agents, longest first */
    uint32_t choice[KINDS][4], serves[GROUPS];             /* bits: groups by rank, and kinds */
    uint32_t free[CONTACTS], n_free;
    uint32_t work_of[AGENTS], group_of[AGENTS]; /* contact; group */
    contact contact[CONTACTS];
    counts count[STEPS][KINDS];
    sim_histogram waits[KINDS], works[KINDS];
    double rate[STEPS][KINDS]; /* 1/s */
    sim_dist work;
    void *table;          /* of its quantiles */
    double arrived, left; /* contacts */
    bench_share abandoned;
    double exact;
} roofline;

/* -ln u of a word, without a branch so that it runs in vectors: u = 2^k m with m in [sqrt 1/2,
 * sqrt 2), ln m = 2 artanh s with s = (m - 1) / (m + 1), as a series: s^2 < .03, error 2e-11. */
static inline double
minus_log(uint64_t word)
{
    uint64_t bits = UINT64_C(0x3ff) << 52 | word >> 12;
    double u, m, k;
    memcpy(&u, &bits, sizeof u);
    u = 2 - u; /* in (0, 1] */
    memcpy(&bits, &u, sizeof bits);
    const uint64_t exponent = (bits - UINT64_C(0x3fe6a09e667f3bcd) + (UINT64_C(1023) << 52)) >> 52;
    bits += (1023 - exponent) << 52;
    memcpy(&m, &bits, sizeof m);
    bits = UINT64_C(0x433) << 52 | exponent; /* 2^52 + exponent */
    memcpy(&k, &bits, sizeof k);
    const double s = (m - 1) / (m + 1), z = s * s;
    const double series = (1 + z * (1. / 3)) + z * z * (1. / 5 + z * (1. / 7)) +
                          z * z * z * z * (1. / 9 + z * (1. / 11));
    return (0x1p52 + 1023 - k) * 0.693147180559945309417 - 2 * s * series;
}

static void
draw_ahead(roofline *self, uint32_t kind)
{
    uint64_t word[DRAWS][AHEAD];
    for (int j = 0; j < AHEAD; j++) {
        const sim_name name = {kind, self->drawn[kind]++, 0};
        const sim_block block = sim_random_block((sim_key){1, 1}, name, 0);
        word[GAP][j] = block.word[0];
        word[PATIENCE][j] = block.word[1];
        word[SERVICE][j] = block.word[2];
    }
    for (int d = GAP; d < DRAWS; d++) {
        for (int j = 0; j < AHEAD; j++) {
            self->draw[kind][d][j] = minus_log(word[d][j]);
        }
    }
    for (int j = 0; j < AHEAD && self->skills; j++) {
        self->draw[kind][SERVICE][j] =
            sim_dist_quantile(&self->work, sim_uniform(word[SERVICE][j]));
    }
    self->used[kind] = 0;
}

static inline void
schedule(roofline *self, uint32_t leaf, double time)
{
    uint64_t bits;
    memcpy(&bits, &time, sizeof bits);
    sim_u128 key = (sim_u128)bits << 64 | self->sequence++ << 8 | leaf;
    sim_u128 *level = self->node;
    level[leaf] = key;
#pragma GCC unroll 4
    for (uint32_t width = LEAVES; width > 1; width /= 4) {
        sim_u128 a = level[leaf ^ 1];
        const sim_u128 b = level[leaf ^ 2], c = level[leaf ^ 3];
        a = b < a ? b : a;
        a = c < a ? c : a;
        key = key < a ? key : a;
        level += width;
        leaf /= 4;
        level[leaf] = key;
    }
}

static inline double
first_event(const roofline *self)
{
    const uint64_t bits = (uint64_t)(self->node[NODES - 1] >> 64);
    double time;
    memcpy(&time, &bits, sizeof time);
    return time;
}

/* In front of the head: last. */
static inline void
append(neighbours *ring, uint32_t head, uint32_t c)
{
    const uint32_t last = ring[head].prev;
    ring[c] = (neighbours){head, last};
    ring[last].next = ring[head].prev = c;
}

static inline void
take_out(neighbours *ring, uint32_t c)
{
    const neighbours is = ring[c];
    ring[is.prev].next = is.next;
    ring[is.next].prev = is.prev;
}

static void
look_at_tick(roofline *self)
{
    self->due = self->tick_end;
    self->first_due = NONE;
    const uint32_t head = CONTACTS + (uint32_t)self->tick % BUCKETS;
    for (uint32_t c = self->due_with[head].next; c != head; c = self->due_with[c].next) {
        if (self->contact[c].deadline < self->due) {
            self->due = self->contact[c].deadline;
            self->first_due = c;
        }
    }
}

#endif
