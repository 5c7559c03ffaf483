/* Shares and times through graphs of automation in which customers go round, against the absorbing
 * chain: with P from node to node, visits are the row of the entry of (I - P)^-1. */
#include "tests/support/verify.h"

#include "models/scenario/canonical.h"
#include "models/scenario/graph.h"
#include "tests/support/scenarios.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 4

typedef struct chain {
    int n;
    double to[MOST][MOST]; /* from node to node; the first is the entry */
    double agent[MOST], contained[MOST], gone[MOST];
    double time[MOST]; /* s, always */
} chain;

typedef struct answer {
    double visits[MOST], agent, contained, gone, time, sd;
} answer;

/* By adding up the ways of 0, 1, 2, ... steps: slow and plain. */
static answer
solve(const chain *self)
{
    answer a = {.time = 0};
    double at[MOST] = {1}; /* P(is there after so many steps) */
    double left = 1;
    for (int step = 0; step < 100000 && left > 1e-14; step++) {
        double next[MOST] = {0};
        left = 0;
        for (int i = 0; i < self->n; i++) {
            a.visits[i] += at[i];
            a.agent += at[i] * self->agent[i];
            a.contained += at[i] * self->contained[i];
            a.gone += at[i] * self->gone[i];
            a.time += at[i] * self->time[i];
            for (int j = 0; j < self->n; j++) {
                next[j] += at[i] * self->to[i][j];
            }
        }
        for (int j = 0; j < self->n; j++) {
            at[j] = next[j];
            left += next[j];
        }
    }
    /* E[T^2 from i] = time^2 + 2 time sum of P E[T from j] + sum of P E[T^2 from j] */
    double first[MOST] = {0}, square[MOST] = {0};
    for (int sweep = 0; sweep < 10000; sweep++) {
        for (int i = 0; i < self->n; i++) {
            double rest = 0, rest_square = 0;
            for (int j = 0; j < self->n; j++) {
                rest += self->to[i][j] * first[j];
                rest_square += self->to[i][j] * square[j];
            }
            first[i] = self->time[i] + rest;
            square[i] = self->time[i] * self->time[i] + 2 * self->time[i] * rest + rest_square;
        }
    }
    a.sd = sqrt(square[0] - first[0] * first[0]);
    return a;
}

static void
claim(const char *what, double found, double exact, double error)
{
    print_message("%s: %.6f, exact %.6f, %.2f standard errors\n", what, found, exact,
                  (found - exact) / error);
    if (!(fabs(found - exact) <= 5 * error)) {
        fail_msg("%s is off", what);
    }
}

/* Simulated contacts of one day. */
static void
compare(verify_center *center, const answer *exact)
{
    verify_center_run(center, 907, 0);
    const double n = verify_counter(center, -1, -1, CC_N_in_automation);
    assert_true(n > 50000);
    static const char *const names[] = {"agent", "contained", "gone"};
    const double share[] = {exact->agent, exact->contained, exact->gone};
    const int counters[] = {CC_N_handed_over, CC_N_contained, CC_N_hung_up};
    for (int j = 0; j < 3; j++) {
        claim(names[j], verify_counter(center, -1, -1, counters[j]) / n, share[j],
              sqrt(share[j] * (1 - share[j]) / n));
    }
    /* times are counted over observe and contacts by arrival: a few more at either end */
    const double error = sqrt((exact->sd * exact->sd + exact->time * exact->time / 500) / n);
    claim("time", verify_counter(center, -1, -1, CC_N_time_automation) / n, exact->time, error);
    cc_graph graph;
    cc_flow flow;
    const cc_center_setup *setup = &center->scenario.center;
    cc_graph_walk(setup, setup->channel[cc_channel_find(&center->scenario, "voice")].entry, &graph);
    cc_graph_flow(&center->scenario, &graph, 0, cc_channel_find(&center->scenario, "voice"), 0, 0,
                  &flow);
    assert_true(fabs(flow.to_queue - exact->agent) < 1e-9);
    assert_true(fabs(flow.contained - exact->contained) < 1e-9);
    assert_true(fabs(flow.hung_up - exact->gone) < 1e-9);
    for (int k = 0; k < graph.n; k++) {
        assert_true(fabs(flow.visits[graph.node[k]] - exact->visits[graph.node[k]]) < 1e-9);
    }
}

