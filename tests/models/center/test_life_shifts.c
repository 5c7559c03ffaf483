/* Shifts, closing time, and who looks for work then: moment by moment. */
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
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)
#define AT(h, m) (3600.0 * (h) + 60.0 * (m))
#define DAY 86400.0
#define OPEN "hours = [\"08:00\", \"12:00\"]; days = 2; close = \"serve\";"
#define ALL "voice = {}; chat = {}; email = {}; "

static void
a_group_goes_home_if_nobody_waits_for_it_and_works_at_the_next_opening(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,39600,call,voice,100,\n0,43140,mail,email,120,\n0,43170,mail,email,120,\n"
             "1,32400,mail,email,120,\n",
             OPEN, "", "",
             "channels = { voice = {}; email = {}; };"
             "groups = { phone = { serves = ( \"voice\" ); staff = 0; };"
             "           mail = { serves = ( \"email\" ); staff = 1; }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 3);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 1), AT(11, 59));
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), DAY + AT(8, 0));
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), DAY + AT(9, 0));
    NEAR(play_agents(&p, CC_A_overtime), 60);
    NEAR(play_agents(&p, CC_A_on_duty), 2 * AT(4, 0) + 60);
    play_free(&p);
}

/* The second caller finds the line busy, and redials as the clock strikes twelve. */
static void
run_to_noon(play *p, const char *close, const char *rows)
{
    char run[100], all[300];
    snprintf(run, sizeof(run), "hours = [\"08:00\", \"12:00\"]; days = 2; close = \"%s\";", close);
    snprintf(all, sizeof(all), "0,28800,call,voice,3600,\n0,28860,call,voice,100,\n%s", rows);
    play_run(p, all, run, "", "redial = { after_block = 1.0; delay = \"14340 s\"; };",
             "channels = { voice = { lines = 1; }; chat = {}; email = {}; };"
             "groups = { one = { staff = 1; }; };");
    NEAR(play_when(p, CC_JOURNAL_GETS_IN_TOUCH, play_count(p, CC_JOURNAL_GETS_IN_TOUCH)),
         AT(12, 0));
    assert_int_equal(play_count(p, CC_JOURNAL_BLOCKED), 1);
}

static void
the_instant_of_closing_is_after_closing(void **state)
{
    (void)state;
    play p;
    run_to_noon(&p, "serve", ""); /* the group has gone */
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), DAY + AT(8, 0));
    NEAR(play_agents(&p, CC_A_overtime), 0);
    play_free(&p);
    run_to_noon(&p, "serve", "0,42000,mail,email,1800,\n0,42100,chat,chat,,\n"); /* it stays */
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 43800);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), 3); /* the chat */
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 4), 43870);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 4), 1);
    play_free(&p);
    run_to_noon(&p, "carry", "");
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), DAY + AT(8, 0));
    play_free(&p);
    run_to_noon(&p, "drop", "");
    NEAR(play_when(&p, CC_JOURNAL_DROPPED, 1), AT(12, 0));
    NEAR(play_value(&p, CC_JOURNAL_DROPPED, 1), 0);
    play_free(&p);
}

/* On duty all night for a chat that needs both hands; an e-mail needs one. */
static void
who_is_there_already_looks_for_work_at_the_opening(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,40000,call,voice,5000,\n0,40010,call,voice,90000,\n0,42600,chat,chat,,\n"
             "0,42700,mail,email,120,\n",
             OPEN, "", "",
             "channels = { " ALL "};"
             "groups = { one = { staff = 1; at_once = { voice = 2; email = 2; }; }; };");
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 45000); /* after closing: no e-mail then */
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), DAY + AT(8, 0));
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), 3);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 4), 135000 + 120);
    NEAR(play_agents(&p, CC_A_overtime), AT(20, 0) + 135000 + 120 + 70 - DAY - AT(12, 0));
    play_free(&p);
}

static void
requeued_work_goes_to_any_other_who_may_take_it(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,28800,mail,email,600,\n0,29100,call,voice,1800,\n", OPEN, "", "",
             "channels = { voice = {}; email = { interruptible = true;"
             "                                   interrupted = { then = \"requeue_tail\"; }; }; };"
             "queues = { calls = { channel = \"voice\"; };"
             "           mails = { channel = \"email\"; groups = ( \"one\", \"two\" ); }; };"
             "groups = { one = { serves = ( \"calls\", \"mails\" ); staff = 1;"
             "                   at_once = { voice = 2; email = 2; }; };"
             "           two = { serves = ( \"mails\" ); staff = 1; }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 3);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 29100);
    assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, 1), 0);
    assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, 3), 1);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 29400);
    play_free(&p);
}

static void
an_agent_whose_work_is_requeued_looks_for_other_work(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,28800,mail,email,600,\n0,28920,chat,chat,,\n0,29100,call,voice,3600,\n"
             "0,29160,chat,chat,,\n",
             OPEN, "", "",
             "channels = { voice = {}; chat = { interruptible = true; };"
             "  email = { interruptible = true; interrupted = { then = \"requeue_tail\"; }; }; };"
             "groups = { one = { at_once = { voice = 2; chat = 2; }; staff = 1; }; };");
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 29100);
    NEAR(play_value(&p, CC_JOURNAL_TAKEN, 3), 180);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), 1);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 4), 29100 + 3600);
    play_free(&p);
}

