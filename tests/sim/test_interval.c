#include "sim/interval.h"
#include "sim/random.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "tests/support/near.h"
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

static void
assert_ends(sim_interval it, double lower, double upper)
{
    if (!(fabs(it.lower - lower) < 1e-5 * (1 + fabs(lower)) &&
          fabs(it.upper - upper) < 1e-5 * (1 + fabs(upper)))) {
        fail_msg("%.8g to %.8g, expected %.8g to %.8g", it.lower, it.upper, lower, upper);
    }
    assert_true(it.half_width == (it.upper - it.lower) / 2);
}

/* So many replications that Student's t is the normal's. */
static sim_confidence
sure(void)
{
    return sim_confidence_of(0.95, 100000001);
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
    for (size_t j = 0; j < sizeof(table) / sizeof(*table); j++) {
        assert_true(fabs(sim_student(table[j].confidence, table[j].degrees) / table[j].t - 1) <
                    3e-6);
    }
    assert_true(isnan(sim_student(0.95, 0)));
    assert_true(isnan(sim_student(1, 5)));
    assert_true(isnan(sim_student(0, 5)));
}

static void
without_skewness_it_is_students(void **state)
{
    (void)state;
    const sim_confidence three = sim_confidence_of(0.95, 3);
    const sim_error_moments error = {.variance = 1. / 3, .third = 0};
    assert_ends(sim_interval_smooth(2, &error, &three), 2 - 4.302653 / sqrt(3),
                2 + 4.302653 / sqrt(3));
    assert_true(fabs(sim_corrected_student(1, &error) - sqrt(3)) < 1e-12);
}

/* 1, 2, 6: mean 3, variance of the mean 7/3, its third moment 3; the cubic solved by hand. */
static void
one_two_six_have_a_longer_side_above(void **state)
{
    (void)state;
    const sim_confidence three = sim_confidence_of(0.95, 3);
    const sim_error_moments error = sim_error_of_mean(14, 18, 3);
    assert_true(fabs(error.variance - 7. / 3) < 1e-14 && fabs(error.third - 3) < 1e-14);
    assert_ends(sim_interval_smooth(3, &error, &three), -0.5464362, 16.0625980);
    const sim_error_moments mirrored = sim_error_of_mean(14, -18, 3);
    assert_ends(sim_interval_smooth(-3, &mirrored, &three), -16.0625980, 0.5464362);
}

/* The interval holds just those values that the corrected t does not refute. */
static void
the_ends_are_where_the_corrected_t_is_students(void **state)
{
    (void)state;
    static const double thirds[] = {-5, -0.4, -1e-9, 0, 1e-9, 0.4, 5};
    const sim_confidence ten = sim_confidence_of(0.9, 10);
    for (size_t j = 0; j < sizeof(thirds) / sizeof(*thirds); j++) {
        const sim_error_moments error = {.variance = 1.7, .third = thirds[j]};
        const sim_interval it = sim_interval_smooth(20, &error, &ten);
        assert_true(fabs(sim_corrected_student(20 - it.lower, &error) - ten.student) < 1e-6);
        assert_true(fabs(sim_corrected_student(20 - it.upper, &error) + ten.student) < 1e-6);
    }
}

static void
one_that_differs_from_the_others_is_as_skewed_as_can_be(void **state)
{
    (void)state;
    const sim_confidence confidence = sim_confidence_of(0.95, 5);
    const sim_error_moments most = sim_error_of_mean(4 + 16, 4 * -1 + 64, 5); /* 0, 0, 0, 0, 5 */
    assert_true(fabs(most.third / pow(most.variance, 1.5) - 1) < 1e-12);
    const sim_error_moments noise = {.variance = 1e-20, .third = 1e-15};
    const sim_interval it = sim_interval_smooth(3, &noise, &confidence);
    assert_true(it.lower < 3 && it.upper > 3 && it.half_width < 1e-8);
}

