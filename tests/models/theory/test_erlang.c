/* Erlang B, C, A against tables that others have published or ship. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/theory/erlang.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Half a unit of the last digit that the source gives. */
#define assert_near(value, expected, digits)                                                       \
    assert_near_at(value, expected, 0.5000001 * pow(10, -(digits)), #value, __FILE__, __LINE__)

static void
assert_near_at(double value, double expected, double bound, const char *what, const char *file,
               int line)
{
    if (!(fabs(value - expected) <= bound)) {
        fprintf(stderr, "%s is %.12g, not %.12g\n", what, value, expected);
        _fail(file, line);
    }
}

static cc_erlang_figures
solve(cc_erlang_model model, double per_hour, double aht, double agents, double patience)
{
    cc_erlang input = {.calls = per_hour,
                       .period = 3600,
                       .service_time = aht,
                       .agents = agents,
                       .patience = patience,
                       .threshold = 20};
    cc_erlang_figures figures;
    assert_int_equal(cc_erlang_solve(model, &input, &figures), SIM_OK);
    return figures;
}

static const cc_erlang_figure *
figure(const char *name)
{
    const cc_erlang_figure *row = cc_erlang_figure_table;
    while (row->name != NULL && strcmp(row->name, name) != 0) {
        row++;
    }
    assert_non_null(row->name);
    return row;
}

static void
erlang_b_gives_the_published_values(void **state)
{
    (void)state;
    assert_near(cc_erlang_blocking(1, 1), 0.5, 15);
    assert_near(cc_erlang_blocking(1, 2), 0.2, 15);
    assert_near(cc_erlang_blocking(10, 16), 0.022302, 6);
    assert_near(cc_erlang_blocking(10, 17), 0.012949, 6);
    assert_near(cc_erlang_blocking(100, 110), 0.027463, 6);
    assert_near(cc_erlang_blocking(5, 10), 0.018385, 6);
    assert_near(cc_erlang_blocking(3, 0), 1, 15);
    assert_near(cc_erlang_blocking(0, 3), 0, 15);
}

/* Bottom up from the fraction, with the integral done blindly: slow, simple, independent. */
static double
naive_blocking(double load, double n)
{
    double f = n - floor(n);
    double inverse = 1;
    if (f > 0) {
        /* int_0^inf e^-u (1 + u/load)^f du by midpoints in v = ln(1 + u/load) */
        double top = log1p(45 / load);
        double sum = 0;
        for (int j = 0; j < 100000; j++) {
            double v = top * (j + 0.5) / 100000;
            sum += top / 100000 * load * exp((f + 1) * v - load * expm1(v));
        }
        inverse = sum;
    }
    for (double k = f + 1; k < n + 0.5; k++) {
        inverse = 1 + k / load * inverse;
    }
    return 1 / inverse;
}

static void
erlang_b_agrees_with_the_recurrence_for_whole_and_other_numbers(void **state)
{
    (void)state;
    static const double loads[] = {0.001, 0.3, 1.9, 2.1, 10, 99.5, 1234.5, 30000};
    static const double ratios[] = {0.01, 0.3, 0.7, 0.95, 1, 1.0003, 1.05, 1.2, 1.9};
    for (size_t j = 0; j < sizeof(loads) / sizeof(loads[0]); j++) {
        for (size_t k = 0; k < sizeof(ratios) / sizeof(ratios[0]); k++) {
            double n = loads[j] * ratios[k] + (j % 2 == 0 ? 0.25 : 0);
            double naive = naive_blocking(loads[j], n);
            double blocking = cc_erlang_blocking(loads[j], n);
            if (naive > 1e-280) {
                assert_near_at(blocking / naive, 1, 1e-8, "B", __FILE__, __LINE__);
            }
            double whole = ceil(n);
            naive = naive_blocking(loads[j], whole);
            if (naive > 1e-280) {
                assert_near_at(cc_erlang_blocking(loads[j], whole) / naive, 1, 2e-11, "B", __FILE__,
                               __LINE__);
            }
        }
    }
}

static void
erlang_b_holds_at_a_million_erlangs_and_beyond(void **state)
{
    (void)state;
    /* B(a, a) -> sqrt(2 / (pi a)), next term of the expansion 4 / (3 pi a) below */
    for (double a = 1e6; a < 1e11; a *= 100) {
        double leading = sqrt(2 / (acos(-1) * a));
        assert_near_at(cc_erlang_blocking(a, a) / leading, 1, 2 / sqrt(a), "B", __FILE__, __LINE__);
    }
    assert_true(cc_erlang_blocking(1e6, 3e6) == 0);
    assert_near(cc_erlang_blocking(1e6, 1), 1 / (1 + 1e-6), 15);
    assert_true(cc_erlang_blocking(1e-300, 1) > 0);
    assert_true(cc_erlang_blocking(1e6, 1e6 + 0.5) < cc_erlang_blocking(1e6, 1e6));
}

static void
erlang_c_gives_the_published_values(void **state)
{
    (void)state;
    cc_erlang_figures f = solve(CC_ERLANG_C, 200, 180, 14, INFINITY);
    assert_near(f.p_wait, 0.1741319335950498, 12);
    assert_near(f.service_level_g1, 0.8883500191794669, 12);
    assert_near(f.asa, 7.836, 3);
    assert_near(f.occupancy, 0.714286, 6);
    assert_near(f.queue_length, 0.43533, 5);
    f = solve(CC_ERLANG_C, 200, 180, 15, INFINITY);
    assert_near(f.p_wait, 0.102042, 6);
    assert_near(f.service_level_g1, 0.941453, 6);
    assert_near(f.occupancy, 2.0 / 3, 12);
    assert_near(solve(CC_ERLANG_C, 210, 180, 13, INFINITY).mean_wait, 26.557, 3);
    /* 48 calls a minute of a minute, 50 agents: Gans, Koole & Mandelbaum 2003 */
    f = solve(CC_ERLANG_C, 48 * 60, 60, 50, INFINITY);
    assert_near(f.asa, 20.83, 2);
    assert_near(f.wait_p90, 58.14, 2);
    assert_near(f.queue_length, 16.67, 2);
    assert_near(f.occupancy, 0.96, 12);
    f = solve(CC_ERLANG_C, 48 * 60 * 0.969, 60, 50, INFINITY);
    assert_near(f.asa, 8.81, 2);
    assert_near(f.wait_p90, 28.1, 1);
    assert_near(f.queue_length, 6.83, 2);
    assert_near(f.occupancy, 0.9302, 4);
}

static void
erlang_a_gives_the_published_values(void **state)
{
    (void)state;
    cc_erlang_figures f = solve(CC_ERLANG_A, 48 * 60, 60, 50, 120);
    assert_near(f.abandonment, 0.030912, 6);
    assert_near(f.mean_wait, 3.709, 3);
    assert_near(f.queue_length, 2.968, 3);
    assert_near(f.occupancy, 0.9303, 4);
    f = solve(CC_ERLANG_A, 200, 180, 14, 300);
    assert_near(f.p_wait, 0.145260, 6);
    assert_near(f.abandonment, 0.013984, 6);
    assert_near(f.occupancy, 0.704297, 6);
    assert_near(f.mean_wait / 60, 0.069919, 6);
    assert_near(f.service_level_offered, 0.916792, 6);
    assert_near(f.asa / 60, 0.064641, 6);
    assert_near(f.service_level_g1, 0.923407, 6);
    assert_near(f.service_level_g2, 0.923956, 6);
    assert_near(solve(CC_ERLANG_A, 210, 180, 13, 300).mean_wait, 9.913, 3);
    assert_near(solve(CC_ERLANG_A, 210, 180, 9, 300).mean_wait, 56.618, 3);
}

static void
the_grid_of_ten_erlangs_holds(void **state)
{
    (void)state;
    static const struct {
        double c, b, pw_c, asa_c, sl_c, pw_a, ab, offered, g1, g2, asa_a, occ_a;
    } grid[] = {
        {8, .338318, 1, NAN, 0, .722626, .257982, .403213, .448491, .504169, 29.268, .927522},
        {10, .214582, 1, NAN, 0, .496853, .137464, .639941, .684459, .704982, 14.554, .862536},
        {11, .163232, .682118, 122.781, .389614, .382816, .094155, .742209, .779898, .790534, 9.783,
         .823495},
        {12, .119739, .449388, 40.445, .640158, .279807, .061597, .825583, .854645, .859587, 6.335,
         .782002},
        {13, .084339, .285270, 17.116, .795595, .193722, .038426, .888550, .909132, .911189, 3.939,
         .739672},
        {14, .056819, .174132, 7.836, .888350, .126976, .022839, .932730, .946220, .946987, 2.345,
         .697972},
        {15, .036497, .102042, 3.674, .941453, .078817, .012932, .961610, .969853, .970109, 1.335,
         .658045},
        {16, .022302, .057340, 1.720, .970560, .046374, .006980, .979256, .983981, .984058, .726,
         .620638},
    };
    for (size_t j = 0; j < sizeof(grid) / sizeof(grid[0]); j++) {
        cc_erlang_figures b = solve(CC_ERLANG_B, 200, 180, grid[j].c, INFINITY);
        cc_erlang_figures c = solve(CC_ERLANG_C, 200, 180, grid[j].c, INFINITY);
        cc_erlang_figures a = solve(CC_ERLANG_A, 200, 180, grid[j].c, 120);
        assert_near(b.blocking, grid[j].b, 6);
        assert_near(c.p_wait, grid[j].pw_c, 6);
        assert_near(c.service_level_g1, grid[j].sl_c, 6);
        assert_int_equal(c.stable, !isnan(grid[j].asa_c));
        if (c.stable) {
            assert_near(c.asa, grid[j].asa_c, 3);
        }
        assert_near(a.p_wait, grid[j].pw_a, 6);
        assert_near(a.abandonment, grid[j].ab, 6);
        assert_near(a.service_level_offered, grid[j].offered, 6);
        assert_near(a.service_level_g1, grid[j].g1, 6);
        assert_near(a.service_level_g2, grid[j].g2, 6);
        assert_near(a.asa, grid[j].asa_a, 3);
        assert_near(a.occupancy, grid[j].occ_a, 6);
    }
}

static void
large_centers_come_close_to_halfin_and_whitt(void **state)
{
    (void)state;
    static const struct {
        double beta, p_wait;
    } limit[] = {{.5, .504539}, {1, .223361}, {1.5, .084690}, {2, .026881}};
    for (size_t j = 0; j < sizeof(limit) / sizeof(limit[0]); j++) {
        double last = INFINITY;
        for (double n = 100; n <= 1e6; n *= 100) {
            double load = n - limit[j].beta * sqrt(n);
            double p_wait = solve(CC_ERLANG_C, load * 60, 60, n, INFINITY).p_wait;
            double gap = fabs(p_wait - limit[j].p_wait);
            assert_true(gap < last / 5); /* the error falls as 1 / sqrt(n) */
            last = gap;
        }
        assert_true(last < 1e-3);
    }
}

static void
an_overloaded_erlang_c_says_so_and_is_never_negative(void **state)
{
    (void)state;
    for (double n = 0.5; n <= 10; n += 0.5) {
        cc_erlang_figures f = solve(CC_ERLANG_C, 200, 180, n, INFINITY);
        assert_false(f.stable);
        assert_true(isnan(f.asa) && isnan(f.wait_p50) && isnan(f.queue_length));
        assert_true(f.service_level_g1 == 0 && f.p_wait == 1 && f.occupancy == 1);
        assert_near(f.queue_growth, 200 - 20 * n, 9);
    }
}

static void
no_calls_leave_shares_undefined_and_levels_zero(void **state)
{
    (void)state;
    for (int model = CC_ERLANG_B; model <= CC_ERLANG_A; model++) {
        cc_erlang_figures f = solve((cc_erlang_model)model, 0, 180, 3, 60);
        assert_true(isnan(f.service_level_g1) && isnan(f.asa) && isnan(f.abandonment));
        assert_true(f.load == 0 && f.occupancy == 0 && f.queue_length == 0 && f.stable);
    }
}

static void
nonsense_is_refused(void **state)
{
    (void)state;
    const cc_erlang good = {
        .calls = 1, .period = 1, .service_time = 1, .agents = 2, .patience = 1, .threshold = 0};
    cc_erlang_figures f;
    assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &good, &f), SIM_OK);
    static const double bad[] = {-1, NAN, INFINITY, 1e13};
    for (size_t j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
        cc_erlang in = good;
        in.calls = bad[j];
        assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &in, &f), SIM_ERR_PARAM);
        in = good;
        in.service_time = bad[j];
        assert_int_equal(cc_erlang_solve(CC_ERLANG_B, &in, &f), SIM_ERR_PARAM);
        in = good;
        in.agents = bad[j];
        assert_int_equal(cc_erlang_solve(CC_ERLANG_C, &in, &f), SIM_ERR_PARAM);
        in = good;
        in.threshold = bad[j];
        assert_int_equal(cc_erlang_solve(CC_ERLANG_C, &in, &f),
                         bad[j] == 1e13 ? SIM_OK : SIM_ERR_PARAM);
        in = good;
        in.patience = bad[j];
        assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &in, &f),
                         bad[j] > 0 ? SIM_OK : SIM_ERR_PARAM);
    }
    cc_erlang none = good;
    none.agents = 0;
    assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &none, &f), SIM_ERR_PARAM);
    assert_int_equal(cc_erlang_solve(CC_ERLANG_B, &none, &f), SIM_OK);
    assert_true(f.blocking == 1 && isnan(f.service_level_answered) && isnan(f.occupancy));
}

