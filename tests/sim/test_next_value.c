#include "sim/next_value.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "tests/support/near.h"
#include "tests/support/processes.h"
#include <cmocka.h>

static int
compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Of 39 numbers the next lies between the least and the largest with 38 / 40; of 79 between the second of
 * either side; of 59 half way. */
static void
by_order_alone(void **state)
{
    (void)state;
    double x[79];
    for (size_t j = 0; j < 79; j++) {
        x[j] = (double)(j * j);
    }
    assert_int_equal(sim_next_value_enough(0.95), 39);
    assert_int_equal(sim_next_value_enough(0.9), 19);
    const sim_interval of_39 = sim_next_value(x, 39, 0.95);
    assert_near(of_39.lower, 0, 1e-9);
    assert_near(of_39.upper, 38 * 38, 1e-9);
    assert_false(of_39.few);
    const sim_interval of_79 = sim_next_value(x, 79, 0.95);
    assert_near(of_79.lower, 1, 1e-9);
    assert_near(of_79.upper, 77 * 77, 1e-9);
    const sim_interval of_59 = sim_next_value(x, 59, 0.95);
    assert_near(of_59.lower, 0.5, 1e-9);
    assert_near(of_59.upper, (57 * 57 + 58 * 58) / 2., 1e-9);
}

/* 1, 2, 3, 4: sd 1.29099, t(3) = 3.18245, sqrt(1.25). */
static void
of_few_as_if_normal(void **state)
{
    (void)state;
    const double x[] = {1, 2, 3, 4};
    const sim_interval it = sim_next_value(x, 4, 0.95);
    assert_near(it.mean, 2.5, 1e-12);
    assert_near(it.half_width, 3.182446 * 1.2909944 * 1.1180340, 1e-5);
    assert_true(it.few);
    assert_true(isnan(sim_next_value(x, 1, 0.95).lower));
    assert_true(sim_next_value(x, 1, 0.95).mean == 1);
    assert_true(isnan(sim_next_value(x, 0, 0.95).mean));
}

/* The next of exponential numbers (by order) and of normal ones (by t): in 95 of 100. Outside is binomial: of
 * 2,000 between 62 and 140 but for one time in 10,000. */
static void
the_next_is_in_it_as_often_as_said(void **state)
{
    (void)state;
    sim_stream stream = sim_stream_make((sim_key){1, 0}, (sim_name){0, 0, 0});
    for (int kind = 0; kind < 2; kind++) {
        const size_t n = kind == 0 ? 60 : 10;
        int outside = 0;
        for (int run = 0; run < 2000; run++) {
            double x[61];
            for (size_t j = 0; j <= n; j++) {
                x[j] = kind == 0 ? -log(sim_uniform(sim_stream_next(&stream)))
                                 : process_normal(&stream);
            }
            const double next = x[n];
            qsort(x, n, sizeof(*x), compare);
            const sim_interval it = sim_next_value(x, n, 0.95);
            outside += !sim_interval_holds(&it, next);
        }
        assert_in_range(outside, 62, 140);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_order_alone),
        cmocka_unit_test(of_few_as_if_normal),
        cmocka_unit_test(the_next_is_in_it_as_often_as_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
