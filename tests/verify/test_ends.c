/* Contacts that end elsewhere: who switches channels when patience ends, and who wrote where nobody
 * reads. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"

#define A_DAY 14400 /* calls */

static void
the_impatient_go_to_another_channel(void **state)
{
    (void)state;
    const verify_case center = {.file = "tests/verify/ends.cfg", .seed = 1701, .replications = 60};
    exact_mmn q =
        exact_mmn_solve((exact_mmn_def){.lambda = 10, .mu = 1, .theta = .5, .n = 10, .room = -1});
    const double leave = q.abandoned, go = .4 * leave;
    exact_mmn_free(&q);
    /* as many servers as there are asked for: the chats are Poisson before infinitely many */
    const verify_claim claims[] = {
        {"abandonment", "channel:voice", leave, .05},
        {"switched", "center", A_DAY * go, .08},
        {"level_redial", "center", 10 * go * 5, .09},
        {"contacts", "channel:chat", A_DAY * go, .08},
        {"level_working", "channel:chat", 10 * go * 3, .09},
        {"lost_waiting", "center", A_DAY * (leave - go), .08},
        {"resolution", "center", 1 - leave + go, .01},
    };
    VERIFY(&center, claims);
}

static void
messages_that_nobody_reads_end_by_shares(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/ends.cfg",
        .set = {{"demand.issues.call.wants", "{ dm = 1; }"},
                {"demand.issues.call.per_hour", "60"},
                {"demand.customers.patience.voice", "{ dist = \"never\"; }"}},
        .seed = 1702,
        .replications = 120,
    };
    const verify_claim claims[] = {
        {"ignored", "center", 1440, .02},
        {"level_ignored", "center", 20, .03},
        {"ignored_elsewhere", "center", .4 * 1440, .04},
        {"complaints", "center", .2 * 1440, .05},
        {"lost_ignored", "center", .4 * 1440, .04},
        {"lost_customers", "center", .4 * 1440, .04},
        {"offered", "channel:voice", .1 * 1440, .07},
        {"offered", "channel:chat", .5 * 1440, .04},
        {"contacts_per_resolved", "center", 1.6 / .6, .03},
    };
    VERIFY(&center, claims);
}

#define LEAVE_DUPLICATES                                                                           \
    {.path = "demand.issues.call.wants", .value = "{ chat = 1; }"},                                \
        {.path = "demand.issues.call.per_hour", .value = "540"},                                   \
        {.path = "demand.issues.call.chat.agent.mean", .value = "\"1 min\""},                      \
        {.path = "demand.customers.patience",                                                      \
         .value = "{ chat = { dist = \"exponential\"; mean = \"2 min\"; }; }"},                    \
        {.path = "demand.customers.switch",                                                        \
         .value = "{ chat = { probability = 1; to = \"voice\"; first = \"duplicate\"; }; }"},      \
        {.path = "center.groups.writers.staff", .value = "10"},                                    \
    {                                                                                              \
        .path = "center.groups.talkers.staff", .value = "40"                                       \
    }

/* Nobody's chat leaves the line, so it is that of Erlang C, and who goes to the telephone is known from its
 * waits: with probability theta / (theta + n mu - lambda) of those delayed. */
static void
silos_work_duplicates_twice(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/ends.cfg",
        .set = {LEAVE_DUPLICATES, {.path = "center.history", .value = "\"channel\""}},
        .seed = 1711,
        .replications = 60,
    };
    exact_mmn q = exact_mmn_solve((exact_mmn_def){.lambda = 9, .mu = 1, .n = 10, .room = -1});
    const double go = q.delay * .5 / (.5 + 10 - 9);
    const verify_claim claims[] = {
        {"level_waiting", "channel:chat", q.queue, .25},
        {"occupancy", "group:writers", q.occupancy, .02},
        {"duplicates", "center", 12960 * go, .16},
        {"duplicates_handled", "center", 12960 * go, .16},
        {"duplicate_hours", "center", 12960 * go / 60, .16},
        {"contacts", "channel:voice", 12960 * go, .16},
        {"resolution", "center", 1, .001},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
}

static void
one_history_merges_them(void **state)
{
    (void)state;
    static const cc_override set[] = {LEAVE_DUPLICATES};
    verify_center it;
    verify_center_open(&it, "tests/verify/ends.cfg", set, sizeof(set) / sizeof(*set), false);
    verify_center_run(&it, 1712, 0);
    const double left = verify_counter(&it, -1, -1, CC_N_duplicates);
    const double merged = verify_counter(&it, -1, -1, CC_N_merged);
    const double worked = verify_counter(&it, -1, -1, CC_N_duplicates_handled);
    /* nearly all: but for those that an agent has taken before the call has ended */
    assert_true(left > 500 && merged + worked > left - 20);
    assert_true(worked < left);
    verify_center_close(&it);
}

/* A probability of 0 is no switch, and a channel that nobody comes to may as well not be watched. */
static void
what_happens_to_nobody_changes_no_bit(void **state)
{
    (void)state;
    static const cc_override never[] = {{"demand.customers.switch.voice.probability", "0"}};
    verify_center a, b;
    verify_center_open(&a, "tests/verify/ends.cfg", never, 1, false);
    verify_center_open(&b, "tests/verify/ends.cfg",
                       (cc_override[]){{"demand.customers.switch.voice.probability", "0"},
                                       {"demand.customers.switch.voice.delay", "\"1 s\""},
                                       {"demand.customers.switch.voice.clock", "\"wall\""},
                                       {"center.channels.dm.watched", "true"}},
                       4, false);
    assert_int_equal(a.scenario.demand_hash, b.scenario.demand_hash);
    verify_center_run(&a, 1703, 0);
    verify_center_run(&b, 1703, 0);
    for (int k = 0; k < CC_N_COUNTERS; k++) {
        assert_true(verify_counter(&a, -1, -1, k) == verify_counter(&b, -1, -1, k));
    }
    assert_true(verify_counter(&a, -1, -1, CC_N_abandoned) > 100);
    assert_true(verify_counter(&a, -1, -1, CC_N_switched) == 0);
    verify_center_close(&a);
    verify_center_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_impatient_go_to_another_channel),
        cmocka_unit_test(messages_that_nobody_reads_end_by_shares),
        cmocka_unit_test(silos_work_duplicates_twice),
        cmocka_unit_test(one_history_merges_them),
        cmocka_unit_test(what_happens_to_nobody_changes_no_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