static void
shares_and_times_of_a_menu_are_those_of_the_absorbing_chain(void **state)
{
    (void)state;
    const chain menu = {
        .n = 4, /* welcome, menu, lookup, bot */
        .to = {{0, .80}, {0, .10, .35, .40}, {0, .10}, {0, .05}},
        .agent = {.15, .13, .10, .45},
        .contained = {0, 0, .80, .45},
        .gone = {.05, .02, 0, .05},
        .time = {10, 20, 25, 90},
    };
    const answer exact = solve(&menu);
    /* published to six digits */
    assert_true(fabs(exact.visits[1] - .946746) < 5e-7 && fabs(exact.agent - .476627) < 5e-7 &&
                fabs(exact.contained - .435503) < 5e-7 && fabs(exact.gone - .087870) < 5e-7 &&
                fabs(exact.time - 71.301775) < 5e-7 && fabs(exact.sd - 49.274062) < 5e-7);
    verify_center center;
    verify_center_open(&center, "tests/verify/automation.cfg", NULL, 0, false);
    compare(&center, &exact);
    verify_center_close(&center);
}

#define ROUND                                                                                      \
    "{ welcome = { node = \"announcement\"; time = \"10 s\"; then = \"bot\"; };"                   \
    "  menu = { node = \"announcement\"; time = \"30 s\"; then = \"bot\"; };"                      \
    "  bot = { node = \"chatbot\"; time = \"40 s\"; contains = 0.4;"                               \
    "          next = { not = \"lookup\"; }; };"                                                   \
    "  lookup = { node = \"menu\"; time = \"5 s\";"                                                \
    "          choices = { menu = 0.5; queue = 0.4; hang_up = 0.1; }; }; }"

static void
chatbots_and_announcements_may_go_round_too(void **state)
{
    (void)state;
    const chain round = {
        .n = 4, /* welcome, menu, bot, lookup */
        .to = {{0, 0, 1}, {0, 0, 1}, {0, 0, 0, .6}, {0, .5}},
        .agent = {0, 0, 0, .4},
        .contained = {0, 0, .4},
        .gone = {0, 0, 0, .1},
        .time = {10, 30, 40, 5},
    };
    const answer exact = solve(&round);
    verify_center center;
    const cc_override set = {"center.automation", ROUND};
    verify_center_open(&center, "tests/verify/automation.cfg", &set, 1, false);
    compare(&center, &exact);
    verify_center_close(&center);
}

/* ---- random graphs ---- */

#define N_GRAPHS 200
#define SIZE 6 /* most nodes */

/* Of a random graph: shares of 1000 from each node to nodes and then to agent, contained, gone; and what
 * follows by Gauss-Jordan from (I - P)^-1. */
typedef struct random_graph {
    int n;
    int out[SIZE][SIZE + 3];
    double time[SIZE];          /* s, always */
    double inverse[SIZE][SIZE]; /* visits of j from i on */
} random_graph;

static uint32_t
next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

static void
invert(random_graph *self)
{
    const int n = self->n;
    double a[SIZE][2 * SIZE] = {{0}};
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            a[i][j] = (i == j) - self->out[i][j] / 1000.0;
        }
        a[i][n + i] = 1;
    }
    for (int p = 0; p < n; p++) {
        for (int j = 2 * n - 1; j >= p; j--) {
            a[p][j] /= a[p][p];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 2 * n - 1; i != p && j >= p; j--) {
                a[i][j] -= a[i][p] * a[p][j];
            }
        }
    }
    for (int i = 0; i < n; i++) {
        memcpy(self->inverse[i], &a[i][n], (size_t)n * sizeof(double));
    }
}

static void
draw_graph(random_graph *self, uint64_t *state)
{
    self->n = 1 + (int)(next_random(state) % SIZE);
    for (int i = 0; i < self->n; i++) {
        const int least = 100 + (int)(next_random(state) % 300); /* leave from here */
        int rest = 1000 - least;
        self->time[i] = 1 + next_random(state) % 30;
        for (int j = 0; j < SIZE; j++) {
            const bool has = j < self->n && next_random(state) % 3 > 0;
            self->out[i][j] = has ? (int)(next_random(state) % (unsigned)(rest + 1)) : 0;
            rest -= self->out[i][j];
        }
        rest += least;
        self->out[i][SIZE] = (int)(next_random(state) % (unsigned)(rest + 1));
        self->out[i][SIZE + 1] =
            (int)(next_random(state) % (unsigned)(rest - self->out[i][SIZE] + 1));
        self->out[i][SIZE + 2] = rest - self->out[i][SIZE] - self->out[i][SIZE + 1];
    }
    invert(self);
}

