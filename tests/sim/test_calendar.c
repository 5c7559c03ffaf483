#include "sim/calendar.h"
#include "sim/snapshot.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- the naive twin: an unsorted array, searched from end to end ---- */

#define TWIN_MAX 512

typedef struct twin_event {
    double time;
    int priority;
    uint64_t sequence;
    bool is_pending;
} twin_event;

typedef struct twin {
    twin_event event[TWIN_MAX]; /* slots, then timers */
    uint32_t n_slots, n;
    uint64_t sequence;
} twin;

static void
twin_set(twin *self, uint32_t j, double time, int priority)
{
    self->event[j] = (twin_event){time, priority, self->sequence, time < INFINITY};
    self->sequence++;
}

static bool
twin_before(const twin_event *a, const twin_event *b)
{
    if (a->time != b->time) {
        return a->time < b->time;
    }
    if (a->priority != b->priority) {
        return a->priority < b->priority;
    }
    return a->sequence < b->sequence;
}

static uint32_t
twin_next(twin *self, double until)
{
    uint32_t first = UINT32_MAX;
    for (uint32_t j = 0; j < self->n; j++) {
        const twin_event *e = &self->event[j];
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

/* ---- support ---- */

static sim_stream
draws(uint64_t seed)
{
    return sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
}

static uint32_t
below(sim_stream *stream, uint32_t n)
{
    return (uint32_t)(sim_uniform(sim_stream_next(stream)) * n);
}

static void
start(sim_calendar *calendar, uint32_t n_slots, uint32_t n_timers, double width)
{
    assert_int_equal(sim_calendar_init(calendar, n_slots, width), 0);
    assert_int_equal(sim_calendar_reserve_timers(calendar, n_timers), 0);
}

static void
expect(sim_calendar *calendar, double time, bool is_timer, uint32_t id)
{
    sim_event event = {0};
    assert_true(sim_calendar_next(calendar, INFINITY, &event));
    assert_true(event.time == time);
    assert_int_equal(event.is_timer, is_timer);
    assert_int_equal(event.id, id);
}

static void
expect_nothing(sim_calendar *calendar, double until)
{
    sim_event event = {0};
    assert_false(sim_calendar_next(calendar, until, &event));
}

/* A delay of one of many kinds: none, a whole number (so that times tie), short, long. */
static double
some_delay(sim_stream *stream)
{
    const double u = sim_uniform(sim_stream_next(stream));
    switch (below(stream, 8)) {
    case 0:
        return 0;
    case 1:
        return floor(4 * u);
    case 2:
        return 1e6 * u;
    case 3:
        return below(stream, 20) == 0 ? 1e18 * u : 100 * u;
    case 4:
        return below(stream, 20) == 0 ? INFINITY : 20000 * u;
    default:
        return -5 * log(u);
    }
}

static void
set_both_at(sim_calendar *calendar, twin *naive, uint32_t j, double time, sim_priority p)
{
    twin_set(naive, j, time, (int)p);
    if (j >= naive->n_slots) {
        sim_timer_set(calendar, j - naive->n_slots, time, p);
    } else {
        sim_calendar_set(calendar, j, time, p);
    }
}

static void
set_both(sim_calendar *calendar, twin *naive, uint32_t j, sim_stream *stream)
{
    const double time = calendar->now + some_delay(stream);
    set_both_at(calendar, naive, j, time, (sim_priority)below(stream, 5));
}

static void
clear_both(sim_calendar *calendar, twin *naive, uint32_t j)
{
    naive->event[j].is_pending = false;
    if (j >= naive->n_slots) {
        sim_timer_clear(calendar, j - naive->n_slots);
    } else {
        sim_calendar_clear(calendar, j);
    }
}

static void
compare_times(const sim_calendar *calendar, const twin *naive)
{
    for (uint32_t j = 0; j < naive->n; j++) {
        const double time = j < naive->n_slots ? sim_calendar_time(calendar, j)
                                               : sim_timer_time(calendar, j - naive->n_slots);
        assert_true(time == (naive->event[j].is_pending ? naive->event[j].time : INFINITY));
    }
}

/* A time in ticks of 1 s: fractions of one to far more than any wheel holds, of all magnitudes
 * alike, and often at the very beginning or end of a bucket of some wheel. */
static double
some_wheel_time(sim_stream *stream, double now)
{
    const double u = sim_uniform(sim_stream_next(stream));
    const uint32_t what = below(stream, 8);
    if (what == 0) {
        return now;
    }
    const double ahead = exp2(-3 + (below(stream, 50) == 0 ? 60 : 33) * u);
    if (what < 4) {
        return now + ahead;
    }
    const double length = exp2(below(stream, 2) == 0 ? 10 + 6 * floor(4 * u) : 0);
    const double begin = (floor((now + ahead) / length) + 1) * length;
    return what == 4 ? fmax(nextafter(begin, 0), now) : begin + (what == 5) * length;
}

/* n_favoured slots, from the second on. */
static void
same_as_the_twin_favouring(uint32_t n_favoured, uint64_t seed, uint32_t n_slots, uint32_t n_timers,
                           double width, int n_steps)
{
    sim_calendar calendar;
    start(&calendar, n_slots, n_timers, width);
    if (n_favoured > 0) {
        assert_int_equal(sim_calendar_favour(&calendar, 1, n_favoured), 0);
    }
    twin *naive = calloc(1, sizeof(*naive));
    assert_non_null(naive);
    naive->n_slots = n_slots;
    naive->n = n_slots + n_timers;
    sim_stream stream = draws(seed);
    int n_fired = 0;
    for (int step = 0; step < n_steps; step++) {
        const uint32_t what = below(&stream, 10), j = below(&stream, naive->n);
        if (what < 5) {
            const double until = what == 0 ? calendar.now + some_delay(&stream) : INFINITY;
            const uint32_t first = twin_next(naive, until);
            sim_event event = {0};
            const bool is_found = sim_calendar_next(&calendar, until, &event);
            assert_int_equal(is_found, first != UINT32_MAX);
            if (is_found) {
                assert_int_equal(event.is_timer, first >= n_slots);
                assert_int_equal(event.id + (event.is_timer ? n_slots : 0), first);
                assert_true(event.time == naive->event[first].time);
                assert_true(event.time == calendar.now);
                n_fired++;
                if (below(&stream, 2) == 0) { /* the handler schedules the same again */
                    set_both(&calendar, naive, first, &stream);
                }
            }
        } else if (what == 5) {
            clear_both(&calendar, naive, j);
        } else {
            set_both(&calendar, naive, j, &stream);
        }
        if (step % 64 == 0) {
            compare_times(&calendar, naive);
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

/* ---- tests ---- */

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
        start(&calendar, n_slots, n - n_slots, 1);
        sim_snapshot snapshot;
        sim_snapshot_init(&snapshot);
        assert_int_equal(sim_snapshot_add_struct(&snapshot, &calendar, sizeof(calendar)), 0);
        assert_int_equal(sim_calendar_register(&calendar, &snapshot), 0);
        twin *naive = calloc(2, sizeof(*naive));
        assert_non_null(naive);
        naive->n_slots = n_slots;
        naive->n = n;
        bool is_taken = false;
        sim_stream stream = draws(seed);
        for (int step = 0; step < 40000; step++) {
            const uint32_t what = below(&stream, 16), j = below(&stream, n);
            sim_event event = {0};
            if (what < 6) {
                const double until = what == 0 ? some_wheel_time(&stream, calendar.now) : INFINITY;
                const uint32_t first = twin_next(naive, until);
                assert_int_equal(sim_calendar_next(&calendar, until, &event), first != UINT32_MAX);
                assert_true(first == UINT32_MAX ||
                            event.id + (event.is_timer ? n_slots : 0) == first);
            } else if (what < 8) {
                clear_both(&calendar, naive, j);
            } else {
                set_both_at(&calendar, naive, j, some_wheel_time(&stream, calendar.now),
                            (sim_priority)below(&stream, 2));
            }
            if (below(&stream, 200) == 0) {
                check_wheels(&calendar);
                compare_times(&calendar, naive);
                if (!is_taken) {
                    assert_int_equal(sim_snapshot_take(&snapshot), 0);
                    naive[1] = naive[0];
                } else {
                    assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), 0);
                    naive[0] = naive[1];
                    compare_times(&calendar, naive);
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
        start(&calendar, 1, 9, 1);
        sim_timer_set(&calendar, 8, time, SIM_PRIORITY_START); /* in a wheel from now on */
        for (uint32_t j = 0; j < 8; j++) {
            sim_calendar_set(&calendar, 0, time - ahead[j], SIM_PRIORITY_START);
            expect(&calendar, time - ahead[j], false, 0);
            sim_timer_set(&calendar, j, time, SIM_PRIORITY_START);
            check_wheels(&calendar);
        }
        expect(&calendar, time, true, 8);
        for (uint32_t j = 0; j < 8; j++) {
            expect(&calendar, time, true, j);
        }
        expect_nothing(&calendar, INFINITY);
        sim_calendar_free(&calendar);
    }
}

static void
a_timer_can_be_cleared_before_and_after_it_cascades(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 3, 1);
    for (uint32_t j = 0; j < 3; j++) {
        sim_timer_set(&calendar, j, 5000 + j, SIM_PRIORITY_START);
        assert_true(calendar.timer[j].bucket >= SIM_CALENDAR_FINE);
    }
    sim_timer_clear(&calendar, 1);
    sim_calendar_set(&calendar, 0, 4500, SIM_PRIORITY_START);
    expect(&calendar, 4500, false, 0);
    assert_int_equal(calendar.timer[0].bucket, 5000 % SIM_CALENDAR_FINE);
    assert_int_equal(calendar.timer[2].bucket, 5002 % SIM_CALENDAR_FINE);
    sim_timer_clear(&calendar, 0);
    check_wheels(&calendar);
    expect(&calendar, 5002, true, 2);
    expect_nothing(&calendar, INFINITY);
    sim_timer_set(&calendar, 0, 1e7, SIM_PRIORITY_START); /* alone, and gone: nothing is left */
    sim_timer_clear(&calendar, 0);
    expect_nothing(&calendar, INFINITY);
    assert_int_equal(calendar.n_wheel, 0);
    sim_calendar_free(&calendar);
}

/* After a long time without timers, one that is near is not taken for far. */
static void
near_is_from_now_on(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 2, 1);
    sim_calendar_set(&calendar, 0, 1e6, SIM_PRIORITY_START);
    expect(&calendar, 1e6, false, 0);
    sim_timer_set(&calendar, 0, 1e6 + 1000, SIM_PRIORITY_START);
    assert_true(calendar.timer[0].bucket < SIM_CALENDAR_FINE);
    sim_timer_set(&calendar, 1, 1e6 + 1024, SIM_PRIORITY_START);
    assert_true(calendar.timer[1].bucket >= SIM_CALENDAR_FINE);
    check_wheels(&calendar);
    expect(&calendar, 1e6 + 1000, true, 0);
    expect(&calendar, 1e6 + 1024, true, 1);
    sim_calendar_free(&calendar);
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
    start(&calendar, 100, 0, 1);
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
    start(&calendar, 3, 3, 1);
    sim_timer_set(&calendar, 2, 5, SIM_PRIORITY_ABANDON); /* waits in the wheel */
    sim_calendar_set(&calendar, 1, 5, SIM_PRIORITY_ABANDON);
    sim_timer_set(&calendar, 0, 5, SIM_PRIORITY_ABANDON);
    sim_calendar_set(&calendar, 0, 5, SIM_PRIORITY_ABANDON);
    sim_calendar_set(&calendar, 2, 4, SIM_PRIORITY_ABANDON);
    expect(&calendar, 4, false, 2);
    sim_timer_set(&calendar, 1, 5, SIM_PRIORITY_ABANDON);
    expect(&calendar, 5, true, 2);
    sim_calendar_set(&calendar, 2, 5, SIM_PRIORITY_ABANDON); /* now: behind the others */
    expect(&calendar, 5, false, 1);
    expect(&calendar, 5, true, 0);
    expect(&calendar, 5, false, 0);
    expect(&calendar, 5, true, 1);
    expect(&calendar, 5, false, 2);
    expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

static void
moving_an_event_puts_it_behind_its_equals(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 2, 0, 1);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 1, 1, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    expect(&calendar, 1, false, 1);
    expect(&calendar, 1, false, 0);
    sim_calendar_free(&calendar);
}

static void
at_equal_times_the_lower_priority_value_goes_first(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 4, 1, 1);
    sim_calendar_set(&calendar, 0, 0, SIM_PRIORITY_ARRIVAL);
    sim_timer_set(&calendar, 0, 0, SIM_PRIORITY_ABANDON);
    sim_calendar_set(&calendar, 1, 0, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 2, 0, SIM_PRIORITY_COMPLETION);
    sim_calendar_set(&calendar, 3, -0.0, SIM_PRIORITY_CLOCK);
    expect(&calendar, 0, false, 3);
    expect(&calendar, 0, false, 2);
    sim_calendar_set(&calendar, 3, 0, SIM_PRIORITY_CLOCK); /* before the one just fired */
    expect(&calendar, 0, false, 3);
    expect(&calendar, 0, false, 1);
    expect(&calendar, 0, true, 0);
    expect(&calendar, 0, false, 0);
    sim_calendar_free(&calendar);
}

static void
until_is_inclusive_and_leaves_what_comes_later(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 1, 0.5);
    sim_calendar_set(&calendar, 0, 2, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, 3, SIM_PRIORITY_START);
    sim_event event = {0};
    expect_nothing(&calendar, 1.999);
    assert_true(sim_calendar_next(&calendar, 2, &event));
    expect_nothing(&calendar, 2.999);
    assert_true(sim_timer_time(&calendar, 0) == 3);
    assert_true(sim_calendar_next(&calendar, 3, &event));
    expect_nothing(&calendar, INFINITY);
    assert_true(calendar.now == 3);
    sim_calendar_free(&calendar);
}

