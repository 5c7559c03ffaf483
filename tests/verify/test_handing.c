/* Transfers by agents: cold ones are a Jackson network, warm ones a small Markov chain solved here, those to
 * a partner infinitely many servers. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"
#include <math.h>
#include <string.h>

#define A_DAY 11520 /* calls, 8 a minute */

static exact_mmn
erlang_c(double lambda, double mu, int n)
{
    return exact_mmn_solve((exact_mmn_def){.lambda = lambda, .mu = mu, .n = n, .room = -1});
}

static void
cold_transfers_are_a_network_of_queues(void **state)
{
    (void)state;
    /* a tenth goes on, and a fifth of what the second group does comes back to the first */
    const verify_case center = {
        .file = "tests/verify/handing.cfg",
        .set = {{.path = "center.channels.voice.service_level.within", .value = "\"20 s\""},
                {.path = "center.transfers",
                 .value = "{ on = { share = 0.1; from = \"first\"; to = \"back\"; }; "
                          "again = { share = 0.2; from = \"second\"; to = \"front\"; }; }"}},
        .seed = 1801,
        .replications = 40,
    };
    const double front = 8 / (1 - .1 * .2), back = .1 * front;
    exact_mmn q = erlang_c(front, 1, 10), r = erlang_c(back, .5, 3);
    const verify_claim claims[] = {
        {"transferred", "group:first", A_DAY * front / 8 * .1, .03},
        {"transferred", "group:second", A_DAY * back / 8 * .2, .06},
        {"occupancy", "group:first", q.busy / 10, .01},
        {"occupancy", "group:second", r.busy / 3, .03},
        {"level_waiting", "center", q.queue + r.queue, .08},
        {"asa", "center", 60 * q.wait, .1},
        {"total_wait", "center", 60 * (q.queue + r.queue) / 8, .08},
        /* what each queue has by transfers meets it as all others do (Jackson) */
        {"transfers_in", "queue:back", A_DAY * back / 8, .03},
        {"transfers_asa", "queue:back", 60 * r.wait, .15},
        {"transfers_service_level", "queue:back", exact_mmn_in_time(&r, 20. / 60), .03},
        {"transfers_in", "queue:front", A_DAY * back / 8 * .2, .06},
        {"transfers_asa", "queue:front", 60 * q.wait, .15},
        {"resolution", "center", 1, .001},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&q);
    exact_mmn_free(&r);
}

/* One agent in each group. States: the first idle, working, waiting with a call for the second, or telling
 * the second; the second idle, working, or being told; and how many calls wait. The second has a queue of
 * its own only while the first waits with one. */
enum { IDLE, WORKS, STAYS, TELLS, FIRSTS };
enum { MOST = 60, STEPS = 8000 };

typedef struct warm_chain {
    double p[MOST + 1][FIRSTS][2]; /* calls waiting in front, first, does the second work? */
} warm_chain;

typedef struct warm_rates {
    double lambda, mu, share, tell, nu;
} warm_rates;

/* By iteration, flow by flow. */
static void
solve(warm_chain *self, warm_rates r)
{
    static double into[MOST + 1][FIRSTS][2];
    memset(self, 0, sizeof(*self));
    self->p[0][IDLE][0] = 1;
    const double step = 1 / (r.lambda + r.mu + r.tell + r.nu);
    for (int k = 0; k < STEPS; k++) {
        memcpy(into, self->p, sizeof(into));
        for (int n = 0; n <= MOST; n++) {
            for (int f = 0; f < FIRSTS; f++) {
                for (int s = 0; s < 2; s++) {
                    const double p = self->p[n][f][s] * step;
                    if (p == 0) {
                        continue;
                    }
#define GO(rate, n_to, f_to, s_to) (into[n][f][s] -= (rate)*p, into[n_to][f_to][s_to] += (rate)*p)
                    const int next = n > 0 ? n - 1 : 0, busy = n > 0 ? WORKS : IDLE;
                    if (f == IDLE) {
                        GO(r.lambda, 0, WORKS, s);
                    } else if (n < MOST) {
                        GO(r.lambda, n + 1, f, s);
                    }
                    if (f == WORKS) {
                        GO(r.mu * (1 - r.share), next, busy, s);
                        GO(r.mu * r.share, n, s == 1 ? STAYS : TELLS, s == 1 ? 1 : 0);
                    } else if (f == TELLS) { /* and the second works on it then */
                        GO(r.tell, next, busy, 1);
                    }
                    if (s == 1) {
                        GO(r.nu, n, f == STAYS ? TELLS : f, 0);
                    }
#undef GO
                }
            }
        }
        memcpy(self->p, into, sizeof(into));
    }
}

static void
warm_transfers_hold_both_agents(void **state)
{
    (void)state;
    static warm_chain chain;
    solve(&chain, (warm_rates){.lambda = .4, .mu = 1, .share = .3, .tell = 2, .nu = .5});
    double waiting = 0, first = 0, second = 0, stays = 0;
    for (int n = 0; n <= MOST; n++) {
        for (int f = 0; f < FIRSTS; f++) {
            for (int s = 0; s < 2; s++) {
                const double p = chain.p[n][f][s];
                waiting += p * (n + (f == STAYS));
                first += p * (f != IDLE);
                second += p * (s == 1 || f == TELLS);
                stays += p * (f == STAYS || f == TELLS);
            }
        }
    }
    const verify_case center = {
        .file = "tests/verify/handing.cfg",
        .set = {{.path = "demand.issues.call.per_hour", .value = "24"},
                {.path = "center.groups.first.staff", .value = "1"},
                {.path = "center.groups.second.staff", .value = "1"},
                {.path = "center.transfers.on.share", .value = "0.3"},
                {.path = "center.transfers.on.how", .value = "\"warm\""},
                /* at half the speed: a minute for half a minute */
                {.path = "center.transfers.on.hand_over",
                 .value = "{ dist = \"exponential\"; mean = \"15 s\"; }"}},
        .seed = 1802,
        .replications = 160,
    };
    const verify_claim claims[] = {
        {"level_waiting", "center", waiting, .1},   {"occupancy", "group:first", first, .03},
        {"occupancy", "group:second", second, .05}, {"level_transfer", "group:first", stays, .07},
        {"transferred", "center", 576 * .3, .04},
    };
    VERIFY(&center, claims);
}

