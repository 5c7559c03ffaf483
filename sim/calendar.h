/* The future event list: a 4-ary min tree of whole keys over permanent slots, and a hashed
 * timing wheel for timers, which are mostly cancelled: only the bucket that comes due enters
 * the tree. Order is total: time, then priority, then first scheduled. An event is {slot} or
 * {timer}: numbers that the caller gives meaning, no pointers. */
#ifndef SIM_CALENDAR_H
#define SIM_CALENDAR_H

#include "sim/error.h"
#include "sim/random.h"
#include <stdbool.h>
#include <stdint.h>

/* At equal times lower goes first. */
typedef enum sim_priority {
    SIM_PRIORITY_CLOCK,      /* staff changes, opening and closing, windows */
    SIM_PRIORITY_COMPLETION, /* ends of work, replies */
    SIM_PRIORITY_START,
    SIM_PRIORITY_ABANDON,
    SIM_PRIORITY_ARRIVAL,
} sim_priority;

typedef struct sim_event {
    double time; /* s */
    uint32_t id; /* slot or timer */
    bool is_timer;
} sim_event;

typedef struct sim_calendar sim_calendar; /* fields in calendar.c's section below */

/* n_slots permanent slots 0 .. n_slots-1; timers 0 .. grow on demand with
 * sim_calendar_reserve_timers. wheel_width: s per bucket of the timing wheel. */
int sim_calendar_init(sim_calendar *self, uint32_t n_slots, double wheel_width) SIM_MUST_CHECK;
void sim_calendar_free(sim_calendar *self);
/* Nothing scheduled, time 0, sequence 0; keeps memory. */
void sim_calendar_reset(sim_calendar *self);
int sim_calendar_reserve_timers(sim_calendar *self, uint32_t n_timers) SIM_MUST_CHECK;

/* Schedules or moves. time must be >= now. (Defined inline in this header.) */
static inline void sim_calendar_set(sim_calendar *self, uint32_t slot, double time, sim_priority p);
static inline void sim_calendar_clear(sim_calendar *self, uint32_t slot);
static inline void sim_timer_set(sim_calendar *self, uint32_t timer, double time, sim_priority p);
static inline void sim_timer_clear(sim_calendar *self, uint32_t timer);
/* When it is due, INFINITY if it is not pending. */
static inline double sim_calendar_time(const sim_calendar *self, uint32_t slot);
static inline double sim_timer_time(const sim_calendar *self, uint32_t timer);
/* Takes the first event with time <= until; false if there is none. A fired slot or timer is
 * no longer pending (its hole in the tree is closed by the next set of that slot or the next
 * call of this, whichever comes first). */
static inline bool sim_calendar_next(sim_calendar *self, double until, sim_event *event);

#endif
