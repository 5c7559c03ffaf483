/* Conversations by turns with scripted contacts, moment by moment: whose turn is next, and what a silence that
 * is too long ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_emergency_has_the_next_turn_whatever_the_rule),
        cmocka_unit_test(closed_for_silence_is_handled_of_a_duplicate_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
