/* What each router does by hand or by count, and a router that nobody has heard of: with a state and
 * a choice of contacts of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/center/state.h"
#include "models/scenario/router.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

/* ---- most-open ---- */

#define CHATS "0,100,chat,,,\n0,101,chat,,,\n0,102,chat,,,\n0,103,chat,,,\n0,104,chat,,,\n"
#define THREE_AT_ONCE(select)                                                                      \
    "channels = { chat = {}; }; routing = { select_agent = " select "; };"                         \
    "groups = { agents = { staff = 2; at_once = { chat = 3; }; }; };"

/* Agents 0 and 1, as digits in the order of the chats. */
static int
who_takes(const char *center)
{
    play p;
    play_run(&p, CHATS, "", "", "", center);
    int digits = 0;
    for (int j = 1; j <= 5; j++) {
        digits = 10 * digits + (int)play_b(&p, CC_JOURNAL_TAKEN, j);
    }
    play_free(&p);
    return digits;
}

static void
most_open_fills_one_agent_before_the_next(void **state)
{
    (void)state;
    assert_int_equal(who_takes(THREE_AT_ONCE("\"most-open\"")), 11); /* 0 0 0 1 1 */
}

static void
most_open_up_to_a_number_fills_all_so_far_first(void **state)
{
    (void)state;
    assert_int_equal(who_takes(THREE_AT_ONCE("{ router = \"most-open\"; up_to = 2; }")), 110);
    assert_int_equal(who_takes(THREE_AT_ONCE("{ router = \"most-open\"; up_to = 1; }")), 1010);
}

static void
a_router_knows_its_own_settings_only(void **state)
{
    (void)state;
    char text[1024];
    static const struct {
        const char *select, *message;
    } cases[] = {
        {"{ router = \"random\"; up_to = 2; }", "routing: select_agent.up_to: unknown setting"},
        {"{ router = \"most-open\"; upto = 2; }", "did you mean \"up_to\"?"},
        {"{ up_to = 2; }", "routing: select_agent.router: is missing"},
        {"\"most open\"", "routing: select_agent: must be one of"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        snprintf(text, sizeof(text),
                 "run = {}; demand = { issues = { call = { per_hour = 1;\n"
                 "voice = { talk = \"1 s\"; }; }; }; };\n"
                 "center = { channels = { voice = {}; }; groups = { a = { staff = 1; }; };\n"
                 "routing = { select_agent = %s; }; };",
                 cases[j].select);
        const char *message = refusal_of_text(text);
        if (strstr(message, cases[j].message) == NULL) {
            fail_msg("%s: %s", cases[j].select, message);
        }
    }
}

/* ---- random ---- */

#define MOST 16

typedef struct shares {
    double taken[MOST], expected[MOST], variance[MOST];
} shares;

static bool
is_idle(const cc_center *center, uint32_t a)
{
    const cc_agent *agent = &center->agent[a];
    return agent->on_duty && agent->barred == 0 && agent->mix == 0;
}

/* Given who is idle, each of them has the same probability: sums of what comes and of what was to be
 * expected differ by a martingale. */
static void
count_shares(const char *text, shares *sum)
{
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    sim_trace_buffer buffer;
    sim_trace_buffer_init(&buffer);
    sim_trace trace = sim_trace_to_buffer(&buffer);
    scenario_from_text(&scenario, text);
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    cc_center_set_trace(center, &trace);
    assert_int_equal(cc_center_start(center, 1, 0, &record), SIM_OK);
    assert_true(center->n_agents <= MOST);
    *sum = (shares){{0}, {0}, {0}};
    bool more = true;
    while (more) {
        bool idle[MOST] = {false};
        int n = 0;
        for (uint32_t a = 0; a < center->n_agents; a++) {
            idle[a] = is_idle(center, a);
            n += idle[a];
        }
        const size_t before = buffer.n;
        more = cc_center_step(center);
        for (size_t j = before; j < buffer.n; j++) {
            if (buffer.record[j].code != CC_JOURNAL_TAKEN || buffer.record[j].value > 0) {
                continue;
            }
            sum->taken[buffer.record[j].b]++;
            for (uint32_t a = 0; a < center->n_agents; a++) {
                const double p = idle[a] ? 1.0 / n : 0;
                sum->expected[a] += p;
                sum->variance[a] += p * (1 - p);
            }
        }
    }
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
    sim_trace_buffer_free(&buffer);
}

#define CALLS(router)                                                                              \
    "run = { hours = [\"00:00\", \"24:00\"]; };\n"                                                 \
    "demand = { issues = { call = { per_hour = 1000;\n"                                            \
    "  voice = { talk = { dist = \"exponential\"; mean = \"11 s\"; }; }; }; }; };\n"               \
    "center = { channels = { voice = {}; }; routing = { select_agent = \"" router "\"; };\n"       \
    "  groups = { some = { staff = 2; }; others = { staff = 3; }; }; };"

static void
random_takes_each_idle_agent_with_the_same_probability(void **state)
{
    (void)state;
    shares sum;
    count_shares(CALLS("random"), &sum);
    for (int a = 0; a < 5; a++) {
        const double z = (sum.taken[a] - sum.expected[a]) / sqrt(sum.variance[a]);
        print_message("agent %d: %.0f, expected %.1f, z %.2f\n", a, sum.taken[a], sum.expected[a],
                      z);
        assert_true(sum.expected[a] > 1000);
        assert_true(fabs(z) < 5);
    }
}

static void
most_open_is_nothing_but_a_rule_for_ties_where_nobody_has_two(void **state)
{
    (void)state;
    shares by_rule, sum;
    count_shares(CALLS("most-open"), &by_rule);
    count_shares(CALLS("longest-idle"), &sum);
    assert_memory_equal(&sum, &by_rule, sizeof(sum));
}

/* ---- a stranger: agents in turn, of contacts the last that came ---- */

typedef struct turns {
    uint32_t next; /* agent */
} turns;

static size_t
turns_size(const cc_center *center)
{
    (void)center;
    return sizeof(turns);
}

static uint32_t
in_turn(cc_center *center, uint32_t contact, const cc_service *service, uint32_t except)
{
    (void)contact;
    turns *self = center->router_state;
    for (uint32_t k = 0; k < center->n_agents; k++) {
        const uint32_t a = (self->next + k) % center->n_agents;
        const cc_mix *mix = &center->crew[center->agent[a].group].mixes.mix[center->agent[a].mix];
        if (a != except && center->agent[a].on_duty && center->agent[a].barred == 0 &&
            (mix->takes >> service->channel_index & 1)) {
            self->next = a + 1;
            return a;
        }
    }
    return CC_NONE;
}

static uint32_t
last_come(cc_center *center, uint32_t agent)
{
    const cc_mix *mix =
        &center->crew[center->agent[agent].group].mixes.mix[center->agent[agent].mix];
    uint32_t best = CC_NONE;
    for (int l = 0; l < center->n_lanes; l++) {
        const uint32_t id = center->lane[l].last;
        if (id != CC_NONE && (mix->takes >> center->contact[id].channel & 1) &&
            (best == CC_NONE || center->contact[id].order > center->contact[best].order)) {
            best = id;
        }
    }
    return best;
}

static const cc_router_type stranger = {
    .name = "stranger",
    .state_size = turns_size,
    .select_agent = in_turn,
    .select_contact = last_come,
};

#define FRAME(staff)                                                                               \
    "run = { interval = \"30 min\"; };\n"                                                          \
    "demand = { trace = { file = \"rows.csv\"; days = \"in-order\"; beyond = \"nobody\";\n"        \
    "    columns = { day = \"day\"; time = \"time\"; kind = \"kind\"; work = \"work\"; }; };\n"    \
    "  issues = { call = { per_hour = 0; voice = { talk = \"100 s\"; }; }; }; };\n"                \
    "center = { channels = { voice = {}; }; groups = { agents = { staff = " staff "; }; }; };"

static void
a_router_may_take_contacts_in_an_order_of_its_own(void **state)
{
    (void)state;
    play p;
    play_with_router(&p,
                     "0,100,call,,50,\n0,110,call,,7,\n0,120,call,,8,\n0,152,call,,9,\n"
                     "0,300,call,,1,\n",
                     FRAME("1"), &stranger);
    static const int order[] = {0, 2, 3, 1, 4};
    static const double when[] = {100, 150, 158, 167, 300};
    for (int j = 0; j < 5; j++) {
        assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, j + 1), order[j]);
        assert_near(play_when(&p, CC_JOURNAL_TAKEN, j + 1), when[j], 1e-6);
    }
    play_free(&p);
}

