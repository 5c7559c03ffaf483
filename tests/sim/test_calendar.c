/* Slots and what all events have in common; timers and their wheels: test_calendar_timers.c. */
#include "sim/calendar.h"
#include "tests/support/calendar_twin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A delay of one of many kinds: none, a whole number (so that times tie), short, long. */
static double
some_delay(sim_stream *stream)
{
    const double u = sim_uniform(sim_stream_next(stream));
    switch (calendar_below(stream, 8)) {
    case 0:
        return 0;
    case 1:
        return floor(4 * u);
    case 2:
        return 1e6 * u;
    case 3:
        return calendar_below(stream, 20) == 0 ? 1e18 * u : 100 * u;
    case 4:
        return calendar_below(stream, 20) == 0 ? INFINITY : 20000 * u;
    default:
        return -5 * log(u);
    }
}

static void
set_both(sim_calendar *calendar, calendar_twin *naive, uint32_t j, sim_stream *stream)
{
    const double time = calendar->now + some_delay(stream);
    calendar_twin_set_both(calendar, naive, j, time, (sim_priority)calendar_below(stream, 5));
}

/* n_favoured slots, from the second on. */
static void
same_as_the_twin_favouring(uint32_t n_favoured, uint64_t seed, uint32_t n_slots, uint32_t n_timers,
                           double width, int n_steps)
{
    sim_calendar calendar;
    calendar_start(&calendar, n_slots, n_timers, width);
    if (n_favoured > 0) {
        assert_int_equal(sim_calendar_favour(&calendar, 1, n_favoured), 0);
    }
    calendar_twin *naive = calloc(1, sizeof(*naive));
    assert_non_null(naive);
    naive->n_slots = n_slots;
    naive->n = n_slots + n_timers;
    sim_stream stream = calendar_draws(seed);
    int n_fired = 0;
    for (int step = 0; step < n_steps; step++) {
        const uint32_t what = calendar_below(&stream, 10), j = calendar_below(&stream, naive->n);
        if (what < 5) {
            const double until = what == 0 ? calendar.now + some_delay(&stream) : INFINITY;
            const uint32_t first = calendar_twin_next(naive, until);
            sim_event event = {0};
            const bool is_found = sim_calendar_next(&calendar, until, &event);
            assert_int_equal(is_found, first != UINT32_MAX);
            if (is_found) {
                assert_int_equal(event.is_timer, first >= n_slots);
                assert_int_equal(event.id + (event.is_timer ? n_slots : 0), first);
                assert_true(event.time == naive->event[first].time);
                assert_true(event.time == calendar.now);
                n_fired++;
                if (calendar_below(&stream, 2) == 0) { /* the handler schedules the same again */
                    set_both(&calendar, naive, first, &stream);
                }
            }
        } else if (what == 5) {
            calendar_twin_clear_both(&calendar, naive, j);
        } else {
            set_both(&calendar, naive, j, &stream);
        }
        if (step % 64 == 0) {
            calendar_twin_compare(&calendar, naive);
        }
        if (calendar.now > 1e17) { /* where 1 s is less than the last bit: begin again */
            sim_calendar_reset(&calendar);
            for (uint32_t k = 0; k < naive->n; k++) {
                naive->event[k].is_pending = false;
            }
        }
    }
    assert_true(n_fired > n_steps / 5);
    assert_int_equal(calendar.error, 0);
    free(naive);
    sim_calendar_free(&calendar);
}

static void
same_as_the_twin(uint64_t seed, uint32_t n_slots, uint32_t n_timers, double width, int n_steps)
{
    same_as_the_twin_favouring(0, seed, n_slots, n_timers, width, n_steps);
}

static void
random_operations_give_what_a_sorted_list_gives(void **state)
{
    (void)state;
    same_as_the_twin(1, 3, 0, 1, 20000);
    same_as_the_twin(2, 0, 2, 1, 20000);
    same_as_the_twin(3, 1, 1, 0.01, 20000);
    same_as_the_twin(4, 10, 20, 1, 40000);
    same_as_the_twin(5, 100, 0, 1, 40000);
    same_as_the_twin(6, 70, 200, 0.05, 60000);
    same_as_the_twin(7, 5, 300, 1000, 60000);
    same_as_the_twin(8, 17, 64, 1e-9, 40000);
    same_as_the_twin(9, 17, 64, 1e12, 40000);
}

