/* Who takes what: what routers find agents with is set up here, and the first come of the queues
 * that a group prefers is found. */
#include "models/center/routing.h"

#include <stdlib.h>
#include <string.h>

/* ---- set-up ---- */

/* Is the order of the groups the queue's, and can an empty mix always take the channel? */
static bool
is_by_bits(const cc_center *self, const cc_takers *takers, int reserve, int channel)
{
    for (int j = 0; j < takers->n; j++) {
        const cc_crew *crew = &self->crew[takers->group[j].index];
        if (reserve > 0 || cc_case_counts(self, crew, channel) ||
            !(crew->mixes.mix[0].takes >> channel & 1) ||
            (j > 0 && takers->group[j].index <= takers->group[j - 1].index)) {
            return false;
        }
    }
    return true;
}

#define WIDE 8 /* options, from which on bits are faster */

static int
compare_options(const void *a, const void *b)
{
    const cc_option *x = a, *y = b;
    if ((x->rank == CC_NOT_NOW) != (y->rank == CC_NOT_NOW)) {
        return x->rank == CC_NOT_NOW ? 1 : -1;
    }
    if (x->rank != y->rank) {
        return x->rank - y->rank;
    }
    if (x->priority != y->priority) {
        return x->priority > y->priority ? -1 : 1;
    }
    return (int)x->lane - (int)y->lane;
}

/* As the control says: what goes before all that groups prefer keeps that place. */
static int
rank_of(const cc_center *self, const cc_crew *crew, const cc_option *o)
{
    const int n_queues = self->scenario->center.n_queues;
    const uint8_t control = self->routing[(crew - self->crew) * n_queues + o->queue];
    const int rank = control == 0                      ? CC_NOT_NOW
                     : control == CC_ROUTED_AS_PLANNED ? o->planned
                                                       : control - 1;
    return rank != CC_NOT_NOW && o->goes_first ? -1 : rank;
}

/* The queue's crews, of those that may be. */
static void
find_serving(cc_center *self)
{
    const int n_queues = self->scenario->center.n_queues;
    for (int q = 0; q < n_queues; q++) {
        memset(self->serving[q], 0, sizeof(self->serving[q]));
        for (int j = 0; j < self->takers[q].n; j++) {
            const unsigned g = (unsigned)self->takers[q].group[j].index;
            const uint8_t control = self->routing[(int)g * n_queues + q];
            const uint64_t is_on = control == CC_ROUTED_AS_PLANNED
                                       ? !cc_routing_adds(self->scenario, (int)g, q)
                                       : control != 0;
            self->serving[q][g / 64] |= is_on << g % 64;
        }
    }
}

/* A crew's options in order, and which of them are equals. */
static void
order_options(const cc_center *self, cc_crew *crew)
{
    crew->now->n_served = 0;
    for (int j = 0; j < crew->n_options; j++) {
        cc_option *o = &crew->option[j];
        o->rank = rank_of(self, crew, o);
        crew->now->n_served += o->rank != CC_NOT_NOW;
        o->priority = self->now.controls.priority[o->queue];
        o->wide = 0;
    }
    const bool is_alone = crew->now->n_served <= 1;
    qsort(crew->option, (size_t)crew->n_options, sizeof(*crew->option), compare_options);
    for (int j = 0; j < crew->n_options; j++) {
        cc_option *o = &crew->option[j];
        o->is_alone = is_alone;
        o->is_last_of_equals =
            j < crew->now->n_served &&
            (j + 1 == crew->now->n_served || o[1].rank != o->rank || o[1].priority != o->priority);
    }
}

static void
find_wide(cc_center *self, cc_crew *crew)
{
    crew->now->n_wide = crew->has_doors ? -1 : 0;
    const bool may_be = !crew->has_reserve && !crew->has_doors;
    for (int j = 0, next; j < crew->now->n_served && may_be; j = next) {
        for (next = j; !crew->option[next++].is_last_of_equals;) {
        }
        if (next - j < WIDE) {
            continue;
        }
        cc_wide *wide = &crew->wide[crew->now->n_wide++];
        *wide = (cc_wide){.n = next - j, .begin = crew->option[j].lane / 64};
        crew->option[j].wide = (uint16_t)crew->now->n_wide;
        for (int k = j; k < next; k++) {
            const cc_option *o = &crew->option[k];
            wide->lanes[o->lane / 64] |= UINT64_C(1) << o->lane % 64;
            wide->channels |= UINT64_C(1) << o->channel;
            wide->end = o->lane / 64 + 1; /* options of equals are in the order of lanes */
        }
        self->now.keeps_heads = true;
    }
}

