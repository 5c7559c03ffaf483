/* Conversations without turns, by a table of rates by number open; and turns that wait, in other orders
 * than that of their coming. */
#include "tests/support/verify.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WORK "{ dist = \"exponential\"; mean = \"60 s\"; }"

/* ---- one agent: a birth and death process ---- */

enum { MOST = 400, PLACES = 4 };

static void
check_one_agent(const double *rate, const char *table, double patience, uint64_t seed)
{
    const double lambda = 0.7, theta = 1 / patience; /* a minute */
    double p = 1, sum = 0, open = 0, waiting = 0, idle = 1;
    for (int n = 0; n < MOST; n++) {
        sum += p;
        open += p * (n < PLACES ? n : PLACES);
        waiting += p * (n < PLACES ? 0 : n - PLACES);
        const double down =
            rate[n < PLACES ? n : PLACES - 1] + (n + 1 > PLACES ? (n + 1 - PLACES) * theta : 0);
        p *= lambda / down;
    }
    idle /= sum;
    open /= sum;
    waiting /= sum;
    char patient[80];
    snprintf(patient, sizeof(patient), "{ dist = \"exponential\"; mean = \"%.9g s\"; }",
             60 * patience);
    const verify_case center = {
        .file = "tests/verify/sharing.cfg",
        .set = {{"center.channels.chat.rates", table},
                {"demand.issues.question.patience.chat", patient}},
        .seed = seed,
        .replications = 60,
    };
    const double left = theta * waiting / lambda;
    const verify_claim claims[] = {
        {"agents_idle", "group:agents", idle, .06},
        {"attention", "group:agents", 1 - idle, .03},
        {"level_working", "center", open, .05},
        {"level_waiting", "center", waiting, .15},
        {"abandonment", "center", left, .12},
        {"handle_time", "center", 60 * (1 - idle) / (lambda * (1 - left)), .02},
    };
    VERIFY(&center, claims);
}

static void
one_agent_is_a_birth_and_death_process(void **state)
{
    (void)state;
    check_one_agent((const double[]){.5, .8, .9, 1}, "( 0.5, 0.8, 0.9, 1.0 )", 2, 2001);
    check_one_agent((const double[]){1, .9, .7, .5}, "( 1.0, 0.9, 0.7, 0.5 )", 3, 2002);
    check_one_agent((const double[]){.4, .6, .6, .6}, "( 0.4, 0.6 )", 1, 2003);
}

/* ---- two agents ---- */

enum { TWO = 2, LINE = 120, STATES = 9 + LINE };

/* Open at the one and at the other; then 2 and 2 with 1, 2, .. waiting. */
static int
state_of(int i, int j)
{
    return 3 * i + j;
}

