/* What agents do with scripted contacts, moment by moment: interruption, chats, shifts, routing,
 * automation. */
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

/* ---- interruption ---- */

#define BLEND(interrupted)                                                                         \
    "channels = { voice = {}; email = { interruptible = true; resume = \"10 s\";" interrupted      \
    " }; }; groups = { agents = { staff = 1; }; };"

static void
a_call_interrupts_an_email_which_is_resumed(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,mail,email,100,\n0,140,call,voice,50,\n0,150,call,voice,20,\n", "", "", "",
             BLEND(""));
    NEAR(play_when(&p, CC_JOURNAL_INTERRUPTED, 1), 140);
    NEAR(play_value(&p, CC_JOURNAL_INTERRUPTED, 1), 60);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), 140);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 190); /* calls go first */
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 3), 210 + 10 + 60);
    NEAR(play_counter(&p, CC_N_time_held), 70);
    NEAR(play_counter(&p, CC_N_interrupted), 1);
    play_free(&p);
}

/* 300 s of work at speed 2.5: 120 s, of which 80 are left after 40; like its attention before. */
static void
what_is_left_is_told_in_the_agents_own_seconds(void **state)
{
    (void)state;
    play p;
    for (int restart = 0; restart < 2; restart++) {
        play_run(&p, "0,100,mail,email,300,\n0,140,call,voice,50,\n", "", "", "",
                 restart ? "channels = { voice = {}; email = { interruptible = true;"
                           "  interrupted = { work = \"restart\"; then = \"requeue_head\"; }; }; };"
                           "groups = { agents = { staff = 1; speed = { email = 2.5; }; }; };"
                         : "channels = { voice = {}; email = { interruptible = true; }; };"
                           "groups = { agents = { staff = 1; speed = { email = 2.5; }; }; };");
        NEAR(play_value(&p, CC_JOURNAL_TALKS, 1), 120);
        NEAR(play_value(&p, CC_JOURNAL_INTERRUPTED, 1), restart ? 120 : 80);
        NEAR(play_value(&p, CC_JOURNAL_TALKS, 3), restart ? 120 : 80);
        NEAR(play_value(&p, CC_JOURNAL_ENDS, 2), restart ? 160 : 120); /* attention in all */
        if (restart) {
            NEAR(play_value(&p, CC_JOURNAL_REQUEUED, 1), 120);
        }
        play_free(&p);
    }
}

static void
interrupted_work_goes_where_its_channel_says(void **state)
{
    (void)state;
    play p;
    const char *rows = "0,100,mail,email,100,\n0,105,mail,email,30,\n0,140,call,voice,50,\n";
    play_run(&p, rows, "", "", "", BLEND("interrupted = { then = \"requeue_head\"; };"));
    assert_int_equal(play_who(&p, CC_JOURNAL_ENDS, 2), 0);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 2), 190 + 10 + 60);
    NEAR(play_counter(&p, CC_N_requeued), 1);
    NEAR(play_counter(&p, CC_N_offered), 3); /* a requeue is no new offer */
    play_free(&p);
    play_run(&p, rows, "", "", "", BLEND("interrupted = { then = \"requeue_tail\"; };"));
    assert_int_equal(play_who(&p, CC_JOURNAL_ENDS, 2), 1);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 3), 190 + 30 + 10 + 60);
    play_free(&p);
    play_run(&p, rows, "", "", "",
             BLEND("interrupted = { then = \"requeue_head\"; work = \"restart\"; };"));
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 2), 190 + 10 + 100);
    play_free(&p);
    play_run(&p, rows, "", "", "", BLEND("interrupted = { then = \"lost\"; };"));
    NEAR(play_when(&p, CC_JOURNAL_CUT_OFF, 1), 140);
    NEAR(play_counter(&p, CC_N_cut_off), 1);
    NEAR(play_counter(&p, CC_N_abandoned), 0);
    assert_int_equal(play_count(&p, CC_JOURNAL_ENDS), 2);
    play_free(&p);
}

