/* The agents of a group: lists of those on duty by what their hands hold, each in order of the last
 * change, so that the longest idle stands first. Full hands have no list. */
#include "models/center_state.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- set-up ---- */

/* The queues that the group serves become lines, in order of rank, then priority. */
static int
compare_options(const void *a, const void *b)
{
    const cc_option *x = a, *y = b;
    if (x->rank != y->rank) {
        return x->rank - y->rank;
    }
    if (x->priority != y->priority) {
        return x->priority > y->priority ? -1 : 1;
    }
    return (int)x->line - (int)y->line;
}

static int
init_options(cc_center *self, cc_crew *crew)
{
    const cc_center_setup *center = &self->scenario->center;
    const cc_group *group = crew->group;
    const size_t most = (size_t)group->n_serves * (size_t)self->n_channels;
    crew->option = calloc(most + 1, sizeof(*crew->option));
    if (crew->option == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int j = 0; j < group->n_serves; j++) {
        const int q = group->serves[j].index;
        for (int c = 0; c < self->n_channels; c++) {
            bool feeds = false;
            for (int i = 0; i < self->scenario->demand.n_issues; i++) {
                feeds |= center->queue_of[i * CC_MAX_CHANNELS + c] == q;
            }
            if (feeds && center->channel[c].offered) {
                crew->option[crew->n_options++] = (cc_option){
                    .line = (uint16_t)(q * self->n_channels + c),
                    .queue = (uint16_t)q,
                    .channel = (uint8_t)c,
                    .rank = group->serves[j].rank,
                    .priority = center->queue[q].priority,
                    .reserve = center->reserve[q],
                };
                crew->has_reserve |= center->reserve[q] > 0;
            }
        }
    }
    qsort(crew->option, (size_t)crew->n_options, sizeof(*crew->option), compare_options);
    for (int j = 0; j < crew->n_options; j++) {
        cc_option *o = &crew->option[j];
        crew->passes = !crew->has_reserve;
        o->is_last_of_equals =
            j + 1 == crew->n_options || o[1].rank != o->rank || o[1].priority != o->priority;
    }
    return 0;
}

static int
init_pace(cc_center *self, cc_crew *crew)
{
    crew->pace =
        calloc((size_t)(self->scenario->demand.n_issues * self->n_channels) + 1, sizeof(double));
    if (crew->pace == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int i = 0; i < self->scenario->demand.n_issues; i++) {
        for (int c = 0; c < self->n_channels; c++) {
            const cc_table *speed = &crew->group->speed[c];
            crew->pace[i * self->n_channels + c] =
                speed->n == 0 ? speed->constant * crew->group->pace[i] : NAN;
        }
    }
    return 0;
}

int
cc_crew_init(cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    self->n_crews = center->n_groups;
    self->crew = calloc((size_t)self->n_crews + 1, sizeof(*self->crew));
    self->serving = calloc((size_t)center->n_queues + 1, sizeof(*self->serving));
    if (self->crew == NULL || self->serving == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int q = 0; q < center->n_queues; q++) {
        for (int j = 0; j < center->queue[q].n_groups; j++) {
            const unsigned g = (unsigned)center->queue[q].groups[j].index;
            self->serving[q][g / 64] |= UINT64_C(1) << g % 64;
        }
    }
    for (int g = 0; g < self->n_crews; g++) {
        self->crew[g].group = &center->group[g];
    }
    cc_shifts_init(self);
    uint64_t n_agents = 0;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        int ret = cc_hands_init(&crew->hands, self->scenario, g);
        ret = ret == 0 ? init_options(self, crew) : ret;
        ret = ret == 0 ? init_pace(self, crew) : ret;
        crew->list = calloc((size_t)crew->hands.n, sizeof(*crew->list));
        if (ret != 0 || crew->list == NULL) {
            return ret != 0 ? ret : SIM_ERR_NOMEM;
        }
        crew->n_words = (crew->hands.n + 63) / 64;
        for (int h = 0; h < crew->hands.n; h++) {
            for (int c = 0; c < self->n_channels; c++) {
                const uint64_t bit = UINT64_C(1) << (h & 63);
                crew->takes[c][h >> 6] |= crew->hands.hand[h].takes >> c & 1 ? bit : 0;
                crew->takes_interrupting[c][h >> 6] |=
                    crew->hands.hand[h].takes_interrupting >> c & 1 ? bit : 0;
            }
        }
        crew->first_agent = (uint32_t)n_agents;
        n_agents += crew->n_agents;
    }
    self->n_agents = (uint32_t)(n_agents < UINT32_MAX ? n_agents : UINT32_MAX);
    if (n_agents > CC_MAX_AGENTS) {
        return SIM_ERR_LIMIT;
    }
    self->agent_bytes = (size_t)(n_agents + 1) * sizeof(*self->agent);
    self->agent = aligned_alloc(64, self->agent_bytes);
    if (self->agent == NULL) {
        return SIM_ERR_NOMEM;
    }
    sim_memory_advise(self->agent, self->agent_bytes);
    memset(self->agent, 0, self->agent_bytes);
    return 0;
}

