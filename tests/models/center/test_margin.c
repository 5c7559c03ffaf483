/* The noise of intervals: its table against its formula, and its mean and variance. */
#include "models/center/margin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

static const double cvs[] = {0.001, 0.0099, 0.01, 0.097, 0.133, 0.433, 0.814, 1, 2, 5, 10};

static void
for_each_margin(void (*check)(const cc_margin *margin))
{
    for (size_t j = 0; j < sizeof(cvs) / sizeof(cvs[0]); j++) {
        for (int lognormal = 0; lognormal < 2; lognormal++) {
            cc_margin margin;
            assert_int_equal(cc_margin_init(&margin, cvs[j], lognormal), 0);
            check(&margin);
            cc_margin_free(&margin);
        }
    }
}

static void
check_table(const cc_margin *margin)
{
    for (double z = -CC_MARGIN_REACH; z < CC_MARGIN_REACH; z += 0.00317) {
        const double exact = cc_margin_exact(margin, z), x = cc_margin_at(margin, z);
        if (!(fabs(x - exact) <= 2e-7 * fmax(exact, 1e-3))) {
            fail_msg("cv %g: %.10g for %.10g at %g", margin->cv, x, exact, z);
        }
    }
}

static void
the_table_keeps_to_the_formula(void **state)
{
    (void)state;
    for_each_margin(check_table);
}

/* By the trapezoidal rule, which for what falls off like a normal is exact. */
static void
check_moments(const cc_margin *margin)
{
    const double step = 0.005;
    double first = 0, second = 0;
    for (double z = -CC_MARGIN_REACH; z <= CC_MARGIN_REACH; z += step) {
        const double weight = step * 0.398942280401432678 * exp(-0.5 * z * z);
        const double x = cc_margin_at(margin, z);
        first += weight * x;
        second += weight * x * x;
    }
    const double cv = sqrt(second - first * first);
    if (!(fabs(first - 1) <= 1e-7 && fabs(cv - margin->cv) <= 1e-5 * margin->cv)) {
        fail_msg("mean %.10g, cv %.10g for %g", first, cv, margin->cv);
    }
}

static void
its_mean_is_1_and_its_cv_as_asked(void **state)
{
    (void)state;
    for_each_margin(check_moments);
}

static void
a_gamma_factor_has_below_it_what_its_normal_has(void **state)
{
    (void)state;
    for (double cv = 0.02; cv < 10; cv *= 1.7) {
        const cc_margin margin = {.cv = cv};
        for (double z = -5; z < 8; z += 0.3) {
            const double x = cc_margin_exact(&margin, z);
            const double above = gsl_cdf_gamma_Q(x, 1 / (cv * cv), cv * cv);
            const double exact = gsl_cdf_ugaussian_Q(z);
            assert_true(fabs(above - exact) <= 1e-9 * exact);
        }
    }
}

static void
a_narrow_gamma_factor_too_as_far_as_its_cube_goes(void **state)
{
    (void)state;
    static const double narrow[] = {0.003, 0.005, 0.0099};
    for (size_t j = 0; j < 3; j++) {
        const cc_margin margin = {.cv = narrow[j]};
        const double variance = narrow[j] * narrow[j];
        for (double z = -4; z <= 4; z += 0.5) {
            const double x = cc_margin_exact(&margin, z);
            const double above = gsl_cdf_gamma_Q(x, 1 / variance, variance);
            const double exact = gsl_cdf_ugaussian_Q(z);
            assert_true(fabs(above - exact) <= 5e-4 * exact); /* 1e-6 of the factor */
        }
    }
}

static void
normals_beyond_reach_count_as_the_last(void **state)
{
    (void)state;
    cc_margin margin;
    assert_int_equal(cc_margin_init(&margin, 0.3, false), 0);
    assert_true(cc_margin_at(&margin, -100) == cc_margin_at(&margin, -CC_MARGIN_REACH));
    assert_true(cc_margin_at(&margin, 100) == cc_margin_at(&margin, CC_MARGIN_REACH));
    const double end = cc_margin_exact(&margin, CC_MARGIN_REACH);
    assert_true(fabs(cc_margin_at(&margin, 100) - end) <= 1e-7 * end);
    cc_margin_free(&margin);
    cc_margin_free(&margin); /* safe */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_keeps_to_the_formula),
        cmocka_unit_test(its_mean_is_1_and_its_cv_as_asked),
        cmocka_unit_test(a_gamma_factor_has_below_it_what_its_normal_has),
        cmocka_unit_test(a_narrow_gamma_factor_too_as_far_as_its_cube_goes),
        cmocka_unit_test(normals_beyond_reach_count_as_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
