/* The crews of a center, as it is built and as a replication begins: what the agents of a group may
 * take and in which order, their seats, and what an hour of theirs costs. */
#include "models/center/state.h"
#include "models/scenario/hands.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The lanes of a queue that it serves, or may be told to. */
static void
add_options(const cc_center *self, cc_crew *crew, int queue, int rank)
{
    const cc_center_setup *center = &self->scenario->center;
    for (int c = 0; c < self->n_channels; c++) {
        if (cc_hands_feeds(self->scenario, queue, c) && center->channel[c].offered) {
            crew->option[crew->n_options++] = (cc_option){
                .lane = (uint16_t)(queue * self->n_channels + c),
                .queue = (uint16_t)queue,
                .channel = (uint8_t)c,
                .rank = rank,
                .planned = (int16_t)rank,
                .goes_first = self->scenario->channel[c].kind->goes_first,
                .reserve = center->reserve[queue],
            };
            crew->has_reserve |= center->reserve[queue] > 0;
        }
    }
}

/* The queues that the group serves become lanes, which cc_route_order puts in order. */
static int
init_options(cc_center *self, cc_crew *crew)
{
    const cc_center_setup *center = &self->scenario->center;
    const cc_group *group = crew->group;
    const int g = (int)(crew - self->crew);
    size_t n_queues = (size_t)group->n_serves;
    for (int q = 0; q < center->n_queues; q++) {
        n_queues += cc_routing_adds(self->scenario, g, q);
    }
    const size_t most = n_queues * (size_t)self->n_channels;
    crew->option = calloc(most + 1, sizeof(*crew->option));
    if (crew->option == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int j = 0; j < group->n_serves; j++) {
        add_options(self, crew, group->serves[j].index, group->serves[j].rank);
    }
    crew->passes =
        crew->n_options > 0 && !crew->has_reserve && center->router->select_contact == NULL;
    for (int q = 0; q < center->n_queues; q++) {
        if (cc_routing_adds(self->scenario, g, q)) {
            add_options(self, crew, q, CC_NOT_NOW);
        }
    }
    return SIM_OK;
}

static int
init_pace(cc_center *self, cc_crew *crew)
{
    crew->pace = calloc(self->n_services + 1, sizeof(double));
    if (crew->pace == NULL) {
        return SIM_ERR_NOMEM;
    }
    const cc_knowledge *knowledge = &self->scenario->center.knowledge;
    const double at_home = cc_site_effect(&self->scenario->center, crew->group).pace;
    for (size_t k = 0; k < self->n_services; k++) {
        const cc_service *service = &self->service[k];
        const cc_layout_parts is = cc_layout_parts_of(&self->layout, service->cell);
        const cc_table *speed = &crew->group->speed[service->channel_index];
        crew->pace[k] = speed->n == 0 && knowledge->work[is.issue] == 1
                            ? speed->constant * crew->group->pace[is.issue] * at_home
                            : NAN;
    }
    return SIM_OK;
}

/* Which lists can take what. */
static int
init_takes(cc_center *self, cc_crew *crew)
{
    const cc_mixes *mixes = &crew->mixes;
    crew->n_words = (mixes->n + 63) / 64;
    const size_t n_words = (size_t)crew->n_words, n_classes = (size_t)mixes->n_classes + 1;
    crew->takes = calloc(n_classes * n_words, sizeof(uint64_t));
    crew->takes_interrupting = calloc(n_classes * n_words, sizeof(uint64_t));
    if (crew->takes == NULL || crew->takes_interrupting == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int c = 0; c < self->n_channels; c++) {
        const size_t row = mixes->class_of[c] * n_words;
        for (size_t h = 0; h < (size_t)mixes->n; h++) {
            const uint64_t bit = UINT64_C(1) << (h & 63);
            crew->takes[row + (h >> 6)] |= mixes->mix[h].takes >> c & 1 ? bit : 0;
            crew->takes_interrupting[row + (h >> 6)] |=
                mixes->mix[h].takes_interrupting >> c & 1 ? bit : 0;
        }
    }
    return SIM_OK;
}

/* All of its channels have rates, or none: see models/scenario/check.c. */
static bool
shares(const cc_center *self, const cc_crew *crew)
{
    bool any = false;
    for (int j = 0; j < crew->n_options; j++) {
        const cc_by_number *rates = &self->scenario->center.channel[crew->option[j].channel].rates;
        any |= rates->n > 0 || rates->constant > 0;
    }
    return any;
}

