/* A calendar's naive twin: an unsorted array, searched from end to end; and short words for tests of
 * calendars. */
#ifndef CALENDAR_TWIN_H
#define CALENDAR_TWIN_H

#include "sim/calendar.h"
#include "sim/random.h"

#define CALENDAR_TWIN_MAX 512

typedef struct calendar_twin_event {
    double time;
    int priority;
    uint64_t sequence;
    bool is_pending;
} calendar_twin_event;

typedef struct calendar_twin {
    calendar_twin_event event[CALENDAR_TWIN_MAX]; /* slots, then timers */
    uint32_t n_slots, n;
    uint64_t sequence;
} calendar_twin;

/* The first that is pending until then, which it is no longer; UINT32_MAX: none. */
uint32_t calendar_twin_next(calendar_twin *self, double until);
/* The same to both; j counts slots, then timers. */
void calendar_twin_set_both(sim_calendar *calendar, calendar_twin *naive, uint32_t j, double time,
                            sim_priority p);
void calendar_twin_clear_both(sim_calendar *calendar, calendar_twin *naive, uint32_t j);
/* Fails the test unless all is pending at the same times. */
void calendar_twin_compare(const sim_calendar *calendar, const calendar_twin *naive);

sim_stream calendar_draws(uint64_t seed);
/* One of 0 to n - 1. */
uint32_t calendar_below(sim_stream *stream, uint32_t n);
void calendar_start(sim_calendar *calendar, uint32_t n_slots, uint32_t n_timers, double width);
/* That is the next event. */
void calendar_expect(sim_calendar *calendar, double time, bool is_timer, uint32_t id);
void calendar_expect_nothing(sim_calendar *calendar, double until);

#endif
