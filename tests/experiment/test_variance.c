/* Ways of reducing the variance, on models with exact answers, and on what they promise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/run.h"
#include "models/scenario/load.h"
#include "tests/support/exact_mmn.h"
#include "tests/support/near.h"
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

/* ---- as it is written ---- */

static void
what_is_written_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        xp_variance is;
        uint32_t unit;
    } good[] = {
        {"antithetic", {.antithetic = true}, 2},
        {"control", {.control = true}, 1},
        {"control+antithetic", {.antithetic = true, .control = true}, 2},
        {"stratified", {.spread = XP_SPREAD_STRATIFIED, .size = 5}, 5},
        {"stratified:7+control", {.control = true, .spread = XP_SPREAD_STRATIFIED, .size = 7}, 7},
        {"quasi", {.spread = XP_SPREAD_QUASI, .size = 8}, 8},
        {"quasi:64", {.spread = XP_SPREAD_QUASI, .size = 64}, 64},
    };
    static const char *const bad[] = {
        "",         "control+control", "antithetic+quasi", "stratified+quasi", "quasi:7",
        "quasi:",   "quasi:1",         "stratified:5000",  "control:5",        "anti",
        "control+", "+control"};
    for (size_t j = 0; j < sizeof(good) / sizeof(*good); j++) {
        xp_variance it;
        cc_refusal refusal;
        assert_int_equal(xp_variance_parse(&it, good[j].text, &refusal), SIM_OK);
        assert_int_equal(it.antithetic, good[j].is.antithetic);
        assert_int_equal(it.control, good[j].is.control);
        assert_int_equal(it.spread, good[j].is.spread);
        assert_int_equal(it.size, good[j].is.size);
        assert_int_equal(xp_variance_unit(&it), good[j].unit);
        char text[80];
        xp_variance again;
        assert_int_equal(
            xp_variance_parse(&again, xp_variance_text(&it, text, sizeof(text)), &refusal), SIM_OK);
        assert_int_equal(again.size, it.size);
        assert_int_equal(again.control, it.control);
    }
    for (size_t j = 0; j < sizeof(bad) / sizeof(*bad); j++) {
        xp_variance it;
        cc_refusal refusal;
        assert_int_equal(xp_variance_parse(&it, bad[j], &refusal), SIM_ERR_REFUSED);
        assert_non_null(strstr(refusal.text, "variance"));
    }
}

/* ---- runs ---- */

typedef struct trial {
    cc_scenario scenario[2];
    xp_plan plan;
    xp_results results;
} trial;

static void
prepare(trial *self, const char *file, const cc_override *set, size_t n_set, const char *how)
{
    char path[512];
    cc_refusal refusal = {""};
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    assert_int_equal(cc_scenario_load(&self->scenario[0], path, set, n_set, &refusal), SIM_OK);
    self->plan = xp_plan_default();
    self->plan.scenario[0] = &self->scenario[0];
    self->plan.n_scenarios = 1;
    if (how[0] != '\0') {
        assert_int_equal(xp_variance_parse(&self->plan.variance, how, &refusal), SIM_OK);
    }
}