void
cc_crew_free(cc_center *self)
{
    for (int g = 0; self->crew != NULL && g < self->n_crews; g++) {
        cc_hands_free(&self->crew[g].hands);
        free(self->crew[g].list);
        free(self->crew[g].option);
        free(self->crew[g].pace);
    }
    free(self->crew);
    free(self->serving);
    free(self->agent);
}

void
cc_crew_reset(cc_center *self)
{
    memset(self->listed, 0, sizeof(self->listed));
    memset(self->idle, 0, sizeof(self->idle));
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        for (int h = 0; h < crew->hands.n; h++) {
            crew->list[h] = (cc_list){CC_NONE, CC_NONE};
        }
        memset(crew->occupied, 0, sizeof(crew->occupied));
        crew->n_idle = crew->n_listed = 0;
        crew->n_duty = crew->n_busy = crew->n_attention = crew->n_overtime = 0;
        crew->n_conversations = 0;
        crew->roster = (cc_roster){0};
        crew->since = 0;
        crew->less_busy = crew->less_attention = crew->less_conversations = 0;
        for (uint32_t j = 0; j < crew->n_agents; j++) {
            self->agent[crew->first_agent + j] = (cc_agent){
                .group = (uint16_t)g,
                .cell = (uint16_t)(g + 1),
                .contact = CC_NONE,
                .ready = CC_NONE,
                .ready_last = CC_NONE,
                .held = CC_NONE,
                .open = CC_NONE,
            };
        }
    }
}

/* ---- integrals ---- */

void
cc_crew_add_time(cc_center *self, cc_crew *crew)
{
    const double dt = self->now - crew->since;
    const double busy = dt * crew->n_busy - crew->less_busy;
    const double attention = dt * crew->n_attention - crew->less_attention;
    const double conversations = dt * crew->n_conversations - crew->less_conversations;
    const int n_overtime = self->closing ? crew->n_duty : crew->n_overtime;
    crew->since = self->now;
    crew->less_busy = crew->less_attention = crew->less_conversations = 0;
    if (!self->observing) {
        return;
    }
    double *a = cc_record_agent(self->record, self->slice, (size_t)(crew - self->crew));
    a[CC_A_paid] += dt * crew->roster.paid;
    a[CC_A_on_duty] += dt * crew->n_duty;
    a[CC_A_busy] += busy;
    a[CC_A_attention] += attention;
    a[CC_A_overtime] += dt * n_overtime;
    a[CC_A_conversations] += conversations;
    a[CC_A_wages] += dt * crew->roster.paid * crew->wage + dt * n_overtime * crew->overtime_wage;
    a[CC_A_licences] += dt * crew->licence;
}

/* ---- lists by hands ---- */

/* Nobody looks for those whose hands are full: they are on no list. */

/* Says who has had empty hands longest. */
static SIM_INLINE void
set_idlest(cc_center *self, size_t g, uint32_t a, double since)
{
    self->idle[g / 64] |= UINT64_C(1) << g % 64;
    self->idlest[g] = (cc_idle){since, a, 0};
}

