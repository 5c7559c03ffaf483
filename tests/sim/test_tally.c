#include "sim/random.h"
#include "sim/tally.h"
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 1000 };

/* A large mean and a small spread, where the sum of squares would lose all digits. */
static void
fill(double x[N])
{
    sim_stream stream = sim_stream_make((sim_key){1, 0}, (sim_name){0, 0, 0});
    for (int j = 0; j < N; j++) {
        x[j] = 1e9 + sim_uniform(sim_stream_next(&stream));
    }
}

static void
mean_and_variance_are_those_of_gsl(void **state)
{
    (void)state;
    double x[N], min, max;
    fill(x);
    sim_tally tally;
    sim_tally_reset(&tally);
    for (int j = 0; j < N; j++) {
        sim_tally_add(&tally, x[j]);
    }
    gsl_stats_minmax(&min, &max, x, 1, N);
    const double variance = gsl_stats_variance(x, 1, N);
    assert_int_equal(tally.n, N);
    assert_true(fabs(tally.mean - gsl_stats_mean(x, 1, N)) < 1e-6);
    assert_true(fabs(sim_tally_variance(&tally) / variance - 1) < 1e-6);
    assert_true(tally.min == min && tally.max == max);
}

static void
merging_parts_is_adding_all_at_once(void **state)
{
    (void)state;
    double x[N];
    fill(x);
    static const int ends[] = {0, 0, 1, 2, 500, 500, 990, N}; /* empty parts, single ones */
    sim_tally all, merged;
    sim_tally_reset(&all);
    sim_tally_reset(&merged);
    for (int part = 0; part < 7; part++) {
        sim_tally tally;
        sim_tally_reset(&tally);
        for (int j = ends[part]; j < ends[part + 1]; j++) {
            sim_tally_add(&tally, x[j]);
            sim_tally_add(&all, x[j]);
        }
        sim_tally_merge(&merged, &tally);
    }
    assert_int_equal(merged.n, all.n);
    assert_true(fabs(merged.mean - all.mean) < 1e-6);
    assert_true(fabs(merged.m2 / all.m2 - 1) < 1e-6);
    assert_true(merged.min == all.min && merged.max == all.max);
}

static void
one_observation_has_no_variance(void **state)
{
    (void)state;
    sim_tally tally;
    sim_tally_reset(&tally);
    assert_true(isnan(sim_tally_variance(&tally)));
    sim_tally_add(&tally, -3);
    assert_true(isnan(sim_tally_variance(&tally)));
    assert_true(tally.mean == -3 && tally.min == -3 && tally.max == -3);
    sim_tally_add(&tally, 1);
    assert_true(tally.mean == -1 && sim_tally_variance(&tally) == 8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_variance_are_those_of_gsl),
        cmocka_unit_test(merging_parts_is_adding_all_at_once),
        cmocka_unit_test(one_observation_has_no_variance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
