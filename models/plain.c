#include "models/plain.h"

#include "models/life.h"
#include <limits.h>
#include <math.h>
#include <string.h>

const cc_way *
cc_plain_way(const cc_center *self, int issue)
{
    const cc_scenario *scenario = self->scenario;
    const int channel = self->wanted_by_all[issue];
    if (channel < 0 || scenario->demand.n_not_offered[channel] > 0) {
        return NULL;
    }
    const cc_way *way = &self->way[issue * self->n_channels + channel];
    const cc_channel *setup = way->channel;
    const bool is_plain = way->is_offered && way->never_closes && setup->lines == INT_MAX &&
                          setup->entry < 0 && way->answers_plainly && !way->type->by_turns &&
                          !way->is_deferred && !setup->interruptible && !way->may_balk;
    return is_plain ? way : NULL;
}

/* Adds to a counter and the one after it. */
static inline void
add_two(double *count, double x, double y)
{
    typedef double two __attribute__((vector_size(16)));
    two sum;
    memcpy(&sum, count, sizeof sum);
    sum += (two){x, y};
    memcpy(count, &sum, sizeof sum);
}

/* ---- work ---- */

/* The agent has it, and answers. */
static inline __attribute__((always_inline)) void
answer(cc_center *self, cc_contact *c, uint32_t a, const cc_way *way)
{
    cc_life_give_to(self, c, a);
    c->answered = true;
    cc_tally_answer(self, c, way, cc_tally_cell(self, c), c->waited);
}

/* Returns when it ends. */
static inline double
start_work(cc_center *self, cc_contact *c, uint32_t id, uint32_t a, const cc_crew *crew)
{
    const cc_group *group = crew->group;
    const double pace =
        cc_table_at(&group->speed[c->channel], (size_t)self->interval_day, self->interval_k) *
        group->pace[c->issue];
    c->pace = pace;
    c->state = CC_WORKING;
    c->since = self->now;
    if (self->observing) {
        cc_tally_now(self, c)[CC_N_into_working]++;
    }
    self->agent[a].phase = CC_PHASE_WORK;
    self->agent[a].contact = id;
    return self->now + c->work / pace;
}

/* ---- arrival ---- */

static inline void
wait(cc_center *self, cc_contact *c, uint32_t id, cc_line *line)
{
    c->delayed = true;
    c->queued = self->now;
    c->order = self->order++;
    const uint32_t last = line->last;
    c->next = CC_NONE;
    c->prev = last;
    line->last = id;
    line->n++;
    if (last == CC_NONE) {
        line->first = id;
    } else {
        self->contact[last].next = id;
    }
    self->n_pending++;
    c->state = CC_WAITING;
    c->since = self->now;
    if (self->observing) {
        cc_tally_now(self, c)[CC_N_into_waiting]++;
    }
    if (c->patience < INFINITY) {
        sim_timer_start(&self->calendar, id, self->now + c->patience, SIM_PRIORITY_ABANDON);
    }
}

void
cc_plain_begin(cc_center *self, uint64_t owner, const cc_way *way, cc_fate fate)
{
    const uint32_t id = cc_life_take_record(self);
    if (id == CC_NONE) {
        return;
    }
    const double now = self->now;
    cc_contact *c = &self->contact[id];
    c->owner = owner;
    c->begun = c->arrived = now;
    c->handled = c->contained_at = NAN;
    c->alternative = 0;
    c->issue = way->issue_index;
    c->way = way->index;
    c->channel = way->channel_index;
    c->wanted = way->wanted;
    c->round = c->attempt = 0;
    c->told = 0;
    c->again = c->issue_counts = c->fcr_counts = false;
    c->counts = false;
    c->state = CC_FREE;
    c->answered = c->delayed = c->responded = c->must_explain = false;
    c->has_line = false;
    c->is_plain = true;
    c->leg = c->step = 0;
    c->node = -1;
    c->issue_counts = c->counts = self->observing;
    c->day = (uint16_t)self->interval_day;
    c->interval = (uint16_t)self->interval_k;
    c->cell = way->cell;
    c->agent = CC_NONE;
    c->group = 0;
    c->turn = c->resumed = c->turns_left = 0;
    c->waited = c->attention = c->wrap_up = c->delay = c->explain = c->typing = 0;
    c->u_balk = fate.u[2];
    c->index = self->observing ? self->slice_cell + way->cell : self->rest_cell;
    c->tally = c->begun_cell = cc_tally_place(self, c->index);
    double *count = cc_tally_at(self, c->tally);
    count[CC_N_issues]++;
    count[CC_N_issue_contacts]++;
    const cc_content *content = way->content;
    c->patience = content->has_patience
                      ? sim_dist_quantile_of(&content->patience, fate.u[0], fate.e[0])
                      : INFINITY;
    c->work = sim_dist_quantile_of(&content->work.dist, fate.u[1], fate.e[1]) *
              cc_life_table(c, &content->work.factor) * way->channel->work_factor;
    c->full_work = c->work;
    if (way->counts_lines) {
        c->has_line = true;
        self->lines_held[way->channel_index]++;
    }
    cc_line *line = &self->line[way->line];
    if (self->n_open > CC_MAX_CONTACTS - 1 || self->shut) {
        cc_life_enter_queue(self, id);
        return;
    }
    const uint32_t a = line->n == 0 ? cc_route_to_agent(self, c) : CC_NONE;
    if (a == CC_NONE) {
        wait(self, c, id, line);
    } else if (self->agent[a].phase == CC_PHASE_NONE && self->agent[a].ready == CC_NONE) {
        cc_agent_take(self, a, way->channel_index);
        answer(self, c, a, way);
        const double time = start_work(self, c, id, a, &self->crew[self->agent[a].group]);
        sim_calendar_set(&self->calendar, CC_SLOT_AGENT(self, a), time, SIM_PRIORITY_COMPLETION);
        cc_agent_attend(self, a, CC_PHASE_WORK, id);
    } else {
        cc_life_assign(self, id, a);
    }
}

