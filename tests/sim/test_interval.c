#include "sim/interval.h"
#include "sim/random.h"
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static sim_stream
draws(uint64_t seed)
{
    return sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
}

/* Box & Muller. */
static double
normal(sim_stream *stream)
{
    const double u = sim_uniform(sim_stream_next(stream)), v = sim_uniform(sim_stream_next(stream));
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

static sim_moments
moments_of(double (*x)[SIM_MOMENTS], int n)
{
    sim_moments moments = {0};
    for (int j = 0; j < n; j++) {
        sim_moments_add(&moments, x[j]);
    }
    return moments;
}

/* Four correlated quantities with means 20, 30, 5, 8. */
static void
draw_row(sim_stream *stream, double x[SIM_MOMENTS])
{
    const double common = normal(stream);
    x[1] = 30 + 3 * common + normal(stream);
    x[0] = 20 + 2 * common + normal(stream);
    x[3] = 8 + common + 0.3 * normal(stream);
    x[2] = 5 + 0.7 * common + 0.3 * normal(stream);
}

static bool
holds(sim_interval interval, double truth)
{
    return sim_interval_holds(&interval, truth);
}

/* Of so many intervals at the level 0.95, within 5 standard errors; `slack` for methods that
 * are right only for many replications. */
static void
expect_coverage(int n_hits, int n_trials, double slack)
{
    const double error = 5 * sqrt(0.95 * 0.05 / n_trials) + slack;
    assert_true(fabs((double)n_hits / n_trials - 0.95) < error);
}

/* ---- tests ---- */

static void
student_is_that_of_the_tables(void **state)
{
    (void)state;
    static const struct {
        double confidence;
        uint64_t degrees;
        double t;
    } table[] = {{0.95, 1, 12.7062},   {0.95, 2, 4.30265},       {0.95, 10, 2.22814},
                 {0.95, 29, 2.04523},  {0.95, 1000000, 1.95997}, {0.99, 4, 4.60409},
                 {0.90, 120, 1.65765}, {0.999, 9, 4.78091}};
    for (size_t j = 0; j < sizeof table / sizeof *table; j++) {
        assert_true(fabs(sim_student(table[j].confidence, table[j].degrees) / table[j].t - 1) <
                    3e-6);
    }
    assert_true(isnan(sim_student(0.95, 0)));
    assert_true(isnan(sim_student(1, 5)));
    assert_true(isnan(sim_student(0, 5)));
}

static void
moments_are_those_of_gsl(void **state)
{
    (void)state;
    enum { N = 500 };
    static double x[N][SIM_MOMENTS];
    sim_stream stream = draws(1);
    for (int j = 0; j < N; j++) {
        draw_row(&stream, x[j]);
    }
    const sim_moments moments = moments_of(x, N);
    assert_int_equal(moments.n, N);
    for (int j = 0; j < SIM_MOMENTS; j++) {
        assert_true(fabs(moments.mean[j] - gsl_stats_mean(&x[0][j], SIM_MOMENTS, N)) < 1e-11);
        for (int k = j; k < SIM_MOMENTS; k++) {
            const double exact =
                gsl_stats_covariance(&x[0][j], SIM_MOMENTS, &x[0][k], SIM_MOMENTS, N);
            assert_true(fabs(moments.c[j][k] / (N - 1) - exact) < 1e-11 * (1 + fabs(exact)));
        }
    }
}

static void
the_mean_of_one_two_three_is_known(void **state)
{
    (void)state;
    double x[3][SIM_MOMENTS] = {{0, 1}, {0, 2}, {0, 3}};
    const sim_moments moments = moments_of(x, 3);
    const sim_interval interval = sim_interval_mean(&moments, 1, 0.95);
    assert_true(fabs(interval.mean - 2) < 1e-12);
    assert_true(fabs(interval.half_width - 4.302653 / sqrt(3)) < 1e-5);
    assert_int_equal(interval.n, 3);
}

static void
the_ratio_is_the_formula_of_the_delta_method(void **state)
{
    (void)state;
    enum { N = 40 };
    double x[N][SIM_MOMENTS];
    sim_stream stream = draws(2);
    for (int j = 0; j < N; j++) {
        draw_row(&stream, x[j]);
    }
    const sim_moments moments = moments_of(x, N);
    const double mx = gsl_stats_mean(&x[0][2], SIM_MOMENTS, N);
    const double my = gsl_stats_mean(&x[0][1], SIM_MOMENTS, N), r = mx / my;
    const double variance =
        (gsl_stats_variance(&x[0][2], SIM_MOMENTS, N) +
         r * r * gsl_stats_variance(&x[0][1], SIM_MOMENTS, N) -
         2 * r * gsl_stats_covariance(&x[0][2], SIM_MOMENTS, &x[0][1], SIM_MOMENTS, N)) /
        (my * my);
    const sim_interval interval = sim_interval_ratio(&moments, 2, 1, 0.95);
    assert_true(fabs(interval.mean - r) < 1e-12);
    assert_true(fabs(interval.half_width / (sim_student(0.95, N - 1) * sqrt(variance / N)) - 1) <
                1e-9);
}

static void
a_difference_of_ratios_is_that_of_the_residuals(void **state)
{
    (void)state;
    enum { N = 40 };
    double x[N][SIM_MOMENTS], residual[N];
    sim_stream stream = draws(3);
    for (int j = 0; j < N; j++) {
        draw_row(&stream, x[j]);
    }
    const sim_moments moments = moments_of(x, N);
    const double *m = moments.mean, a = m[0] / m[1], b = m[2] / m[3];
    for (int j = 0; j < N; j++) {
        residual[j] = (x[j][0] - a * x[j][1]) / m[1] - (x[j][2] - b * x[j][3]) / m[3];
    }
    const sim_interval interval = sim_interval_ratio_difference(&moments, 0.9);
    const double half_width = sim_student(0.9, N - 1) * gsl_stats_sd(residual, 1, N) / sqrt(N);
    assert_true(fabs(interval.mean - (a - b)) < 1e-12);
    assert_true(fabs(interval.half_width / half_width - 1) < 1e-9);
}

static void
an_arm_does_not_differ_from_itself(void **state)
{
    (void)state;
    sim_moments moments = {0};
    sim_stream stream = draws(4);
    for (int j = 0; j < 10; j++) {
        double x[SIM_MOMENTS];
        draw_row(&stream, x);
        x[2] = x[0];
        x[3] = x[1];
        sim_moments_add(&moments, x);
    }
    const sim_interval interval = sim_interval_ratio_difference(&moments, 0.95);
    assert_true(interval.mean == 0);
    assert_true(interval.half_width < 1e-9);
}

static void
intervals_cover_the_truth_at_their_level(void **state)
{
    (void)state;
    enum { TRIALS = 2000, N = 30 };
    sim_stream stream = draws(5);
    int n_mean = 0, n_ratio = 0, n_difference = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        sim_moments moments = {0};
        for (int j = 0; j < N; j++) {
            double x[SIM_MOMENTS];
            draw_row(&stream, x);
            sim_moments_add(&moments, x);
        }
        n_mean += holds(sim_interval_mean(&moments, 0, 0.95), 20);
        n_ratio += holds(sim_interval_ratio(&moments, 0, 1, 0.95), 20.0 / 30);
        n_difference += holds(sim_interval_ratio_difference(&moments, 0.95), 20.0 / 30 - 5.0 / 8);
    }
    expect_coverage(n_mean, TRIALS, 0);
    expect_coverage(n_ratio, TRIALS, 0.005);
    expect_coverage(n_difference, TRIALS, 0.005);
}

