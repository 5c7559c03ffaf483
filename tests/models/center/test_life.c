/* The life of scripted contacts, moment by moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>

#define ONE "channels = { voice = {}; }; groups = { agents = { staff = 1; }; };"
#define NEVER "resolution = { voice = 0.0; email = 0.0; chat = 0.0; };"
#define NEAR(a, b) assert_near(a, b, 1e-6)

static void
calls_are_answered_in_order_of_arrival(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,\n0,110,call,voice,30,\n0,120,call,voice,10,\n", "", "", "",
             ONE);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 1), 100);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), 150);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 2), 1);
    NEAR(play_value(&p, CC_JOURNAL_TAKEN, 2), 40);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 180);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 3), 190);
    NEAR(play_counter(&p, CC_N_wait_answered), 40 + 60);
    NEAR(play_counter(&p, CC_N_time_waiting), 100);
    NEAR(play_agents(&p, CC_A_busy), 90);
    play_free(&p);
}

static void
the_wait_includes_the_answer_delay_and_wrap_up_holds_the_agent(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,\n0,110,call,voice,30,\n", "", "", "",
             "channels = { voice = { answer_delay = \"5 s\"; wrap_up = \"20 s\"; }; };"
             "groups = { agents = { staff = 1; }; };");
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 1), 105);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 155);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), 175);
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 2), 180);
    NEAR(play_counter(&p, CC_N_wait_answered), 5 + 70);
    NEAR(play_counter(&p, CC_N_time_wrap_up), 40);
    NEAR(play_agents(&p, CC_A_attention), 5 + 50 + 20 + 5 + 30 + 20);
    play_free(&p);
}

static void
patience_ends_a_wait_but_a_completion_at_that_moment_goes_first(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,\n0,110,call,voice,30,40\n0,120,call,voice,10,29\n", "", "",
             "", ONE);
    NEAR(play_when(&p, CC_JOURNAL_ABANDONS, 1), 149);
    assert_int_equal(play_who(&p, CC_JOURNAL_ABANDONS, 1), 2);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), 150);
    assert_int_equal(play_count(&p, CC_JOURNAL_ABANDONS), 1);
    NEAR(play_counter(&p, CC_N_wait_abandoned), 29);
    play_free(&p);
}

static void
patience_0_leaves_unless_answered_at_once(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,0\n0,110,call,voice,30,0\n", "", "", "", ONE);
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 1);
    NEAR(play_when(&p, CC_JOURNAL_ABANDONS, 1), 110);
    NEAR(play_counter(&p, CC_N_offered), 2);
    play_free(&p);
}

static void
a_line_is_held_from_arrival_to_the_end_of_talk(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,100,call,voice,50,\n0,110,call,voice,30,\n0,120,call,voice,10,\n"
             "0,151,call,voice,10,\n",
             "", "", "redial = { after_block = 1.0; delay = \"40 s\"; };",
             "channels = { voice = { lines = 2; wrap_up = \"20 s\"; }; };"
             "groups = { agents = { staff = 1; }; };");
    NEAR(play_when(&p, CC_JOURNAL_BLOCKED, 1), 120);
    assert_int_equal(play_who(&p, CC_JOURNAL_BLOCKED, 1), 2);
    /* free since 150 though the agent wraps up; blocked again at 160, in at 200 */
    assert_int_equal(play_count(&p, CC_JOURNAL_BLOCKED), 2);
    NEAR(play_when(&p, CC_JOURNAL_WILL_REDIAL, 2), 160);
    assert_int_equal(play_count(&p, CC_JOURNAL_ENDS), 4);
    NEAR(play_counter(&p, CC_N_blocked), 2);
    NEAR(play_counter(&p, CC_N_redials), 2);
    play_free(&p);
}

static void
redials_end_at_the_maximum_and_the_customer_is_lost(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,7\n", "", "",
             "redial = { after_abandon = 1.0; delay = \"1 min\"; maximum = 2; };"
             "patience = { voice = \"7 s\"; };",
             "channels = { voice = {}; }; groups = { agents = { staff = 0; }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_ABANDONS), 3);
    NEAR(play_when(&p, CC_JOURNAL_ABANDONS, 2), 100 + 7 + 60 + 7);
    assert_int_equal(play_count(&p, CC_JOURNAL_LOST), 1);
    NEAR(play_counter(&p, CC_N_issues), 1);
    NEAR(play_counter(&p, CC_N_issue_contacts), 3);
    NEAR(play_counter(&p, CC_N_lost), 1);
    play_free(&p);
}

