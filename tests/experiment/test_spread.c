/* What shows how far a figure may be off: replications that have some of it, spread that is more
 * than rounding, and how many events there could have been where none was seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/precision.h"
#include "experiment/run.h"
#include "report/report.h"
#include "tests/support/near.h"
#include "tests/support/scripted_center.h"
#include "tests/support/toy.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static toy base, other;

static struct {
    uint64_t n_with; /* the first replications, which alone have contacts */
    double wait;     /* s, of the first; a second more in each later one */
    double later;
    bool added_up; /* waits are added one by one, more of them in each replication */
    bool lost;     /* the other center answers nobody */
    bool more;     /* ... has twice the contacts */
} script;

static void
scripted_counts(const cc_scenario *scenario, uint64_t replication, cc_record *record)
{
    const cc_layout *layout = &record->layout;
    const int voice = cc_channel_find(scenario, "voice");
    double *alone = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, -1));
    double *cell = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, 0));
    if (replication >= script.n_with) {
        return;
    }
    const double wait = script.wait + script.later * (double)replication;
    const int times = script.more && scenario->name == other.scenario.name ? 2 : 1;
    const int n = times * (script.added_up ? 1000 + 37 * (int)replication : 1);
    double sum = 0;
    for (int j = 0; j < n; j++) {
        sum += wait;
    }
    const bool lost = script.lost && scenario->name == other.scenario.name;
    cell[CC_N_contacts] = cell[CC_N_offered] = n;
    cell[CC_N_answered] = lost ? 0 : n;
    cell[CC_N_wait_answered] = lost ? 0 : sum;
    cell[CC_N_wait_answered_sq] = lost ? 0 : sum * wait;
    alone[CC_N_abandoned] = lost ? n : 0;
}

static xp_plan plan;

static int
reset(void **state)
{
    (void)state;
    toy_make(&base, "base");
    toy_make(&other, "other");
    plan = xp_plan_default();
    plan.scenario[0] = &base.scenario;
    plan.scenario[1] = &other.scenario;
    plan.n_scenarios = 2;
    plan.replications = 20;
    memset(&script, 0, sizeof(script));
    script.n_with = UINT64_MAX;
    return 0;
}

static xp_results
run(void)
{
    xp_results results;
    cc_refusal refusal;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_OK);
    return results;
}

static bool
is_met(const xp_results *results, const char *text)
{
    xp_require rule;
    cc_refusal refusal;
    assert_int_equal(xp_require_parse(&rule, text, &refusal), SIM_OK);
    return xp_require_met(&rule, results, 0);
}

static sim_interval
asa(uint64_t n_with)
{
    script.n_with = n_with;
    script.wait = 100;
    script.later = 100;
    xp_results results = run();
    const sim_interval it = xp_results_figure(&results, 0, "asa", "channel:voice");
    if (n_with == 1) {
        assert_true(is_met(&results, "asa channel:voice < 101 s"));
        assert_false(is_met(&results, "asa channel:voice upper < 101 s"));
        const size_t m = xp_results_find(&results, "asa", "channel:voice");
        assert_true(isnan(xp_results_difference(&results, 1, m).interval.half_width) ||
                    xp_results_difference(&results, 1, m).equal);
    }
    xp_results_free(&results);
    return it;
}

/* One contact of 100 s, then another of 200 s: t(1) = 12.7062, their mean is off by 50 s. Three:
 * t(2) = 4.30265, 100 / sqrt(3). */
static void
replications_without_any_tell_nothing(void **state)
{
    (void)state;
    const sim_interval one = asa(1), two = asa(2), three = asa(3);
    assert_near(one.mean, 100, 1e-9);
    assert_true(isnan(one.half_width) && isnan(one.lower) && isnan(one.upper));
    assert_near(two.mean, 150, 1e-9);
    assert_near(two.upper, 150 + 12.7062 * 50, 1e-2);
    assert_near(two.lower, 0, 0); /* no wait is below */
    assert_near(three.upper, 200 + 4.30265 * 100 / sqrt(3), 1e-3);
    assert_true(two.few && three.few);
    assert_false(asa(20).few);
    assert_int_equal(two.n, 20);
}

static void
a_report_says_that_only_one_has_any(void **state)
{
    (void)state;
    char text[8192] = "";
    script.n_with = 1;
    script.wait = 100;
    plan.n_scenarios = 1;
    xp_results results = run();
    FILE *file = fmemopen(text, sizeof(text), "w");
    assert_int_equal(xp_report_run(file, &(xp_report){.results = &results}), SIM_OK);
    fclose(file);
    xp_results_free(&results);
    assert_non_null(strstr(text, "100.0 s           ?\n"));
    assert_non_null(strstr(text, "No interval where fewer than two replications have any of it:"));
}

/* 0.1 s added up 1,000 times and more is not 0.1 s times their number. */
static void
rounding_is_no_spread(void **state)
{
    (void)state;
    script.wait = 0.1;
    script.added_up = true;
    xp_results results = run();
    const sim_interval mean = xp_results_figure(&results, 0, "asa", "channel:voice");
    assert_true(mean.mean != 0.1); /* or nothing is tested here */
    assert_near(mean.half_width, 0, 0);
    assert_near(xp_results_figure(&results, 0, "asa_sd", "channel:voice").mean, 0, 0);
    assert_false(is_met(&results, "asa channel:voice upper < 0.2 s"));
    assert_true(is_met(&results, "asa channel:voice <= 0.1 s"));
    assert_true(is_met(&results, "asa channel:voice >= 0.1 s"));
    assert_false(is_met(&results, "asa channel:voice < 0.1 s"));
    assert_false(is_met(&results, "asa channel:voice > 0.1 s"));
    xp_precision rule;
    cc_refusal refusal;
    assert_int_equal(xp_precision_parse(&rule, "asa channel:voice 1 s", &refusal), SIM_OK);
    assert_int_equal(xp_precision_progress(&rule, &results), XP_NEVER_VARIES);
    xp_results_free(&results);
}

/* All of 20 abandon in one center, none in the other. Clopper & Pearson: 1 - 0.025^(1/20) is
 * 0.168433, of either; joined sqrt(2) times that. */
static void
shares_of_all_and_none_differ_by_what_each_might_be(void **state)
{
    (void)state;
    script.wait = 10;
    script.lost = true;
    xp_results results = run();
    const size_t m = xp_results_find(&results, "abandonment", "channel:voice");
    const sim_interval it = xp_results_difference(&results, 1, m).interval;
    assert_near(xp_results_estimate(&results, 0, m).upper, 0.168433, 1e-6);
    assert_near(it.mean, 1, 1e-12);
    assert_near(it.upper, 1, 0);
    assert_near(it.lower, 1 - sqrt(2) * 0.168433, 1e-5);
    xp_results_free(&results);
    script.lost = false; /* none in both, of another number of contacts */
    script.more = true;
    results = run();
    assert_true(xp_results_difference(&results, 1, m).equal);
    xp_results_free(&results);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(replications_without_any_tell_nothing, reset),
        cmocka_unit_test_setup(a_report_says_that_only_one_has_any, reset),
        cmocka_unit_test_setup(rounding_is_no_spread, reset),
        cmocka_unit_test_setup(shares_of_all_and_none_differ_by_what_each_might_be, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
