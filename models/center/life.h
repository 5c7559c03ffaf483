/* The life of a contact, in parts: life.c (records, states), life_customer.c (what the customer
 * does), life_switch.c (to another channel), life_trunk.c, life_automation.c, life_queue.c, life_agent.c (an agent's attention),
 * life_interrupt.c, life_shift.c. Only these change a contact's state. */
#ifndef CC_LIFE_H
#define CC_LIFE_H

#include "models/center/caseload.h"
#include "models/center/count.h"
#include "models/center/journal.h"
#include "models/center/knowledge.h"
#include "models/center/self.h"
#include <math.h>

static SIM_INLINE const cc_content *
cc_life_content(const cc_center *self, const cc_contact *c)
{
    return cc_service_of(self, c)->content;
}

/* What the customer brings and does; of an item in a wrong queue, too. */
static SIM_INLINE const cc_content *
cc_life_own_content(const cc_center *self, const cc_contact *c)
{
    return &self->scenario->demand.issue[c->issue].content[c->channel];
}

/* Takes a contact out of the line from first to last; was it the first? */
static SIM_INLINE bool
cc_life_unlink(cc_center *self, const cc_contact *c, uint32_t *first, uint32_t *last)
{
    const bool was_first = c->prev == CC_NONE;
    *(was_first ? first : &self->contact[c->prev].next) = c->next;
    *(c->next == CC_NONE ? last : &self->contact[c->next].prev) = c->prev;
    return was_first;
}

static SIM_INLINE bool
cc_life_is_deferred(const cc_center *self, const cc_contact *c)
{
    return cc_service_of(self, c)->is_deferred;
}

/* Does closing time leave it where it is? */
static inline bool
cc_life_outlasts_closing(const cc_center *self, const cc_contact *c)
{
    return cc_life_is_deferred(self, c) || cc_preset_outlasts_closing(cc_service_of(self, c)->type);
}

/* Before all else that waits: for an agent, and for an agent's attention. */
static inline bool
cc_life_goes_first(const cc_center *self, const cc_contact *c)
{
    return cc_service_of(self, c)->type->goes_first;
}

static SIM_INLINE uint64_t
cc_life_ordinal(const cc_contact *c)
{
    return cc_ordinal(c->round, c->attempt);
}

/* How far the issue has come, with this contact or with one that its customer has given up since. */
static inline cc_tries
cc_life_so_far(const cc_center *self, uint32_t id)
{
    const cc_contact *c = &self->contact[id];
    return self->leaves_duplicates && self->aside[id].attempt.is_own_again
               ? self->aside[id].attempt.so_far
               : (cc_tries){c->round, c->attempt};
}

/* A table of the demand, at the contact's arrival. */
static SIM_INLINE double
cc_life_table(const cc_contact *c, const cc_table *table)
{
    return cc_table_at(table, c->when.day, c->when.interval);
}

static SIM_INLINE cc_lane *
cc_life_lane(cc_center *self, const cc_contact *c)
{
    return &self->lane[cc_service_of(self, c)->lane];
}

static SIM_INLINE void
cc_life_give_to(cc_center *self, cc_contact *c, uint32_t agent)
{
    c->agent = agent;
    c->group = (uint16_t)(self->agent[agent].group + 1);
    c->counters = cc_count_place(self, c->slice + c->cell + c->group);
}

static SIM_INLINE void
cc_life_take_from_agent(const cc_center *self, cc_contact *c)
{
    c->agent = CC_NONE;
    c->group = 0;
    c->counters = self->place[c->slice + c->cell];
}

/* The counters of the time in a state, and of entries into it. */
extern const uint8_t cc_life_time[CC_N_STATES], cc_life_into[CC_N_STATES];

/* What the site makes of the work of the agent who has that contact. */
static SIM_INLINE cc_home_effect
cc_life_at_site(const cc_center *self, const cc_group *group, const cc_contact *c)
{
    const bool is_elsewhere =
        self->selves != NULL && c->agent != CC_NONE && self->selves[c->agent].is_elsewhere;
    return is_elsewhere ? cc_site_effect_elsewhere(&self->scenario->center, group)
                        : cc_site_effect(&self->scenario->center, group);
}

