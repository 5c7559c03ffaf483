#include "sim/histogram.h"
#include "sim/random.h"
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static sim_stream
draws(uint64_t seed)
{
    return sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
}

static void
quantiles_are_those_of_the_sorted_values_to_a_bin(void **state)
{
    (void)state;
    enum { N = 20000 };
    static double x[N];
    sim_histogram histogram = {0};
    sim_stream stream = draws(1);
    for (int j = 0; j < N; j++) { /* over fifteen octaves */
        x[j] = exp(10 * sim_uniform(sim_stream_next(&stream)) - 2);
        sim_histogram_add(&histogram, x[j]);
    }
    gsl_sort(x, 1, N);
    double sum = 0;
    for (int k = 1; k < 100; k++) {
        const double p = k / 100.0;
        const double exact = gsl_stats_quantile_from_sorted_data(x, 1, N, p);
        const double found = sim_histogram_quantile(&histogram, p);
        const double error = fabs(found / exact - 1);
        assert_true(error < 1.0 / 16);
        sum += error;
    }
    assert_true(sum / 99 < 0.003); /* interpolated: a third of a bin would be 0.015 */
}

static void
one_value_is_found_within_its_bin(void **state)
{
    (void)state;
    for (double x = 0x1p-7; x < 0x1p25; x *= 1.0137) {
        sim_histogram histogram = {0};
        sim_histogram_add(&histogram, x);
        const double low = sim_histogram_quantile(&histogram, 1e-9);
        const double high = sim_histogram_quantile(&histogram, 1 - 1e-9);
        assert_true(low <= x * (1 + 1e-9) && x < high * (1 + 1e-9));
        assert_true(high <= low * 1.0626);
    }
}

static void
what_never_varies_is_exact(void **state)
{
    (void)state;
    static const double values[] = {10, 10.4, 0.3, 1e-3, 86400};
    for (size_t j = 0; j < sizeof(values) / sizeof(*values); j++) {
        sim_histogram histogram = {0}, both = {0};
        for (int k = 0; k < 7; k++) {
            sim_histogram_add(&histogram, values[j]);
        }
        sim_histogram_merge(&both, &histogram);
        sim_histogram_merge(&both, &histogram);
        for (int k = 1; k < 20; k++) {
            assert_true(sim_histogram_quantile(&both, k / 20.) == values[j]);
        }
    }
}

/* 10.0 and 10.4 share a bin. */
static void
the_same_bins_are_not_the_same_values(void **state)
{
    (void)state;
    sim_histogram a = {0}, b = {0}, c = {0};
    static const double x[] = {0, 10.0, 3, 0.1, 7}, y[] = {7, 0.1, 0, 3, 10.0},
                        z[] = {0, 10.4, 3, 0.1, 7};
    for (int j = 0; j < 5; j++) {
        sim_histogram_add(&a, x[j]);
        sim_histogram_add(&b, y[j]); /* in another order */
        sim_histogram_add(&c, z[j]);
    }
    for (int j = 0; j < SIM_HISTOGRAM_BINS; j++) {
        assert_int_equal(a.bin[j].n, c.bin[j].n);
    }
    assert_true(sim_histogram_equal(&a, &b));
    assert_false(sim_histogram_equal(&a, &c));
    sim_histogram_add(&b, 0);
    assert_false(sim_histogram_equal(&a, &b));
}

static void
quantiles_never_go_down(void **state)
{
    (void)state;
    sim_histogram histogram = {0};
    sim_stream stream = draws(2);
    for (int j = 0; j < 1000; j++) {
        const double u = sim_uniform(sim_stream_next(&stream));
        sim_histogram_add(&histogram, u < 0.3 ? 0 : -log(u) * 100);
    }
    double last = 0;
    for (double p = 0.0005; p < 1; p += 0.0005) {
        const double x = sim_histogram_quantile(&histogram, p);
        assert_true(x >= last);
        last = x;
    }
    assert_true(last > 100);
}

static void
zeros_are_exactly_zero(void **state)
{
    (void)state;
    sim_histogram histogram = {0};
    for (int j = 0; j < 10; j++) {
        sim_histogram_add(&histogram, j < 6 ? 0 : 60);
    }
    assert_int_equal(histogram.n, 10);
    assert_int_equal(histogram.n_zero, 6);
    assert_true(sim_histogram_quantile(&histogram, 0.6) == 0);
    assert_true(sim_histogram_quantile(&histogram, 0.8) == 60);
}

