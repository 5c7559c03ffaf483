/* Patient callers wait as Erlang's second formula says. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"
#include <math.h>

static void
two_hundred_calls_an_hour_and_fourteen_agents(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg", .seed = 201, .replications = 200};
    exact_mmn q = exact_mmn_solve(
        (exact_mmn_def){.lambda = 200 / 3600., .mu = 1 / 180., .n = 14, .room = -1});
    const verify_claim claims[] = {
        {"delay", "center", q.delay, .06},
        {"service_level_g1", "channel:voice", exact_mmn_in_time(&q, 20), .012},
        {"service_level_g2", "channel:voice", exact_mmn_in_time(&q, 20), .012},
        {"service_level_answered", "channel:voice", exact_mmn_in_time(&q, 20), .012},
        {"service_level_offered", "channel:voice", exact_mmn_in_time(&q, 20), .012},
        {"asa", "center", q.wait, .14},
        {"wait", "center", q.wait, .14},
        {"wait_delayed", "center", q.wait / q.delay, .14},
        /* the wait is 0, or with probability `delay` exponential */
        {"asa_sd", "center", q.wait / q.delay * sqrt(q.delay * (2 - q.delay)), .15},
        {"wait_over_20s", "center", exact_mmn_wait_over(&q, 20), .10},
        {"wait_over_60s", "center", exact_mmn_wait_over(&q, 60), .17},
        {"excess_wait", "channel:voice", exact_mmn_wait_over(&q, 20) * q.wait / q.delay, .17},
        {"level_waiting", "center", q.queue, .14},
        {"level_working", "center", q.busy, .02},
        {"agents_busy", "center", q.busy, .02},
        {"agents_idle", "center", 14 - q.busy, .025},
        {"occupancy", "center", q.occupancy, .02},
        {"handle_time", "center", 180, .02},
        {"contact_time", "center", 180 + q.wait, .02},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
}

static void
fifty_busy_agents(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "50"},
                {"demand.issues.call.per_hour", "2790.72"},
                {"demand.issues.call.voice.talk.mean", "\"60 s\""}},
        .seed = 202,
        .replications = 24,
    };
    exact_mmn q = exact_mmn_solve(
        (exact_mmn_def){.lambda = 48 * .969 / 60, .mu = 1 / 60., .n = 50, .room = -1});
    const verify_claim claims[] = {
        {"delay", "center", q.delay, .10},
        {"asa", "center", q.wait, .30},
        {"level_waiting", "center", q.queue, .30},
        {"occupancy", "center", q.occupancy, .01},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hundred_calls_an_hour_and_fourteen_agents),
        cmocka_unit_test(fifty_busy_agents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
