/* Overflow to a partner who always has somebody free: what flows over after a time is lost to the own
 * agents as who loses patience then is, and what flows over by what an arrival finds, as what is blocked. And
 * what outsourced groups ask for. */
#include "tests/support/verify.h"

#include "models/theory/erlang.h"
#include <math.h>

#define OVERFLOW "center.queues.calls.overflow"

/* 3.5 calls a minute, of a minute each. */
enum { OWN = 3 };
static const double load = 3.5;

static const char file[] = "tests/verify/overflow.cfg";

typedef struct flow {
    double share; /* that flows over */
    double wait;  /* min: of all */
} flow;

/* M/M/n+D: the density of the wait of who would wait for ever is p e^-(n - a)x up to the patience d, and
 * falls by e^-nx behind it. D. Y. Barrer, Queuing with impatient customers and ordered service, 1957. */
static flow
after(double d)
{
    double empty = 0, term = 1; /* weights of 0 .. n - 1 in service */
    for (int j = 0; j < OWN; j++) {
        empty += term;
        term *= load / (j + 1);
    }
    const double density = OWN * term; /* load x weight of n - 1 */
    const double k = OWN - load;
    const double waits = density * -expm1(-k * d) / k, over = density * exp(-k * d) / OWN;
    const double all = empty + waits + over;
    const double sum = density * (-expm1(-k * d) / (k * k) - d * exp(-k * d) / k);
    return (flow){over / all, (sum + d * over) / all};
}

/* M/M/n/n+k: blocked. */
static flow
where_waiting(int k)
{
    double sum = 0, term = 1, last = 1, length = 0;
    for (int j = 0; j <= OWN + k; j++) {
        sum += term;
        length += j > OWN ? (j - OWN) * term : 0;
        last = term;
        term *= load / (j + 1 < OWN ? j + 1 : OWN);
    }
    return (flow){last / sum, length / sum / load};
}

static void
check(const char *rules, flow exact, uint64_t seed)
{
    const verify_case center = {
        .file = file, .set = {{OVERFLOW, rules}}, .seed = seed, .replications = 8};
    const verify_claim claims[] = {
        {"level_working", "group:partner", load * exact.share, .25},
        {"level_working", "group:own", load * (1 - exact.share), .1},
        {"wait", "channel:voice", 60 * exact.wait, .25},
    };
    VERIFY(&center, claims);
}

static void
who_has_waited_so_long_flows_over(void **state)
{
    (void)state;
    check("( { group = \"partner\"; after = \"90 s\"; } )", after(1.5), 2601);
    check("( { group = \"partner\"; after = \"20 s\"; } )", after(1. / 3), 2602);
}

static void
who_finds_so_many_waiting_flows_over(void **state)
{
    (void)state;
    check("( { group = \"partner\"; when = \"waiting >= 4\"; } )", where_waiting(4), 2603);
    check("( { group = \"partner\"; when = \"agents_free = 0\"; } )", where_waiting(0), 2604);
}

/* Asked every second, the first of the line flows over when it has waited 90 s, or up to a second later. */
static void
a_condition_is_asked_again(void **state)
{
    (void)state;
    const verify_case center = {
        .file = file,
        .set = {{OVERFLOW,
                 "( { group = \"partner\"; when = \"longest_wait >= 90 s\"; every = \"1 s\"; } )"}},
        .seed = 2605,
        .replications = 10,
    };
    const double share = verify_measure(&center, "level_working", "group:partner").mean / load;
    assert_true(share > after(2).share && share < after(1).share);
}

/* Nobody on duty, and nobody leaving: at once. */
static void
where_the_own_have_gone_all_flows_over(void **state)
{
    (void)state;
    const verify_case center = {
        .file = file,
        .set = {{OVERFLOW, "( { group = \"partner\"; when = \"agents_on_duty(own) = 0\"; } )"},
                {"center.groups.own.staff", "0"}},
        .seed = 2606,
        .replications = 10,
    };
    const verify_claim claims[] = {
        {"level_working", "group:partner", load, .1},
        {"abandonment", "channel:voice", 0, 0},
        {"asa", "channel:voice", 0, 0},
    };
    VERIFY(&center, claims);
}

/* It is as if the partner was not there. */
static void
what_is_never_reached_does_nothing(void **state)
{
    (void)state;
    static const int counters[] = {CC_N_answered, CC_N_wait_answered, CC_N_wait_answered_sq,
                                   CC_N_talk};
    const cc_override rule[] = {
        {OVERFLOW, "( { group = \"partner\"; after = \"900 d\"; }, "
                   "{ group = \"partner\"; when = \"waiting < 0\"; every = \"7 s\"; } )"}};
    const cc_override nobody[] = {{"center.groups.partner.staff", "0"}};
    verify_center with, without;
    verify_center_open(&with, file, rule, 1, false);
    verify_center_open(&without, file, nobody, 1, false);
    verify_center_run(&with, 2608, 0);
    verify_center_run(&without, 2608, 0);
    for (size_t j = 0; j < sizeof(counters) / sizeof(*counters); j++) {
        const double x = verify_counter(&without, -1, -1, counters[j]);
        assert_true(x > 0 && verify_counter(&with, -1, -1, counters[j]) == x);
    }
    verify_center_close(&with);
    verify_center_close(&without);
}

/* ---- what it costs ---- */

#define PRICES "center.groups.partner.outsourced"
#define AT_20_S                                                                                    \
    {                                                                                              \
        OVERFLOW, "( { group = \"partner\"; after = \"20 s\"; } )"                                 \
    }

static double
total(const verify_center *self, int counter)
{
    double sum = 0;
    for (size_t s = 0; s < self->layout.n_slices; s++) {
        sum += cc_record_agent(&self->record, (uint32_t)s, 1)[counter];
    }
    return sum;
}

static void
what_is_worked_is_paid_and_at_least_what_is_guaranteed(void **state)
{
    (void)state;
    static const double guaranteed[] = {0, 15000, 60000}; /* min a month; about 24,000 are worked */
    for (int j = 0; j < 3; j++) {
        char prices[200];
        snprintf(prices, sizeof(prices),
                 "{ price_per_minute = 0.5; price_per_contact = 2; "
                 "guaranteed_minutes_per_month = %.0f; within = \"0 s\"; }",
                 guaranteed[j]);
        const cc_override set[] = {AT_20_S, {PRICES, prices}, {"run.warm_up", "\"0 s\""}};
        verify_center it;
        verify_center_open(&it, file, set, 3, true);
        verify_center_run(&it, 2607, 0);
        const double minutes = total(&it, CC_A_attention) / 60;
        const double free = guaranteed[j] * 2 / (365.25 / 12);
        const double answered = verify_counter(&it, -1, -1, CC_N_outsourced_answered);
        const double in_time = verify_counter(&it, -1, -1, CC_N_outsourced_in_time);
        const double money = .5 * fmax(minutes, free) + 2 * answered;
        assert_true(answered > 100 && minutes > 600);
        assert_true(fabs(total(&it, CC_A_outsourced) - money) < 1e-9 * money);
        assert_true(in_time == answered); /* since it was theirs, not since it came */
        verify_center_close(&it);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_has_waited_so_long_flows_over),
        cmocka_unit_test(who_finds_so_many_waiting_flows_over),
        cmocka_unit_test(a_condition_is_asked_again),
        cmocka_unit_test(what_is_never_reached_does_nothing),
        cmocka_unit_test(where_the_own_have_gone_all_flows_over),
        cmocka_unit_test(what_is_worked_is_paid_and_at_least_what_is_guaranteed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
