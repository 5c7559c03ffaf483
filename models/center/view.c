/* A view is taken by one walk over seats, lanes and contacts. Contacts lie all over the memory, so each
 * is looked at once, and what is counted of all of them comes from a walk in their order. */
#include "models/center/view.h"

#include "models/center/life_begin.h"
#include "models/center/medium_life.h"
#include <math.h>
#include <stdlib.h>

#define MOST_MIXES 1024 /* of a crew, whose meaning is found ahead */

const char *
cc_seat_word(cc_seat_state state)
{
#define CC_SEAT_WORD(STATE, word) [CC_SEAT_##STATE] = word,
    static const char *const words[] = {CC_SEAT_STATES(CC_SEAT_WORD)};
#undef CC_SEAT_WORD
    return words[state];
}

/* A block with room for n elements, in place of one whose content is of no interest; NULL: no memory. */
static void *
make_room(void *block, uint32_t *room, uint32_t n, size_t bytes)
{
    if (block == NULL || n > *room) {
        free(block);
        block = malloc((n > 0 ? n : 1) * bytes);
        *room = block != NULL ? n : 0;
    }
    return block;
}

/* ---- what is open at an agent ---- */

/* What an agent does whose attention is on a contact of that service. */
static cc_seat_state
by_medium(const cc_service *service)
{
    return service->medium->goes_on != NULL  ? CC_SEAT_CHATTING
           : service->type->medium->deferred ? CC_SEAT_WRITING
                                             : CC_SEAT_TALKING;
}

/* ... of that channel, which any kind of issue would do. */
static cc_seat_state
by_channel(const cc_center *self, int channel)
{
    return by_medium(cc_service_for(self, 0, channel));
}

/* By the mix of an agent of some crew the one state that all open there may mean; CC_N_SEAT_STATES: several,
 * so that what has the attention must be looked at. Most contacts need not be, which costs more than all the
 * rest, since they lie all over the memory. */
typedef struct by_mix {
    uint8_t state[MOST_MIXES];
    uint32_t n;
} by_mix;

static void
learn_mixes(const cc_center *self, const cc_crew *crew, by_mix *to)
{
    const cc_mixes *mixes = &crew->mixes;
    unsigned may_be[CC_MAX_CHANNELS + 1] = {0}; /* by class, one bit for each state */
    for (int channel = 0; channel < self->n_channels; channel++) {
        may_be[mixes->class_of[channel]] |= 1u << by_channel(self, channel);
    }
    to->n = mixes->n < MOST_MIXES ? (uint32_t)mixes->n : MOST_MIXES;
    for (uint32_t mix = 0; mix < to->n; mix++) {
        unsigned all = 0;
        for (int k = 0; k < mixes->n_classes; k++) {
            all |= mixes->held[mix * (uint32_t)mixes->n_classes + (uint32_t)k] > 0 ? may_be[k] : 0;
        }
        to->state[mix] = all == 1u << CC_SEAT_CHATTING  ? CC_SEAT_CHATTING
                         : all == 1u << CC_SEAT_WRITING ? CC_SEAT_WRITING
                         : all == 1u << CC_SEAT_TALKING ? CC_SEAT_TALKING
                                                        : CC_N_SEAT_STATES;
    }
}

/* What has the attention, or would if anything did; CC_NONE. */
static uint32_t
contact_of(const cc_agent *agent)
{
    return agent->contact != CC_NONE ? agent->contact
           : agent->open != CC_NONE  ? agent->open
           : agent->ready != CC_NONE ? agent->ready
                                     : agent->held;
}

static cc_seat_state
at_work(const cc_center *self, const cc_agent *agent, const by_mix *known)
{
    const cc_seat_state state =
        agent->mix < known->n ? (cc_seat_state)known->state[agent->mix] : CC_N_SEAT_STATES;
    if (state != CC_N_SEAT_STATES) {
        return state;
    }
    const uint32_t contact = contact_of(agent);
    return contact != CC_NONE ? by_medium(cc_service_of(self, &self->contact[contact]))
                              : by_channel(self, agent->wrap_channel);
}

/* ---- seats ---- */

static cc_seat_state
off_duty(const cc_center *self, const cc_crew *crew, uint32_t seat)
{
    if (seat >= crew->n_persons) {
        return CC_SEAT_OFF;
    }
    const cc_scheduled it = cc_roster_of(self, crew, seat);
    const bool is_elsewhere = it.activity != CC_OFF && it.activity != CC_WORK && !it.is_absent &&
                              !it.is_away && !it.is_off;
    return is_elsewhere ? CC_SEAT_BREAK : CC_SEAT_OFF;
}

