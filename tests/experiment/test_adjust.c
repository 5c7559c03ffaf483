/* Regression on controls against the normal equations solved anew from all observations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/adjust.h"
#include "sim/elementary.h"
#include "sim/interval.h"
#include "sim/random.h"
#include "tests/support/near.h"
#include <math.h>
#include <string.h>

enum { N = 200, K = 3 };

typedef struct sample {
    double y[N], c[N][XP_CONTROLS];
    uint64_t n;
} sample;

static double
normal(sim_stream *stream)
{
    return sim_normal_quantile(sim_uniform(sim_stream_next(stream)));
}

/* y = 5 + 2 c0 - c1 + 0.5 c2 + noise; the controls are correlated, of very different sizes. */
static void
draw(sample *self, uint64_t seed, uint64_t n)
{
    sim_stream stream = sim_stream_make((sim_key){seed, 0}, (sim_name){1, 0, 0});
    self->n = n;
    for (uint64_t j = 0; j < n; j++) {
        const double a = normal(&stream), b = normal(&stream), c = normal(&stream);
        self->c[j][0] = a;
        self->c[j][1] = 1e9 * (a + b);
        self->c[j][2] = 1e-6 * (b - c);
        self->y[j] = 5 + 2 * a - (a + b) + 0.5 * (b - c) + 0.3 * normal(&stream);
    }
}

/* By the accumulator: mean of y, and what controls leave. */
static bool
adjusted(const sample *self, int k, double *mean, double *squares, xp_adjusted *it)
{
    xp_adjust adjust = {.k = k};
    double cross[XP_CONTROLS] = {0};
    *mean = *squares = 0;
    for (uint64_t j = 0; j < self->n; j++) {
        const double off = self->y[j] - *mean;
        *mean += off / (double)(j + 1);
        *squares += off * (self->y[j] - *mean);
        xp_adjust_add(&adjust, self->c[j]);
        xp_adjust_cross(&adjust, self->y[j] - *mean, cross);
    }
    return xp_adjust_of(&adjust, cross, *squares, it);
}

/* Least squares of y on 1 and the controls, in units of them, by elimination. */
static void
slowly(const sample *self, double *intercept, double *variance)
{
    static const double unit[K] = {1, 1e9, 1e-6};
    double a[K + 1][2 * K + 3] = {{0}};
    for (uint64_t j = 0; j < self->n; j++) {
        double x[K + 1] = {1};
        for (int k = 0; k < K; k++) {
            x[k + 1] = self->c[j][k] / unit[k];
        }
        for (int r = 0; r <= K; r++) {
            for (int l = 0; l <= K; l++) {
                a[r][l] += x[r] * x[l];
            }
            a[r][K + 1] += x[r] * self->y[j];
        }
    }
    for (int r = 0; r <= K; r++) {
        a[r][K + 2 + r] = 1;
    }
    for (int p = 0; p <= K; p++) {
        for (int r = 0; r <= K; r++) {
            const double by = a[r][p] / a[p][p];
            for (int l = 0; l < 2 * K + 3 && r != p; l++) {
                a[r][l] -= by * a[p][l];
            }
        }
    }
    double b[K + 1], rest = 0;
    for (int r = 0; r <= K; r++) {
        b[r] = a[r][K + 1] / a[r][r];
    }
    for (uint64_t j = 0; j < self->n; j++) {
        double off = self->y[j] - b[0];
        for (int k = 0; k < K; k++) {
            off -= b[k + 1] * self->c[j][k] / unit[k];
        }
        rest += off * off;
    }
    *intercept = b[0];
    *variance = rest / (double)(self->n - K - 1) * a[0][K + 2] / a[0][0];
}

static void
it_is_the_intercept_of_least_squares(void **state)
{
    (void)state;
    static sample it;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        draw(&it, seed, seed % 2 == 0 ? N : 40);
        double mean, squares, intercept, variance;
        xp_adjusted found;
        assert_true(adjusted(&it, K, &mean, &squares, &found));
        slowly(&it, &intercept, &variance);
        assert_near(mean - found.shift, intercept, 1e-9);
        assert_near(found.variance / variance, 1, 1e-8);
        assert_int_equal(found.degrees, it.n - K - 1);
    }
}

static void
what_says_nothing_more_is_left_out(void **state)
{
    (void)state;
    static sample it;
    draw(&it, 3, N);
    double mean, squares;
    xp_adjusted three, five;
    assert_true(adjusted(&it, K, &mean, &squares, &three));
    for (int j = 0; j < N; j++) {
        it.c[j][4] = it.c[j][2];
        it.c[j][3] = 2 * it.c[j][0] - 1e-9 * it.c[j][1];
        it.c[j][5] = 0; /* never varies */
    }
    assert_true(adjusted(&it, 6, &mean, &squares, &five));
    assert_near(five.shift, three.shift, 1e-9);
    assert_near(five.variance / three.variance, 1, 1e-9);
    assert_int_equal(five.degrees, N - K - 1);
}

static void
few_observations_have_few_controls(void **state)
{
    (void)state;
    static sample it;
    double mean, squares;
    xp_adjusted found;
    for (uint64_t n = 1; n < XP_PER_CONTROL; n++) {
        draw(&it, 4, n);
        assert_false(adjusted(&it, K, &mean, &squares, &found));
    }
    draw(&it, 4, 2 * XP_PER_CONTROL);
    assert_true(adjusted(&it, K, &mean, &squares, &found));
    assert_int_equal(found.degrees, 2 * XP_PER_CONTROL - 2 - 1);
}

/* With normal errors the interval is exact: of 4,000, from 20 observations each. */
static void
intervals_hold_the_truth_as_often_as_they_say(void **state)
{
    (void)state;
    static sample it;
    int held = 0;
    const int runs = 4000;
    for (int run = 0; run < runs; run++) {
        draw(&it, 1000 + (uint64_t)run, 20);
        double mean, squares;
        xp_adjusted found;
        assert_true(adjusted(&it, K, &mean, &squares, &found));
        held +=
            fabs(mean - found.shift - 5) <= sim_student(0.95, found.degrees) * sqrt(found.variance);
    }
    assert_true(fabs(held - 0.95 * runs) < 4 * sqrt(0.95 * 0.05 * runs));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_intercept_of_least_squares),
        cmocka_unit_test(what_says_nothing_more_is_left_out),
        cmocka_unit_test(few_observations_have_few_controls),
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
