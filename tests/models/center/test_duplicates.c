/* A customer leaves a chat in line and calls, moment by moment: who still waits there, or is served, has not
 * been lost by giving up the call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)

static const char *const histories[] = {"center", "channel", "none"};

/* The second chat waits from 101 on for the writer, who has the first until 170 (or, a longer one, 230); its
 * customer leaves it there at 106 and calls at 116, while the talker is busy until 1090. */
static void
leave_a_chat(play *p, const char *history, double first, const char *run, const char *every,
             const char *customers)
{
    char rows[200], all_customers[400], center[400];
    snprintf(rows, sizeof(rows),
             "0,90,call,voice,1000,\n0,100,chat,chat,%g,\n0,101,chat,chat,30,5\n", first);
    snprintf(all_customers, sizeof(all_customers),
             "switch = { chat = { probability = 1; to = \"voice\"; delay = \"10 s\";"
             " first = \"duplicate\"; }; }; %s",
             customers);
    snprintf(center, sizeof(center),
             "history = \"%s\"; channels = { voice = { }; chat = { }; };"
             " groups = { writers = { serves = (\"chat\"); at_once = { chat = 1; }; staff = 1; };"
             " talkers = { serves = (\"voice\"); staff = 1; }; };",
             history);
    play_run(p, rows, run, every, all_customers, center);
    assert_int_equal(play_count(p, CC_JOURNAL_STAYS_IN_LINE), 1);
    NEAR(play_when(p, CC_JOURNAL_STAYS_IN_LINE, 1), 106);
    const double pending = play_counter(p, CC_N_pending_waiting) +
                           play_counter(p, CC_N_pending_in_work) +
                           play_counter(p, CC_N_pending_at_home);
    NEAR(play_counter(p, CC_N_resolved) + play_counter(p, CC_N_lost) + pending, 3);
    assert_int_equal(play_counter(p, CC_N_issues), 3);
}

/* Gives up the call at 136; the chat is taken at 170 and ends at 240. */
static void
who_is_served_after_giving_up_the_call_is_not_lost(void **state)
{
    (void)state;
    for (int j = 0; j < 3; j++) {
        play p;
        leave_a_chat(&p, histories[j], 30, "", "", "patience = { voice = \"20 s\"; };");
        NEAR(play_when(&p, CC_JOURNAL_IS_LEFT, 1), 136);
        assert_int_equal(play_counter(&p, CC_N_lost), 0);
        assert_int_equal(play_count(&p, CC_JOURNAL_LOST), 0);
        assert_int_equal(play_counter(&p, CC_N_resolved), 3);
        NEAR(play_when(&p, CC_JOURNAL_RESOLVED, 2), 240);
        assert_int_equal(play_who(&p, CC_JOURNAL_RESOLVED, 2), 2);
        NEAR(play_counter(&p, CC_N_resolution_time), 1000 + 70 + 139);
        /* no duplicate any more: it is all that the customer has */
        assert_int_equal(play_counter(&p, CC_N_duplicates), 1);
        assert_int_equal(play_counter(&p, CC_N_duplicates_handled), 0);
        assert_int_equal(play_counter(&p, CC_N_merged), 0);
        play_free(&p);
    }
}

/* At 180, when the house closes, the chat still waits. Its customer would redial after a first try, but the
 * call was a second. */
static void
who_gives_up_everything_is_lost_with_the_last(void **state)
{
    (void)state;
    static const char run[] = "hours = [\"00:00\", \"00:03\"]; close = \"drop\";";
    for (int j = 0; j < 3; j++) {
        play p;
        leave_a_chat(&p, histories[j], 90, run, "",
                     "patience = { voice = \"20 s\"; }; redial = { after_abandon = (1.0, 0.0); "
                     "delay = \"1 h\"; };");
        NEAR(play_when(&p, CC_JOURNAL_IS_LEFT, 1), 136);
        assert_int_equal(play_count(&p, CC_JOURNAL_LOST), 1);
        NEAR(play_when(&p, CC_JOURNAL_LOST, 1), 180);
        assert_int_equal(play_counter(&p, CC_N_lost_waiting), 1);
        assert_int_equal(play_counter(&p, CC_N_redials), 0);
        play_free(&p);
    }
}

/* The chat resolves nothing, and its customer does not return: lost when it ends. */
static void
who_is_not_helped_by_the_last_is_lost_then(void **state)
{
    (void)state;
    for (int j = 0; j < 3; j++) {
        play p;
        leave_a_chat(&p, histories[j], 30, "", "resolution = { chat = 0; };",
                     "patience = { voice = \"20 s\"; };");
        assert_int_equal(play_counter(&p, CC_N_lost_unresolved), 2);
        assert_int_equal(play_counter(&p, CC_N_lost), 2);
        NEAR(play_when(&p, CC_JOURNAL_LOST, 2), 240);
        play_free(&p);
    }
}

/* Gives up the call at 416, when the chat has long been worked, which in silos nobody knew. */
static void
who_was_served_before_giving_up_the_call_is_not_lost(void **state)
{
    (void)state;
    for (int j = 0; j < 3; j++) {
        play p;
        leave_a_chat(&p, histories[j], 30, "", "", "patience = { voice = \"300 s\"; };");
        assert_int_equal(play_count(&p, CC_JOURNAL_IS_LEFT), 0);
        assert_int_equal(play_counter(&p, CC_N_lost), 0);
        NEAR(play_when(&p, CC_JOURNAL_RESOLVED, 2), j == 0 ? 240 : 416);
        assert_int_equal(play_counter(&p, CC_N_duplicates_handled), 1);
        play_free(&p);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_served_after_giving_up_the_call_is_not_lost),
        cmocka_unit_test(who_gives_up_everything_is_lost_with_the_last),
        cmocka_unit_test(who_is_not_helped_by_the_last_is_lost_then),
        cmocka_unit_test(who_was_served_before_giving_up_the_call_is_not_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
