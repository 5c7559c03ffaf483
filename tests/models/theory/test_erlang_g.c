/* M/M/n+G against published rows, against birth and death, and against itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/theory/erlang.h"
#include <math.h>
#include <stdio.h>

#define assert_near(value, expected, bound)                                                        \
    assert_near_at(value, expected, bound, #value, __FILE__, __LINE__)

static void
assert_near_at(double value, double expected, double bound, const char *what, const char *file,
               int line)
{
    if (!(fabs(value - expected) <= bound)) {
        fprintf(stderr, "%s is %.15g, not %.15g\n", what, value, expected);
        _fail(file, line);
    }
}

static double
exponential(double t, const void *context)
{
    return exp(-t / *(const double *)context);
}

static double
deterministic(double t, const void *context)
{
    return t < *(const double *)context ? 1 : 0;
}

static double
uniform(double t, const void *context)
{
    return fmax(0, 1 - t / *(const double *)context);
}

static double
hyperexponential(double t, const void *context)
{
    (void)context;
    return 0.5 * exp(-t) + 0.5 * exp(-t / 3);
}

static double
half_stay_for_ever(double t, const void *context)
{
    (void)context;
    return 0.5 + 0.5 * exp(-t);
}

/* lambda = 10, mu = 1, n = 10, mean patience 2; Zeltyn & Mandelbaum's formulas to six digits. Of
 * the deterministic row, J = 2.1, J1 = 2.21, JH = 2.2 and J(.2) = 1.9 are exact by hand. */
static void
four_laws_of_patience_with_one_mean_give_their_rows(void **state)
{
    (void)state;
    static const double two = 2;
    static const double four = 4;
    const double e = 10 * 2.1 + 1 / cc_erlang_blocking(10, 9);
    const struct {
        double (*survival)(double, const void *);
        const double *context;
        double p_wait, abandonment, virtual_wait, wait, tail;
    } rows[] = {
        {exponential, &two, .619655, .103913, .240808, .207826, .418394},
        {deterministic, &two, 21 / e, 1 / e, 22.1 / e, 22 / e, 19 / e},
        {uniform, &four, .684107, .086305, .345218, .311013, .514332},
        {hyperexponential, NULL, .591791, .111526, .206775, .174461, .377903},
    };
    for (size_t j = 0; j < 4; j++) {
        cc_erlang input = {
            .calls = 10, .period = 1, .service_time = 1, .agents = 10, .threshold = 0.2};
        cc_patience_law law = {.survival = rows[j].survival, .context = rows[j].context};
        cc_erlang_figures f;
        assert_int_equal(cc_erlang_g(&input, &law, &f), SIM_OK);
        assert_near(f.p_wait, rows[j].p_wait, 5.1e-7);
        assert_near(f.abandonment, rows[j].abandonment, 5.1e-7);
        assert_near(f.virtual_wait, rows[j].virtual_wait, 5.1e-7);
        assert_near(f.mean_wait, rows[j].wait, 5.1e-7);
        /* P(V > .2), of which those still there wait longer */
        double survives = law.survival(0.2, law.context);
        assert_near(f.p_wait_over_threshold, rows[j].tail * survives, 5.1e-7);
        /* what breaks are for: the same, sooner */
        double jump = 2;
        law.breaks = &jump;
        law.n_breaks = 1;
        cc_erlang_figures again;
        assert_int_equal(cc_erlang_g(&input, &law, &again), SIM_OK);
        assert_near(again.mean_wait, f.mean_wait, 1e-10);
    }
}

typedef struct averages {
    double p_wait, abandonment, wait, asa;
} averages;

/* Erlang A by its states, upwards from empty, for a whole number of agents. */
static averages
birth_and_death(double rate, double service_time, int n, double patience)
{
    double p = 1;
    double total = 1;
    for (int k = 1; k < n; k++) {
        p *= rate * service_time / k;
        total += p;
    }
    averages sum = {0};
    double answered_wait = 0;
    double answered = total; /* not yet divided */
    double capacity = n / service_time;
    double expected = 0; /* wait of somebody answered, who found j ahead */
    p *= rate * service_time / n;
    for (int j = 0; j < 200000 && p > 1e-18 * total; j++) {
        /* j are waiting, n in service; the next to come is number j + 1 in line */
        expected += 1 / (capacity + (j + 1) / patience);
        double stays = capacity / (capacity + (j + 1) / patience);
        total += p;
        sum.p_wait += p;
        sum.wait += p * j / rate;
        answered += p * stays;
        answered_wait += p * stays * expected;
        p *= rate / (capacity + (j + 1) / patience);
        if (p > 1e200) { /* before it overflows */
            p *= 1e-200;
            total *= 1e-200;
            sum.p_wait *= 1e-200;
            sum.wait *= 1e-200;
            answered *= 1e-200;
            answered_wait *= 1e-200;
        }
    }
    sum.p_wait /= total;
    sum.wait /= total;
    sum.asa = answered_wait / answered;
    sum.abandonment = 1 - answered / total;
    return sum;
}