static void
run(trial *self)
{
    cc_refusal refusal = {""};
    if (xp_run(&self->results, &self->plan, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static void
finish(trial *self)
{
    xp_results_free(&self->results);
    for (int s = 0; s < self->plan.n_scenarios; s++) {
        cc_scenario_free(&self->scenario[s]);
    }
}

static const cc_override short_day[] = {{"run.observe", "8 h"}};

/* Erlang A, whose exact figures each method must come to within its own standard errors; and the factor is
 * at least so much. */
static void
estimates_are_unbiased_on_erlang_a(void **state)
{
    (void)state;
    static const struct {
        const char *how;
        double factor;
    } ways[] = {{"antithetic", 1.02}, {"control", 2.5}, {"antithetic+control", 1.8}};
    exact_mmn exact = exact_mmn_solve((exact_mmn_def){
        .lambda = 200. / 3600, .mu = 1. / 180, .theta = 1. / 300, .n = 14, .room = -1});
    const double in_time = exact_mmn_in_time(&exact, 20);
    const double level = in_time / (1 - exact_mmn_left_in_time(&exact, 20));
    for (size_t j = 0; j < sizeof(ways) / sizeof(*ways); j++) {
        trial it;
        prepare(&it, "scenarios/erlang_a.cfg", short_day, 1, ways[j].how);
        it.plan.replications = 120;
        run(&it);
        const struct {
            const char *kpi;
            double truth;
        } of[] = {{"service_level_g1", level},
                  {"abandonment", exact.abandoned},
                  {"asa", exact.wait_served},
                  {"occupancy", exact.occupancy},
                  {"contacts", 200 * 24}};
        for (size_t k = 0; k < sizeof(of) / sizeof(*of); k++) {
            const sim_interval is = xp_results_figure(&it.results, 0, of[k].kpi, "center");
            const double error = is.half_width / 1.97;
            if (fabs(is.mean - of[k].truth) > 4 * error + 1e-9 * of[k].truth) {
                fail_msg("%s: %s is %.8g, not %.8g +- %.3g", ways[j].how, of[k].kpi, is.mean,
                         of[k].truth, error);
            }
        }
        const double factor =
            xp_reduction_of(&it.results.reduction, 0, "service_level", "center", false);
        if (!(factor > ways[j].factor)) {
            fail_msg("%s: factor %g", ways[j].how, factor);
        }
        finish(&it);
    }
    exact_mmn_free(&exact);
}

/* A day of which nobody knows how busy it will be: each way does much, and all agree. */
static void
day_factors_are_where_it_helps(void **state)
{
    (void)state;
    static const struct {
        const char *how;
        double factor;
    } ways[] = {{"", 0},        {"antithetic", 1.7}, {"stratified", 1.7},
                {"quasi", 1.7}, {"control", 6.4},    {"stratified:4+control", 3.5}};
    sim_interval first = {0};
    for (size_t j = 0; j < sizeof(ways) / sizeof(*ways); j++) {
        trial it;
        prepare(&it, "scenarios/forecast/center.cfg", NULL, 0, ways[j].how);
        it.plan.replications = 160;
        run(&it);
        const sim_interval is = xp_results_figure(&it.results, 0, "service_level", "center");
        if (j == 0) {
            first = is;
            assert_int_equal(it.results.reduction.n, 0);
        }
        const double error = hypot(first.half_width, is.half_width) / 1.96;
        assert_true(fabs(is.mean - first.mean) < 4 * error);
        assert_int_equal(is.n, 160 / xp_variance_unit(&it.plan.variance));
        assert_int_equal(it.results.n, 160);
        const double factor =
            xp_reduction_of(&it.results.reduction, 0, "service_level", "center", false);
        if (j > 0 && !(factor > ways[j].factor)) {
            fail_msg("%s: factor %g", ways[j].how, factor);
        }
        /* means over replications are of replications, not of units */
        const size_t m = xp_results_find(&it.results, "contacts", "center");
        assert_near(xp_estimate_means(&it.results.estimates, 0, m).num, 1236, 40);
        finish(&it);
    }
}

/* ---- rows ---- */

typedef struct kept {
    double value[64];
    size_t n, measure;
} kept;

static void
keep(void *context, const xp_row *row, const xp_table *table)
{
    kept *self = context;
    assert_true(self->n < 64);
    self->value[self->n++] = xp_row_value(row, table, 0, self->measure);
}

static kept
rows_of(const char *how, uint64_t replications, int threads)
{
    trial it;
    kept rows = {0};
    prepare(&it, "scenarios/forecast/center.cfg", NULL, 0, how);
    it.plan.replications = xp_variance_unit(&it.plan.variance);
    run(&it);
    rows.measure = xp_results_find(&it.results, "contacts", "center");
    xp_results_free(&it.results);
    it.plan.replications = replications;
    it.plan.threads = threads;
    it.plan.on_row = keep;
    it.plan.context = &rows;
    run(&it);
    finish(&it);
    return rows;
}

/* A replication does not depend on how many there are, nor on threads; its mirror is many where it is few. */
static void
a_replication_is_what_its_number_says(void **state)
{
    (void)state;
    static const char *const ways[] = {"antithetic", "stratified:4", "quasi:4", "control"};
    for (size_t j = 0; j < sizeof(ways) / sizeof(*ways); j++) {
        const kept few = rows_of(ways[j], 8, 1), many = rows_of(ways[j], 24, 3);
        assert_memory_equal(few.value, many.value, 8 * sizeof(double));
        const kept plain = rows_of("", 24, 1);
        for (size_t r = 0; r < 24; r++) {
            const bool same = many.value[r] == plain.value[r];
            assert_true(same || (j == 0 && r % 2 == 1) || j == 1 || j == 2);
        }
        if (j == 0) {
            double together = 0, mean = 0;
            for (size_t r = 0; r < 24; r++) {
                mean += many.value[r] / 24;
            }
            for (size_t r = 0; r < 24; r += 2) {
                together += (many.value[r] - mean) * (many.value[r + 1] - mean);
            }
            assert_true(together < 0);
        }
    }
}

/* ---- two centers ---- */

/* Controls of the same customers: the difference of two adjusted figures is the adjusted difference. */
static void
differences_are_reduced_too(void **state)
{
    (void)state;
    static const cc_override more[] = {{"run.observe", "8 h"},
                                       {"center.groups.agents.staff", "15"}};
    trial it;
    cc_refusal refusal = {""};
    char path[512];
    prepare(&it, "scenarios/erlang_a.cfg", short_day, 1, "control");
    snprintf(path, sizeof(path), "%s/scenarios/erlang_a.cfg", CCSIM_SOURCE_DIR);
    assert_int_equal(cc_scenario_load(&it.scenario[1], path, more, 2, &refusal), SIM_OK);
    it.plan.scenario[1] = &it.scenario[1];
    it.plan.n_scenarios = 2;
    it.plan.replications = 100;
    run(&it);
    const size_t m = xp_results_find(&it.results, "abandonment", "center");
    const double a = xp_results_estimate(&it.results, 0, m).mean;
    const double b = xp_results_estimate(&it.results, 1, m).mean;
    const xp_difference difference = xp_results_difference(&it.results, 1, m);
    assert_near(difference.interval.mean, b - a, 1e-12);
    assert_true(xp_reduction_of(&it.results.reduction, 1, "abandonment", "center", true) > 1.3);
    finish(&it);
}

/* ---- what goes wrong ---- */

static void
it_is_refused_where_it_makes_no_sense(void **state)
{
    (void)state;
    static const struct {
        const char *file, *how, *says;
    } cases[] = {
        {"scenarios/erlang_a.cfg", "quasi", "day_cv is 0"},
        {"scenarios/trace/center.cfg", "control", "known mean"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        trial it;
        cc_refusal refusal = {""};
        prepare(&it, cases[j].file, NULL, 0, cases[j].how);
        it.plan.replications = 16;
        assert_int_not_equal(xp_run(&it.results, &it.plan, &refusal), SIM_OK);
        assert_non_null(strstr(refusal.text, cases[j].says));
        cc_scenario_free(&it.scenario[0]);
    }
    trial it;
    cc_refusal refusal = {""};
    prepare(&it, "scenarios/forecast/center.cfg", NULL, 0, "antithetic");
    it.plan.replications = 7;
    assert_int_equal(xp_run(&it.results, &it.plan, &refusal), SIM_ERR_PARAM);
    cc_scenario_free(&it.scenario[0]);
}

static atomic_bool enough;

static void
stop_after_three(void *context, const xp_row *row, const xp_table *table)
{
    (void)context;
    (void)table;
    atomic_store(&enough, row->replication >= 2);
}

/* One unit has no interval; a unit that was not completed is no part of the estimates. */
static void
few_units_say_little(void **state)
{
    (void)state;
    trial it;
    prepare(&it, "scenarios/forecast/center.cfg", NULL, 0, "antithetic");
    it.plan.replications = 10;
    it.plan.finish = &enough;
    it.plan.on_row = stop_after_three;
    atomic_store(&enough, false);
    run(&it);
    assert_true(it.results.partial);
    assert_int_equal(it.results.n, 3);
    const sim_interval is = xp_results_figure(&it.results, 0, "service_level", "center");
    assert_int_equal(is.n, 1);
    assert_true(is.mean > 0 && isnan(is.half_width));
    finish(&it);
    prepare(&it, "scenarios/forecast/center.cfg", NULL, 0, "control");
    it.plan.replications = 1;
    run(&it);
    const sim_interval one = xp_results_figure(&it.results, 0, "service_level", "center");
    assert_true(one.mean > 0 && isnan(one.half_width));
    assert_true(isnan(xp_reduction_of(&it.results.reduction, 0, "service_level", "center", false)));
    finish(&it);
}

/* Rules look at whole units. */
static void
precision_takes_whole_units(void **state)
{
    (void)state;
    const xp_precision rule = {
        .kpi = "service_level", .scope = "center", .value = 0.02, .text = "service_level 0.02"};
    trial it;
    prepare(&it, "scenarios/forecast/center.cfg", NULL, 0, "antithetic");
    it.plan.replications = 4000;
    it.plan.rule = &rule;
    it.plan.n_rules = 1;
    run(&it);
    assert_true(it.results.precise);
    assert_true(it.results.n < 1000);
    assert_int_equal(it.results.n % 2, 0);
    assert_true(xp_results_figure(&it.results, 0, "service_level", "center").half_width <= 0.02);
    finish(&it);
}

/* The short form of tests/long/variance.c: of 40 runs, 95 % intervals of two figures. */
static void
intervals_hold_the_truth(void **state)
{
    (void)state;
    static const char *const ways[] = {"antithetic", "control"};
    static const cc_override set[] = {{"run.observe", "2 h"}, {"run.warm_up", "1 h"}};
    exact_mmn exact = exact_mmn_solve((exact_mmn_def){
        .lambda = 200. / 3600, .mu = 1. / 180, .theta = 1. / 300, .n = 14, .room = -1});
    for (size_t j = 0; j < sizeof(ways) / sizeof(*ways); j++) {
        trial it;
        prepare(&it, "scenarios/erlang_a.cfg", set, 2, ways[j]);
        it.plan.replications = 30;
        int held = 0;
        const int runs = 40;
        for (int r = 0; r < runs; r++) {
            it.plan.seed = 100 + (uint64_t)r;
            run(&it);
            const sim_interval is = xp_results_figure(&it.results, 0, "occupancy", "center");
            held += sim_interval_holds(&is, exact.occupancy);
            xp_results_free(&it.results);
        }
        assert_in_range(held, 31, 40); /* 1 in 2,000 below */
        cc_scenario_free(&it.scenario[0]);
    }
    exact_mmn_free(&exact);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(estimates_are_unbiased_on_erlang_a),
        cmocka_unit_test(day_factors_are_where_it_helps),
        cmocka_unit_test(a_replication_is_what_its_number_says),
        cmocka_unit_test(differences_are_reduced_too),
        cmocka_unit_test(it_is_refused_where_it_makes_no_sense),
        cmocka_unit_test(few_units_say_little),
        cmocka_unit_test(precision_takes_whole_units),
        cmocka_unit_test(intervals_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
