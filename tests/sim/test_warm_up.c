#include "sim/warm_up.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/processes.h"
#include <cmocka.h>

enum { N = 2000 };

static sim_stream
draws(uint64_t seed)
{
    return sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
}

/* As White, Cobb and Spratt write it, point by point: a second implementation. */
static size_t
by_the_book(const double *x, size_t n)
{
    const size_t points = n / 5;
    size_t best = 0;
    double least = INFINITY;
    for (size_t d = 0; d + 5 <= points && 2 * d <= points; d++) {
        double mean = 0, squares = 0;
        const double left = (double)(points - d);
        for (size_t j = d * 5; j < points * 5; j++) {
            mean += x[j] / 5 / left;
        }
        for (size_t k = d; k < points; k++) {
            double z = 0;
            for (size_t j = 5 * k; j < 5 * k + 5; j++) {
                z += x[j] / 5;
            }
            squares += (z - mean) * (z - mean);
        }
        if (squares / (left * left) < least) {
            least = squares / (left * left);
            best = d;
        }
    }
    return best * 5;
}

static void
ones(double *x, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        x[j] = 1;
    }
}

static void
the_cut_is_that_of_the_book(void **state)
{
    (void)state;
    static double x[N], one[N];
    ones(one, N);
    for (uint64_t seed = 0; seed < 20; seed++) {
        sim_stream stream = draws(seed);
        const size_t n = N - 7 * (size_t)seed;
        process_ar1(&stream, x, n, 0.9, 100, 100 + (double)seed * 5);
        assert_int_equal(sim_warm_up_mser(x, one, n, 5).cut, by_the_book(x, n));
    }
}

/* The first 300 are of another level. */
static void
a_step_is_cut_off(void **state)
{
    (void)state;
    static double x[N], one[N];
    ones(one, N);
    sim_stream stream = draws(1);
    process_ar1(&stream, x, N, 0, 10, 10);
    for (size_t j = 0; j < 300; j++) {
        x[j] -= 10;
    }
    const sim_warm_up it = sim_warm_up_mser(x, one, N, SIM_MSER_BATCH);
    assert_true(it.cut >= 300 && it.cut < 400);
    assert_false(it.late);
}

/* Twice as many of everything is the same ratio; intervals of nobody are no observations. */
static void
a_ratio_is_cut_where_its_values_are(void **state)
{
    (void)state;
    static double x[N], one[N], num[N], den[N];
    ones(one, N);
    sim_stream stream = draws(2);
    process_ar1(&stream, x, N, 0.5, 10, 100);
    for (size_t j = 0; j < N; j++) {
        num[j] = 7 * x[j];
        den[j] = 7;
    }
    assert_int_equal(sim_warm_up_mser(num, den, N, 5).cut, sim_warm_up_mser(x, one, N, 5).cut);
    for (size_t j = 0; j < N; j += 3) {
        num[j] = den[j] = 0;
    }
    assert_true(sim_warm_up_mser(num, den, N, 5).cut < 50);
}

/* A process that has not arrived when the run is half over. */
static void
a_run_that_ends_on_its_way_is_told(void **state)
{
    (void)state;
    static double x[N], one[N];
    ones(one, N);
    sim_stream stream = draws(3);
    process_ar1(&stream, x, N, 0, 10, 10);
    for (size_t j = 0; j < N; j++) {
        x[j] += (double)j / 20;
    }
    const sim_warm_up it = sim_warm_up_mser(x, one, N, 5);
    assert_true(it.late);
    assert_true(it.cut <= N / 2);
}

static void
what_says_nothing_is_not_cut(void **state)
{
    (void)state;
    static double zero[N], one[N];
    ones(one, N);
    assert_int_equal(sim_warm_up_mser(one, one, N, 5).cut, 0);
    assert_int_equal(sim_warm_up_mser(zero, zero, N, 5).cut, 0);
    assert_int_equal(sim_warm_up_mser(one, one, 4, 5).cut, 0);
    assert_false(sim_warm_up_mser(zero, zero, N, 5).late);
}

/* By hand; windows are narrower near either end. */
static void
the_moving_average_of_welch(void **state)
{
    (void)state;
    const double x[] = {1, 2, 6, NAN, 12, 3};
    assert_true(sim_warm_up_smooth(x, 6, 2, 0) == 1);
    assert_true(sim_warm_up_smooth(x, 6, 2, 1) == 3);
    assert_true(sim_warm_up_smooth(x, 6, 2, 2) == 21. / 4);
    assert_true(sim_warm_up_smooth(x, 6, 1, 3) == 9);
    assert_true(sim_warm_up_smooth(x, 6, 2, 5) == 3);
    assert_true(isnan(sim_warm_up_smooth(x, 6, 0, 3)));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cut_is_that_of_the_book),
        cmocka_unit_test(a_step_is_cut_off),
        cmocka_unit_test(a_ratio_is_cut_where_its_values_are),
        cmocka_unit_test(a_run_that_ends_on_its_way_is_told),
        cmocka_unit_test(what_says_nothing_is_not_cut),
        cmocka_unit_test(the_moving_average_of_welch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
