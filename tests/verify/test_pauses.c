/* Agents who are not ready for a time after a contact. Minutes, but where seconds are said. */
#include "tests/support/verify.h"

#include "tests/support/exact_chain.h"
#include <math.h>
#include <stdio.h>

#define ONE_QUEUE "tests/verify/one_queue.cfg"

/* One agent, calls of a minute, pauses of `mean` on average that are exponential. */
#define EXPONENTIAL(text) "{ dist = \"exponential\"; mean = " text "; }"
#define PAUSES "center.groups.agents.pauses"

/* Mean wait before one server: work of these two moments at rate lambda (Pollaczek, Khinchine). */
static double
wait_before_one(double lambda, double mean, double second)
{
    return lambda * second / (2 * (1 - lambda * mean));
}

/* A pause follows each contact, whoever waits: work and pause are one service. The wait is that of
 * M/G/1, but who waits for less is not the customer on the line. */
static void
a_pause_after_each_contact_is_a_part_of_the_service(void **state)
{
    (void)state;
    const double lambda = .4, p = .5, v = .8;
    const double mean = 1 + p * v, second = 2 + 2 * p * v + p * 2 * v * v;
    const verify_case center = {
        .file = ONE_QUEUE,
        .set = {{"demand.issues.call.per_hour", "24"},
                {"demand.issues.call.voice.talk", EXPONENTIAL("\"1 min\"")},
                {"center.groups.agents.staff", "1"},
                {PAUSES, "{ probability = .5; length = " EXPONENTIAL("\"48 s\"") "; }"}},
        .seed = 4101,
        .replications = 300,
    };
    const verify_claim claims[] = {
        {"asa", "center", 60 * wait_before_one(lambda, mean, second), .08},
        {"occupancy", "center", lambda, .02},
        {"attention", "center", lambda, .02},
        {"not_ready", "center", lambda * p * v, .03},
        {"agents_idle", "center", 1 - lambda, .02},
    };
    VERIFY(&center, claims);
}

/* Only who finds nobody waiting pauses, and again as long as nobody comes: a server with vacations
 * (Doshi 1986). The wait is that without, and half a mean square vacation over the mean one. */
static void
pauses_again_and_again_are_vacations(void **state)
{
    (void)state;
    const double lambda = .6;
    const struct {
        const char *length;
        double residual;
    } of[] = {{EXPONENTIAL("\"90 s\""), 1.5}, {"\"90 s\"", .75}};
    for (size_t j = 0; j < 2; j++) {
        char pauses[200];
        snprintf(pauses, sizeof(pauses),
                 "{ probability = 1; length = %s; when_waiting = 0; again = true; }", of[j].length);
        const verify_case center = {
            .file = ONE_QUEUE,
            .set = {{"demand.issues.call.per_hour", "36"},
                    {"demand.issues.call.voice.talk", EXPONENTIAL("\"1 min\"")},
                    {"center.groups.agents.staff", "1"},
                    {PAUSES, pauses}},
            .seed = 4102 + j,
            .replications = 200,
        };
        const verify_claim claims[] = {
            {"asa", "center", 60 * (wait_before_one(lambda, 1, 2) + of[j].residual), .08},
            {"occupancy", "center", lambda, .02},
            {"not_ready", "center", 1 - lambda, .04},
        };
        VERIFY(&center, claims);
    }
}

/* One pause at most: a single vacation. Its Laplace transform at lambda is the chance that nobody
 * comes in it. */
static void
one_pause_when_nobody_waits_is_a_single_vacation(void **state)
{
    (void)state;
    const double lambda = .6, v = 1.5, nobody = exp(-lambda * v);
    const verify_case center = {
        .file = ONE_QUEUE,
        .set = {{"demand.issues.call.per_hour", "36"},
                {"demand.issues.call.voice.talk", EXPONENTIAL("\"1 min\"")},
                {"center.groups.agents.staff", "1"},
                {PAUSES, "{ probability = 1; length = \"90 s\"; when_waiting = 0; }"}},
        .seed = 4104,
        .replications = 200,
    };
    const double more = lambda * v * v / (2 * (nobody + lambda * v));
    const verify_claim claims[] = {
        {"asa", "center", 60 * (wait_before_one(lambda, 1, 2) + more), .08},
        {"not_ready", "center", (1 - lambda) * lambda * v / (nobody + lambda * v), .03},
    };
    VERIFY(&center, claims);
}