static void
two_agents_are_a_chain(void **state)
{
    (void)state;
    const double lambda = 1.3, theta = .5, rate[] = {0, .6, 1};
    static double q[STATES][STATES];
    memset(q, 0, sizeof(q));
    for (int i = 0; i <= TWO; i++) {
        for (int j = 0; j <= TWO; j++) {
            double *from = q[state_of(i, j)];
            if (i == j && i < TWO) {
                from[state_of(i + 1, j)] += lambda / 2;
                from[state_of(i, j + 1)] += lambda / 2;
            } else if (i < TWO || j < TWO) {
                from[i < j ? state_of(i + 1, j) : state_of(i, j + 1)] += lambda;
            } else {
                from[9] += lambda;
            }
            if (i > 0) {
                from[state_of(i - 1, j)] += rate[i];
            }
            if (j > 0) {
                from[state_of(i, j - 1)] += rate[j];
            }
        }
    }
    for (int n = 1; n <= LINE; n++) {
        if (n < LINE) {
            q[8 + n][9 + n] += lambda;
        }
        q[8 + n][7 + n] += 2 * rate[TWO] + n * theta;
    }
    static double p[STATES];
    for (int s = 0; s < STATES; s++) {
        p[s] = 1.0 / STATES;
    }
    for (int round = 0; round < 4000; round++) {
        double sum = 0;
        for (int s = 0; s < STATES; s++) {
            double in = 0, out = 0;
            for (int from = 0; from < STATES; from++) {
                in += p[from] * q[from][s];
                out += q[s][from];
            }
            p[s] = in / out;
            sum += p[s];
        }
        for (int s = 0; s < STATES; s++) {
            p[s] /= sum;
        }
    }
    double open = 0, busy = 0, waiting = 0;
    for (int s = 0; s < STATES; s++) {
        const int i = s < 9 ? s / 3 : TWO, j = s < 9 ? s % 3 : TWO;
        open += p[s] * (i + j);
        busy += p[s] * ((i > 0) + (j > 0));
        waiting += p[s] * (s < 9 ? 0 : s - 8);
    }
    const verify_case center = {
        .file = "tests/verify/sharing.cfg",
        .set = {{"center.channels.chat.rates", "( 0.6, 1.0 )"},
                {"center.groups.agents.staff", "2"},
                {"center.groups.agents.at_once.chat", "2"},
                {"demand.issues.question.per_hour", "78"},
                {"demand.issues.question.patience.chat",
                 "{ dist = \"exponential\"; mean = \"120 s\"; }"}},
        .seed = 2004,
        .replications = 60,
    };
    const verify_claim claims[] = {
        {"agents_busy", "group:agents", busy, .02},
        {"level_working", "center", open, .03},
        {"level_waiting", "center", waiting, .15},
        {"abandonment", "center", theta * waiting / lambda, .12},
    };
    VERIFY(&center, claims);
}

/* A rate of 1 whatever the number: processor sharing, which depends on the mean of the work only. */
static void
an_even_rate_is_processor_sharing(void **state)
{
    (void)state;
    static const char *const work[] = {"{ dist = \"lognormal\"; mean = \"60 s\"; cv = 2; }",
                                       "\"60 s\""};
    for (int j = 0; j < 2; j++) {
        const verify_case center = {
            .file = "tests/verify/sharing.cfg",
            .set = {{"center.channels.chat.rates", "1.0"},
                    {"center.groups.agents.at_once.chat", "255"},
                    {"demand.issues.question.chat.agent", work[j]}},
            .seed = 2005 + (uint64_t)j,
            .replications = 100,
        };
        const verify_claim claims[] = {
            {"level_working", "center", .7 / .3, .1},
            {"contact_time", "center", 60 / .3, .1},
            {"attention", "group:agents", .7, .03},
        };
        VERIFY(&center, claims);
    }
}

/* ---- the order of turns ---- */

/* Nonpreemptive shortest first, of Phipps 1956: all wait for the attention, none in the queue. */
static double
shortest_first(double lambda)
{
    double sum = 0;
    const double h = 1e-3;
    for (double x = h / 2; x < 40; x += h) {
        const double rho = lambda * (1 - exp(-x) * (1 + x));
        sum += h * exp(-x) / ((1 - rho) * (1 - rho));
    }
    return lambda * sum; /* E[S^2] / 2 = 1 */
}

static void
check_order(const char *order, double ready, uint64_t seed)
{
    const verify_case center = {
        .file = "tests/verify/sharing.cfg",
        .set = {{"center.groups.agents.next_turn", order},
                {"center.groups.agents.at_once.chat", "255"}},
        .seed = seed,
        .replications = 100,
    };
    const verify_claim claims[] = {
        {"level_ready", "center", ready, .12},
        {"attention", "group:agents", .7, .03},
    };
    VERIFY(&center, claims);
}

static void
the_shortest_turn_goes_first(void **state)
{
    (void)state;
    check_order("\"oldest\"", .49 / .3, 2011);
    check_order("\"shortest\"", .7 * shortest_first(.7), 2012);
    check_order("\"round-robin\"", .49 / .3, 2013);
}