/* Of 1000 in 60 to 62 s, 700 are 60.7 s, rounded in other ways. */
static void
a_value_that_many_share_is_exact_beside_others(void **state)
{
    (void)state;
    sim_histogram all = {0};
    sim_stream stream = draws(4);
    for (int part = 0; part < 10; part++) {
        sim_histogram histogram = {0};
        for (int j = 0; j < 100; j++) {
            const double t = 1e4 * sim_uniform(sim_stream_next(&stream)),
                         other = 60.1 + 1.8 * j / 99;
            const double x = j % 10 < 7 ? t + 60.7 - t : other;
            sim_histogram_add(&histogram, x);
        }
        sim_histogram_merge(&all, &histogram);
    }
    assert_true(sim_histogram_quantile(&all, 1e-6) >= 60.1);
    assert_true(sim_histogram_quantile(&all, 1 - 1e-6) <= 61.9);
    for (int k = 10; k < 79; k++) { /* 9 % are below it */
        assert_true(fabs(sim_histogram_quantile(&all, k / 100.0) - 60.7) < 1e-9);
    }
    assert_true(sim_histogram_quantile(&all, 0.05) < 60.7);
    assert_true(sim_histogram_quantile(&all, 0.9) > 60.8);
}

static void
what_is_out_of_range_goes_to_the_end_bins(void **state)
{
    (void)state;
    sim_histogram small = {0}, large = {0};
    sim_histogram_add(&small, 1e-300);
    sim_histogram_add(&small, 0x1.fp-8);
    assert_int_equal(small.bin[0].n, 2);
    assert_true(sim_histogram_quantile(&small, 0.99) <= 0x1p-7);
    sim_histogram_add(&large, 1e300);
    sim_histogram_add(&large, INFINITY);
    assert_int_equal(large.bin[SIM_HISTOGRAM_BINS - 1].n, 2);
    assert_true(sim_histogram_quantile(&large, 0.99) <= 0x1p25);
    assert_true(sim_histogram_quantile(&large, 0.01) >= 0x1p25 * 0.96);
}

static void
without_data_there_is_no_quantile(void **state)
{
    (void)state;
    sim_histogram histogram = {0};
    assert_true(isnan(sim_histogram_quantile(&histogram, 0.5)));
    sim_histogram_add(&histogram, 1);
    assert_true(isnan(sim_histogram_quantile(&histogram, 0)));
    assert_true(isnan(sim_histogram_quantile(&histogram, 1)));
    assert_true(isnan(sim_histogram_quantile(&histogram, NAN)));
}

static void
merging_parts_is_adding_all_at_once(void **state)
{
    (void)state;
    sim_histogram all = {{{0}}}, part[3] = {{{{0}}}}, merged = {{{0}}};
    sim_stream stream = draws(3);
    for (int j = 0; j < 3000; j++) {
        const double u = sim_uniform(sim_stream_next(&stream)), x = j % 7 == 0 ? 0 : 1 / u;
        sim_histogram_add(&all, x);
        sim_histogram_add(&part[j % 3], x);
    }
    for (int j = 0; j < 3; j++) {
        sim_histogram_merge(&merged, &part[j]);
    }
    assert_true(sim_histogram_equal(&merged, &all));
    for (int j = 0; j < SIM_HISTOGRAM_BINS; j++) {
        const sim_bin *x = &merged.bin[j], *y = &all.bin[j];
        assert_true(x->n == y->n && x->least == y->least && x->span == y->span);
    }
    assert_true(sim_histogram_least(&all) >= 1 && sim_histogram_least(&all) < 1.01);
    assert_true(sim_histogram_most(&all) > 1000);
}

static void
a_full_bin_stays_full(void **state)
{
    (void)state;
    sim_histogram a = {.n = UINT32_MAX, .bin = {[9].n = UINT32_MAX}},
                  b = {.n = 2, .bin = {[9].n = 2}};
    sim_histogram_merge(&a, &b);
    assert_true(a.bin[9].n == UINT32_MAX);
    assert_true(sim_histogram_quantile(&a, 1 - 1e-12) == sim_histogram_quantile(&b, 1 - 1e-15));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_the_sorted_values_to_a_bin),
        cmocka_unit_test(one_value_is_found_within_its_bin),
        cmocka_unit_test(what_never_varies_is_exact),
        cmocka_unit_test(the_same_bins_are_not_the_same_values),
        cmocka_unit_test(quantiles_never_go_down),
        cmocka_unit_test(zeros_are_exactly_zero),
        cmocka_unit_test(a_value_that_many_share_is_exact_beside_others),
        cmocka_unit_test(what_is_out_of_range_goes_to_the_end_bins),
        cmocka_unit_test(without_data_there_is_no_quantile),
        cmocka_unit_test(merging_parts_is_adding_all_at_once),
        cmocka_unit_test(a_full_bin_stays_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
