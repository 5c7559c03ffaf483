/* Sobol indices: of Ishigami's function, whose indices are known, and of functions that can be seen through. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/sweep/indices.h"
#include "sim/random.h"
#include "tests/support/near.h"

enum { ROWS = 4096, INPUTS = 3 };

static double
uniform(uint64_t row, uint64_t input, uint64_t of)
{
    const sim_block block = sim_random_block((sim_key){5, 0}, (sim_name){of, input, 0}, row);
    return ((double)(block.word[0] >> 11) + .5) / 9007199254740992.;
}

static double a[ROWS], b[ROWS], ab[ROWS];

/* Of input i; noise: added to all of a row alike. */
static void
fill(double (*function)(const double x[INPUTS]), int i)
{
    for (uint64_t j = 0; j < ROWS; j++) {
        double x[INPUTS], y[INPUTS];
        for (uint64_t k = 0; k < INPUTS; k++) {
            x[k] = uniform(j, k, 1);
            y[k] = uniform(j, k, 2);
        }
        a[j] = function(x);
        b[j] = function(y);
        x[i] = y[i];
        ab[j] = function(x);
    }
}

/* Ishigami and Homma 1990, a = 7, b = .1. */
static double
ishigami(const double u[INPUTS])
{
    const double pi = 3.14159265358979323846;
    const double x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return sin(x) + 7 * sin(y) * sin(y) + .1 * z * z * z * z * sin(x);
}

static void
ishigami_has_its_indices(void **state)
{
    (void)state;
    static const double first[INPUTS] = {.3139, .4424, 0}, total[INPUTS] = {.5576, .4424, .2437};
    for (int i = 0; i < INPUTS; i++) {
        sim_interval s, t;
        fill(ishigami, i);
        xp_indices_estimate(a, b, ab, ROWS, .95, &s, &t);
        assert_int_equal(s.n, ROWS);
        assert_near(s.mean, first[i], 4 * s.half_width / 1.96);
        assert_near(t.mean, total[i], 4 * t.half_width / 1.96);
        assert_true(s.half_width < .07 && t.half_width < .05); /* or the bounds mean nothing */
    }
}

static double
sum(const double u[INPUTS])
{
    return 1e6 + 2 * u[0] + u[1];
}

/* 4 : 1, whatever the level of the function. */
static void
a_sum_is_shared_out_by_squares(void **state)
{
    (void)state;
    static const double want[INPUTS] = {.8, .2, 0};
    for (int i = 0; i < INPUTS; i++) {
        sim_interval s, t;
        fill(sum, i);
        xp_indices_estimate(a, b, ab, ROWS, .95, &s, &t);
        assert_near(s.mean, want[i], 4 * s.half_width / 1.96);
        assert_near(t.mean, want[i], 4 * t.half_width / 1.96);
        assert_true(i < 2 || (s.mean == 0 && t.mean == 0 && t.half_width == 0));
    }
}

static void
rows_that_lack_a_value_are_left_out(void **state)
{
    (void)state;
    sim_interval s, t, u, v;
    fill(ishigami, 1);
    xp_indices_estimate(a, b, ab, ROWS - 3, .95, &s, &t);
    a[ROWS - 1] = b[ROWS - 2] = ab[ROWS - 3] = NAN;
    xp_indices_estimate(a, b, ab, ROWS, .95, &u, &v);
    assert_int_equal(u.n, ROWS - 3);
    assert_near(u.mean, s.mean, 0);
    assert_near(v.upper, t.upper, 0);
}

static double
constant(const double u[INPUTS])
{
    (void)u;
    return .1;
}

static void
of_what_does_not_vary_there_are_none(void **state)
{
    (void)state;
    sim_interval s, t;
    fill(constant, 0);
    xp_indices_estimate(a, b, ab, ROWS, .95, &s, &t);
    assert_true(isnan(s.mean) && isnan(t.mean) && isnan(s.half_width));
    xp_indices_estimate(a, b, ab, 0, .95, &s, &t);
    assert_true(isnan(s.mean) && s.n == 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigami_has_its_indices),
        cmocka_unit_test(a_sum_is_shared_out_by_squares),
        cmocka_unit_test(rows_that_lack_a_value_are_left_out),
        cmocka_unit_test(of_what_does_not_vary_there_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
