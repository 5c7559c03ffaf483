/* Values that are known otherwise: by hand, by another formula, or by GSL. */
#include "sim/dist.h"
#include "sim/gamma.h"
#include "tests/support/dists.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

static test_arena arena;

static int
free_arena(void **state)
{
    (void)state;
    test_arena_free(&arena);
    return 0;
}

/* A distribution by type and numbers. */
static sim_dist
make(const char *type, double p0, double p1, double p2)
{
    const sim_dist dist = {.type = sim_dist_find(type), .p = {p0, p1, p2}};
    assert_non_null(dist.type);
    return dist_example_make(&dist, &arena);
}

static sim_dist
make_of(const char *type, double p0, double p1, double p2, sim_dist *parts, size_t n_parts,
        const double *weights)
{
    const sim_dist dist = {.type = sim_dist_find(type),
                           .p = {p0, p1, p2},
                           .part = parts,
                           .n_parts = n_parts,
                           .list = {weights},
                           .n_list = {weights == NULL ? 0 : n_parts}};
    return dist_example_make(&dist, &arena);
}

static void
assert_close(double value, double expected, double precision)
{
    if (!(fabs(value - expected) <= precision * fabs(expected))) {
        fail_msg("%.12g for %.12g", value, expected);
    }
}

static void
without_a_type_it_is_0(void **state)
{
    (void)state;
    const sim_dist none = {0};
    assert_true(sim_dist_is_zero(&none));
    assert_true(sim_dist_quantile(&none, 0.7) == 0 && sim_dist_mean(&none) == 0);
    assert_true(sim_dist_cdf(&none, 0) == 1 && sim_dist_variance(&none) == 0);
    sim_dist again = none;
    assert_null(sim_dist_setup(&again, test_arena_allocate, &arena));
    assert_true(sim_dist_is_zero(&again));
}

static void
constants_are_made_in_a_word(void **state)
{
    (void)state;
    const sim_dist seven = sim_dist_constant_of(7), zero = sim_dist_constant_of(0);
    assert_true(sim_dist_quantile(&seven, 0.1) == 7 && sim_dist_mean(&seven) == 7);
    assert_true(!sim_dist_is_zero(&seven) && sim_dist_is_zero(&zero));
    assert_string_equal(seven.type->name, "constant");
}

static void
a_mean_of_0_is_0(void **state)
{
    (void)state;
    const char *types[] = {"exponential", "erlang", "gamma", "lognormal", "weibull"};
    for (size_t j = 0; j < sizeof(types) / sizeof(types[0]); j++) {
        const sim_dist dist = make(types[j], 0, 2, 0);
        assert_true(sim_dist_is_zero(&dist));
        assert_true(sim_dist_quantile(&dist, 0.9) == 0 && sim_dist_variance(&dist) == 0);
    }
}

static void
erlang_agrees_with_its_sum(void **state)
{
    (void)state;
    /* P(X > x) = e^-y (1 + y + y^2/2), y = 3 x / mean */
    const sim_dist dist = make("erlang", 60, 3, 0);
    for (double x = 5; x < 300; x *= 1.3) {
        const double y = x / 20;
        assert_close(1 - sim_dist_cdf(&dist, x), exp(-y) * (1 + y + y * y / 2), 1e-9);
    }
}

static void
gamma_quantiles_invert_gsls_cdf(void **state)
{
    (void)state;
    for (double shape = 0.01; shape < 200; shape *= 1.3) {
        const sim_gamma gamma = sim_gamma_of(shape);
        for (double v = 0x1p-53; v <= 0.5; v *= 2.7) {
            const double low = sim_gamma_quantile(&gamma, v);
            const double high = sim_gamma_quantile(&gamma, 1 - v);
            if (low > 1e-300) {
                assert_close(gsl_cdf_gamma_P(low, shape, 1), v, 1e-9);
                assert_close(sim_gamma_cdf(&gamma, low), v, 1e-9);
            }
            assert_close(gsl_cdf_gamma_Q(high, shape, 1), 1 - (1 - v), 1e-9);
        }
    }
}

