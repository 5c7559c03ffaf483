/* The same customers in both centers: a difference is known far better than from independent
 * runs, and the estimates agree. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include "experiment/run.h"
#include <math.h>
#include <stdio.h>

static void
load(cc_scenario *scenario, const char *staff)
{
    const cc_override set[] = {
        {"center.groups.agents.staff", staff},
        {"demand.issues.call.per_hour", "400"},
        {"demand.customers.patience.voice", "{ dist = \"exponential\"; mean = \"2 min\"; }"}};
    cc_refusal refusal = {""};
    if (cc_scenario_load(scenario, CCSIM_SOURCE_DIR "/tests/verify/one_queue.cfg", set, 3,
                         &refusal) != 0) {
        fail_msg("%s", refusal.text);
    }
}

static void
one_more_agent_is_judged_in_fewer_replications(void **state)
{
    (void)state;
    cc_scenario a, b;
    load(&a, "21");
    load(&b, "22");
    static const char *const kpis[] = {"abandonment", "asa", "service_level_g1"};
    sim_interval found[2][3];
    for (int paired = 0; paired < 2; paired++) {
        xp_plan plan = xp_plan_default();
        plan.scenario[0] = &a;
        plan.scenario[1] = &b;
        plan.n_scenarios = 2;
        plan.paired = paired == 1;
        plan.seed = 1801;
        plan.replications = 60;
        plan.threads = 1;
        xp_results results;
        cc_refusal refusal = {""};
        assert_int_equal(xp_run(&results, &plan, &refusal), 0);
        for (int k = 0; k < 3; k++) {
            const size_t m = xp_results_find(&results, kpis[k], "channel:voice");
            assert_true(m != XP_LACKS);
            found[paired][k] = xp_results_difference(&results, 1, m).interval;
        }
        xp_results_free(&results);
    }
    for (int k = 0; k < 3; k++) {
        const sim_interval apart = found[0][k], together = found[1][k];
        const double factor = pow(apart.half_width / together.half_width, 2);
        print_message(
            "%s: %.4g +- %.2g paired, %.4g +- %.2g apart: %.1f times fewer replications\n", kpis[k],
            together.mean, together.half_width, apart.mean, apart.half_width, factor);
        assert_true(fabs(apart.mean - together.mean) < 2.5 * apart.half_width);
        assert_true(together.mean != 0 && factor > 8);
    }
    cc_scenario_free(&a);
    cc_scenario_free(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_more_agent_is_judged_in_fewer_replications),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