static void
in_a_conference_both_stay(void **state)
{
    (void)state;
    /* agents enough: who transferred stays for all of the second's work, 2 minutes, and the telling */
    const verify_case center = {
        .file = "tests/verify/handing.cfg",
        .set = {{.path = "center.groups.first.staff", .value = "60"},
                {.path = "center.groups.second.staff", .value = "60"},
                {.path = "center.transfers.on.how", .value = "\"conference\""},
                {.path = "center.transfers.on.hand_over", .value = "\"15 s\""}},
        .seed = 1803,
        .replications = 20,
    };
    const verify_claim claims[] = {
        {"level_transfer", "group:first", .8 * 2.5, .06},
        {"agents_busy", "group:first", 8 + .8 * 2.5, .02},
        {"agents_busy", "group:second", .8 * 2.5, .06},
        {"wages", "center", 60 * 24 * 30, .01},
    };
    VERIFY(&center, claims);
}

static void
a_partner_holds_the_line_and_asks_for_it(void **state)
{
    (void)state;
    static const char *const how[] = {"\"cold\"", "\"warm\"", "\"conference\""};
    for (int j = 0; j < 3; j++) {
        const verify_case center = {
            .file = "tests/verify/handing.cfg",
            .set = {{.path = "center.groups.first.staff", .value = "60"},
                    {.path = "center.transfers.on.to", .value = "\"police\""},
                    {.path = "center.transfers.on.how", .value = how[j]},
                    {.path = "center.transfers.on.hand_over",
                     .value = "{ dist = \"exponential\"; mean = \"30 s\"; }"}},
            .seed = 1804 + (uint64_t)j,
            .replications = 20,
        };
        const double told = j == 1 ? .5 : 0, with = j == 2 ? 4 : 0;
        const verify_claim claims[] = {
            {"to_partner", "center", A_DAY * .1, .03},
            {"partner_cost", "center", A_DAY * .1 * (3 + 4 * .5), .04},
            {"agents_busy", "group:first", 8 + .8 * (told + with), .02},
            {"lines_busy", "center", 8 + .8 * (4 + told), .02},
            {"level_partner", "center", j == 2 ? 1e-9 : .8 * 4, j == 2 ? INFINITY : .06},
        };
        verify_claims(&center, claims, j == 2 ? 4 : 5);
    }
}

static void
no_share_changes_no_bit(void **state)
{
    (void)state;
    verify_center none, never;
    verify_center_open(&none, "tests/verify/one_queue.cfg", NULL, 0, false);
    static const cc_override set[] = {
        {.path = "center.transfers",
         .value = "{ x = { share = 0; to = \"voice\"; how = \"warm\"; hand_over = \"1 min\"; }; }"},
    };
    verify_center_open(&never, "tests/verify/one_queue.cfg", set, 1, false);
    assert_int_equal(none.scenario.hash, never.scenario.hash);
    verify_center_run(&none, 1810, 0);
    verify_center_run(&never, 1810, 0);
    for (int k = 0; k < CC_N_COUNTERS; k++) {
        assert_true(verify_counter(&none, -1, -1, k) == verify_counter(&never, -1, -1, k));
    }
    assert_true(verify_counter(&none, -1, -1, CC_N_ended) > 100);
    verify_center_close(&none);
    verify_center_close(&never);
}

static void
nobody_waits_for_who_stays(void **state)
{
    (void)state;
    /* light work, three at once, handed on within the group: nearly always somebody is free to be told, for
     * 20 s of attention. Who stays takes nothing, or agents would wait for each other in circles for ever. */
    static const cc_override set[] = {
        {.path = "demand.issues.call.per_hour", .value = "6"},
        {.path = "center.groups.first.at_once.voice", .value = "3"},
        {.path = "center.groups.first.staff", .value = "4"},
        {.path = "center.transfers",
         .value = "{ x = { share = 0.3; from = \"first\"; to = \"front\"; how = \"warm\"; "
                  "hand_over = \"20 s\"; }; }"},
        {.path = "run.observe", .value = "\"40 d\""},
    };
    verify_center center;
    verify_center_open(&center, "tests/verify/handing.cfg", set, 5, false);
    verify_center_run(&center, 1811, 0);
    const double transferred = verify_counter(&center, -1, -1, CC_N_transferred);
    assert_true(transferred > 2000);
    assert_in_range(verify_counter(&center, -1, -1, CC_N_time_transfer) / transferred, 20, 22);
    verify_center_close(&center);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cold_transfers_are_a_network_of_queues),
        cmocka_unit_test(warm_transfers_hold_both_agents),
        cmocka_unit_test(in_a_conference_both_stay),
        cmocka_unit_test(a_partner_holds_the_line_and_asks_for_it),
        cmocka_unit_test(nobody_waits_for_who_stays),
        cmocka_unit_test(no_share_changes_no_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