/* Reference seconds that an agent of that crew does in one second now. */
static SIM_INLINE double
cc_life_pace(const cc_center *self, const cc_crew *crew, const cc_contact *c)
{
    const double pace = crew->pace[c->service];
    if (!isnan(pace)) {
        return pace;
    }
    const cc_group *group = crew->group;
    const int sorted_as = c->service / self->n_channels; /* behind a transfer: no kind */
    const int kind = sorted_as < self->scenario->demand.n_issues ? sorted_as : c->issue;
    return cc_table_at(&group->speed[c->channel], self->now.when.day, self->now.when.interval) *
           group->pace[kind] / cc_knowledge_work(self, group, kind) /
           (crew->differs ? cc_self_time(self, crew, c, kind) : 1) *
           cc_life_at_site(self, group, c).pace;
}

/* What the center makes of the work that the customer brings. */
static SIM_INLINE double
cc_life_work_factor(const cc_contact *c, const cc_service *service)
{
    return isnan(service->work_factor)
               ? cc_life_table(c, &service->content->work.factor) * service->channel->work_factor
               : service->work_factor;
}

/* Telling the story again is a part of the work; what nodes have spared the agent is none. */
static SIM_INLINE void
cc_life_explain(cc_contact *c)
{
    const double more = __builtin_expect(c->explain < -c->work, 0) ? -c->work : c->explain;
    c->work += more;
    c->full_work += more;
    c->explain -= more; /* what is spared beyond this stretch */
}

static SIM_INLINE double
cc_life_p_resolved(const cc_center *self, const cc_contact *c, const cc_service *service)
{
    double p = service->p_resolved;
    if (isnan(p)) {
        p = cc_life_table(c, &service->content->resolution);
        if (c->group > 0) { /* else a partner outside has it */
            const cc_group *group = self->crew[c->group - 1].group;
            p = cc_knowledge_resolution(self, group, c->issue, p,
                                        cc_life_at_site(self, group, c).resolution);
            p = fmin(p * group->resolution[c->issue], 1);
            if (self->crew[c->group - 1].tires && self->aside != NULL) {
                p *= 1 - self->aside[c - self->contact].attempt.errors;
            }
        }
    }
    return c->must_explain ? p + self->scenario->demand.explain_resolution : p;
}

static SIM_INLINE bool
cc_life_balks(const cc_center *self, const cc_contact *c, uint32_t n_waiting)
{
    const double p = cc_by_number_at(&self->scenario->demand.issue[c->issue].balking, n_waiting);
    return p > 0 && c->u_balk < p;
}

/* Leaves a state, which is known: the time in each is counted here only. */
static SIM_INLINE void
cc_life_leave(cc_center *self, cc_contact *c, cc_state was)
{
    cc_count_time(self, c, cc_life_time[was], c->since);
    if (was == CC_AUTOMATION && !c->answered) {
        cc_life_lane(self, c)->n_ahead--;
    }
    c->state = CC_FREE;
}

/* Leaves whatever state it is in. */
static SIM_INLINE void
cc_life_leave_any(cc_center *self, cc_contact *c)
{
    if (c->state != CC_FREE) {
        cc_life_leave(self, c, (cc_state)c->state);
    }
}

/* Enters a state, from another or between two, once it is known who has the contact; counts it. */
static SIM_INLINE void
cc_life_arrive_in(cc_center *self, cc_contact *c, cc_state state)
{
    cc_life_leave_any(self, c);
    if (state == CC_AUTOMATION && !c->answered) {
        cc_life_lane(self, c)->n_ahead++;
    }
    c->state = (uint16_t)state;
    c->since = self->now.time;
    cc_count_into(self, c, cc_life_into[state]);
}

/* A record for a contact; CC_NONE: no room, error latched. */
static SIM_INLINE uint32_t
cc_life_take_record(cc_center *self)
{
    uint32_t id = self->now.free_contact;
    if (id != CC_NONE) {
        self->now.free_contact = self->contact[id].next;
    } else if (self->now.n_fresh < self->now.n_contacts || cc_center_grow(self)) {
        id = self->now.n_fresh++;
        cc_center_clear(self, id);
    } else {
        return CC_NONE;
    }
    self->now.n_open++;
    return id;
}

/* The other is as that one is. */
static inline void
cc_life_copy_record(cc_center *self, uint32_t other, uint32_t id)
{
    self->contact[other] = self->contact[id];
    if (self->aside != NULL) {
        self->aside[other] = self->aside[id];
    }
    if (self->containment != NULL) {
        self->containment[other] = self->containment[id];
    }
    if (self->overflowing != NULL) {
        self->overflowing[other] = self->overflowing[id];
    }
}

