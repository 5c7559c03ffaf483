/* Items that come back, go astray, go on and bring others, against networks of queues with product
 * form (J. R. Jackson, Networks of waiting lines, 1957; F. P. Kelly, Networks of queues with customers
 * of different types, 1975) and branching (T. E. Harris, The Theory of Branching Processes, 1963).
 * Clocks against times reckoned by hand. */
#include "tests/support/verify.h"

#include <math.h>

#define FILE_OF "tests/verify/items.cfg"
#define MU (3600. / 120) /* 1/h */

/* Half of all replies ask something, so that as many more come: each visit is that of a queue of all. */
static void
questions_are_a_network_with_feedback(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF,
        .set = {{"demand.issues.a.per_hour", "9"},
                {"demand.issues.a.email.asks", "0.5"},
                {"demand.issues.a.email.customer",
                 "{ dist = \"exponential\"; mean = \"20 min\"; }"}},
        .seed = 901,
        .replications = 20,
    };
    const double w = 3600 / (MU - 18);
    const verify_claim claims[] = {
        {"reply_first", "queue:a", w, .1},
        {"reply_next", "queue:a", w, .1},
        {"reply_full", "queue:a", 2 * w, .1},
        {"level_waiting", "queue:a", .6 * .6 / .4, .16},
        {"level_working", "queue:a", .6, .05},
        {"level_pending_customer", "queue:a", 9 / 3., .04},
        {"into_pending_customer", "queue:a", 9 * 24, .04},
    };
    VERIFY(&center, claims);
}

/* Who reads one that is not theirs takes as long as for one that is: each queue is M/M/1 with what is
 * its own, whenever it comes, and a fifth of the others'. */
static void
items_that_go_astray(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF,
        .set = {{"center.channels.email.classifier.accuracy", "0.8"},
                {"center.channels.email.classifier.notice",
                 "{ dist = \"exponential\"; mean = \"2 min\"; }"}},
        .seed = 902,
        .replications = 20,
    };
    const double at_a = 3600 / (MU - 12 - .2 * 6), at_b = 3600 / (MU - 6 - .2 * 12);
    const verify_claim claims[] = {
        {"reply_first", "queue:a", at_a + .2 * at_b, .06},
        {"reply_first", "queue:b", at_b + .2 * at_a, .06},
        {"misrouted", "queue:a", .2 * 12 * 24, .06},
        {"misrouted", "queue:b", .2 * 6 * 24, .08},
        {"occupancy", "group:a", (12 + .2 * 6) / MU, .05},
        {"occupancy", "group:b", (6 + .2 * 12) / MU, .05},
    };
    VERIFY(&center, claims);
}

/* What leaves an M/M/1 comes as it would from outside (Burke 1956). */
static void
what_goes_on_comes_to_a_second_queue(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF,
        .set = {{"demand.issues.b.per_hour", "0"},
                {"center.channels.email.raises.to", "case"},
                {"center.channels.email.raises.by_agent", "0.4"}},
        .seed = 903,
        .replications = 20,
    };
    const verify_claim claims[] = {
        {"reply_first", "channel:case", 3600 / (12 - .4 * 12), .1},
        {"raised", "channel:email", .4 * 12 * 24, .06},
        {"contacts", "channel:case", .4 * 12 * 24, .06},
        {"time_to_resolution", "center", 3600 / (MU - 12) + .4 * 3600 / (12 - .4 * 12), .08},
        {"resolution_first", "center", 1, .001},
    };
    VERIFY(&center, claims);
}

/* Nobody answers, and who waits gives up after an hour in the mean, having brought m others. */
static void
posts_bring_posts(void **state)
{
    (void)state;
    static const struct {
        const char *most, *generations;
        double in_all;
    } cases[] = {
        {"1000", "255", 1 / (1 - .5)},         /* all of them */
        {"1000", "1", 1 + .5},                 /* none of those that are brought brings any */
        {"1", "255", 1 / (1 - .5 / (1 + .5))}, /* the first, if it comes before the end */
    };
    for (int j = 0; j < 3; j++) {
        const verify_case center = {
            .file = FILE_OF,
            .set = {{"center.groups.b.staff", "0"},
                    {"demand.issues.b.patience.email",
                     "{ dist = \"exponential\"; mean = \"1 h\"; }"},
                    {"demand.issues.b.email.virality", "0.5"},
                    {"demand.issues.b.email.virality_most", cases[j].most},
                    {"demand.issues.b.email.virality_generations", cases[j].generations}},
            .seed = 904 + (uint64_t)j,
            .replications = 20,
        };
        const verify_claim claims[] = {
            {"issues", "issue:b", 6 * 24 * cases[j].in_all, .06},
            {"abandoned", "queue:b", 6 * 24 * cases[j].in_all, .06},
            {"further_posts", "queue:b", 6 * 24 * (cases[j].in_all - 1), .12},
            {"level_waiting", "queue:b", 6 * cases[j].in_all, .06},
        };
        VERIFY(&center, claims);
    }
}

static void
who_is_told_waits_longer(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF,
        .set = {{"center.groups.b.staff", "0"},
                {"demand.issues.b.patience.email", "{ dist = \"exponential\"; mean = \"1 h\"; }"},
                {"center.channels.email.acknowledge.patience", "2"}},
        .seed = 908,
        .replications = 20,
    };
    const verify_claim claims[] = {
        {"level_waiting", "queue:b", 6 * 2, .06},
        {"acknowledged", "queue:b", 6 * 24, .06},
    };
    VERIFY(&center, claims);
}

