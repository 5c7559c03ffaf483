/* What one day is like, against the exact law of a loss center that begins empty: the joint law of arrivals
 * and losses of 120 minutes, from its chain. The mean of the days' own levels is not the ratio of
 * sums, and neither says how often a day meets its target. */
#include "tests/support/verify.h"

#include "experiment/run.h"
#include <math.h>

typedef struct exact_day {
    double ratio, mean, sd, met;
} exact_day;

/* lambda 1 a minute, 4 minutes, target 80 % answered at once. */
static const exact_day of_5 = {.808975, .811886, .054314, .598689};
static const exact_day of_7 = {.940922, .942521, .034356, .999566};

static void
days_of(const char *staff, bool by_interval, uint64_t replications, const exact_day *exact)
{
    cc_scenario scenario;
    cc_refusal refusal;
    xp_results results;
    const cc_override set[] = {{"center.groups.agents.staff", staff}};
    assert_int_equal(cc_scenario_load(&scenario, CCSIM_SOURCE_DIR "/tests/verify/loss_day.cfg", set,
                                      1, &refusal),
                     SIM_OK);
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &scenario;
    plan.n_scenarios = 1;
    plan.seed = 71;
    plan.threads = 2;
    plan.replications = replications;
    plan.by_interval = by_interval;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_OK);
    const xp_day day = xp_prediction_of(&results.prediction, 0, 0);
    const double n = (double)day.n;
    assert_int_equal(day.n, 50 * replications);
    assert_true(fabs(day.level - exact->mean) < 5 * exact->sd / sqrt(n));
    /* of a standard deviation the error is about sd / sqrt(2 n); levels have tails like a normal's */
    assert_true(fabs(day.level_sd - exact->sd) < 5 * exact->sd / sqrt(2 * n) * 1.2);
    assert_true(fabs(day.meets - exact->met) < 5 * sqrt(exact->met * (1 - exact->met) / n) + 1 / n);
    const sim_interval level = xp_results_figure(&results, 0, "service_level", "channel:voice");
    assert_true(fabs(level.mean - exact->ratio) < 5 * exact->sd / sqrt(n));
    const sim_interval target = xp_results_figure(&results, 0, "days_on_target", "channel:voice");
    assert_true(fabs(target.mean - day.meets) < 1e-9);
    assert_true(day.level_p10 < exact->mean && exact->mean < day.level_p90);
    assert_int_equal(isnan(day.asa_p90), !by_interval);
    xp_results_free(&results);
    cc_scenario_free(&scenario);
}

static void
five_agents(void **state)
{
    (void)state;
    days_of("5", false, 400, &of_5);
}

static void
seven_agents(void **state)
{
    (void)state;
    days_of("7", false, 400, &of_7);
}

static void
by_interval_the_same(void **state)
{
    (void)state;
    days_of("5", true, 40, &of_5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_agents),
        cmocka_unit_test(seven_agents),
        cmocka_unit_test(by_interval_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
