/* Those who redial: retrial queues, and Erlang A whose abandoned calls come back. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"
#include <stdio.h>

static void
busy_tone(int lines, double per_minute, uint64_t seed)
{
    char n[16], rate[32];
    snprintf(n, sizeof(n), "%d", lines);
    snprintf(rate, sizeof(rate), "%.17g", 60 * per_minute);
    const verify_case center = {
        .file = "tests/verify/redial.cfg",
        .set = {{"demand.issues.call.per_hour", rate},
                {"center.channels.voice.lines", n},
                {"center.groups.agents.staff", n}},
        .seed = seed,
        .replications = (int)(200 / per_minute),
    };
    const exact_redial q = exact_redial_solve(&(exact_redial_def){.lambda = per_minute,
                                                                  .mu = 1,
                                                                  .again = 1,
                                                                  .retry = .5,
                                                                  .n = lines,
                                                                  .room = 0,
                                                                  .orbit = 300});
    const verify_claim claims[] = {
        {"level_redial", "center", q.orbit, .15},
        {"lines_busy", "center", q.busy, .04},
        {"blocking", "attempt:first", q.all_busy, .05}, /* first attempts see time averages */
        {"contacts", "center", 1440 * q.attempts, .10},
        {"answered", "center", 1440 * per_minute, .04},
    };
    VERIFY(&center, claims);
}

static void
one_line(void **state)
{
    (void)state;
    busy_tone(1, .6, 901);
}

static void
two_lines(void **state)
{
    (void)state;
    busy_tone(2, 1.2, 902);
}

static void
five_lines(void **state)
{
    (void)state;
    busy_tone(5, 4, 903);
}

static void
impatient_callers_call_again(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/redial.cfg",
        .set = {{"demand.customers.patience.voice",
                 "{ dist = \"exponential\"; mean = \"2 min\"; }"},
                {"demand.customers.redial.after_abandon", "0.5"},
                {"demand.customers.redial.delay.mean", "\"5 min\""}},
        .seed = 904,
        .replications = 60,
    };
    const exact_redial q = exact_redial_solve(&(exact_redial_def){.lambda = 10,
                                                                  .mu = 1,
                                                                  .theta = .5,
                                                                  .again = .5,
                                                                  .retry = .2,
                                                                  .n = 10,
                                                                  .room = 60,
                                                                  .orbit = 40});
    const verify_claim claims[] = {
        {"contacts", "center", 1440 * q.attempts, .02},
        {"abandonment", "center", q.abandoned, .07},
        {"lost_customers", "center", 14400 * q.lost, .08},
        {"resolution", "center", 1 - q.lost, .01},
        {"redials", "center", 720 * q.attempts * q.abandoned, .08},
        {"level_waiting", "center", q.queue, .08},
        {"level_redial", "center", q.orbit, .09},
        {"occupancy", "center", q.busy / 10, .01},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line),
        cmocka_unit_test(two_lines),
        cmocka_unit_test(five_lines),
        cmocka_unit_test(impatient_callers_call_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
