/* When a run stops: the moments of the looks, by hand. The wait of every second replication is
 * 10 s - d and of the others 10 s + d, so that the half-width after an even n is known:
 * t(n - 1) d / sqrt(n - 1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/precision.h"
#include "experiment/run.h"
#include "tests/support/near.h"
#include "tests/support/scripted_center.h"
#include "tests/support/toy.h"
#include <math.h>

static struct {
    double swing;        /* d */
    uint64_t calm_until; /* replications before it do not swing */
    double blocked;      /* calls of 100 a replication */
    uint64_t every;      /* ... in each so manieth replication */
} script;

static void
scripted_counts(const cc_scenario *scenario, uint64_t replication, cc_record *record)
{
    (void)scenario;
    const cc_layout *layout = &record->layout;
    const int voice = cc_channel_find(scenario, "voice");
    double *alone = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, -1));
    double *cell = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, 0));
    const double d = replication < script.calm_until ? 0.01 : script.swing;
    cell[CC_N_contacts] = cell[CC_N_offered] = cell[CC_N_answered] = 100;
    cell[CC_N_wait_answered] = 100 * (10 + (replication % 2 == 0 ? d : -d));
    alone[CC_N_blocked] = replication % script.every == 0 ? script.blocked : 0;
}

static toy only;

static xp_results
run(const xp_precision *rule, uint64_t most)
{
    static xp_plan plan;
    xp_results results;
    cc_refusal refusal;
    toy_make(&only, "toy");
    only.scenario.center.staff_scale = 1;
    plan = xp_plan_default();
    plan.scenario[0] = &only.scenario;
    plan.n_scenarios = 1;
    plan.rule = rule;
    plan.n_rules = 1;
    plan.replications = most;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_OK);
    return results;
}

static int
reset(void **state)
{
    (void)state;
    script.swing = 1;
    script.calm_until = 0;
    script.blocked = 0;
    script.every = 1;
    return 0;
}

static xp_precision
asa_to(double seconds)
{
    return (xp_precision){.kpi = "asa", .scope = "channel:voice", .value = seconds};
}

static xp_precision
blocking_to(double share, bool relative)
{
    return (xp_precision){
        .kpi = "blocking", .scope = "channel:voice", .value = share, .relative = relative};
}

static void
looks_come_later_and_later(void **state)
{
    (void)state;
    static const uint64_t looks[] = {30, 40, 50, 60, 70, 80, 100, 120, 150, 180};
    for (size_t j = 0; j + 1 < sizeof(looks) / sizeof(*looks); j++) {
        assert_int_equal(xp_next_look(looks[j]), looks[j + 1]);
    }
    assert_int_equal(xp_confirmation(30), 50);
    assert_int_equal(xp_confirmation(40), 60);
    assert_int_equal(xp_confirmation(1000), 1500);
}

/* t(29) = 2.0452, sqrt(29) = 5.3852: 0.3798. */
static void
the_first_look_is_confirmed_by_a_fresh_batch(void **state)
{
    (void)state;
    xp_precision rule = asa_to(0.381);
    xp_results results = run(&rule, 100000);
    assert_true(results.precise);
    assert_int_equal(results.n, 50);
    xp_results_free(&results);
    /* not at 30 but at 40: t(39) = 2.0227, sqrt(39) = 6.2450: 0.3239 */
    rule = asa_to(0.379);
    results = run(&rule, 100000);
    assert_true(results.precise);
    assert_int_equal(results.n, 60);
    xp_results_free(&results);
}

static void
what_a_fresh_batch_contradicts_goes_on(void **state)
{
    (void)state;
    script.calm_until = 30; /* +-0.004 there, and 0.30 with the other 20 of 50 */
    script.swing = 2;
    const xp_precision rule = asa_to(0.3);
    xp_results results = run(&rule, 100000);
    assert_true(results.precise);
    assert_true(results.n > 50);
    assert_true(xp_results_figure(&results, 0, "asa", "channel:voice").half_width <= 0.3);
    xp_results_free(&results);
}

static void
the_last_replication_needs_no_confirmation(void **state)
{
    (void)state;
    const xp_precision rule = asa_to(0.381);
    xp_results results = run(&rule, 34);
    assert_int_equal(results.n, 34);
    assert_true(results.precise);
    xp_results_free(&results);
    results = run(&rule, 29);
    assert_int_equal(results.n, 29);
    assert_false(results.precise); /* 0.387 */
    xp_results_free(&results);
}

/* 2 blocked in each 10th replication: 20 of them after 91, so at the look of 100. */
static void
rare_events_are_waited_for(void **state)
{
    (void)state;
    script.blocked = 2;
    script.every = 10;
    const xp_precision rule = blocking_to(0.5, false);
    xp_results results = run(&rule, 100000);
    assert_true(results.precise);
    assert_int_equal(results.n, 150);
    const size_t m = xp_results_find(&results, "blocking", "channel:voice");
    assert_near(xp_events(&results.estimates, 0, m), 30, 1e-9);
    xp_results_free(&results);
}

static void
a_figure_that_never_varies_is_never_precise(void **state)
{
    (void)state;
    const xp_precision rule = {.kpi = "contacts", .scope = "channel:voice", .value = 1};
    xp_results results = run(&rule, 100000);
    assert_false(results.precise);
    assert_ptr_equal(results.in_vain, &rule);
    assert_in_range(results.n, XP_PATIENCE, 1300);
    xp_results_free(&results);
}

static void
what_never_happens_has_no_relative_precision(void **state)
{
    (void)state;
    const xp_precision rule = blocking_to(0.1, true);
    xp_results results = run(&rule, 100000);
    assert_false(results.precise);
    assert_ptr_equal(results.in_vain, &rule);
    xp_results_free(&results);
}

static void
events_are_the_rarer_outcome_what_is_counted_or_the_denominator(void **state)
{
    (void)state;
    script.blocked = 97;
    const xp_precision rule = asa_to(1);
    xp_results results = run(&rule, 10);
    static const struct {
        const char *kpi;
        double events;
    } expected[] = {{"blocking", 30}, {"blocked", 970}, {"asa", 1000}};
    for (size_t j = 0; j < sizeof(expected) / sizeof(*expected); j++) {
        const size_t m = xp_results_find(&results, expected[j].kpi, "channel:voice");
        assert_near(xp_events(&results.estimates, 0, m), expected[j].events, 1e-9);
    }
    xp_results_free(&results);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(looks_come_later_and_later, reset),
        cmocka_unit_test_setup(the_first_look_is_confirmed_by_a_fresh_batch, reset),
        cmocka_unit_test_setup(what_a_fresh_batch_contradicts_goes_on, reset),
        cmocka_unit_test_setup(the_last_replication_needs_no_confirmation, reset),
        cmocka_unit_test_setup(rare_events_are_waited_for, reset),
        cmocka_unit_test_setup(a_figure_that_never_varies_is_never_precise, reset),
        cmocka_unit_test_setup(what_never_happens_has_no_relative_precision, reset),
        cmocka_unit_test_setup(events_are_the_rarer_outcome_what_is_counted_or_the_denominator,
                               reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
