/* The exact solutions that the rest of this folder compares against, themselves compared with
 * published figures, to the digits printed there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/exact_mmn.h"
#include "tests/support/exact_models.h"
#include <math.h>
#include <stdio.h>

/* Is x what was printed, with that many decimals? */
#define PRINTED(x, value, decimals) printed(x, value, decimals, __LINE__)

static void
printed(double x, double value, int decimals, int line)
{
    if (!(fabs(x - value) <= 0.5000001 * pow(10, -decimals))) {
        fail_msg("line %d: computed %.9g, printed %.9g", line, x, value);
    }
}

static void
erlang_b_is_that_of_the_tables(void **state)
{
    (void)state;
    PRINTED(exact_erlang_b(1, 1), 0.5, 12);
    PRINTED(exact_erlang_b(2, 1), 0.2, 12);
    PRINTED(exact_erlang_b(16, 10), .022302, 6);
    PRINTED(exact_erlang_b(17, 10), .012949, 6);
    PRINTED(exact_erlang_b(110, 100), .027463, 6);
    PRINTED(exact_erlang_b(10, 5), .018385, 6);
}

static void
erlang_c_is_that_of_the_calculators(void **state)
{
    (void)state;
    const double lambda = 100.0 / 30, awt = 20.0 / 60;
    exact_mmn q =
        exact_mmn_solve((exact_mmn_def){.lambda = lambda, .mu = 1.0 / 3, .n = 14, .room = -1});
    PRINTED(q.delay, 0.1741319335950498, 10);
    PRINTED(exact_mmn_in_time(&q, awt), 0.8883500191794669, 10);
    PRINTED(q.wait * 60, 7.836, 3);
    PRINTED(q.occupancy, .714286, 6);
    PRINTED(q.queue, .43533, 5);
    exact_mmn_free(&q);
    q = exact_mmn_solve((exact_mmn_def){.lambda = lambda, .mu = 1.0 / 3, .n = 15, .room = -1});
    PRINTED(q.delay, .102042, 6);
    PRINTED(exact_mmn_in_time(&q, awt), .941453, 6);
    exact_mmn_free(&q);
    q = exact_mmn_solve((exact_mmn_def){.lambda = 3.5, .mu = 1.0 / 3, .n = 13, .room = -1});
    PRINTED(q.wait * 60, 26.557, 3);
    exact_mmn_free(&q);
}

static void
the_table_of_garnett_mandelbaum_and_reiman_is_met(void **state)
{
    (void)state;
    exact_mmn q = exact_mmn_solve((exact_mmn_def){.lambda = 48, .mu = 1, .n = 50, .room = -1});
    PRINTED(q.wait * 60, 20.83, 2);
    PRINTED(exact_mmn_wait_quantile(&q, .9) * 60, 58.14, 2);
    PRINTED(q.queue, 16.67, 2);
    exact_mmn_free(&q);
    q = exact_mmn_solve((exact_mmn_def){.lambda = 48, .mu = 1, .theta = .5, .n = 50, .room = -1});
    PRINTED(q.abandoned * 100, 3.0912, 4);
    PRINTED(q.wait * 60, 3.709, 3);
    PRINTED(q.queue, 2.968, 3);
    PRINTED(q.occupancy * 100, 93.03, 2);
    exact_mmn_free(&q);
}

