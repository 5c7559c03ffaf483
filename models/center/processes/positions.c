/* Agents of a group who leave for good, day by day, and those who are hired in their place. A position is a
 * seat that the group needs, or a person of a roster; what becomes of it is drawn by the name of whoever has
 * it. What the clock does at the same moment comes first, and has it done. */
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/self.h"
#include "models/center/state.h"
#include "sim/elementary.h"
#include "sim/hash.h"

#include <math.h>

#define NAME "positions"
#define YEAR 365.25 /* days */

static bool
any_wears(const cc_center *self)
{
    bool any = false;
    for (int g = 0; g < self->n_crews; g++) {
        any |= self->crew[g].wears;
    }
    return any;
}

static uint32_t
n_slots(const cc_center *self)
{
    return any_wears(self) ? 1 : 0;
}

/* The day that all positions are of. */
static size_t
state_bytes(const cc_center *self)
{
    return n_slots(self) * sizeof(long);
}

static void
count(cc_center *self, const cc_crew *crew, cc_agent_counter counter, double x)
{
    if (self->now.observing) {
        cc_record_agent(self->record, self->now.slice, (size_t)(crew - self->crew))[counter] += x;
    }
}

/* Whole days, at most more than any run has. */
static int32_t
in_days(double time)
{
    return (int32_t)fmin(floor(time / CC_DAY + 0.5), 1e6);
}

/* The probability that somebody leaves at the end of a day, of that tenure (s) then. */
static double
p_leaves(const cc_center *self, const cc_crew *crew, double tenure)
{
    const cc_attrition *attrition = &crew->group->attrition;
    const cc_crew_now *now = crew->now;
    double hazard =
        attrition->per_year * cc_site_effect(&self->scenario->center, crew->group).attrition;
    if (attrition->extra > 0) {
        hazard *= 1 + attrition->extra * sim_exp(-tenure / attrition->time);
    }
    const double occupancy = now->day_duty > 0 ? now->day_busy / now->day_duty : 0;
    hazard *= 1 + attrition->load * fmax(occupancy - attrition->above, 0);
    return 1 - sim_exp(-hazard / YEAR);
}

static void
leave(cc_center *self, cc_crew *crew, uint32_t a, long day, double tenure)
{
    cc_self *own = &self->selves[a];
    const cc_hiring *hiring = &crew->group->hiring;
    cc_journal_of(self, CC_JOURNAL_QUITS, CC_OF_AGENT, a, 0, tenure / CC_DAY);
    count(self, crew, CC_A_leavers, 1);
    own->is_vacant = true;
    own->n_holders++;
    own->holder = sim_hash_integer(own->key, own->n_holders);
    own->hires = INT32_MAX;
    if (hiring->refills) {
        const sim_block u = cc_draw(self, CC_DRAW_HIRING, own->holder, 0, 0);
        own->hires = (int32_t)day +
                     in_days(fmax(sim_dist_quantile(&hiring->delay, sim_uniform(u.word[0])), 0));
    }
}

static void
hire(cc_center *self, cc_crew *crew, uint32_t a, long day)
{
    cc_self *own = &self->selves[a];
    own->is_vacant = false;
    own->hired = (int32_t)day;
    cc_self_draw(self, a);
    cc_journal_of(self, CC_JOURNAL_IS_HIRED, CC_OF_AGENT, a, 0, own->n_holders);
    count(self, crew, CC_A_hires, 1);
    count(self, crew, CC_A_hiring, crew->group->hiring.cost);
}

bool
cc_position_answers(const cc_center *self, const cc_crew *crew, uint32_t agent)
{
    if (!crew->wears || agent - crew->first_agent >= crew->n_needed) {
        return true;
    }
    const cc_self *own = &self->selves[agent];
    return !own->is_vacant && !own->in_training;
}

/* The day before has ended, and that one begins. */
static void
turn(cc_center *self, cc_crew *crew, long day)
{
    const int32_t training = in_days(crew->group->hiring.training);
    cc_crew_now *now = crew->now;
    now->n_filled = now->n_in_training = 0;
    now->sum_tenure = 0;
    for (uint32_t j = 0; j < crew->n_needed; j++) {
        const uint32_t a = cc_crew_seat(crew, j);
        cc_self *own = &self->selves[a];
        if (!own->is_vacant && day > 0) {
            const double tenure = own->tenure + (double)(day - 1) * CC_DAY;
            const sim_block u =
                cc_draw(self, CC_DRAW_ATTRITION, own->holder, (uint64_t)(day - 1), 0);
            if (sim_uniform(u.word[0]) < p_leaves(self, crew, tenure)) {
                leave(self, crew, a, day, tenure);
            }
        }
        if (own->is_vacant && own->hires <= day) {
            hire(self, crew, a, day);
        }
        own->in_training = !own->is_vacant && own->n_holders > 0 && day - own->hired < training;
        now->n_filled += !own->is_vacant;
        now->n_in_training += own->in_training;
        now->sum_tenure += own->is_vacant ? 0 : own->tenure / CC_DAY + (double)day;
    }
    now->day_busy = now->day_duty = 0;
}

void
cc_positions_advance(cc_center *self)
{
    const cc_row *row = cc_process_row(self, NAME);
    if (row->n == 0) {
        return;
    }
    long *day = cc_process_state(self, row);
    const double last = (double)self->scenario->run.days - 1;
    const long today = (long)fmin(floor(self->now.time / CC_DAY), last);
    while (*day < today) {
        ++*day;
        for (int g = 0; g < self->n_crews; g++) {
            if (self->crew[g].wears) {
                cc_crew_account(self, &self->crew[g]);
                turn(self, &self->crew[g], *day);
            }
        }
    }
}

static void
schedule(cc_center *self, const cc_row *row)
{
    const long *day = cc_process_state(self, row);
    const bool ends = *day + 1 >= self->scenario->run.days;
    cc_process_set(self, row, 0, ends ? INFINITY : (double)(*day + 1) * CC_DAY, SIM_PRIORITY_CLOCK);
}

static void
start(cc_center *self, const cc_row *row)
{
    if (row->n > 0) {
        for (int g = 0; g < self->n_crews; g++) {
            if (self->crew[g].wears) {
                turn(self, &self->crew[g], 0);
            }
        }
        schedule(self, row);
    }
}

static void
fire(cc_center *self, const cc_row *row, uint32_t slot)
{
    if (sim_calendar_time(&self->now.calendar, CC_SLOT_CLOCK) == self->now.time) {
        cc_process_set(self, row, slot, self->now.time, SIM_PRIORITY_CLOCK); /* behind it */
        return;
    }
    cc_positions_advance(self);
    schedule(self, row);
}

const cc_process_type cc_process_positions = {
    .name = NAME,
    .doc = "agents who leave for good, and those who are hired",
    .n_slots = n_slots,
    .state_bytes = state_bytes,
    .start = start,
    .fire = fire,
};
