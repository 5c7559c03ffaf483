/* One agent and talk of any distribution: the mean wait of Pollaczek & Khinchine. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"
#include <math.h>

static void
check(const char *talk, double cv, uint64_t seed)
{
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "1"},
                {"demand.issues.call.per_hour", "36"},
                {"demand.issues.call.voice.talk", talk}},
        .seed = seed,
        .replications = 400,
    };
    const double wait = exact_pollaczek(.6, 1, cv);
    const verify_claim claims[] = {
        {"wait", "center", 60 * wait, .10},
        {"delay", "center", .6, .02},
        {"level_waiting", "center", .6 * wait, .10},
        {"contact_time", "center", 60 * (1 + wait), .08},
    };
    VERIFY(&center, claims);
}

static void
talk_of_one_length(void **state)
{
    (void)state;
    check("\"60 s\"", 0, 1201);
}

static void
erlang_talk(void **state)
{
    (void)state;
    check("{ dist = \"erlang\"; mean = \"60 s\"; stages = 2; }", sqrt(.5), 1202);
}

static void
exponential_talk(void **state)
{
    (void)state;
    check("{ dist = \"exponential\"; mean = \"60 s\"; }", 1, 1203);
}

static void
lognormal_talk(void **state)
{
    (void)state;
    check("{ dist = \"lognormal\"; mean = \"60 s\"; cv = 1.2; }", 1.2, 1204);
}

/* Talk, wrap-up and answer delay are one service: its variance is the sum. */
static void
wrap_up_and_answer_delay_count_as_service(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "1"},
                {"demand.issues.call.per_hour", "36"},
                {"demand.issues.call.voice.talk", "{ dist = \"exponential\"; mean = \"30 s\"; }"},
                {"center.channels.voice.wrap_up", "{ dist = \"exponential\"; mean = \"20 s\"; }"},
                {"center.channels.voice.answer_delay", "\"10 s\""}},
        .seed = 1205,
        .replications = 400,
    };
    const double wait = 60 * exact_pollaczek(.6, 1, sqrt(30. * 30 + 20. * 20) / 60);
    const verify_claim claims[] = {
        {"level_waiting", "center", 36 * wait / 3600, .10},
        {"level_answering", "center", .1, .03},
        {"level_working", "center", .3, .03},
        {"level_wrap_up", "center", .2, .03},
        {"occupancy", "center", .6, .02},
        {"wrap_up_time", "center", 20, .03},
        {"handle_time", "center", 50, .03},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(talk_of_one_length),
        cmocka_unit_test(erlang_talk),
        cmocka_unit_test(exponential_talk),
        cmocka_unit_test(lognormal_talk),
        cmocka_unit_test(wrap_up_and_answer_delay_count_as_service),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