static void
nothing_is_known_of_one_and_all_of_what_never_varies(void **state)
{
    (void)state;
    const sim_confidence one = sim_confidence_of(0.95, 1), two = sim_confidence_of(0.95, 2);
    const sim_error_moments unknown = sim_error_of_mean(0, 0, 1), none = {0, 0};
    assert_true(isnan(unknown.variance));
    const sim_interval of_one = sim_interval_smooth(3, &unknown, &one);
    assert_true(of_one.mean == 3 && isnan(of_one.lower) && isnan(of_one.half_width));
    assert_true(of_one.n == 1 && sim_interval_is_degenerate(&of_one));
    assert_false(sim_interval_holds(&of_one, 3));
    const sim_interval constant = sim_interval_smooth(3, &none, &two);
    assert_true(constant.lower == 3 && constant.upper == 3 && constant.half_width == 0);
    assert_true(sim_interval_is_degenerate(&constant) && sim_interval_holds(&constant, 3));
    const sim_interval undefined = sim_interval_smooth(NAN, &none, &two);
    assert_true(isnan(undefined.mean) && isnan(undefined.lower));
    assert_true(isnan(sim_interval_days(1, 1, 0, &one).lower));
    assert_true(isnan(sim_interval_days(0, 0, NAN, &two).mean));
    assert_true(isnan(sim_interval_share(0, 0, NAN, &two).mean));
    assert_true(isnan(sim_interval_count(1, 1, 0, &one).upper));
    /* of two nothing is known of the skewness */
    const sim_error_moments pair = sim_error_of_mean(2, 5, 2);
    assert_ends(sim_interval_smooth(3, &pair, &two), 3 - 12.7062047, 3 + 12.7062047);
}

static void
days_are_by_wilsons_formula(void **state)
{
    (void)state;
    const sim_confidence ten = sim_confidence_of(0.95, 10), fifty = sim_confidence_of(0.95, 50);
    assert_ends(sim_interval_days(9, 10, 0.01, &ten), 0.5958500, 0.9821238);
    assert_ends(sim_interval_days(0, 10, 0, &ten), 0, 0.2775328);
    assert_ends(sim_interval_days(10, 10, 0, &ten), 0.7224672, 1);
    /* 5 days each that are all alike: 50 of them, not 250; and Student's t */
    assert_ends(sim_interval_days(200, 250, 0.8 * 0.2 / 49, &fifty), 0.6659572, 0.8892036);
    /* and where none of them was on target, 50 too */
    assert_ends(sim_interval_days(0, 250, 0, &fifty), 0, 0.0747319);
}

static void
a_share_with_few_events_is_exact(void **state)
{
    (void)state;
    const sim_confidence many = sure(), ten = sim_confidence_of(0.95, 10);
    assert_ends(sim_interval_share(1, 10, 0, &many), 0.00252858, 0.44501612);
    assert_ends(sim_interval_share(9, 10, 0, &many), 1 - 0.44501612, 1 - 0.00252858);
    assert_ends(sim_interval_share(0, 10, 0, &many), 0, 0.30849710);
    assert_ends(sim_interval_share(0, 1e6, 0, &ten), 0, 3.6888726e-6);
    assert_ends(sim_interval_share(1e6, 1e6, 0, &ten), 1 - 3.6888726e-6, 1);
    /* in pairs: as one of ten */
    assert_ends(sim_interval_share(2, 20, 2 * 0.1 * 0.9 / 20, &many), 0.00252858, 0.44501612);
}

static void
a_count_of_few_events_is_exact(void **state)
{
    (void)state;
    const sim_confidence many = sure(), ten = sim_confidence_of(0.95, 10);
    assert_ends(sim_interval_count(5, 1, 0, &many), 1.6234864, 11.6683321);
    assert_ends(sim_interval_count(0, 10, 0, &ten), 0, 0.36888795);
    /* in pairs: twice as many as five */
    assert_ends(sim_interval_count(10, 1, 20, &many), 2 * 1.6234864, 2 * 11.6683321);
    /* any cluster, judged from two replications, has an answer */
    const sim_confidence two = sim_confidence_of(0.95, 2);
    for (double variance = 1e-3; variance < 1e6; variance *= 1.1) {
        const sim_interval it = sim_interval_count(10, 2, variance, &two);
        assert_true(0 <= it.lower && it.lower <= 5 && 5 < it.upper && it.upper < 1e9);
    }
    /* how they cluster is judged from ten: wider than from many */
    assert_true(sim_interval_count(5, 1, 0, &ten).half_width >
                1.1 * sim_interval_count(5, 1, 0, &many).half_width);
}

