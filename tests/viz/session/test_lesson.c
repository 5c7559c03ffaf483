/* A lesson on the screen: goal, prediction, hint, and the debrief at the end. */
#include "tests/support/scenarios.h"
#include "tests/support/sessions.h"
#include "viz/session/state.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char lesson[] =
    "name = \"Lesson\";\n"
    "lesson = { title = \"Too few\"; goal = \"Answer them.\"; hint = \"More agents help.\";\n"
    "  question = \"Who waits?\"; answers = ( \"Nobody\", \"Everybody\" ); right = 2;\n"
    "  because = \"There are two agents for four.\"; score = \"service_level_g1 channel:voice\";\n"
    "  begin = \"09:10\"; watch = ( \"voice\", \"desk\" ); };\n"
    "run = { hours = [\"09:00\", \"10:00\"]; interval = \"30 min\"; observe = \"1 d\"; };\n"
    "demand = { issues = { call = { per_hour = 60;\n"
    "  voice = { talk = { dist = \"exponential\"; mean = \"3 min\"; }; }; }; };\n"
    "  customers = { patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; }; }; };\n"
    "center = {\n"
    "  channels = { voice = { service_level = { target = 0.80; within = \"20 s\"; }; }; };\n"
    "  groups = { desk = { staff = 2; spare = 2.0; wage_per_hour = 20; }; };\n"
    "};\n";

static void
open_lesson(session_on_screen *screen)
{
    viz_session_def def = viz_session_default();
    def.greets = true;
    def.budget = (size_t)4 << 20;
    session_open_def(screen, &def, lesson, NULL);
}

static void
leave(session_on_screen *screen)
{
    const char *kept = viz_session_kept(screen->session, 0);
    if (kept != NULL) {
        unlink(kept);
    }
    session_close(screen);
}

static void
a_prediction_is_asked_for_before_the_start(void **state)
{
    (void)state;
    session_on_screen screen;
    open_lesson(&screen);
    session_play(&screen, "expect \"Too few\"\nexpect \"Answer them.\"\nexpect \"Who waits?\"\n"
                          "expect \"Look at: voice, desk\"\nrest\n");
    assert_true(fabs(viz_session_time(screen.session) - 33000) < 1e-6);
    session_play(&screen, "key space\nkey Enter\nexpect \"Who waits?\"\n");
    assert_int_equal(screen.session->predicted, 0); /* by chance */
    session_play(&screen, "key 1\nexpect \"kept until the debrief\"\n");
    assert_int_equal(screen.session->predicted, 1);
    session_play(&screen, "key j\nexpect \"Your prediction\"\nclick \"Everybody\"\n");
    assert_int_equal(screen.session->predicted, 1); /* it stays as it was said */
    session_play(&screen, "key h\nexpect \"More agents help.\"\nkey Escape\nkey space\nwait 0.5\n");
    leave(&screen);
}

static void
the_debrief_comes_at_the_end_and_goes_with_what_was_done(void **state)
{
    (void)state;
    session_on_screen screen;
    double score, luck, better;
    open_lesson(&screen);
    session_play(&screen, "click \"Everybody\"\n");
    assert_false(viz_session_score(screen.session, &score, &luck));
    session_play(&screen,
                 "key End\nrest\nexpect \"The day is over\"\nkey g\ntype 09:30\nkey Enter\nrest\n");
    session_play(&screen, "key m\nrest\nexpect \"Debrief\"\n");
    assert_true(viz_session_score(screen.session, &score, &luck));
    assert_true(score > 0 && score < 1 && fabs(luck) < 1);
    session_play(&screen, "key PageDown\nkey PageDown\nkey PageDown\nexpect \"That is right.\"\n"
                          "expect \"two agents for four\"\nkey Escape\n");
    /* the same script: at once; another: anew */
    session_play(&screen, "key d\nexpect no \"played on other days\"\nkey Escape\n");
    session_play(&screen,
                 "key g\ntype 09:05\nkey Enter\nrest\nkey i\nclick \"Add or take agents\"\n"
                 "type 6\nkey Enter\nrest\nkey d\nrest\n");
    assert_true(viz_session_score(screen.session, &better, &luck));
    assert_true(better > score);
    leave(&screen);
}

static void
it_may_be_closed_while_the_debrief_is_made(void **state)
{
    (void)state;
    session_on_screen screen;
    double score, luck;
    open_lesson(&screen);
    session_play(&screen, "key Escape\n");
    session_key(&screen, "d");
    assert_true(session_says(&screen, "played on other days"));
    viz_session_work(screen.session, 0.01, 0.001);
    session_key(&screen, "Escape");
    assert_false(viz_session_score(screen.session, &score, &luck));
    leave(&screen);
}

static void
other_scenarios_are_none(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    session_play(
        &screen,
        "expect no \"Lesson\"\nkey j\nexpect \"no meaning\"\nkey d\nexpect \"no meaning\"\n");
    session_close(&screen);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_prediction_is_asked_for_before_the_start),
        cmocka_unit_test(the_debrief_comes_at_the_end_and_goes_with_what_was_done),
        cmocka_unit_test(it_may_be_closed_while_the_debrief_is_made),
        cmocka_unit_test(other_scenarios_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
