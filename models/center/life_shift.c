/* What the beginnings and ends of shifts do to agents and their work: who comes, who goes, in which
 * order where much happens at one instant, and what becomes of what they have in hand. */
#include "models/center/life.h"
#include "models/center/overflow.h"

#include <math.h>

static int
n_here(const cc_crew *crew)
{
    return crew->now->n_duty - crew->now->n_overtime - crew->now->n_staying;
}

/* Takes nothing new from now on, and goes when nothing is in hand. */
static void
send_off(cc_center *self, uint32_t a, bool gives_away)
{
    cc_agent *agent = &self->agent[a];
    if (agent->mix == 0) { /* idle, not ready, or without a connection */
        cc_agent_go(self, a);
        return;
    }
    cc_agent_leave(self, a);
    agent->gives_away = gives_away;
}

/* One of a group is too many and it does not matter who: of persons, some shift ends at this moment,
 * or something else begins for which nobody is interrupted. */
static void
send_off_one(cc_center *self, cc_crew *crew, uint32_t a, bool interrupts)
{
    if (crew->asks_to_stay && crew->n_persons == 0 && cc_offers_stay(self, crew, a)) {
        return;
    }
    unsigned doing = 2 * CC_OFF;
    int *turned = crew->now->roster.turned;
    if (crew->n_persons > 0) {
        for (unsigned d = 0; turned[doing] == 0 && d < 2 * CC_OFF; d++) {
            doing = turned[d] > 0 ? d : doing;
        }
        turned[doing] -= turned[doing] > 0;
        cc_agent_leave_to(self, a, doing);
    }
    send_off(self, a, interrupts && doing == 2 * CC_OFF);
}

/* On duty, and not beyond the end of a shift. */
static bool
is_in_shift(const cc_center *self, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    return agent->on_duty && !(agent->barred & CC_LEAVING) && !cc_agent_stays(self, a);
}

/* Too many: first the idle, longest idle first, then from the last seat; or by another rule, which
 * does not matter if all go. */
static void
take_out(cc_center *self, cc_crew *crew, int target, bool interrupts)
{
    if (crew->group->leaves != CC_LEAVES_IDLE_FIRST && target > 0) {
        size_t n = n_here(crew) > target ? cc_leaving_gather(self, crew) : 0;
        while (n_here(crew) > target) {
            const uint32_t seat = cc_leavers_next(self, n--);
            send_off_one(self, crew, cc_crew_seat(crew, seat), interrupts);
        }
        return;
    }
    for (uint32_t a = crew->list[0].first, next; n_here(crew) > target && a != CC_NONE; a = next) {
        next = self->agent[a].next;
        if (!cc_agent_stays(self, a)) {
            send_off_one(self, crew, a, interrupts);
        }
    }
    for (uint32_t j = crew->n_agents; j > 0 && n_here(crew) > target; j--) {
        const uint32_t a = cc_crew_seat(crew, j - 1);
        if (is_in_shift(self, a)) {
            send_off_one(self, crew, a, interrupts);
        }
    }
}

/* Whose shift has ended by itself: overtime as offered is over, or the position is nobody's any more. */
static void
take_out_ended(cc_center *self, cc_crew *crew, bool interrupts, bool by_person)
{
    for (uint32_t j = crew->n_agents; j > 0; j--) {
        const uint32_t a = cc_crew_seat(crew, j - 1);
        const bool is_over =
            cc_agent_stays(self, a)
                ? self->selves[a].stays_until <= self->now.time || !self->now.is_staffed
                : !by_person && is_in_shift(self, a) && !cc_position_answers(self, crew, a);
        if (is_over) {
            cc_agent_leave_to(self, a, 2 * CC_OFF);
            send_off(self, a, interrupts);
        }
    }
}

/* Too few: first those who are there in overtime as offered, then those who are about to go, then others;
 * each of these looks for work. */
static void
bring_in(cc_center *self, cc_crew *crew, int target)
{
    for (uint32_t j = 0; crew->asks_to_stay && j < crew->n_agents && n_here(crew) < target; j++) {
        const uint32_t a = cc_crew_seat(crew, j);
        if (cc_agent_stays(self, a) && cc_position_answers(self, crew, a)) {
            cc_agent_stay_on(self, a);
        }
    }
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t j = 0; j < crew->n_agents && n_here(crew) < target; j++) {
            const uint32_t a = cc_crew_seat(crew, j);
            if (!cc_position_answers(self, crew, a)) {
                continue;
            }
            if (pass == 0 ? (self->agent[a].barred & CC_LEAVING) != 0 : !self->agent[a].on_duty) {
                cc_agent_come(self, a);
                cc_life_seek(self, a);
            }
        }
    }
}

/* ---- who exactly ---- */

/* Do exactly those persons come and go of whom the roster says so? */
static bool
is_by_person(const cc_center *self, const cc_crew *crew)
{
    return crew->n_persons > 0 && crew->group->leaves == CC_LEAVES_ROSTER && self->now.is_staffed &&
           isnan(self->now.controls.staff[crew - self->crew]);
}