static SIM_INLINE void
cc_life_give_record(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_life_leave_any(self, c);
    c->next = self->now.free_contact;
    self->now.free_contact = id;
    self->now.n_open--;
}

/* ---- life_customer.c ---- */
/* The contact begins, the first or another one of its issue. */
void cc_life_attempt(cc_center *self, uint32_t id);
/* The issue is not resolved: another round, or the customer is lost. */
void cc_life_not_resolved(cc_center *self, uint32_t id);

/* The story is known on that channel from now on. */
static SIM_INLINE void
cc_life_tell_story(cc_center *self, cc_contact *c, const cc_service *service)
{
    if (__builtin_expect(service->tells != 0, 1)) {
        c->told |= service->tells;
    } else {
        self->aside[c - self->contact].told |= UINT64_C(1) << c->channel;
        c->told = 1;
    }
}

static SIM_INLINE bool
cc_life_was_told_here(const cc_center *self, const cc_contact *c)
{
    return c->told != 0 &&
           (self->n_channels > CC_TOLD_CHANNELS ? self->aside[c - self->contact].told : c->told) >>
                   c->channel &
               1;
}

static SIM_INLINE bool
cc_life_is_resolved(const cc_contact *c, double p_resolved)
{
    return p_resolved >= 1 || c->u_resolved < p_resolved;
}

/* The contact was handled, by an agent or in automation: is the issue resolved, with that
 * probability? */
static SIM_INLINE void
cc_life_settle(cc_center *self, uint32_t id, const cc_service *service, double p_resolved)
{
    cc_contact *c = &self->contact[id];
    double *begun = cc_count_at(self, c->begun_cell);
    const bool first = isnan(c->handled);
    cc_life_tell_story(self, c, service);
    if (first) {
        c->handled = self->now.time;
        if (c->issue_counts && self->now.time <= self->window.fcr_until) {
            c->fcr_counts = true;
            begun[CC_N_handled_first]++;
        }
    }
    if (!cc_life_is_resolved(c, p_resolved)) {
        cc_life_not_resolved(self, id);
        return;
    }
    const double elapsed = self->now.time - c->begun;
    cc_journal(self, CC_JOURNAL_RESOLVED, c, 0, elapsed);
    cc_count_two(&begun[CC_N_resolved], 1, first ? 1 : 0); /* resolved_first */
    begun[CC_N_resolution_time] += elapsed;
    if (c->issue_counts) {
        sim_histogram_add(&self->record->resolution[c->issue], elapsed);
    }
    cc_life_give_record(self, id);
}
/* It was not: redials with the probability of that many attempts before, or is lost. */
void cc_life_give_up(cc_center *self, uint32_t id, const cc_by_number *probability);
/* Nor was it: gets in touch on that channel instead, after a delay. */
void cc_life_divert(cc_center *self, uint32_t id, int channel, double delay);
/* cause: CC_N_lost_no_channel or one of those behind it. */
void cc_life_lose(cc_center *self, uint32_t id, int cause);
/* Not in touch for that delay, by its clock, in that state. */
void cc_life_stay_at_home(cc_center *self, uint32_t id, cc_state state, double delay, bool by_wall);

/* ---- life_switch.c ---- */
/* Patience has ended, and the contact is over: the customer tries another channel, or gives up. */
void cc_life_lose_patience(cc_center *self, uint32_t id);
/* The contact has come to a channel that nobody reads; the customer waits no longer. */
void cc_life_ignore(cc_center *self, uint32_t id);
void cc_life_ignored_ends(cc_center *self, uint32_t id);
/* The contact has become an item of that channel; false: the issue has had too many contacts. */
bool cc_life_go_on_as(cc_center *self, uint32_t id, int channel);
/* Comes to a channel where something is before the queue: a node, or nobody who reads. */
void cc_life_meet(cc_center *self, uint32_t id);

/* ---- life_trunk.c ---- */
void cc_life_block(cc_center *self, uint32_t id);

/* ---- life_automation.c ---- */
/* Meets that node, or the queue if it is -1. */
void cc_life_enter_node(cc_center *self, uint32_t id, int node);
void cc_life_node_ends(cc_center *self, uint32_t id);
/* Its patience has ended in the line of its node. */
void cc_life_leave_node_line(cc_center *self, uint32_t id);
/* An agent has handled it, and there is a survey behind; the agent no longer has it. */
void cc_life_start_survey(cc_center *self, uint32_t id);
/* The run ends while it is at its node, or in its line. */
void cc_life_count_at_node(cc_center *self, const cc_contact *c);