static void
gammas_go_by_normals_too(void **state)
{
    (void)state;
    for (double shape = 0.01; shape < 9000; shape *= 1.7) {
        const sim_gamma gamma = sim_gamma_of(shape);
        for (double z = -5; z <= 5; z += 0.37) {
            const double u = gsl_cdf_ugaussian_P(z);
            assert_close(sim_gamma_of_normal(&gamma, z), sim_gamma_quantile(&gamma, u), 1e-8);
        }
        /* sharp where 1 - u is not */
        const double far = sim_gamma_of_normal(&gamma, 8.3);
        if (shape < 200) {
            assert_close(gsl_cdf_gamma_Q(far, shape, 1), gsl_cdf_ugaussian_Q(8.3), 1e-9);
        }
    }
}

/* Where GSL's cdf is too rough to judge: Cornish and Fisher 1937, to the third order. */
static void
gamma_quantiles_of_large_shapes_are_nearly_normal(void **state)
{
    (void)state;
    const double shape = 10000, skewness = 2 / sqrt(shape);
    const sim_gamma gamma = sim_gamma_of(shape);
    for (double u = 0.0005; u < 1; u += 0.013) {
        const double z = gsl_cdf_ugaussian_Pinv(u);
        const double w = z + (z * z - 1) * skewness / 6 +
                         (z * z * z - 3 * z) * 1.5 * skewness * skewness / 24 -
                         (2 * z * z * z - 5 * z) * skewness * skewness / 36;
        assert_close(sim_gamma_quantile(&gamma, u), shape + sqrt(shape) * w, 1e-7);
    }
}

static void
lognormal_has_the_median_of_the_textbook(void **state)
{
    (void)state;
    const sim_dist dist = make("lognormal", 193, 1.09, 0);
    assert_close(sim_dist_quantile_exact(&dist, 0.5), 193 / sqrt(1 + 1.09 * 1.09), 1e-14);
    const double sigma = sqrt(log(1 + 1.09 * 1.09));
    assert_close(sim_dist_quantile(&dist, 0.9),
                 193 * exp(-sigma * sigma / 2 + sigma * 1.2815515655446004), 1e-6);
    assert_close(sim_dist_cdf(&dist, 193), gsl_cdf_ugaussian_P(sigma / 2), 1e-14);
}

static void
weibull_of_shape_2_is_rayleigh(void **state)
{
    (void)state;
    const sim_dist dist = make("weibull", 100, 2, 0);
    const double scale = 200 / sqrt(acos(-1));
    assert_close(sim_dist_quantile(&dist, 0.3), scale * sqrt(-log(0.7)), 1e-6);
    assert_close(sim_dist_variance(&dist), scale * scale * (1 - acos(-1) / 4), 1e-12);
}

static void
a_mixture_of_constants_gives_each_its_share(void **state)
{
    (void)state;
    sim_dist parts[] = {{.type = sim_dist_find("constant"), .p = {30}},
                        {.type = sim_dist_find("constant"), .p = {10}},
                        {.type = sim_dist_find("never")}};
    const double weights[] = {3, 1, 4};
    const sim_dist dist = make_of("mixture", 0, 0, 0, parts, 3, weights);
    assert_true(sim_dist_quantile(&dist, 0.124) == 10);
    assert_close(sim_dist_quantile(&dist, 0.126), 30, 1e-12);
    assert_close(sim_dist_quantile(&dist, 0.499), 30, 1e-12);
    assert_true(isinf(sim_dist_quantile(&dist, 0.501)) && isinf(sim_dist_mean(&dist)));
    assert_true(sim_dist_cdf(&dist, 10) == 0.125 && sim_dist_cdf(&dist, 1e9) == 0.5);
}

/* Also below 1, as of shares. */
static void
a_mixture_lies_between_its_parts(void **state)
{
    (void)state;
    sim_dist parts[] = {{.type = sim_dist_find("constant"), .p = {0.7}},
                        {.type = sim_dist_find("constant"), .p = {0.1}}};
    const double weights[] = {3, 1};
    const sim_dist dist = make_of("mixture", 0, 0, 0, parts, 2, weights);
    double low, high;
    assert_true(sim_dist_quantile(&dist, 0.2) == 0.1);
    assert_close(sim_dist_quantile(&dist, 0.9), 0.7, 1e-12);
    sim_dist_bounds(&dist, 0.9, &low, &high);
    assert_true(low == 0.1 && high == 0.7);
}