size_t
cc_route_most_wide(const cc_crew *crew)
{
    return (size_t)crew->n_options / WIDE + 1;
}

void
cc_route_order(cc_center *self)
{
    self->now.keeps_heads = false;
    find_serving(self);
    for (int g = 0; g < self->n_crews; g++) {
        order_options(self, &self->crew[g]);
        find_wide(self, &self->crew[g]);
    }
    for (int l = 0; l < self->n_lanes && self->now.keeps_heads; l++) {
        cc_route_keep_head(self, &self->lane[l]);
    }
}

/* Behind those of the scenario, or, where these are all equals, among them. */
static void
add_taker(cc_takers *takers, int group, bool all_equal)
{
    int j = takers->n++;
    for (; j > 0 && all_equal && takers->group[j - 1].index > group; j--) {
        takers->group[j] = takers->group[j - 1];
    }
    const int behind = j > 0 ? takers->group[j - 1].rank + 1 : 0;
    takers->group[j] = (cc_choice){group, all_equal ? 0 : behind};
}

static int
init_takers(cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    self->takers = calloc((size_t)center->n_queues + 1, sizeof(*self->takers));
    for (int q = 0; q < center->n_queues && self->takers != NULL; q++) {
        cc_takers *takers = &self->takers[q];
        const cc_queue *queue = &center->queue[q];
        bool all_equal = true;
        takers->group =
            calloc((size_t)self->n_crews + (size_t)queue->n_groups + 1, sizeof(*takers->group));
        if (takers->group == NULL) {
            return SIM_ERR_NOMEM;
        }
        for (; takers->n < queue->n_groups; takers->n++) {
            takers->group[takers->n] = queue->groups[takers->n];
            all_equal = all_equal && queue->groups[takers->n].rank == 0;
        }
        for (int g = 0; g < self->n_crews; g++) {
            if (cc_routing_adds(self->scenario, g, q)) {
                add_taker(takers, g, all_equal);
            }
        }
    }
    return self->takers == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

int
cc_route_init(cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    const size_t n_crews = (size_t)self->n_crews;
    self->last_of_rank = calloc((size_t)center->n_queues * n_crews + 1, sizeof(uint16_t));
    self->head = calloc((size_t)self->n_lanes + 1, sizeof(*self->head));
    self->router = *center->router;
    self->router_bytes = self->router.state_size != NULL ? self->router.state_size(self) : 0;
    self->router_state = calloc(1, self->router_bytes + 1);
    if (self->last_of_rank == NULL || self->head == NULL || self->router_state == NULL ||
        init_takers(self) != SIM_OK) {
        return SIM_ERR_NOMEM;
    }
    for (int l = 0; l < self->n_lanes; l++) {
        self->lane[l].first = CC_NONE;
    }
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        crew->wide = calloc(cc_route_most_wide(crew), sizeof(*crew->wide));
        if (crew->wide == NULL) {
            return SIM_ERR_NOMEM;
        }
    }
    cc_route_order(self);
    for (int q = 0; q < center->n_queues; q++) {
        const cc_takers *takers = &self->takers[q];
        uint16_t *last = &self->last_of_rank[(size_t)q * n_crews];
        for (int j = takers->n - 1; j >= 0; j--) {
            const cc_choice *group = &takers->group[j];
            const bool is_last = j + 1 == takers->n || group[1].rank != group->rank;
            last[group->index] = is_last ? (uint16_t)group->index : last[group[1].index];
        }
    }
    for (size_t k = 0; k < self->n_services; k++) {
        cc_service *service = &self->service[k];
        service->is_by_bits = service->is_offered && !service->has_overflow &&
                              is_by_bits(self, &self->takers[service->queue],
                                         center->reserve[service->queue], service->channel_index);
    }
    return SIM_OK;
}

void
cc_route_free(cc_center *self)
{
    for (int g = 0; self->crew != NULL && g < self->n_crews; g++) {
        free(self->crew[g].wide);
    }
    for (int q = 0; self->takers != NULL && q < self->scenario->center.n_queues; q++) {
        free(self->takers[q].group);
    }
    free(self->takers);
    free(self->router_state);
    free(self->last_of_rank);
    free(self->head);
}

/* ---- reserves ---- */

