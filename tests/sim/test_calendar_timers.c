/* Timers: the wheels that they go through, and the tree that they come to when they are due. */
#include "sim/calendar.h"
#include "sim/snapshot.h"
#include "tests/support/calendar_twin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A time in ticks of 1 s: fractions of one to far more than any wheel holds, of all magnitudes
 * alike, and often at the very beginning or end of a bucket of some wheel. */
static double
some_wheel_time(sim_stream *stream, double now)
{
    const double u = sim_uniform(sim_stream_next(stream));
    const uint32_t what = calendar_below(stream, 8);
    if (what == 0) {
        return now;
    }
    const double ahead = exp2(-3 + (calendar_below(stream, 50) == 0 ? 60 : 33) * u);
    if (what < 4) {
        return now + ahead;
    }
    const double length = exp2(calendar_below(stream, 2) == 0 ? 10 + 6 * floor(4 * u) : 0);
    const double begin = (floor((now + ahead) / length) + 1) * length;
    return what == 4 ? fmax(nextafter(begin, 0), now) : begin + (what == 5) * length;
}

/* What the bit masks and lists of the wheels promise each other. */
static void
check_wheels(const sim_calendar *calendar)
{
    uint32_t n = 0;
    for (uint32_t b = 0; b < 64 * SIM_CALENDAR_WORDS; b++) {
        const bool is_occupied = calendar->occupied[b / 64] >> b % 64 & 1;
        assert_int_equal(is_occupied, calendar->bucket[b] != SIM_CALENDAR_NONE);
        for (uint32_t j = calendar->bucket[b]; j != SIM_CALENDAR_NONE;
             j = calendar->timer[j].next) {
            const uint64_t tick = sim_calendar_tick(calendar, calendar->timer[j].time);
            assert_int_equal(calendar->timer[j].bucket, b);
            assert_int_equal(calendar->timer[j].slot, SIM_CALENDAR_IN_WHEEL);
            assert_true(tick >= calendar->taken && tick >= calendar->tick);
            assert_true(b >= SIM_CALENDAR_FINE || tick - calendar->taken < SIM_CALENDAR_FINE);
            assert_true(b < SIM_CALENDAR_FINE || tick >= calendar->cascade);
            n++;
        }
    }
    assert_int_equal(n, calendar->n_wheel);
}

/* Timers of all magnitudes, some cleared or moved at any stage of their way through the wheels;
 * now and then the calendar goes on as a copy of itself, from a snapshot restored. */
static void
timers_of_all_magnitudes_give_what_a_sorted_list_gives(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        const uint32_t n_slots = seed % 2 == 0 ? 4 : 0, n = n_slots + (seed < 3 ? 8 : 200);
        sim_calendar calendar;
        calendar_start(&calendar, n_slots, n - n_slots, 1);
        sim_snapshot snapshot;
        sim_snapshot_init(&snapshot);
        assert_int_equal(sim_snapshot_add_struct(&snapshot, &calendar, sizeof(calendar)), 0);
        assert_int_equal(sim_calendar_register(&calendar, &snapshot), 0);
        calendar_twin *naive = calloc(2, sizeof(*naive));
        assert_non_null(naive);
        naive->n_slots = n_slots;
        naive->n = n;
        bool is_taken = false;
        sim_stream stream = calendar_draws(seed);
        for (int step = 0; step < 40000; step++) {
            const uint32_t what = calendar_below(&stream, 16), j = calendar_below(&stream, n);
            sim_event event = {0};
            if (what < 6) {
                const double until = what == 0 ? some_wheel_time(&stream, calendar.now) : INFINITY;
                const uint32_t first = calendar_twin_next(naive, until);
                assert_int_equal(sim_calendar_next(&calendar, until, &event), first != UINT32_MAX);
                assert_true(first == UINT32_MAX ||
                            event.id + (event.is_timer ? n_slots : 0) == first);
            } else if (what < 8) {
                calendar_twin_clear_both(&calendar, naive, j);
            } else {
                calendar_twin_set_both(&calendar, naive, j, some_wheel_time(&stream, calendar.now),
                                       (sim_priority)calendar_below(&stream, 2));
            }
            if (calendar_below(&stream, 200) == 0) {
                check_wheels(&calendar);
                calendar_twin_compare(&calendar, naive);
                if (!is_taken) {
                    assert_int_equal(sim_snapshot_take(&snapshot), 0);
                    naive[1] = naive[0];
                } else {
                    assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), 0);
                    naive[0] = naive[1];
                    calendar_twin_compare(&calendar, naive);
                }
                is_taken = !is_taken;
            }
            if (calendar.now > 0x1p50 && !is_taken) {
                sim_calendar_reset(&calendar);
                for (uint32_t k = 0; k < n; k++) {
                    naive->event[k].is_pending = false;
                }
            }
        }
        assert_int_equal(calendar.error, 0);
        sim_snapshot_free(&snapshot);
        free(naive);
        sim_calendar_free(&calendar);
    }
}