static void
a_fired_event_is_no_longer_pending(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 1, 1);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, 1, SIM_PRIORITY_START);
    expect(&calendar, 1, false, 0);
    assert_true(sim_calendar_time(&calendar, 0) == INFINITY);
    sim_calendar_clear(&calendar, 0); /* allowed, and does nothing */
    expect(&calendar, 1, true, 0);
    assert_true(sim_timer_time(&calendar, 0) == INFINITY);
    sim_timer_clear(&calendar, 0);
    expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

static void
infinity_means_never(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 1, 1);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_calendar_set(&calendar, 0, INFINITY, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, 1, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 0, INFINITY, SIM_PRIORITY_START);
    assert_true(sim_calendar_time(&calendar, 0) == INFINITY);
    assert_true(sim_timer_time(&calendar, 0) == INFINITY);
    expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

/* Stepping through the wheel bucket by bucket, or even by revolutions, would take hours. */
static void
sparse_timers_far_ahead_are_reached_at_once(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 4, 1e-6);
    sim_timer_set(&calendar, 0, 1e9, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 1, 1e9 + 1e6, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 2, 1e300, SIM_PRIORITY_START);
    sim_timer_set(&calendar, 3, 1e301, SIM_PRIORITY_START);
    for (int j = 1; j < 1000; j++) {
        sim_calendar_set(&calendar, 0, j * 1e5, SIM_PRIORITY_START);
        expect(&calendar, j * 1e5, false, 0);
    }
    expect(&calendar, 1e9, true, 0);
    sim_timer_set(&calendar, 0, 1e9 + 1, SIM_PRIORITY_START);
    expect(&calendar, 1e9 + 1, true, 0);
    expect(&calendar, 1e9 + 1e6, true, 1);
    expect(&calendar, 1e300, true, 2);
    sim_timer_set(&calendar, 2, 1e300, SIM_PRIORITY_START);
    expect(&calendar, 1e300, true, 2);
    expect(&calendar, 1e301, true, 3);
    expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