bool
cc_route_reserve_allows(const cc_center *self, const cc_crew *crew, const cc_option *option)
{
    if (option->reserve == 0) {
        return true;
    }
    if (crew->now->n_idle <= option->reserve) {
        return false;
    }
    for (const cc_option *o = crew->option; o->rank < option->rank; o++) {
        if (cc_overflow_n(self, o) > 0 && crew->now->n_idle > o->reserve &&
            !cc_route_is_barred(self, o->channel)) {
            return false;
        }
    }
    return true;
}

const cc_option *
cc_route_find_option(const cc_crew *crew, uint32_t lane)
{
    for (int j = 0; j < crew->now->n_served; j++) {
        if (crew->option[j].lane == lane) {
            return &crew->option[j];
        }
    }
    return NULL;
}

/* ---- an agent looks for a contact ---- */

/* May a lane of this option be served at all? */
static inline bool
is_served(const cc_center *self, const cc_crew *crew, const cc_option *o)
{
    return (!crew->has_reserve || cc_route_reserve_allows(self, crew, o)) &&
           !cc_route_is_barred(self, o->channel);
}

/* Who came first of all that wait in those lanes. */
static inline uint32_t
first_of(const cc_center *self, const cc_wide *wide)
{
    uint64_t least = UINT64_MAX;
    size_t best = 0;
    for (int w = wide->begin; w < wide->end; w++) {
        for (uint64_t bits = self->now.waiting[w] & wide->lanes[w]; bits != 0; bits &= bits - 1) {
            const size_t l = 64 * (size_t)w + (size_t)__builtin_ctzll(bits);
            best = self->head[l] < least ? l : best;
            least = self->head[l] < least ? self->head[l] : least;
        }
    }
    return least == UINT64_MAX ? CC_NONE : self->lane[best].first;
}

__attribute__((noinline)) void
cc_route_keep_head(cc_center *self, const cc_lane *lane)
{
    const size_t l = (size_t)(lane - self->lane);
    if (lane->first == CC_NONE) {
        self->now.waiting[l / 64] &= ~(UINT64_C(1) << l % 64);
    } else {
        self->now.waiting[l / 64] |= UINT64_C(1) << l % 64;
        self->head[l] = self->contact[lane->first].order;
    }
}

/* The first of a lane whom the crew may take. */
static SIM_INLINE uint32_t
first_in(const cc_center *self, const cc_option *o, bool has_doors)
{
    return has_doors && o->place != 0 ? cc_overflow_first(self, o) : self->lane[o->lane].first;
}

static SIM_INLINE uint32_t
search_options(const cc_center *self, const cc_crew *crew, uint64_t takes, bool has_wide,
               bool has_doors)
{
    const cc_option *const end = crew->option + crew->now->n_served;
    for (const cc_option *o = crew->option; o < end; o++) {
        const cc_wide *wide = has_wide && o->wide != 0 ? &crew->wide[o->wide - 1] : NULL;
        if (wide != NULL && (wide->channels & ~takes) == 0 && !self->now.closing) {
            const uint32_t first = first_of(self, wide);
            if (first != CC_NONE) {
                return first;
            }
            o += wide->n - 1;
            continue;
        }
        uint32_t best = first_in(self, o, has_doors);
        if (best == CC_NONE || !(takes >> o->channel & 1) || !is_served(self, crew, o)) {
            continue;
        }
        /* of equally preferred lanes, who came first */
        for (; !o->is_last_of_equals; o++) {
            const uint32_t head = first_in(self, o + 1, has_doors);
            if (head == CC_NONE || !(takes >> o[1].channel & 1) || !is_served(self, crew, o + 1)) {
                continue;
            }
            const cc_contact *x = &self->contact[head], *y = &self->contact[best];
            if (x->queued < y->queued || (x->queued == y->queued && x->order < y->order)) {
                best = head;
            }
        }
        return best;
    }
    return CC_NONE;
}

static __attribute__((noinline)) uint32_t
search_others(const cc_center *self, const cc_crew *crew, uint64_t takes)
{
    return crew->has_doors ? search_options(self, crew, takes, false, true)
                           : search_options(self, crew, takes, true, false);
}

uint32_t
cc_route_to_contact(const cc_center *self, const cc_crew *crew, unsigned mix, uint64_t barred)
{
    const uint64_t takes = crew->mixes.mix[mix].takes_interrupting & ~barred;
    return crew->now->n_wide != 0 ? search_others(self, crew, takes)
                                  : search_options(self, crew, takes, false, false);
}