static void
take_out_persons(cc_center *self, cc_crew *crew, bool interrupts)
{
    for (uint32_t j = crew->n_agents; j > 0; j--) {
        const uint32_t a = cc_crew_seat(crew, j - 1);
        const cc_scheduled it = cc_roster_of(self, crew, j - 1);
        self->selves[a].in_shift &= it.activity != CC_OFF;
        if (cc_is_at_work(it) || !self->agent[a].on_duty || cc_agent_stays(self, a) ||
            (it.activity == CC_OFF && crew->asks_to_stay && is_in_shift(self, a) &&
             cc_offers_stay(self, crew, a))) {
            continue;
        }
        cc_agent_leave_to(self, a, cc_doing(it));
        if (!(self->agent[a].barred & CC_LEAVING)) {
            send_off(self, a, interrupts && it.activity == CC_OFF);
        }
    }
}

static void
bring_in_persons(cc_center *self, cc_crew *crew)
{
    for (uint32_t j = 0; j < crew->n_persons; j++) {
        const uint32_t a = cc_crew_seat(crew, j);
        const cc_agent *agent = &self->agent[a];
        if (cc_is_at_work(cc_roster_of(self, crew, j)) &&
            (!agent->on_duty || (agent->barred & CC_LEAVING) != 0)) {
            cc_agent_come(self, a);
            self->selves[a].in_shift = true;
            cc_life_seek(self, a);
        } else if (cc_is_at_work(cc_roster_of(self, crew, j)) && cc_agent_stays(self, a)) {
            cc_agent_stay_on(self, a);
            self->selves[a].in_shift = true;
        }
    }
}

/* ---- all at one moment ---- */

/* Those who are leaving since this instant: their work goes to others, as its channel says. */
static void
give_away(cc_center *self, const cc_crew *crew)
{
    for (uint32_t j = crew->n_agents; j > 0; j--) {
        cc_agent *agent = &self->agent[cc_crew_seat(crew, j - 1)];
        if (agent->gives_away) {
            agent->gives_away = false;
            cc_life_interrupt_all(self, cc_crew_seat(crew, j - 1));
        }
    }
}

/* As many as each group's roster says. Who leaves is out of everybody's choice before work goes
 * to others. */
static void
change(cc_center *self)
{
    const bool interrupts = self->scenario->center.shift_end == CC_SHIFT_INTERRUPT;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        if (crew->asks_to_stay || crew->wears) {
            take_out_ended(self, crew, interrupts, is_by_person(self, crew));
        }
        if (is_by_person(self, crew)) {
            take_out_persons(self, crew, interrupts);
        } else {
            take_out(self, crew, crew->now->roster.there, interrupts);
        }
    }
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        if (is_by_person(self, crew)) {
            bring_in_persons(self, crew);
        } else {
            bring_in(self, crew, crew->now->roster.there);
        }
    }
    for (int g = 0; g < self->n_crews; g++) {
        cc_life_keep_breaks(self, &self->crew[g]);
    }
    for (int g = 0; g < self->n_crews && interrupts; g++) {
        give_away(self, &self->crew[g]);
    }
    cc_life_seek_all(self);
}

void
cc_life_start_interval(cc_center *self, size_t day, size_t k)
{
    cc_staffing_turn_to(self, day, k);
    change(self);
}

void
cc_life_change_staff(cc_center *self)
{
    change(self);
}

void
cc_life_end_shifts(cc_center *self)
{
    cc_staffing_end(self);
    change(self);
}

/* ---- after closing ---- */

void
cc_life_start_closing(cc_center *self)
{
    for (uint32_t a = 0; a < self->n_agents; a++) {
        if (cc_agent_stays(self, a)) { /* all do, from now on */
            cc_agent_stay_on(self, a);
        }
    }
    self->now.closing = true;
    cc_staffing_close(self);
    for (int g = 0; g < self->n_crews; g++) {
        cc_life_keep_breaks(self, &self->crew[g]);
    }
    cc_life_seek_all(self);
}

/* Does anybody wait for the group, or talk to automation before that, whom it could take? */
static bool
is_needed(const cc_center *self, const cc_crew *crew)
{
    for (const cc_option *o = crew->option; o < crew->option + crew->now->n_served; o++) {
        const cc_lane *lane = &self->lane[o->lane];
        const uint32_t n =
            o->place == 0 ? lane->n + lane->n_ahead : cc_overflow_n(self, o); /* theirs by now */
        if (n > 0 && !cc_channel_survives(self->scenario, o->channel) &&
            o->reserve < n_here(crew)) {
            return true;
        }
    }
    return false;
}

void
cc_life_check_closing(cc_center *self)
{
    bool anybody = false;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        if (n_here(crew) > 0 && !is_needed(self, crew)) {
            cc_crew_account(self, crew);
            take_out(self, crew, 0, false);
        }
        anybody |= n_here(crew) > 0;
    }
    self->now.closing = anybody;
}
