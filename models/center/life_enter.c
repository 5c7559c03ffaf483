/* Slots of a queue: how many contacts may be inside at once, from entering to their end. Who finds none
 * waits to enter; a slot that gets free is given to the first of them, as an event of its own
 * (processes/slots.c). And what waits for a channel that is closed is told so. */
#include "models/center/life.h"
#include "models/center/predict.h"
#include "models/center/trunk.h"
#include "models/scenario/opening.h"

#include <limits.h>
#include <math.h>

static void
take_slot(cc_center *self, cc_contact *c, cc_team *team)
{
    team->n_inside++;
    c->holds_slot = c->has_trunk = true;
    cc_count_cell(self, c)[CC_N_entered]++;
}

static bool
is_free(const cc_center *self, const cc_team *team)
{
    return team->n_inside < (uint32_t)self->scenario->center.queue[team - self->team].slots;
}

bool
cc_life_enters(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    const cc_service *service = cc_service_of(self, c);
    cc_team *team = &self->team[service->queue];
    if (self->scenario->center.queue[service->queue].slots == INT_MAX) {
        return true;
    }
    if (team->n == 0 && is_free(self, team)) {
        take_slot(self, c, team);
        return true;
    }
    c->delayed = true;
    const uint32_t n_ahead = cc_life_lane(self, c)->n + team->n;
    if (service->may_balk && cc_life_balks(self, c, n_ahead)) {
        cc_life_balk(self, id, n_ahead);
        return false;
    }
    if (self->now.shut && !cc_life_outlasts_closing(self, c)) {
        cc_life_drop(self, id);
        return false;
    }
    if (cc_predicts(self)) {
        cc_predict_joins(self, c);
    }
    cc_journal(self, CC_JOURNAL_WAITS_TO_ENTER, c, 0, team->n);
    c->next = CC_NONE;
    c->prev = team->last;
    if (team->last == CC_NONE) {
        team->first = id;
    } else {
        self->contact[team->last].next = id;
    }
    team->last = id;
    team->n++;
    cc_life_lane(self, c)->n_ahead++;
    c->queued = self->now.time;
    cc_life_arrive_in(self, c, CC_ENTERING);
    if (c->patience < INFINITY) {
        sim_timer_set(&self->now.calendar, id, self->now.time + c->patience, SIM_PRIORITY_ABANDON);
    }
    return false;
}

/* Waits to enter no longer. */
static void
leave_list(cc_center *self, uint32_t id)
{
    cc_contact *c = &self->contact[id];
    cc_team *team = &self->team[cc_service_of(self, c)->queue];
    sim_timer_clear(&self->now.calendar, id);
    (void)cc_life_unlink(self, c, &team->first, &team->last);
    team->n--;
    cc_life_lane(self, c)->n_ahead--;
    const double wait = self->now.time - c->queued;
    c->waited += wait;
    c->patience = fmax(c->patience - wait, 0);
}

void
cc_life_turns_away(cc_center *self, uint32_t id)
{
    leave_list(self, id);
    cc_life_is_abandoned(self, id);
}

static void
enter(cc_center *self, uint32_t id, cc_team *team)
{
    cc_contact *c = &self->contact[id];
    const double wait = self->now.time - c->queued;
    leave_list(self, id);
    take_slot(self, c, team);
    double *count = cc_count_cell(self, c);
    count[CC_N_entered_late]++;
    count[CC_N_wait_to_enter] += wait;
    cc_journal(self, CC_JOURNAL_ENTERS, c, 0, wait);
    cc_life_leave_any(self, c);
    const uint32_t a = cc_life_ask(self, id, CC_NONE);
    if (a != CC_NONE) {
        cc_life_assign(self, id, a);
    } else {
        cc_life_wait(self, id, false);
    }
}

void
cc_life_fill_slots(cc_center *self)
{
    for (int q = 0; q < self->scenario->center.n_queues; q++) {
        cc_team *team = &self->team[q];
        while (team->n > 0 && is_free(self, team) && self->now.error == SIM_OK) {
            enter(self, team->first, team);
        }
    }
}

void
cc_life_drop_entering(cc_center *self)
{
    for (int q = 0; self->team != NULL && q < self->scenario->center.n_queues; q++) {
        uint32_t id = self->team[q].first;
        while (id != CC_NONE) {
            if (cc_life_outlasts_closing(self, &self->contact[id])) {
                id = self->contact[id].next;
            } else { /* others may go with it */
                leave_list(self, id);
                cc_life_drop(self, id);
                id = self->team[q].first;
            }
        }
    }
}

/* ---- closed, but not to who writes ---- */

/* The next of the channel; some weekday is open. */
static double
opening_after(const cc_run *run, const cc_hours *hours, double t)
{
    for (double day = floor(t / CC_DAY);; day++) {
        const cc_openings *open = cc_openings_of(run, hours, (long)day);
        for (const cc_opening *o = open->at; o < open->at + open->n; o++) {
            if (day * CC_DAY + o->open >= t) {
                return day * CC_DAY + o->open;
            }
        }
    }
}

void
cc_life_auto_reply(cc_center *self, cc_contact *c)
{
    const cc_run *run = &self->scenario->run;
    const cc_channel *channel = &self->scenario->center.channel[c->channel];
    if (!channel->has_hours || cc_opening_open_at(run, &channel->hours, self->now.time)) {
        return;
    }
    const double opens = opening_after(run, &channel->hours, self->now.time) - self->now.time;
    cc_journal(self, CC_JOURNAL_AUTO_REPLIED, c, 0, opens);
    cc_count_cell(self, c)[CC_N_auto_replies]++;
    if (c->patience < INFINITY) {
        c->patience = opens + c->patience * self->scenario->demand.told_patience;
    }
}
