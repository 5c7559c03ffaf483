/* Quantiles of the wait, pooled over replications with intervals by sectioning, and the share of
 * days on target. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include "experiment/run.h"
#include "tests/support/exact_mmn.h"
#include <math.h>

static void
waits_of_patient_callers(void **state)
{
    (void)state;
    const cc_override set[] = {{"run.observe", "2 d"}};
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load(&scenario, CCSIM_SOURCE_DIR "/tests/verify/one_queue.cfg", set, 1,
                         &refusal) != 0) {
        fail_msg("%s", refusal.text);
    }
    static const xp_wish wishes[] = {{.kpi = "wait_p90", .scope = "channel:voice"},
                                     {.kpi = "wait_p95", .scope = "channel:voice"},
                                     {.kpi = "wait_p99", .scope = "channel:voice"}};
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &scenario;
    plan.n_scenarios = 1;
    plan.seed = 2301;
    plan.replications = 200;
    plan.wish = wishes;
    plan.n_wishes = 3;
    plan.threads = 1;
    xp_results results;
    assert_int_equal(xp_run(&results, &plan, &refusal), 0);
    exact_mmn q = exact_mmn_solve(
        (exact_mmn_def){.lambda = 200 / 3600., .mu = 1 / 180., .n = 14, .room = -1});
    static const double p[] = {.9, .95, .99};
    for (int j = 0; j < 3; j++) {
        const sim_interval found = xp_results_figure(&results, 0, wishes[j].kpi, wishes[j].scope);
        const double exact = exact_mmn_wait_quantile(&q, p[j]);
        print_message("%s: %.4g +- %.3g, exact %.4g\n", wishes[j].kpi, found.mean, found.half_width,
                      exact);
        assert_true(fabs(found.mean - exact) < 2.5 * found.half_width + .01 * exact);
        assert_true(found.half_width < .15 * exact);
    }
    exact_mmn_free(&q);
    xp_results_free(&results);
    cc_scenario_free(&scenario);
}

/* Four calls a day on average, each answered at once with the Erlang-B chance, so the number of
 * misses is known: a day is on target if it has none. One line, constant talk of 0.1 h. */
static void
days_on_target(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"run.hours", "[\"08:00\", \"18:00\"]"},
                {"run.warm_up", "0 s"},
                {"run.observe", "200 d"},
                {"run.follow_up", "0 s"},
                {"demand.issues.call.per_hour", "0.4"},
                {"demand.issues.call.voice.talk", "\"6 min\""},
                {"center.groups.agents.staff", "1"},
                {"center.channels.voice.service_level", "{ target = 1.0; within = \"1 ms\"; }"}},
        .seed = 2302,
        .replications = 40,
    };
    /* n points in [0, T], none within d of the one before: (1 - (n - 1) d / T)^n of n Poisson(4);
     * a day without calls has no figure. */
    double on = 0, term = exp(-4);
    for (int n = 1; n < 60; n++) {
        term *= 4. / n;
        on += term * pow(fmax(0, 1 - (n - 1) * .01), n);
    }
    const verify_claim claims[] = {{"days_on_target", "channel:voice", on / (1 - exp(-4)), .03}};
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_of_patient_callers),
        cmocka_unit_test(days_on_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