static void
a_weight_of_0_takes_part_in_nothing(void **state)
{
    (void)state;
    sim_dist parts[] = {{.type = sim_dist_find("exponential"), .p = {30}},
                        {.type = sim_dist_find("never")}};
    const double weights[] = {3, 0};
    const sim_dist dist = make_of("mixture", 0, 0, 0, parts, 2, weights);
    assert_close(sim_dist_quantile(&dist, 0.7), -30 * log(0.3), 1e-6);
    assert_close(sim_dist_mean(&dist), 30, 1e-14);
    assert_close(sim_dist_variance(&dist), 900, 1e-14);
}

static void
hyperexponential_is_a_mixture_of_exponentials(void **state)
{
    (void)state;
    sim_dist parts[] = {{.type = sim_dist_find("exponential"), .p = {10}},
                        {.type = sim_dist_find("exponential"), .p = {300}}};
    const double weights[] = {4, 1}, means[] = {10, 300};
    const sim_dist mixture = make_of("mixture", 0, 0, 0, parts, 2, weights);
    const sim_dist given = {
        .type = sim_dist_find("hyperexponential"), .list = {means, weights}, .n_list = {2, 2}};
    const sim_dist dist = dist_example_make(&given, &arena);
    for (double u = 0.001; u < 1; u += 0.01) {
        assert_close(sim_dist_quantile(&dist, u), sim_dist_quantile(&mixture, u), 1e-6);
    }
    assert_close(sim_dist_mean(&dist), 68, 1e-14);
    assert_close(sim_dist_variance(&dist), 2 * (0.8 * 100 + 0.2 * 90000) - 68 * 68, 1e-14);
    assert_close(sim_dist_variance(&mixture), sim_dist_variance(&dist), 1e-12);
}

static void
a_shift_moves_and_does_not_spread(void **state)
{
    (void)state;
    sim_dist part = {.type = sim_dist_find("exponential"), .p = {30}};
    const sim_dist dist = make_of("shifted", 12, 0, 0, &part, 1, NULL);
    assert_close(sim_dist_quantile(&dist, 0.5), 12 + 30 * log(2), 1e-14);
    assert_true(sim_dist_mean(&dist) == 42 && sim_dist_variance(&dist) == 900);
    assert_true(sim_dist_cdf(&dist, 12) == 0 && sim_dist_cdf(&dist, 11) == 0);
}

static void
a_truncated_exponential_forgets_its_lower_bound(void **state)
{
    (void)state;
    sim_dist part = {.type = sim_dist_find("exponential"), .p = {30}};
    const sim_dist above = make_of("truncated", 0, 50, NAN, &part, 1, NULL);
    assert_close(sim_dist_mean(&above), 80, 1e-6);
    assert_close(sim_dist_variance(&above), 900, 1e-5);
    assert_close(sim_dist_quantile(&above, 0.5), 50 + 30 * log(2), 1e-6);

    /* On [0, m]: mean 30 - m / (e^(m/30) - 1). */
    const sim_dist below = make_of("truncated", 0, NAN, 50, &part, 1, NULL);
    assert_close(sim_dist_mean(&below), 30 - 50 / expm1(50.0 / 30), 1e-6);
    assert_true(sim_dist_cdf(&below, 50) == 1 && sim_dist_quantile(&below, 1 - 0x1p-53) <= 50);
}

static void
truncation_keeps_its_bounds(void **state)
{
    (void)state;
    /* 2, 3 and 4 of a geometric: 1, 3/4, 9/16 to each other. */
    sim_dist part = {.type = sim_dist_find("geometric"), .p = {4}};
    const sim_dist dist = make_of("truncated", 0, 2, 4, &part, 1, NULL);
    assert_true(sim_dist_quantile(&dist, 0.01) == 2 && sim_dist_quantile(&dist, 0.99) == 4);
    assert_close(sim_dist_cdf(&dist, 2), 16.0 / 37, 1e-12);
    assert_close(sim_dist_cdf(&dist, 3), 28.0 / 37, 1e-12);
    assert_close(sim_dist_mean(&dist), (2 * 16 + 3 * 12 + 4 * 9) / 37.0, 1e-6);
}

