/* Work and answers that are interrupted: what remains of the patience, what has to be done again,
 * and what counts as waiting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)

/* ---- patience ---- */

#define REMAINING                                                                                  \
    "channels = { voice = {}; email = { interruptible = true; interrupted = {"                     \
    " then = \"requeue_head\"; patience = \"remaining\"; }; }; };"                                 \
    "groups = { agents = { staff = 1; }; };"

static void
patience_that_remains_is_shared_by_all_stays_in_the_queue(void **state)
{
    (void)state;
    play p;
    /* waits 100, 150 and 300 s of its 600 s */
    play_run(&p,
             "0,0,call,voice,100,\n0,0,mail,email,1000,600\n0,200,call,voice,150,\n"
             "0,400,call,voice,300,\n",
             "", "", "", REMAINING);
    assert_int_equal(play_count(&p, CC_JOURNAL_ABANDONS), 0);
    NEAR(play_figure(&p, "contact_time", "channel:email"), 1550);
    NEAR(play_figure(&p, "total_wait", "channel:email"), 550);
    NEAR(play_figure(&p, "asa", "channel:email"), 100);
    play_free(&p);
    /* 540 s end after 290 s of the third stay: no abandonment, since it had been answered */
    play_run(&p,
             "0,0,call,voice,100,\n0,0,mail,email,1000,540\n0,200,call,voice,150,\n"
             "0,400,call,voice,300,\n",
             "", "", "", REMAINING);
    NEAR(play_when(&p, CC_JOURNAL_ABANDONS, 1), 690);
    NEAR(play_counter(&p, CC_N_cut_off), 1);
    NEAR(play_counter(&p, CC_N_abandoned), 0);
    play_free(&p);
}

static void
an_answer_delay_takes_no_patience(void **state)
{
    (void)state;
    play p;
    /* waits 100 s, is being answered for 280 s when the shift ends, waits for the other 500 s */
    play_run(&p, "0,33520,call,voice,100,\n0,33820,call,voice,100,600\n",
             "hours = [\"09:00\", \"10:30\"];", "", "",
             "channels = { voice = { answer_delay = \"5 min\"; interrupted = {"
             " then = \"requeue_head\"; patience = \"remaining\"; }; }; };"
             "routing = { shift_end = \"interrupt\"; };"
             "groups = { agents = { staff = (1, 0, 0); }; };");
    NEAR(play_when(&p, CC_JOURNAL_INTERRUPTED, 1), 34200);
    NEAR(play_when(&p, CC_JOURNAL_ABANDONS, 1), 34200 + 500);
    NEAR(play_figure(&p, "time_to_abandon", "center"), 880);
    play_free(&p);
}

/* ---- taking up again ---- */

static double
talk_of_mail(const char *then, const char *work, const char *rows)
{
    play p;
    char center[400];
    snprintf(center, sizeof(center),
             "channels = { voice = {}; email = { interruptible = true; resume = \"50 s\";"
             " interrupted = { then = \"%s\"; work = \"%s\"; }; }; };"
             "groups = { agents = { staff = 1; }; };",
             then, work);
    play_run(&p, rows, "", "", "", center);
    const double talk = play_figure(&p, "talk_time", "channel:email");
    play_free(&p);
    return talk;
}

static void
interrupted_work_needs_time_to_resume_requeued_work_included(void **state)
{
    (void)state;
    const char *once = "0,0,mail,email,600,\n0,200,call,voice,30,\n";
    NEAR(talk_of_mail("keep", "resume", once), 650);
    NEAR(talk_of_mail("requeue_head", "resume", once), 650);
    NEAR(talk_of_mail("requeue_tail", "resume", once), 650);
    NEAR(talk_of_mail("requeue_head", "restart", once), 200 + 600 + 50);
}

static void
each_interruption_costs_it_anew(void **state)
{
    (void)state;
    /* the second call comes 20 s after the mail was taken up again */
    const char *twice = "0,0,mail,email,600,\n0,200,call,voice,30,\n0,250,call,voice,30,\n";
    NEAR(talk_of_mail("keep", "resume", twice), 700);
    NEAR(talk_of_mail("requeue_head", "resume", twice), 700);
    NEAR(talk_of_mail("requeue_head", "restart", twice), 200 + 20 + 600 + 50 + 50);
}