static void
redial_probability_goes_by_attempt(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,7\n", "", "",
             "redial = { after_abandon = (1.0, 0.0); delay = \"1 min\"; };"
             "patience = { voice = \"7 s\"; };",
             "channels = { voice = {}; }; groups = { agents = { staff = 0; }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_ABANDONS), 2);
    play_free(&p);
}

static void
who_wants_what_is_not_offered_takes_the_next_channel_or_leaves(void **state)
{
    (void)state;
    play p;
    const char *rows = "0,100,chat,,,\n";
    const char *center = "channels = { voice = {}; email = {}; };"
                         "groups = { agents = { staff = 1; }; };";
    play_run(&p, rows, "", "", "not_offered = { chat = { voice = 1.0; email = 1.0; }; };", center);
    assert_int_equal(play_count(&p, CC_JOURNAL_ENDS), 1);
    NEAR(play_counter(&p, CC_N_time_line), 100); /* by voice */
    play_free(&p);
    play_run(&p, rows, "", "", "not_offered = { chat = { voice = 0.0; email = 1.0; }; };", center);
    assert_int_equal(play_count(&p, CC_JOURNAL_FINDS_IT_CLOSED), 1);
    NEAR(play_counter(&p, CC_N_contacts), 0);
    NEAR(play_counter(&p, CC_N_closed), 1);
    NEAR(play_counter(&p, CC_N_lost), 1);
    play_free(&p);
}

static void
a_closed_channel_is_as_one_not_offered(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,28000,chat,,,\n0,29000,chat,,,\n", "", "",
             "not_offered = { chat = { voice = 1.0; }; };",
             "channels = { voice = {}; chat = { hours = [\"08:00\", \"22:00\"]; }; };"
             "groups = { agents = { staff = 1; }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_TYPES), 2); /* of the second: 3 turns */
    NEAR(play_counter(&p, CC_N_time_line), 100);
    play_free(&p);
}

static void
balking_depends_on_the_number_waiting(void **state)
{
    (void)state;
    play p;
    const char *rows = "0,100,call,voice,50,\n0,110,call,voice,30,\n0,120,call,voice,10,\n";
    play_run(&p, rows, "", "", "balking = { p = (0.0, 1.0); };", ONE);
    assert_int_equal(play_who(&p, CC_JOURNAL_BALKS, 1), 2);
    assert_int_equal(play_count(&p, CC_JOURNAL_BALKS), 1);
    NEAR(play_counter(&p, CC_N_balked), 1);
    NEAR(play_counter(&p, CC_N_abandoned), 0);
    play_free(&p);
    play_run(&p, rows, "", "", "balking = { p = (0.0, 1.0); counts = \"abandoned\"; };", ONE);
    NEAR(play_counter(&p, CC_N_balked), 0);
    NEAR(play_counter(&p, CC_N_abandoned), 1);
    play_free(&p);
}

/* Never resolved; comes back after 10 h on that channel. */
static void
play_return(play *p, const char *history, const char *on)
{
    char center[256], customers[256];
    snprintf(center, sizeof(center),
             "history = \"%s\"; channels = { voice = {}; email = {}; };"
             "groups = { agents = { staff = 1; }; };",
             history);
    snprintf(customers, sizeof(customers),
             "unresolved = { returns = 1.0; delay = \"10 h\"; on = { %s }; };"
             "no_context = { explain = \"30 s\"; };",
             on);
    play_run(p, "0,100,call,voice,,\n", "", NEVER, customers, center);
}

