/* What routers choose with: who serves a queue, in which order, and who of them has room. The
 * agents of a group stand in lists by their mix of open conversations, each in the order of the
 * last change, so that a router need not look at every agent. All of this reads and answers. */
#ifndef CC_ROUTING_H
#define CC_ROUTING_H

#include "models/center/caseload.h"
#include "models/center/overflow.h"
#include "models/center/state.h"
#include <limits.h>
#include <math.h>

/* Closing time takes no deferred work. */
static inline bool
cc_route_is_barred(const cc_center *self, int channel)
{
    return self->now.closing && cc_channel_survives(self->scenario, channel);
}

/* ---- routing.c ---- */
/* May the group start work of this option now? Work with a reserve may start only if more than
 * `reserve` agents of the group are idle, the one to be taken included, and no lane that the
 * group prefers has a contact waiting that an idle one may take. */
bool cc_route_reserve_allows(const cc_center *self, const cc_crew *crew, const cc_option *option);
const cc_option *cc_route_find_option(const cc_crew *crew, uint32_t lane);

/* The next group of the queue, from the *j-th of its order of preference on and up to a rank, that may
 * take that contact, start work of that kind now and has agents with room for anything; NULL: no more. */
static SIM_INLINE const cc_crew *
cc_route_next_crew(const cc_center *self, uint32_t contact, const cc_service *service, int *j,
                   int last_rank)
{
    const cc_takers *takers = &self->takers[service->queue];
    for (; *j < takers->n && takers->group[*j].rank <= last_rank; ++*j) {
        const unsigned g = (unsigned)takers->group[*j].index;
        const cc_crew *crew = &self->crew[g];
        if ((self->now.listed[g / 64] & self->serving[service->queue][g / 64]) >> g % 64 & 1 &&
            (!crew->has_reserve ||
             cc_route_reserve_allows(self, crew, cc_route_find_option(crew, service->lane))) &&
            (!service->has_overflow || cc_overflow_allows(self, contact, service, crew))) {
            return crew;
        }
    }
    return NULL;
}

/* By mix, one bit each: who of the group may take the channel, interrupting or not. */
static SIM_INLINE const uint64_t *
cc_route_takes(const cc_crew *crew, int channel, bool interrupting)
{
    const int row = crew->mixes.class_of[channel] * crew->n_words;
    return (interrupting ? crew->takes_interrupting : crew->takes) + row;
}

/* ---- the best by a rule ---- */

/* An agent, described by its mix. */
typedef struct cc_candidate {
    int n_open;   /* conversations open at the agent */
    double since; /* s: when its mix last changed */
} cc_candidate;

/* Is a to be chosen before b? Of equals goes first who is met first. Of agents whose mixes hold the
 * same it must be the one whose change is longest ago. */
typedef bool cc_before(const void *settings, cc_candidate a, cc_candidate b);

typedef struct cc_rule {
    cc_before *before;
    bool empty_first; /* whoever has an empty mix goes before all others */
    const void *settings;
} cc_rule;

/* The first of a list who may have one more of the channel, but not `except`; or CC_NONE. */
static SIM_INLINE uint32_t
cc_route_first_of(const cc_center *self, const cc_crew *crew, int channel, int list,
                  uint32_t except)
{
    uint32_t a = crew->list[list].first;
    if (!cc_case_counts(self, crew, channel)) {
        return a == except ? CC_NONE : a; /* its mix changed last, so nobody is behind it */
    }
    while (a != CC_NONE && (a == except || self->cases[a] >= crew->caseload)) {
        a = self->agent[a].next;
    }
    return a;
}