static void
erlang_a_is_that_of_the_grid(void **state)
{
    (void)state;
    static const struct {
        int c;
        double delay, abandoned, offered, g1, g2, asa, occupancy;
    } grid[] = {
        {8, .722626, .257982, .403213, .448491, .504169, 29.268, .927522},
        {10, .496853, .137464, .639941, .684459, .704982, 14.554, .862536},
        {11, .382816, .094155, .742209, .779898, .790534, 9.783, .823495},
        {12, .279807, .061597, .825583, .854645, .859587, 6.335, .782002},
        {13, .193722, .038426, .888550, .909132, .911189, 3.939, .739672},
        {14, .126976, .022839, .932730, .946220, .946987, 2.345, .697972},
        {15, .078817, .012932, .961610, .969853, .970109, 1.335, .658045},
        {16, .046374, .006980, .979256, .983981, .984058, .726, .620638},
    };
    for (size_t j = 0; j < sizeof(grid) / sizeof(grid[0]); j++) {
        exact_mmn q = exact_mmn_solve((exact_mmn_def){
            .lambda = 10.0 / 180, .mu = 1.0 / 180, .theta = 1.0 / 120, .n = grid[j].c, .room = -1});
        const double in_time = exact_mmn_in_time(&q, 20), left = exact_mmn_left_in_time(&q, 20);
        PRINTED(q.delay, grid[j].delay, 6);
        PRINTED(q.abandoned, grid[j].abandoned, 6);
        PRINTED(in_time, grid[j].offered, 6);
        PRINTED(in_time / (1 - left), grid[j].g1, 6);
        PRINTED(in_time + left, grid[j].g2, 6);
        PRINTED(q.wait_served, grid[j].asa, 3);
        PRINTED(q.occupancy, grid[j].occupancy, 6);
        exact_mmn_free(&q);
    }
    exact_mmn q = exact_mmn_solve(
        (exact_mmn_def){.lambda = 100.0 / 30, .mu = 1.0 / 3, .theta = .2, .n = 14, .room = -1});
    PRINTED(q.delay, .145260, 6);
    PRINTED(q.abandoned, .013984, 6);
    PRINTED(q.wait, .069919, 6);
    PRINTED(q.wait_served, .064641, 6);
    PRINTED(exact_mmn_in_time(&q, 1.0 / 3), .916792, 6);
    exact_mmn_free(&q);
}

static double
exponential(double x, const void *mean)
{
    return exp(-x / *(const double *)mean);
}

static double
constant(double x, const void *value)
{
    return x < *(const double *)value;
}

static double
uniform(double x, const void *max)
{
    const double m = *(const double *)max;
    return x < m ? 1 - x / m : 0;
}

static double
hyperexponential(double x, const void *unused)
{
    (void)unused;
    return (exp(-x) + exp(-x / 3)) / 2;
}

static void
queues_with_any_patience_are_those_of_zeltyn_and_mandelbaum(void **state)
{
    (void)state;
    static const double two = 2, four = 4;
    static const struct {
        double (*survival)(double x, const void *patience);
        const void *patience;
        double delay, abandoned, virtual_wait, wait, over;
    } rows[] = {
        {exponential, &two, .619655, .103913, .240808, .207826, .418394},
        /* J = 2.1, J1 = 2.21, J_H = 2.2 and J(.2) = 1.9 by hand */
        {constant, &two, .851574, .040551, .896180, .892125, .770472},
        {uniform, &four, .684107, .086305, .345218, .311013, .514332},
        {hyperexponential, NULL, .591791, .111526, .206775, .174461, .377903},
    };
    for (size_t j = 0; j < sizeof(rows) / sizeof(rows[0]); j++) {
        const exact_mmng q = exact_mmng_solve(&(exact_mmng_def){.lambda = 10,
                                                                .mu = 1,
                                                                .n = 10,
                                                                .survival = rows[j].survival,
                                                                .patience = rows[j].patience,
                                                                .end = 20,
                                                                .at = .2});
        PRINTED(q.delay, rows[j].delay, 6);
        PRINTED(q.abandoned, rows[j].abandoned, 6);
        PRINTED(q.virtual_wait, rows[j].virtual_wait, 6);
        PRINTED(q.wait, rows[j].wait, 6);
        PRINTED(q.virtual_over, rows[j].over, 6);
    }
}

static void
eight_hours_from_empty_are_those_of_contact_centers(void **state)
{
    (void)state;
    const exact_mmn_def mmc = {.lambda = 4.2, .mu = .5, .n = 12, .room = -1, .horizon = 480};
    exact_mmn q = exact_mmn_solve(mmc);
    PRINTED(exact_mmn_in_time(&q, 1.0 / 3), .900432, 6);
    PRINTED(exact_mmn_in_time(&q, 1.0 / 3) * 2016, 1815.27, 2);
    PRINTED(q.wait, .100681, 6);
    PRINTED(q.occupancy, .696934, 6);
    exact_mmn_free(&q);

    exact_mmn_def impatient = mmc;
    impatient.theta = 1;
    q = exact_mmn_solve(impatient);
    const double in_time = exact_mmn_in_time(&q, 1.0 / 3);
    PRINTED(q.abandoned * 2016, 59.263, 3);
    PRINTED(in_time * 2016, 1906.72, 2);
    PRINTED(in_time / (1 - q.abandoned), .974438, 6);
    PRINTED(in_time / (1 - exact_mmn_left_in_time(&q, 1.0 / 3)), .968189, 6);
    PRINTED(q.wait_served, .023825, 6);
    PRINTED(q.occupancy, .676558, 6);
    exact_mmn_free(&q);

    exact_mmn_def short_queue = mmc;
    short_queue.room = 5;
    q = exact_mmn_solve(short_queue);
    PRINTED(q.blocked * 2016, 18.863, 3);
    PRINTED(exact_mmn_in_time(&q, 1.0 / 3), .928363, 6);
    PRINTED(exact_mmn_in_time(&q, 1.0 / 3) * (1 - q.blocked), .919677, 6);
    PRINTED(exact_mmn_in_time(&q, 1.0 / 3) * (1 - q.blocked) * 2016, 1854.07, 2);
    PRINTED(q.wait, .06045, 5);
    PRINTED(q.occupancy, .690473, 6);
    exact_mmn_free(&q);
}

