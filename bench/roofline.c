/* Two centers written by hand, as fast as we know how, that the engine is measured against: Erlang
 * A and 10 skills x 30 groups, as in bench/erlang_a.cfg and bench/centers.c, with figures by
 * half-hour and kind. One program: in Erlang A there is one kind and one group, and its arrivals
 * need no leaf. */
#include "bench/roofline.h"

#include <assert.h>
#include <stdlib.h>

#define BATCH 10000. /* contacts */

extern const sim_dist_type sim_dist_lognormal;

static inline void
enqueue(roofline *self, uint32_t c)
{
    const contact *is = &self->contact[c];
    const uint64_t tick = (uint64_t)(is->deadline * (1. / TICK));
    append(self->queue, CONTACTS + (uint32_t)is->kind, c);
    append(self->due_with, CONTACTS + (uint32_t)tick % BUCKETS, c);
    self->waiting |= 1u << is->kind;
    if (is->deadline < self->due) {
        self->due = is->deadline;
        self->first_due = c;
    }
}

static inline void
dequeue(roofline *self, uint32_t c)
{
    const uint32_t kind = (uint32_t)self->contact[c].kind, head = CONTACTS + kind;
    take_out(self->queue, c);
    take_out(self->due_with, c);
    self->waiting &= ~((uint32_t)(self->queue[head].next == head) << kind);
    if (c == self->first_due) {
        look_at_tick(self);
    }
}

static inline void
begin(roofline *self, uint32_t agent, uint32_t c, double now)
{
    contact *is = &self->contact[c];
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
    is->start = now;
    self->work_of[agent] = c;
    schedule(self, KINDS + agent, now + is->service);
}

static inline void
become_idle(roofline *self, uint32_t agent)
{
    const uint32_t g = self->group_of[agent];
    self->idle[g][self->to[g]++ % RING] = agent;
    self->idle_groups |= 1u << g;
}

/* In a group that this kind likes best, who has been idle longest. */
static inline uint32_t
find_agent(roofline *self, uint32_t kind)
{
    for (int rank = 0; rank < 4 && self->idle_groups != 0; rank++) {
        const uint32_t groups = self->idle_groups & self->choice[kind][rank];
        if (groups != 0) {
            const uint32_t g = (uint32_t)__builtin_ctz(groups);
            const uint32_t agent = self->idle[g][self->from[g]++ % RING];
            self->idle_groups &= ~((uint32_t)(self->from[g] == self->to[g]) << g);
            return agent;
        }
    }
    return NONE;
}

/* Of the queues that this agent serves, who has waited longest. */
static inline uint32_t
find_contact(const roofline *self, uint32_t agent)
{
    uint32_t best = NONE;
    for (uint32_t bits = self->waiting & self->serves[self->group_of[agent]]; bits != 0;
         bits &= bits - 1) {
        const uint32_t c = self->queue[CONTACTS + __builtin_ctz(bits)].next;
        if (best == NONE || self->contact[c].arrival < self->contact[best].arrival) {
            best = c;
        }
    }
    return best;
}

/* A rate in steps, inverted. */
static inline double
next_arrival(const roofline *self, uint32_t kind, double now, double gap)
{
    uint64_t step = (uint64_t)(now * (1 / STEP));
    for (double end;; gap -= self->rate[step++ % STEPS][kind] * (end - now), now = end) {
        end = (double)(step + 1) * STEP;
        if (gap < self->rate[step % STEPS][kind] * (end - now)) {
            return now + gap / self->rate[step % STEPS][kind];
        }
    }
}

/* Returns the gap to the next arrival. */
static inline double
arrive(roofline *self, uint32_t kind, double now)
{
    if (self->used[kind] == AHEAD) {
        draw_ahead(self, kind);
    }
    assert(self->n_free > 0);
    const uint32_t c = self->free[--self->n_free], j = self->used[kind]++;
    contact *is = &self->contact[c];
    is->arrival = now;
    is->service = 60 * self->draw[kind][SERVICE][j];
    is->deadline = now + 120 * self->draw[kind][PATIENCE][j];
    is->kind = kind;
    is->count = &self->count[(uint64_t)(now * (1 / STEP)) % STEPS][kind];
    is->count->offered++;
    self->arrived++;

    const uint32_t agent = find_agent(self, kind);
    if (agent != NONE) {
        begin(self, agent, c, now);
    } else {
        is->count->delayed++;
        enqueue(self, c);
    }
    return self->draw[kind][GAP][j];
}

static inline void
end(roofline *self, uint32_t agent, double now)
{
    const uint32_t c = self->work_of[agent];
    const contact *is = &self->contact[c];
    counts *count = is->count;
    const double work = now - is->start;
    count->work += work;
    count->work_sq += work * work;
    sim_histogram_add(&self->works[is->kind], work);
    self->free[self->n_free++] = c;
    const uint32_t next = find_contact(self, agent);
    if (next != NONE) {
        dequeue(self, next);
        begin(self, agent, next, now);
    } else {
        schedule(self, KINDS + agent, INFINITY);
        become_idle(self, agent);
    }
}