/* Half of the nodes are menus; the others say the same by branches of `then`. */
static void
write_graph(const random_graph *self, char *text, size_t size)
{
    static const char *const ends[] = {"queue", "contained", "hang_up"};
    size_t n = (size_t)snprintf(text, size, "{ ");
    for (int i = 0; i < self->n; i++) {
        const bool is_menu = i % 2 == 0;
        n += (size_t)snprintf(text + n, size - n, "n%d = { node = \"%s\"; time = \"%.0f s\"; %s", i,
                              is_menu ? "menu" : "announcement", self->time[i],
                              is_menu ? "choices = { " : "then = ( ");
        for (int j = 0; j < SIZE + 3; j++) {
            char name[16];
            snprintf(name, sizeof(name), j < SIZE ? "n%d" : "%d", j);
            const char *to = j < SIZE ? name : ends[j - SIZE];
            if (j >= self->n && j < SIZE) {
                continue;
            }
            if (is_menu) {
                n += (size_t)snprintf(text + n, size - n, "%s = %.3f; ", to,
                                      self->out[i][j] / 1000.0);
            } else if (j < SIZE + 2) {
                n += (size_t)snprintf(text + n, size - n, "{ to = \"%s\"; share = %.3f; }, ", to,
                                      self->out[i][j] / 1000.0);
            }
        }
        n += (size_t)snprintf(text + n, size - n, is_menu ? "}; }; " : "\"hang_up\" ); }; ");
    }
    snprintf(text + n, size - n, "}");
}

/* Standard errors between a mean of n and what it should be. */
static double
off(double found, double exact, double variance, double n)
{
    return fabs(found - exact) / sqrt(variance / n + 1 / (n * n));
}

static double
worst_of(verify_center *center, const random_graph *self)
{
    const cc_center_setup *setup = &center->scenario.center;
    const int voice = cc_channel_find(&center->scenario, "voice");
    cc_graph graph;
    cc_flow flow;
    cc_graph_walk(setup, setup->channel[voice].entry, &graph);
    cc_graph_flow(&center->scenario, &graph, 0, voice, 0, 0, &flow);
    verify_center_run(center, 911, 0);
    const double n = verify_counter(center, -1, -1, CC_N_in_automation);
    double worst = 0, left[3] = {0};
    for (int j = 0; j < self->n; j++) {
        const double visits = self->inverse[0][j];
        const double variance = visits * (2 * self->inverse[j][j] - 1) - visits * visits;
        const double *count = cc_record_node(&center->record, voice, j);
        assert_true(fabs(flow.visits[j] - visits) < 1e-9);
        worst = fmax(worst, off(count[CC_V_entered] / n, visits, variance, n));
        if (count[CC_V_entered] > count[CC_V_unfinished]) {
            assert_true(fabs(count[CC_V_stay] / (count[CC_V_entered] - count[CC_V_unfinished]) -
                             self->time[j]) < 1e-6);
        }
        for (int e = 0; e < 3; e++) {
            left[e] += visits * self->out[j][SIZE + e] / 1000;
        }
    }
    const double by_flow[] = {flow.to_queue, flow.contained, flow.hung_up};
    const int counters[] = {CC_N_handed_over, CC_N_contained, CC_N_hung_up};
    for (int e = 0; e < 3; e++) {
        const double found = verify_counter(center, -1, -1, counters[e]) / n;
        assert_true(fabs(by_flow[e] - left[e]) < 1e-9);
        worst = fmax(worst, off(found, left[e], left[e] * (1 - left[e]), n));
    }
    return worst;
}

static void
visits_and_ends_of_random_graphs_are_those_of_the_absorbing_chain(void **state)
{
    (void)state;
    uint64_t seed = 20;
    double worst = 0;
    for (int g = 0; g < N_GRAPHS; g++) {
        random_graph graph;
        char text[8192];
        draw_graph(&graph, &seed);
        write_graph(&graph, text, sizeof(text));
        const cc_override set[] = {{"center.automation", text},
                                   {"center.channels.voice.entry", "n0"},
                                   {"demand.issues.call.per_hour", "60"}};
        verify_center center;
        verify_center_open(&center, "tests/verify/automation.cfg", set, 3, false);
        const double here = worst_of(&center, &graph);
        worst = fmax(worst, here);
        if (!(here < 5)) {
            fail_msg("graph %d is %.2f standard errors off: %s", g, here, text);
        }
        verify_center_close(&center);
    }
    print_message("%d graphs, at most %.2f standard errors off\n", N_GRAPHS, worst);
    assert_true(worst > 2); /* they are random */
}

/* ---- ways with conditions ---- */

#define LONG_LINE                                                                                  \
    "{ welcome = { node = \"announcement\"; time = \"1 s\";"                                       \
    "  then = ( { to = \"hang_up\"; when = \"%s\"; }, \"queue\" ); }; }"