static void
favoured_slots_change_nothing_but_the_time_it_takes(void **state)
{
    (void)state;
    same_as_the_twin_favouring(1, 10, 100, 20, 1, 40000);  /* beside the two nodes below the root */
    same_as_the_twin_favouring(10, 11, 100, 20, 1, 40000); /* lower */
    same_as_the_twin_favouring(99, 12, 100, 20, 1, 40000); /* all but one */
    same_as_the_twin_favouring(2, 13, 3, 300, 100, 40000); /* and the tree grows */
}

static void
a_favoured_slot_has_a_short_way_to_the_root(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 100, 0, 1);
    const int n_levels = calendar.n_levels;
    assert_int_equal(sim_calendar_favour(&calendar, 1, 1), 0);
    assert_int_equal(calendar.n_levels, n_levels);
    assert_int_equal(calendar.favoured_level, n_levels - 1);
    sim_calendar_free(&calendar);
}

static void
equal_times_fire_in_the_order_scheduled(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 3, 3, 1);
    sim_timer_set(&calendar, 2, 5, SIM_PRIORITY_ABANDON); /* waits in the wheel */
    sim_calendar_set(&calendar, 1, 5, SIM_PRIORITY_ABANDON);
    sim_timer_set(&calendar, 0, 5, SIM_PRIORITY_ABANDON);
    sim_calendar_set(&calendar, 0, 5, SIM_PRIORITY_ABANDON);
    sim_calendar_set(&calendar, 2, 4, SIM_PRIORITY_ABANDON);
    calendar_expect(&calendar, 4, false, 2);
    sim_timer_set(&calendar, 1, 5, SIM_PRIORITY_ABANDON);
    calendar_expect(&calendar, 5, true, 2);
    sim_calendar_set(&calendar, 2, 5, SIM_PRIORITY_ABANDON); /* now: behind the others */
    calendar_expect(&calendar, 5, false, 1);
    calendar_expect(&calendar, 5, true, 0);
    calendar_expect(&calendar, 5, false, 0);
    calendar_expect(&calendar, 5, true, 1);
    calendar_expect(&calendar, 5, false, 2);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

static void
moving_an_event_puts_it_behind_its_equals(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 2, 0, 1);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 1, 1, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    calendar_expect(&calendar, 1, false, 1);
    calendar_expect(&calendar, 1, false, 0);
    sim_calendar_free(&calendar);
}

static void
at_equal_times_the_lower_priority_value_goes_first(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 4, 1, 1);
    sim_calendar_set(&calendar, 0, 0, SIM_PRIORITY_ARRIVAL);
    sim_timer_set(&calendar, 0, 0, SIM_PRIORITY_ABANDON);
    sim_calendar_set(&calendar, 1, 0, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 2, 0, SIM_PRIORITY_COMPLETION);
    sim_calendar_set(&calendar, 3, -0.0, SIM_PRIORITY_CLOCK);
    calendar_expect(&calendar, 0, false, 3);
    calendar_expect(&calendar, 0, false, 2);
    sim_calendar_set(&calendar, 3, 0, SIM_PRIORITY_CLOCK); /* before the one just fired */
    calendar_expect(&calendar, 0, false, 3);
    calendar_expect(&calendar, 0, false, 1);
    calendar_expect(&calendar, 0, true, 0);
    calendar_expect(&calendar, 0, false, 0);
    sim_calendar_free(&calendar);
}

static void
until_is_inclusive_and_leaves_what_comes_later(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 1, 0.5);
    sim_calendar_set(&calendar, 0, 2, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, 3, SIM_PRIORITY_START);
    sim_event event = {0};
    calendar_expect_nothing(&calendar, 1.999);
    assert_true(sim_calendar_next(&calendar, 2, &event));
    calendar_expect_nothing(&calendar, 2.999);
    assert_true(sim_timer_time(&calendar, 0) == 3);
    assert_true(sim_calendar_next(&calendar, 3, &event));
    calendar_expect_nothing(&calendar, INFINITY);
    assert_true(calendar.now == 3);
    sim_calendar_free(&calendar);
}

