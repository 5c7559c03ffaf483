#include "sim/trace.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static uint64_t
hash_of(const sim_trace_record *record, int n)
{
    sim_trace_hash hash;
    sim_trace_hash_init(&hash);
    const sim_trace sink = sim_trace_to_hash(&hash);
    for (int j = 0; j < n; j++) {
        sim_trace_put(&sink, &record[j]);
    }
    assert_int_equal(hash.n, n);
    return hash.hash;
}

static void
every_field_counts(void **state)
{
    (void)state;
    const sim_trace_record base = {1.5, 2, 3, 4, 5, 6.5};
    sim_trace_record changed[6];
    for (int j = 0; j < 6; j++) {
        changed[j] = base;
    }
    changed[0].time += 2e-6;
    changed[1].code = 7;
    changed[2].subject = 1ull << 63;
    changed[3].a = 7;
    changed[4].b = 7;
    changed[5].value = -6.5;
    for (int j = 0; j < 6; j++) {
        assert_true(hash_of(&changed[j], 1) != hash_of(&base, 1));
    }
}

static void
the_order_of_records_counts(void **state)
{
    (void)state;
    const sim_trace_record a = {.time = 1, .code = 1}, b = {.time = 1, .code = 2};
    const sim_trace_record ab[] = {a, b}, ba[] = {b, a};
    assert_true(hash_of(ab, 2) != hash_of(ba, 2));
    assert_true(hash_of(ab, 2) != hash_of(ab, 1));
}

static void
the_last_bits_of_times_do_not_count(void **state)
{
    (void)state;
    sim_trace_record a = {.time = 12345.678901, .value = 0.1 + 0.2};
    sim_trace_record b = {.time = nextafter(12345.678901, 0), .value = 0.3};
    assert_true(a.time != b.time && a.value != b.value);
    assert_true(hash_of(&a, 1) == hash_of(&b, 1));
}

static void
a_buffer_keeps_everything_in_order(void **state)
{
    (void)state;
    sim_trace_buffer buffer;
    sim_trace_buffer_init(&buffer);
    const sim_trace sink = sim_trace_to_buffer(&buffer);
    size_t capacity = 0;
    for (int round = 0; round < 2; round++) {
        for (uint64_t j = 0; j < 1000; j++) {
            sim_trace_put(&sink, &(sim_trace_record){.time = (double)j, .subject = j * j});
        }
        assert_int_equal(buffer.n, 1000);
        for (uint64_t j = 0; j < 1000; j++) {
            assert_true(buffer.record[j].time == (double)j);
            assert_int_equal(buffer.record[j].subject, j * j);
        }
        assert_true(round == 0 || buffer.capacity == capacity);
        capacity = buffer.capacity;
        sim_trace_buffer_reset(&buffer);
    }
    assert_int_equal(buffer.n, 0);
    assert_int_equal(buffer.error, 0);
    sim_trace_buffer_free(&buffer);
}

static void
a_trace_that_goes_nowhere_is_dropped(void **state)
{
    (void)state;
    const sim_trace nowhere = {0};
    sim_trace_put(&nowhere, &(sim_trace_record){.time = 1});
    sim_trace_buffer buffer;
    sim_trace_buffer_init(&buffer);
    buffer.error = SIM_ERR_NOMEM; /* after a loss nothing more is kept */
    const sim_trace sink = sim_trace_to_buffer(&buffer);
    sim_trace_put(&sink, &(sim_trace_record){.time = 1});
    assert_int_equal(buffer.n, 0);
    sim_trace_buffer_free(&buffer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_counts),
        cmocka_unit_test(the_order_of_records_counts),
        cmocka_unit_test(the_last_bits_of_times_do_not_count),
        cmocka_unit_test(a_buffer_keeps_everything_in_order),
        cmocka_unit_test(a_trace_that_goes_nowhere_is_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
