/* What each kind of node does to figures that follow from its settings, and a full node as a queue or a
 * loss system of its own. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"

#define FILE_OF_ALL "tests/verify/nodes.cfg"
#define A_DAY 14400 /* calls */
#define RATE (600 / 3600.0)
#define FIRST(...)                                                                                 \
    {                                                                                              \
        "center.automation.first", "{ node = " __VA_ARGS__ "; }"                                   \
    }

static void
who_is_identified_takes_less_work(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {FIRST("\"identification\"; time = \"10 s\"; succeeds = 0.7; saves = \"20 s\""),
                {"demand.issues.call.voice.talk", "\"1 min\""}},
        .seed = 31,
        .replications = 10};
    const verify_claim claims[] = {
        {"node_left_by_identified", "node:first", .7 * A_DAY, .02},
        {"level_automation", "center", RATE * 10, .02},
        {"level_working", "center", RATE * (60 - .7 * 20), .02},
    };
    VERIFY(&center, claims);
}

static void
a_whisper_lengthens_the_wait_and_shortens_the_work(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {FIRST("\"whisper\"; time = { dist = \"exponential\"; mean = \"5 s\"; }; "
                      "saves = \"10 s\""),
                {"demand.issues.call.voice.talk", "\"1 min\""}},
        .seed = 32,
        .replications = 10};
    const verify_claim claims[] = {
        {"asa", "center", 5, .03},
        {"level_working", "center", RATE * 50, .02},
        {"level_answering", "center", RATE * 5, .03},
    };
    VERIFY(&center, claims);
}

/* Work that is spared beyond all that there is is none. */
static void
no_more_is_spared_than_there_is(void **state)
{
    (void)state;
    const verify_case center = {.file = FILE_OF_ALL,
                                .set = {FIRST("\"whisper\"; saves = \"1 min\"")},
                                .seed = 33,
                                .replications = 10};
    /* E[max(0, X - 60)] of an exponential X of mean 60 */
    const verify_claim claims[] = {
        {"level_working", "center", RATE * 60 * 0.36787944117144233, .03}};
    VERIFY(&center, claims);
}

static void
a_lookup_contains_its_share(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {FIRST("\"lookup\"; time = \"30 s\"; contains = 0.4; solved = 0.9")},
        .seed = 34,
        .replications = 10};
    const verify_claim claims[] = {
        {"containment", "center", .4, .03},
        {"answered", "center", .6 * A_DAY, .03},
        {"resolution", "center", .4 * .9 + .6 * .8, .02},
        {"lost_contained", "center", .4 * .1 * A_DAY, .1},
    };
    VERIFY(&center, claims);
}

static void
messages_are_items_of_their_channel(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {FIRST("\"voicemail\"; channel = \"email\"; time = \"20 s\"; leaves = 0.6")},
        .seed = 35,
        .replications = 10};
    const verify_claim claims[] = {
        {"became_item", "center", .6 * A_DAY, .02},
        {"node_became_item", "node:first", .6 * A_DAY, .02},
        {"contacts", "channel:email", .6 * A_DAY, .02},
        {"node_hung_up", "node:first", .4 * A_DAY, .03},
        {"level_working", "channel:email", .6 * RATE * 120, .03},
        {"contacts_per_resolved", "center", 1.6 / .6, .03},
    };
    VERIFY(&center, claims);
}

static void
a_survey_holds_the_line_and_no_agent(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {{"center.channels.voice.after", "asks"},
                {"center.automation.asks",
                 "{ node = \"survey\"; time = \"30 s\"; answers = 0.5; "
                 "scores = [ 0.1, 0.3, 0.6 ]; scores_unresolved = [ 0.9, 0.1, 0.0 ]; }"}},
        .seed = 36,
        .replications = 10};
    const verify_claim claims[] = {
        {"lines_busy", "center", RATE * (60 + .5 * 30), .03},
        {"agents_busy", "center", RATE * 60, .03},
        {"node_entered", "node:asks", A_DAY, .02},
        {"node_left_by_silent", "node:asks", .5 * A_DAY, .03},
        {"node_left_by_score_1", "node:asks", .5 * (.8 * .1 + .2 * .9) * A_DAY, .04},
        {"node_left_by_score_3", "node:asks", .5 * .8 * .6 * A_DAY, .04},
        {"resolution", "center", .8, .02},
    };
    VERIFY(&center, claims);
}

/* ---- transfers ---- */

