/* Callbacks, pages, announced waits and messages in the queue. */
#include "tests/support/verify.h"

#include "tests/support/exact_chain.h"
#include "tests/support/exact_models.h"
#include <math.h>
#include <stdio.h>

#define CALLBACK "tests/verify/callback.cfg"

/* ---- the list of callbacks, as a Markov chain ---- */

enum { AGENTS = 5 };
typedef struct list {
    int reserve;
} list;

/* x: busy, waiting, callbacks waiting; rates a minute. A call that gets free goes to who waits, then
 * to a callback if more agents are idle than the reserve, it included. */
static void
moves(exact_chain *chain, const int *x, const void *model)
{
    const list *self = model;
    const bool all_busy = x[0] == AGENTS, offered = x[1] >= 2;
    if (!all_busy) {
        exact_chain_move(chain, (int[]){x[0] + 1, x[1], x[2]}, 4.5);
    } else {
        exact_chain_move(chain, (int[]){x[0], x[1] + 1, x[2]}, offered ? 2.25 : 4.5);
        exact_chain_move(chain, (int[]){x[0], x[1], x[2] + 1}, offered ? 2.25 : 0);
    }
    if (x[1] > 0) {
        exact_chain_move(chain, (int[]){x[0], x[1] - 1, x[2]}, x[0] + .2 * x[1]);
    } else if (x[2] > 0 && x[0] > 0 && AGENTS - x[0] + 1 > self->reserve) {
        exact_chain_move(chain, (int[]){x[0], x[1], x[2] - 1}, x[0]);
    } else if (x[0] > 0) {
        exact_chain_move(chain, (int[]){x[0] - 1, x[1], x[2]}, x[0]);
    }
}

static double
busy(const int *x, const void *model)
{
    (void)model;
    return x[0];
}

static double
waiting(const int *x, const void *model)
{
    (void)model;
    return x[1];
}

static double
callbacks(const int *x, const void *model)
{
    (void)model;
    return x[2];
}

static double
is_offered(const int *x, const void *model)
{
    (void)model;
    return x[0] == AGENTS && x[1] >= 2;
}

typedef struct answer {
    double busy, waiting, abandoned, callbacks, wait; /* a minute; wait: of callbacks, minutes */
} answer;

static answer
solve(int reserve)
{
    const list model = {reserve};
    exact_chain *chain = exact_chain_solve(3, (const int[]){AGENTS + 1, 40, 160}, moves, &model);
    answer a = {exact_chain_mean(chain, busy), exact_chain_mean(chain, waiting),
                .callbacks = exact_chain_mean(chain, is_offered) / 2};
    a.abandoned = .2 * a.waiting / 4.5;
    a.wait = exact_chain_mean(chain, callbacks) / (4.5 * a.callbacks);
    exact_chain_free(chain);
    return a;
}

static void
check_list(int reserve, const answer *exact, int replications, double within)
{
    char text[8];
    snprintf(text, sizeof(text), "%d", reserve);
    const verify_case center = {.file = CALLBACK,
                                .set = {{"center.routing.reserve.callback", text}},
                                .seed = 1401 + (uint64_t)reserve,
                                .replications = replications};
    const verify_claim claims[] = {
        {"abandoned", "channel:voice", 6480 * exact->abandoned, within},
        {"diverted", "channel:voice", 6480 * exact->callbacks, within},
        {"answered", "channel:callback", 6480 * exact->callbacks, within},
        {"asa", "channel:callback", 60 * exact->wait, 2 * within},
        {"level_waiting", "channel:voice", exact->waiting, within},
        {"agents_busy", "center", exact->busy, within / 5},
    };
    VERIFY(&center, claims);
}

static void
callbacks_start_when_nobody_waits(void **state)
{
    (void)state;
    const answer exact = solve(0);
    /* published to six digits */
    assert_true(fabs(exact.abandoned - .039382) < 5e-7 && fabs(exact.callbacks - .132016) < 5e-7 &&
                fabs(exact.wait - 4.453721) < 5e-6 && fabs(exact.waiting - .886091) < 5e-7 &&
                fabs(exact.busy - 4.322782) < 5e-7);
    check_list(0, &exact, 16, .16);
}

static void
and_more_agents_are_idle_than_the_reserve(void **state)
{
    (void)state;
    const answer exact = solve(1);
    check_list(1, &exact, 16, .18);
}

/* ---- what has no effect ---- */

static bool
is_of_automation(int counter)
{
    return counter == CC_N_in_automation || counter == CC_N_automation_followed ||
           counter == CC_N_handed_over || counter == CC_N_into_automation;
}