static void
empirical_is_linear_between_its_values(void **state)
{
    (void)state;
    const double values[] = {10, 20, 20, 50}, at[] = {0, 0.5, 0.6, 1};
    const sim_dist even = {.type = sim_dist_find("empirical"), .list = {values}, .n_list = {4, 0}};
    sim_dist dist = dist_example_make(&even, &arena);
    assert_close(sim_dist_quantile(&dist, 1.0 / 6), 15, 1e-12);
    assert_close(sim_dist_quantile(&dist, 0.5), 20, 1e-12);
    assert_close(sim_dist_quantile(&dist, 5.0 / 6), 35, 1e-12);
    assert_close(sim_dist_cdf(&dist, 20), 2.0 / 3, 1e-12);
    assert_close(sim_dist_mean(&dist), (15 + 20 + 35) / 3.0, 1e-12);

    const sim_dist uneven = {
        .type = sim_dist_find("empirical"), .list = {values, at}, .n_list = {4, 4}};
    dist = dist_example_make(&uneven, &arena);
    assert_close(sim_dist_quantile(&dist, 0.25), 15, 1e-12);
    assert_close(sim_dist_quantile(&dist, 0.55), 20, 1e-12);
    assert_close(sim_dist_quantile(&dist, 0.8), 35, 1e-12);
    assert_close(sim_dist_cdf(&dist, 15), 0.25, 1e-12);
    assert_close(sim_dist_mean(&dist), 0.5 * 15 + 0.1 * 20 + 0.4 * 35, 1e-12);
}

static sim_dist
survival(const double *t_s, const double *s, size_t n, double tail_mean)
{
    const sim_dist dist = {.type = sim_dist_find("survival"),
                           .list = {t_s, s},
                           .n_list = {n, n},
                           .p = {0, 0, tail_mean}};
    return dist_example_make(&dist, &arena);
}

static void
a_survival_table_is_met_and_exponential_between(void **state)
{
    (void)state;
    const double t_s[] = {10, 30, 40}, s[] = {0.9, 0.6, 0.6};
    const sim_dist dist = survival(t_s, s, 3, 100);
    for (size_t j = 0; j < 3; j++) {
        assert_close(sim_dist_cdf(&dist, t_s[j]), 1 - s[j], 1e-12);
    }
    assert_close(sim_dist_cdf(&dist, 5), 1 - sqrt(0.9), 1e-12);
    assert_close(sim_dist_cdf(&dist, 20), 1 - sqrt(0.9 * 0.6), 1e-12);
    assert_close(sim_dist_cdf(&dist, 35), 0.4, 1e-12);
    assert_close(sim_dist_cdf(&dist, 140), 1 - 0.6 * exp(-1), 1e-12);
    assert_close(sim_dist_quantile(&dist, 0.1), 10, 1e-12);
    assert_close(sim_dist_quantile(&dist, 1 - sqrt(0.9 * 0.6)), 20, 1e-12);
    assert_close(sim_dist_quantile(&dist, 0.41), 40 + 100 * log(0.6 / 0.59), 1e-12);
    const double mean = 0.1 / (log(1 / 0.9) / 10) + 0.3 / (log(0.9 / 0.6) / 20) + 6 + 60;
    assert_close(sim_dist_mean(&dist), mean, 1e-12);
}

static void
points_of_one_exponential_are_that_exponential(void **state)
{
    (void)state;
    /* The 0.001 s make the last piece's moments come from their series. */
    const double t_s[] = {10, 60, 60.001}, s[] = {exp(-0.1), exp(-0.6), exp(-0.60001)};
    const sim_dist dist = survival(t_s, s, 3, NAN);
    for (double u = 0.01; u < 1; u += 0.01) {
        assert_close(sim_dist_quantile(&dist, u), -100 * log1p(-u), 1e-7);
    }
    assert_close(sim_dist_mean(&dist), 100, 1e-7);
    assert_close(sim_dist_variance(&dist), 10000, 1e-7);
}

static void
a_survival_table_may_begin_below_1_and_end_at_0(void **state)
{
    (void)state;
    const double t_s[] = {0, 10, 30}, s[] = {0.8, 0.5, 0};
    const sim_dist dist = survival(t_s, s, 3, 0);
    assert_true(sim_dist_cdf(&dist, 0) >= 0.2 - 1e-15 && sim_dist_quantile(&dist, 0.19) == 0);
    assert_close(sim_dist_quantile(&dist, 0.75), 20, 1e-12);
    assert_close(sim_dist_cdf(&dist, 20), 0.75, 1e-12);
    assert_true(sim_dist_cdf(&dist, 30) == 1 && sim_dist_quantile(&dist, 1 - 0x1p-53) <= 30);
}

