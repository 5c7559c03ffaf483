/* Agents who lose their connection: one agent for each way in which cut-off work goes on, and a center of
 * which half depends on one provider, or each on an own line. */
#include "tests/support/verify.h"

#include "tests/support/exact_chain.h"
#include <math.h>

/* To the figures that published ones have. */
static void
assert_equals(double x, double y)
{
    assert_true(fabs(x - y) < 2e-6);
}

/* ---- one agent: rates a minute ---- */

static const double lambda = .6, mu = 1, fails = .05, mends = .5;

enum { UP, DOWN_HOLDING, DOWN };

/* x: the line, calls inside. */
typedef struct one_line {
    enum { HOLDS, REQUEUES, LOSES } then;
    double theta; /* of all who wait, on the line too */
    enum { ALWAYS, BUSY, IDLE } clock;
} one_line;

static int
n_waiting(const int *x)
{
    return x[0] == DOWN || x[1] == 0 ? x[1] : x[1] - 1;
}

static void
one_moves(exact_chain *chain, const int *x, const void *model)
{
    const one_line *how = model;
    const int n = x[1];
    exact_chain_move(chain, (int[]){x[0], n + 1}, lambda);
    if (n_waiting(x) > 0) {
        exact_chain_move(chain, (int[]){x[0], n - 1}, n_waiting(x) * how->theta);
    }
    if (x[0] != UP) {
        exact_chain_move(chain, (int[]){UP, n}, mends);
    } else if (n > 0) {
        exact_chain_move(chain, (int[]){UP, n - 1}, mu);
        exact_chain_move(
            chain,
            (int[]){how->then == HOLDS ? DOWN_HOLDING : DOWN, how->then == LOSES ? n - 1 : n},
            how->clock == IDLE ? 0 : fails);
    } else {
        exact_chain_move(chain, (int[]){DOWN, 0}, how->clock == BUSY ? 0 : fails);
    }
    if (x[0] == DOWN_HOLDING) {
        exact_chain_move(chain, (int[]){DOWN, n - 1}, how->theta);
    }
}

static double
inside(const int *x, const void *model)
{
    (void)model;
    return x[1];
}

static double
at_work(const int *x, const void *model)
{
    (void)model;
    return x[0] == UP && x[1] > 0;
}

static double
waiting(const int *x, const void *model)
{
    (void)model;
    return n_waiting(x);
}

static void
one_agent(const char *then, const char *patience, const one_line *how, uint64_t seed)
{
    const int limit[] = {3, 300};
    exact_chain *chain = exact_chain_solve(2, limit, one_moves, how);
    const double n = exact_chain_mean(chain, inside), works = exact_chain_mean(chain, at_work);
    const double queue = exact_chain_mean(chain, waiting);
    exact_chain_free(chain);
    if (how->then != LOSES && how->theta == 0 && how->clock == ALWAYS) { /* by the formula */
        const double ready = mends / (fails + mends);
        assert_equals(n, (lambda / mu + lambda * fails / pow(fails + mends, 2)) /
                             (ready - lambda / mu));
        assert_equals(n, 2.262032);
    }
    static const char *const clocks[] = {"always", "busy", "idle"};
    const verify_case center = {
        .file = "tests/verify/one_line.cfg",
        .set = {{"center.cut_off.then", then},
                {"center.cut_off.patience", patience},
                {"center.groups.agents.line.clock", clocks[how->clock]},
                {how->theta > 0 ? "demand.customers.patience.voice" : "name",
                 how->theta > 0 ? "{ dist = \"exponential\"; mean = \"5 min\"; }" : "one"}},
        .seed = seed,
        .replications = 24,
    };
    const verify_claim claims[] = {
        {"level_waiting", "center", queue, .2},
        {"level_working", "center", works, .05},
    };
    VERIFY(&center, claims);
}

static void
who_is_cut_off_holds_the_line(void **state)
{
    (void)state;
    one_agent("hold", "none", &(one_line){HOLDS, 0, ALWAYS}, 2101);
}

static void
who_is_cut_off_goes_back_to_the_queue(void **state)
{
    (void)state;
    one_agent("requeue", "none", &(one_line){REQUEUES, 0, ALWAYS}, 2102);
}

static void
who_is_cut_off_is_lost(void **state)
{
    (void)state;
    one_agent("lost", "none", &(one_line){LOSES, 0, ALWAYS}, 2103);
}

static void
who_holds_the_line_gives_up(void **state)
{
    (void)state;
    one_agent("hold", "fresh", &(one_line){HOLDS, .2, ALWAYS}, 2104);
    one_agent("hold", "remaining", &(one_line){HOLDS, .2, ALWAYS}, 2105);
    one_agent("requeue", "fresh", &(one_line){REQUEUES, .2, ALWAYS}, 2106);
}

