/* What is counted, and against what: scripted contacts whose figures are worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/measure/measure.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)
#define ONE "groups = { agents = { staff = 1; }; };"

/* ---- closing time ---- */

#define UNTIL_10(close)                                                                            \
    "hours = [\"09:00\", \"10:00\"]; wait_over = \"20 s\"; close = \"" close "\";"
#define ON_TARGET                                                                                  \
    "channels = { voice = { service_level = { within = \"20 s\"; target = 0.8; }; }; };"

/* One call is answered at once; the others wait for 2400, 1800 and 600 s when the house closes. */
static const char four[] = "0,33000,call,voice,9000,\n0,33600,call,voice,9,\n"
                           "0,34200,call,voice,9,\n0,35400,call,voice,9,\n";

static void
who_is_dropped_at_closing_time_has_waited(void **state)
{
    (void)state;
    play p;
    play_run(&p, four, UNTIL_10("drop"), "", "", ON_TARGET ONE);
    NEAR(play_counter(&p, CC_N_dropped), 3);
    NEAR(play_figure(&p, "wait", "channel:voice"), 1200);
    NEAR(play_figure(&p, "wait_over_20s", "channel:voice"), .75);
    NEAR(play_figure(&p, "longest_wait", "channel:voice"), 2400);
    NEAR(play_figure(&p, "wait_delayed", "channel:voice"), 1600);
    NEAR(play_figure(&p, "excess_wait", "channel:voice"), 1200 - 15);
    NEAR(play_figure(&p, "service_level_g1", "channel:voice"), .25);
    NEAR(play_figure(&p, "service_level_g2", "channel:voice"), .25);
    NEAR(play_figure(&p, "days_on_target", "channel:voice"), 0);
    NEAR(play_figure(&p, "asa", "channel:voice"), 0);
    play_free(&p);
}

static void
who_still_waits_when_the_run_ends_has_waited_so_far(void **state)
{
    (void)state;
    play p;
    /* carried over night, until midnight */
    play_run(&p, four, UNTIL_10("carry"), "", "", ON_TARGET ONE);
    const double waits[] = {86400 - 33600, 86400 - 34200, 86400 - 35400};
    const double sum = waits[0] + waits[1] + waits[2];
    NEAR(play_counter(&p, CC_N_unfinished), 3);
    NEAR(play_figure(&p, "wait", "channel:voice"), sum / 4);
    NEAR(play_figure(&p, "wait_censored", "channel:voice"), sum / 3);
    NEAR(play_figure(&p, "wait_over_20s", "channel:voice"), .75);
    NEAR(play_figure(&p, "longest_wait", "channel:voice"), waits[0]);
    NEAR(play_figure(&p, "service_level_g1", "channel:voice"), .25);
    NEAR(play_figure(&p, "days_on_target", "channel:voice"), 0);
    play_free(&p);
}

static void
censored_waits_are_of_those_who_were_not_answered_yet(void **state)
{
    (void)state;
    play p;
    /* at midnight one is in service, one is being answered for 20 s, and one waits since 100 s */
    play_run(&p, "0,86000,call,voice,900,\n0,86300,call,voice,9,\n0,86350,mail,email,9,\n", "", "",
             "",
             "channels = { voice = {}; email = { answer_delay = \"1 min\"; }; };"
             "groups = { phone = { staff = 1; serves = (\"voice\"); };"
             "           mail = { staff = 1; serves = (\"email\"); }; };");
    NEAR(play_counter(&p, CC_N_unfinished), 3);
    NEAR(play_figure(&p, "wait_censored", "center"), (100 + 50) / 2.0);
    play_free(&p);
}

static void
an_answer_at_once_is_no_wait_of_the_delayed(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,\n0,110,call,voice,50,\n", "", "", "",
             "channels = { voice = { answer_delay = \"10 s\"; }; };" ONE);
    NEAR(play_figure(&p, "wait", "center"), (10 + 60) / 2.0);
    NEAR(play_figure(&p, "delay", "center"), .5);
    NEAR(play_figure(&p, "wait_delayed", "center"), 60);
    play_free(&p);
}

static void
an_email_that_gets_no_reply_misses_the_target_of_its_day(void **state)
{
    (void)state;
    play p;
    /* answered and interrupted, it is lost; or the run ends; one of the day before was in time */
    const char *rows = "0,32400,mail,email,60,\n1,32400,mail,email,600,\n1,32500,call,voice,60,\n";
    play_run(
        &p, rows, "hours = [\"09:00\", \"10:00\"]; days = 2;", "", "",
        "channels = { voice = {}; email = { interruptible = true; interrupted = {"
        " then = \"lost\"; }; service_level = { within = \"5 min\"; target = 0.8; }; }; };" ONE);
    NEAR(play_counter(&p, CC_N_cut_off), 1);
    NEAR(play_figure(&p, "service_level_g1", "channel:email"), .5);
    NEAR(play_figure(&p, "days_on_target", "channel:email"), .5);
    play_free(&p);
    play_run(
        &p, "0,32400,mail,email,60,\n1,32400,mail,email,72000,\n",
        "hours = [\"09:00\", \"10:00\"]; days = 2;", "", "",
        "channels = { email = { service_level = { within = \"5 min\"; target = 0.8; }; }; };" ONE);
    NEAR(play_counter(&p, CC_N_unfinished), 1);
    NEAR(play_figure(&p, "service_level_g1", "channel:email"), .5);
    NEAR(play_figure(&p, "days_on_target", "channel:email"), .5);
    play_free(&p);
}