#define TWO_QUEUES                                                                                 \
    {"center.queues", "{ front = { channel = \"voice\"; }; back = { takes = (); }; }"},            \
    {                                                                                              \
        "center.groups", "{ first = { serves = (\"front\"); staff = 8; }; "                        \
                         "second = { serves = (\"back\"); staff = 3; }; }"                         \
    }

/* Poisson streams, thinned by the shares and moved by times that nobody waits for, stay Poisson: each queue is
 * Erlang A. */
static void
what_is_transferred_loads_the_other_queue(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {{"center.automation",
                 "{ first = { node = \"menu\"; choices = { go = 0.3; queue = 0.7; }; }; "
                 "go = { node = \"transfer\"; to = \"back\"; fails = 0.2; "
                 "time = { dist = \"exponential\"; mean = \"20 s\"; }; }; }"},
                TWO_QUEUES},
        .seed = 40,
        .replications = 40};
    const double there = .3 * .8;
    const exact_mmn_def def = {.lambda = RATE * (1 - there), .mu = 1 / 60., .theta = 1 / 40.};
    exact_mmn_def of_front = def, of_back = def;
    of_front.n = 8;
    of_back.n = 3;
    of_front.room = of_back.room = -1;
    of_back.lambda = RATE * there;
    exact_mmn q = exact_mmn_solve(of_front), r = exact_mmn_solve(of_back);
    const verify_claim claims[] = {
        {"transferred", "center", there * A_DAY, .02},
        {"node_left_by_failed", "node:go", .3 * .2 * A_DAY, .04},
        {"node_time", "node:go", 20, .03},
        {"occupancy", "group:first", q.busy / 8, .02},
        {"occupancy", "group:second", r.busy / 3, .02},
        {"level_waiting", "center", q.queue + r.queue, .05},
        {"abandonment", "center", (1 - there) * q.abandoned + there * r.abandoned, .05},
        {"lines_busy", "center", RATE * .3 * 20 + q.busy + q.queue + r.busy + r.queue, .02},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
    exact_mmn_free(&r);
}

static void
a_machine_transfers_to_a_partner(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {FIRST(
                    "\"transfer\"; to = \"police\"; fails = 0.25; "
                    "time = { dist = \"exponential\"; mean = \"10 s\"; }; cost_per_session = 0.1"),
                {"center.partners",
                 "{ police = { time = { dist = \"exponential\"; mean = \"4 min\"; "
                 "}; cost = 3.0; cost_per_minute = 0.5; }; }"}},
        .seed = 41,
        .replications = 10};
    const double there = .75 * A_DAY;
    const verify_claim claims[] = {
        {"transferred", "center", there, .02},
        {"to_partner", "center", there, .02},
        {"node_sent_out", "node:first", there, .02},
        {"partner_cost", "center", there * (3 + 4 * .5), .03},
        {"cost", "center", there * (3 + 4 * .5) + .1 * A_DAY, .03},
        {"level_partner", "center", RATE * .75 * 240, .03},
        {"level_working", "center", RATE * .25 * 60, .04},
        {"lines_busy", "center", RATE * (10 + .75 * 240 + .25 * 60), .02},
        {"resolution", "center", .8, .02},
        {"lost_contained", "center", there * .2, .04},
        {"lost_unresolved", "center", .25 * A_DAY * .2, .06},
        {"automated", "center", A_DAY, .02},
    };
    VERIFY(&center, claims);
    verify_center one;
    verify_center_open(&one, FILE_OF_ALL, center.set, 2, false);
    verify_center_run(&one, 41, 0);
    assert_true(verify_counter(&one, -1, -1, CC_N_contained) == 0);
    assert_true(verify_counter(&one, -1, -1, CC_N_sent_out) > 1000);
    verify_center_close(&one);
}

/* ---- full nodes ---- */

#define CALLS                                                                                      \
    "time = { dist = \"exponential\"; mean = \"30 s\"; }; capacity = 5; then = \"hang_up\"; "

static void
a_line_before_a_node_is_erlang_a(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF_ALL,
        .set = {FIRST("\"announcement\"; " CALLS "when_full = \"wait\"; cost_per_session = 0.5")},
        .seed = 37,
        .replications = 40};
    const exact_mmn_def def = {.lambda = RATE, .mu = 1 / 30., .theta = 1 / 40., .n = 5, .room = -1};
    exact_mmn q = exact_mmn_solve(def);
    const verify_claim claims[] = {
        {"node_gave_up", "node:first", q.abandoned * A_DAY, .05},
        {"node_waited", "node:first", q.delay * A_DAY, .05},
        {"node_wait", "node:first", q.wait / q.delay, .05},
        {"node_level", "node:first", q.busy, .03},
        {"level_automation", "center", q.busy + q.queue, .03},
        {"cost", "center", .5 * (1 - q.abandoned) * A_DAY, .03},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
}