static void
erlang_a_agrees_with_birth_and_death(void **state)
{
    (void)state;
    static const int agents[] = {1, 2, 7, 40, 400};
    static const double loads[] = {0.2, 0.9, 1, 1.1, 1.8};
    static const double patiences[] = {0.05, 0.7, 3, 60};
    for (size_t j = 0; j < 5; j++) {
        for (size_t k = 0; k < 5; k++) {
            for (size_t m = 0; m < 4; m++) {
                cc_erlang input = {.calls = loads[k] * agents[j],
                                   .period = 1,
                                   .service_time = 1,
                                   .agents = agents[j],
                                   .patience = patiences[m],
                                   .threshold = 0.3};
                averages exact = birth_and_death(input.calls, 1, agents[j], input.patience);
                cc_erlang_figures f;
                assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &f), SIM_OK);
                assert_near(f.p_wait, exact.p_wait, 1e-9 * exact.p_wait + 1e-15);
                assert_near(f.abandonment, exact.abandonment, 1e-8 * exact.abandonment + 1e-13);
                assert_near(f.mean_wait, exact.wait, 1e-9 * exact.wait + 1e-15);
                assert_near(f.asa, exact.asa, 1e-8 * exact.asa + 1e-15);
            }
        }
    }
}

static void
the_figures_keep_the_laws_of_conservation(void **state)
{
    (void)state;
    static const double four = 4;
    static const double two = 2;
    for (double n = 0.4; n < 40; n *= 1.7) {
        cc_erlang input = {.calls = 10,
                           .period = 1,
                           .service_time = 1,
                           .agents = n,
                           .patience = 2,
                           .threshold = 0.2};
        cc_patience_law law = {.survival = uniform, .context = &four};
        cc_erlang_figures f;
        assert_int_equal(cc_erlang_g(&input, &law, &f), SIM_OK);
        assert_near(f.queue_length, 10 * f.mean_wait, 1e-12 * f.queue_length);
        assert_near(n * f.occupancy, 10 * (1 - f.abandonment), 1e-10);
        assert_near(f.mean_wait,
                    f.asa * (1 - f.abandonment) + f.mean_wait_abandoned * f.abandonment, 1e-10);
        assert_near(f.service_level_offered, f.service_level_answered * (1 - f.abandonment), 1e-10);
        /* within the threshold: answered, or gone */
        assert_near(f.p_wait_over_threshold, 1 - f.service_level_g2, 1e-9);
        /* busy agents from the other end: rate of leaving, (1 + (lambda - n mu) J) / (E + J) */
        assert_near(f.abandonment, 1 - n * f.occupancy / 10, 1e-10);
        law = (cc_patience_law){.survival = exponential, .context = &two};
        assert_int_equal(cc_erlang_g(&input, &law, &f), SIM_OK);
        assert_near(10 * f.abandonment, f.queue_length / 2, 1e-8); /* lambda P(Ab) = theta E[Q] */
        cc_erlang_figures a;
        assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &a), SIM_OK);
        assert_near(a.asa, f.asa, 1e-9);
    }
}

static void
a_quantile_is_where_the_tail_is(void **state)
{
    (void)state;
    for (double n = 8; n <= 12; n++) {
        cc_erlang input = {.calls = 10,
                           .period = 1,
                           .service_time = 1,
                           .agents = n,
                           .patience = 2,
                           .threshold = 0};
        cc_erlang_figures f;
        assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &f), SIM_OK);
        const double waits[] = {f.wait_p50, f.wait_p90, f.wait_p95};
        const double tails[] = {0.5, 0.1, 0.05};
        for (size_t j = 0; j < 3; j++) {
            input.threshold = waits[j];
            cc_erlang_figures at;
            assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &at), SIM_OK);
            if (waits[j] > 0) {
                assert_near(at.p_wait_over_threshold, tails[j], 1e-9);
            } else {
                assert_true(at.p_wait <= tails[j]);
            }
        }
    }
}

