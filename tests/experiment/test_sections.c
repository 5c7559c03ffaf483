/* Quantiles of pooled waits, with intervals from sections. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/sections.h"
#include "sim/random.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static sim_stream
draws(uint64_t seed)
{
    return sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
}

static double
exponential(sim_stream *stream, double mean)
{
    return -mean * log(sim_uniform(sim_stream_next(stream)));
}

static xp_sections
empty(void)
{
    xp_sections sections;
    assert_int_equal(xp_sections_init(&sections), 0);
    return sections;
}

/* A replication with these waits. */
static void
add(xp_sections *self, const double *wait, int n)
{
    static sim_histogram histogram;
    memset(&histogram, 0, sizeof(histogram));
    for (int j = 0; j < n; j++) {
        sim_histogram_add(&histogram, wait[j]);
    }
    xp_sections_add(self, &histogram);
}

static sim_interval
quantile(const xp_sections *self, double p)
{
    const sim_confidence confidence = sim_confidence_of(0.95, xp_sections_full(self));
    return xp_sections_quantile(self, p, &confidence);
}

static sim_interval
difference(const xp_sections *self, const xp_sections *other, double p)
{
    const sim_confidence confidence = sim_confidence_of(0.95, xp_sections_full(self));
    return xp_sections_difference(self, other, p, &confidence);
}

static void
neighbours_merge_when_all_are_full(void **state)
{
    (void)state;
    xp_sections sections = empty();
    for (int j = 0; j < 250; j++) { /* 31 full sections of 8 and a rest of 2 */
        add(&sections, (double[]){1, 2, j}, 3);
        if (j == 39) {
            assert_int_equal(xp_sections_full(&sections), 40);
        }
    }
    assert_int_equal(sections.width, 8);
    assert_int_equal(sections.n, 32);
    assert_int_equal(xp_sections_full(&sections), 31);
    for (int j = 0; j < 32; j++) {
        assert_int_equal(sections.section[j].n, 3 * (j < 31 ? 8 : 2));
    }
    assert_true(xp_sections_waits(&sections) == 750);
    xp_sections_free(&sections);
}

/* Days of as many waits as each other, all alike but for chance. */
static void
alike_days_hold_the_truth_at_their_level(void **state)
{
    (void)state;
    enum { TRIALS = 1000, DAYS = 20, N = 200 };
    sim_stream stream = draws(1);
    int median = 0, tail = 0;
    double width = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        xp_sections sections = empty();
        for (int day = 0; day < DAYS; day++) {
            double wait[N];
            for (int j = 0; j < N; j++) {
                wait[j] = exponential(&stream, 60);
            }
            add(&sections, wait, N);
        }
        const sim_interval p50 = quantile(&sections, 0.5), p90 = quantile(&sections, 0.9);
        median += sim_interval_holds(&p50, 60 * log(2));
        tail += sim_interval_holds(&p90, 60 * log(10));
        width += p90.half_width / TRIALS;
        xp_sections_free(&sections);
    }
    const double error = 5 * sqrt(0.95 * 0.05 / TRIALS);
    assert_true(fabs(median / (double)TRIALS - 0.95) < error);
    assert_true(fabs(tail / (double)TRIALS - 0.95) < error);
    /* t times the root of p (1 - p) / n over the density; some more, since it is the least */
    const double expected = 2.093 * sqrt(0.09 / (DAYS * N)) * 600;
    assert_true(width > expected && width < 1.1 * expected);
}

/* Every fourth day is a busy one, with twice the waits, six times as long. The quantiles of single
 * days say nothing of the quantile of all. */
