/* Conversations by turns with scripted contacts, moment by moment: whose turn is next, and what a silence that
 * is too long ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/state.h"
#include "models/scenario/load.h"
#include "sim/snapshot.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)

/* Two chats, then two texts of an emergency: each is taken as it comes, and the agent has begun with the first
 * chat. The second chat is shorter, came before, and was taken before. */
static void
an_emergency_has_the_next_turn_whatever_the_rule(void **state)
{
    (void)state;
    static const char *const rules[] = {"oldest", "shortest", "round-robin"};
    static const char rows[] = "0,100,chat,chat,90,\n0,101,chat,chat,30,\n"
                               "0,102,call,emergency_text,40,\n0,103,call,emergency_text,40,\n";
    for (int j = 0; j < 3; j++) {
        char center[256];
        snprintf(
            center, sizeof(center),
            "channels = { chat = { }; emergency_text = { }; }; groups = { agents = {"
            " at_once = { chat = 4; emergency_text = 4; }; staff = 1; next_turn = \"%s\"; }; };",
            rules[j]);
        play p;
        play_run(&p, rows, "",
                 "emergency_text = { turns = 2; agent = \"20 s\"; customer = \"200 s\"; };", "",
                 center);
        assert_int_equal(play_who(&p, CC_JOURNAL_TALKS, 1), 0);
        assert_int_equal(play_who(&p, CC_JOURNAL_TALKS, 2), 2);
        assert_int_equal(play_who(&p, CC_JOURNAL_TALKS, 3), 3);
        /* then by the rule: who was taken first has replied meanwhile */
        assert_int_equal(play_who(&p, CC_JOURNAL_TALKS, 4), j == 2 ? 0 : 1);
        NEAR(play_when(&p, CC_JOURNAL_TALKS, 2), 130);
        NEAR(play_when(&p, CC_JOURNAL_TALKS, 4), 170);
        play_free(&p);
    }
}

/* The second chat's customer leaves it in line at 106 and means to call an hour later. An agent works on it
 * from 125 on, for a turn, and closes it 15 s after that. */
static void
closed_for_silence_is_handled_of_a_duplicate_too(void **state)
{
    (void)state;
    static const char rows[] = "0,100,chat,chat,30,\n0,101,chat,chat,30,5\n";
    static const char *const history[] = {"center", "channel"};
    for (int j = 0; j < 2; j++) {
        char center[400];
        snprintf(
            center, sizeof(center),
            "history = \"%s\"; channels = { voice = { }; chat = { silence = { close = \"15 s\"; };"
            " }; }; groups = { writers = { serves = (\"chat\"); staff = 1; };"
            " talkers = { serves = (\"voice\"); staff = 1; }; };",
            history[j]);
        play p;
        play_run(&p, rows, "", "",
                 "switch = { chat = { probability = 1; to = \"voice\"; delay = \"1 h\";"
                 " first = \"duplicate\"; }; };",
                 center);
        NEAR(play_when(&p, CC_JOURNAL_STAYS_IN_LINE, 1), 106);
        NEAR(play_when(&p, CC_JOURNAL_CLOSED_SILENT, 2), 150);
        assert_int_equal(play_counter(&p, CC_N_duplicates_handled), 1);
        NEAR(play_counter(&p, CC_N_duplicate_work), 10);
        const int calls = j == 0 ? 0 : 1; /* one history: nobody needs to call any more */
        assert_int_equal(play_count(&p, CC_JOURNAL_STAYS_AWAY), 1 - calls);
        assert_int_equal(play_count(&p, CC_JOURNAL_WAS_DUPLICATE), calls);
        assert_int_equal(play_count(&p, CC_JOURNAL_GETS_IN_TOUCH), 2 + calls);
        if (calls == 0) {
            NEAR(play_when(&p, CC_JOURNAL_STAYS_AWAY, 1), 150);
        }
        assert_int_equal(play_counter(&p, CC_N_resolved), 2); /* issues, once each */
        assert_int_equal(play_count(&p, CC_JOURNAL_RESOLVED), 2);
        play_free(&p);
    }
}

/* Two turns of 20 s of the agent, who has one place, and 200 s of the customer; dormant after 50 s. The second
 * waits 69 s at first, writes again at 390, and is taken back at once, or when a third leaves the place. */
static void
who_writes_again_has_waited_since_then(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "0,100,call,messaging,40,\n0,101,call,messaging,40,\n",
        "0,100,call,messaging,40,\n0,101,call,messaging,40,\n0,385,call,messaging,40,\n"};
    static const char *const same_agent[] = {"0 s", "10 min"};
    for (int j = 0; j < 4; j++) {
        const int third = j / 2;
        char center[300];
        snprintf(center, sizeof(center),
                 "channels = { messaging = { silence = { dormant = \"50 s\"; close = \"1 h\";"
                 " same_agent = \"%s\"; }; }; };"
                 " groups = { agents = { at_once = { messaging = 1; }; staff = 1; }; };",
                 same_agent[j % 2]);
        play p;
        play_run(&p, rows[third], "",
                 "messaging = { turns = 2; agent = \"20 s\"; customer = \"200 s\"; };", "", center);
        NEAR(play_value(&p, CC_JOURNAL_TAKEN, 2), 69);
        const int nth = 4 + third;
        assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, nth), 1);
        NEAR(play_when(&p, CC_JOURNAL_TAKEN, nth), third ? 455 : 390);
        NEAR(play_value(&p, CC_JOURNAL_TAKEN, nth), third ? 65 : 0);
        play_free(&p);
    }
}

