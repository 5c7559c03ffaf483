/* Those who redial: retrial queues, and Erlang A whose abandoned calls come back, and whose answered do
 * (Ding, Remerova, van der Mei & Zwart 2015). */
#include "tests/support/verify.h"

#include "tests/support/exact_chain.h"
#include "tests/support/exact_mmn.h"
#include "tests/support/exact_models.h"
#include <stdio.h>

static void
busy_tone(int lines, double per_minute, uint64_t seed)
{
    char n[16], rate[32];
    snprintf(n, sizeof(n), "%d", lines);
    snprintf(rate, sizeof(rate), "%.17g", 60 * per_minute);
    const verify_case center = {
        .file = "tests/verify/redial.cfg",
        .set = {{"demand.issues.call.per_hour", rate},
                {"center.channels.voice.lines", n},
                {"center.groups.agents.staff", n}},
        .seed = seed,
        .replications = (int)(200 / per_minute),
    };
    const exact_redial q = exact_redial_solve(&(exact_redial_def){.lambda = per_minute,
                                                                  .mu = 1,
                                                                  .again = 1,
                                                                  .retry = .5,
                                                                  .n = lines,
                                                                  .room = 0,
                                                                  .orbit = 300});
    const verify_claim claims[] = {
        {"level_redial", "center", q.orbit, .15},
        {"lines_busy", "center", q.busy, .04},
        {"blocking", "attempt:first", q.all_busy, .05}, /* first attempts see time averages */
        {"contacts", "center", 1440 * q.attempts, .10},
        {"answered", "center", 1440 * per_minute, .04},
    };
    VERIFY(&center, claims);
}

static void
one_line(void **state)
{
    (void)state;
    busy_tone(1, .6, 901);
}

static void
two_lines(void **state)
{
    (void)state;
    busy_tone(2, 1.2, 902);
}

static void
five_lines(void **state)
{
    (void)state;
    busy_tone(5, 4, 903);
}

static void
impatient_callers_call_again(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/redial.cfg",
        .set = {{"demand.customers.patience.voice",
                 "{ dist = \"exponential\"; mean = \"2 min\"; }"},
                {"demand.customers.redial.after_abandon", "0.5"},
                {"demand.customers.redial.delay.mean", "\"5 min\""}},
        .seed = 904,
        .replications = 60,
    };
    const exact_redial q = exact_redial_solve(&(exact_redial_def){.lambda = 10,
                                                                  .mu = 1,
                                                                  .theta = .5,
                                                                  .again = .5,
                                                                  .retry = .2,
                                                                  .n = 10,
                                                                  .room = 60,
                                                                  .orbit = 40});
    const verify_claim claims[] = {
        {"contacts", "center", 1440 * q.attempts, .02},
        {"abandonment", "center", q.abandoned, .07},
        {"lost_customers", "center", 14400 * q.lost, .08},
        {"resolution", "center", 1 - q.lost, .01},
        {"redials", "center", 720 * q.attempts * q.abandoned, .08},
        {"level_waiting", "center", q.queue, .08},
        {"level_redial", "center", q.orbit, .09},
        {"occupancy", "center", q.busy / 10, .01},
    };
    VERIFY(&center, claims);
}

/* ---- redial and reconnect ---- */

typedef struct both {
    double lambda, mu, theta;
    int n;
    double again, retry;    /* of those who have abandoned: share, rate */
    double back, reconnect; /* of those who were served */
} both;

/* x: in the center, about to redial, about to reconnect. */
static void
moves(exact_chain *chain, const int *x, const void *model)
{
    const both *m = model;
    const int busy = x[0] < m->n ? x[0] : m->n;
    const double ends = busy * m->mu, leaves = (x[0] - busy) * m->theta;
    exact_chain_move(chain, (int[]){x[0] + 1, x[1], x[2]}, m->lambda);
    exact_chain_move(chain, (int[]){x[0] - 1, x[1], x[2]},
                     ends * (1 - m->back) + leaves * (1 - m->again));
    exact_chain_move(chain, (int[]){x[0] - 1, x[1], x[2] + 1}, ends * m->back);
    exact_chain_move(chain, (int[]){x[0] - 1, x[1] + 1, x[2]}, leaves * m->again);
    exact_chain_move(chain, (int[]){x[0] + 1, x[1] - 1, x[2]}, x[1] * m->retry);
    exact_chain_move(chain, (int[]){x[0] + 1, x[1], x[2] - 1}, x[2] * m->reconnect);
}

static double
waiting(const int *x, const void *model)
{
    const both *m = model;
    return x[0] > m->n ? x[0] - m->n : 0;
}

static double
redialling(const int *x, const void *model)
{
    (void)model;
    return x[1];
}

static double
reconnecting(const int *x, const void *model)
{
    (void)model;
    return x[2];
}

/* As if all attempts were one Poisson stream: what abandons of Erlang A at the rate that brings itself. */
static double
fixed_point(const both *m)
{
    double rate = m->lambda, abandoned = 0;
    for (int k = 0; k < 200; k++) {
        exact_mmn q = exact_mmn_solve(
            (exact_mmn_def){.lambda = rate, .mu = m->mu, .theta = m->theta, .n = m->n, .room = -1});
        abandoned = q.abandoned;
        rate = m->lambda + rate * (m->again * abandoned + m->back * (1 - abandoned));
        exact_mmn_free(&q);
    }
    return abandoned;
}

static void
who_redials_and_who_reconnects_are_one_chain(void **state)
{
    (void)state;
    const both model = {2, 1, .5, 3, .7, 1, .2, .5};
    exact_chain *chain = exact_chain_solve(3, (int[]){32, 24, 20}, moves, &model);
    const double queue = exact_chain_mean(chain, waiting),
                 orbit = exact_chain_mean(chain, redialling);
    const double back = exact_chain_mean(chain, reconnecting);
    exact_chain_free(chain);
    const double attempts = model.lambda + model.retry * orbit + model.reconnect * back;
    const double abandoned = model.theta * queue / attempts;
    const double fixed = fixed_point(&model);
    assert_true(abandoned > 1.03 * fixed); /* which would be a fault */
    const verify_case center = {
        .file = "tests/verify/redial.cfg",
        .set = {{"demand.issues.call.per_hour", "120"},
                {"demand.issues.call.resolution", "{ voice = 0.8; }"},
                {"demand.customers.patience.voice",
                 "{ dist = \"exponential\"; mean = \"2 min\"; }"},
                {"demand.customers.redial.after_abandon", "0.7"},
                {"demand.customers.redial.delay.mean", "\"1 min\""},
                {"demand.customers.unresolved",
                 "{ returns = 1; delay = { dist = \"exponential\"; mean = \"2 min\"; }; }"},
                {"center.groups.agents.staff", "3"}},
        .seed = 905,
        .replications = 300,
    };
    const verify_claim claims[] = {
        {"contacts", "center", 1440 * attempts, .02}, {"abandonment", "center", abandoned, .028},
        {"level_waiting", "center", queue, .04},      {"level_redial", "center", orbit, .05},
        {"level_return", "center", back, .025},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line),
        cmocka_unit_test(two_lines),
        cmocka_unit_test(five_lines),
        cmocka_unit_test(impatient_callers_call_again),
        cmocka_unit_test(who_redials_and_who_reconnects_are_one_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