static void
every_agent_improves_every_figure_that_has_a_better_direction(void **state)
{
    (void)state;
    for (int model = CC_ERLANG_B; model <= CC_ERLANG_A; model++) {
        cc_erlang_figures last;
        for (double n = 0.25; n < 30; n += 0.25) {
            cc_erlang_figures now = solve((cc_erlang_model)model, 200, 180, n, 120);
            for (size_t j = 0; n > 0.25 && cc_erlang_figure_table[j].name != NULL; j++) {
                const cc_erlang_figure *row = &cc_erlang_figure_table[j];
                double before = cc_erlang_figure_value(row, &last);
                double after = cc_erlang_figure_value(row, &now);
                if (!isnan(before)) {
                    assert_true(row->better * (after - before) >= -1e-9 * fabs(before));
                }
            }
            last = now;
        }
    }
}

static void
the_inverse_is_the_least_number_that_meets_the_target(void **state)
{
    (void)state;
    static const struct {
        cc_erlang_model model;
        const char *name;
        double value, agents;
    } cases[] = {
        {CC_ERLANG_B, "blocking", 0.02, 17},         {CC_ERLANG_B, "blocking", 0.2, 11},
        {CC_ERLANG_C, "service_level_g1", 0.8, 14},  {CC_ERLANG_C, "asa", 7.9, 14},
        {CC_ERLANG_C, "occupancy", 0.7, 15},         {CC_ERLANG_C, "p_wait", 0.06, 16},
        {CC_ERLANG_A, "abandonment", 0.03, 14},      {CC_ERLANG_A, "service_level_g2", 0.86, 13},
        {CC_ERLANG_A, "service_level_g1", 0.95, 15}, {CC_ERLANG_A, "service_level_offered", 0.4, 8},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_erlang_target target = {figure(cases[j].name), cases[j].value};
        cc_erlang input = {
            .calls = 200, .period = 3600, .service_time = 180, .patience = 120, .threshold = 20};
        double whole = 0;
        double real = 0;
        assert_int_equal(cc_erlang_agents(cases[j].model, &input, &target, 1, false, &whole), 0);
        assert_near(whole, cases[j].agents, 12);
        assert_int_equal(cc_erlang_agents(cases[j].model, &input, &target, 1, true, &real), 0);
        assert_true(real <= whole && real > whole - 1);
        /* there the figure is what was asked for */
        cc_erlang_figures f = solve(cases[j].model, 200, 180, real, 120);
        assert_near_at(cc_erlang_figure_value(target.figure, &f) / target.value, 1, 1e-8, "figure",
                       __FILE__, __LINE__);
    }
}

