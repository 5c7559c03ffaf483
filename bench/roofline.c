/* Two centers written by hand, as fast as we know how, that the engine is measured against: Erlang
 * A and 10 skills x 30 groups, as in bench/erlang_a.cfg and bench/centers.c, with figures by
 * half-hour and kind. Sizes are constants and nothing grows: 4-ary min trees for what is due, draws
 * named by contact and made in blocks ahead, bit masks for routing. Queues are so short that all
 * deadlines are looked at when the first has come. */
#include "bench/bench.h"
#include "sim/dist.h"
#include "sim/histogram.h"
#include "sim/logs.h"
#include "sim/random.h"

#include <assert.h>
#include <stdlib.h>

enum { AGENTS = 100, KINDS = 10, GROUPS = 30, RANKS = 4, STEPS = 48 };
enum { RING = 256, AHEAD = SIM_WORDS };
enum { ENDS = 256 + 64 + 16 + 4 + 1, ARRIVALS = 16 + 4 + 1 /* nodes of trees */, TABLE = 1 << 13 };
enum { GAP, PATIENCE, WORK, DRAWS, WORDS = 4 };
enum { BATCH = 10000, STEP = 1800 /* s, of rates and figures */ };
#define NEVER 1e300 /* s */

typedef struct counts {
    double offered, delayed, answered, in_20, in_60, in_120, abandoned, left_in_5;
    double wait, wait_sq, wait_max, work, work_sq, wait_left, wait_left_max; /* s */
} counts;

typedef struct contact {
    double arrival, deadline, work; /* s */
    counts *count;                  /* of its half-hour and kind */
    uint64_t kind;
} contact;

typedef struct roofline {
    /* By agent and by kind. Keys are bits of times, the last 8 of which name the leaf: 2 us in a
     * year. Then the least of each four, and on. */
    _Alignas(64) uint64_t end[ENDS], arrival[ARRIVALS];
    double due, step_end;                /* s; due: nobody loses patience before */
    uint32_t step, waiting, idle_groups; /* of the day; bits: kinds and groups that have any */
    uint32_t choice[KINDS][RANKS], serves[GROUPS];     /* bits: groups by rank; kinds */
    uint32_t group_of[AGENTS], from[KINDS], to[KINDS]; /* from, to: of queues */
    uint32_t idle[GROUPS][RING], idle_from[GROUPS], idle_to[GROUPS]; /* agents, longest first */
    contact queue[KINDS][RING], at_work[AGENTS];
    uint64_t drawn[KINDS];
    double draw[KINDS][DRAWS][AHEAD];
    counts count[STEPS][KINDS];
    sim_histogram waits[KINDS], works[KINDS];
    double mean_gap[STEPS][KINDS]; /* s */
    sim_rounds rounds;
    sim_dist work;
    double table[TABLE];         /* of its quantiles */
    double arrived, left, exact; /* contacts; the share to come out */
    bench_share abandoned;
} roofline;

/* A block of words for each of the next contacts of a kind. */
static void
draw_ahead(roofline *self, uint32_t kind)
{
    uint64_t word[WORDS * SIM_WORDS];
    double u[AHEAD], (*draw)[AHEAD] = self->draw[kind];
    sim_rounds_owners(&self->rounds, (sim_name){kind, self->drawn[kind], 0}, word, AHEAD);
    for (int d = 0; d < DRAWS; d++) {
        sim_uniforms(draw[d], word + d * SIM_WORDS, AHEAD);
    }
    memcpy(u, draw[WORK], sizeof(u));
    sim_minus_logs_of_rest(draw[0], draw[0], AHEAD * DRAWS);
    for (int j = 0; j < AHEAD; j++) {
        draw[WORK][j] = sim_dist_quantile_of(&self->work, u[j], draw[WORK][j]);
    }
}

static inline void
schedule(uint64_t *level, uint32_t width, uint32_t leaf, double time)
{
    uint64_t key;
    memcpy(&key, &time, sizeof(key));
    level[leaf] = key = (key & ~UINT64_C(0xff)) | leaf;
    for (; width > 1; width /= 4) {
        const uint64_t b = level[leaf ^ 1], c = level[leaf ^ 2], d = level[leaf ^ 3];
        const uint64_t bc = b < c ? b : c, least = d < bc ? d : bc;
        key = least < key ? least : key;
        level += width;
        leaf /= 4;
        level[leaf] = key;
    }
}