/* Turns without pauses, of a number without memory: whoever is next, as many are there. */
static void
going_round_changes_no_mean_of_work_without_memory(void **state)
{
    (void)state;
    static const char *const orders[] = {"\"oldest\"", "\"round-robin\""};
    for (int j = 0; j < 2; j++) {
        const verify_case center = {
            .file = "tests/verify/sharing.cfg",
            .set = {{"center.groups.agents.next_turn", orders[j]},
                    {"center.groups.agents.at_once.chat", "255"},
                    {"demand.issues.question.chat.turns", "{ dist = \"geometric\"; mean = 3; }"},
                    {"demand.issues.question.chat.agent",
                     "{ dist = \"exponential\"; mean = \"20 s\"; }"}},
            .seed = 2014 + (uint64_t)j,
            .replications = 100,
        };
        const verify_claim claims[] = {{"contact_time", "center", 200, .1}};
        VERIFY(&center, claims);
    }
}

/* ---- what has no effect changes nothing ---- */

static void
same_figures(const cc_override *set, size_t n_set, const cc_override *other, size_t n_other)
{
    static const char *const kpis[] = {
        "answered",  "asa",       "handle_time",   "level_working",  "contact_time",
        "attention", "occupancy", "level_waiting", "first_response", "resolved"};
    verify_center a, b;
    verify_center_open(&a, "tests/verify/sharing.cfg", set, n_set, false);
    verify_center_open(&b, "tests/verify/sharing.cfg", other, n_other, false);
    verify_center_run(&a, 9, 2);
    verify_center_run(&b, 9, 2);
    for (size_t j = 0; j < sizeof(kpis) / sizeof(*kpis); j++) {
        cc_measure m;
        cc_refusal refusal;
        assert_int_equal(cc_measure_parse(&m, &a.scenario, &a.layout, kpis[j], "center", &refusal),
                         0);
        const cc_sample x = cc_measure_sample(&m, &a.scenario, &a.record);
        const cc_sample y = cc_measure_sample(&m, &b.scenario, &b.record);
        if (fabs(x.num - y.num) > 1e-7 * fabs(x.num) || x.den != y.den || (j == 0 && x.num == 0)) {
            fail_msg("%s: %.17g / %g, %.17g / %g", kpis[j], x.num, x.den, y.num, y.den);
        }
    }
    verify_center_close(&a);
    verify_center_close(&b);
}

static void
one_place_and_a_rate_of_one_is_work_without_pauses(void **state)
{
    (void)state;
    const cc_override one[] = {{"center.groups.agents.at_once.chat", "1"},
                               {"demand.issues.question.chat.agent", WORK}};
    const cc_override shared[] = {one[0], one[1], {"center.channels.chat.rates", "( 1.0, 2.0 )"}};
    same_figures(one, 2, shared, 3);
}

/* Who was taken first is first in line, and no turn is shorter than the one before it. */
static void
turns_that_are_alike_have_one_order(void **state)
{
    (void)state;
    static const char *const orders[] = {"\"shortest\"", "\"round-robin\""};
    for (int j = 0; j < 2; j++) {
        const cc_override oldest[] = {{"center.groups.agents.at_once.chat", "255"},
                                      {"demand.issues.question.chat.agent", "\"60 s\""}};
        const cc_override other[] = {
            oldest[0], oldest[1], {"center.groups.agents.next_turn", orders[j]}};
        same_figures(oldest, 2, other, 3);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_agent_is_a_birth_and_death_process),
        cmocka_unit_test(two_agents_are_a_chain),
        cmocka_unit_test(an_even_rate_is_processor_sharing),
        cmocka_unit_test(the_shortest_turn_goes_first),
        cmocka_unit_test(going_round_changes_no_mean_of_work_without_memory),
        cmocka_unit_test(one_place_and_a_rate_of_one_is_work_without_pauses),
        cmocka_unit_test(turns_that_are_alike_have_one_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
