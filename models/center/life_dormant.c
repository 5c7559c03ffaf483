/* Silence in a conversation by turns: it leaves its agent, wakes when the customer writes, and is
 * closed when that lasts too long. What lies dormant needs nothing beyond its record: its agent stays
 * written there, and the moment at which the customer will write stands in `queued`. */
#include "models/center/life.h"
#include "models/center/life_duplicate.h"
#include "models/center/life_transfer.h"
#include "models/center/medium_life.h"
#include "models/center/routing.h"
#include "models/center/trunk.h"

#include <math.h>

static const cc_silence *
silence_of(const cc_center *self, const cc_contact *c)
{
    return &self->scenario->center.channel[c->channel].silence;
}

double
cc_life_silence_until(cc_center *self, cc_contact *c)
{
    const cc_silence *silence = silence_of(self, c);
    c->queued = self->now.time + c->typing;
    return fmin(c->queued, self->now.time + fmin(silence->dormant, silence->close));
}

/* An agent keeps one conversation less, that has no place with it. */
static void
keeps_one_less(cc_center *self, uint32_t a, int channel)
{
    if (cc_case_counts(self, &self->crew[self->agent[a].group], channel)) {
        cc_case_give(self, a, channel);
        cc_life_seek(self, a);
    }
}

/* Closed, off all lists; its agent's mix may still count it. */
static void
close_it(cc_center *self, uint32_t id, bool has_place)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    const int channel = c->channel;
    if (self->transfers != NULL) {
        cc_life_let_helper_go(self, id);
    }
    double *count = cc_count_cell(self, c);
    const double silent = silence_of(self, c)->close;
    cc_journal(self, CC_JOURNAL_CLOSED_SILENT, c, 0, silent);
    count[CC_N_closed_silent]++;
    count[CC_N_ended]++;
    count[CC_N_talk] += c->attention;
    if (self->transfers != NULL) {
        count[CC_N_wrap_up] += self->aside[id].attempt.handing.wrapped_up;
    }
    count[CC_N_sojourn] += self->now.time - c->arrived;
    count[CC_N_wait_total] += c->waited;
    cc_trunk_release(self, c);
    cc_life_leave_any(self, c);
    if (cc_life_is_duplicate(self, id)) {
        count[CC_N_duplicates_handled]++;
        count[CC_N_duplicate_work] += c->attention;
    }
    const cc_service *service = cc_service_of(self, c);
    const double p_resolved = cc_life_p_resolved(self, c, service);
    if (!self->leaves_duplicates || !cc_life_handled_one(self, id, p_resolved)) {
        cc_life_settle_one(self, id, service, p_resolved);
    }
    if (has_place) {
        cc_agent_give(self, a, channel);
        cc_case_give(self, a, channel);
        cc_life_free_agent(self, a);
    } else {
        keeps_one_less(self, a, channel);
    }
}

void
cc_life_fall_silent(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_silence *silence = silence_of(self, c);
    const uint32_t a = c->agent;
    const double began = c->since;
    cc_life_untype(self, id);
    if (silence->close <= silence->dormant) {
        close_it(self, id, true);
        return;
    }
    cc_journal(self, CC_JOURNAL_GOES_DORMANT, c, a, silence->dormant);
    cc_life_arrive_in(self, c, CC_DORMANT);
    sim_timer_set(&self->now.calendar, id, fmin(c->queued, began + silence->close),
                  SIM_PRIORITY_COMPLETION);
    cc_agent_give(self, a, c->channel);
    cc_life_free_agent(self, a);
}

/* ---- awake ---- */

/* Its agent has room and takes it back. */
static void
rejoin(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    cc_journal(self, CC_JOURNAL_TAKEN, c, a, self->now.time - c->queued);
    cc_life_leave_any(self, c);
    cc_agent_take(self, a, c->channel);
    if (self->selves != NULL) {
        cc_self_takes(self, a);
    }
    cc_life_give_to(self, c, a);
    cc_life_make_ready(self, id);
    cc_life_attend(self, a);
}

static bool
has_room(const cc_center *self, uint32_t a, int channel)
{
    const cc_agent *agent = &self->agent[a];
    return agent->on_duty && agent->barred == 0 && !cc_route_is_barred(self, channel) &&
           (self->crew[agent->group].mixes.mix[agent->mix].takes >> channel & 1);
}

