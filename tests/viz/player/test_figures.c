/* Figures of a player at the end are those of a run, each to the last bit; their differences those of a comparison;
 * before the end they are what a run would say that ended then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "experiment/run.h"
#include "models/center/entries.h"
#include "tests/support/players.h"
#include "viz/player/counting.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void
run(xp_results *results, xp_plan *plan, const cc_scenario *a, const cc_scenario *b,
    const cc_script *script)
{
    cc_refusal refusal = {""};
    *plan = xp_plan_default();
    plan->scenario[0] = a;
    plan->scenario[1] = b;
    plan->script[b != NULL] = script;
    plan->n_scenarios = b != NULL ? 2 : 1;
    plan->paired = true;
    plan->seed = 5;
    plan->replications = 1;
    plan->threads = 1;
    if (xp_run(results, plan, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static bool
same(double x, double y)
{
    return memcmp(&x, &y, sizeof(x)) == 0 || (isnan(x) && isnan(y)) || x == y;
}

/* Volume twice as high for half an hour, fewer agents after noon. */
static void
add_changes(cc_script *script)
{
    const cc_change change[] = {{36000.123, CC_CONTROL_VOLUME, 0, 2},
                                {37800.123, CC_CONTROL_VOLUME, 0, 1},
                                {43200.5, CC_CONTROL_STAFF, 0, 3}};
    for (int j = 0; j < 3; j++) {
        assert_int_equal(cc_script_add(script, change[j]), 0);
    }
}

static void
figures_at_the_end_are_those_of_a_run(const char *file, bool has_script)
{
    cc_scenario scenario;
    cc_script script = {NULL, 0, 0};
    players_load_day(&scenario, file);
    if (has_script) {
        add_changes(&script);
    }
    viz_player *player = players_new(&scenario, 5, (size_t)32 << 20, &script);
    double value;
    players_go_to(player, 40000); /* and looks, which must not matter */
    assert_int_equal(viz_player_figure(player, "asa", "center", &value), 0);
    players_go_to(player, viz_player_horizon(player));
    xp_plan plan;
    xp_results results = {0};
    run(&results, &plan, &scenario, NULL, has_script ? &script : NULL);
    int n_numbers = 0;
    for (size_t j = 0; j < results.table->n; j++) {
        const cc_measure *measure = &results.table->list[0][j];
        const double is = xp_results_estimate(&results, 0, j).mean;
        assert_int_equal(viz_player_figure(player, measure->name, measure->scope_name, &value), 0);
        if (!same(value, is)) {
            fail_msg("%s: %s %s is %.17g, of a run %.17g", file, measure->name, measure->scope_name,
                     value, is);
        }
        n_numbers += isfinite(value) && value != 0;
    }
    assert_true(n_numbers > 100);
    xp_results_free(&results);
    viz_player_delete(player);
    cc_script_free(&script);
    cc_scenario_free(&scenario);
}

static void
of_a_run(void **state)
{
    (void)state;
    figures_at_the_end_are_those_of_a_run("scenarios/bank/contact_center.cfg", false);
    figures_at_the_end_are_those_of_a_run("scenarios/bank/call_center.cfg", false);
}

static void
of_a_run_with_a_script(void **state)
{
    (void)state;
    figures_at_the_end_are_those_of_a_run("scenarios/bank/contact_center.cfg", true);
}

static void
their_differences_are_those_of_a_comparison(void **state)
{
    (void)state;
    cc_scenario a, b;
    cc_script script = {NULL, 0, 0};
    add_changes(&script);
    players_load_day(&a, "scenarios/bank/call_center.cfg");
    players_load_day(&b, "scenarios/bank/contact_center.cfg");
    viz_player *x = players_new(&a, 5, (size_t)16 << 20, NULL);
    viz_player *y = players_new(&b, 5, (size_t)16 << 20, &script);
    players_go_to(x, viz_player_horizon(x));
    players_go_to(y, viz_player_horizon(y));
    xp_plan plan;
    xp_results results = {0};
    run(&results, &plan, &a, &b, &script);
    int n = 0;
    for (size_t j = 0; j < results.table->n; j++) {
        const xp_measure *measure = &results.table->measure[j];
        if (measure->local[0] == XP_LACKS || measure->local[1] == XP_LACKS) {
            continue;
        }
        const cc_measure *it = &results.table->list[0][measure->local[0]];
        double first, second;
        assert_int_equal(viz_player_figure(x, it->name, it->scope_name, &first), 0);
        assert_int_equal(viz_player_figure(y, it->name, it->scope_name, &second), 0);
        const double is = xp_results_difference(&results, 1, j).interval.mean;
        if (!same(second - first, is) && !isnan(is)) {
            fail_msg("%s %s differs by %.17g, in a comparison by %.17g", it->name, it->scope_name,
                     second - first, is);
        }
        n += is != 0 && !isnan(is);
    }
    assert_true(n > 50);
    xp_results_free(&results);
    viz_player_delete(x);
    viz_player_delete(y);
    cc_script_free(&script);
    cc_scenario_free(&a);
    cc_scenario_free(&b);
}

