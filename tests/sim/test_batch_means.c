#include "sim/batch_means.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/near.h"
#include "tests/support/processes.h"
#include <cmocka.h>

enum { N = 6000 };

static double x[N], one[N];

static sim_stream
draws(uint64_t seed)
{
    for (size_t j = 0; j < N; j++) {
        one[j] = 1;
    }
    return sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
}

/* Two batches of two, by hand: means 2 and 6, so 4 -+ t(1) * 2; the first value is over. */
static void
two_batches_by_hand(void **state)
{
    (void)state;
    const double num[] = {99, 1, 3, 5, 7}, den[] = {1, 1, 1, 1, 1};
    const sim_batch_means it = sim_batch_means_of(num, den, 5, 2, false, 0.95);
    assert_int_equal(it.n, 2);
    assert_int_equal(it.size, 2);
    assert_true(it.interval.mean == 4);
    assert_near(it.interval.half_width, 12.706205 * 2, 1e-6);
    /* overlapping 2, 4, 6: squares 4 + 0 + 4, times m / ((n - m + 1) (n - m)) = 2 / 6; t of 1.5 */
    const sim_batch_means over = sim_batch_means_of(num, den, 5, 2, true, 0.95);
    const double t = over.interval.half_width / sqrt(8 * 2. / 6);
    assert_true(t > 4.302 && t < 12.706); /* between those of 2 and of 1 */
}

/* Of many observations the standard error is the known one; nobody who is alone has neighbours. */
static void
the_standard_error_of_an_autoregression(void **state)
{
    (void)state;
    for (int overlapping = 0; overlapping < 2; overlapping++) {
        double squares = 0;
        const int runs = 60;
        for (uint64_t seed = 0; seed < 60; seed++) {
            sim_stream stream = draws(seed);
            process_ar1(&stream, x, N, 0.8, 5, 5);
            const sim_batch_means it = sim_batch_means_of(x, one, N, 30, overlapping != 0, 0.95);
            const double t = overlapping != 0 ? 2.0167 : 2.0452; /* of 43.5 and of 29 */
            squares += pow(it.interval.half_width / t, 2);
        }
        const double ratio = sqrt(squares / runs) / process_ar1_sd_of_mean(0.8, N);
        assert_true(ratio > 0.93 && ratio < 1.07);
    }
}

/* As often as they say: misses are binomial, so that 32 and more of 400 are one in 3,000. */
static void
intervals_hold_the_mean(void **state)
{
    (void)state;
    for (int overlapping = 0; overlapping < 2; overlapping++) {
        int missed = 0;
        for (uint64_t seed = 0; seed < 400; seed++) {
            sim_stream stream = draws(1000 + seed);
            process_ar1(&stream, x, 3000, 0.7, 5, 5);
            const sim_batch_means it = sim_batch_means_of(x, one, 3000, 20, overlapping != 0, 0.95);
            missed += !sim_interval_holds(&it.interval, 5);
            assert_true(it.interval.few == false);
        }
        assert_true(missed > 8 && missed < 33);
    }
}

/* Batches that are short beside what the process remembers are found out; long ones mostly are not. */
static void
a_short_run_is_told(void **state)
{
    (void)state;
    int told = 0, told_of_long = 0;
    for (uint64_t seed = 0; seed < 100; seed++) {
        sim_stream stream = draws(seed);
        process_ar1(&stream, x, N, 0.98, 0, 0);
        const sim_batch_means few = sim_batch_means_of(x, one, 3000, 30, false, 0.95);
        told += sim_batch_means_too_short(&few);
        process_ar1(&stream, x, N, 0.5, 0, 0);
        const sim_batch_means many = sim_batch_means_of(x, one, N, 30, false, 0.95);
        told_of_long += sim_batch_means_too_short(&many);
    }
    assert_true(told >= 98);
    assert_true(told_of_long <= 14); /* 5 expected */
}

/* (1 + phi) / (1 - phi) observations are worth one. */
static void
memory_is_that_of_the_process(void **state)
{
    (void)state;
    double sum = 0;
    for (uint64_t seed = 0; seed < 50; seed++) {
        sim_stream stream = draws(seed);
        process_ar1(&stream, x, N, 0.6, 0, 0);
        sum += sim_batch_means_of(x, one, N, 30, false, 0.95).memory / 50;
    }
    assert_true(fabs(sum - 4) < 0.7);
}

/* A ratio that is the same everywhere has no spread, whatever its denominators; of fewer observations
 * than batches nothing is known; of nobody not even the ratio. */
static void
what_says_nothing(void **state)
{
    (void)state;
    sim_stream stream = draws(5);
    for (size_t j = 0; j < 100; j++) {
        one[j] = 1 + sim_uniform(sim_stream_next(&stream));
        x[j] = 0.25 * one[j];
    }
    const sim_batch_means same = sim_batch_means_of(x, one, 100, 10, false, 0.95);
    assert_near(same.interval.mean, 0.25, 1e-15);
    assert_true(same.interval.half_width == 0);
    const sim_batch_means few = sim_batch_means_of(x, one, 9, 10, true, 0.95);
    assert_near(few.interval.mean, 0.25, 1e-15);
    assert_true(isnan(few.interval.half_width));
    assert_true(sim_batch_means_too_short(&few) || few.n >= 10);
    for (size_t j = 0; j < 100; j++) {
        x[j] = one[j] = 0;
    }
    assert_true(isnan(sim_batch_means_of(x, one, 100, 10, false, 0.95).interval.mean));
}

/* Nine batches alike and one that is far off: skewness 8 / 3 of ten; how much longer is by its square. */
static void
skewed_batches_are_too_short(void **state)
{
    (void)state;
    const double num[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, den[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    const sim_batch_means it = sim_batch_means_of(num, den, 10, 10, false, 0.95);
    assert_near(it.skewness, 8. / 3, 1e-12);
    assert_true(sim_batch_means_too_short(&it));
    assert_int_equal(sim_batch_means_needed(&it), 13); /* (8/3 / 0.75)^2 = 12.6 */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_batches_by_hand),
        cmocka_unit_test(the_standard_error_of_an_autoregression),
        cmocka_unit_test(intervals_hold_the_mean),
        cmocka_unit_test(a_short_run_is_told),
        cmocka_unit_test(memory_is_that_of_the_process),
        cmocka_unit_test(skewed_batches_are_too_short),
        cmocka_unit_test(what_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
