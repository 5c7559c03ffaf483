/* Agents whom a center knows one by one: who comes and goes when, and what becomes of their time. */
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "models/center/handle.h"
#include "models/center/state.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <math.h>
#include <string.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)
#define AT(h, m) (3600.0 * (h) + 60.0 * (m))
#define RUN "run = { hours = [\"08:00\", \"18:00\"]; observe = \"5 d\"; interval = \"30 min\"; "
#define DEMAND                                                                                     \
    "demand = { issues = { call = { per_hour = 60; voice = { talk = { dist = \"exponential\"; "    \
    "mean = \"4 min\"; }; }; }; }; customers = { patience = { voice = { dist = \"exponential\"; "  \
    "mean = \"5 min\"; }; }; }; };"
#define CENTER(groups)                                                                             \
    "center = { channels = { voice = { interrupted = { then = \"lost\"; }; }; }; groups = { "      \
    "agents = { " groups "}; }; "
#define INTERRUPTS "routing = { shift_end = \"interrupt\"; }; };"

static void
expect_same(const char *one, const char *other)
{
    play p[2];
    play_text(&p[0], NULL, one);
    play_text(&p[1], NULL, other);
    for (int c = 0; c < CC_N_COUNTERS; c++) {
        assert_true(play_counter(&p[0], (cc_counter)c) == play_counter(&p[1], (cc_counter)c));
    }
    for (int c = 0; c < CC_A_scheduled; c++) {
        assert_true(play_agents(&p[0], (cc_agent_counter)c) ==
                    play_agents(&p[1], (cc_agent_counter)c));
    }
    assert_true(play_counter(&p[0], CC_N_answered) > 1000);
    play_free(&p[0]);
    play_free(&p[1]);
}

/* Four from 8 to 18, two from 10 to 14, one of these until 14:30. */
#define TABLE "staff = (4, 4, 4, 4, 7, 7, 7, 7, 7, 7, 7, 7, 5, 4, 4, 4, 4, 4, 4, 4); "
#define SHIFTS                                                                                     \
    "shifts = ( { people = 4; start = \"08:00\"; end = \"18:00\"; }, "                             \
    "{ people = 2; start = \"10:00\"; end = \"14:00\"; }, "                                        \
    "{ people = 1; start = \"10:00\"; end = \"14:30\"; } ); "

#define NO_EFFECT                                                                                  \
    "absent = 0; absence = { share = 0; cv_by_day = 0.5; paid = false; }; "                        \
    "adherence = { late = \"0 s\"; early = \"0 s\"; long_breaks = \"0 s\"; }; "

static void
a_roster_that_says_the_same_as_numbers_gives_the_same_bits(void **state)
{
    (void)state;
    static const char *const closes[] = {"serve", "drop", "carry"};
    for (int j = 0; j < 3; j++) {
        char text[2][2000];
        for (int k = 0; k < 2; k++) {
            snprintf(text[k], sizeof(text[k]), "%sclose = \"%s\"; }; %s %s", RUN, closes[j], DEMAND,
                     k == 0 ? CENTER(TABLE "spare = 0; ") INTERRUPTS
                            : CENTER(SHIFTS NO_EFFECT "spare = 0; ") INTERRUPTS);
        }
        expect_same(text[0], text[1]);
    }
}

#define DAY_RUN "run = { hours = [\"08:00\", \"12:00\"]; days = 1; interval = \"60 min\"; };"
#define ONE(breaks, more)                                                                          \
    CENTER("leaves = \"roster\"; shifts = ( { people = 1; start = \"08:00\"; end = \"11:00\"; "    \
           "breaks = ( " breaks " ); } ); " more)

static void
play_day(play *p, const char *rows, const char *center)
{
    char text[3000];
    snprintf(text, sizeof(text),
             DAY_RUN "demand = { issues = { call = { voice = { talk = \"60 s\"; }; }; }; "
                     "trace = { file = \"rows.csv\"; days = \"in-order\"; columns = { "
                     "channel = \"channel\"; work = \"work\"; patience = \"patience\"; }; }; }; %s",
             center);
    play_text(p, rows, text);
}

#define AT_TEN(paid)                                                                               \
    "{ length = \"30 min\"; within = [\"10:00\", \"10:30\"]; activity = \"break\"; paid = " paid   \
    "; }"

/* A call from 9:50 to 10:05, one that comes in the break, one that is open at the shift's end. */
static const char *const rows = "0,35400,call,voice,900,\n0,36600,call,voice,60,\n"
                                "0,39540,call,voice,120,\n";

