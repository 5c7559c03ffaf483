/* Overtime and time off that agents are asked for, by hand: who is asked when, who stays or goes until when, and what
 * becomes of the time. By person and by number. */
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <math.h>
#include <string.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)
#define AT(h, m) (3600.0 * (h) + 60.0 * (m))

/* Calls with work (s), patience without end; of the group `agents` the settings. */
static void
play_day(play *p, const char *rows, const char *group)
{
    char text[3000];
    snprintf(text, sizeof(text),
             "run = { hours = [\"08:00\", \"12:00\"]; days = 1; interval = \"60 min\"; }; "
             "demand = { issues = { call = { voice = { talk = \"60 s\"; }; }; }; "
             "trace = { file = \"rows.csv\"; days = \"in-order\"; columns = { "
             "channel = \"channel\"; work = \"work\"; patience = \"patience\"; }; }; }; "
             "center = { channels = { voice = {}; }; groups = { agents = { wage_per_hour = 10.0; "
             "overtime_pay = 1.5; %s }; }; };",
             group);
    play_text(p, rows, text);
}

#define ONE_SHIFT                                                                                  \
    "leaves = \"roster\"; shifts = ( { people = 1; start = \"08:00\"; end = \"11:00\"; } ); "
static const char *const until_eleven[] = {ONE_SHIFT, "staff = (1, 1, 1, 0); "};

/* One call until 11:10, one that waits since 10:55. */
static const char *const rows = "0,38400,call,voice,1800,\n0,39300,call,voice,60,\n";

static void
who_accepts_stays_in_overtime_for_its_length(void **state)
{
    (void)state;
    for (int j = 0; j < 2; j++) {
        char group[400];
        snprintf(group, sizeof(group),
                 "%sovertime = { when = \"waiting > 0\"; length = \"30 min\"; };", until_eleven[j]);
        play p;
        play_day(&p, rows, group);
        assert_int_equal(play_count(&p, CC_JOURNAL_STAYS), 1);
        NEAR(play_when(&p, CC_JOURNAL_STAYS, 1), AT(11, 0));
        NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), AT(11, 10));
        if (j == 0) {
            NEAR(play_when(&p, CC_JOURNAL_GOES, 1), AT(11, 30));
        }
        NEAR(play_agents(&p, CC_A_on_duty), AT(3, 30));
        NEAR(play_agents(&p, CC_A_paid), AT(3, 0));
        NEAR(play_agents(&p, CC_A_overtime), AT(0, 30));
        NEAR(play_agents(&p, CC_A_wages), 10 * (3 + 0.5 * 1.5));
        NEAR(play_agents(&p, CC_A_overtime_offers), 1);
        NEAR(play_agents(&p, CC_A_overtime_accepted), 1);
        play_free(&p);
    }
}

static void
who_is_not_asked_or_declines_goes_with_the_work_in_hand(void **state)
{
    (void)state;
    static const char *const when[] = {
        "overtime = { when = \"waiting > 0\"; accept = 0.0; };",
        "overtime = { when = \"waiting > 0\"; accept = 1e-9; };",
        "overtime = { when = \"waiting > 0\"; at_most = 0; };",
        "overtime = { when = \"waiting > 1\"; };",
        "overtime = { when = \"longest_wait(voice) > 5 min\"; };",
        "overtime = { when = \"not open(voice)\"; };",
    };
    for (int j = 0; j < 12; j++) {
        char group[400];
        snprintf(group, sizeof(group), "%s%s", until_eleven[j % 2], when[j / 2]);
        play p;
        play_day(&p, rows, group);
        assert_int_equal(play_count(&p, CC_JOURNAL_STAYS), 0);
        assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 1);
        NEAR(play_agents(&p, CC_A_overtime), AT(0, 10));
        NEAR(play_agents(&p, CC_A_overtime_offers), j / 2 == 1);
        NEAR(play_agents(&p, CC_A_overtime_accepted), 0);
        play_free(&p);
    }
}