/* ---- the end of one and the beginning of the next ---- */

/* Off the queue, to an agent whose hands are as they were. */
static inline void
take_from_queue(cc_center *self, cc_contact *c, uint32_t id, const cc_way *way)
{
    sim_timer_clear(&self->calendar, id);
    cc_line *line = &self->line[way->line];
    const uint32_t next = c->next, prev = c->prev;
    line->n--;
    if (prev == CC_NONE) {
        line->first = next;
    } else {
        self->contact[prev].next = next;
    }
    if (next == CC_NONE) {
        line->last = prev;
    } else {
        self->contact[next].prev = prev;
    }
    c->waited = self->now - c->queued;
    cc_tally_time(self, c, CC_N_time_waiting, c->queued);
    self->n_pending--;
}

void
cc_plain_ends(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    const uint32_t id = agent->contact;
    cc_contact *c = &self->contact[id];
    const double now = self->now, since_arrival = now - c->arrived;
    const int channel = c->channel;

    /* the contact */
    double *count = cc_tally_cell(self, c);
    add_two(&count[CC_N_first_response], since_arrival, 1); /* responded */
    count[CC_N_ended]++;
    count[CC_N_talk] += now - c->since;
    count[CC_N_sojourn] += since_arrival;
    count[CC_N_wait_total] += c->waited;
    if (c->has_line) {
        c->has_line = false;
        self->lines_held[channel]--;
        cc_tally_time(self, c, CC_N_time_line, c->arrived);
    }
    cc_tally_time(self, c, CC_N_time_working, c->since);
    c->state = CC_FREE;

    /* its issue */
    const cc_way *way = cc_way_of(self, c);
    if (way->resolves) {
        double *begun = cc_tally_at(self, c->begun_cell);
        if (c->issue_counts && now + self->scenario->run.fcr_window <= self->window.horizon) {
            begun[CC_N_handled_first]++;
        }
        add_two(&begun[CC_N_resolved], 1, 1); /* resolved_first */
        begun[CC_N_resolution_time] += since_arrival;
        if (c->issue_counts) {
            sim_histogram_add(&self->record->resolution[c->issue], since_arrival);
        }
        c->next = self->free_contact;
        self->free_contact = id;
        self->n_open--;
        agent->phase = CC_PHASE_NONE;
        agent->contact = CC_NONE;
    } else {
        agent->phase = CC_PHASE_NONE;
        agent->contact = CC_NONE;
        cc_life_settle(self, id, cc_life_table(c, &way->content->resolution));
    }

    /* the next one */
    const cc_crew *crew = &self->crew[agent->group];
    if (cc_agent_may_pass(crew, agent) && agent->ready == CC_NONE) {
        const unsigned hands = crew->hands.hand[agent->hands].back[channel];
        const cc_option *first = crew->option;
        uint32_t other = self->line[first->line].first;
        if (other != CC_NONE ? !first->is_last_of_equals || first->channel != channel
                             : crew->n_options > 1) {
            other = cc_route_to_contact(self, crew, hands);
        }
        if (other == CC_NONE) {
            cc_agent_give(self, a, channel);
            cc_life_attend(self, a);
            cc_agent_attend(self, a, agent->phase, agent->contact);
            return;
        }
        c = &self->contact[other];
        if (c->is_plain && c->channel == channel) {
            const cc_way *next = cc_way_of(self, c);
            take_from_queue(self, c, other, next);
            agent->since = now;
            answer(self, c, a, next);
            sim_calendar_set_again(&self->calendar, CC_SLOT_AGENT(self, a),
                                   start_work(self, c, other, a, crew), SIM_PRIORITY_COMPLETION);
            return;
        }
    }
    cc_life_pass_on(self, a, channel);
}