static void
nobody_is_interrupted_while_somebody_is_free(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,mail,email,100,\n0,140,call,voice,50,\n", "", "", "",
             "channels = { voice = {}; email = { interruptible = true; }; };"
             "groups = { both = { staff = 1; }; phone = { staff = 1; serves = (\"voice\"); }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_INTERRUPTED), 0);
    play_free(&p);
}

/* ---- chat ---- */

static void
chats_share_one_attention_turn_by_turn(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,chat,,,\n0,105,chat,,,\n0,106,chat,,,\n", "", "", "",
             "channels = { chat = {}; };"
             "groups = { agents = { staff = 1; at_once = { chat = 2; }; }; };");
    /* A: 100-110, 130-140, 160-170; B, taken at 105: 110-120, 140-150, 170-180 */
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), 105);
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 2), 110);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 170);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 2), 180);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 170); /* then there is a hand free */
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 7), 180);
    NEAR(play_counter(&p, CC_N_first_response), 10 + 15 + 84);
    play_free(&p);
}

static void
the_customer_may_type_first(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,first,,,\n", "", "", "",
             "channels = { chat = {}; }; groups = { agents = { staff = 1; }; };");
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 1), 120);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 190);
    NEAR(play_counter(&p, CC_N_time_typing), 60);
    NEAR(play_counter(&p, CC_N_wait_answered), 0);
    play_free(&p);
}

static void
a_customer_who_types_first_needs_no_attention_for_it(void **state)
{
    (void)state;
    play p;
    /* the first has the attention from 120 to 130; the second types from 121 on nevertheless */
    play_run(&p, "0,100,first,,,\n0,121,first,,,\n", "", "", "",
             "channels = { chat = {}; };"
             "groups = { agents = { staff = 1; at_once = { chat = 2; }; }; };");
    NEAR(play_when(&p, CC_JOURNAL_TYPES, 2), 121);
    NEAR(play_when(&p, CC_JOURNAL_TALKS, 2), 141);
    play_free(&p);
}

/* ---- shifts and closing ---- */

#define SHIFT(end, interrupted)                                                                    \
    "channels = { voice = { interrupted = { " interrupted " }; }; };"                              \
    "routing = { shift_end = \"" end "\"; };"                                                      \
    "groups = { early = { staff = (1, 0); }; late = { staff = (0, 1); }; };"
#define HOUR "hours = [\"09:00\", \"10:00\"];"

static void
open_work_is_finished_after_the_end_of_the_shift(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,34100,call,voice,200,\n", HOUR, "", "", SHIFT("finish", ""));
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 34300);
    NEAR(play_agents(&p, CC_A_overtime), 100);
    NEAR(play_agents(&p, CC_A_paid), 3600);
    NEAR(play_agents(&p, CC_A_on_duty), 3700);
    play_free(&p);
}

static void
or_handed_to_the_next_shift_or_lost(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,34100,call,voice,200,\n", HOUR, "", "",
             SHIFT("interrupt", "then = \"requeue_head\";"));
    NEAR(play_when(&p, CC_JOURNAL_INTERRUPTED, 1), 34200);
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 2);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 34300);
    NEAR(play_agents(&p, CC_A_overtime), 0);
    play_free(&p);
    play_run(&p, "0,34100,call,voice,200,\n", HOUR, "", "", SHIFT("interrupt", "then = \"lost\";"));
    NEAR(play_counter(&p, CC_N_cut_off), 1);
    play_free(&p);
}