static void
timers_not_yet_due_stay_out_of_the_tree(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 10000, 1);
    const size_t bytes = calendar.node_bytes;
    for (uint32_t j = 0; j < 10000; j++) {
        sim_timer_set(&calendar, j, 100 + j, SIM_PRIORITY_START);
    }
    for (uint32_t j = 0; j < 10000; j += 2) {
        sim_timer_clear(&calendar, j);
    }
    for (uint32_t j = 1; j < 10000; j += 2) {
        expect(&calendar, 100 + j, true, j);
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
    start(&calendar, 7, N, 1);
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
        expect(&calendar, 11, false, 3);
        expect_nothing(&calendar, INFINITY);
        assert_true(round == 0 || calendar.node_bytes == bytes); /* grows once */
        bytes = calendar.node_bytes;
        sim_calendar_reset(&calendar);
    }
    sim_calendar_free(&calendar);
}

static void
a_reset_calendar_repeats_itself(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 5, 50, 0.1);
    double times[2][2000];
    for (int round = 0; round < 2; round++) {
        sim_stream stream = draws(42);
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
        expect_nothing(&calendar, INFINITY);
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
    start(&calendar, 1, 1, 1);
    assert_int_equal(sim_calendar_reserve_timers(&calendar, UINT32_MAX), SIM_ERR_LIMIT);
    sim_calendar_free(&calendar);
}