static inline void
lose_patience(roofline *self)
{
    const uint32_t c = self->first_due;
    if (c == NONE) {
        self->tick++;
        self->tick_end += TICK;
        look_at_tick(self);
        return;
    }
    const contact *is = &self->contact[c];
    counts *count = is->count;
    const double wait = is->deadline - is->arrival;
    count->abandoned++;
    count->left_in_5 += wait < 5;
    count->wait_left += wait;
    count->wait_left_max = wait > count->wait_left_max ? wait : count->wait_left_max;
    self->left++;
    dequeue(self, c);
    self->free[self->n_free++] = c;
}

static void
run(roofline *self, double until)
{
    while (self->arrived < until) {
        const double event = first_event(self);
        const double next = self->arrival < event ? self->arrival : event;
        if (self->due < next) {
            lose_patience(self);
        } else if (self->arrival < event) {
            self->arrival += 60. / 105 * arrive(self, 0, self->arrival);
        } else {
            const uint32_t leaf = (uint32_t)self->node[NODES - 1] % LEAVES;
            if (leaf >= KINDS) {
                end(self, leaf - KINDS, event);
            } else {
                schedule(self, leaf, next_arrival(self, leaf, event, arrive(self, leaf, event)));
            }
        }
    }
}

static void *
allocate(size_t bytes, void *arg)
{
    roofline *self = arg;
    return self->table = malloc(bytes);
}

/* Group g serves 1 to 4 kinds, a kind goes first to the groups that name it first. */
static void
set_skills(roofline *self)
{
    for (uint32_t g = 0; g < GROUPS; g++) {
        for (uint32_t rank = 0; rank < 1 + g / KINDS + g % 2; rank++) {
            const uint32_t kind = (g + rank * (1 + g / KINDS)) % KINDS;
            self->choice[kind][rank] |= (~self->serves[g] >> kind & 1) << g;
            self->serves[g] |= 1u << kind;
        }
    }
    for (uint32_t step = 0; step < STEPS; step++) {
        for (uint32_t kind = 0; kind < KINDS; kind++) {
            self->rate[step][kind] = (.9 + .02 * ((step * 7 + kind) % 11)) / 6;
        }
    }
    self->arrival = INFINITY;
    for (uint32_t kind = 0; kind < KINDS; kind++) {
        schedule(self, kind, next_arrival(self, kind, 0, 1));
    }
}

static void
roofline_free(void *state)
{
    roofline *self = state;
    free(self->table);
    free(self);
}

static void *
roofline_setup(const bench_case *is, char *why)
{
    (void)why;
    roofline *self = aligned_alloc(64, (sizeof(*self) + 63) / 64 * 64);
    if (self == NULL) {
        return NULL;
    }
    memset(self, 0, sizeof(*self));
    self->skills = is->parameter[0] > 0;
    self->exact = is->parameter[1];
    self->work = (sim_dist){.type = &sim_dist_lognormal, .p = {1, 1.3108}};
    if (sim_dist_setup(&self->work, allocate, self) != NULL) {
        roofline_free(self);
        return NULL;
    }
    for (uint32_t j = 0; j < NODES; j++) {
        self->node[j] = NO_KEY;
    }
    for (uint32_t j = 0; j < CONTACTS; j++) {
        self->free[self->n_free++] = CONTACTS - 1 - j;
    }
    for (uint32_t j = 0; j < CONTACTS + BUCKETS; j++) {
        self->due_with[j] = (neighbours){j, j};
    }
    for (uint32_t j = 0; j < KINDS; j++) {
        self->queue[CONTACTS + j] = (neighbours){CONTACTS + j, CONTACTS + j};
        self->used[j] = AHEAD;
    }
    self->tick_end = self->due = TICK;
    self->first_due = NONE;
    self->choice[0][0] = self->serves[0] = 1;
    if (self->skills) {
        self->choice[0][0] = self->serves[0] = 0;
        set_skills(self);
    }
    for (uint32_t j = 0; j < AGENTS; j++) {
        self->group_of[j] = self->skills ? j % GROUPS : 0;
        become_idle(self, j);
    }
    return self;
}

static double
roofline_body(void *state, double items)
{
    roofline *self = state;
    for (double done = 0; done < items; done += BATCH) {
        const double arrived = self->arrived, left = self->left;
        run(self, arrived + fmin(BATCH, items - done));
        bench_share_add(&self->abandoned, self->left - left, self->arrived - arrived);
    }
    return items;
}

static bool
roofline_check(void *state, char *note, size_t size)
{
    const roofline *self = state;
    return bench_share_check(&self->abandoned, self->exact, note, size);
}

#define ROOFLINE(label, skills, exact)                                                             \
    {                                                                                              \
        .name = "roofline/" label, .unit = "contact", .items = 4e6, .setup = roofline_setup,       \
        .body = roofline_body, .free = roofline_free, .check = roofline_check, .parameter = {      \
            skills,                                                                                \
            exact                                                                                  \
        }                                                                                          \
    }

const bench_case bench_roofline[] = {
    ROOFLINE("erlang-a", 0, .060369),
    ROOFLINE("10-skills-30-groups", 1, BENCH_SKILLS_ABANDONED),
    {0},
};