/* The first shift ends at 9:00, the next begins at 10:00: who stayed is in it. */
static void
who_stays_and_is_needed_again_is_in_the_shift(void **state)
{
    (void)state;
    static const char *const again[] = {
        "leaves = \"roster\"; shifts = ( { people = 1; start = \"08:00\"; end = \"09:00\"; }, "
        "{ people = 1; start = \"10:00\"; end = \"11:00\"; } ); ",
        "staff = (1, 0, 1, 0); "};
    for (int j = 0; j < 2; j++) {
        char group[400];
        snprintf(group, sizeof(group), "%sovertime = { when = \"waiting = 0\"; length = \"%s\"; };",
                 again[j], j == 0 ? "90 min" : "2 h");
        play p;
        play_day(&p, "0,28800,call,voice,60,\n", group);
        /* by person the second is another, who is asked as well at 11:00, and stays until closing */
        NEAR(play_when(&p, CC_JOURNAL_STAYS, 1), AT(9, 0));
        assert_int_equal(play_count(&p, CC_JOURNAL_STAYS), j == 0 ? 2 : 1);
        NEAR(play_agents(&p, CC_A_paid), AT(2, 0));
        NEAR(play_agents(&p, CC_A_overtime), j == 0 ? AT(2, 30) : AT(1, 0));
        NEAR(play_agents(&p, CC_A_on_duty), j == 0 ? AT(4, 30) : AT(3, 0));
        play_free(&p);
    }
}

/* Two from 8 to 12, of whom the second (by person) has an unpaid lunch; nobody calls before 11:30. */
static void
who_has_nothing_to_do_goes_for_the_rest_of_the_shift(void **state)
{
    (void)state;
    static const char *const two[] = {
        "leaves = \"roster\"; shifts = ( { people = 2; start = \"08:00\"; end = \"12:00\"; "
        "breaks = ( { length = \"20 min\"; within = [\"09:00\", \"11:00\"]; activity = \"lunch\"; "
        "} "
        "); } ); ",
        "staff = (2, 2, 1, 1); "};
    for (int j = 0; j < 2; j++) {
        char group[500];
        snprintf(group, sizeof(group),
                 "%stime_off = { when = \"agents_free > 1\"; every = \"7 min\"; pay = 0.5; };",
                 two[j]);
        play p;
        play_day(&p, "0,41400,call,voice,60,\n", group);
        const double gone = AT(8, 3); /* 69 times 7 minutes */
        NEAR(play_when(&p, CC_JOURNAL_TAKES_OFF, 1), gone);
        const double off = j == 0 ? AT(12, 0) - gone - AT(0, 20) : AT(10, 0) - gone;
        const double paid = j == 0 ? AT(8, 0) - AT(0, 20) - AT(0, 20) - off : AT(6, 0) - off;
        NEAR(play_agents(&p, CC_A_time_off), off);
        NEAR(play_agents(&p, CC_A_paid), paid);
        NEAR(play_agents(&p, CC_A_on_duty), paid);
        NEAR(play_agents(&p, CC_A_wages), 10 * (paid + 0.5 * off) / 3600);
        NEAR(play_agents(&p, CC_A_time_off_offers), 1);
        NEAR(play_agents(&p, CC_A_time_off_accepted), 1);
        play_free(&p);
    }
}

static void
nobody_is_asked_twice_on_a_day_for_the_same(void **state)
{
    (void)state;
    play p;
    play_day(
        &p, rows,
        "staff = 3; time_off = { when = \"waiting = 0\"; every = \"1 min\"; accept = 1e-9; };");
    NEAR(play_agents(&p, CC_A_time_off_offers), 3);
    NEAR(play_agents(&p, CC_A_time_off_accepted), 0);
    play_free(&p);
    play_day(&p, rows,
             "staff = 3; time_off = { when = \"waiting = 0\"; every = \"1 min\"; at_most = 2; };");
    NEAR(play_agents(&p, CC_A_time_off_accepted), 2);
    NEAR(play_agents(&p, CC_A_on_duty), AT(4, 0));
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_accepts_stays_in_overtime_for_its_length),
        cmocka_unit_test(who_is_not_asked_or_declines_goes_with_the_work_in_hand),
        cmocka_unit_test(who_stays_and_is_needed_again_is_in_the_shift),
        cmocka_unit_test(who_has_nothing_to_do_goes_for_the_rest_of_the_shift),
        cmocka_unit_test(nobody_is_asked_twice_on_a_day_for_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