static void
a_target_that_is_just_met_is_met(void **state)
{
    (void)state;
    static const char *const names[] = {"asa", "service_level_g1", "occupancy", "p_wait"};
    for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
        const cc_erlang_figures f = solve(CC_ERLANG_C, 200, 180, 14, INFINITY);
        const cc_erlang_figure *it = figure(names[j]);
        const cc_erlang_target target = {it, cc_erlang_figure_value(it, &f)};
        const cc_erlang input = {
            .calls = 200, .period = 3600, .service_time = 180, .threshold = 20};
        double agents = 0;
        assert_int_equal(cc_erlang_agents(CC_ERLANG_C, &input, &target, 1, false, &agents), 0);
        assert_near(agents, 14, 12);
    }
}

static void
a_target_that_nobody_is_needed_for_needs_nobody(void **state)
{
    (void)state;
    const cc_erlang_target target = {figure("mean_wait"), 20};
    cc_erlang input = {.calls = 10, .period = 3600, .service_time = 600, .patience = 3};
    double agents = NAN;
    assert_int_equal(cc_erlang_agents(CC_ERLANG_A, &input, &target, 1, true, &agents), 0);
    assert_true(agents == 0);
    assert_int_equal(cc_erlang_agents(CC_ERLANG_A, &input, &target, 1, false, &agents), 0);
    assert_true(agents == 1);
}