static void
same_as_without_entry(const char *file, const cc_override *set, size_t n)
{
    const cc_override none = {"center.channels.voice.entry", "none"};
    verify_center plain, changed;
    verify_center_open(&plain, file, &none, 1, false);
    verify_center_open(&changed, file, set, n, false);
    verify_center_run(&plain, 1403, 0);
    verify_center_run(&changed, 1403, 0);
    assert_true(verify_counter(&changed, -1, -1, CC_N_in_automation) > 1000);
    for (int counter = 0; counter < CC_N_COUNTERS; counter++) {
        const double x = verify_counter(&plain, -1, -1, counter);
        const double y = verify_counter(&changed, -1, -1, counter);
        if (x != y && !is_of_automation(counter)) {
            fail_msg("counter %d: %.17g, and %.17g", counter, x, y);
        }
    }
    verify_center_close(&plain);
    verify_center_close(&changed);
}

static void
an_offer_that_nobody_accepts_changes_nothing(void **state)
{
    (void)state;
    const cc_override nobody = {"demand.customers.offers.accepts.callback", "0"};
    same_as_without_entry(CALLBACK, &nobody, 1);
    const cc_override page[] = {
        {"center.automation.offer", "{ node = \"offer\"; }"},
        {"demand.customers.offers.accepts.callback", "0"},
    };
    same_as_without_entry(CALLBACK, page, 2);
}

static void
a_page_ends_the_contact(void **state)
{
    (void)state;
    const verify_case center = {
        .file = CALLBACK,
        .set = {{"center.automation.offer", "{ node = \"offer\"; solved = 0.6; }"},
                {"demand.customers.offers.page", "0.4"}},
        .seed = 1404,
        .replications = 4};
    const verify_claim claims[] = {
        {"containment", "center", .4, .08},
        {"containment_solved", "center", .24, .10},
        {"lost_contained", "center", 6480 * .16, .12},
    };
    VERIFY(&center, claims);
}

/* ---- who does not answer ---- */

static void
same_counters(const cc_override *set, size_t n)
{
    verify_center plain, changed;
    verify_center_open(&plain, CALLBACK, NULL, 0, false);
    verify_center_open(&changed, CALLBACK, set, n, false);
    verify_center_run(&plain, 1406, 0);
    verify_center_run(&changed, 1406, 0);
    assert_true(verify_counter(&plain, -1, -1, CC_N_diverted) > 100);
    for (int counter = 0; counter < CC_N_COUNTERS; counter++) {
        assert_true(verify_counter(&plain, -1, -1, counter) ==
                    verify_counter(&changed, -1, -1, counter));
    }
    verify_center_close(&plain);
    verify_center_close(&changed);
}

static void
how_often_it_rings_means_nothing_to_those_who_answer(void **state)
{
    (void)state;
    const cc_override rings[] = {{"center.automation.offer.ring", "\"30 s\""},
                                 {"center.automation.offer.again", "2"},
                                 {"center.automation.offer.again_after", "\"5 min\""},
                                 {"demand.customers.offers.no_answer.voice", "0.5"}};
    same_counters(rings, 4); /* nobody is offered the telephone */
}

/* x times, each with probability p, of n: within five standard errors. */
static void
assert_share(double x, double n, double p)
{
    if (fabs(x - n * p) > 5 * sqrt(n * p * (1 - p))) {
        fail_msg("%g of %g, expected %g", x, n, n * p);
    }
}

/* Tries are independent: of all who accept the share q^3 is lost, and 1 + q + q^2 tries are made. */
static void
who_does_not_answer_is_tried_again_and_lost(void **state)
{
    (void)state;
    const double q = 0.3, ring = 20;
    const cc_override set[] = {{"demand.customers.offers.no_answer.callback", "0.3"},
                               {"center.automation.offer.ring", "\"20 s\""},
                               {"center.automation.offer.again", "2"},
                               {"center.automation.offer.again_after", "\"2 min\""},
                               {"run.warm_up", "\"0 s\""}};
    double accepted = 0, tries = 0, unanswered = 0, answered = 0, lost = 0, held = 0;
    verify_center center;
    verify_center_open(&center, CALLBACK, set, 5, false);
    const int voice = cc_channel_find(&center.scenario, "voice"),
              callback = cc_channel_find(&center.scenario, "callback");
    for (uint64_t r = 0; r < 4; r++) {
        verify_center_run(&center, 1407, r);
        accepted += verify_counter(&center, -1, voice, CC_N_diverted);
        tries += verify_counter(&center, -1, callback, CC_N_contacts) -
                 verify_counter(&center, -1, callback, CC_N_unfinished);
        unanswered += verify_counter(&center, -1, callback, CC_N_abandoned_silently);
        answered += verify_counter(&center, -1, callback, CC_N_answered);
        held += verify_counter(&center, -1, -1, CC_N_time_ghost);
        lost += verify_counter(&center, -1, -1, CC_N_lost_waiting) -
                verify_counter(&center, -1, voice, CC_N_abandoned);
    }
    verify_center_close(&center);
    assert_true(accepted > 1000 && unanswered + answered == tries);
    assert_share(unanswered, tries, q);
    assert_share(lost, accepted, q * q * q);
    const double variance =
        q * (1 + 3 * q) - (q + q * q) * (q + q * q); /* of tries after the first */
    assert_true(fabs(tries - accepted * (1 + q + q * q)) < 5 * sqrt(accepted * variance));
    assert_true(fabs(held - ring * unanswered) <= 4 * ring * 5);
}