static void
days_that_differ_hold_the_truth_at_their_level(void **state)
{
    (void)state;
    enum { TRIALS = 1000, DAYS = 30, N = 100 };
    /* 3/5 of the waits have mean 20, 2/5 have 120 */
    double low = 0, high = 1000;
    while (high - low > 1e-9) {
        const double q = (low + high) / 2;
        *(0.6 * exp(-q / 20) + 0.4 * exp(-q / 120) > 0.2 ? &low : &high) = q;
    }
    sim_stream stream = draws(2);
    int n_held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        xp_sections sections = empty();
        for (int day = 0; day < DAYS; day++) {
            double wait[2 * N];
            const bool busy = sim_uniform(sim_stream_next(&stream)) < 0.25;
            const int n = busy ? 2 * N : N;
            for (int j = 0; j < n; j++) {
                wait[j] = exponential(&stream, busy ? 120 : 20);
            }
            add(&sections, wait, n);
        }
        const sim_interval p80 = quantile(&sections, 0.8);
        n_held += sim_interval_holds(&p80, low);
        xp_sections_free(&sections);
    }
    assert_true(fabs(n_held / (double)TRIALS - 0.95) < 5 * sqrt(0.95 * 0.05 / TRIALS));
}

/* The same waits, and the same 10 s more: what they have in common does not count. */
static void
paired_differences_are_as_narrow_as_their_days_are_alike(void **state)
{
    (void)state;
    enum { TRIALS = 400, DAYS = 20, N = 200 };
    sim_stream stream = draws(3);
    int n_held = 0, n_single = 0;
    double paired = 0, apart = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        xp_sections a = empty(), b = empty(), c = empty();
        for (int day = 0; day < DAYS; day++) {
            double wait[N], longer[N], other[N];
            const double mean = 40 + 40 * sim_uniform(sim_stream_next(&stream));
            const double another = 40 + 40 * sim_uniform(sim_stream_next(&stream));
            for (int j = 0; j < N; j++) {
                wait[j] = exponential(&stream, mean);
                longer[j] = wait[j] * 1.1;
                other[j] = exponential(&stream, another);
            }
            add(&a, wait, N);
            add(&b, longer, N);
            add(&c, other, N);
        }
        const sim_interval together = difference(&b, &a, 0.8), strangers = difference(&c, &a, 0.8);
        const double truth = 95.92214 * 0.1; /* 0.8-quantile of the mixture, by halving */
        n_held += sim_interval_holds(&together, truth);
        n_single += sim_interval_holds(&strangers, 0);
        paired += together.half_width / TRIALS;
        apart += strangers.half_width / TRIALS;
        xp_sections_free(&a);
        xp_sections_free(&b);
        xp_sections_free(&c);
    }
    print_message("%g paired, %g apart; %d and %d of %d\n", paired, apart, n_held, n_single,
                  TRIALS);
    assert_true(n_held >= 0.95 * TRIALS - 5 * sqrt(0.95 * 0.05 * TRIALS));
    assert_true(fabs(n_single / (double)TRIALS - 0.95) < 5 * sqrt(0.95 * 0.05 / TRIALS));
    assert_true(paired < 0.4 * apart);
}

/* Waits over a range that moves by days, against none at all: what is certain adds no error. The
 * errors are 1111 numbers, whose outer ones may differ a little from the normal's, to both sides. */
static void
a_difference_from_what_is_certain_is_as_uncertain_as_the_other(void **state)
{
    (void)state;
    enum { DAYS = 20, N = 400 };
    xp_sections waits = empty(), none = empty();
    const double nothing[N] = {0};
    for (int day = 0; day < DAYS; day++) {
        double wait[N];
        for (int j = 0; j < N; j++) {
            wait[j] = 100 + day % 5 + j * 0.25;
        }
        add(&waits, wait, N);
        add(&none, nothing, N);
    }
    const sim_interval alone = quantile(&waits, 0.5), less = difference(&waits, &none, 0.5);
    const double width = alone.upper - alone.lower;
    assert_true(width > 0.5 && width < 5);
    assert_true(less.mean == alone.mean);
    assert_true(fabs(less.upper - less.lower - width) < 0.02 * width);
    assert_true(fabs(less.upper + less.lower - alone.upper - alone.lower) < 0.005 * width);
    xp_sections_free(&waits);
    xp_sections_free(&none);
}