/* M/M/1: who finds 4 or more waiting goes away, which makes it M/M/1/5. */
static void
who_finds_a_long_line_goes_elsewhere(void **state)
{
    (void)state;
    static const char *const rules[] = {"waiting >= 4", "waiting(voice) > 3 and open",
                                        "waiting > 3 and agents_free = 0 and longest_wait >= 0 s"};
    for (size_t j = 0; j < sizeof(rules) / sizeof(*rules); j++) {
        char text[512];
        snprintf(text, sizeof(text), LONG_LINE, rules[j]);
        const cc_override set[] = {
            {"center.automation", text},
            {"demand.issues.call.voice.talk", "{ dist = \"exponential\"; mean = \"6 s\"; }"},
            {"demand.issues.call.per_hour", "600"},
            {"center.groups.agents.staff", "1"}};
        verify_center center;
        verify_center_open(&center, "tests/verify/automation.cfg", set, 4, false);
        verify_center_run(&center, 917, 0);
        const double n = verify_counter(&center, -1, -1, CC_N_in_automation);
        /* rho = 1: all of 0 .. 5 alike. Neighbours are alike too: a wide error */
        claim("gone", verify_counter(&center, -1, -1, CC_N_hung_up) / n, 1 / 6.0,
              sqrt(40 * 5 / 36.0 / n) / 2);
        verify_center_close(&center);
    }
}

/* ---- what is refused ---- */

static void
refuses(const char *nodes, const char *message)
{
    char text[2048];
    snprintf(text, sizeof(text),
             "run = {}; demand = { issues = { call = { per_hour = 1;\n"
             "voice = { talk = \"1 s\"; }; }; }; };\n"
             "center = { channels = { voice = { entry = \"a\"; }; };\n"
             "groups = { agents = { staff = 1; }; };\n"
             "automation = { %s }; };",
             nodes);
    const char *found = refusal_of_text(text);
    if (*message == '\0' ? *found != '\0' : strstr(found, message) == NULL) {
        fail_msg("wanted %s, got %s", message, found);
    }
}

#define TO_B "a = { node = \"announcement\"; time = \"1 s\"; then = \"b\"; };"

static void
a_circle_is_refused_unless_each_pass_takes_time(void **state)
{
    (void)state;
    const char *circle = "nodes must not lead in a circle in which no time passes";
    refuses("a = { node = \"menu\"; choices = { a = 0.5; queue = 0.5; }; };", circle);
    refuses("a = { node = \"menu\"; time = \"1 s\"; choices = { a = 0.5; queue = 0.5; }; };", "");
    /* time passes in one of the two, unless it is full and passed by */
    refuses(TO_B " b = { node = \"menu\"; choices = { a = 0.5; queue = 0.5; }; };", "");
    refuses("a = { node = \"announcement\"; time = \"1 s\"; then = \"b\"; capacity = 1; };"
            " b = { node = \"menu\"; choices = { a = 0.5; queue = 0.5; }; };",
            circle);
    refuses("a = { node = \"announcement\"; time = \"1 s\"; then = \"b\"; capacity = 1;"
            " when_full = \"block\"; };"
            " b = { node = \"menu\"; choices = { a = 0.5; queue = 0.5; }; };",
            "");
    refuses(TO_B " b = { node = \"announcement\"; time = \"1 s\"; then = \"a\"; };",
            "node \"a\": then: nodes must lead to the queue or another end");
}

static void
who_finds_a_node_full_does_not_end_there(void **state)
{
    (void)state;
    const char *end = "node \"a\": then: must not be an end for those who find the node full";
    refuses("a = { node = \"chatbot\"; contains = 0.5; capacity = 1; then = \"contained\"; };",
            end);
    refuses("a = { node = \"announcement\"; capacity = 0; then = \"hang_up\"; };", end);
    refuses("a = { node = \"announcement\"; then = \"hang_up\"; };", "");
    refuses("a = { node = \"announcement\"; capacity = 1; when_full = \"block\";"
            " then = \"contained\"; };",
            "");
    refuses("a = { node = \"chatbot\"; capacity = 1; next = { not = \"hang_up\"; }; };", "");
}

static void
ways_on_are_those_of_the_node(void **state)
{
    (void)state;
    refuses("a = { node = \"chatbot\"; next = { contaned = \"queue\"; }; };",
            "node \"a\": next.contaned: there is no such way on; did you mean \"contained\"?");
    refuses("a = { node = \"menu\"; choices = { sales = 1; }; };",
            "must say where \"sales\" leads: there is no node of that name");
    refuses("a = { node = \"menu\"; choices = { queue = 0.5; hang_up = 0.4; }; };",
            "node \"a\": choices: must have the sum 1 (is 0.9 for \"call\")");
    refuses("a = { node = \"menu\"; };", "node \"a\": choices: must have from 1 to 32 choices");
    refuses("a = { node = \"announcement\"; contains = 0.5; };",
            "node \"a\": contains: unknown setting");
    refuses("a = { node = \"chatbot\"; next = { contained = \"nowhere\"; }; };",
            "next.contained: there is no automation node of that name");
}