/* ---- announced waits, messages ---- */

/* All busy: a wait is announced, and the share h hangs up; else none is, and nobody does. */
static void
who_hears_of_a_wait_may_hang_up(void **state)
{
    (void)state;
    const double load = 9, h = .4;
    const int n = 10;
    double pi = 1, total = 0, all_busy = 0, level = 0;
    for (int x = 0; x < 400; x++) {
        total += pi;
        all_busy += x >= n ? pi : 0;
        level += x >= n ? (x - n) * pi : 0;
        pi *= load * (x >= n ? 1 - h : 1) / (x + 1 < n ? x + 1 : n);
    }
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "10"},
                {"demand.issues.call.per_hour", "180"},
                {"demand.customers.announced", "{ from = \"1 s\"; hang_up = ( 0.4 ); }"},
                {"center.prediction.by", "queue"},
                {"center.channels.voice.entry", "say"},
                {"center.automation", "{ say = { node = \"announcement\";"
                                      "  expected_wait = true; }; }"}},
        .seed = 1405,
        .replications = 12,
    };
    const verify_claim claims[] = {
        {"node_left_by_hang_up", "node:say", 4320 * h * all_busy / total, .14},
        {"level_waiting", "center", level / total, .30},
    };
    VERIFY(&center, claims);
}

/* Told to wait, they have twice the patience: which is that of others from the beginning. */
static void
who_hears_of_a_wait_may_become_more_patient(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"demand.customers.announced", "{ from = \"0 s\"; patience = ( 0.5 ); }"},
                {"demand.customers.patience.voice", "\"60 s\""},
                {"center.groups.agents.staff", "0"},
                {"center.prediction.by", "head"},
                {"center.channels.voice.entry", "say"},
                {"center.automation", "{ say = { node = \"announcement\";"
                                      "  expected_wait = true; }; }"}},
        .seed = 1406,
        .replications = 2,
    };
    const verify_claim claims[] = {{"time_to_abandon", "center", 30, .001}};
    VERIFY(&center, claims);
}

static double
after_messages(double x, const void *unused)
{
    (void)unused;
    return pow(.8, floor(x / 20));
}

static void
messages_are_a_patience_with_jumps(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "10"},
                {"demand.issues.call.per_hour", "600"},
                {"demand.issues.call.voice.talk.mean", "\"60 s\""},
                {"demand.customers.message", "0.2"},
                {"center.channels.voice.message_every", "\"20 s\""}},
        .seed = 1407,
        .replications = 12,
    };
    const exact_mmng q = exact_mmng_solve(&(exact_mmng_def){.lambda = 1 / 6.,
                                                            .mu = 1 / 60.,
                                                            .n = 10,
                                                            .survival = after_messages,
                                                            .end = 3600,
                                                            .at = 20});
    const verify_claim claims[] = {
        {"delay", "center", q.delay, .08},
        {"abandonment", "center", q.abandoned, .20},
        {"level_waiting", "center", q.wait / 6, .16},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(callbacks_start_when_nobody_waits),
        cmocka_unit_test(and_more_agents_are_idle_than_the_reserve),
        cmocka_unit_test(an_offer_that_nobody_accepts_changes_nothing),
        cmocka_unit_test(a_page_ends_the_contact),
        cmocka_unit_test(how_often_it_rings_means_nothing_to_those_who_answer),
        cmocka_unit_test(who_does_not_answer_is_tried_again_and_lost),
        cmocka_unit_test(who_hears_of_a_wait_may_hang_up),
        cmocka_unit_test(who_hears_of_a_wait_may_become_more_patient),
        cmocka_unit_test(messages_are_a_patience_with_jumps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