static size_t
answered_waits(const play *p, const char *scope)
{
    cc_measure measure;
    cc_refusal refusal;
    sim_histogram all = {0};
    assert_int_equal(
        cc_measure_parse(&measure, &p->scenario, &p->layout, "wait_p50", scope, &refusal), 0);
    cc_measure_histogram(&measure, &p->scenario, &p->record, &all);
    return (size_t)all.n;
}

static void
quantiles_are_of_the_channels_of_their_scope(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,100,chat,,,\n0,200,chat,,,\n0,300,chat,,,\n0,1000,mail,email,9,\n"
             "0,1100,call,voice,9,\n0,1200,call,voice,9,\n",
             "", "", "", "channels = { voice = {}; chat = {}; email = {}; };" ONE);
    assert_int_equal(answered_waits(&p, "channel:chat"), 3);
    assert_int_equal(answered_waits(&p, "channel:email"), 1);
    assert_int_equal(answered_waits(&p, "channel:voice"), 2);
    assert_int_equal(answered_waits(&p, "center"), 6);
    play_free(&p);
}

/* ---- by group ---- */

static void
an_email_in_time_belongs_to_the_group_that_answered_it(void **state)
{
    (void)state;
    play p;
    /* the first is begun by the early shift and ended by the late one, which answers the second */
    play_run(
        &p, "0,34100,mail,email,200,\n0,35000,mail,email,50,\n", "hours = [\"09:00\", \"10:00\"];",
        "", "no_context = { explain = \"30 s\"; };",
        "channels = { email = { entry = \"form\"; service_level = { within = \"1 h\"; };"
        "                       interrupted = { then = \"requeue_head\"; }; }; };"
        "automation = { form = { node = \"chatbot\"; time = \"1 s\"; keeps_context = false; }; };"
        "routing = { shift_end = \"interrupt\"; };"
        "groups = { early = { staff = (1, 0); }; late = { staff = (0, 1); }; };");
    NEAR(play_counter(&p, CC_N_requeued), 1);
    static const char *const shares[] = {"service_level_answered", "explained"};
    for (size_t j = 0; j < 2; j++) {
        NEAR(play_figure(&p, shares[j], "group:early"), 1);
        NEAR(play_figure(&p, shares[j], "group:late"), 1);
        NEAR(play_figure(&p, shares[j], "center"), 1);
    }
    NEAR(play_figure(&p, "handle_time", "group:late"), (230 + 80) / 2.0);
    play_free(&p);
}

static void
licences_are_for_the_most_at_once_and_borne_by_each_group_in_proportion(void **state)
{
    (void)state;
    play p;
    /* 10 a day each: never more than 2 at once, of groups that have 2 and 1 at most */
    play_run(&p, "0,32500,call,voice,9,\n", "hours = [\"09:00\", \"10:30\"];", "", "",
             "channels = { voice = {}; }; costs = { licence_per_agent_month = 304.375; };"
             "groups = { early = { staff = (1, 2, 0); }; late = { staff = (1, 0, 1); }; };");
    NEAR(play_figure(&p, "cost", "center"), 20);
    NEAR(cc_record_agent(&p.record, CC_WHOLE_RUN, 0)[CC_A_licences], 20 * 2 / 3.0);
    NEAR(cc_record_agent(&p.record, CC_WHOLE_RUN, 1)[CC_A_licences], 20 * 1 / 3.0);
    play_free(&p);
}

/* ---- automation ---- */

static void
two_nodes_in_a_row_are_one_session(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,50,\n", "", "", "",
             "channels = { voice = { entry = \"menu\"; }; }; costs = { bot_per_session = 2.0; };"
             "automation = { menu = { node = \"chatbot\"; time = \"10 s\"; then = \"bot\"; };"
             "  bot = { node = \"chatbot\"; time = \"20 s\"; contains = 1.0; }; };" ONE);
    NEAR(play_figure(&p, "automated", "center"), 1);
    NEAR(play_figure(&p, "containment", "center"), 1);
    NEAR(play_figure(&p, "cost", "center"), 2);
    NEAR(play_figure(&p, "into_automation", "center"), 2);
    NEAR(play_counter(&p, CC_N_time_automation), 30);
    play_free(&p);
    /* a node that is passed over is none */
    play_run(&p, "0,100,call,voice,50,\n", "", "", "",
             "channels = { voice = { entry = \"menu\"; }; };"
             "automation = { menu = { node = \"chatbot\"; time = \"10 s\"; then = \"bot\"; };"
             "  bot = { node = \"chatbot\"; time = \"20 s\"; capacity = 0; }; };" ONE);
    NEAR(play_figure(&p, "automated", "center"), 1);
    NEAR(play_figure(&p, "containment", "center"), 0);
    play_free(&p);
}

