#include "sim/level.h"
#include "sim/random.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
the_area_is_the_sum_of_value_times_duration(void **state)
{
    (void)state;
    sim_level level;
    sim_level_reset(&level, 10, 2);
    assert_true(sim_level_area(&level, 10) == 0);
    sim_level_set(&level, 13, 5); /* 2 x 3 */
    sim_level_set(&level, 13, 1); /* 5 x 0 */
    sim_level_set(&level, 17, 0); /* 1 x 4 */
    assert_true(sim_level_area(&level, 17) == 10);
    assert_true(sim_level_area(&level, 100) == 10);
    sim_level_set(&level, 100, 3);
    assert_true(sim_level_area(&level, 102) == 16);
    assert_true(level.value == 3 && level.max == 5);
}

static void
asking_for_the_area_changes_nothing(void **state)
{
    (void)state;
    sim_level level;
    sim_level_reset(&level, 0, 1);
    const sim_level before = level;
    assert_true(sim_level_area(&level, 7) == 7);
    assert_memory_equal(&level, &before, sizeof(level));
}

static void
a_reset_starts_at_the_current_value(void **state)
{
    (void)state;
    sim_level level;
    sim_level_reset(&level, 0, 9);
    sim_level_set(&level, 5, 4);
    sim_level_reset(&level, 6, level.value); /* the end of a warm-up */
    assert_true(level.max == 4);
    assert_true(sim_level_area(&level, 8) == 8);
}

/* Little's law without limits: the area under the number inside is the sum of all stays. */
static void
the_area_of_a_queue_is_the_sum_of_stays(void **state)
{
    (void)state;
    sim_stream stream = sim_stream_make((sim_key){4, 0}, (sim_name){0, 0, 0});
    sim_level level;
    sim_level_reset(&level, 0, 0);
    double now = 0, sum = 0, arrived[64];
    int n = 0;
    for (int j = 0; j < 10000; j++) {
        now -= log(sim_uniform(sim_stream_next(&stream)));
        if (n == 0 || (n < 64 && sim_uniform(sim_stream_next(&stream)) < 0.5)) {
            arrived[n++] = now;
        } else {
            sum += now - arrived[--n];
        }
        sim_level_set(&level, now, n);
    }
    while (n > 0) {
        sum += now - arrived[--n];
    }
    assert_true(sum > 10000);
    assert_true(fabs(sim_level_area(&level, now) / sum - 1) < 1e-10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_area_is_the_sum_of_value_times_duration),
        cmocka_unit_test(asking_for_the_area_changes_nothing),
        cmocka_unit_test(a_reset_starts_at_the_current_value),
        cmocka_unit_test(the_area_of_a_queue_is_the_sum_of_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