static inline void
begin(roofline *self, uint32_t agent, const contact *is, double now)
{
    schedule(self->end, 256, agent, now + is->work);
    self->at_work[agent] = *is;
    counts *count = is->count;
    const double wait = now - is->arrival;
    count->answered++;
    count->in_20 += wait <= 20;
    count->in_60 += wait <= 60;
    count->in_120 += wait <= 120;
    count->wait += wait;
    count->wait_sq += wait * wait;
    count->wait_max = wait > count->wait_max ? wait : count->wait_max;
    sim_histogram_add(&self->waits[is->kind], wait);
}

static inline void
become_idle(roofline *self, uint32_t agent)
{
    const uint32_t g = self->group_of[agent];
    self->idle[g][self->idle_to[g]++ % RING] = agent;
    self->idle_groups |= 1u << g;
    schedule(self->end, 256, agent, NEVER);
}

/* A rate in steps, inverted. */
static inline double
next_arrival(const roofline *self, uint32_t kind, double now, double gap)
{
    double end = self->step_end;
    for (uint32_t step = self->step;; step = (step + 1) % STEPS, now = end, end += STEP) {
        const double next = now + gap * self->mean_gap[step][kind];
        if (next < end) {
            return next;
        }
        gap -= (end - now) / self->mean_gap[step][kind];
    }
}

static inline void
arrive(roofline *self, uint32_t kind, double now)
{
    for (; now >= self->step_end; self->step_end += STEP) {
        self->step = (self->step + 1) % STEPS;
    }
    if (self->drawn[kind] % AHEAD == 0) {
        draw_ahead(self, kind);
    }
    const uint64_t j = self->drawn[kind]++ % AHEAD;
    schedule(self->arrival, 16, kind, next_arrival(self, kind, now, self->draw[kind][GAP][j]));
    const contact is = {now, now + 120 * self->draw[kind][PATIENCE][j], self->draw[kind][WORK][j],
                        &self->count[self->step][kind], kind};
    is.count->offered++;
    self->arrived++;
    /* In a group that this kind likes best, who has been idle longest. */
    uint32_t groups = 0;
    for (int rank = 0; rank < RANKS && groups == 0; rank++) {
        groups = self->idle_groups & self->choice[kind][rank];
    }
    if (groups != 0) {
        const uint32_t g = (uint32_t)__builtin_ctz(groups), at = self->idle_from[g]++;
        self->idle_groups ^= (uint32_t)(at + 1 == self->idle_to[g]) << g;
        begin(self, self->idle[g][at % RING], &is, now);
    } else {
        is.count->delayed++;
        assert(self->to[kind] - self->from[kind] < RING);
        self->queue[kind][self->to[kind]++ % RING] = is;
        self->waiting |= 1u << kind;
        self->due = is.deadline < self->due ? is.deadline : self->due;
    }
}

/* Next, of the queues that this agent serves, who has waited longest. */
static inline void
end_work(roofline *self, uint32_t agent, double now)
{
    const contact *is = &self->at_work[agent];
    is->count->work += is->work;
    is->count->work_sq += is->work * is->work;
    sim_histogram_add(&self->works[is->kind], is->work);
    const contact *next = &(contact){.arrival = NEVER, .kind = KINDS};
    uint32_t bits = self->waiting & self->serves[self->group_of[agent]];
    for (; bits != 0; bits &= bits - 1) {
        const int k = __builtin_ctz(bits);
        const contact *first = &self->queue[k][self->from[k] % RING];
        next = first->arrival < next->arrival ? first : next;
    }
    if (next->kind < KINDS) {
        const uint32_t at = ++self->from[next->kind];
        self->waiting ^= (uint32_t)(at == self->to[next->kind]) << next->kind;
        begin(self, agent, next, now);
    } else {
        become_idle(self, agent);
    }
}