static void
large_tiny_and_endless_inputs_stay_sensible(void **state)
{
    (void)state;
    static const double loads[] = {1e-6, 1, 1e3, 1e6};
    static const double ratios[] = {0.3, 0.999, 1, 1.001, 3};
    static const double patiences[] = {1e-6, 1, 1e4, 1e9};
    for (size_t j = 0; j < 4; j++) {
        for (size_t k = 0; k < 5; k++) {
            for (size_t m = 0; m < 4; m++) {
                double agents = fmax(1, floor(loads[j] / ratios[k]));
                cc_erlang input = {.calls = loads[j],
                                   .period = 1,
                                   .service_time = 1,
                                   .agents = agents,
                                   .patience = patiences[m],
                                   .threshold = 0.1,
                                   .brief = true};
                cc_erlang_figures f;
                assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &f), SIM_OK);
                assert_true(f.p_wait >= 0 && f.p_wait <= 1);
                assert_true(f.abandonment >= 0 && f.abandonment < 1);
                assert_true(f.service_level_g1 >= 0 && f.service_level_g1 <= 1 + 1e-12);
                assert_true(f.occupancy <= 1 + 1e-9);
                /* lambda P(Ab) = theta E[Q] */
                assert_near(loads[j] * f.abandonment, f.queue_length / patiences[m],
                            1e-6 * loads[j] * f.abandonment + 1e-12);
                assert_near(agents * f.occupancy, loads[j] * (1 - f.abandonment), 1e-9 * loads[j]);
                if (f.abandonment > 1e-3) { /* overload is shed: fluid limit */
                    assert_true(f.abandonment > 1 - agents / loads[j] - 1e-9);
                }
            }
        }
    }
}

static void
patience_without_end_is_erlang_c(void **state)
{
    (void)state;
    cc_erlang input = {.calls = 10,
                       .period = 1,
                       .service_time = 1,
                       .agents = 11,
                       .patience = 1e9,
                       .threshold = 0.2};
    cc_erlang_figures a;
    cc_erlang_figures c;
    assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &a), SIM_OK);
    assert_int_equal(cc_erlang_solve(CC_ERLANG_C, &input, &c), SIM_OK);
    assert_near(a.p_wait, c.p_wait, 1e-6);
    assert_near(a.asa, c.asa, 1e-6);
    assert_near(a.wait_p90, c.wait_p90, 1e-6);
    input.patience = INFINITY;
    assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &a), SIM_OK);
    assert_true(a.asa == c.asa);
}

static void
too_many_who_never_give_up_have_no_long_run(void **state)
{
    (void)state;
    cc_erlang input = {.calls = 30, .period = 1, .service_time = 1, .agents = 10, .threshold = 0.2};
    const cc_patience_law law = {.survival = half_stay_for_ever};
    cc_erlang_figures f;
    assert_int_equal(cc_erlang_g(&input, &law, &f), SIM_OK);
    assert_false(f.stable);
    assert_near(f.queue_growth, 3600 * 5, 1e-9); /* 15 a second stay, 10 are served */
    assert_near(f.throughput, 3600 * 10, 1e-9);
    assert_near(f.abandonment, 0.5, 1e-12);
    assert_true(f.occupancy == 1 && f.p_wait == 1 && f.service_level_g1 == 0);
    assert_near(f.service_level_g2, 0.5 - 0.5 * exp(-0.2), 1e-12); /* gone in time */
    assert_true(isnan(f.mean_wait) && isnan(f.queue_length));
    input.calls = 18; /* half of it is 9 of 10 */
    assert_int_equal(cc_erlang_g(&input, &law, &f), SIM_OK);
    assert_true(f.stable && f.abandonment < 0.5 && f.occupancy > 0.9 && f.occupancy < 1);
}

static double
noisy(double t, const void *context)
{
    (void)context;
    return exp(-t / 1000) * (1 - 1e-9 * (1 + sin(1e9 * t)));
}

static void
what_cannot_be_had_in_nine_digits_is_refused(void **state)
{
    (void)state;
    cc_erlang input = {.calls = 10, .period = 1, .service_time = 1, .agents = 10, .threshold = 0.2};
    cc_patience_law law = {.survival = noisy};
    cc_erlang_figures f;
    assert_int_equal(cc_erlang_g(&input, &law, &f), SIM_ERR_PRECISION);
    /* hardly anybody stays: of 1 - cdf too few digits are left */
    static const double two = 2;
    input.calls = 1e8;
    law = (cc_patience_law){.survival = exponential, .context = &two};
    assert_int_equal(cc_erlang_g(&input, &law, &f), SIM_ERR_PRECISION);
    input.patience = 2; /* but not where the integrals are known */
    assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &f), SIM_OK);
    assert_near(f.abandonment, 1 - 1e-7, 1e-12);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_laws_of_patience_with_one_mean_give_their_rows),
        cmocka_unit_test(erlang_a_agrees_with_birth_and_death),
        cmocka_unit_test(the_figures_keep_the_laws_of_conservation),
        cmocka_unit_test(a_quantile_is_where_the_tail_is),
        cmocka_unit_test(large_tiny_and_endless_inputs_stay_sensible),
        cmocka_unit_test(patience_without_end_is_erlang_c),
        cmocka_unit_test(too_many_who_never_give_up_have_no_long_run),
        cmocka_unit_test(what_cannot_be_had_in_nine_digits_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