static void
running_out_of_sequence_numbers_is_an_error_that_stays(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 2, 1, 1);
    calendar.sequence = ((1ull << SIM_CALENDAR_SEQUENCE_BITS) - 1) << SIM_CALENDAR_SLOT_BITS;
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    expect(&calendar, 1, false, 0);
    sim_calendar_set(&calendar, 1, 2, SIM_PRIORITY_START);
    assert_int_equal(calendar.error, SIM_ERR_LIMIT);
    expect_nothing(&calendar, INFINITY);
    sim_timer_set(&calendar, 0, 2, SIM_PRIORITY_START);
    expect_nothing(&calendar, INFINITY);
    sim_calendar_reset(&calendar);
    assert_int_equal(calendar.error, 0);
    sim_calendar_set(&calendar, 0, 1, SIM_PRIORITY_START);
    expect(&calendar, 1, false, 0);
    sim_calendar_free(&calendar);
}

static void
more_due_timers_than_the_tree_can_name_is_an_error_that_stays(void **state)
{
    (void)state;
    sim_calendar calendar;
    start(&calendar, 1, 1, 1);
    calendar.capacity = SIM_CALENDAR_SLOT_MAX; /* as if all were in use */
    calendar.free_leaf = SIM_CALENDAR_NONE;
    sim_timer_set(&calendar, 0, 1, SIM_PRIORITY_START);
    expect_nothing(&calendar, INFINITY);
    assert_int_equal(calendar.error, SIM_ERR_LIMIT);
    expect_nothing(&calendar, INFINITY);
    sim_calendar_free(&calendar);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_operations_give_what_a_sorted_list_gives),
        cmocka_unit_test(timers_of_all_magnitudes_give_what_a_sorted_list_gives),
        cmocka_unit_test(equal_times_from_all_wheels_fire_in_the_order_scheduled),
        cmocka_unit_test(a_timer_can_be_cleared_before_and_after_it_cascades),
        cmocka_unit_test(near_is_from_now_on),
        cmocka_unit_test(favoured_slots_change_nothing_but_the_time_it_takes),
        cmocka_unit_test(a_favoured_slot_has_a_short_way_to_the_root),
        cmocka_unit_test(equal_times_fire_in_the_order_scheduled),
        cmocka_unit_test(moving_an_event_puts_it_behind_its_equals),
        cmocka_unit_test(at_equal_times_the_lower_priority_value_goes_first),
        cmocka_unit_test(until_is_inclusive_and_leaves_what_comes_later),
        cmocka_unit_test(a_fired_event_is_no_longer_pending),
        cmocka_unit_test(infinity_means_never),
        cmocka_unit_test(sparse_timers_far_ahead_are_reached_at_once),
        cmocka_unit_test(timers_not_yet_due_stay_out_of_the_tree),
        cmocka_unit_test(the_tree_grows_when_many_timers_are_due_together),
        cmocka_unit_test(a_reset_calendar_repeats_itself),
        cmocka_unit_test(settings_out_of_range_are_refused),
        cmocka_unit_test(running_out_of_sequence_numbers_is_an_error_that_stays),
        cmocka_unit_test(more_due_timers_than_the_tree_can_name_is_an_error_that_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
