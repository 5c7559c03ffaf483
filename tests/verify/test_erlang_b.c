/* Lines without a queue block as Erlang's first formula says, whatever the talk's distribution. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"

static const char *const talks[] = {
    "{ dist = \"exponential\"; mean = \"3 min\"; }",
    "{ dist = \"lognormal\"; mean = \"3 min\"; cv = 1.5; }",
    "{ dist = \"uniform\"; min = \"0 s\"; max = \"6 min\"; }",
    "{ dist = \"hyperexponential\"; means = ( \"1 min\", \"9 min\" ); weights = ( 3, 1 ); }",
    "\"3 min\"",
};

static void
blocking_depends_on_the_mean_talk_only(void **state)
{
    (void)state;
    const double b = exact_erlang_b(10, 10);
    for (size_t j = 0; j < sizeof(talks) / sizeof(talks[0]); j++) {
        const verify_case lines = {
            .file = "tests/verify/one_queue.cfg",
            .set = {{"center.channels.voice.lines", "10"},
                    {"center.groups.agents.staff", "10"},
                    {"demand.issues.call.voice.talk", talks[j]}},
            .seed = 101 + j,
            .replications = 60,
        };
        const verify_claim claims[] = {
            {"blocking", "center", b, .06},
            {"lines_busy", "center", 10 * (1 - b), .02},
            {"level_working", "center", 10 * (1 - b), .02},
            {"occupancy", "center", 1 - b, .02},
            {"offered", "center", 4800, .02},
        };
        VERIFY(&lines, claims);
    }
}

static void
a_hundred_erlangs_on_110_lines(void **state)
{
    (void)state;
    const verify_case lines = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.channels.voice.lines", "110"},
                {"center.groups.agents.staff", "110"},
                {"demand.issues.call.per_hour", "2000"}},
        .seed = 111,
        .replications = 30,
    };
    const double b = exact_erlang_b(110, 100);
    const verify_claim claims[] = {{"blocking", "center", b, .12},
                                   {"lines_busy", "center", 100 * (1 - b), .01}};
    VERIFY(&lines, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocking_depends_on_the_mean_talk_only),
        cmocka_unit_test(a_hundred_erlangs_on_110_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