static void
differences_add_errors_as_they_go_together(void **state)
{
    (void)state;
    const sim_interval a = sim_interval_between(10, 7, 14, 5), b = sim_interval_between(4, 0, 7, 5);
    assert_ends(sim_interval_difference(&a, &b, 0), 6 - sqrt(9 + 9), 6 + sqrt(16 + 16));
    assert_ends(sim_interval_difference(&a, &b, 1), 6, 6);
    assert_ends(sim_interval_difference(&a, &b, -1), 6 - 6, 6 + 8);
    const sim_interval unknown = sim_interval_around(4, NAN, 1);
    const sim_interval none = sim_interval_difference(&a, &unknown, 0);
    assert_true(none.mean == 6 && isnan(none.lower) && isnan(none.upper));
}

static void
ends_stay_within_what_a_figure_can_be(void **state)
{
    (void)state;
    const sim_interval it = sim_interval_between(1.02, 0.98, 1.09, 10);
    sim_interval within = sim_interval_within(&it, 1, INFINITY);
    assert_true(within.lower == 1 && within.upper == 1.09);
    assert_near(within.half_width, 0.045, 1e-12);
    within = sim_interval_within(&it, 0, 1); /* never without the estimate, which may be rounded */
    assert_true(within.lower == 0.98 && within.upper == 1.02);
    within = sim_interval_within(&it, 0, INFINITY);
    assert_true(within.lower == it.lower && within.upper == it.upper && within.mean == it.mean &&
                within.half_width == it.half_width && within.n == it.n && within.few == it.few);
    const sim_interval open = sim_interval_around(0.5, NAN, 1);
    within = sim_interval_within(&open, 0, 1);
    assert_true(isnan(within.lower) && isnan(within.upper) && isnan(within.half_width));
}

/* Exponential numbers: Student's t holds the mean of ten in 90 % of all cases, 4.5 times as often
 * too low as too high. */
static void
skewed_numbers_are_held_at_their_level(void **state)
{
    (void)state;
    enum { TRIALS = 4000, N = 15 };
    sim_stream stream = draws(5);
    const sim_confidence confidence = sim_confidence_of(0.95, N);
    int n_plain = 0, n_corrected = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        double number[2 + 3 + 4] = {0};
        sim_moments moments = {.number = number, .k = 2};
        for (int j = 0; j < N; j++) {
            const double y = 30 + normal(&stream);
            sim_moments_add(&moments,
                            (double[]){-y * log(sim_uniform(sim_stream_next(&stream))), y});
        }
        const sim_function ratio = sim_function_ratio(&moments, 0);
        sim_error_moments error = sim_moments_error(&moments, &ratio);
        n_corrected += holds(sim_interval_smooth(ratio.value, &error, &confidence), 1);
        error.third = 0;
        n_plain += holds(sim_interval_smooth(ratio.value, &error, &confidence), 1);
    }
    assert_true(n_plain < 0.92 * TRIALS);
    expect_coverage(n_corrected, TRIALS, 0);
}

static void
normal_numbers_are_held_at_their_level(void **state)
{
    (void)state;
    enum { TRIALS = 4000, N = 30 };
    sim_stream stream = draws(6);
    const sim_confidence confidence = sim_confidence_of(0.95, N);
    int n_held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        double number[1 + 1 + 1] = {0};
        sim_moments moments = {.number = number, .k = 1};
        for (int j = 0; j < N; j++) {
            sim_moments_add(&moments, (double[]){normal(&stream)});
        }
        const sim_function mean = sim_function_mean(&moments, 0);
        const sim_error_moments error = sim_moments_error(&moments, &mean);
        n_held += holds(sim_interval_smooth(mean.value, &error, &confidence), 0);
    }
    expect_coverage(n_held, TRIALS, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(student_is_that_of_the_tables),
        cmocka_unit_test(without_skewness_it_is_students),
        cmocka_unit_test(one_two_six_have_a_longer_side_above),
        cmocka_unit_test(the_ends_are_where_the_corrected_t_is_students),
        cmocka_unit_test(one_that_differs_from_the_others_is_as_skewed_as_can_be),
        cmocka_unit_test(nothing_is_known_of_one_and_all_of_what_never_varies),
        cmocka_unit_test(days_are_by_wilsons_formula),
        cmocka_unit_test(a_share_with_few_events_is_exact),
        cmocka_unit_test(a_count_of_few_events_is_exact),
        cmocka_unit_test(differences_add_errors_as_they_go_together),
        cmocka_unit_test(ends_stay_within_what_a_figure_can_be),
        cmocka_unit_test(skewed_numbers_are_held_at_their_level),
        cmocka_unit_test(normal_numbers_are_held_at_their_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
