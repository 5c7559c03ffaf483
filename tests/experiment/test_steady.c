/* One long run against what is known of it, and against the same run as a whole. */
#include "experiment/run.h"
#include "experiment/steady.h"
#include "models/language/units.h"
#include "models/scenario/load.h"
#include "models/scenario/period.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/exact_mmn.h"
#include "tests/support/near.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <string.h>

static void
load(cc_scenario *scenario, const char *file, const char *observe, const char *path,
     const char *value)
{
    char name[512];
    cc_refusal refusal = {""};
    const cc_override set[] = {{.path = "run.warm_up", .value = "0 s"},
                               {.path = "run.follow_up", .value = "0 s"},
                               {.path = "run.observe", .value = observe},
                               {.path = path, .value = value}};
    snprintf(name, sizeof(name), "%s/scenarios/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(scenario, name, set, path == NULL ? 3 : 4, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static void
steady_of(xp_steady *steady, const cc_scenario *scenario, const char *const kpi[][2])
{
    cc_refusal refusal = {""};
    assert_int_equal(xp_steady_init(steady, scenario, &refusal), SIM_OK);
    for (size_t j = 0; kpi[j][0] != NULL; j++) {
        if (xp_steady_want(steady, kpi[j][0], kpi[j][1], &refusal) != SIM_OK) {
            fail_msg("%s", refusal.text);
        }
    }
    assert_int_equal(xp_steady_run(steady, 7, 0, 0, NULL, &refusal), SIM_OK);
}

/* Erlang C: by both kinds of batches, within the interval; fixed seed. */
static void
waits_of_erlang_c(void **state)
{
    (void)state;
    static const char *const kpi[][2] = {{"asa", "channel:voice"},
                                         {"service_level_g1", "channel:voice"},
                                         {"occupancy", "center"},
                                         {NULL, NULL}};
    exact_mmn q = exact_mmn_solve(
        (exact_mmn_def){.lambda = 200 / 3600., .mu = 1 / 180., .n = 14, .room = -1});
    const double truth[] = {q.wait, exact_mmn_in_time(&q, 20), q.occupancy};
    cc_scenario scenario;
    xp_steady steady;
    load(&scenario, "minimal.cfg", "60 d", NULL, NULL);
    steady_of(&steady, &scenario, kpi);
    assert_int_equal(steady.period, CC_PERIOD_NONE);
    assert_int_equal(steady.n, 60 * 48);
    for (size_t j = 0; j < 3; j++) {
        for (int overlapping = 0; overlapping < 2; overlapping++) {
            const xp_steady_figure it = xp_steady_figure_of(&steady, j, 30, overlapping != 0, 0.99);
            assert_true(sim_interval_holds(&it.means.interval, truth[j]));
            assert_true(it.means.interval.half_width < 0.2 * truth[j]);
            assert_false(it.warm_up.late);
        }
    }
    exact_mmn_free(&q);
    xp_steady_free(&steady);
    cc_scenario_free(&scenario);
}

/* Observations add up to the figures of the run: ratios, shares, levels, and what is told a day. */
static void
add_up(const char *file, const char *observe, double length, const char *const kpi[][2])
{
    cc_scenario scenario;
    xp_steady steady;
    xp_results results;
    cc_refusal refusal = {""};
    load(&scenario, file, observe, NULL, NULL);
    steady_of(&steady, &scenario, kpi);
    assert_true(steady.length == length);
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &scenario;
    plan.n_scenarios = 1;
    plan.seed = 7;
    plan.replications = 1;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_OK);
    for (size_t j = 0; j < steady.n_series; j++) {
        double num = 0, den = 0;
        for (size_t k = 0; k < steady.n; k++) {
            num += steady.series[j].num[k];
            den += steady.series[j].den[k];
        }
        const double whole = xp_results_figure(&results, 0, kpi[j][0], kpi[j][1]).mean;
        assert_near(num / den, whole, 1e-9 * fabs(whole));
        assert_true(whole > 0);
    }
    xp_results_free(&results);
    xp_steady_free(&steady);
    cc_scenario_free(&scenario);
}

static void
observations_add_up_to_the_run(void **state)
{
    (void)state;
    static const char *const kpi[][2] = {{"asa", "channel:voice"},    {"abandonment", "center"},
                                         {"contacts", "center"},      {"occupancy", "center"},
                                         {"hours_paid", "center"},    {"agents_busy", "center"},
                                         {"level_working", "center"}, {NULL, NULL}};
    add_up("erlang_a.cfg", "3 d", 1800, kpi);
    static const char *const by_day[][2] = {{"asa", "channel:voice"},
                                            {"contacts", "center"},
                                            {"hours_paid", "center"},
                                            {"occupancy", "center"},
                                            {NULL, NULL}};
    add_up("forecast/center.cfg", "6 d", CC_DAY, by_day);
    add_up("bank/call_center.cfg", "14 d", 7 * CC_DAY, by_day);
}

/* ---- what repeats itself ---- */

static int
period(const char *path, const char *value, const char *word)
{
    cc_scenario scenario;
    char what[160];
    load(&scenario, "minimal.cfg", "28 d", path, value);
    const int it = cc_period_of(&scenario, what, sizeof(what));
    if (strstr(what, word) == NULL) {
        fail_msg("%s: no %s", what, word);
    }
    cc_scenario_free(&scenario);
    return it;
}

static void
what_a_scenario_depends_on(void **state)
{
    (void)state;
    assert_int_equal(period(NULL, NULL, ""), CC_PERIOD_NONE);
    assert_int_equal(period("run.hours", "[\"08:00\", \"20:00\"]", "run.hours"), CC_PERIOD_DAY);
    assert_int_equal(period("run.weekdays", "(\"Mon\", \"Tue\")", "run.weekdays"), CC_PERIOD_WEEK);
    assert_int_equal(period("demand.busyness.day_cv", "0.1", "day_cv"), CC_PERIOD_DAY);
    assert_int_equal(period("demand.weekday", "{ Sun = 0.5; }", "weekday"), CC_PERIOD_WEEK);
    char day[2000] = "[10";
    for (int k = 1; k < 48; k++) {
        strcat(day, k < 20 ? ", 20" : ", 14");
    }
    strcat(day, "]");
    assert_int_equal(period("center.groups.agents.staff", day, "agents.staff"), CC_PERIOD_DAY);
    /* a row for each day of a week, which comes again in four weeks */
    char week[2000] = "[";
    for (int k = 0; k < 7 * 48; k++) {
        strcat(week, k == 0 ? "10" : k < 6 * 48 ? ", 14" : ", 9");
    }
    strcat(week, "]");
    assert_int_equal(period("center.groups.agents.staff", week, "agents.staff"), CC_PERIOD_WEEK);
}

static void
what_never_repeats_itself_is_refused(void **state)
{
    (void)state;
    cc_scenario scenario;
    xp_steady steady;
    cc_refusal refusal = {""};
    scenario_from_file(&scenario, "gallery/burst.cfg");
    assert_int_equal(xp_steady_init(&steady, &scenario, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "demand.bursts"));
    xp_steady_free(&steady);
    cc_scenario_free(&scenario);
}

static void
what_no_interval_has_is_refused(void **state)
{
    (void)state;
    static const char *const kpi[] = {"wait_p95", "asa_sd", "longest_wait", "unfinished", "cost"};
    cc_scenario scenario;
    xp_steady steady;
    load(&scenario, "minimal.cfg", "1 d", NULL, NULL);
    cc_refusal refusal = {""};
    assert_int_equal(xp_steady_init(&steady, &scenario, &refusal), SIM_OK);
    for (size_t j = 0; j < sizeof(kpi) / sizeof(*kpi); j++) {
        assert_int_equal(xp_steady_want(&steady, kpi[j], "center", &refusal), SIM_ERR_REFUSED);
        assert_non_null(strstr(refusal.text, "interval by interval"));
    }
    assert_int_equal(steady.n_series, 0);
    assert_int_equal(xp_steady_want_usual(&steady), SIM_OK);
    assert_int_equal(steady.n_series, 4);
    xp_steady_free(&steady);
    cc_scenario_free(&scenario);
}

/* A center that begins empty: its first half hour is quieter than the rest, in many replications. */
static void
the_plot_shows_the_warm_up(void **state)
{
    (void)state;
    cc_scenario scenario;
    xp_steady steady;
    load(&scenario, "minimal.cfg", "1 d", "run.interval", "5 min");
    cc_refusal refusal = {""};
    static double means[300], smooths[300];
    double *mean[] = {means}, *smooth[] = {smooths};
    assert_int_equal(xp_steady_init(&steady, &scenario, &refusal), SIM_OK);
    assert_int_equal(steady.n, 288);
    assert_int_equal(xp_steady_want(&steady, "agents_busy", "center", &refusal), SIM_OK);
    assert_int_equal(xp_steady_welch(&steady, 3, 100, 12, 0, NULL, mean, smooth, &refusal), SIM_OK);
    /* of M/G/infinity: 10 (1 - integral of e^(-t/180)) over the first 5 minutes */
    assert_near(means[0], 10 * (1 - 180. / 300 * (1 - exp(-300. / 180))), 0.6);
    assert_near(smooths[150], 10, 0.2);
    assert_true(smooths[0] == means[0]);
    xp_steady_free(&steady);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_of_erlang_c),
        cmocka_unit_test(observations_add_up_to_the_run),
        cmocka_unit_test(what_a_scenario_depends_on),
        cmocka_unit_test(what_never_repeats_itself_is_refused),
        cmocka_unit_test(what_no_interval_has_is_refused),
        cmocka_unit_test(the_plot_shows_the_warm_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