static void
take_seat(const cc_center *self, const cc_crew *crew, uint32_t seat, const by_mix *known,
          cc_view_seat *to)
{
    const uint32_t a = cc_crew_seat(crew, seat);
    const cc_agent *agent = &self->agent[a];
    *to = (cc_view_seat){.since = NAN, .contact = UINT64_MAX, .agent = a};
    if (!agent->on_duty) {
        to->state = (uint8_t)off_duty(self, crew, seat);
        return;
    }
    cc_seat_state state = CC_SEAT_READY;
    to->n_open = (uint16_t)crew->mixes.mix[agent->mix].n_open;
    to->is_leaving = (agent->barred & CC_LEAVING) != 0;
    to->since = agent->since;
    if ((agent->barred & CC_CUT_OFF) != 0) {
        state = CC_SEAT_DISCONNECTED;
        to->since = NAN;
    } else if (agent->phase == CC_PHASE_PAUSE) {
        state = CC_SEAT_NOT_READY;
    } else if ((agent->barred & CC_SENT) != 0 && agent->mix == 0) {
        state = CC_SEAT_BREAK;
    } else if (agent->phase == CC_PHASE_WRAP) {
        state = CC_SEAT_WRAP_UP;
        to->since = agent->wrap_since;
    } else if (agent->phase == CC_PHASE_STAY) { /* with what it has transferred */
        state = by_channel(self, agent->wrap_channel);
    } else if (to->n_open > 0) {
        state = at_work(self, agent, known);
    }
    to->state = (uint8_t)state;
    if (self->n_agents <= CC_VIEW_MOST_NAMED && contact_of(agent) != CC_NONE) {
        to->contact = self->contact[contact_of(agent)].owner;
    }
}

static bool
take_seats(cc_view *view, const cc_center *self)
{
    uint32_t room = view->group != NULL ? (uint32_t)view->n_groups : 0;
    view->seat = make_room(view->seat, &view->seat_room, self->n_agents, sizeof(*view->seat));
    view->group = make_room(view->group, &room, (uint32_t)self->n_crews, sizeof(*view->group));
    if (view->seat == NULL || view->group == NULL) {
        return false;
    }
    view->n_seats = 0;
    view->n_groups = self->n_crews;
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        cc_view_group *group = &view->group[g];
        *group = (cc_view_group){.first = view->n_seats,
                                 .n_seats = crew->n_agents,
                                 .planned = crew->now->roster.paid,
                                 .staffed = crew->now->n_duty};
        by_mix known;
        learn_mixes(self, crew, &known);
        for (uint32_t j = 0; j < crew->n_agents; j++) {
            cc_view_seat *seat = &view->seat[view->n_seats++];
            take_seat(self, crew, j, &known, seat);
            group->count[seat->state]++;
        }
    }
    return true;
}

/* ---- who waits ---- */

/* The most that each lane shows by themselves, so that all together are no more than there may be. */
static uint32_t
share_of_lanes(const cc_center *self)
{
    uint32_t most = CC_VIEW_MAX_WAITING / (uint32_t)(self->n_lanes > 0 ? self->n_lanes : 1);
    for (;;) { /* lanes that need less leave more to the others */
        uint64_t small = 0;
        uint32_t n_large = 0;
        for (int l = 0; l < self->n_lanes; l++) {
            const uint32_t n = self->lane[l].n;
            small += n <= most ? n : 0;
            n_large += n > most;
        }
        const uint32_t more =
            n_large > 0 ? (uint32_t)(CC_VIEW_MAX_WAITING - small) / n_large : most;
        if (more <= most) {
            return most;
        }
        most = more;
    }
}

static void
take_lane(cc_view *view, const cc_center *self, int l, uint32_t most)
{
    const cc_lane *lane = &self->lane[l];
    const cc_service_level *level = &self->level[l];
    cc_view_lane *to = &view->lane[l];
    *to = (cc_view_lane){.first = view->n_waiting,
                         .n_waiting = lane->n,
                         .target = level->n_within > 0 ? level->within[0] : -1};
    for (uint32_t id = lane->first; id != CC_NONE && to->n < most; id = self->contact[id].next) {
        const cc_contact *c = &self->contact[id];
        view->waiting[view->n_waiting++] = (cc_view_contact){.owner = c->owner,
                                                             .round = c->round,
                                                             .attempt = c->attempt,
                                                             .since = c->since,
                                                             .issue = c->issue,
                                                             .channel = c->channel};
        to->n++;
        to->longest = fmax(to->longest, view->time - c->since);
    }
}

