#include "sim/random.h"
#include "sim/rate.h"
#include <gsl/gsl_statistics.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { N_RANDOM = 12, N_RATES = 300 };

static sim_stream stream;

static double
draw(void)
{
    return sim_uniform(sim_stream_next(&stream));
}

/* Pieces of any shape: with gaps, jumps, ramps from and to 0, and pieces of rate 0. */
static sim_rate
random_rate(sim_rate_piece *piece)
{
    double t = 100 * draw();
    for (size_t j = 0; j < N_RANDOM; j++) {
        const double kind = draw();
        t += draw() < 0.3 ? 50 * draw() : 0;
        piece[j] = (sim_rate_piece){.t0 = t, .t1 = t + 1 + 100 * draw(), .r0 = 5 * draw()};
        piece[j].r1 = kind < 0.3 ? piece[j].r0 : 5 * draw();
        if (kind > 0.8) {
            piece[j].r0 = 0;
        }
        if (kind > 0.7 && kind < 0.9) {
            piece[j].r1 = 0;
        }
        t = piece[j].t1;
    }
    return (sim_rate){piece, N_RANDOM};
}

static void
the_rate_is_that_of_the_piece_and_0_elsewhere(void **state)
{
    (void)state;
    const sim_rate_piece pieces[] = {{10, 20, 1, 3}, {20, 30, 5, 5}, {40, 50, 2, 0}};
    const sim_rate rate = {pieces, 3};
    assert_true(sim_rate_at(&rate, 9.9) == 0 && sim_rate_at(&rate, 50) == 0);
    assert_true(sim_rate_at(&rate, 10) == 1 && sim_rate_at(&rate, 15) == 2);
    assert_true(sim_rate_at(&rate, 20) == 5 && sim_rate_at(&rate, 35) == 0);
    assert_true(sim_rate_at(&rate, 45) == 1);
    assert_true(sim_rate_cumulative(&rate, 5) == 0 && sim_rate_cumulative(&rate, 15) == 7.5);
    assert_true(sim_rate_cumulative(&rate, 35) == 70 && sim_rate_cumulative(&rate, 45) == 77.5);
    assert_true(sim_rate_cumulative(&rate, INFINITY) == 80 &&
                sim_rate_cumulative(&rate, 1000) == 80);
    const sim_rate none = {NULL, 0};
    assert_true(sim_rate_at(&none, 1) == 0 && sim_rate_cumulative(&none, INFINITY) == 0);
}

static void
levels_are_reached_at_known_times(void **state)
{
    (void)state;
    /* 0 to 2 over 10 s: t^2 / 10; then nothing; then 4 for 5 s. */
    const sim_rate_piece pieces[] = {{0, 10, 0, 2}, {10, 20, 0, 0}, {20, 25, 4, 4}};
    const sim_rate rate = {pieces, 3};
    sim_rate_cursor cursor = {0};
    assert_true(sim_rate_invert(&rate, NULL, &cursor, 0) == 0);
    assert_true(fabs(sim_rate_invert(&rate, NULL, &cursor, 2.5) - 5) < 1e-12);
    assert_true(fabs(sim_rate_invert(&rate, NULL, &cursor, 10) - 10) < 1e-12);
    assert_true(fabs(sim_rate_invert(&rate, NULL, &cursor, 12) - 20.5) < 1e-12);
    assert_true(sim_rate_invert(&rate, NULL, &cursor, 30) == 25);
    assert_true(isinf(sim_rate_invert(&rate, NULL, &cursor, 30.001)));
    assert_true(isinf(sim_rate_invert(&rate, NULL, &cursor, 40)));

    const double factor[] = {2, 7, 0.5};
    cursor = (sim_rate_cursor){0};
    assert_true(fabs(sim_rate_invert(&rate, factor, &cursor, 5) - 5) < 1e-12);
    assert_true(fabs(sim_rate_invert(&rate, factor, &cursor, 21) - 20.5) < 1e-12);
    assert_true(isinf(sim_rate_invert(&rate, factor, &cursor, 31)));

    const sim_rate none = {NULL, 0};
    cursor = (sim_rate_cursor){0};
    assert_true(isinf(sim_rate_invert(&none, NULL, &cursor, 0)));
}

/* Slopes next to 0 and level at the very end: where the schoolbook root cancels. */
static void
a_nearly_flat_piece_is_as_good_as_a_flat_one(void **state)
{
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        const sim_rate_piece pieces[] = {{0, 1000, 1, 1 + sign * 1e-13}};
        const sim_rate rate = {pieces, 1};
        for (double level = 1; level < 1000; level += 7.3) {
            sim_rate_cursor cursor = {0};
            assert_true(fabs(sim_rate_invert(&rate, NULL, &cursor, level) - level) < 1e-9);
        }
    }
    const sim_rate_piece down[] = {{0, 10, 2, 0}};
    const sim_rate rate = {down, 1};
    sim_rate_cursor cursor = {0};
    assert_true(fabs(sim_rate_invert(&rate, NULL, &cursor, 10) - 10) < 1e-6);
    cursor = (sim_rate_cursor){0};
    assert_true(fabs(sim_rate_invert(&rate, NULL, &cursor, 10 - 1e-9) - (10 - 1e-4)) < 1e-9);
}