static void
a_copy_of_a_center_holds_what_its_router_remembers(void **state)
{
    (void)state;
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    scenario_from_text(&scenario, CALLS("random"));
    scenario.center.router = &stranger;
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    assert_int_equal(cc_center_start(center, 1, 0, &record), SIM_OK);
    assert_int_equal(cc_center_advance(center, 4000), SIM_OK);
    sim_snapshot snapshot;
    sim_snapshot_init(&snapshot);
    assert_int_equal(cc_center_register(center, &record, &snapshot), SIM_OK);
    assert_int_equal(sim_snapshot_take(&snapshot), SIM_OK);
    const turns then = *(const turns *)center->router_state;
    turns after = then;
    while (after.next == then.next) {
        assert_true(cc_center_step(center));
        after = *(const turns *)center->router_state;
    }
    assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), SIM_OK);
    assert_int_equal(((const turns *)center->router_state)->next, then.next);
    sim_snapshot_free(&snapshot);
    /* and a new run remembers nothing */
    assert_int_equal(cc_center_start(center, 1, 0, &record), SIM_OK);
    assert_int_equal(((const turns *)center->router_state)->next, 0);
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_open_fills_one_agent_before_the_next),
        cmocka_unit_test(most_open_up_to_a_number_fills_all_so_far_first),
        cmocka_unit_test(a_router_knows_its_own_settings_only),
        cmocka_unit_test(random_takes_each_idle_agent_with_the_same_probability),
        cmocka_unit_test(most_open_is_nothing_but_a_rule_for_ties_where_nobody_has_two),
        cmocka_unit_test(a_router_may_take_contacts_in_an_order_of_its_own),
        cmocka_unit_test(a_copy_of_a_center_holds_what_its_router_remembers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