/* The first writes again at 320, when the channel is closed and a second has the agent's only place until
 * 360: it is told that it opens at midnight, and waits longer than its 30 s. */
static void
who_writes_again_by_night_is_told(void **state)
{
    (void)state;
    for (int told = 0; told < 2; told++) {
        char center[400];
        snprintf(center, sizeof(center),
                 "channels = { messaging = { hours = [\"00:00\", \"00:05\"]; auto_reply = %s;"
                 " silence = { dormant = \"50 s\"; close = \"1 h\"; patience = \"fresh\"; }; }; };"
                 " groups = { agents = { at_once = { messaging = 1; }; staff = 1; }; };",
                 told ? "true" : "false");
        play p;
        play_run(&p, "0,100,call,messaging,40,\n0,290,call,messaging,40,\n", "",
                 "messaging = { turns = 2; agent = \"20 s\"; customer = \"200 s\"; };",
                 "patience = { messaging = \"30 s\"; };", center);
        NEAR(play_when(&p, CC_JOURNAL_WRITES_AGAIN, 1), 320);
        assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), told ? 0 : 1);
        assert_int_equal(play_count(&p, CC_JOURNAL_AUTO_REPLIED), told);
        assert_int_equal(play_counter(&p, CC_N_auto_replies), told);
        if (told) {
            NEAR(play_when(&p, CC_JOURNAL_AUTO_REPLIED, 1), 320);
            NEAR(play_value(&p, CC_JOURNAL_AUTO_REPLIED, 1), 86400 - 320);
            NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 360);
        }
        play_free(&p);
    }
}

typedef struct cost {
    double bytes, events;
} cost;

/* Of so many conversations that an agent has answered and that lie dormant to the end. */
static cost
cost_of_dormant(int n, int days)
{
    char text[1024];
    snprintf(text, sizeof(text),
             "run = { hours = [\"00:00\", \"24:00\"]; interval = \"24 h\"; days = %d; };\n"
             "demand = { issues = { question = { per_hour = 0; wants = { messaging = 1.0; };\n"
             " messaging = { turns = 2; agent = \"1 s\"; customer = \"300 d\"; };\n"
             " backlog = { messaging = %d; }; }; }; };\n"
             "center = { channels = { messaging = { silence = { dormant = \"0 s\"; }; }; };\n"
             " groups = { agents = { staff = 50; }; }; };\n",
             days, n);
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    assert_int_equal(cc_scenario_load_text(&scenario, "test", text, NULL, 0, &refusal), SIM_OK);
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    sim_snapshot snapshot;
    sim_snapshot_init(&snapshot);
    assert_int_equal(cc_center_register(center, &record, &snapshot), SIM_OK);
    assert_int_equal(cc_center_start(center, 1, 0, &record), SIM_OK);
    assert_int_equal(cc_center_advance(center, cc_center_horizon(center) / 2), SIM_OK);
    assert_true(center->now.n_open == (uint32_t)n);
    assert_int_equal(sim_snapshot_take(&snapshot), SIM_OK);
    assert_int_equal(cc_center_finish(center), SIM_OK);
    const cost is = {(double)snapshot.copy_bytes, (double)record.n_events};
    sim_snapshot_free(&snapshot);
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
    return is;
}

/* At most 256 bytes each, with all that is by contact, and no event as time goes by. */
static void
what_lies_dormant_costs_memory_only(void **state)
{
    (void)state;
    const cost few = cost_of_dormant(8000, 2), many = cost_of_dormant(16000, 2);
    const cost none = cost_of_dormant(0, 2), none_longer = cost_of_dormant(0, 20);
    assert_true(many.bytes > few.bytes);
    assert_true(few.bytes - none.bytes <= 8000 * 256);
    assert_true(many.bytes - none.bytes <= 16000 * 256);
    const cost longer = cost_of_dormant(8000, 20);
    NEAR(longer.events - few.events, none_longer.events - none.events);
    assert_true(few.events > none.events + 8000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_emergency_has_the_next_turn_whatever_the_rule),
        cmocka_unit_test(closed_for_silence_is_handled_of_a_duplicate_too),
        cmocka_unit_test(who_writes_again_has_waited_since_then),
        cmocka_unit_test(who_writes_again_by_night_is_told),
        cmocka_unit_test(what_lies_dormant_costs_memory_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