static bool
take_waiting(cc_view *view, const cc_center *self)
{
    const int n_queues = self->scenario->center.n_queues;
    const uint32_t n_lanes = (uint32_t)self->n_lanes;
    uint32_t room = view->lane != NULL ? (uint32_t)(view->n_queues * view->n_channels) : 0;
    uint32_t n_waiting = 0;
    const uint32_t most = share_of_lanes(self);
    for (int l = 0; l < self->n_lanes; l++) {
        n_waiting += self->lane[l].n < most ? self->lane[l].n : most;
    }
    view->lane = make_room(view->lane, &room, n_lanes, sizeof(*view->lane));
    view->waiting =
        make_room(view->waiting, &view->waiting_room, n_waiting, sizeof(*view->waiting));
    if (view->lane == NULL || view->waiting == NULL) {
        return false;
    }
    view->n_queues = n_queues;
    view->n_channels = self->n_channels;
    view->n_waiting = 0;
    view->n_deferred = 0;
    for (int l = 0; l < self->n_lanes; l++) {
        take_lane(view, self, l, most);
        const bool is_backlog = cc_channel_survives(self->scenario, l % self->n_channels);
        view->n_deferred += is_backlog ? self->lane[l].n : 0;
    }
    return true;
}

/* ---- nodes, channels, who is away ---- */

static bool
is_open(const cc_center *self, int channel, double time)
{
    for (int issue = 0; issue < self->scenario->demand.n_issues; issue++) {
        const cc_service *service = cc_service_for(self, issue, channel);
        if (service->is_offered) { /* hours and controls are those of the channel, or the house's */
            const cc_run *run = &self->scenario->run;
            const bool is_any_time = service->channel->has_hours || service->is_deferred ||
                                     cc_channel_survives(self->scenario, channel);
            return cc_life_is_open(self, service) &&
                   (is_any_time || cc_opening_open_at(run, &run->hours, time));
        }
    }
    return false;
}

static bool
take_places(cc_view *view, const cc_center *self)
{
    const int n_nodes = self->scenario->center.n_nodes;
    uint32_t room = view->node != NULL ? (uint32_t)view->n_nodes : 0;
    uint32_t open_room = view->is_open != NULL ? CC_MAX_CHANNELS : 0;
    view->node = make_room(view->node, &room, (uint32_t)n_nodes, sizeof(*view->node));
    view->is_open = make_room(view->is_open, &open_room, CC_MAX_CHANNELS, sizeof(*view->is_open));
    if (view->node == NULL || view->is_open == NULL) {
        return false;
    }
    view->n_nodes = n_nodes;
    for (int j = 0; j < n_nodes; j++) {
        view->node[j] = (cc_view_node){.n_inside = (uint32_t)self->now.node_used[j],
                                       .n_in_line = self->now.n_in_line[j],
                                       .is_broken = self->now.node_down[j]};
    }
    for (int channel = 0; channel < self->n_channels; channel++) {
        view->is_open[channel] = is_open(self, channel, view->time);
    }
    uint32_t n_in[CC_N_STATES] = {0};
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        n_in[self->contact[id].state]++;
    }
    view->n_open = self->now.n_open - self->now.n_to_come;
    view->n_dormant = n_in[CC_DORMANT];
    view->n_redialling = n_in[CC_REDIALLING];
    view->n_returning = n_in[CC_RETURNING];
    return true;
}

int
cc_view_take(cc_view *self, const cc_center *center, double time)
{
    self->time = time;
    if (!take_seats(self, center) || !take_waiting(self, center) || !take_places(self, center)) {
        cc_view_free(self);
        return SIM_ERR_NOMEM;
    }
    self->scenario = center->scenario;
    self->horizon = center->window.horizon;
    self->n_events = center->now.n_events;
    return SIM_OK;
}

void
cc_view_free(cc_view *self)
{
    free(self->seat);
    free(self->group);
    free(self->lane);
    free(self->waiting);
    free(self->node);
    free(self->is_open);
    *self = (cc_view){0};
}

/* ---- one customer ---- */

static cc_whereabouts
place_of(const cc_center *self, const cc_contact *c, uint32_t *which)
{
    switch ((cc_state)c->state) {
    case CC_FREE:
        return CC_NOT_YET;
    case CC_AUTOMATION:
        *which = (uint32_t)c->node;
        return CC_IN_NODE;
    case CC_ENTERING:
    case CC_WAITING:
    case CC_UNNOTICED:
    case CC_WOKEN:
        *which = cc_service_of(self, c)->lane;
        return CC_IN_QUEUE;
    default:
        if (c->agent != CC_NONE && c->state != CC_DORMANT && !cc_contact_is_at_home(c)) {
            *which = c->agent;
            return CC_AT_AGENT;
        }
        *which = c->state;
        return CC_AWAY;
    }
}

cc_whereabouts
cc_view_find(const cc_center *self, uint64_t owner, uint32_t *which)
{
    cc_whereabouts found = CC_NOT_YET;
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        const cc_contact *c = &self->contact[id];
        if (c->state == CC_FREE || c->owner != owner) {
            continue;
        }
        uint32_t there = 0;
        const cc_whereabouts where = place_of(self, c, &there);
        /* of an issue with several contacts, where its customer is served or waits */
        if (where != CC_NOT_YET && (found == CC_NOT_YET || found == CC_AWAY)) {
            found = where;
            *which = there;
        }
    }
    return found;
}
