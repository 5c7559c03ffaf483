/* Callers of exponential patience wait and leave as Palm's formula (Erlang A) says. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"
#include <stdio.h>

static void
check(int agents, double per_hour, double talk, double patience, uint64_t seed, int days)
{
    char staff[16], rate[32], mean[32], patient[80];
    snprintf(staff, sizeof(staff), "%d", agents);
    snprintf(rate, sizeof(rate), "%.17g", per_hour);
    snprintf(mean, sizeof(mean), "\"%.17g s\"", talk);
    snprintf(patient, sizeof(patient), "{ dist = \"exponential\"; mean = \"%.17g s\"; }", patience);
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", staff},
                {"demand.issues.call.per_hour", rate},
                {"demand.issues.call.voice.talk.mean", mean},
                {"demand.customers.patience.voice", patient}},
        .seed = seed,
        .replications = days,
    };
    exact_mmn q = exact_mmn_solve((exact_mmn_def){
        .lambda = per_hour / 3600, .mu = 1 / talk, .theta = 1 / patience, .n = agents, .room = -1});
    const double in_time = exact_mmn_in_time(&q, 20), left = exact_mmn_left_in_time(&q, 20);
    const double a = q.abandoned;
    const verify_claim claims[] = {
        {"delay", "center", q.delay, .06},
        {"abandonment", "center", a, .12},
        {"service_level_offered", "channel:voice", in_time, .035},
        {"service_level_answered", "channel:voice", in_time / (1 - a), .03},
        {"service_level_g1", "channel:voice", in_time / (1 - left), .035},
        {"service_level_g2", "channel:voice", in_time + left, .03},
        {"asa", "center", q.wait_served, .11},
        {"wait", "center", q.wait, .10},
        {"time_to_abandon", "center", (q.wait - (1 - a) * q.wait_served) / a, .10},
        {"wait_over_20s", "center", exact_mmn_wait_over(&q, 20), .18},
        {"level_waiting", "center", q.queue, .10},
        {"occupancy", "center", q.occupancy, .02},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
}

static void
eight_agents_for_ten_erlangs(void **state)
{
    (void)state;
    check(8, 200, 180, 120, 301, 80);
}

static void
twelve_agents_for_ten_erlangs(void **state)
{
    (void)state;
    check(12, 200, 180, 120, 302, 80);
}

static void
thirteen_agents_and_more_patience(void **state)
{
    (void)state;
    check(13, 200, 180, 300, 303, 80);
}

static void
fifty_agents_of_garnett_mandelbaum_and_reiman(void **state)
{
    (void)state;
    check(50, 2880, 60, 120, 304, 30);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_agents_for_ten_erlangs),
        cmocka_unit_test(twelve_agents_for_ten_erlangs),
        cmocka_unit_test(thirteen_agents_and_more_patience),
        cmocka_unit_test(fifty_agents_of_garnett_mandelbaum_and_reiman),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