/* A line that is worn by work, or only fails while nobody talks. */
static void
the_clock_of_a_line_stands_still(void **state)
{
    (void)state;
    one_agent("requeue", "none", &(one_line){REQUEUES, 0, BUSY}, 2121);
    one_agent("hold", "fresh", &(one_line){HOLDS, .2, BUSY}, 2122);
    one_agent("requeue", "fresh", &(one_line){REQUEUES, .2, IDLE}, 2123);
}

/* Another rule than the center's, which holds the line. */
static void
a_group_has_its_own_rule(void **state)
{
    (void)state;
    const one_line loses = {LOSES, 0, ALWAYS};
    exact_chain *chain = exact_chain_solve(2, (int[]){3, 300}, one_moves, &loses);
    const verify_case center = {
        .file = "tests/verify/one_line.cfg",
        .set = {{"center.groups.agents.cut_off", "{ then = \"lost\"; }"}},
        .seed = 2124,
        .replications = 24,
    };
    const verify_claim claims[] = {
        {"level_waiting", "center", exact_chain_mean(chain, waiting), .2},
        {"level_working", "center", exact_chain_mean(chain, at_work), .05},
    };
    VERIFY(&center, claims);
    exact_chain_free(chain);
}

/* Begun again after each failure, work x takes (e^(fails x) - 1) / fails in all, and as many failures as
 * attention times their rate. */
static void
work_is_begun_again(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/one_line.cfg",
        .set = {{"center.cut_off.work", "restart"}},
        .seed = 2107,
        .replications = 24,
    };
    const double attention = lambda / (mu - fails);
    const verify_claim claims[] = {
        {"level_working", "center", attention, .05},
        {"level_held", "center", attention * fails / mends, .1},
    };
    VERIFY(&center, claims);
}

/* ---- twenty agents, ten of them at home: rates a minute ---- */

typedef struct home {
    int n_links, agents_by_link;
} home;

/* x: links down, calls inside. Whoever is cut off is the next to be taken. */
static void
home_moves(exact_chain *chain, const int *x, const void *model)
{
    const home *how = model;
    const int down = x[0], n = x[1], agents = 20 - down * how->agents_by_link;
    const int busy = n < agents ? n : agents;
    exact_chain_move(chain, (int[]){down, n + 1}, 4.5);
    exact_chain_move(chain, (int[]){down + 1, n}, (how->n_links - down) / 570.);
    if (down > 0) {
        exact_chain_move(chain, (int[]){down - 1, n}, down / 30.);
    }
    if (n > 0) {
        exact_chain_move(chain, (int[]){down, n - 1}, busy / 4. + (n - busy) / 5.);
    }
}

static int
agents_in(const int *x, const void *model)
{
    return 20 - x[0] * ((const home *)model)->agents_by_link;
}

static double
in_line(const int *x, const void *model)
{
    const int n = agents_in(x, model);
    return x[1] > n ? x[1] - n : 0;
}

static double
busy(const int *x, const void *model)
{
    const int n = agents_in(x, model);
    return x[1] < n ? x[1] : n;
}

static double
all_busy(const int *x, const void *model)
{
    return x[1] >= agents_in(x, model);
}

static void
half_at_home(const home *how, double (*expected)[4], uint64_t seed, int replications)
{
    const int limit[] = {how->n_links + 1, 120};
    exact_chain *chain = exact_chain_solve(2, limit, home_moves, how);
    const double queue = exact_chain_mean(chain, in_line), n_busy = exact_chain_mean(chain, busy);
    const double wait = exact_chain_mean(chain, all_busy);
    exact_chain_free(chain);
    if (expected != NULL) {
        assert_equals(queue / 5 / 4.5, (*expected)[0]);
        assert_equals(queue, (*expected)[1]);
        assert_equals(n_busy, (*expected)[2]);
        assert_equals(wait, (*expected)[3]);
    }
    const char *const own =
        "{ staff = 10; line = { up = { dist = \"exponential\"; mean = \"570 min\"; "
        "}; down = { dist = \"exponential\"; mean = \"30 min\"; }; }; }";
    const verify_case center = {
        .file = "tests/verify/connections.cfg",
        .set = {{how->n_links > 1 ? "center.groups.home" : "name",
                 how->n_links > 1 ? own : "home"}},
        .seed = seed,
        .replications = replications,
    };
    const verify_claim claims[] = {
        {"level_waiting", "center", queue, .2},
        {"agents_busy", "center", n_busy, .02},
        {"delay", "center", wait, .08},
    };
    VERIFY(&center, claims);
}

static void
one_provider_costs_a_sure_agent(void **state)
{
    (void)state;
    double published[] = {.065544, 1.474740, 16.820208, .397370};
    half_at_home(&(home){1, 10}, &published, 2111, 30);
}