static void
at_closing_time_what_waits_is_served_dropped_or_carried(void **state)
{
    (void)state;
    play p;
    const char *rows = "0,35900,call,voice,200,\n0,35950,call,voice,50,\n0,35960,mail,email,20,\n";
    const char *center =
        "channels = { voice = {}; email = {}; }; groups = { agents = { staff = 1; }; };";
    play_run(&p, rows, HOUR "days = 2; close = \"serve\";", "", "", center);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 2), 36150); /* after closing at 36000 */
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 3), 86400 + 32400 + 20);
    play_free(&p);
    play_run(&p, rows, HOUR "days = 2; close = \"drop\";", "", "", center);
    NEAR(play_when(&p, CC_JOURNAL_DROPPED, 1), 36000);
    NEAR(play_counter(&p, CC_N_dropped), 1);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 36100);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 2), 86400 + 32400 + 20);
    play_free(&p);
    play_run(&p, rows, HOUR "days = 2; close = \"carry\";", "", "", center);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 2), 86400 + 32400 + 50);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 3), 86400 + 32400 + 70);
    play_free(&p);
}

static void
nobody_begins_to_wait_in_a_house_that_drops_at_closing_time(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,35990,call,voice,200,\n", HOUR "days = 2; close = \"drop\";", "", "",
             "channels = { voice = { entry = \"menu\"; }; };"
             "automation = { menu = { node = \"chatbot\"; time = \"30 s\"; }; };"
             "groups = { agents = { staff = 1; }; };");
    NEAR(play_when(&p, CC_JOURNAL_DROPPED, 1), 36020);
    NEAR(play_counter(&p, CC_N_dropped), 1);
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 0);
    play_free(&p);
    play_run(&p, "0,35990,call,voice,200,\n", HOUR "days = 2; close = \"drop\";", "", "",
             "channels = { voice = { interrupted = { then = \"requeue_head\"; }; }; };"
             "groups = { agents = { staff = 1; }; }; routing = { shift_end = \"interrupt\"; };");
    NEAR(play_when(&p, CC_JOURNAL_DROPPED, 1), 36000);
    NEAR(play_counter(&p, CC_N_cut_off), 1);
    assert_int_equal(play_count(&p, CC_JOURNAL_TAKEN), 1);
    play_free(&p);
}

static void
who_is_served_at_closing_time_is_not_interrupted_by_it(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,35900,call,voice,200,\n", HOUR "days = 2; close = \"serve\";", "", "",
             "channels = { voice = { interrupted = { then = \"requeue_head\"; }; }; };"
             "routing = { shift_end = \"interrupt\"; }; groups = { agents = { staff = 1; }; };");
    assert_int_equal(play_count(&p, CC_JOURNAL_INTERRUPTED), 0);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 36100);
    play_free(&p);
}

static void
fractions_of_agents_and_shrinkage_keep_the_hours(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,86000,call,voice,1,\n", "hours = [\"00:00\", \"24:00\"];", "", "",
             "staff_scale = 1.5; channels = { voice = {}; };"
             "groups = { agents = { staff = 3; shrinkage = 0.25; wage_per_hour = 10.0; }; };");
    NEAR(play_agents(&p, CC_A_paid), 4.5 * 86400);
    NEAR(play_agents(&p, CC_A_on_duty), 3.375 * 86400);
    NEAR(play_agents(&p, CC_A_wages), 4.5 * 240);
    play_free(&p);
}

static void
overtime_ends_with_the_work_and_the_next_shift_is_as_large(void **state)
{
    (void)state;
    play p;
    /* one of two agents stays 100 s longer; both are there for the next day's two calls */
    play_run(&p, "0,34100,call,voice,200,\n1,32500,call,voice,50,\n1,32510,call,voice,50,\n",
             HOUR "days = 3;", "", "",
             "channels = { voice = {}; }; groups = { agents = { staff = (2, 0); }; };");
    NEAR(play_agents(&p, CC_A_overtime), 100);
    NEAR(play_agents(&p, CC_A_paid), 3 * 2 * 1800);
    NEAR(play_agents(&p, CC_A_on_duty), 3 * 2 * 1800 + 100);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 86400 + 32510);
    play_free(&p);
}

