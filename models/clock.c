/* The clock of a run: report intervals and shifts, opening and closing, the observed window. */
#include "models/tally.h"

#include "models/hours.h"
#include <math.h>

static double
boundary_time(const cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    const double day = (double)self->clock_day * CC_DAY;
    return day + (self->clock_k < run->intervals_per_day
                      ? run->open + (double)self->clock_k * run->interval
                      : run->close);
}

static void
next_open_day(cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    do {
        self->clock_day++;
    } while (self->clock_day < run->days && !cc_day_is_open(run, self->clock_day));
    self->clock_k = 0;
}

static void
schedule(cc_center *self)
{
    double next = INFINITY;
    const double at[4] = {
        self->clock_day < self->scenario->run.days ? boundary_time(self) : INFINITY,
        self->window.start, self->window.end,
        self->slice_until, /* also where the house is closed */
    };
    for (int j = 0; j < 4; j++) {
        const bool is_ahead = j == 0 || at[j] > self->now;
        next = is_ahead && at[j] < next ? at[j] : next;
    }
    sim_calendar_set(&self->calendar, CC_SLOT_CLOCK, next, SIM_PRIORITY_CLOCK);
}

/* Is the house open without a break from this closing time on? */
static bool
goes_on(const cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    return run->open == 0 && run->close == CC_DAY && self->clock_day + 1 < run->days &&
           cc_day_is_open(run, self->clock_day + 1);
}

static void
start_interval(cc_center *self)
{
    self->closing = self->shut = false;
    self->when = (cc_when){(uint16_t)self->clock_day, (uint16_t)self->clock_k};
    cc_shifts_start_interval(self, (size_t)self->clock_day, self->clock_k);
}

static void
close_house(cc_center *self)
{
    switch (self->scenario->run.at_close) {
    case CC_CLOSE_SERVE:
        cc_shifts_close(self);
        break;
    case CC_CLOSE_DROP:
        self->shut = true;
        cc_life_close(self);
        cc_shifts_end(self);
        break;
    case CC_CLOSE_CARRY:
        cc_shifts_end(self);
        break;
    }
}

void
cc_clock_start(cc_center *self)
{
    self->clock_day = -1;
    next_open_day(self);
    self->when = (cc_when){0, 0};
    if (self->clock_day < self->scenario->run.days) {
        self->when.day = (uint16_t)self->clock_day;
    }
    self->closing = self->shut = false;
    self->observing = self->window.start <= 0;
    self->today = self->tomorrow = 0;
    self->slice_since = INFINITY;
    cc_tally_turn_to_slice(self);
    schedule(self);
}

void
cc_clock_fire(cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew_account(self, &self->crew[g]);
    }
    if (self->now == self->window.end) {
        cc_tally_waiting(self, CC_N_waiting_end);
        self->observing = false;
    }
    const bool starts = !self->observing && self->now == self->window.start;
    self->observing = self->observing || starts;
    cc_tally_turn_to_slice(self);
    if (starts) {
        cc_tally_waiting(self, CC_N_waiting_start);
    }
    if (self->clock_day < run->days && self->now == boundary_time(self)) {
        if (self->clock_k == run->intervals_per_day && !goes_on(self)) {
            close_house(self);
            next_open_day(self);
        } else {
            if (self->clock_k == run->intervals_per_day) {
                next_open_day(self);
            }
            start_interval(self);
            self->clock_k++;
        }
    }
    schedule(self);
}