static void
an_unresolved_issue_returns_and_without_history_tells_its_story_again(void **state)
{
    (void)state;
    play p;
    play_return(&p, "none", "same = 1.0;");
    NEAR(play_when(&p, CC_JOURNAL_WILL_RETURN, 1), 200);
    NEAR(play_when(&p, CC_JOURNAL_GETS_IN_TOUCH, 2), 36200);
    NEAR(play_value(&p, CC_JOURNAL_ENDS, 1), 100);
    NEAR(play_value(&p, CC_JOURNAL_ENDS, 2), 130);
    NEAR(play_counter(&p, CC_N_explained), 2);
    NEAR(play_counter(&p, CC_N_returns), 3);
    NEAR(play_counter(&p, CC_N_repeated), 0); /* its window ends after the run */
    play_free(&p);
    play_return(&p, "channel", "same = 1.0;");
    NEAR(play_value(&p, CC_JOURNAL_ENDS, 2), 100);
    play_free(&p);
    play_return(&p, "channel", "email = 1.0;");
    NEAR(play_value(&p, CC_JOURNAL_ENDS, 2), 130);
    play_free(&p);
    play_return(&p, "center", "email = 1.0;");
    NEAR(play_value(&p, CC_JOURNAL_ENDS, 2), 100);
    play_free(&p);
}

static void
a_repeat_within_the_window_is_no_first_contact_resolution(void **state)
{
    (void)state;
    play p;
    const char *customers = "unresolved = { returns = 1.0; delay = \"10 h\"; };";
    play_run(&p, "0,100,call,voice,,\n",
             "observe = \"1 d\"; follow_up = \"1 d\"; fcr_window = \"9 h\";", NEVER, customers,
             ONE);
    NEAR(play_counter(&p, CC_N_handled_first), 1);
    NEAR(play_counter(&p, CC_N_repeated), 0);
    play_free(&p);
    play_run(&p, "0,100,call,voice,,\n",
             "observe = \"1 d\"; follow_up = \"1 d\"; fcr_window = \"11 h\";", NEVER, customers,
             ONE);
    NEAR(play_counter(&p, CC_N_repeated), 1);
    play_free(&p);
}

static void
customers_delays_run_in_opening_hours(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,61100,call,voice,,\n",
             "hours = [\"09:00\", \"17:00\"]; days = 3; weekdays = (\"Mon\", \"Wed\");", NEVER,
             "unresolved = { returns = 1.0; delay = \"1 h\"; };", ONE);
    /* 17:00 is 61200: the call ends then; an hour of open time later is 10:00 on Wednesday */
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 61200);
    NEAR(play_when(&p, CC_JOURNAL_GETS_IN_TOUCH, 2), 2 * 86400 + 36000);
    play_free(&p);
}

/* The call ends on Monday at 17:00, as the house closes until Wednesday. */
static void
delays_and_windows_run_on_the_clock_that_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *unresolved, *run;
        double comes; /* s */
        double followed, repeated;
    } cases[] = {
        {"delay = \"1 h\"; clock = \"open\";", "fcr_window = \"2 h\";", 2 * 86400 + 36000, 1, 0},
        {"delay = \"1 h\"; clock = \"wall\";", "fcr_window = \"41 h\";", 2 * 86400 + 32400, 1, 1},
        {"delay = \"40 h\"; clock = \"wall\";", "fcr_window = \"39 h\";", 2 * 86400 + 32400, 1, 0},
        {"delay = \"41 h\"; clock = \"wall\";", "", 2 * 86400 + 36000, 1, 0},
        {"delay = \"1 h\";", "fcr_window = \"2 h\"; fcr_clock = \"open\";", 2 * 86400 + 36000, 1,
         1},
        {"delay = \"1 h\";", "fcr_window = \"50 min\"; fcr_clock = \"open\";", 2 * 86400 + 36000, 1,
         0},
        /* 8 h of open time are left in the run */
        {"delay = \"1 h\";", "fcr_window = \"8 h\"; fcr_clock = \"open\";", 2 * 86400 + 36000, 1,
         1},
        {"delay = \"1 h\";", "fcr_window = \"8.1 h\"; fcr_clock = \"open\";", 2 * 86400 + 36000, 0,
         0},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        char run_text[200], customers[200];
        play p;
        snprintf(run_text, sizeof(run_text),
                 "hours = [\"09:00\", \"17:00\"]; days = 3; weekdays = (\"Mon\", \"Wed\"); %s",
                 cases[j].run);
        snprintf(customers, sizeof(customers), "unresolved = { returns = 1.0; %s };",
                 cases[j].unresolved);
        play_run(&p, "0,61100,call,voice,,\n", run_text, NEVER, customers, ONE);
        NEAR(play_when(&p, CC_JOURNAL_GETS_IN_TOUCH, 2), cases[j].comes);
        NEAR(play_counter(&p, CC_N_handled_first), cases[j].followed);
        NEAR(play_counter(&p, CC_N_repeated), cases[j].repeated);
        play_free(&p);
    }
}