/* ---- life_queue.c ---- */
/* A stay in its queue begins: the agent who takes it at once, but not `except`, or CC_NONE. */
uint32_t cc_life_ask(cc_center *self, uint32_t id, uint32_t except);
/* Back to its queue for another leg, or to that agent if it is not CC_NONE. */
void cc_life_next_leg(cc_center *self, uint32_t id, uint32_t agent);
void cc_life_enter_queue(cc_center *self, uint32_t id);
void cc_life_wait(cc_center *self, uint32_t id, bool at_head);
void cc_life_leave_queue(cc_center *self, uint32_t id);
/* Takes another number after itself in the line: waits, and how is the state. */
void cc_life_line_wait(cc_center *self, uint32_t id, bool at_head, cc_state state);
/* Nobody can answer at once: balks, waits, or is dropped after closing. */
void cc_life_not_answered(cc_center *self, uint32_t id);
void cc_life_abandon(cc_center *self, uint32_t id);
/* It has, and is off all lists. */
void cc_life_is_abandoned(cc_center *self, uint32_t id);
void cc_life_balk(cc_center *self, uint32_t id, uint32_t n_ahead);
/* Sent away at closing time, off all lists. */
void cc_life_drop(cc_center *self, uint32_t id);
/* Cut off if it had been answered, else dropped. */
void cc_life_count_sent_away(cc_center *self, cc_contact *c);

/* ---- life_agent.c ---- */
/* What is drawn for the answer where that is not constant and known before. */
void cc_life_draw_answer_parts(cc_center *self, cc_contact *c, const cc_service *service);

/* Is the story told before not known here, and has to be told again? */
static SIM_INLINE bool
cc_life_story_is_lost(const cc_center *self, const cc_contact *c)
{
    const cc_history history = self->scenario->center.history;
    return c->must_explain ||
           (c->told != 0 && (history == CC_HISTORY_NONE ||
                             (history == CC_HISTORY_CHANNEL && !cc_life_was_told_here(self, c))));
}

/* What an agent does before the work and after it. */
static SIM_INLINE void
cc_life_draw_answer(cc_center *self, cc_contact *c, const cc_service *service)
{
    c->delay = service->delay;
    c->wrap_up = service->wrap_up;
    c->must_explain = cc_life_story_is_lost(self, c);
    if (service->draws_answer || c->must_explain || c->node >= 0) {
        cc_life_draw_answer_parts(self, c, service);
    }
}

/* The wait ends: somebody speaks. */
void cc_life_answered(cc_center *self, uint32_t id);
/* A stretch of work is done. */
void cc_life_stretch_done(cc_center *self, cc_contact *c);
/* The agent's first stretch of work is done. */
static SIM_INLINE void
cc_life_respond(cc_center *self, cc_contact *c)
{
    if (!c->responded) {
        double *count = cc_count_cell(self, c);
        c->responded = true;
        count[CC_N_first_response] += self->now.time - c->arrived;
        count[CC_N_responded]++;
    }
}

/* The work on a contact of that agent is done; it remains for the agent to write it up. */
void cc_life_start_wrap_up(cc_center *self, uint32_t agent, cc_contact *c);
/* Its agent works on it now. */
void cc_life_work_on(cc_center *self, uint32_t id);
/* It is the customer's turn, for c->typing. */
void cc_life_type(cc_center *self, uint32_t id);
/* The customer has replied, or is new: waits for its agent's attention. */
void cc_life_make_ready(cc_center *self, uint32_t id);
void cc_life_line_up(cc_center *self, uint32_t id); /* the list of these only */
/* On the list of its agent's conversations that have a timer: typing, or ghosts. */
void cc_life_keep_open(cc_center *self, uint32_t id);
/* Takes a contact off that list. */
void cc_life_untype(cc_center *self, uint32_t id);
/* An agent whose attention is free turns to what waits for it. */
void cc_life_attend(cc_center *self, uint32_t agent);
/* An agent is done with a conversation on that channel. */
void cc_life_pass_on(cc_center *self, uint32_t agent, int channel);
/* An agent's mix has become emptier: looks for work, or goes home. */
void cc_life_free_agent(cc_center *self, uint32_t agent);

/* Does anybody wait in a line that the crew serves? */
bool cc_life_anybody_waits_for(const cc_center *self, const cc_crew *crew);

/* ---- life_outsourced.c ---- */
/* An agent of a queue that outsourced groups serve has answered it. */
void cc_outsourced_answered(cc_center *self, uint32_t id);

