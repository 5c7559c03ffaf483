/* Overtime and time off, which agents are asked for as the center stands. Whose shift ends may be asked to
 * stay (life_shift.c says when); at looks every so often those with nothing in hand may be asked to go. An
 * answer is drawn by agent and day, and holds for that day. */
#include "models/center/asked.h"
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/self.h"
#include "models/center/state.h"

#include <math.h>

#define NAME "offers"
enum { LOOKS, ENDS, N_SLOTS };  /* the next look; the next end of overtime */
enum { WORD_STAYS, WORD_GOES }; /* of the block of an agent and day */

static uint32_t
n_slots(const cc_center *self)
{
    bool any = false;
    for (int g = 0; g < self->n_crews; g++) {
        any |= self->crew[g].asks_to_stay || self->crew[g].asks_to_go;
    }
    return any ? N_SLOTS : 0;
}

static int32_t
today(const cc_center *self)
{
    return (int32_t)floor(self->now.time / CC_DAY);
}

static bool
accepts(cc_center *self, const cc_crew *crew, uint32_t a, int word, double probability)
{
    const sim_block u =
        cc_draw_again(self, CC_DRAW_OFFER, self->selves[a].key, (uint64_t)today(self), 0);
    const bool does = sim_uniform(u.word[word]) < probability;
    if (self->now.observing) {
        double *count = cc_record_agent(self->record, self->now.slice, (size_t)(crew - self->crew));
        count[word == WORD_STAYS ? CC_A_overtime_offers : CC_A_time_off_offers]++;
        count[word == WORD_STAYS ? CC_A_overtime_accepted : CC_A_time_off_accepted] += does;
    }
    return does;
}

/* ---- overtime ---- */

bool
cc_agent_stays(const cc_center *self, uint32_t agent)
{
    return self->selves != NULL && self->selves[agent].stays_until > 0;
}

static void
set_end(cc_center *self, double until)
{
    const cc_row *row = cc_process_row(self, NAME);
    const double next = sim_calendar_time(&self->now.calendar, row->first + ENDS);
    if (until < next) {
        cc_process_set(self, row, ENDS, until, SIM_PRIORITY_CLOCK);
    }
}

bool
cc_offers_stay(cc_center *self, cc_crew *crew, uint32_t a)
{
    const cc_overtime *overtime = &crew->group->overtime;
    cc_self *own = &self->selves[a];
    if (!self->now.is_staffed || crew->now->n_staying >= overtime->at_most ||
        own->stay_day == today(self) || !cc_asked_of_group(self, crew, overtime->when)) {
        return false;
    }
    own->stay_day = today(self);
    if (!accepts(self, crew, a, WORD_STAYS, overtime->accept)) {
        return false;
    }
    cc_journal_of(self, CC_JOURNAL_STAYS, CC_OF_AGENT, a, 0, overtime->length);
    cc_agent_stay(self, a, self->now.time + overtime->length);
    set_end(self, self->now.time + overtime->length);
    return true;
}

static void
end_overtime(cc_center *self, const cc_row *row)
{
    if (self->now.is_staffed) {
        cc_life_change_staff(self);
    }
    double next = INFINITY;
    for (uint32_t a = 0; a < self->n_agents; a++) {
        next = cc_agent_stays(self, a) ? fmin(next, self->selves[a].stays_until) : next;
    }
    cc_process_set(self, row, ENDS, next, SIM_PRIORITY_CLOCK);
}

/* ---- time off ---- */

static void
go(cc_center *self, cc_crew *crew, uint32_t a)
{
    cc_crew_account(self, crew);
    cc_journal_of(self, CC_JOURNAL_TAKES_OFF, CC_OF_AGENT, a, 0, 0);
    cc_agent_leave_to(self, a, 2 * CC_OFF);
    cc_agent_go(self, a);
    self->selves[a].in_shift = false;
    if (crew->n_persons > 0) {
        cc_roster_take_off(self, crew, cc_crew_seat_of(crew, a));
    } else {
        crew->now->roster.n_off++;
    }
    cc_staffing_again(self, (int)(crew - self->crew));
}

/* Those with nothing in hand are asked, longest idle first. */
static void
look(cc_center *self, cc_crew *crew)
{
    const cc_time_off *time_off = &crew->group->time_off;
    for (uint32_t a = crew->list[0].first, next; a != CC_NONE; a = next) {
        cc_self *own = &self->selves[a];
        next = self->agent[a].next;
        if (crew->now->roster.n_off >= time_off->at_most ||
            !cc_asked_of_group(self, crew, time_off->when)) {
            break;
        }
        if (!cc_agent_stays(self, a) && own->off_day != today(self)) {
            own->off_day = today(self);
            if (accepts(self, crew, a, WORD_GOES, time_off->accept)) {
                go(self, crew, a);
            }
        }
    }
}

/* Of looks every so often, the last until now. */
static double
last_look(const cc_center *self, const cc_crew *crew)
{
    const double every = crew->group->time_off.every;
    return floor(self->now.time / every + 1e-9) * every;
}

static void
look_at_all(cc_center *self, const cc_row *row)
{
    double next = INFINITY;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew *crew = &self->crew[g];
        if (!crew->asks_to_go) {
            continue;
        }
        const bool is_known = crew->n_persons == 0 || isnan(self->now.controls.staff[g]);
        const double last = last_look(self, crew);
        if (last == self->now.time && self->now.is_staffed && is_known) {
            look(self, crew);
        }
        next = fmin(next, last + crew->group->time_off.every);
    }
    cc_process_set(self, row, LOOKS, next, SIM_PRIORITY_CLOCK);
}

/* ---- the process ---- */

static void
start(cc_center *self, const cc_row *row)
{
    if (row->n > 0) {
        for (int g = 0; g < self->n_crews; g++) {
            if (self->crew[g].asks_to_go) {
                cc_process_set(self, row, LOOKS, 0, SIM_PRIORITY_CLOCK);
            }
        }
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    const cc_row *roster = cc_process_row(self, "roster");
    const sim_calendar *calendar = &self->now.calendar;
    if (sim_calendar_time(calendar, CC_SLOT_CLOCK) == self->now.time ||
        (roster->n > 0 && sim_calendar_time(calendar, roster->first) == self->now.time) ||
        (slot == LOOKS && sim_calendar_time(calendar, row->first + ENDS) == self->now.time)) {
        cc_process_set(self, row, slot, self->now.time, SIM_PRIORITY_CLOCK); /* behind these */
    } else if (slot == ENDS) {
        end_overtime(self, row);
    } else {
        look_at_all(self, row);
    }
}

const cc_process_type cc_process_offers = {
    .name = NAME,
    .doc = "overtime and time off that agents are asked for",
    .n_slots = n_slots,
    .start = start,
    .fire = fire,
};