static void
intervals_of_quantiles_cover_the_truth_at_their_level(void **state)
{
    (void)state;
    enum { TRIALS = 500, SECTIONS = 10, N = 400 };
    sim_stream stream = draws(6);
    int n_median = 0, n_tail = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        static sim_histogram section[SECTIONS];
        memset(section, 0, sizeof section);
        for (int j = 0; j < SECTIONS * N; j++) {
            sim_histogram_add(&section[j % SECTIONS],
                              -60 * log(sim_uniform(sim_stream_next(&stream))));
        }
        n_median += holds(sim_interval_quantile(section, SECTIONS, 0.5, 0.95), 60 * log(2));
        n_tail += holds(sim_interval_quantile(section, SECTIONS, 0.9, 0.95), 60 * log(10));
    }
    expect_coverage(n_median, TRIALS, 0.005);
    expect_coverage(n_tail, TRIALS, 0.005);
}

static void
a_quantile_is_centred_on_all_sections_pooled(void **state)
{
    (void)state;
    sim_histogram section[2] = {{0}}, all = {0};
    for (int j = 1; j <= 90; j++) { /* unequal: the mean of both medians is far off */
        sim_histogram_add(&section[j <= 80 ? 0 : 1], j);
        sim_histogram_add(&all, j);
    }
    const sim_interval interval = sim_interval_quantile(section, 2, 0.5, 0.95);
    const double median = sim_histogram_quantile(&all, 0.5);
    assert_true(interval.mean == median);
    const double a = sim_histogram_quantile(&section[0], 0.5) - median;
    const double b = sim_histogram_quantile(&section[1], 0.5) - median;
    assert_true(fabs(interval.half_width / (12.7062047 * sqrt((a * a + b * b) / 2)) - 1) < 1e-6);
    assert_int_equal(interval.n, 90);
}