static void
geometric_counts_trials(void **state)
{
    (void)state;
    const sim_dist dist = make("geometric", 4, 0, 0);
    assert_true(sim_dist_quantile(&dist, 0.2499) == 1 && sim_dist_quantile(&dist, 0.2501) == 2);
    assert_true(sim_dist_quantile(&dist, 0.4374) == 2 && sim_dist_quantile(&dist, 0.4376) == 3);
    assert_close(sim_dist_cdf(&dist, 2.5), 0.4375, 1e-14);
    const sim_dist once = make("geometric", 1, 0, 0);
    assert_true(sim_dist_quantile(&once, 1 - 0x1p-53) == 1 && sim_dist_variance(&once) == 0);
}

/* Borel's numbers by the formula; mean 10: P(1) = .406570, variance 900. */
static void
borel_counts_clusters(void **state)
{
    (void)state;
    const sim_dist dist = make("borel", 10, 0, 0);
    double sum = 0;
    for (int n = 1; n <= 60; n++) {
        const double p = exp(-0.9 * n + (n - 1) * log(0.9 * n) - lgamma(n + 1.0));
        assert_true(sim_dist_quantile(&dist, sum + 1e-9) == n);
        sum += p;
        assert_close(sim_dist_cdf(&dist, n + 0.5), sum, 1e-12);
        assert_true(sim_dist_quantile(&dist, sum - 1e-9) == n);
    }
    assert_close(sim_dist_cdf(&dist, 1), 0.406570, 1e-6);
    assert_close(sim_dist_variance(&dist), 900, 1e-12);
    double mean = 0;
    for (int j = 0; j < 100000; j++) {
        mean += sim_dist_quantile(&dist, (j + 0.5) / 100000) / 100000;
    }
    assert_close(mean, 10, 0.01);
    const sim_dist once = make("borel", 1, 0, 0);
    assert_true(sim_dist_quantile(&once, 1 - 0x1p-53) == 1 && sim_dist_cdf(&once, 1) == 1);
}

static void
never_is_later_than_anything(void **state)
{
    (void)state;
    const sim_dist dist = make("never", 0, 0, 0);
    assert_true(isinf(sim_dist_quantile(&dist, 0x1p-53)) && sim_dist_cdf(&dist, 1e300) == 0);
    assert_true(isinf(sim_dist_mean(&dist)));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_type_it_is_0),
        cmocka_unit_test(constants_are_made_in_a_word),
        cmocka_unit_test(a_mean_of_0_is_0),
        cmocka_unit_test(erlang_agrees_with_its_sum),
        cmocka_unit_test(gamma_quantiles_invert_gsls_cdf),
        cmocka_unit_test(gammas_go_by_normals_too),
        cmocka_unit_test(gamma_quantiles_of_large_shapes_are_nearly_normal),
        cmocka_unit_test(lognormal_has_the_median_of_the_textbook),
        cmocka_unit_test(weibull_of_shape_2_is_rayleigh),
        cmocka_unit_test(a_mixture_of_constants_gives_each_its_share),
        cmocka_unit_test(a_mixture_lies_between_its_parts),
        cmocka_unit_test(a_weight_of_0_takes_part_in_nothing),
        cmocka_unit_test(hyperexponential_is_a_mixture_of_exponentials),
        cmocka_unit_test(a_shift_moves_and_does_not_spread),
        cmocka_unit_test(a_truncated_exponential_forgets_its_lower_bound),
        cmocka_unit_test(truncation_keeps_its_bounds),
        cmocka_unit_test(empirical_is_linear_between_its_values),
        cmocka_unit_test(a_survival_table_is_met_and_exponential_between),
        cmocka_unit_test(points_of_one_exponential_are_that_exponential),
        cmocka_unit_test(a_survival_table_may_begin_below_1_and_end_at_0),
        cmocka_unit_test(geometric_counts_trials),
        cmocka_unit_test(borel_counts_clusters),
        cmocka_unit_test(never_is_later_than_anything),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
