#include "sim/moments.h"
#include "sim/random.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 60, NUMBERS = 6 + 21 + 56 };

/* Six quantities that depend on each other, none near 0. */
static void
draw_rows(double x[N][SIM_MOMENTS])
{
    sim_stream stream = sim_stream_make((sim_key){7, 0}, (sim_name){0, 0, 0});
    for (int j = 0; j < N; j++) {
        double common = -log(sim_uniform(sim_stream_next(&stream)));
        for (int k = 0; k < SIM_MOMENTS; k++) {
            x[j][k] = 5 * (k + 1) + common * (k - 2) - log(sim_uniform(sim_stream_next(&stream)));
        }
        x[j][0] += 400; /* a sum of squares */
    }
}

static sim_moments
moments_of(double number[NUMBERS], int k, double x[N][SIM_MOMENTS])
{
    sim_moments moments = {.number = number, .k = k};
    for (int j = 0; j < NUMBERS; j++) {
        number[j] = 0;
    }
    for (int j = 0; j < N; j++) {
        sim_moments_add(&moments, x[j]);
    }
    return moments;
}

static void
one_two_six_by_hand(void **state)
{
    (void)state;
    double number[3] = {0};
    sim_moments moments = {.number = number, .k = 1};
    assert_int_equal(sim_moments_size(1), 3);
    assert_true(isnan(sim_moments_mean(&moments, 0)));
    static const double x[] = {1, 2, 6};
    for (int j = 0; j < 3; j++) {
        sim_moments_add(&moments, &x[j]);
    }
    assert_int_equal(moments.n, 3);
    assert_true(fabs(number[0] - 3) < 1e-15);
    assert_true(fabs(number[1] - (4 + 1 + 9)) < 1e-14);
    assert_true(fabs(number[2] - (-8 - 1 + 27)) < 1e-13);
}

static void
sums_of_products_are_those_of_two_passes(void **state)
{
    (void)state;
    double x[N][SIM_MOMENTS], number[NUMBERS], mean[SIM_MOMENTS] = {0};
    draw_rows(x);
    assert_int_equal(sim_moments_size(SIM_MOMENTS), NUMBERS);
    moments_of(number, SIM_MOMENTS, x);
    for (int j = 0; j < N; j++) {
        for (int k = 0; k < SIM_MOMENTS; k++) {
            mean[k] += x[j][k] / N;
        }
    }
    const double *two = number + 6, *three = number + 6 + 21;
    for (int k = 0; k < SIM_MOMENTS; k++) {
        assert_true(fabs(number[k] - mean[k]) < 1e-11);
        for (int l = k; l < SIM_MOMENTS; l++) {
            double sum = 0;
            for (int j = 0; j < N; j++) {
                sum += (x[j][k] - mean[k]) * (x[j][l] - mean[l]);
            }
            assert_true(fabs(*two++ - sum) < 1e-9);
            for (int m = l; m < SIM_MOMENTS; m++) {
                double product = 0;
                for (int j = 0; j < N; j++) {
                    product += (x[j][k] - mean[k]) * (x[j][l] - mean[l]) * (x[j][m] - mean[m]);
                }
                assert_true(fabs(*three++ - product) < 1e-8);
            }
        }
    }
}

/* The gradient by differences of the value. */
static void
assert_gradient(sim_function (*function)(const sim_moments *, int), int at, int terms)
{
    double number[NUMBERS] = {0}, mean[SIM_MOMENTS] = {420, 11, 14, 430, 12, 17};
    sim_moments moments = {.number = number, .k = SIM_MOMENTS, .n = 1};
    for (int k = 0; k < SIM_MOMENTS; k++) {
        number[k] = mean[k];
    }
    const sim_function f = function(&moments, at);
    for (int k = 0; k < SIM_MOMENTS; k++) {
        const double step = 1e-5;
        number[k] = mean[k] + step;
        const double above = function(&moments, at).value;
        number[k] = mean[k] - step;
        const double below = function(&moments, at).value;
        number[k] = mean[k];
        assert_true(fabs(f.gradient[k] - (above - below) / (2 * step)) < 1e-7);
        assert_true((f.gradient[k] != 0) == (k >= at && k < at + terms));
    }
}

static void
gradients_are_derivatives(void **state)
{
    (void)state;
    assert_gradient(sim_function_mean, 3, 1);
    assert_gradient(sim_function_ratio, 0, 2);
    assert_gradient(sim_function_ratio, 2, 2);
    assert_gradient(sim_function_deviation, 0, 3);
    assert_gradient(sim_function_deviation, 3, 3);
}

/* Each replication moves a difference of ratios by its own linearised residual. */
static void
the_error_of_a_difference_is_that_of_its_residuals(void **state)
{
    (void)state;
    double x[N][SIM_MOMENTS], number[NUMBERS], e[N], squares = 0, cubes = 0;
    draw_rows(x);
    const sim_moments moments = moments_of(number, 4, x);
    const double *m = number, a = m[0] / m[1], b = m[2] / m[3];
    const sim_function mine = sim_function_ratio(&moments, 0);
    const sim_function base = sim_function_ratio(&moments, 2);
    const sim_function difference = sim_function_minus(&mine, &base);
    assert_true(difference.value == a - b);
    double aa = 0, ab = 0, bb = 0;
    for (int j = 0; j < N; j++) {
        const double first = (x[j][0] - a * x[j][1]) / m[1];
        const double second = (x[j][2] - b * x[j][3]) / m[3];
        e[j] = first - second;
        squares += e[j] * e[j];
        cubes += e[j] * e[j] * e[j];
        aa += first * first;
        ab += first * second;
        bb += second * second;
    }
    const sim_error_moments error = sim_moments_error(&moments, &difference);
    assert_true(fabs(error.variance / (squares / (N - 1) / N) - 1) < 1e-9);
    assert_true(fabs(error.third / (cubes / (N - 1) / (N - 2) / N) - 1) < 1e-9);
    assert_true(fabs(sim_moments_correlation(&moments, &mine, &base) - ab / sqrt(aa * bb)) < 1e-9);
    assert_true(sim_moments_correlation(&moments, &mine, &mine) > 1 - 1e-12);
}

static void
what_a_function_does_not_know_does_not_matter(void **state)
{
    (void)state;
    double number[4 + 10 + 20] = {0};
    sim_moments moments = {.number = number, .k = 4};
    sim_moments_add(&moments, (double[]){3, 0, NAN, 1});
    sim_moments_add(&moments, (double[]){4, 0, 2, 1});
    sim_moments_add(&moments, (double[]){5, 0, INFINITY, 2});
    const sim_function of_nothing = sim_function_ratio(&moments, 0);
    assert_true(isnan(of_nothing.value)); /* x/0 */
    assert_true(isnan(sim_moments_error(&moments, &of_nothing).variance));
    const sim_function mean = sim_function_mean(&moments, 0);
    const sim_error_moments error = sim_moments_error(&moments, &mean);
    assert_true(fabs(error.variance - 1. / 3) < 1e-14 && fabs(error.third) < 1e-14);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_two_six_by_hand),
        cmocka_unit_test(sums_of_products_are_those_of_two_passes),
        cmocka_unit_test(gradients_are_derivatives),
        cmocka_unit_test(the_error_of_a_difference_is_that_of_its_residuals),
        cmocka_unit_test(what_a_function_does_not_know_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