/* Nobody answers; after 5 s the caller leaves a voice channel at closing time, 100 s before it is. */
static void
a_redial_by_the_wall_clock_finds_the_house_open_or_waits_for_it(void **state)
{
    (void)state;
    static const struct {
        const char *delay;
        double comes;
    } cases[] = {{"50 s", 61155}, {"95 s", 2 * 86400 + 32400}, {"2 d", 2 * 86400 + 61105}};
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        char customers[200];
        play p;
        snprintf(customers, sizeof(customers),
                 "redial = { after_abandon = 1.0; delay = \"%s\"; clock = \"wall\"; maximum = 1; };"
                 "patience = { voice = \"5 s\"; };",
                 cases[j].delay);
        play_run(&p, "0,61100,call,voice,10,5\n",
                 "hours = [\"09:00\", \"17:00\"]; days = 3; weekdays = (\"Mon\", \"Wed\");", NEVER,
                 customers, "channels = { voice = {}; }; groups = { agents = { staff = 0; }; };");
        NEAR(play_when(&p, CC_JOURNAL_GETS_IN_TOUCH, 2), cases[j].comes);
        play_free(&p);
    }
}

/* ---- what is told and counted of them ---- */

static void
who_waits_is_told_how_many_are_ahead(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,\n0,110,call,voice,30,\n0,120,call,voice,10,\n", "", "", "",
             ONE);
    NEAR(play_value(&p, CC_JOURNAL_WAITS, 1), 0);
    NEAR(play_value(&p, CC_JOURNAL_WAITS, 2), 1);
    play_free(&p);
}

static void
redials_and_returns_are_attempts_again(void **state)
{
    (void)state;
    play p;
    /* the first two attempts of a round are blocked; two returns before midnight */
    play_run(&p, "0,100,call,voice,10,5\n", "", NEVER,
             "redial = { after_abandon = 1.0; delay = \"1 min\"; maximum = 1; };"
             "patience = { voice = \"5 s\"; };",
             "channels = { voice = {}; }; groups = { agents = { staff = 0; }; };");
    NEAR(play_figure(&p, "contacts", "attempt:first"), 1);
    NEAR(play_figure(&p, "contacts", "attempt:again"), 1);
    play_free(&p);
    play_return(&p, "center", "same = 1.0;");
    NEAR(play_figure(&p, "contacts", "attempt:first"), 1);
    NEAR(play_figure(&p, "contacts", "attempt:again"), 2);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_are_answered_in_order_of_arrival),
        cmocka_unit_test(the_wait_includes_the_answer_delay_and_wrap_up_holds_the_agent),
        cmocka_unit_test(patience_ends_a_wait_but_a_completion_at_that_moment_goes_first),
        cmocka_unit_test(patience_0_leaves_unless_answered_at_once),
        cmocka_unit_test(a_line_is_held_from_arrival_to_the_end_of_talk),
        cmocka_unit_test(redials_end_at_the_maximum_and_the_customer_is_lost),
        cmocka_unit_test(redial_probability_goes_by_attempt),
        cmocka_unit_test(who_wants_what_is_not_offered_takes_the_next_channel_or_leaves),
        cmocka_unit_test(a_closed_channel_is_as_one_not_offered),
        cmocka_unit_test(balking_depends_on_the_number_waiting),
        cmocka_unit_test(an_unresolved_issue_returns_and_without_history_tells_its_story_again),
        cmocka_unit_test(a_repeat_within_the_window_is_no_first_contact_resolution),
        cmocka_unit_test(customers_delays_run_in_opening_hours),
        cmocka_unit_test(delays_and_windows_run_on_the_clock_that_is_said),
        cmocka_unit_test(a_redial_by_the_wall_clock_finds_the_house_open_or_waits_for_it),
        cmocka_unit_test(who_waits_is_told_how_many_are_ahead),
        cmocka_unit_test(redials_and_returns_are_attempts_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