static void
own_lines_cost_half_of_that(void **state)
{
    (void)state;
    half_at_home(&(home){10, 1}, NULL, 2112, 12);
}

static void
no_losses_are_erlang_a(void **state)
{
    (void)state;
    const home none = {0, 0};
    const int limit[] = {1, 120};
    exact_chain *chain = exact_chain_solve(2, limit, home_moves, &none);
    assert_equals(exact_chain_mean(chain, in_line), 1.033275);
    exact_chain_free(chain);
}

/* ---- a site that fails, and half of whose agents go on from home ---- */

enum { THERE, NOWHERE, AT_HOME };

static int
agents_of_site(const int *x)
{
    static const int agents[] = {4, 0, 2};
    return agents[x[0]];
}

static void
site_moves(exact_chain *chain, const int *x, const void *model)
{
    (void)model;
    const int n = x[1], agents = agents_of_site(x), talk = n < agents ? n : agents;
    exact_chain_move(chain, (int[]){x[0], n + 1}, .8);
    if (n > 0) {
        exact_chain_move(chain, (int[]){x[0], n - 1}, talk / 4. + (n - talk) / 5.);
    }
    if (x[0] == THERE) {
        exact_chain_move(chain, (int[]){NOWHERE, n}, 1 / 60.);
    } else {
        exact_chain_move(chain, (int[]){THERE, n}, 1 / 30.);
    }
    if (x[0] == NOWHERE) {
        exact_chain_move(chain, (int[]){AT_HOME, n}, 1 / 10.);
    }
}

static double
site_line(const int *x, const void *model)
{
    (void)model;
    return x[1] > agents_of_site(x) ? x[1] - agents_of_site(x) : 0;
}

static double
site_busy(const int *x, const void *model)
{
    (void)model;
    return x[1] < agents_of_site(x) ? x[1] : agents_of_site(x);
}

static void
half_goes_on_from_home(void **state)
{
    (void)state;
    exact_chain *chain = exact_chain_solve(2, (int[]){3, 60}, site_moves, NULL);
    const verify_case center = {
        .file = "tests/verify/failover.cfg",
        .seed = 2131,
        .replications = 24,
    };
    const verify_claim claims[] = {
        {"level_waiting", "center", exact_chain_mean(chain, site_line), .1},
        {"agents_busy", "center", exact_chain_mean(chain, site_busy), .05},
    };
    VERIFY(&center, claims);
    exact_chain_free(chain);
}

/* A site that is never there, whose agents all go on at once, is that at home, with its provider and what
 * it does to them; and not with its selection. */
static void
who_all_go_over_are_at_home(void **state)
{
    (void)state;
    static const char effects[] =
        "{ treatment = { pace = 0.8; resolution = 0.5; }; selection = { pace = 0.5; }; }";
    static const char chosen[] = "{ remote = true; providers = \"cable\"; by_choice = true; }";
    static const char same[] = "{ remote = true; providers = \"cable\"; }";
    static const char cable[] = "{ cable = { up = \"90 min\"; down = \"10 min\"; }; }";
    const verify_case over = {
        .file = "tests/verify/failover.cfg",
        .set = {{"center.sites.branch.fails", "{ at = [\"00:00\", \"24:00\"]; }"},
                {"center.sites.branch.failover", "{ to = \"home\"; after = \"0 s\"; }"},
                {"center.sites.home", chosen},
                {"center.home", effects},
                {"center.providers", cable}},
        .seed = 2132,
        .replications = 2,
    };
    const verify_case there = {
        .file = "tests/verify/failover.cfg",
        .set = {{"center.groups.agents.site", "home"},
                {"center.sites.home", same},
                {"center.home", effects},
                {"center.providers", cable}},
        .seed = 2132,
        .replications = 2,
    };
    static const char *const kpis[] = {"asa", "answered", "resolution", "hours_disconnected"};
    for (size_t j = 0; j < sizeof(kpis) / sizeof(*kpis); j++) {
        const double mean = verify_measure(&over, kpis[j], "center").mean;
        assert_true(mean > 0 && mean == verify_measure(&there, kpis[j], "center").mean);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_cut_off_holds_the_line),
        cmocka_unit_test(who_is_cut_off_goes_back_to_the_queue),
        cmocka_unit_test(who_is_cut_off_is_lost),
        cmocka_unit_test(who_holds_the_line_gives_up),
        cmocka_unit_test(work_is_begun_again),
        cmocka_unit_test(one_provider_costs_a_sure_agent),
        cmocka_unit_test(own_lines_cost_half_of_that),
        cmocka_unit_test(no_losses_are_erlang_a),
        cmocka_unit_test(the_clock_of_a_line_stands_still),
        cmocka_unit_test(a_group_has_its_own_rule),
        cmocka_unit_test(half_goes_on_from_home),
        cmocka_unit_test(who_all_go_over_are_at_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