/* Who still waits past the deadline is lost; then, when to look again. */
static void
look_at_deadlines(roofline *self)
{
    const double now = self->due;
    self->due = NEVER;
    for (uint32_t bits = self->waiting; bits != 0; bits &= bits - 1) {
        const int k = __builtin_ctz(bits);
        uint32_t at = self->from[k], end = self->to[k];
        for (self->to[k] = at; at != end; at++) {
            const contact is = self->queue[k][at % RING];
            if (is.deadline > now) {
                self->queue[k][self->to[k]++ % RING] = is;
                self->due = is.deadline < self->due ? is.deadline : self->due;
                continue;
            }
            const double wait = is.deadline - is.arrival;
            is.count->abandoned++;
            is.count->left_in_5 += wait < 5;
            is.count->wait_left += wait;
            is.count->wait_left_max = fmax(wait, is.count->wait_left_max);
            self->left++;
        }
        self->waiting ^= (uint32_t)(self->from[k] == self->to[k]) << k;
    }
}

static double
body(void *state, double items)
{
    roofline *self = state;
    double done = 0;
    for (; done < items; done += BATCH) {
        const double arrived = self->arrived, left = self->left;
        while (self->arrived < arrived + BATCH) {
            const uint64_t end = self->end[ENDS - 1], arrival = self->arrival[ARRIVALS - 1];
            const uint64_t key = arrival < end ? arrival : end;
            double now;
            memcpy(&now, &key, sizeof(now));
            if (self->due < now) {
                look_at_deadlines(self);
            } else if (arrival < end) {
                arrive(self, arrival % 256, now);
            } else {
                end_work(self, end % 256, now);
            }
        }
        bench_share_add(&self->abandoned, self->left - left, self->arrived - arrived);
    }
    return done;
}

static void *
allocate(size_t bytes, void *self)
{
    return bytes <= sizeof(((roofline *)self)->table) ? ((roofline *)self)->table : NULL;
}

/* Group g serves 1 to 4 kinds, a kind goes first to the groups that name it first. */
static void *
setup(const bench_case *is, char *why)
{
    (void)why;
    const uint32_t n_kinds = (uint32_t)is->parameter[0], n_groups = (uint32_t)is->parameter[1];
    roofline *self = aligned_alloc(64, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    *self = (roofline){.step_end = STEP, .due = NEVER, .exact = is->parameter[2]};
    self->rounds = sim_rounds_of((sim_key){1, 1});
    self->work = (sim_dist){.type = sim_dist_find(is->argument), .p = {60, 1.3108}};
    const char *broken = sim_dist_setup(&self->work, allocate, self);
    assert(broken == NULL);
    (void)broken;
    memset(self->end, 0xff, sizeof(self->end)); /* after any time */
    memset(self->arrival, 0xff, sizeof(self->arrival));
    for (uint32_t j = 0; j < AGENTS; j++) {
        self->group_of[j] = j % n_groups;
        become_idle(self, j);
    }
    for (uint32_t g = 0; g < n_groups; g++) {
        for (uint32_t rank = 0; rank < 1 + g / KINDS + g % 2; rank++) {
            const uint32_t kind = (g + rank * (1 + g / KINDS)) % KINDS;
            self->choice[kind][rank] |= (~self->serves[g] >> kind & 1) << g;
            self->serves[g] |= 1u << kind;
        }
    }
    for (uint32_t kind = 0; kind < n_kinds; kind++) {
        for (uint32_t step = 0; step < STEPS; step++) {
            const double share = n_groups > 1 ? .9 + .02 * ((step * 7 + kind) % 11) : 10.5;
            self->mean_gap[step][kind] = 6 / share;
        }
        schedule(self->arrival, 16, kind, next_arrival(self, kind, 0, 1));
    }
    return self;
}

static bool
check(void *state, char *note, size_t size)
{
    const roofline *self = state;
    return bench_share_check(&self->abandoned, self->exact, note, size);
}

#define BY_HAND                                                                                    \
    .unit = "contact", .items = 4e6, .setup = setup, .body = body, .free = free, .check = check

/* Kinds, groups, and the share that abandons. */
const bench_case bench_roofline[] = {
    {"roofline/erlang-a", BY_HAND, .argument = "exponential", .parameter = {1, 1, .060369}},
    {"roofline/10-skills-30-groups", BY_HAND, .argument = "lognormal",
     .parameter = {KINDS, GROUPS, BENCH_SKILLS_ABANDONED}},
    {0},
};
