/* Shares and times through graphs of automation in which customers go round, against the absorbing
 * chain: with P from node to node, visits are the row of the entry of (I - P)^-1. */
#include "tests/support/verify.h"

#include "models/scenario/canonical.h"
#include "models/scenario/graph.h"
#include "tests/support/scenarios.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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
    cc_graph_flow(setup, &graph, 0, 0, 0, &flow);
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

static void
a_graph_that_is_printed_reads_back(void **state)
{
    (void)state;
    verify_center center;
    const cc_override set[] = {
        {"center.automation.lookup.next.contained", "hang_up"},
        {"center.automation.bot.choices.menu", "{ call = 0.05; }"},
        {"center.routing.select_agent", "{ router = \"most-open\"; up_to = 2; }"},
    };
    verify_center_open(&center, "tests/verify/automation.cfg", set, 3, false);
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
        cmocka_unit_test(a_circle_is_refused_unless_each_pass_takes_time),
        cmocka_unit_test(who_finds_a_node_full_does_not_end_there),
        cmocka_unit_test(ways_on_are_those_of_the_node),
        cmocka_unit_test(a_graph_that_is_printed_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