/* A run that is cut short says the same of what has happened, and of agents' time, as the player does then. */
static void
before_the_end_they_are_those_of_a_run_that_ends_then(void **state)
{
    (void)state;
    static const char *kpi[] = {"asa",         "abandonment", "service_level_g1", "occupancy",
                                "agents",      "wait_p95",    "handle_time",      "attention",
                                "agents_busy", "utilisation"};
    const cc_override set[] = {
        {"run.warm_up", "0 h"}, {"run.observe", "11 h"}, {"run.follow_up", "0 h"}};
    cc_scenario whole, part;
    players_load_day(&whole, "scenarios/bank/contact_center.cfg");
    players_load(&part, "scenarios/bank/contact_center.cfg", set, 3);
    viz_player *player = players_new(&whole, 5, (size_t)32 << 20, NULL);
    viz_player *cut = players_new(&part, 5, (size_t)32 << 20, NULL);
    players_go_to(player, 39600);
    players_go_to(cut, 39600);
    assert_true(viz_player_horizon(cut) == 39600);
    for (size_t j = 0; j < sizeof(kpi) / sizeof(*kpi); j++) {
        double x, y;
        assert_int_equal(viz_player_figure(player, kpi[j], "center", &x), 0);
        assert_int_equal(viz_player_figure(cut, kpi[j], "center", &y), 0);
        if (!same(x, y) || !isfinite(x)) {
            fail_msg("%s is %.17g, and %.17g of a run that ends then", kpi[j], x, y);
        }
    }
    /* a day's figures are of the days that have begun: not of 11 hours of one */
    double contacts;
    assert_int_equal(viz_player_figure(player, "contacts", "center", &contacts), 0);
    assert_true(contacts > 0 && contacts == floor(contacts));
    viz_player_delete(player);
    viz_player_delete(cut);
    cc_scenario_free(&whole);
    cc_scenario_free(&part);
}

static void
an_unknown_figure_is_refused(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    viz_player *player = players_new(&scenario, 1, 1, NULL);
    double value = 1;
    assert_int_not_equal(viz_player_figure(player, "asas", "center", &value), 0);
    assert_true(isnan(value));
    assert_int_not_equal(viz_player_figure(player, "asa", "channel:pigeon", &value), 0);
    assert_int_equal(viz_player_figure(player, "asa", "center", &value), 0);
    assert_true(isnan(value)); /* nobody yet */
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

static void
expect_level(const cc_scenario *scenario, int queue, const char *scope)
{
    viz_player *player = players_new(scenario, 5, (size_t)16 << 20, NULL);
    players_go_to(player, viz_player_horizon(player));
    const viz_cell sum = viz_tape_sum(viz_player_tape(player), queue, 0, INFINITY);
    double value = NAN;
    if (scope != NULL) {
        assert_int_equal(viz_player_figure(player, "service_level_g1", scope, &value), 0);
        assert_true(value > 0 && value < 1);
    }
    assert_true(sum.answered > 0 && same(viz_cell_level(&sum), value));
    viz_player_delete(player);
}

/* Where there is none, nobody is in time or late. */
static void
a_level_is_of_those_who_have_a_threshold(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load(&scenario, "scenarios/lessons/email.cfg", NULL, 0);
    assert_int_equal(scenario.center.n_queues, 2);
    expect_level(&scenario, 1, "channel:voice");
    for (int c = 0; c < scenario.n_channels; c++) {
        scenario.center.level[c].n_within = 0;
    }
    expect_level(&scenario, 0, NULL);
    expect_level(&scenario, -1, "channel:voice");
    cc_scenario_free(&scenario);
}

/* Who comes at the very end comes when the run is over. */
static void
arrivals_are_of_the_run_until_its_end(void **state)
{
    (void)state;
    cc_scenario scenario;
    viz_counting counting;
    players_load(&scenario, "scenarios/lessons/email.cfg", NULL, 0);
    assert_int_equal(viz_counting_init(&counting, &scenario, 86400), SIM_OK);
    for (int j = 0; j < 3; j++) {
        const sim_trace_record record = {.time = 86400 - 1 + j, .code = CC_JOURNAL_GETS_IN_TOUCH};
        viz_counting_see(&counting, &record);
    }
    assert_int_equal(counting.arrived[0], 1);
    viz_counting_free(&counting);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_run),
        cmocka_unit_test(of_a_run_with_a_script),
        cmocka_unit_test(their_differences_are_those_of_a_comparison),
        cmocka_unit_test(a_level_is_of_those_who_have_a_threshold),
        cmocka_unit_test(arrivals_are_of_the_run_until_its_end),
        cmocka_unit_test(before_the_end_they_are_those_of_a_run_that_ends_then),
        cmocka_unit_test(an_unknown_figure_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