static void
a_wrap_up_that_the_run_ends_in_counts_so_far(void **state)
{
    (void)state;
    play p;
    play_run(
        &p, "0,86300,call,voice,40,\n", "", "", "",
        "channels = { voice = { wrap_up = \"5 min\"; }; }; groups = { agents = { staff = 1; }; };");
    NEAR(play_counter(&p, CC_N_time_wrap_up), 60);
    NEAR(play_agents(&p, CC_A_attention), 100);
    play_free(&p);
}

/* ---- who takes what ---- */

static void
of_equally_preferred_lines_who_entered_first_at_one_moment_goes_first(void **state)
{
    (void)state;
    play p;
    static const char *const rows[] = {
        "0,100,call,voice,50,\n0,105,call,voice,9,\n0,110,mail,email,10,\n0,110,chat,,,\n",
        "0,100,call,voice,50,\n0,105,call,voice,9,\n0,110,chat,,,\n0,110,mail,email,10,\n",
    };
    for (int j = 0; j < 2; j++) {
        play_run(
            &p, rows[j], "", "", "",
            "channels = { voice = {}; chat = {}; email = {}; };"
            "groups = { agents = { staff = 1; serves = ([\"chat\", \"email\", \"voice\"]); }; };");
        for (int k = 1; k <= 3; k++) {
            assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, k + 1), k);
        }
        play_free(&p);
    }
}

static void
a_group_takes_by_rank_then_priority_then_longest_wait(void **state)
{
    (void)state;
    play p;
    const char *rows = "0,100,call,voice,100,\n0,110,call,voice,10,\n0,120,mail,email,10,\n"
                       "0,130,chat,,,\n";
    const char *center = "channels = { voice = {}; chat = {}; email = {}; }; %s"
                         "groups = { agents = { staff = 1; serves = %s; }; };";
    char text[512];
    snprintf(text, sizeof(text), center, "", "(\"chat\", \"email\", \"voice\")");
    play_run(&p, rows, "", "", "", text);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 2), 3);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), 2);
    play_free(&p);
    snprintf(text, sizeof(text), center, "", "([\"chat\", \"email\", \"voice\"])");
    play_run(&p, rows, "", "", "", text);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 2), 1);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), 2);
    play_free(&p);
    snprintf(text, sizeof(text), center,
             "queues = { a = { channel = \"voice\"; }; b = { channel = \"email\"; priority = 2; };"
             " c = { channel = \"chat\"; priority = 1; }; };",
             "([\"a\", \"b\", \"c\"])");
    play_run(&p, rows, "", "", "", text);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 2), 2);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 3), 3);
    play_free(&p);
}

static void
a_queue_prefers_its_groups_in_order(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,100,\n0,110,call,voice,10,\n", "", "", "",
             "channels = { voice = {}; };"
             "queues = { q = { channel = \"voice\"; groups = (\"second\", \"first\"); }; };"
             "groups = { first = { staff = 1; }; second = { staff = 1; }; };");
    assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, 1), 1);
    assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, 2), 0);
    play_free(&p);
}

static void
the_longest_idle_agent_of_equal_groups_is_taken(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,call,voice,10,\n0,101,call,voice,30,\n0,200,call,voice,5,\n", "", "", "",
             "channels = { voice = {}; };"
             "groups = { first = { staff = 1; }; second = { staff = 1; }; };");
    assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, 3), play_b(&p, CC_JOURNAL_TAKEN, 1));
    play_free(&p);
}

static void
fewest_open_spreads_chats_and_longest_idle_too(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,chat,,,\n0,101,chat,,,\n0,102,chat,,,\n", "", "", "",
             "channels = { chat = {}; }; routing = { select_agent = \"fewest-open\"; };"
             "groups = { agents = { staff = 2; at_once = { chat = 2; }; }; };");
    assert_int_not_equal(play_b(&p, CC_JOURNAL_TAKEN, 1), play_b(&p, CC_JOURNAL_TAKEN, 2));
    assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, 1), play_b(&p, CC_JOURNAL_TAKEN, 3));
    play_free(&p);
}