static SIM_INLINE void
append_to(cc_center *self, cc_crew *crew, uint32_t a, cc_agent *agent, uint16_t hands)
{
    cc_list *list = &crew->list[hands];
    agent->next = CC_NONE;
    agent->prev = list->last;
    if (list->last == CC_NONE) {
        list->first = a;
        crew->occupied[hands >> 6] |= UINT64_C(1) << (hands & 63);
        if (hands == 0) {
            set_idlest(self, agent->group, a, agent->since);
        }
    } else {
        self->agent[list->last].next = a;
    }
    list->last = a;
    if (crew->n_listed++ == 0) {
        const size_t g = agent->group;
        self->listed[g / 64] |= UINT64_C(1) << g % 64;
    }
}

static inline void
append(cc_center *self, cc_crew *crew, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    if (agent->hands == 0) {
        crew->n_idle++;
        append_to(self, crew, a, agent, 0);
    } else if (crew->hands.hand[agent->hands].takes_interrupting != 0) {
        append_to(self, crew, a, agent, agent->hands);
    }
}

static SIM_INLINE void
detach_from(cc_center *self, cc_crew *crew, const cc_agent *agent, uint16_t hands)
{
    cc_list *list = &crew->list[hands];
    const uint32_t next = agent->next, prev = agent->prev;
    const size_t g = agent->group;
    if (next == CC_NONE) {
        list->last = prev;
    } else {
        self->agent[next].prev = prev;
    }
    if (prev != CC_NONE) {
        self->agent[prev].next = next;
    } else {
        list->first = next;
        if (next == CC_NONE) {
            crew->occupied[hands >> 6] &= ~(UINT64_C(1) << (hands & 63));
            if (hands == 0) {
                self->idle[g / 64] &= ~(UINT64_C(1) << g % 64);
            }
        } else if (hands == 0) {
            self->idlest[g] = (cc_idle){self->agent[next].since, next, 0};
        }
    }
    if (--crew->n_listed == 0) {
        self->listed[g / 64] &= ~(UINT64_C(1) << g % 64);
    }
}

static inline void
detach(cc_center *self, cc_crew *crew, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    if (agent->hands == 0) {
        crew->n_idle--;
        detach_from(self, crew, agent, 0);
    } else if (crew->hands.hand[agent->hands].takes_interrupting != 0) {
        detach_from(self, crew, agent, agent->hands);
    }
}

static inline void
change_hands(cc_center *self, uint32_t a, uint16_t hands, int step)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    const double past = self->now - crew->since;
    const int busier = (agent->hands == 0) - (hands == 0);
    crew->n_conversations += step;
    crew->less_conversations += step * past;
    crew->n_busy += busier;
    crew->less_busy += busier * past;
    if (agent->leaving) {
        agent->hands = hands;
        agent->since = self->now;
    } else {
        detach(self, crew, a);
        agent->hands = hands;
        agent->since = self->now;
        append(self, crew, a);
    }
}

void
cc_agent_take(cc_center *self, uint32_t a, int channel)
{
    const cc_agent *agent = &self->agent[a];
    change_hands(self, a, self->crew[agent->group].hands.hand[agent->hands].next[channel], 1);
}

void
cc_agent_give(cc_center *self, uint32_t a, int channel)
{
    const cc_agent *agent = &self->agent[a];
    change_hands(self, a, self->crew[agent->group].hands.hand[agent->hands].back[channel], -1);
}

/* ---- on duty and not ---- */

void
cc_agent_come(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    agent->since = self->now; /* of all in the list that it joins, the last change */
    if (agent->on_duty) {     /* was about to go: stays */
        agent->leaving = false;
        crew->n_overtime--;
    } else {
        agent->on_duty = true;
        agent->hands = 0;
        crew->n_duty++;
    }
    append(self, crew, a);
}

void
cc_agent_leave(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    detach(self, crew, a);
    agent->leaving = true;
    crew->n_overtime++;
}

void
cc_agent_go(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    if (agent->leaving) {
        agent->leaving = false;
        crew->n_overtime--;
    } else {
        detach(self, crew, a);
    }
    agent->on_duty = false;
    crew->n_duty--;
}
