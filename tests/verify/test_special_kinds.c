/* What is special of some kinds of channel: set-ups that fail, work before the work, who goes first, and who
 * is not cut off. */
#include "tests/support/verify.h"

static void
set_ups_that_fail_twice_are_as_a_channel_that_is_closed(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/special_kinds.cfg",
        .set = {{.path = "demand.issues.call.wants", .value = "{ video = 1; }"}},
        .seed = 1901,
        .replications = 20};
    const verify_claim claims[] = {
        {"contacts", "channel:video", 7200 * (1 - .09), .02},
        {"contacts", "channel:voice", 7200 * .09 * .8, .07},
        {"lost_no_channel", "center", 7200 * .09 * .2, .13},
    };
    VERIFY(&center, claims);
}

static void
looking_up_is_work_and_goes_first_is_cobhams_priority(void **state)
{
    (void)state;
    const verify_case center = {.file = "tests/verify/special_kinds.cfg",
                                .set = {{.path = "demand.issues.call.wants",
                                         .value = "{ emergency_text = 0.375; chat = 0.625; }"},
                                        {.path = "demand.issues.call.per_hour", .value = "480"},
                                        {.path = "center.groups.agents.staff", .value = "10"}},
                                .seed = 1903,
                                .replications = 40};
    const verify_claim claims[] = {
        {"asa", "channel:emergency_text", 60 * .058454, .09},
        {"asa", "channel:chat", 60 * .292272, .17},
    };
    VERIFY(&center, claims);
    const verify_case looks = {
        .file = "tests/verify/special_kinds.cfg",
        .set = {{.path = "demand.issues.call.wants", .value = "{ emergency_text = 1; }"},
                {.path = "center.channels.emergency_text.look_up",
                 .value = "{ dist = \"exponential\"; mean = \"20 s\"; }"}},
        .seed = 1904,
        .replications = 20};
    const verify_claim longer[] = {{"talk_time", "channel:emergency_text", 80, .02}};
    VERIFY(&looks, longer);
}

static void
closing_time_drops_calls_but_no_text_telephone(void **state)
{
    (void)state;
    static const cc_override set[] = {
        {.path = "demand.issues.call.wants", .value = "{ voice = 0.5; tty = 0.5; }"},
        {.path = "run.hours", .value = "[\"08:00\", \"18:00\"]"},
        {.path = "run.warm_up", .value = "\"0 s\""},
        {.path = "run.observe", .value = "\"3 d\""},
        {.path = "run.follow_up", .value = "\"1 d\""},
        {.path = "run.close", .value = "\"drop\""},
        {.path = "center.groups.agents.staff", .value = "4"},
    };
    verify_center it;
    verify_center_open(&it, "tests/verify/special_kinds.cfg", set, sizeof(set) / sizeof(*set),
                       false);
    const int tty = cc_channel_find(&it.scenario, "tty"),
              voice = cc_channel_find(&it.scenario, "voice");
    verify_center_run(&it, 1905, 0);
    assert_true(verify_counter(&it, -1, voice, CC_N_dropped) > 10);
    assert_true(verify_counter(&it, -1, tty, CC_N_dropped) == 0);
    assert_true(verify_counter(&it, -1, tty, CC_N_delayed) > 10);
    verify_center_close(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_ups_that_fail_twice_are_as_a_channel_that_is_closed),
        cmocka_unit_test(looking_up_is_work_and_goes_first_is_cobhams_priority),
        cmocka_unit_test(closing_time_drops_calls_but_no_text_telephone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