static void
the_cumulative_rate_is_the_integral(void **state)
{
    (void)state;
    stream = sim_stream_make((sim_key){11, 0}, (sim_name){1, 0, 0});
    for (int k = 0; k < N_RATES / 10; k++) {
        sim_rate_piece pieces[N_RANDOM];
        const sim_rate rate = random_rate(pieces);
        const double end = pieces[N_RANDOM - 1].t1 + 10;
        const int n = 20000;
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += sim_rate_at(&rate, end * (j + 0.5) / n) * end / n;
            if (j % 1000 == 999) {
                /* The midpoint rule errs by a step's width at each of up to 24 jumps. */
                const double exact = sim_rate_cumulative(&rate, end * (j + 1) / n);
                assert_true(fabs(sum - exact) < 24 * 5 * end / n);
            }
        }
        assert_true(fabs(sim_rate_cumulative(&rate, end) - sim_rate_cumulative(&rate, INFINITY)) <
                    1e-9);
    }
}

static void
invert_undoes_cumulative(void **state)
{
    (void)state;
    stream = sim_stream_make((sim_key){12, 0}, (sim_name){1, 0, 0});
    for (int k = 0; k < N_RATES; k++) {
        sim_rate_piece pieces[N_RANDOM];
        const sim_rate rate = random_rate(pieces);
        const double total = sim_rate_cumulative(&rate, INFINITY);
        sim_rate_cursor cursor = {0};
        double last = 0;
        for (double level = 0; level < total; level += 0.02 * total * draw()) {
            const double t = sim_rate_invert(&rate, NULL, &cursor, level);
            assert_true(t >= last && t <= pieces[N_RANDOM - 1].t1);
            assert_true(fabs(sim_rate_cumulative(&rate, t) - level) < 1e-9 * total);
            /* A cursor that has come far gives the same as a fresh one, to the bit. */
            sim_rate_cursor fresh = {0};
            assert_true(sim_rate_invert(&rate, NULL, &fresh, level) == t);
            last = t;
        }
        assert_true(isinf(sim_rate_invert(&rate, NULL, &cursor, total * (1 + 1e-9))));
    }
}

static void
factors_multiply_their_pieces(void **state)
{
    (void)state;
    stream = sim_stream_make((sim_key){13, 0}, (sim_name){1, 0, 0});
    for (int k = 0; k < N_RATES; k++) {
        sim_rate_piece pieces[N_RANDOM], multiplied[N_RANDOM];
        const sim_rate rate = random_rate(pieces);
        double factor[N_RANDOM];
        for (size_t j = 0; j < N_RANDOM; j++) {
            factor[j] = draw() < 0.2 ? 0 : 3 * draw();
            multiplied[j] = pieces[j];
            multiplied[j].r0 *= factor[j];
            multiplied[j].r1 *= factor[j];
        }
        const sim_rate same = {multiplied, N_RANDOM};
        const double total = sim_rate_cumulative(&same, INFINITY);
        sim_rate_cursor a = {0}, b = {0};
        for (double level = 0; level < total; level += 0.02 * total * draw()) {
            const double t = sim_rate_invert(&rate, factor, &a, level);
            assert_true(fabs(t - sim_rate_invert(&same, NULL, &b, level)) < 1e-6);
            assert_true(fabs(sim_rate_cumulative(&same, t) - level) < 1e-9 * total);
        }
    }
}

/* Unit-rate Poisson points through the inverse: counts of any stretch have its integral as mean
 * and variance, and counts of separate stretches are uncorrelated. */
static void
counts_are_poisson(void **state)
{
    (void)state;
    const sim_rate_piece pieces[] = {
        {0, 100, 0, 0.3}, {100, 200, 0.1, 0.1}, {250, 300, 0.5, 0}, {300, 400, 0.2, 0.4}};
    const sim_rate rate = {pieces, 4};
    const double cut[] = {0, 60, 120, 275, 350, 400};
    enum { STRETCHES = 5, DAYS = 20000 };
    static double count[STRETCHES][DAYS];
    for (uint64_t day = 0; day < DAYS; day++) {
        sim_stream points = sim_stream_make((sim_key){14, 0}, (sim_name){1, day, 0});
        sim_rate_cursor cursor = {0};
        for (double level = 0;;) {
            level -= log(sim_uniform(sim_stream_next(&points)));
            const double t = sim_rate_invert(&rate, NULL, &cursor, level);
            if (isinf(t)) {
                break;
            }
            size_t k = 0;
            while (t > cut[k + 1]) {
                k++;
            }
            count[k][day]++;
        }
    }
    for (size_t k = 0; k < STRETCHES; k++) {
        const double m =
            sim_rate_cumulative(&rate, cut[k + 1]) - sim_rate_cumulative(&rate, cut[k]);
        const size_t next = (k + 1) % STRETCHES;
        const double m2 =
            sim_rate_cumulative(&rate, cut[next + 1]) - sim_rate_cumulative(&rate, cut[next]);
        assert_true(fabs(gsl_stats_mean(count[k], 1, DAYS) - m) < 5 * sqrt(m / DAYS));
        /* Fourth central moment m + 3 m^2. */
        assert_true(fabs(gsl_stats_variance(count[k], 1, DAYS) - m) <
                    5 * sqrt((m + 2 * m * m) / DAYS));
        const double covariance = gsl_stats_covariance(count[k], 1, count[next], 1, DAYS);
        assert_true(fabs(covariance) < 5 * sqrt(m * m2 / DAYS));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rate_is_that_of_the_piece_and_0_elsewhere),
        cmocka_unit_test(levels_are_reached_at_known_times),
        cmocka_unit_test(a_nearly_flat_piece_is_as_good_as_a_flat_one),
        cmocka_unit_test(the_cumulative_rate_is_the_integral),
        cmocka_unit_test(invert_undoes_cumulative),
        cmocka_unit_test(factors_multiply_their_pieces),
        cmocka_unit_test(counts_are_poisson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