static void
what_is_not_defined_is_nan(void **state)
{
    (void)state;
    sim_moments moments = {0};
    assert_true(isnan(sim_interval_mean(&moments, 0, 0.95).mean));
    assert_true(isnan(sim_interval_ratio(&moments, 0, 1, 0.95).mean));
    assert_true(isnan(sim_interval_ratio_difference(&moments, 0.95).mean));
    sim_moments_add(&moments, (double[SIM_MOMENTS]){3, 0, 2, 1});
    const sim_interval one = sim_interval_mean(&moments, 0, 0.95);
    assert_true(one.mean == 3 && isnan(one.half_width) && one.n == 1);
    sim_moments_add(&moments, (double[SIM_MOMENTS]){4, 0, NAN, 1});
    assert_true(isnan(sim_interval_ratio(&moments, 0, 1, 0.95).mean)); /* 0/0 and x/0 */
    assert_true(isnan(sim_interval_ratio(&moments, 0, 1, 0.95).half_width));
    assert_true(isnan(sim_interval_ratio_difference(&moments, 0.95).mean));
    assert_true(!isnan(sim_interval_ratio(&moments, 0, 3, 0.95).half_width)); /* others' NAN */

    sim_histogram section[3] = {{0}};
    assert_true(isnan(sim_interval_quantile(section, 3, 0.5, 0.95).mean));
    sim_histogram_add(&section[0], 1);
    sim_histogram_add(&section[1], 2);
    assert_true(isnan(sim_interval_quantile(section, 1, 0.5, 0.95).half_width));
    assert_true(isnan(sim_interval_quantile(section, 3, 0.5, 0.95).half_width)); /* one empty */
    assert_true(!isnan(sim_interval_quantile(section, 3, 0.5, 0.95).mean));
    assert_true(!isnan(sim_interval_quantile(section, 2, 0.5, 0.95).half_width));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(student_is_that_of_the_tables),
        cmocka_unit_test(moments_are_those_of_gsl),
        cmocka_unit_test(the_mean_of_one_two_three_is_known),
        cmocka_unit_test(the_ratio_is_the_formula_of_the_delta_method),
        cmocka_unit_test(a_difference_of_ratios_is_that_of_the_residuals),
        cmocka_unit_test(an_arm_does_not_differ_from_itself),
        cmocka_unit_test(intervals_cover_the_truth_at_their_level),
        cmocka_unit_test(intervals_of_quantiles_cover_the_truth_at_their_level),
        cmocka_unit_test(a_quantile_is_centred_on_all_sections_pooled),
        cmocka_unit_test(what_is_not_defined_is_nan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
