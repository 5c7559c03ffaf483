/* The clock of a run: report intervals and shifts, opening and closing, the observed window. */
#include "models/center/count.h"

#include "models/scenario/opening.h"
#include <math.h>

/* The opening whose boundary is next. */
static const cc_opening *
opening_of(const cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    return &cc_openings_of(run, &run->hours, self->now.clock_day)->at[self->now.clock_opening];
}

/* Is the next boundary its end? */
static bool
closes_next(const cc_center *self)
{
    return self->now.clock_k >= cc_opening_end(&self->scenario->run, opening_of(self));
}

static double
boundary_time(const cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    const double day = (double)self->now.clock_day * CC_DAY;
    const cc_opening *opening = opening_of(self);
    return day + (closes_next(self) ? opening->close
                  : self->now.clock_k == cc_opening_first(run, opening)
                      ? opening->open
                      : run->open + (double)self->now.clock_k * run->interval);
}

/* To the next opening, on this day or a later one. */
static void
next_opening(cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    self->now.clock_opening++;
    while (self->now.clock_day < run->days &&
           (self->now.clock_day < 0 ||
            self->now.clock_opening >= cc_openings_of(run, &run->hours, self->now.clock_day)->n)) {
        self->now.clock_day++;
        self->now.clock_opening = 0;
    }
    self->now.clock_k =
        self->now.clock_day < run->days ? cc_opening_first(run, opening_of(self)) : 0;
}

static void
schedule(cc_center *self)
{
    double next = INFINITY;
    const double at[4] = {
        self->now.clock_day < self->scenario->run.days ? boundary_time(self) : INFINITY,
        self->window.start, self->window.end,
        self->now.slice_until, /* also where the house is closed */
    };
    for (int j = 0; j < 4; j++) {
        const bool is_ahead = j == 0 || at[j] > self->now.time;
        next = is_ahead && at[j] < next ? at[j] : next;
    }
    sim_calendar_set(&self->now.calendar, CC_SLOT_CLOCK, next, SIM_PRIORITY_CLOCK);
}

/* Is the house open without a break from this closing time on? */
static bool
goes_on(const cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    const long tomorrow = self->now.clock_day + 1;
    const cc_openings *next = cc_openings_of(run, &run->hours, tomorrow);
    return opening_of(self)->close == CC_DAY && tomorrow < run->days && next->n > 0 &&
           next->at[0].open == 0;
}

static void
start_interval(cc_center *self)
{
    self->now.closing = self->now.shut = false;
    self->now.when = (cc_when){(uint16_t)self->now.clock_day, (uint16_t)self->now.clock_k};
    cc_life_start_interval(self, (size_t)self->now.clock_day, self->now.clock_k);
}

static void
close_house(cc_center *self)
{
    switch (self->scenario->run.at_close) {
    case CC_CLOSE_SERVE:
        cc_life_start_closing(self);
        break;
    case CC_CLOSE_DROP:
        self->now.shut = true;
        cc_life_close(self);
        cc_life_end_shifts(self);
        break;
    case CC_CLOSE_CARRY:
        cc_life_end_shifts(self);
        break;
    }
}

void
cc_clock_start(cc_center *self)
{
    self->now.clock_day = -1;
    next_opening(self);
    self->now.when = (cc_when){0, 0};
    if (self->now.clock_day < self->scenario->run.days) {
        self->now.when = (cc_when){(uint16_t)self->now.clock_day, (uint16_t)self->now.clock_k};
    }
    self->now.closing = self->now.shut = self->now.is_staffed = false;
    self->now.observing = self->window.start <= 0;
    self->now.today = self->now.tomorrow = 0;
    self->now.slice_since = INFINITY;
    cc_count_turn_to_slice(self);
    schedule(self);
}

void
cc_clock_fire(cc_center *self)
{
    const cc_run *run = &self->scenario->run;
    for (int g = 0; g < self->n_crews; g++) {
        cc_crew_account(self, &self->crew[g]);
    }
    if (self->now.time == self->window.end) {
        cc_count_waiting(self, CC_N_waiting_end);
        self->now.observing = false;
    }
    const bool starts = !self->now.observing && self->now.time == self->window.start;
    self->now.observing = self->now.observing || starts;
    cc_count_turn_to_slice(self);
    if (starts) {
        cc_count_waiting(self, CC_N_waiting_start);
    }
    if (self->now.clock_day < run->days && self->now.time == boundary_time(self)) {
        if (closes_next(self) && !goes_on(self)) {
            close_house(self);
            next_opening(self);
        } else {
            if (closes_next(self)) {
                next_opening(self);
            }
            start_interval(self);
            self->now.clock_k++;
        }
    }
    schedule(self);
}