#define HOUR "hours = [\"09:00\", \"10:00\"];" /* of two intervals */
#define TWO_SHIFTS                                                                                 \
    "channels = { chat = { resume = \"7 s\"; interrupted = { then = \"requeue_head\"; }; }; };"    \
    "routing = { shift_end = \"interrupt\"; };"                                                    \
    "groups = { early = { staff = (1, 0); }; late = { staff = (0, 1); }; };"

static void
a_chat_that_goes_over_to_another_agent_is_resumed_in_its_next_turn(void **state)
{
    (void)state;
    play p;
    /* turns of 10 s; after the first the customer types until 34215, but replies at 34200 */
    play_run(&p, "0,34185,chat,,,\n", HOUR, "", "", TWO_SHIFTS);
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 2), 34200);
    NEAR(play_value(&p, CC_JOURNAL_TALKS, 2), 17);
    NEAR(play_figure(&p, "talk_time", "channel:chat"), 37);
    play_free(&p);
    /* no turn of the agent had begun */
    play_run(&p, "0,34185,first,,,\n", HOUR, "", "", TWO_SHIFTS);
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 1), 34200);
    NEAR(play_figure(&p, "talk_time", "channel:chat"), 30);
    play_free(&p);
}

/* ---- answering ---- */

#define ANSWERING(then, more)                                                                      \
    "channels = { voice = { answer_delay = \"5 min\"; resume = \"50 s\";" more                     \
    " interrupted = { then = \"" then "\"; }; service_level = { within = \"20 s\"; }; }; };"       \
    "routing = { shift_end = \"interrupt\"; };"                                                    \
    "groups = { agents = { staff = (1, 0, 1, 1); }; };"
#define TWO_HOURS "hours = [\"09:00\", \"11:00\"]; wait_over = (\"2219 s\", \"2220 s\");"

static void
what_had_passed_of_an_answer_delay_belongs_to_the_wait(void **state)
{
    (void)state;
    play p;
    /* is being answered for 120 s, waits half an hour, is being answered for 300 s */
    play_run(&p, "0,34080,call,voice,20,\n", TWO_HOURS, "", "", ANSWERING("requeue_head", ""));
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 1), 36300);
    NEAR(play_value(&p, CC_JOURNAL_TALKS, 1), 20); /* no work had begun: nothing to resume */
    NEAR(play_figure(&p, "asa", "center"), 2220);
    NEAR(play_figure(&p, "wait", "center"), 2220);
    NEAR(play_figure(&p, "total_wait", "center"), 2220);
    NEAR(play_figure(&p, "longest_wait", "center"), 2220);
    NEAR(play_figure(&p, "excess_wait", "center"), 2200);
    NEAR(play_figure(&p, "wait_over_2219s", "center"), 1);
    NEAR(play_figure(&p, "wait_over_2220s", "center"), 0);
    NEAR(play_counter(&p, CC_N_time_waiting) + play_counter(&p, CC_N_time_answering), 2220);
    NEAR(play_figure(&p, "delay", "center"), 1); /* it came back to the queue unanswered */
    NEAR(play_figure(&p, "wait_delayed", "center"), 2220);
    play_free(&p);
}

static void
who_is_lost_while_being_answered_has_waited(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,34080,call,voice,20,\n",
             "hours = [\"09:00\", \"11:00\"]; wait_over = \"119 s\";", "", "",
             ANSWERING("lost", ""));
    NEAR(play_counter(&p, CC_N_dropped), 1);
    NEAR(play_figure(&p, "wait", "center"), 120);
    NEAR(play_figure(&p, "wait_over_119s", "center"), 1);
    NEAR(play_figure(&p, "service_level_g1", "center"), 0);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patience_that_remains_is_shared_by_all_stays_in_the_queue),
        cmocka_unit_test(an_answer_delay_takes_no_patience),
        cmocka_unit_test(interrupted_work_needs_time_to_resume_requeued_work_included),
        cmocka_unit_test(each_interruption_costs_it_anew),
        cmocka_unit_test(a_chat_that_goes_over_to_another_agent_is_resumed_in_its_next_turn),
        cmocka_unit_test(what_had_passed_of_an_answer_delay_belongs_to_the_wait),
        cmocka_unit_test(who_is_lost_while_being_answered_has_waited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