static void
an_email_that_closing_forbids_holds_back_no_chat(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,42600,call,voice,1200,\n0,42600,call,voice,1200,\n0,42900,mail,email,300,\n"
             "0,42960,chat,chat,,\n",
             OPEN, "", "",
             "channels = { " ALL "};"
             "groups = { one = { serves = ( \"voice\", \"email\", \"chat\" ); staff = 2; }; };"
             "routing = { reserve = { chat = 1; }; };");
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), AT(12, 10));
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), 3);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 4), DAY + AT(8, 0));
    NEAR(play_agents(&p, CC_A_overtime), 2 * 600 + 3 * 10 + 2 * 20);
    NEAR(play_agents(&p, CC_A_on_duty), 4 * AT(4, 0) + 1270);
    play_free(&p);
}

/* Two agents hold back one each; the group has no more than that, and need not stay. */
static void
nobody_stays_for_whom_they_could_never_take(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,42900,chat,chat,,\n", OPEN, "", "",
             "channels = { " ALL "};"
             "groups = { one = { serves = ( \"voice\", \"chat\" ); staff = 2; }; };"
             "routing = { reserve = { chat = 2; }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 0);
    NEAR(play_agents(&p, CC_A_overtime), 0);
    play_free(&p);
}

static void
nobody_gets_work_of_a_colleague_who_leaves_at_the_same_instant(void **state)
{
    (void)state;
    play p;
    play_run(
        &p, "0,30600,mail,email,3000,\n0,30660,mail,email,3000,\n0,30720,mail,email,3000,\n", OPEN,
        "", "",
        "channels = { email = { interrupted = { then = \"requeue_tail\"; }; }; };"
        "groups = { one = { at_once = { email = 2; }; staff = ( 3, 3, 1, 1, 1, 1, 1, 1 ); }; };"
        "routing = { shift_end = \"interrupt\"; select_agent = \"fewest-open\"; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_INTERRUPTED), 2);
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 5);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 4), AT(9, 0)); /* the last seat gives away first */
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 4), 2);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 5), AT(9, 20)); /* where the first is done */
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 5), 1);
    play_free(&p);
}

static void
work_after_closing_is_overtime_and_may_be_paid(void **state)
{
    (void)state;
    for (int is_paid = 0; is_paid < 2; is_paid++) {
        play p;
        char center[300];
        snprintf(center, sizeof(center),
                 "channels = { voice = {}; }; groups = { one = { staff = 1; wage_per_hour = 36.0;"
                 " %s }; };",
                 is_paid == 1 ? "overtime_pay = 1.5;" : "");
        play_run(&p, "0,42600,call,voice,1800,\n0,42900,call,voice,600,\n", OPEN, "", "", center);
        NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), AT(12, 20));
        NEAR(play_agents(&p, CC_A_paid), 2 * AT(4, 0));
        NEAR(play_agents(&p, CC_A_overtime), AT(0, 30));
        NEAR(play_agents(&p, CC_A_on_duty), 2 * AT(4, 0) + AT(0, 30));
        NEAR(play_agents(&p, CC_A_wages), 8 * 36 + is_paid * 0.5 * 36 * 1.5);
        play_free(&p);
    }
}

static void
licences_are_for_the_most_at_once_in_all_groups(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,28800,call,voice,60,\n", "hours = [\"08:00\", \"12:00\"]; days = 1;", "", "",
             "channels = { voice = {}; };"
             "groups = { early = { staff = ( 2, 2, 2, 2, 0, 0, 0, 0 ); };"
             "           late = { staff = ( 0, 0, 0, 0, 1, 1, 1, 1 ); }; };"
             "costs = { licence_per_agent_month = 304.375; };"); /* 10 a day */
    NEAR(cc_record_agent(&p.record, CC_WHOLE_RUN, 0)[CC_A_licences], 20 * 2.0 / 3);
    NEAR(cc_record_agent(&p.record, CC_WHOLE_RUN, 1)[CC_A_licences], 20 * 1.0 / 3);
    play_free(&p);
}

static void
staff_tables_take_no_memory_by_day_and_interval(void **state)
{
    (void)state;
    enum { GROUPS = 256 };
    static char text[GROUPS * 48 + 400];
    int n =
        snprintf(text, sizeof(text),
                 "run = { interval = \"1 min\"; days = 3660; };"
                 "demand = { issues = { a = { per_hour = 0; voice = { talk = \"1 s\"; }; }; }; };"
                 "center = { channels = { voice = {}; }; groups = { ");
    for (int g = 0; g < GROUPS; g++) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "g%d = { staff = 1; }; ", g);
    }
    snprintf(text + n, sizeof(text) - (size_t)n, "}; };");
    cc_scenario scenario;
    cc_layout layout;
    cc_refusal refusal = {""};
    assert_int_equal(cc_scenario_load_text(&scenario, "many.cfg", text, NULL, 0, &refusal), SIM_OK);
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    getrusage(RUSAGE_SELF, &after);
    assert_true(after.ru_maxrss - before.ru_maxrss < 100 * 1024); /* kB; 16 GB would be a table */
    cc_center_delete(center);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_goes_home_if_nobody_waits_for_it_and_works_at_the_next_opening),
        cmocka_unit_test(the_instant_of_closing_is_after_closing),
        cmocka_unit_test(who_is_there_already_looks_for_work_at_the_opening),
        cmocka_unit_test(requeued_work_goes_to_any_other_who_may_take_it),
        cmocka_unit_test(an_agent_whose_work_is_requeued_looks_for_other_work),
        cmocka_unit_test(an_email_that_closing_forbids_holds_back_no_chat),
        cmocka_unit_test(nobody_stays_for_whom_they_could_never_take),
        cmocka_unit_test(nobody_gets_work_of_a_colleague_who_leaves_at_the_same_instant),
        cmocka_unit_test(work_after_closing_is_overtime_and_may_be_paid),
        cmocka_unit_test(licences_are_for_the_most_at_once_in_all_groups),
        cmocka_unit_test(staff_tables_take_no_memory_by_day_and_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