/* ---- several agents, pauses that shrink when somebody waits: a chain ---- */

typedef struct shrinking {
    double lambda, theta; /* work is of mean 1 */
    double p, rate, rate_waiting;
    int n;
} shrinking;

enum { WAITING, PAUSED, PAUSED_WAITING, BUSY };

static void
shrinking_moves(exact_chain *chain, const int *x, const void *model)
{
    const shrinking *m = model;
    const int away = x[PAUSED] + x[PAUSED_WAITING], free_now = m->n - away - x[BUSY];
    exact_chain_move(chain,
                     (int[]){x[WAITING] + (free_now == 0), x[PAUSED], x[PAUSED_WAITING],
                             x[BUSY] + (free_now > 0)},
                     m->lambda);
    if (x[WAITING] > 0) {
        exact_chain_move(chain, (int[]){x[WAITING] - 1, x[PAUSED], x[PAUSED_WAITING], x[BUSY]},
                         m->theta * x[WAITING]);
    }
    if (x[BUSY] > 0) {
        const bool waits = x[WAITING] > 0;
        exact_chain_move(
            chain, (int[]){x[WAITING], x[PAUSED] + !waits, x[PAUSED_WAITING] + waits, x[BUSY] - 1},
            x[BUSY] * m->p);
        exact_chain_move(
            chain, (int[]){x[WAITING] - waits, x[PAUSED], x[PAUSED_WAITING], x[BUSY] - 1 + waits},
            x[BUSY] * (1 - m->p));
    }
    for (int k = PAUSED; k <= PAUSED_WAITING; k++) {
        const bool waits = x[WAITING] > 0;
        int to[] = {x[WAITING] - waits, x[PAUSED], x[PAUSED_WAITING], x[BUSY] + waits};
        to[k]--;
        if (x[k] > 0) {
            exact_chain_move(chain, to, x[k] * (k == PAUSED ? m->rate : m->rate_waiting));
        }
    }
}

static double
n_waiting(const int *x, const void *model)
{
    (void)model;
    return x[WAITING];
}

static double
n_paused(const int *x, const void *model)
{
    (void)model;
    return x[PAUSED] + x[PAUSED_WAITING];
}

static double
n_busy(const int *x, const void *model)
{
    (void)model;
    return x[BUSY];
}

static void
pauses_shrink_when_somebody_waits(void **state)
{
    (void)state;
    const shrinking model = {
        .lambda = 3, .theta = .5, .p = .4, .rate = 1 / 1.5, .rate_waiting = 5 / 1.5, .n = 4};
    exact_chain *chain = exact_chain_solve(4, (int[]){40, 5, 5, 5}, shrinking_moves, &model);
    const double waiting = exact_chain_mean(chain, n_waiting);
    const double paused = exact_chain_mean(chain, n_paused);
    const double busy = exact_chain_mean(chain, n_busy);
    exact_chain_free(chain);
    assert_true(fabs(model.lambda - busy - model.theta * waiting) < 1e-6); /* nobody else leaves */
    const verify_case center = {
        .file = ONE_QUEUE,
        .set = {{"demand.issues.call.per_hour", "180"},
                {"demand.issues.call.voice.talk", EXPONENTIAL("\"1 min\"")},
                {"demand.customers.patience.voice", EXPONENTIAL("\"2 min\"")},
                {"center.groups.agents.staff", "4"},
                {PAUSES,
                 "{ probability = .4; when_waiting = .2; length = " EXPONENTIAL("\"90 s\"") "; }"}},
        .seed = 4105,
        .replications = 100,
    };
    const verify_claim claims[] = {
        {"level_waiting", "center", waiting, .03},
        {"abandonment", "center", model.theta * waiting / model.lambda, .03},
        {"agents_busy", "center", busy, .02},
        {"not_ready", "center", paused / model.n, .02},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pause_after_each_contact_is_a_part_of_the_service),
        cmocka_unit_test(pauses_again_and_again_are_vacations),
        cmocka_unit_test(one_pause_when_nobody_waits_is_a_single_vacation),
        cmocka_unit_test(pauses_shrink_when_somebody_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