static void
the_w_design_is_that_of_contact_centers(void **state)
{
    (void)state;
    const exact_w q = exact_w_solve(&(exact_w_def){.lambda = {1, 2, 1},
                                                   .theta = {.2, .1, .2},
                                                   .balk = {.08, .06, .08},
                                                   .mu = 1,
                                                   .agents = {1, 2},
                                                   .room = 23});
    static const double delay[] = {.968948, .849507, .867716};
    static const double queue[] = {2.556455, 1.101221, 1.641456};
    static const double lost[] = {.588807, .106031, .397709};
    for (int k = 0; k < 3; k++) {
        PRINTED(q.delay[k], delay[k], 6);
        PRINTED(q.queue[k], queue[k], 6);
        PRINTED(q.lost[k], lost[k], 6);
    }
    PRINTED(q.lost_all, .299645, 6);
    PRINTED(q.occupancy[0], .968948, 6);
    PRINTED(q.occupancy[1], .916237, 6);
}

static void
the_n_design_is_as_printed(void **state)
{
    (void)state;
    exact_n_def def = {
        .lambda = {3, 2}, .theta = .5, .mu = 1, .mu_b0 = 1, .agents = {3, 3}, .room = 18};
    exact_n q = exact_n_solve(&def);
    PRINTED(q.abandoned[0], .068282, 6);
    PRINTED(q.abandoned[1], .136417, 6);
    PRINTED(q.wait[0], .136564, 6);
    PRINTED(q.wait[1], .272834, 6);
    PRINTED(q.occupancy[0], .724528, 6);
    PRINTED(q.occupancy[1], .782912, 6);
    PRINTED(q.share_b, .207190, 6);
    PRINTED(q.delay[0], .361119, 6);
    PRINTED(q.delay[1], .599932, 6);
    def.mu_b0 = .8;
    q = exact_n_solve(&def);
    PRINTED(q.abandoned[0], .076089, 6);
    PRINTED(q.abandoned[1], .153411, 6);
    PRINTED(q.occupancy[0], .731240, 6);
    PRINTED(q.occupancy[1], .805232, 6);
}

static void
redials_are_as_printed(void **state)
{
    (void)state;
    exact_redial q = exact_redial_solve(&(exact_redial_def){
        .lambda = .6, .mu = 1, .again = 1, .retry = .5, .n = 1, .room = 0, .orbit = 150});
    PRINTED(q.orbit, 2.7, 9);
    q = exact_redial_solve(&(exact_redial_def){
        .lambda = 1.2, .mu = 1, .again = 1, .retry = .5, .n = 2, .room = 0, .orbit = 150});
    PRINTED(q.all_busy, .410946, 6);
    PRINTED(q.orbit, 2.317906, 6);
    q = exact_redial_solve(&(exact_redial_def){
        .lambda = 4, .mu = 1, .again = 1, .retry = .5, .n = 5, .room = 0, .orbit = 250});
    PRINTED(q.all_busy, .439482, 6);
    PRINTED(q.orbit, 8.131978, 6);
    q = exact_redial_solve(&(exact_redial_def){.lambda = 10,
                                               .mu = 1,
                                               .theta = .5,
                                               .again = .5,
                                               .retry = .2,
                                               .n = 10,
                                               .room = 60,
                                               .orbit = 40});
    PRINTED(q.attempts, 10.754077, 6);
    PRINTED(q.abandoned, .140240, 6);
    PRINTED(q.lost, .075408, 6);
    PRINTED(q.queue, 3.016309, 6);
    PRINTED(q.orbit, 3.770386, 6);
    PRINTED(q.busy / 10, .924592, 6);
}