static double
talk_behind_a_node(const char *history, const char *keeps_context)
{
    play p;
    char center[400];
    snprintf(
        center, sizeof(center),
        "history = \"%s\"; channels = { voice = { entry = \"menu\"; }; };"
        "automation = { menu = { node = \"chatbot\"; time = \"1 s\"; keeps_context = %s; }; };" ONE,
        history, keeps_context);
    play_run(&p, "0,100,call,voice,50,\n", "", "", "no_context = { explain = \"30 s\"; };", center);
    const double talk = play_figure(&p, "talk_time", "center");
    play_free(&p);
    return talk;
}

static void
what_was_said_to_a_node_without_context_is_told_again_whatever_the_history(void **state)
{
    (void)state;
    static const char *const histories[] = {"none", "channel", "center"};
    for (size_t j = 0; j < 3; j++) {
        NEAR(talk_behind_a_node(histories[j], "false"), 80);
        NEAR(talk_behind_a_node(histories[j], "true"), 50);
    }
}

/* ---- returns ---- */

static void
who_finds_no_channel_open_has_not_been_in_touch_again(void **state)
{
    (void)state;
    play p;
    const char *center = "channels = { voice = { entry = \"bot\"; }; };"
                         "automation = { bot = { node = \"chatbot\"; time = \"1 s\";"
                         " contains = 1.0; solved = 0.0; }; };" ONE;
    for (int is_open = 0; is_open < 2; is_open++) {
        char customers[200];
        snprintf(customers, sizeof(customers),
                 "unresolved = { returns = 1.0; delay = \"10 h\"; on = { %s = 1.0; }; };",
                 is_open ? "voice" : "chat");
        play_run(&p, "0,100,call,voice,,\n", "days = 3; observe = \"1 d\"; follow_up = \"2 d\";",
                 "", customers, center);
        NEAR(play_counter(&p, CC_N_closed), 1 - is_open);
        NEAR(play_figure(&p, "fcr", "center"), 1 - is_open);
        NEAR(play_figure(&p, "containment_honest", "center"), 1 - is_open);
        play_free(&p);
    }
}

/* ---- backlog ---- */

#define BACKLOG                                                                                    \
    "run = { hours = [\"09:00\", \"10:00\"]; days = 1; };"                                         \
    "demand = { trace = { file = \"rows.csv\"; columns = { day = \"day\"; time = \"time\"; }; };"  \
    "  issues = { a = { arrivals = 0; wants = { chat = 1.0; }; chat = { turns = 3;"                \
    "    agent = { dist = \"lognormal\"; cv = 0.0; mean = (\"10 s\", \"20 s\"); }; customer = "    \
    "\"10 s\"; }; }; }; };"                                                                        \
    "center = { channels = { chat = { work_factor = 1.5; interrupted = {"                          \
    "  then = \"requeue_head\"; }; }; }; routing = { shift_end = \"interrupt\"; };"                \
    "  groups = { agents = { staff = %s; }; }; };"

static void
the_backlog_of_chats_is_the_work_that_their_turns_will_be(void **state)
{
    (void)state;
    play p;
    char text[1000];
    /* in the first half-hour turns take 15 s here, in the second 30 s */
    snprintf(text, sizeof(text), BACKLOG, "0");
    play_text(&p, "0,32500,a,,,\n0,34300,a,,,\n", text);
    NEAR(play_figure(&p, "backlog_hours", "center"), (3 * 15 + 3 * 30) / 3600.0);
    NEAR(play_counter(&p, CC_N_backlog_work), 3 * 15 + 3 * 30);
    play_free(&p);
    /* interrupted 5 s after the beginning of its second turn, 10 s + 15 s are left */
    snprintf(text, sizeof(text), BACKLOG, "(1, 0)");
    play_text(&p, "0,34170,a,,,\n", text);
    NEAR(play_when(&p, CC_JOURNAL_INTERRUPTED, 1), 34200);
    NEAR(play_counter(&p, CC_N_backlog_work), 10 + 15);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_dropped_at_closing_time_has_waited),
        cmocka_unit_test(who_still_waits_when_the_run_ends_has_waited_so_far),
        cmocka_unit_test(censored_waits_are_of_those_who_were_not_answered_yet),
        cmocka_unit_test(an_answer_at_once_is_no_wait_of_the_delayed),
        cmocka_unit_test(an_email_that_gets_no_reply_misses_the_target_of_its_day),
        cmocka_unit_test(quantiles_are_of_the_channels_of_their_scope),
        cmocka_unit_test(an_email_in_time_belongs_to_the_group_that_answered_it),
        cmocka_unit_test(licences_are_for_the_most_at_once_and_borne_by_each_group_in_proportion),
        cmocka_unit_test(two_nodes_in_a_row_are_one_session),
        cmocka_unit_test(
            what_was_said_to_a_node_without_context_is_told_again_whatever_the_history),
        cmocka_unit_test(who_finds_no_channel_open_has_not_been_in_touch_again),
        cmocka_unit_test(the_backlog_of_chats_is_the_work_that_their_turns_will_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
