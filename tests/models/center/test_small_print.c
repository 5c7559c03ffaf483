/* Rules of semantics.md that no theorem is about, by hand: in each the second simulator
 * (tests/second/) once found the center to do something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>

/* Two turns of 10 s, 20 s of typing between them, 5 s of wrap-up. */
static void
wrap_up_of_an_interruptible_chat_is_a_part_of_its_last_turn(void **state)
{
    (void)state;
    play p;
    play_text(&p, "0,32400,a,chat,,\n",
              "demand = { issues = { a = { per_hour = 0;"
              "  chat = { turns = 2; agent = \"10 s\"; customer = \"20 s\"; }; }; };"
              "  trace = { file = \"rows.csv\"; columns = { channel = \"channel\"; }; }; };"
              "center = { channels = { chat = { interruptible = true; wrap_up = \"5 s\"; }; };"
              "  groups = { g = { staff = 1; }; }; };");
    assert_near(play_figure(&p, "first_response", "center"), 10, 1e-9);
    assert_near(play_figure(&p, "contact_time", "center"), 45, 1e-9);
    assert_near(play_figure(&p, "wrap_up_time", "center"), 0, 0);
    play_free(&p);
}

static void
a_backlog_waits_when_observe_begins_whatever_the_hours(void **state)
{
    (void)state;
    static const char *const runs[] = {
        "run = { };",
        "run = { hours = (\"09:00\", \"17:00\"); };",
        "run = { weekdays = (\"Tue\"); days = 2; };",
    };
    for (size_t j = 0; j < sizeof(runs) / sizeof(*runs); j++) {
        char text[600];
        play p;
        snprintf(text, sizeof(text),
                 "%s demand = { issues = { a = { per_hour = 0; email = { handle = \"1 min\"; };"
                 "  backlog = { email = 3; }; }; }; };"
                 "center = { channels = { email = { }; }; groups = { g = { staff = 1; }; }; };",
                 runs[j]);
        play_text(&p, "", text);
        assert_near(play_figure(&p, "waiting_start", "center"), 3, 0);
        play_free(&p);
    }
}

/* x has e-mails at 0 s (short) and 10 s, y at 6 s; y is leaving from 100 s to 200 s. At 250 s the
 * last change of x is longer ago than that of y, who then stayed. */
static void
staying_is_a_change_like_coming(void **state)
{
    (void)state;
    play p;
    play_text(&p, "0,0,a,email,5,\n0,6,a,email,1000,\n0,10,a,email,1000,\n0,250,a,email,1,\n",
              "run = { hours = (\"00:00\", \"00:10\"); interval = \"100 s\"; };"
              "demand = { issues = { a = { per_hour = 0; email = { handle = \"1 min\"; }; }; };"
              "  trace = { file = \"rows.csv\"; columns = { work = \"work\"; }; }; };"
              "center = { channels = { email = { }; };"
              "  groups = { x = { staff = 1; at_once = { email = 2; }; };"
              "    y = { staff = (1, 0, 1, 1, 1, 1); at_once = { email = 2; }; }; }; };");
    static const uint64_t taken_by[] = {0, 1, 0, 0};
    for (int j = 0; j < 4; j++) {
        assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, j + 1), taken_by[j]);
    }
    play_free(&p);
}

/* Eight Mondays with 1/7 agent are one Monday with an agent. */
static void
fractions_of_staff_leave_closed_days_out(void **state)
{
    (void)state;
    play p;
    play_text(&p, "",
              "run = { hours = (\"09:00\", \"10:00\"); interval = \"1 h\"; weekdays = (\"Mon\");"
              "  days = 50; };"
              "demand = { issues = { a = { per_hour = 0; voice = { talk = \"1 min\"; }; }; }; };"
              "center = { channels = { voice = { }; };"
              "  groups = { g = { staff = 0.142857; }; }; };");
    assert_near(play_agents(&p, CC_A_on_duty), 3600, 1e-6);
    play_free(&p);
}

/* Nine are in the table of a Tuesday, which is closed: a week has its rows too. */
static void
licences_leave_closed_days_out(void **state)
{
    (void)state;
    play p;
    play_text(&p, "",
              "run = { hours = (\"09:00\", \"10:00\"); interval = \"1 h\"; weekdays = (\"Mon\");"
              "  days = 2; };"
              "demand = { issues = { a = { per_hour = 0; voice = { talk = \"1 min\"; }; }; }; };"
              "center = { channels = { voice = { }; }; groups = { g = { staff = (1, 9, 1, 1, 1, 1, "
              "1); }; };"
              "  costs = { currency = \"EUR\"; licence_per_agent_month = 30.4375; }; };");
    assert_near(play_agents(&p, CC_A_licences), 2, 1e-9); /* one agent's, of two days */
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrap_up_of_an_interruptible_chat_is_a_part_of_its_last_turn),
        cmocka_unit_test(a_backlog_waits_when_observe_begins_whatever_the_hours),
        cmocka_unit_test(staying_is_a_change_like_coming),
        cmocka_unit_test(fractions_of_staff_leave_closed_days_out),
        cmocka_unit_test(licences_leave_closed_days_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