static bool
goes_round(const cc_center_setup *center)
{
    bool any = false;
    for (int g = 0; g < center->n_groups; g++) {
        any |= center->group[g].next_turn == CC_ROUND_ROBIN;
    }
    return any;
}

int
cc_crew_init(cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    self->n_crews = center->n_groups;
    self->crew = calloc((size_t)self->n_crews + 1, sizeof(*self->crew));
    self->crew_now = calloc((size_t)self->n_crews + 1, sizeof(*self->crew_now));
    self->serving = calloc((size_t)center->n_queues + 1, sizeof(*self->serving));
    if (self->crew == NULL || self->crew_now == NULL || self->serving == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int g = 0; g < self->n_crews; g++) {
        self->crew[g].group = &center->group[g];
    }
    cc_staffing_init(self);
    uint64_t n_agents = 0;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        int ret = cc_mixes_init(&crew->mixes, self->scenario, g);
        ret = ret == SIM_OK ? init_options(self, crew) : ret;
        ret = ret == SIM_OK ? init_pace(self, crew) : ret;
        ret = ret == SIM_OK ? init_takes(self, crew) : ret;
        if (ret != SIM_OK) {
            return ret;
        }
        crew->now = &self->crew_now[g];
        crew->shares = shares(self, crew);
        self->n_lists += (size_t)crew->mixes.n;
        self->n_words += (size_t)crew->n_words;
        crew->first_agent = (uint32_t)n_agents;
        n_agents += crew->n_needed;
    }
    self->n_agents = (uint32_t)(n_agents < UINT32_MAX ? n_agents : UINT32_MAX);
    if (n_agents > CC_MAX_AGENTS) {
        return SIM_ERR_LIMIT;
    }
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        const uint64_t left = CC_MAX_AGENTS - n_agents, spare = cc_staffing_spare(crew);
        crew->first_spare = (uint32_t)n_agents;
        crew->n_agents = crew->n_needed + (uint32_t)(spare < left ? spare : left);
        n_agents += crew->n_agents - crew->n_needed;
    }
    self->n_agents = (uint32_t)n_agents;
    const size_t bytes = (size_t)(n_agents + 1) * sizeof(*self->agent);
    self->list = calloc(self->n_lists + 1, sizeof(*self->list));
    self->agent = aligned_alloc(64, bytes);
    self->occupied = calloc(self->n_words + 1, sizeof(*self->occupied));
    const bool round = goes_round(center);
    self->last_turn = round ? calloc(n_agents + 1, sizeof(*self->last_turn)) : NULL;
    if (self->list == NULL || self->occupied == NULL || self->agent == NULL ||
        (round && self->last_turn == NULL)) {
        return SIM_ERR_NOMEM;
    }
    cc_list *list = self->list;
    uint64_t *occupied = self->occupied;
    for (int g = 0; g < self->n_crews; g++) {
        self->crew[g].list = list;
        list += self->crew[g].mixes.n;
        self->crew[g].occupied = occupied;
        occupied += self->crew[g].n_words;
    }
    sim_memory_advise(self->agent, bytes);
    memset(self->agent, 0, bytes);
    return SIM_OK;
}

void
cc_crew_free(cc_center *self)
{
    for (int g = 0; self->crew != NULL && g < self->n_crews; g++) {
        cc_mixes_free(&self->crew[g].mixes);
        free(self->crew[g].takes);
        free(self->crew[g].takes_interrupting);
        free(self->crew[g].option);
        free(self->crew[g].pace);
    }
    free(self->crew);
    free(self->crew_now);
    free(self->list);
    free(self->occupied);
    free(self->serving);
    free(self->agent);
    free(self->last_turn);
}

void
cc_crew_reset(cc_center *self)
{
    memset(self->now.listed, 0, sizeof(self->now.listed));
    memset(self->now.idle, 0, sizeof(self->now.idle));
    memset(self->occupied, 0, self->n_words * sizeof(*self->occupied));
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        for (int h = 0; h < crew->mixes.n; h++) {
            crew->list[h] = (cc_list){CC_NONE, CC_NONE};
        }
        *crew->now = (cc_crew_now){.n_wide = crew->now->n_wide, .n_served = crew->now->n_served};
        for (uint32_t j = 0; j < crew->n_agents; j++) {
            if (self->last_turn != NULL) {
                self->last_turn[cc_crew_seat(crew, j)] = 0;
            }
            self->agent[cc_crew_seat(crew, j)] = (cc_agent){
                .group = (uint16_t)g,
                .contact = CC_NONE,
                .ready = CC_NONE,
                .ready_last = CC_NONE,
                .held = CC_NONE,
                .open = CC_NONE,
            };
        }
    }
}