/* Nobody keeps it any more: it is for anyone who serves its queue. */
static void
go_to_anyone(cc_center *self, uint32_t id, uint32_t owner)
{
    cc_contact *c = &self->contact[id];
    const int channel = c->channel;
    cc_case_give(self, owner, channel);
    cc_life_leave_any(self, c);
    c->must_resume |= c->responded;
    const uint32_t other = cc_life_ask(self, id, CC_NONE);
    if (other != CC_NONE) {
        cc_life_assign(self, id, other);
    } else {
        cc_life_line_wait(self, id, false, CC_WOKEN);
    }
    if (cc_case_counts(self, &self->crew[self->agent[owner].group], channel)) {
        cc_life_seek(self, owner);
    }
}

static void
await(cc_center *self, uint32_t id, uint32_t a)
{
    cc_contact *c = &self->contact[id];
    cc_list *list = &self->awaited[a];
    const double most = silence_of(self, c)->same_agent;
    cc_journal(self, CC_JOURNAL_AWAITS, c, a, most);
    c->agent = a; /* that it waits for */
    c->next = CC_NONE;
    c->prev = list->last;
    if (list->last == CC_NONE) {
        list->first = id;
    } else {
        self->contact[list->last].next = id;
    }
    list->last = id;
    cc_life_lane(self, c)->n_ahead++;
    c->queued = self->now.time;
    cc_life_arrive_in(self, c, CC_WOKEN);
    sim_timer_set(&self->now.calendar, id, self->now.time + fmin(most, c->patience),
                  SIM_PRIORITY_ABANDON);
}

/* Waits for that agent no longer. */
static void
leave_list(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_list *list = &self->awaited[c->agent];
    sim_timer_clear(&self->now.calendar, id);
    (void)cc_life_unlink(self, c, &list->first, &list->last);
    cc_life_lane(self, c)->n_ahead--;
    const double wait = self->now.time - c->queued;
    c->waited += wait;
    c->patience = fmax(c->patience - wait, 0);
    c->agent = CC_NONE;
}

static void
wake(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_silence *silence = silence_of(self, c);
    const uint32_t a = c->agent;
    cc_journal(self, CC_JOURNAL_WRITES_AGAIN, c, 0, self->now.time - c->since);
    cc_service_of(self, c)->medium->replied(self, c);
    c->queued = self->now.time;
    if (has_room(self, a, c->channel)) {
        rejoin(self, id, a);
        return;
    }
    if (++c->leg == UINT16_MAX) {
        CC_LIMIT(self, "65,534 returns of one contact to the queue");
    }
    c->patience = cc_life_patience_again(self, c, silence->patience);
    cc_life_leave_any(self, c);
    cc_life_take_from_agent(self, c);
    if (cc_service_of(self, c)->channel->auto_reply) {
        cc_life_auto_reply(self, c);
    }
    if (silence->same_agent > 0 && !(self->now.shut && !cc_life_outlasts_closing(self, c))) {
        await(self, id, a);
    } else {
        go_to_anyone(self, id, a);
    }
}

void
cc_life_dormant_ends(cc_center *self, uint32_t id)
{
    if (self->contact[id].queued > self->now.time) {
        close_it(self, id, false);
    } else {
        wake(self, id);
    }
}

void
cc_life_woken_ends(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const uint32_t a = c->agent;
    if (a == CC_NONE) {
        cc_life_abandon(self, id);
        return;
    }
    const bool has_patience = c->patience > silence_of(self, c)->same_agent;
    const int channel = c->channel;
    leave_list(self, id);
    if (has_patience) {
        go_to_anyone(self, id, a);
    } else {
        cc_life_is_abandoned(self, id);
        keeps_one_less(self, a, channel);
    }
}

bool
cc_life_take_back(cc_center *self, uint32_t a)
{
    for (uint32_t id = self->awaited[a].first; id != CC_NONE; id = self->contact[id].next) {
        if (has_room(self, a, self->contact[id].channel)) {
            leave_list(self, id);
            rejoin(self, id, a);
            return true;
        }
    }
    return false;
}

void
cc_life_drop_awaiting(cc_center *self)
{
    for (uint32_t a = 0; self->awaited != NULL && a < self->n_agents; a++) {
        uint32_t id = self->awaited[a].first;
        while (id != CC_NONE) {
            if (cc_life_outlasts_closing(self, &self->contact[id])) {
                id = self->contact[id].next;
            } else { /* others may go with it */
                leave_list(self, id);
                cc_case_give(self, a, self->contact[id].channel);
                cc_life_drop(self, id);
                id = self->awaited[a].first;
            }
        }
    }
}