static void
chats_are_machines_to_repair(void **state)
{
    (void)state;
    static const double rows[][4] = {
        {.375, 30.00, 45.0, 1.000},     {.657534, 52.60, 61.9, 1.141},
        {.840153, 67.21, 85.7, 1.339},  {.937556, 75.00, 117.0, 1.600},
        {.979610, 78.37, 154.7, 1.914}, {.994368, 79.55, 196.5, 2.263},
    };
    for (int k = 1; k <= 6; k++) {
        const exact_repair q = exact_repair_solve(k, 45, 75);
        PRINTED(q.utilisation, rows[k - 1][0], 6);
        PRINTED(q.turns * 3600, rows[k - 1][1], 2);
        PRINTED(q.response, rows[k - 1][2], 1);
        PRINTED(q.slow_down, rows[k - 1][3], 3);
    }
}

static void
blending_by_threshold_is_that_of_bhulai_and_koole(void **state)
{
    (void)state;
    static const struct {
        int threshold;
        double throughput, wait;
    } rows[] = {{0, 0, .073910},
                {7, 1.689385, .127747},
                {8, 2.226804, .168385},
                {9, 2.7, .233333},
                {10, 3, .333333}};
    for (size_t j = 0; j < sizeof(rows) / sizeof(rows[0]); j++) {
        const exact_blend q = exact_blend_solve(7, 1, 10, rows[j].threshold);
        PRINTED(q.throughput, rows[j].throughput, 6);
        PRINTED(q.wait, rows[j].wait, 6);
    }
}

static void
formulas_are_as_printed(void **state)
{
    (void)state;
    double wait[2], sojourn[2];
    exact_priority(3, 5, 1, 10, wait);
    PRINTED(wait[0], .058454, 6);
    PRINTED(wait[1], .292272, 6);
    exact_preemptive((double[]){.3, .2}, (double[]){1, 2}, (double[]){1, 1}, sojourn);
    PRINTED(sojourn[0], 1.428571, 6);
    PRINTED(sojourn[1], 8.095238, 6);
    PRINTED(exact_pollaczek(.8, 1, 0), 2, 9);
    PRINTED(exact_pollaczek(.8, 1, sqrt(.5)), 3, 9);
    PRINTED(exact_pollaczek(.8, 1, 1), 4, 9);
    PRINTED(exact_pollaczek(.8, 1, 1.2), 4.88, 9);
    PRINTED(exact_sinusoid(100, .6, 24, .5, 6), 79.4946, 4);
    PRINTED(exact_sinusoid(100, .6, 24, .5, 7), 79.4889, 4);
    const exact_ivr q = exact_ivr_solve(&(exact_ivr_def){
        .lambda = 5, .ivr_mean = 1, .p = .6, .mu = .25, .agents = 14, .lines = 25});
    PRINTED(q.blocked, .035144, 6);
    PRINTED(q.queue, .931314, 6);
    PRINTED(q.busy, 11.578270, 6);
    PRINTED(q.wait, .321745, 6);
    /* Erlang-R: needy as an M/M/c at lambda / (1 - p); 4 turns and 3 gaps a customer. */
    exact_mmn needy = exact_mmn_solve((exact_mmn_def){.lambda = 8, .mu = 1, .n = 10, .room = -1});
    PRINTED(needy.delay, .409180, 6);
    PRINTED(needy.wait, .204590, 6);
    PRINTED(needy.queue + needy.busy, 9.636721, 6);
    PRINTED(4 * (needy.wait + 1) + 3 * 5, 19.818360, 6);
    exact_mmn_free(&needy);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(erlang_b_is_that_of_the_tables),
        cmocka_unit_test(erlang_c_is_that_of_the_calculators),
        cmocka_unit_test(the_table_of_garnett_mandelbaum_and_reiman_is_met),
        cmocka_unit_test(erlang_a_is_that_of_the_grid),
        cmocka_unit_test(queues_with_any_patience_are_those_of_zeltyn_and_mandelbaum),
        cmocka_unit_test(eight_hours_from_empty_are_those_of_contact_centers),
        cmocka_unit_test(the_w_design_is_that_of_contact_centers),
        cmocka_unit_test(the_n_design_is_as_printed),
        cmocka_unit_test(redials_are_as_printed),
        cmocka_unit_test(chats_are_machines_to_repair),
        cmocka_unit_test(blending_by_threshold_is_that_of_bhulai_and_koole),
        cmocka_unit_test(formulas_are_as_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
