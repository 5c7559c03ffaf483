/* Callers who balk with a probability that depends on how many wait already: a birth-death chain.
 * With lines as well, those who find none are blocked before they can balk. */
#include "tests/support/verify.h"

#include <math.h>

#define AGENTS 10
#define STATES 60

static const double p[] = {.1, .2, .4, .7}; /* by the number waiting; the last for all higher */

typedef struct exact {
    double delay, balked, blocked, waiting, busy;
} exact;

static exact
solve(double load, int room)
{
    double pi[STATES] = {1}, total = 1;
    const int n = AGENTS + (room < 0 ? STATES - AGENTS - 1 : room) + 1;
    for (int x = 1; x < n; x++) {
        const int waiting = x - 1 - AGENTS;
        const double joins = waiting < 0 ? 1 : 1 - p[waiting < 3 ? waiting : 3];
        pi[x] = pi[x - 1] * load * joins / (x < AGENTS ? x : AGENTS);
        total += pi[x];
    }
    exact e = {0};
    for (int x = 0; x < n; x++) {
        const double q = pi[x] / total;
        e.busy += q * (x < AGENTS ? x : AGENTS);
        e.waiting += q * (x < AGENTS ? 0 : x - AGENTS);
        if (room >= 0 && x == n - 1) {
            e.blocked = q;
        } else if (x >= AGENTS) {
            e.delay += q;
            e.balked += q * p[x - AGENTS < 3 ? x - AGENTS : 3];
        }
    }
    return e;
}

static void
the_longer_the_queue_the_more_go(void **state)
{
    (void)state;

    const exact e = solve(11, -1);
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "10"},
                {"demand.issues.call.per_hour", "220"},
                {"demand.customers.balking", "( 0.1, 0.2, 0.4, 0.7 )"}},
        .seed = 2101,
        .replications = 60,
    };
    const verify_claim claims[] = {
        {"delay", "center", e.delay, .03},
        {"balking", "center", e.balked, .05},
        {"level_waiting", "center", e.waiting, .06},
        {"occupancy", "center", e.busy / AGENTS, .01},
        {"lost_customers", "center", 5280 * e.balked, .05},
    };
    VERIFY(&center, claims);
}

static void
lines_block_first(void **state)
{
    (void)state;
    const exact e = solve(11, 3);
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "10"},
                {"center.channels.voice.lines", "13"},
                {"demand.issues.call.per_hour", "220"},
                {"demand.customers.balking", "( 0.1, 0.2, 0.4, 0.7 )"}},
        .seed = 2102,
        .replications = 60,
    };
    const verify_claim claims[] = {
        {"blocking", "center", e.blocked, .15},
        {"delay", "center", e.delay / (1 - e.blocked), .03},
        {"balking", "center", e.balked, .06},
        {"level_waiting", "center", e.waiting, .06},
    };
    VERIFY(&center, claims);
}

/* Counted as abandoned at wait 0, it is abandonment and nothing else changes. */
static void
balking_may_count_as_abandonment(void **state)
{
    (void)state;
    const exact e = solve(11, -1);
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "10"},
                {"demand.issues.call.per_hour", "220"},
                {"demand.customers.balking",
                 "{ p = ( 0.1, 0.2, 0.4, 0.7 ); counts = \"abandoned\"; }"}},
        .seed = 2103,
        .replications = 60,
    };
    const verify_claim claims[] = {
        {"abandonment", "center", e.balked, .05},
        {"level_waiting", "center", e.waiting, .06},
        {"wait", "center", e.waiting / (220 / 3600.), .06},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longer_the_queue_the_more_go),
        cmocka_unit_test(lines_block_first),
        cmocka_unit_test(balking_may_count_as_abandonment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