static void
as_many_agents_as_erlangs_are_that_however_they_are_written(void **state)
{
    (void)state;
    for (int calls = 1; calls < 500; calls++) {
        /* .1 calls and more of 7 min, in an hour */
        cc_erlang input = {.calls = calls / 10., .period = 3600, .service_time = 420};
        input.agents = calls * 7 / 600.;
        assert_true(cc_erlang_spare(&input) == 0);
        cc_erlang_figures f;
        assert_int_equal(cc_erlang_solve(CC_ERLANG_C, &input, &f), SIM_OK);
        assert_true(!f.stable && f.queue_growth == 0);
        input.agents *= 1 + 1e-13;
        assert_true(cc_erlang_spare(&input) > 0);
        assert_int_equal(cc_erlang_solve(CC_ERLANG_C, &input, &f), SIM_OK);
        assert_true(f.stable && f.asa > 0);
    }
}

static void
two_targets_need_the_larger_of_two_numbers(void **state)
{
    (void)state;
    const cc_erlang_target targets[] = {{figure("service_level_g1"), 0.8},
                                        {figure("occupancy"), 0.7}};
    cc_erlang input = {.calls = 200, .period = 3600, .service_time = 180, .threshold = 20};
    double agents = 0;
    assert_int_equal(cc_erlang_agents(CC_ERLANG_C, &input, targets, 2, false, &agents), 0);
    assert_near(agents, 15, 12);
    input.calls = 0;
    assert_int_equal(cc_erlang_agents(CC_ERLANG_C, &input, targets, 2, false, &agents), 0);
    assert_true(agents == 0);
    const cc_erlang_target impossible = {figure("asa"), -1};
    input.calls = 1;
    assert_int_equal(cc_erlang_agents(CC_ERLANG_C, &input, &impossible, 1, false, &agents),
                     SIM_ERR_LIMIT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(erlang_b_gives_the_published_values),
        cmocka_unit_test(erlang_b_agrees_with_the_recurrence_for_whole_and_other_numbers),
        cmocka_unit_test(erlang_b_holds_at_a_million_erlangs_and_beyond),
        cmocka_unit_test(erlang_c_gives_the_published_values),
        cmocka_unit_test(erlang_a_gives_the_published_values),
        cmocka_unit_test(the_grid_of_ten_erlangs_holds),
        cmocka_unit_test(large_centers_come_close_to_halfin_and_whitt),
        cmocka_unit_test(an_overloaded_erlang_c_says_so_and_is_never_negative),
        cmocka_unit_test(no_calls_leave_shares_undefined_and_levels_zero),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(every_agent_improves_every_figure_that_has_a_better_direction),
        cmocka_unit_test(the_inverse_is_the_least_number_that_meets_the_target),
        cmocka_unit_test(a_target_that_is_just_met_is_met),
        cmocka_unit_test(a_target_that_nobody_is_needed_for_needs_nobody),
        cmocka_unit_test(as_many_agents_as_erlangs_are_that_however_they_are_written),
        cmocka_unit_test(two_targets_need_the_larger_of_two_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
