#include "tests/support/calendar_twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void
twin_set(calendar_twin *self, uint32_t j, double time, int priority)
{
    self->event[j] = (calendar_twin_event){time, priority, self->sequence, time < INFINITY};
    self->sequence++;
}

static bool
twin_before(const calendar_twin_event *a, const calendar_twin_event *b)
{
    if (a->time != b->time) {
        return a->time < b->time;
    }
    if (a->priority != b->priority) {
        return a->priority < b->priority;
    }
    return a->sequence < b->sequence;
}

uint32_t
calendar_twin_next(calendar_twin *self, double until)
{
    uint32_t first = UINT32_MAX;
    for (uint32_t j = 0; j < self->n; j++) {
        const calendar_twin_event *e = &self->event[j];
        if (e->is_pending && e->time <= until &&
            (first == UINT32_MAX || twin_before(e, &self->event[first]))) {
            first = j;
        }
    }
    if (first != UINT32_MAX) {
        self->event[first].is_pending = false;
    }
    return first;
}

sim_stream
calendar_draws(uint64_t seed)
{
    return sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
}

uint32_t
calendar_below(sim_stream *stream, uint32_t n)
{
    return (uint32_t)(sim_uniform(sim_stream_next(stream)) * n);
}

void
calendar_start(sim_calendar *calendar, uint32_t n_slots, uint32_t n_timers, double width)
{
    assert_int_equal(sim_calendar_init(calendar, n_slots, width), 0);
    assert_int_equal(sim_calendar_reserve_timers(calendar, n_timers), 0);
}

void
calendar_expect(sim_calendar *calendar, double time, bool is_timer, uint32_t id)
{
    sim_event event = {0};
    assert_true(sim_calendar_next(calendar, INFINITY, &event));
    assert_true(event.time == time);
    assert_int_equal(event.is_timer, is_timer);
    assert_int_equal(event.id, id);
}

void
calendar_expect_nothing(sim_calendar *calendar, double until)
{
    sim_event event = {0};
    assert_false(sim_calendar_next(calendar, until, &event));
}

void
calendar_twin_set_both(sim_calendar *calendar, calendar_twin *naive, uint32_t j, double time,
                       sim_priority p)
{
    twin_set(naive, j, time, (int)p);
    if (j >= naive->n_slots) {
        sim_timer_set(calendar, j - naive->n_slots, time, p);
    } else {
        sim_calendar_set(calendar, j, time, p);
    }
}

void
calendar_twin_clear_both(sim_calendar *calendar, calendar_twin *naive, uint32_t j)
{
    naive->event[j].is_pending = false;
    if (j >= naive->n_slots) {
        sim_timer_clear(calendar, j - naive->n_slots);
    } else {
        sim_calendar_clear(calendar, j);
    }
}

void
calendar_twin_compare(const sim_calendar *calendar, const calendar_twin *naive)
{
    for (uint32_t j = 0; j < naive->n; j++) {
        const double time = j < naive->n_slots ? sim_calendar_time(calendar, j)
                                               : sim_timer_time(calendar, j - naive->n_slots);
        assert_true(time == (naive->event[j].is_pending ? naive->event[j].time : INFINITY));
    }
}