/* The best agent of a group for a channel, but not `except`; or CC_NONE. */
static SIM_INLINE uint32_t
cc_route_best_of(const cc_center *self, const cc_crew *crew, int channel, bool interrupting,
                 uint32_t except, cc_rule rule)
{
    const uint64_t *takes = cc_route_takes(crew, channel, interrupting);
    if (rule.empty_first && (takes[0] & crew->occupied[0] & 1)) {
        const uint32_t a = cc_route_first_of(self, crew, channel, 0, CC_NONE);
        if (a != CC_NONE) {
            return a;
        }
    }
    uint32_t best = CC_NONE;
    cc_candidate best_is = {0};
    for (int w = 0; w < crew->n_words; w++) {
        for (uint64_t bits = takes[w] & crew->occupied[w]; bits != 0; bits &= bits - 1) {
            const int h = 64 * w + __builtin_ctzll(bits);
            const uint32_t a = cc_route_first_of(self, crew, channel, h, except);
            if (a == CC_NONE) {
                continue;
            }
            const cc_candidate is = {crew->mixes.mix[h].n_open, self->agent[a].since};
            if (best == CC_NONE || rule.before(rule.settings, is, best_is)) {
                best = a;
                best_is = is;
            }
        }
    }
    return best;
}

/* Group by group, in order of preference. Nobody is interrupted while anybody is free. */
static SIM_INLINE uint32_t
cc_route_search(const cc_center *self, uint32_t contact, const cc_service *service, uint32_t except,
                cc_rule rule)
{
    const cc_takers *takers = &self->takers[service->queue];
    for (int pass = 0; pass <= service->type->interrupts; pass++) {
        uint32_t best = CC_NONE;
        cc_candidate best_is = {0};
        int last_rank = INT_MAX;
        const cc_crew *crew;
        for (int j = 0; (crew = cc_route_next_crew(self, contact, service, &j, last_rank)) != NULL;
             j++) {
            const uint32_t a =
                cc_route_best_of(self, crew, service->channel_index, pass > 0, except, rule);
            if (a == CC_NONE) {
                continue;
            }
            const cc_candidate is = {crew->mixes.mix[self->agent[a].mix].n_open,
                                     self->agent[a].since};
            if (best == CC_NONE || rule.before(rule.settings, is, best_is)) {
                best = a;
                best_is = is;
                last_rank = takers->group[j].rank;
            }
        }
        if (best != CC_NONE) {
            return best;
        }
    }
    return CC_NONE;
}

/* The longest idle of the groups first .. last that serve, or CC_NONE; nobody of that rank is on a
 * list before `first`. */
static SIM_INLINE uint32_t
cc_route_longest_idle(const cc_center *self, const uint64_t *serving, unsigned first, unsigned last)
{
    double least = INFINITY;
    uint32_t best = CC_NONE;
    for (unsigned w = first / 64; w <= last / 64; w++) {
        uint64_t bits = serving[w] & self->now.idle[w];
        if (w == last / 64) {
            bits &= UINT64_MAX >> (63 - last % 64);
        }
        for (; bits != 0; bits &= bits - 1) {
            const cc_idle *idlest = &self->now.idlest[64 * w + (unsigned)__builtin_ctzll(bits)];
            best = idlest->since < least ? idlest->agent : best;
            least = idlest->since < least ? idlest->since : least;
        }
    }
    return best;
}

/* The search with the router's own rule: a function of its own, so that what is asked for most is
 * short. */
typedef uint32_t cc_route_searcher(const cc_center *self, uint32_t contact,
                                   const cc_service *service, uint32_t except);

/* Most often somebody with an empty mix can be had. Where a rule puts them first, they are found by
 * one bit for each group, if the groups stand in the order that the queue prefers and nothing is
 * reserved. All else is a search, group by group. Who is excepted has something in hand. */
static SIM_INLINE uint32_t
cc_route_best(const cc_center *self, uint32_t contact, const cc_service *service, uint32_t except,
              bool empty_first, cc_route_searcher *search)
{
    const uint64_t *serving = self->serving[service->queue];
    unsigned w = 0;
    uint64_t any = serving[0] & self->now.listed[0];
    while (any == 0) {
        if (64 * ++w >= (unsigned)self->n_crews) {
            return CC_NONE;
        }
        any = serving[w] & self->now.listed[w];
    }
    if (empty_first && service->is_by_bits) {
        const unsigned first = 64 * w + (unsigned)__builtin_ctzll(any);
        const unsigned last = self->last_of_rank[service->queue * (unsigned)self->n_crews + first];
        const uint32_t best = cc_route_longest_idle(self, serving, first, last);
        if (best != CC_NONE) {
            return best;
        }
    }
    return search(self, contact, service, except);
}

#endif