static void
a_break_begins_when_the_work_in_hand_is_done_and_ends_in_time(void **state)
{
    (void)state;
    for (int paid = 0; paid < 2; paid++) {
        play p;
        play_day(&p, rows,
                 paid == 1 ? ONE(AT_TEN("true"), "") "};" : ONE(AT_TEN("false"), "") "};");
        assert_int_equal(play_count(&p, CC_JOURNAL_COMES), 2);
        assert_int_equal(play_count(&p, CC_JOURNAL_BREAK), 1);
        NEAR(play_when(&p, CC_JOURNAL_BREAK, 1), AT(10, 5));
        NEAR(play_value(&p, CC_JOURNAL_BREAK, 1), CC_BREAK);
        NEAR(play_when(&p, CC_JOURNAL_COMES, 2), AT(10, 30));
        NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), AT(10, 30));
        NEAR(play_when(&p, CC_JOURNAL_GOES, 1), AT(11, 1));
        NEAR(play_agents(&p, CC_A_on_duty), AT(2, 36));
        NEAR(play_agents(&p, CC_A_paid), paid ? AT(3, 0) : AT(2, 30));
        NEAR(play_agents(&p, CC_A_breaks), paid ? AT(0, 25) : 0);
        NEAR(play_agents(&p, CC_A_overtime), paid ? AT(0, 1) : AT(0, 6));
        NEAR(play_figure(&p, "adherence", "center"), 175 / 180.0);
        NEAR(play_figure(&p, "conformance", "center"), 156 / 150.0);
        play_free(&p);
    }
}

static void
the_end_of_a_shift_interrupts_and_a_break_does_not(void **state)
{
    (void)state;
    play p;
    play_day(&p, rows, ONE(AT_TEN("false"), "") INTERRUPTS);
    NEAR(play_when(&p, CC_JOURNAL_BREAK, 1), AT(10, 5));
    NEAR(play_when(&p, CC_JOURNAL_GOES, 1), AT(11, 0));
    NEAR(play_agents(&p, CC_A_overtime), AT(0, 5));
    play_free(&p);
}

static void
who_is_absent_is_paid_if_so_said_and_never_there(void **state)
{
    (void)state;
    for (int j = 0; j < 4; j++) {
        const bool paid = j % 2 == 0;
        play p;
        play_day(&p, rows,
                 j == 0   ? ONE(AT_TEN("true"), "absent = 1; ") "};"
                 : j == 1 ? ONE(AT_TEN("true"), "absent = 1; absence = { paid = false; }; ") "};"
                 : j == 2 ? ONE(AT_TEN("true"), "absence = { share = 1; }; ") "};"
                          : ONE(AT_TEN("true"), "absence = { share = 1; paid = false; }; ") "};");
        assert_int_equal(play_count(&p, CC_JOURNAL_COMES), 0);
        NEAR(play_agents(&p, CC_A_paid), paid ? AT(3, 0) : 0);
        NEAR(play_agents(&p, CC_A_absent), paid ? AT(3, 0) : 0);
        NEAR(play_agents(&p, CC_A_on_duty), 0);
        play_free(&p);
    }
}

static void
late_early_and_long_breaks_are_time_away_that_is_paid(void **state)
{
    (void)state;
    play p;
    play_day(&p, "0,29100,call,voice,60,\n",
             ONE(AT_TEN("true"), "adherence = { late = \"6 min\"; early = \"3 min\"; "
                                 "long_breaks = \"1 min\"; }; ") "};");
    NEAR(play_when(&p, CC_JOURNAL_COMES, 1), AT(8, 6));
    NEAR(play_when(&p, CC_JOURNAL_BREAK, 1), AT(10, 0));
    NEAR(play_when(&p, CC_JOURNAL_COMES, 2), AT(10, 31));
    NEAR(play_when(&p, CC_JOURNAL_BREAK, 2), AT(10, 57));
    NEAR(play_agents(&p, CC_A_absent), AT(0, 10));
    NEAR(play_agents(&p, CC_A_paid), AT(3, 0));
    NEAR(play_figure(&p, "adherence", "center"), 170 / 180.0);
    play_free(&p);
}

static void
a_handle_of_an_agent_outlives_a_break_and_its_name_is_the_persons(void **state)
{
    (void)state;
    play p;
    play_day(&p, rows, ONE(AT_TEN("true"), "") "};");
    cc_agent_handle before, after;
    char name[64];
    cc_center_set_trace(p.center, NULL);
    assert_int_equal(cc_center_start(p.center, 1, 0, &p.record), SIM_OK);
    assert_int_equal(cc_center_advance(p.center, AT(9, 0)), SIM_OK);
    assert_true(cc_agent_in(p.center, 0, &before));
    cc_center_agent_name(p.center, 0, name, sizeof(name));
    assert_string_equal(name, p.scenario.center.roster.person[0].name);
    assert_int_equal(cc_center_advance(p.center, AT(10, 20)), SIM_OK);
    assert_false(cc_agent_is_there(p.center, before));
    assert_int_equal(cc_center_advance(p.center, AT(10, 40)), SIM_OK);
    assert_true(cc_agent_is_there(p.center, before));
    assert_true(cc_agent_in(p.center, 0, &after));
    assert_int_equal(after.shift, before.shift);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_roster_that_says_the_same_as_numbers_gives_the_same_bits),
        cmocka_unit_test(a_break_begins_when_the_work_in_hand_is_done_and_ends_in_time),
        cmocka_unit_test(the_end_of_a_shift_interrupts_and_a_break_does_not),
        cmocka_unit_test(who_is_absent_is_paid_if_so_said_and_never_there),
        cmocka_unit_test(a_handle_of_an_agent_outlives_a_break_and_its_name_is_the_persons),
        cmocka_unit_test(late_early_and_long_breaks_are_time_away_that_is_paid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