/* ---- life_pause.c ---- */
/* Its hands have become empty, of a crew that pauses: it may be not ready for a time. */
void cc_life_may_pause(cc_center *self, uint32_t agent);
void cc_life_pause_ends(cc_center *self, uint32_t agent);

/* ---- life_enter.c ---- */
/* Takes a slot of its queue; false: balks, or waits to enter. */
bool cc_life_enters(cc_center *self, uint32_t id);
/* Its patience ends before. */
void cc_life_turns_away(cc_center *self, uint32_t id);
void cc_life_drop_entering(cc_center *self);
/* Tells who writes while the channel is closed when it opens. */
void cc_life_auto_reply(cc_center *self, cc_contact *c);
/* Slots are free: who waits for them enters. */
void cc_life_fill_slots(cc_center *self);

/* ---- life_dormant.c ---- */
/* When the silence that begins now ends, in one way or another; c->typing is known. */
double cc_life_silence_until(cc_center *self, cc_contact *c);
/* It has, before the customer wrote. */
void cc_life_fall_silent(cc_center *self, uint32_t id);
void cc_life_dormant_ends(cc_center *self, uint32_t id);
void cc_life_woken_ends(cc_center *self, uint32_t id);
/* An agent with room takes back who waits for it; false: nobody does. */
bool cc_life_take_back(cc_center *self, uint32_t agent);
void cc_life_drop_awaiting(cc_center *self);

/* ---- life_interrupt.c ---- */
/* s: how long it waits in the queue this time, by that rule. */
double cc_life_patience_again(cc_center *self, const cc_contact *c, cc_patience_again rule);
/* Takes the attention off a contact whose work is not done; keeps what is left of it, by that rule. */
void cc_life_withdraw(cc_center *self, uint32_t id, const cc_interrupted *rule);
/* The customer has waited long enough for an agent without a connection. */
void cc_life_leaves_the_line(cc_center *self, uint32_t id);
/* Work that nobody has attention for goes where its channel says. */
void cc_life_interrupt(cc_center *self, uint32_t id);
/* Finding the way back into interrupted work takes the agent a time. */
void cc_life_take_up_again(cc_center *self, cc_contact *c);

/* ---- life_turn.c ---- */
/* Takes a contact out of the middle of what waits for its agent's attention. */
void cc_life_leave_line(cc_center *self, uint32_t id);
/* Takes off that line the one whose turn is next. */
uint32_t cc_life_next_turn(cc_center *self, uint32_t agent);

/* ---- life_rates.c ---- */
/* The number of conversations open at an agent has changed. */
void cc_life_share_again(cc_center *self, uint32_t agent);
/* An agent's mix has taken it in. */
void cc_life_join(cc_center *self, uint32_t id);
void cc_life_answer_shared(cc_center *self, uint32_t id);
void cc_life_shared_ends(cc_center *self, uint32_t id);
/* Keeps what is left of its work. */
void cc_life_withdraw_shared(cc_center *self, uint32_t id, const cc_interrupted *rule);

/* ---- life_duplicate.c ---- */
/* Handled, by an agent or in automation, and so resolved with that probability: the others of its issue may
 * be closed. True: it was a duplicate itself, and is no more. */
bool cc_life_handled_one(cc_center *self, uint32_t id, double p_resolved);
/* Settles the issue, as cc_life_settle, of which there may be others. */
void cc_life_settle_one(cc_center *self, uint32_t id, const cc_service *service, double p_resolved);

/* ---- life_silent.c ---- */
/* The patience of who waits in the queue has ended: do they leave without a sign? Then this lets
 * them. */
bool cc_life_leaves_silently(cc_center *self, uint32_t id);
/* An agent has taken, or turns to, a customer who has left: finds out after a time-out. */
void cc_life_hold_ghost(cc_center *self, uint32_t id);
/* An agent has taken it and calls somebody who accepted that: is nobody there? Then it is a ghost from
 * now on, and its customer is tried again, or lost. */
bool cc_life_is_not_there(cc_center *self, uint32_t id);
/* Nobody waits for the customer any more, who is on no list. */
void cc_life_end_ghost(cc_center *self, uint32_t id);
void cc_life_find_out(cc_center *self, uint32_t id);
/* A turn begins to wait for the agent's attention. */
void cc_life_start_turn_patience(cc_center *self, uint32_t id);
void cc_life_leave_in_turn(cc_center *self, uint32_t id);

#endif