/* ---- clocks, by hand ---- */

static const cc_override by_day[] = {
    {"run.hours", "[\"08:00\", \"18:00\"]"},
    {"run.warm_up", "0 s"},
    {"run.observe", "3 d"},
    {"demand.issues.a.per_hour", "0"},
    {"demand.issues.b.per_hour", "0"},
    {"demand.issues.a.backlog.email", "1"},
    {"demand.issues.a.email.handle", "3 h"},
    {"demand.issues.a.email.asks", "0.5"},
    {"demand.issues.a.email.customer", "26 h"},
    {"center.channels.email.lunch", "[\"12:00\", \"13:00\"]"},
};

/* Worked on from Monday 08:00 to 11:00, asked; answered on Tuesday at 13:00, worked on to 16:00. */
static void
the_clock_stands_still(void **state)
{
    (void)state;
    int n_met = 0;
    verify_center center;
    verify_center_open(&center, FILE_OF, by_day, sizeof(by_day) / sizeof(*by_day), false);
    for (uint64_t k = 0; k < 100; k++) {
        verify_center_run(&center, 909, k);
        const double n = verify_counter(&center, 0, -1, CC_N_replied_next);
        assert_true(verify_counter(&center, 0, -1, CC_N_reply_first) == 3 * 3600);
        if (n == 0) {
            assert_true(verify_counter(&center, 0, -1, CC_N_reply_full) == 3 * 3600);
        } else if (n == 1 && verify_counter(&center, 0, -1, CC_N_replied_full) == 1) {
            assert_true(verify_counter(&center, 0, -1, CC_N_reply_next) == 3 * 3600);
            assert_true(verify_counter(&center, 0, -1, CC_N_reply_full) == 6 * 3600);
            assert_true(verify_counter(&center, 0, -1, CC_N_sojourn) == (24 + 16) * 3600);
            assert_true(verify_counter(&center, 0, -1, CC_N_time_pending_customer) == 26 * 3600);
            n_met++;
        }
    }
    assert_in_range(n_met, 12, 38); /* 1/4 of them, within three standard errors */
    verify_center_close(&center);
}

/* Three wait from the beginning, nobody comes: at the end each has 3 days of 9 hours. */
static void
backlog_has_an_age(void **state)
{
    (void)state;
    static const cc_override set[] = {
        {"run.hours", "[\"08:00\", \"18:00\"]"},
        {"run.warm_up", "0 s"},
        {"run.observe", "3 d"},
        {"demand.issues.a.per_hour", "0"},
        {"demand.issues.b.per_hour", "0"},
        {"demand.issues.a.backlog.email", "3"},
        {"center.groups.a.staff", "0"},
        {"center.channels.email.lunch", "[\"12:00\", \"13:00\"]"},
        {"center.channels.email.service_level.within", "(\"26 h\", \"28 h\")"},
    };
    verify_center center;
    verify_center_open(&center, FILE_OF, set, sizeof(set) / sizeof(*set), false);
    verify_center_run(&center, 910, 0);
    assert_true(verify_counter(&center, 0, -1, CC_N_waiting_end) == 3);
    assert_true(verify_counter(&center, 0, -1, CC_N_backlog_age) == 3 * 27 * 3600);
    assert_true(verify_counter(&center, 0, -1, CC_N_backlog_late_1) == 3);
    assert_true(verify_counter(&center, 0, -1, CC_N_backlog_late_2) == 0);
    verify_center_close(&center);
}

/* ---- what has no effect ---- */

/* All that is counted, to the bit, where each of these is written and does nothing. */
static void
what_does_nothing_changes_nothing(void **state)
{
    (void)state;
    static const cc_override none[] = {
        {"demand.issues.a.email.customer", "20 min"},
        {"demand.issues.a.email.virality", "0"},
        {"center.channels.email.answers_to", "agent"},
        {"center.channels.email.acknowledge.patience", "1"},
        {"center.channels.email.classifier.accuracy", "1"},
        {"center.channels.email.classifier.notice", "5 min"},
        {"center.channels.email.raises.to", "case"},
        {"center.channels.email.raises.by_agent", "0"},
        /* of a kind of contact that there is not: what is kept beside contacts is there */
        {"demand.issues.b.case.asks", "0.5"},
    };
    double was[CC_N_COUNTERS];
    uint64_t hash = 0;
    for (size_t n = 0; n <= sizeof(none) / sizeof(*none); n++) {
        verify_center center;
        verify_center_open(&center, FILE_OF, none, n, false);
        hash = n == 0 ? center.scenario.hash : hash;
        assert_true(center.scenario.hash == hash);
        verify_center_run(&center, 911, 0);
        for (int j = 0; j < CC_N_COUNTERS; j++) {
            const double is = verify_counter(&center, -1, -1, j);
            assert_true(n == 0 || is == was[j]);
            was[j] = is;
        }
        verify_center_close(&center);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_are_a_network_with_feedback),
        cmocka_unit_test(items_that_go_astray),
        cmocka_unit_test(what_goes_on_comes_to_a_second_queue),
        cmocka_unit_test(posts_bring_posts),
        cmocka_unit_test(who_is_told_waits_longer),
        cmocka_unit_test(the_clock_stands_still),
        cmocka_unit_test(backlog_has_an_age),
        cmocka_unit_test(what_does_nothing_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