static void
a_fired_event_is_no_longer_pending(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 1, 1);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, 1, SIM_PRIORITY_START);
    calendar_expect(&calendar, 1, false, 0);
    assert_true(sim_calendar_time(&calendar, 0) == INFINITY);
    sim_calendar_clear(&calendar, 0); /* allowed, and does nothing */
    calendar_expect(&calendar, 1, true, 0);
    assert_true(sim_timer_time(&calendar, 0) == INFINITY);
    sim_timer_clear(&calendar, 0);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

static void
infinity_means_never(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 1, 1);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 0, INFINITY, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, INFINITY, SIM_PRIORITY_START);
    assert_true(sim_calendar_time(&calendar, 0) == INFINITY);
    assert_true(sim_timer_time(&calendar, 0) == INFINITY);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

static void
a_reset_calendar_repeats_itself(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 5, 50, 0.1);
    double times[2][2000];
    for (int round = 0; round < 2; round++) {
        sim_stream stream = calendar_draws(42);
        for (uint32_t j = 0; j < 50; j++) {
            sim_timer_set(&calendar, j, 10 * sim_uniform(sim_stream_next(&stream)),
                          SIM_PRIORITY_START);
        }
        for (int j = 0; j < 2000; j++) {
            sim_event event = {0};
            assert_true(sim_calendar_next(&calendar, INFINITY, &event));
            times[round][j] = event.time;
            sim_timer_set(&calendar, event.id,
                          event.time - log(sim_uniform(sim_stream_next(&stream))),
                          SIM_PRIORITY_START);
        }
        sim_calendar_reset(&calendar);
        assert_true(calendar.now == 0);
        assert_true(sim_timer_time(&calendar, 7) == INFINITY);
        calendar_expect_nothing(&calendar, INFINITY);
    }
    assert_memory_equal(times[0], times[1], sizeof(times[0]));
    sim_calendar_free(&calendar);
}

static void
settings_out_of_range_are_refused(void **state)
{
    (void)state;
    sim_calendar calendar;
    assert_int_equal(sim_calendar_init(&calendar, 1, 0), SIM_ERR_PARAM);
    assert_int_equal(sim_calendar_init(&calendar, 1, NAN), SIM_ERR_PARAM);
    assert_int_equal(sim_calendar_init(&calendar, 1, INFINITY), SIM_ERR_PARAM);
    assert_int_equal(sim_calendar_init(&calendar, 1, 1e-310), SIM_ERR_PARAM);
    assert_int_equal(sim_calendar_init(&calendar, 1u << 24, 1), SIM_ERR_LIMIT);
    sim_calendar_free(&calendar);
    calendar_start(&calendar, 1, 1, 1);
    assert_int_equal(sim_calendar_reserve_timers(&calendar, UINT32_MAX), SIM_ERR_LIMIT);
    sim_calendar_free(&calendar);
}

static void
running_out_of_sequence_numbers_is_an_error_that_stays(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 2, 1, 1);
    calendar.sequence = ((1ull << SIM_CALENDAR_SEQUENCE_BITS) - 1) << SIM_CALENDAR_SLOT_BITS;
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    calendar_expect(&calendar, 1, false, 0);
    sim_calendar_set(&calendar, 1, 2, SIM_PRIORITY_START);
    assert_int_equal(calendar.error, SIM_ERR_LIMIT);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_timer_set(&calendar, 0, 2, SIM_PRIORITY_START);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_calendar_reset(&calendar);
    assert_int_equal(calendar.error, 0);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    calendar_expect(&calendar, 1, false, 0);
    sim_calendar_free(&calendar);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_operations_give_what_a_sorted_list_gives),
        cmocka_unit_test(favoured_slots_change_nothing_but_the_time_it_takes),
        cmocka_unit_test(a_favoured_slot_has_a_short_way_to_the_root),
        cmocka_unit_test(equal_times_fire_in_the_order_scheduled),
        cmocka_unit_test(moving_an_event_puts_it_behind_its_equals),
        cmocka_unit_test(at_equal_times_the_lower_priority_value_goes_first),
        cmocka_unit_test(until_is_inclusive_and_leaves_what_comes_later),
        cmocka_unit_test(a_fired_event_is_no_longer_pending),
        cmocka_unit_test(infinity_means_never),
        cmocka_unit_test(a_reset_calendar_repeats_itself),
        cmocka_unit_test(settings_out_of_range_are_refused),
        cmocka_unit_test(running_out_of_sequence_numbers_is_an_error_that_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