#define THEN(ways) "a = { node = \"announcement\"; then = " ways "; };"

static void
branches_and_conditions_are_read_strictly(void **state)
{
    (void)state;
    refuses(THEN("( { to = \"queue\"; when = \"waiting > 3\"; } )"),
            "then[0]: is the last branch and must be for all who are left, without \"when\" and "
            "\"share\"");
    refuses(THEN("( \"queue\", { to = \"hang_up\"; share = 0.5; } )"),
            "then[0]: is for all who come to it: no branch may follow");
    refuses(THEN("( { to = \"queue\"; share = 0.6; }, { to = \"hang_up\"; share = 0.6; }, "
                 "\"queue\" )"),
            "node \"a\": then: the shares of its branches must have a sum of at most 1");
    refuses(THEN("( { to = \"nowhere\"; share = 0.6; }, \"queue\" )"), "no automation node");
    refuses(THEN("( { when = \"open\"; }, \"queue\" )"), "to: is missing");
#define WHEN(text) THEN("( { to = \"hang_up\"; when = \"" text "\"; }, \"queue\" )")
    refuses(WHEN("waiting > 3 and longest_wait(voice) >= 2 min and not open(voice)"), "");
    refuses(WHEN("queue > 3"), "then[0].when: asks for waiting, longest_wait");
    refuses(WHEN("waiting > 3 min"), "\"waiting\" is compared with a number, 0 or more");
    refuses(WHEN("longest_wait > 3"),
            "\"longest_wait\" is compared with a duration such as \"2 min\", 0 or more");
    refuses(WHEN("waiting 3"), "\"waiting\" must be compared: with <, <=, >, >=, = or !=");
    refuses(WHEN("waiting(nobody) > 3"), "there is no queue or channel \"nobody\"");
    refuses(WHEN("open(nobody)"), "there is no channel \"nobody\"");
    refuses(WHEN("open waiting > 3"), "its parts must be joined by and");
    refuses(WHEN("not waiting > 3"), "asks for waiting");
    refuses(WHEN("predicted_wait > 3 min"), "\"predicted_wait\" needs center.prediction.by");
    refuses(WHEN("predicted_wait(voice) > 3 min"), "takes no name");
    refuses("a = { node = \"announcement\"; capacity = 0; when_full = \"wait\"; };",
            "node \"a\": capacity: must be at least 1 where contacts wait for the node (is 0)");
}

static void
a_graph_that_is_printed_reads_back(void **state)
{
    (void)state;
    verify_center center;
    const cc_override set[] = {
        {"center.automation.lookup.next.contained", "hang_up"},
        {"center.automation.bot.choices.menu", "{ call = 0.05; }"},
        {"center.automation.bot.next.hang_up",
         "( { to = \"queue\"; when = \"waiting < 3 and longest_wait(voice) <= 90 s and not "
         "open(voice)\"; share = 0.25; }, \"hang_up\" )"},
        {"center.routing.select_agent", "{ router = \"most-open\"; up_to = 2; }"},
    };
    verify_center_open(&center, "tests/verify/automation.cfg", set, 4, false);
    char *text, *again;
    cc_scenario read;
    assert_int_equal(cc_canonical_print(&center.scenario, &text), SIM_OK);
    scenario_from_text(&read, text);
    assert_int_equal(cc_canonical_print(&read, &again), SIM_OK);
    assert_string_equal(text, again);
    assert_true(read.hash == center.scenario.hash);
    free(text);
    free(again);
    cc_scenario_free(&read);
    verify_center_close(&center);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_and_times_of_a_menu_are_those_of_the_absorbing_chain),
        cmocka_unit_test(chatbots_and_announcements_may_go_round_too),
        cmocka_unit_test(visits_and_ends_of_random_graphs_are_those_of_the_absorbing_chain),
        cmocka_unit_test(who_finds_a_long_line_goes_elsewhere),
        cmocka_unit_test(branches_and_conditions_are_read_strictly),
        cmocka_unit_test(a_circle_is_refused_unless_each_pass_takes_time),
        cmocka_unit_test(who_finds_a_node_full_does_not_end_there),
        cmocka_unit_test(ways_on_are_those_of_the_node),
        cmocka_unit_test(a_graph_that_is_printed_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