static void
a_reserve_keeps_agents_free_of_the_work(void **state)
{
    (void)state;
    play p;
    /* 3 agents, 1 stays free of mail: of three mails two start at once, the third when one ends */
    play_run(&p, "0,100,mail,email,50,\n0,101,mail,email,50,\n0,102,mail,email,50,\n", "", "", "",
             "channels = { voice = {}; email = {}; }; routing = { reserve = { email = 1; }; };"
             "groups = { agents = { staff = 3; serves = (\"voice\", \"email\"); }; };");
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 2), 101);
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 3), 150);
    play_free(&p);
    /* a call takes the reserved agent; then a freed one stays free until a second is */
    play_run(&p,
             "0,100,mail,email,50,\n0,101,mail,email,90,\n0,102,mail,email,50,\n"
             "0,103,call,voice,100,\n",
             "", "", "",
             "channels = { voice = {}; email = {}; }; routing = { reserve = { email = 1; }; };"
             "groups = { agents = { staff = 3; serves = (\"voice\", \"email\"); }; };");
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 4), 191);
    play_free(&p);
}

static void
pace_and_speed_shorten_work_and_the_work_factor_lengthens_it(void **state)
{
    (void)state;
    play p;
    play_run(
        &p, "0,100,call,voice,60,\n", "", "", "",
        "channels = { voice = { work_factor = 1.2; }; };"
        "groups = { agents = { staff = 1; speed = { voice = 2.0; }; pace = { call = 1.5; }; }; };");
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 100 + 60 * 1.2 / 3);
    play_free(&p);
}

/* ---- automation ---- */

#define BOT(settings)                                                                              \
    "channels = { chat = { entry = \"bot\"; }; }; groups = { agents = { staff = 1; }; };"          \
    "automation = { bot = { node = \"chatbot\"; time = \"30 s\"; " settings " }; };"

static void
an_assistant_contains_or_hands_over(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,chat,,,\n", "", "", "", BOT("contains = 1.0; solved = 1.0;"));
    NEAR(play_when(&p, CC_JOURNAL_RESOLVED, 1), 130);
    NEAR(play_counter(&p, CC_N_contained), 1);
    NEAR(play_counter(&p, CC_N_offered), 0);
    play_free(&p);
    play_run(&p, "0,100,chat,,,\n", "fcr_window = \"22 h\";", NEVER,
             "unresolved = { returns = 1.0; delay = \"20 h\"; };",
             BOT("contains = 1.0; solved = 0.0;"));
    NEAR(play_when(&p, CC_JOURNAL_WILL_RETURN, 1), 130);
    NEAR(play_counter(&p, CC_N_contained_back), 1);
    play_free(&p);
    play_run(&p, "0,100,chat,,,\n", "", "", "no_context = { explain = \"30 s\"; };",
             BOT("contains = 0.0; hand_over = \"7 s\"; keeps_context = false;"));
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 1), 130);
    NEAR(play_value(&p, CC_JOURNAL_TALKS, 1), 10 + 7 + 30);
    NEAR(play_counter(&p, CC_N_handed_over), 1);
    NEAR(play_counter(&p, CC_N_time_automation), 30);
    play_free(&p);
}

static void
handing_over_takes_time_also_where_the_context_is_kept(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,chat,,,\n", "", "", "", BOT("hand_over = \"7 s\";"));
    NEAR(play_value(&p, CC_JOURNAL_TALKS, 1), 10 + 7);
    play_free(&p);
    play_run(&p, "0,100,chat,,,\n0,1000,chat,,,\n", "", "", "",
             BOT("hand_over = { dist = \"uniform\"; min = \"5 s\"; max = \"9 s\"; };"));
    const double first = play_value(&p, CC_JOURNAL_TALKS, 1),
                 other = play_value(&p, CC_JOURNAL_TALKS, 4);
    assert_true(first > 15 && first < 19 && other > 15 && other < 19 && first != other);
    NEAR(play_value(&p, CC_JOURNAL_TALKS, 2), 10);
    play_free(&p);
}