/* One that is set first, from all wheels, with one that is set last, from the fine one. */
static void
equal_times_from_all_wheels_fire_in_the_order_scheduled(void **state)
{
    (void)state;
    const double ahead[] = {1 << 23, 1 << 22, 1 << 17, 1 << 16, 1 << 11, 1 << 10, 100, 1};
    const double bound = 1 << 24;
    for (int off = -1; off <= 1; off++) {
        const double time = off < 0 ? nextafter(bound, 0) : bound + 0.5 * off;
        sim_calendar calendar;
        calendar_start(&calendar, 1, 9, 1);
        sim_timer_set(&calendar, 8, time, SIM_PRIORITY_START); /* in a wheel from now on */
        for (uint32_t j = 0; j < 8; j++) {
            sim_calendar_set(&calendar, 0, time - ahead[j], SIM_PRIORITY_START);
            calendar_expect(&calendar, time - ahead[j], false, 0);
            sim_timer_set(&calendar, j, time, SIM_PRIORITY_START);
            check_wheels(&calendar);
        }
        calendar_expect(&calendar, time, true, 8);
        for (uint32_t j = 0; j < 8; j++) {
            calendar_expect(&calendar, time, true, j);
        }
        calendar_expect_nothing(&calendar, INFINITY);
        sim_calendar_free(&calendar);
    }
}

static void
a_timer_can_be_cleared_before_and_after_it_cascades(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 3, 1);
    for (uint32_t j = 0; j < 3; j++) {
        sim_timer_set(&calendar, j, 5000 + j, SIM_PRIORITY_START);
        assert_true(calendar.timer[j].bucket >= SIM_CALENDAR_FINE);
    }
    sim_timer_clear(&calendar, 1);
    sim_calendar_set(&calendar, 0, 4500, SIM_PRIORITY_START);
    calendar_expect(&calendar, 4500, false, 0);
    assert_int_equal(calendar.timer[0].bucket, 5000 % SIM_CALENDAR_FINE);
    assert_int_equal(calendar.timer[2].bucket, 5002 % SIM_CALENDAR_FINE);
    sim_timer_clear(&calendar, 0);
    check_wheels(&calendar);
    calendar_expect(&calendar, 5002, true, 2);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_timer_set(&calendar, 0, 1e7, SIM_PRIORITY_START); /* alone, and gone: nothing is left */
    sim_timer_clear(&calendar, 0);
    calendar_expect_nothing(&calendar, INFINITY);
    assert_int_equal(calendar.n_wheel, 0);
    sim_calendar_free(&calendar);
}

/* After a long time without timers, one that is near is not taken for far. */
static void
near_is_from_now_on(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 2, 1);
    sim_calendar_set(&calendar, 0, 1e6, SIM_PRIORITY_START);
    calendar_expect(&calendar, 1e6, false, 0);
    sim_timer_set(&calendar, 0, 1e6 + 1000, SIM_PRIORITY_START);
    assert_true(calendar.timer[0].bucket < SIM_CALENDAR_FINE);
    sim_timer_set(&calendar, 1, 1e6 + 1024, SIM_PRIORITY_START);
    assert_true(calendar.timer[1].bucket >= SIM_CALENDAR_FINE);
    check_wheels(&calendar);
    calendar_expect(&calendar, 1e6 + 1000, true, 0);
    calendar_expect(&calendar, 1e6 + 1024, true, 1);
    sim_calendar_free(&calendar);
}

