/* What a run ends too early to see: issues still open, and windows that end after it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/measure/measure.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>

#define NEAR(a, b) assert_near(a, b, 1e-9)

static double
figure(const play *self, const char *kpi, const char *scope)
{
    cc_measure measure;
    cc_refusal refusal;
    assert_int_equal(
        cc_measure_parse(&measure, &self->scenario, &self->layout, kpi, scope, &refusal), 0);
    const cc_sample x = cc_measure_sample(&measure, &self->scenario, &self->record);
    return x.num / x.den;
}

/* The run ends at 86400 s. One was handled and returns after 40 h, one gave up and redials the next
 * day, one gave up for good, one talks, one waits, one types. */
static void
issues_open_at_the_end_are_pending_by_where_they_are(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,100,call,voice,60,\n"
             "0,200,chat,chat,,\n"
             "0,300,call,voice,2000,\n"
             "0,400,call,voice,60,50\n"
             "0,86100,call,voice,400,\n"
             "0,86200,call,voice,60,\n"
             "0,86385,first,chat,,\n",
             "fcr_window = \"1 h\";", "resolution = { voice = 0.0; chat = 1.0; };",
             "unresolved = { returns = 1.0; delay = \"40 h\"; };"
             "redial = { after_abandon = (1.0); delay = \"30 h\"; };",
             "channels = { voice = { }; chat = { }; };"
             "groups = { callers = { staff = 1; serves = (\"voice\"); };"
             "           chatters = { staff = 1; serves = (\"chat\"); }; };");
    /* at home: 100, 300 (both unresolved), and 400, who gave up */
    NEAR(play_counter(&p, CC_N_pending_at_home), 3);
    NEAR(play_counter(&p, CC_N_pending_in_work), 2);
    NEAR(play_counter(&p, CC_N_pending_waiting), 1);
    NEAR(figure(&p, "pending", "center"), 6);
    NEAR(figure(&p, "pending_at_home", "center"), 3);
    NEAR(figure(&p, "pending_in_work", "channel:chat"), 1);
    NEAR(figure(&p, "pending_in_work", "issue:call"), 1);
    NEAR(figure(&p, "pending_waiting", "channel:voice"), 1);
    NEAR(figure(&p, "pending_share", "center"), 6. / 7);
    NEAR(figure(&p, "pending_share", "channel:voice"), 1);
    NEAR(figure(&p, "unfinished", "center"), 3); /* contacts: at home there are none */
    assert_int_equal(p.record.pending.n, 6);
    assert_int_equal(p.record.lost.n, 0);
    NEAR(play_counter(&p, CC_N_resolved) + play_counter(&p, CC_N_lost) + 6,
         play_counter(&p, CC_N_issues));
    play_free(&p);
}

/* Begun in warm-up or after observe: not pending, whatever becomes of it. */
static void
only_issues_of_observe_are_pending(void **state)
{
    (void)state;
    play p;
    play_run(&p,
             "0,100,call,voice,,\n"
             "0,40000,call,voice,,\n"
             "0,40001,call,voice,10,20\n"
             "0,80000,call,voice,,\n",
             "warm_up = \"1 h\"; observe = \"12 h\"; follow_up = \"11 h\";", "", "",
             "channels = { voice = { }; }; groups = { agents = { staff = 0; }; };");
    NEAR(figure(&p, "pending", "center"), 1);
    assert_int_equal(p.record.pending.n, 1);
    assert_int_equal(p.record.lost.n, 1);
    /* 46400 s old at the end, and 20 s when lost; a bin is at most 6 % wide */
    assert_near(sim_histogram_quantile(&p.record.pending, 0.5), 46400, 46400 * 0.06);
    assert_near(sim_histogram_quantile(&p.record.lost, 0.5), 20, 20 * 0.06);
    play_free(&p);
}

#define BOT                                                                                        \
    "channels = { chat = { entry = \"bot\"; }; }; groups = { agents = { staff = 1; }; };"          \
    "automation = { bot = { node = \"chatbot\"; time = \"30 s\"; contains = 1.0; solved = 0.0; "   \
    "}; };"

/* With a window of 22 h only what ends by 02:00 can be followed. Each comes back after 20 h, the
 * second an hour after the run ends. */
static void
containment_is_honest_where_the_window_ends_inside_the_run(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,chat,,,\n0,18000,chat,,,\n", "fcr_window = \"22 h\";", "",
             "unresolved = { returns = 1.0; delay = \"20 h\"; };", BOT);
    NEAR(figure(&p, "containment", "center"), 1);
    NEAR(play_counter(&p, CC_N_automation_followed), 1);
    NEAR(figure(&p, "containment_honest", "center"), 0); /* not .5 */
    play_free(&p);
    play_run(&p, "0,100,chat,,,\n0,7170,chat,,,\n0,7171,chat,,,\n", "fcr_window = \"22 h\";", "",
             "unresolved = { returns = 0.0; };", BOT);
    NEAR(play_counter(&p, CC_N_automation_followed), 2); /* ends at 02:00, and a second later */
    NEAR(figure(&p, "containment_honest", "center"), 1);
    play_free(&p);
}

/* Handed over, by one node or by two: one contact that is through with automation. */
static void
who_is_handed_over_is_followed_too(void **state)
{
    (void)state;
    play p;
    play_run(&p, "0,100,chat,,,\n0,200,chat,,,\n", "fcr_window = \"22 h\";", "", "",
             "channels = { chat = { entry = \"menu\"; }; }; groups = { agents = { staff = 1; }; };"
             "automation = { menu = { node = \"chatbot\"; time = \"30 s\"; contains = 0.0;"
             "                        then = \"bot\"; };"
             "               bot = { node = \"chatbot\"; time = \"30 s\"; contains = 0.0; }; };");
    NEAR(play_counter(&p, CC_N_handed_over), 2);
    NEAR(play_counter(&p, CC_N_automation_followed), 2);
    NEAR(figure(&p, "containment_honest", "center"), 0);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(issues_open_at_the_end_are_pending_by_where_they_are),
        cmocka_unit_test(only_issues_of_observe_are_pending),
        cmocka_unit_test(containment_is_honest_where_the_window_ends_inside_the_run),
        cmocka_unit_test(who_is_handed_over_is_followed_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