/* Its errors are its own: they have all in common, whatever the scale of its counts. */
static void
nothing_differs_from_itself(void **state)
{
    (void)state;
    xp_sections a = empty();
    sim_stream stream = draws(5);
    for (int day = 0; day < 20; day++) {
        double wait[8];
        for (int j = 0; j < 8; j++) {
            wait[j] = exponential(&stream, 60);
        }
        add(&a, wait, 8);
    }
    const sim_interval it = difference(&a, &a, 0.8), alone = quantile(&a, 0.8);
    assert_true(it.mean == 0 && it.lower == 0 && it.upper == 0);
    assert_true(alone.half_width > 1);
    xp_sections_free(&a);
}

/* Two waits a replication: three of 40 lie beyond the 95 %, or none. */
static void
the_last_of_few_waits_bounds_no_quantile(void **state)
{
    (void)state;
    xp_sections sections = empty();
    sim_stream stream = draws(4);
    for (int day = 0; day < 20; day++) {
        const double wait[] = {exponential(&stream, 60), exponential(&stream, 60)};
        add(&sections, wait, 2);
    }
    const sim_interval p95 = quantile(&sections, 0.95), p50 = quantile(&sections, 0.5);
    assert_true(p95.lower > 60 && p95.lower < p95.mean && isinf(p95.upper));
    assert_true(p50.lower > 15 && p50.upper < 100 && p50.lower < p50.mean && p50.mean < p50.upper);
    xp_sections_free(&sections);
}

static void
replications_without_waits_count_too(void **state)
{
    (void)state;
    xp_sections sections = empty();
    for (int day = 0; day < 30; day++) {
        const double wait[] = {5, 10 + day, 100 + day};
        add(&sections, wait, day % 2 == 0 ? 3 : 0);
    }
    const sim_interval p50 = quantile(&sections, 0.5);
    assert_true(p50.lower > 4 && p50.lower < p50.mean && p50.upper > p50.mean && p50.upper < 110);
    xp_sections_free(&sections);
}

static void
one_section_and_none_have_no_interval(void **state)
{
    (void)state;
    xp_sections sections = empty();
    assert_int_equal(xp_sections_full(&sections), 0);
    assert_true(isnan(quantile(&sections, 0.5).mean));
    add(&sections, (double[]){3}, 0);
    assert_true(isnan(quantile(&sections, 0.5).mean));
    add(&sections, (double[]){3, 4}, 2);
    const sim_interval two = quantile(&sections, 0.5);
    assert_true(two.mean > 2 && two.mean < 5 && isinf(two.upper));
    xp_sections_free(&sections);
    sections = empty();
    add(&sections, (double[]){3, 4}, 2);
    assert_true(isnan(quantile(&sections, 0.5).lower));
    xp_sections_free(&sections);
}

/* Nine of ten wait 240 s, at the start of a bin that ends at 248 s. */
static void
a_value_that_many_have_is_in_the_interval(void **state)
{
    (void)state;
    xp_sections sections = empty();
    sim_stream stream = draws(11);
    for (int k = 0; k < 30; k++) {
        double wait[100];
        for (int j = 0; j < 100; j++) {
            wait[j] = j % 10 == 0 ? exponential(&stream, 100) : 240;
        }
        add(&sections, wait, 100);
    }
    const sim_interval it = quantile(&sections, 0.5);
    assert_true(it.lower <= 240 && it.upper <= 248);
    assert_true(it.mean >= 240 && it.mean <= 248);
    xp_sections_free(&sections);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_merge_when_all_are_full),
        cmocka_unit_test(alike_days_hold_the_truth_at_their_level),
        cmocka_unit_test(days_that_differ_hold_the_truth_at_their_level),
        cmocka_unit_test(paired_differences_are_as_narrow_as_their_days_are_alike),
        cmocka_unit_test(a_difference_from_what_is_certain_is_as_uncertain_as_the_other),
        cmocka_unit_test(nothing_differs_from_itself),
        cmocka_unit_test(the_last_of_few_waits_bounds_no_quantile),
        cmocka_unit_test(replications_without_waits_count_too),
        cmocka_unit_test(a_value_that_many_have_is_in_the_interval),
        cmocka_unit_test(one_section_and_none_have_no_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