static void
a_node_that_blocks_is_erlang_b(void **state)
{
    (void)state;
    const verify_case center = {.file = FILE_OF_ALL,
                                .set = {FIRST("\"announcement\"; " CALLS "when_full = \"block\"")},
                                .seed = 38,
                                .replications = 20};
    const double b = exact_erlang_b(5, 5);
    const verify_claim claims[] = {
        {"blocking", "center", b, .04},
        {"node_level", "node:first", 5 * (1 - b), .03},
    };
    VERIFY(&center, claims);
}

/* ---- nothing ---- */

static void
nodes_without_effect_change_no_bit(void **state)
{
    (void)state;
    static const cc_override nothing[] = {
        FIRST("\"identification\"; succeeds = 1; saves = \"0 s\"; then = \"queue\""),
        FIRST("\"whisper\"; then = \"queue\""),
        FIRST("\"lookup\"; contains = 0; then = \"queue\""),
        FIRST("\"voicemail\"; channel = \"email\"; leaves = 0; next = { not = \"queue\"; }"),
        FIRST("\"transfer\"; to = \"voice\"; fails = 1"),
        FIRST("\"announcement\"; capacity = 100000; when_full = \"wait\""),
        FIRST("\"announcement\"; then = ( { to = \"hang_up\"; share = 0; }, "
              "{ to = \"hang_up\"; when = \"waiting > 1000000\"; }, \"queue\" )"),
        {"center.channels.voice.after", "none"},
    };
    verify_center plain;
    verify_center_open(&plain, FILE_OF_ALL, NULL, 0, false);
    verify_center_run(&plain, 39, 0);
    for (size_t j = 0; j < sizeof(nothing) / sizeof(*nothing); j++) {
        verify_center other;
        verify_center_open(&other, FILE_OF_ALL, &nothing[j], 1, false);
        verify_center_run(&other, 39, 0);
        for (int k = 0; k < CC_N_COUNTERS; k++) {
            if (verify_counter(&plain, -1, -1, k) != verify_counter(&other, -1, -1, k)) {
                fail_msg("%s changes counter %d", nothing[j].value, k);
            }
        }
        verify_center_close(&other);
    }
    verify_center_close(&plain);
}

/* Where it would have gone by itself: the same to the bit, but that it was transferred. */
static void
a_transfer_to_the_own_queue_changes_no_bit(void **state)
{
    (void)state;
    static const cc_override to_own = FIRST("\"transfer\"; to = \"voice\"");
    verify_center plain, other;
    verify_center_open(&plain, FILE_OF_ALL, NULL, 0, false);
    verify_center_run(&plain, 39, 0);
    verify_center_open(&other, FILE_OF_ALL, &to_own, 1, false);
    verify_center_run(&other, 39, 0);
    for (int k = 0; k < CC_N_COUNTERS; k++) {
        const double was = k == CC_N_sent_on ? verify_counter(&plain, -1, -1, CC_N_handed_over)
                                             : verify_counter(&plain, -1, -1, k);
        if (verify_counter(&other, -1, -1, k) != was) {
            fail_msg("counter %d: %.17g, was %.17g", k, verify_counter(&other, -1, -1, k), was);
        }
    }
    verify_center_close(&other);
    verify_center_close(&plain);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_identified_takes_less_work),
        cmocka_unit_test(a_whisper_lengthens_the_wait_and_shortens_the_work),
        cmocka_unit_test(no_more_is_spared_than_there_is),
        cmocka_unit_test(a_lookup_contains_its_share),
        cmocka_unit_test(messages_are_items_of_their_channel),
        cmocka_unit_test(a_survey_holds_the_line_and_no_agent),
        cmocka_unit_test(what_is_transferred_loads_the_other_queue),
        cmocka_unit_test(a_machine_transfers_to_a_partner),
        cmocka_unit_test(a_line_before_a_node_is_erlang_a),
        cmocka_unit_test(a_node_that_blocks_is_erlang_b),
        cmocka_unit_test(nodes_without_effect_change_no_bit),
        cmocka_unit_test(a_transfer_to_the_own_queue_changes_no_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