/* Stepping through the wheel bucket by bucket, or even by revolutions, would take hours. */
static void
sparse_timers_far_ahead_are_reached_at_once(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 4, 1e-6);
    sim_timer_set(&calendar, 0, 1e9, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 1, 1e9 + 1e6, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 2, 1e300, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 3, 1e301, SIM_PRIORITY_START);
    for (int j = 1; j < 1000; j++) {
        sim_calendar_set(&calendar, 0, j * 1e5, SIM_PRIORITY_START);
        calendar_expect(&calendar, j * 1e5, false, 0);
    }
    calendar_expect(&calendar, 1e9, true, 0);
    sim_timer_set(&calendar, 0, 1e9 + 1, SIM_PRIORITY_START);
    calendar_expect(&calendar, 1e9 + 1, true, 0);
    calendar_expect(&calendar, 1e9 + 1e6, true, 1);
    calendar_expect(&calendar, 1e300, true, 2);
    sim_timer_set(&calendar, 2, 1e300, SIM_PRIORITY_START);
    calendar_expect(&calendar, 1e300, true, 2);
    calendar_expect(&calendar, 1e301, true, 3);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

static void
timers_not_yet_due_stay_out_of_the_tree(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 10000, 1);
    const size_t bytes = calendar.node_bytes;
    for (uint32_t j = 0; j < 10000; j++) {
        sim_timer_set(&calendar, j, 100 + j, SIM_PRIORITY_START);
    }
    for (uint32_t j = 0; j < 10000; j += 2) {
        sim_timer_clear(&calendar, j);
    }
    for (uint32_t j = 1; j < 10000; j += 2) {
        calendar_expect(&calendar, 100 + j, true, j);
    }
    assert_int_equal(calendar.node_bytes, bytes);
    sim_calendar_free(&calendar);
}

static void
the_tree_grows_when_many_timers_are_due_together(void **state)
{
    (void)state;
    enum { N = 5000 };
    sim_calendar calendar;
    calendar_start(&calendar, 7, N, 1);
    size_t bytes = 0;
    for (int round = 0; round < 2; round++) {
        for (uint32_t j = 0; j < N; j++) {
            sim_timer_set(&calendar, j, 10 + (j * 7919 % N) * 1e-6, SIM_PRIORITY_START);
        }
        sim_calendar_set(&calendar, 3, 11, SIM_PRIORITY_START);
        for (uint32_t k = 0; k < N; k++) {
            sim_event event = {0};
            assert_true(sim_calendar_next(&calendar, INFINITY, &event));
            assert_true(event.is_timer);
            assert_int_equal(event.id * 7919 % N, k);
        }
        calendar_expect(&calendar, 11, false, 3);
        calendar_expect_nothing(&calendar, INFINITY);
        assert_true(round == 0 || calendar.node_bytes == bytes); /* grows once */
        bytes = calendar.node_bytes;
        sim_calendar_reset(&calendar);
    }
    sim_calendar_free(&calendar);
}

static void
more_due_timers_than_the_tree_can_name_is_an_error_that_stays(void **state)
{
    (void)state;
    sim_calendar calendar;
    calendar_start(&calendar, 1, 1, 1);
    calendar.capacity = SIM_CALENDAR_SLOT_MAX; /* as if all were in use */
    calendar.free_leaf = SIM_CALENDAR_NONE;
    sim_timer_set(&calendar, 0, 1, SIM_PRIORITY_START);
    calendar_expect_nothing(&calendar, INFINITY);
    assert_int_equal(calendar.error, SIM_ERR_LIMIT);
    calendar_expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(timers_of_all_magnitudes_give_what_a_sorted_list_gives),
        cmocka_unit_test(equal_times_from_all_wheels_fire_in_the_order_scheduled),
        cmocka_unit_test(a_timer_can_be_cleared_before_and_after_it_cascades),
        cmocka_unit_test(near_is_from_now_on),
        cmocka_unit_test(sparse_timers_far_ahead_are_reached_at_once),
        cmocka_unit_test(timers_not_yet_due_stay_out_of_the_tree),
        cmocka_unit_test(the_tree_grows_when_many_timers_are_due_together),
        cmocka_unit_test(more_due_timers_than_the_tree_can_name_is_an_error_that_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