static void
a_full_assistant_is_passed_by_or_blocks(void **state)
{
    (void)state;
    play p;
    const char *rows = "0,100,chat,,,\n0,110,chat,,,\n";
    play_run(&p, rows, "", "", "", BOT("contains = 0.0; capacity = 1;"));
    NEAR(play_when(&p, CC_JOURNAL_TAKEN, 1), 110);
    assert_int_equal(play_who(&p, CC_JOURNAL_TAKEN, 1), 1);
    play_free(&p);
    play_run(&p, rows, "", "", "", BOT("contains = 0.0; capacity = 1; when_full = \"block\";"));
    NEAR(play_when(&p, CC_JOURNAL_BLOCKED, 1), 110);
    play_free(&p);
}

/* ---- deferred channels ---- */

static void
an_email_is_in_time_by_the_clock_of_its_hours(void **state)
{
    (void)state;
    play p;
    /* nobody after 17:30 and before 9:00, while the clock of the channel runs from 8 to 18 */
    play_run(
        &p, "0,64000,mail,email,200,\n0,64200,mail,email,600,\n",
        "hours = [\"08:00\", \"18:00\"]; days = 2;", "", "",
        "channels = { email = { service_level = { within = (\"10 min\", \"80 min\"); }; }; };"
        "groups = { agents = { staff = (0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,"
        " 0); }; };");
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 1), 86400 + 32400 + 200);
    NEAR(play_when(&p, CC_JOURNAL_ENDS, 2), 86400 + 32400 + 800);
    NEAR(play_counter(&p, CC_N_in_time_1), 0);
    NEAR(play_counter(&p, CC_N_in_time_2), 1); /* 13.3 + 63.3 min; the other 10 + 73.3 */
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_interrupts_an_email_which_is_resumed),
        cmocka_unit_test(what_is_left_is_told_in_the_agents_own_seconds),
        cmocka_unit_test(interrupted_work_goes_where_its_channel_says),
        cmocka_unit_test(nobody_is_interrupted_while_somebody_is_free),
        cmocka_unit_test(chats_share_one_attention_turn_by_turn),
        cmocka_unit_test(the_customer_may_type_first),
        cmocka_unit_test(a_customer_who_types_first_needs_no_attention_for_it),
        cmocka_unit_test(open_work_is_finished_after_the_end_of_the_shift),
        cmocka_unit_test(or_handed_to_the_next_shift_or_lost),
        cmocka_unit_test(at_closing_time_what_waits_is_served_dropped_or_carried),
        cmocka_unit_test(nobody_begins_to_wait_in_a_house_that_drops_at_closing_time),
        cmocka_unit_test(who_is_served_at_closing_time_is_not_interrupted_by_it),
        cmocka_unit_test(fractions_of_agents_and_shrinkage_keep_the_hours),
        cmocka_unit_test(overtime_ends_with_the_work_and_the_next_shift_is_as_large),
        cmocka_unit_test(a_wrap_up_that_the_run_ends_in_counts_so_far),
        cmocka_unit_test(of_equally_preferred_lines_who_entered_first_at_one_moment_goes_first),
        cmocka_unit_test(a_group_takes_by_rank_then_priority_then_longest_wait),
        cmocka_unit_test(a_queue_prefers_its_groups_in_order),
        cmocka_unit_test(the_longest_idle_agent_of_equal_groups_is_taken),
        cmocka_unit_test(fewest_open_spreads_chats_and_longest_idle_too),
        cmocka_unit_test(a_reserve_keeps_agents_free_of_the_work),
        cmocka_unit_test(pace_and_speed_shorten_work_and_the_work_factor_lengthens_it),
        cmocka_unit_test(an_assistant_contains_or_hands_over),
        cmocka_unit_test(handing_over_takes_time_also_where_the_context_is_kept),
        cmocka_unit_test(a_full_assistant_is_passed_by_or_blocks),
        cmocka_unit_test(an_email_is_in_time_by_the_clock_of_its_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
