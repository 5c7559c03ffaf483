/* Files of sessions: what they say, and what is refused, by line. */
#include "report/words.h"
#include "tests/support/scenarios.h"
#include "tests/support/sessions.h"
#include "viz/session/moment.h"
#include "viz/session/play.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is refused before anything is played. */
static void
assert_refused(const char *lines, const char *words)
{
    viz_play play;
    cc_refusal refusal = {""};
    assert_int_not_equal(viz_play_read(&play, file_of_test("x.play", lines), &refusal), SIM_OK);
    if (strstr(refusal.text, words) == NULL) {
        fail_msg("%s: %s", words, refusal.text);
    }
    viz_play_free(&play);
}

static void
what_is_wrong_is_said_by_line(void **state)
{
    (void)state;
    assert_refused("# nothing\n\nkye space\n",
                   "x.play:3: \"kye\" is nothing that one can do: did you mean key?");
    assert_refused("zzzzzzzzzz\n", "x.play:1: must begin with key, type");
    assert_refused("key\n", "x.play:1: key: needs the name of a key");
    assert_refused("key Spaec\n", "must be a key as the help names it (Spaec)");
    assert_refused("key a b c Shift+\n", "(Shift+)");
    assert_refused("click 1\n", "needs 2 numbers (1)");
    assert_refused("click 1 2 3\n", "too many numbers (3)");
    assert_refused("click 1 y\n", "must be a number (y)");
    assert_refused("click \"Run\n", "a quotation mark is missing");
    assert_refused("drag 1 2 3\n", "needs 4 numbers (3)");
    assert_refused("wait -1\n", "from 0 to 10^6");
    assert_refused("wait 50%\n", "from 0 to 10^6");
    assert_refused("wait nan\n", "must be a number (nan)");
    assert_refused("resize 10 10\n", "from 320 240");
    assert_refused("expect words\n", "needs words in quotation marks");
    assert_refused("shot\n", "needs words");
    assert_refused("type\n", "needs words");
    assert_refused("close it\n", "too many numbers (it)");
}

static void
no_file_and_no_text_are_refused(void **state)
{
    (void)state;
    viz_play play;
    cc_refusal refusal = {""};
    assert_int_not_equal(viz_play_read(&play, "/nowhere/x.play", &refusal), SIM_OK);
    assert_non_null(strstr(refusal.text, "/nowhere/x.play: No such file"));
    assert_int_not_equal(viz_play_read(&play, CCSIM_SOURCE_DIR, &refusal), SIM_OK);
    assert_non_null(strstr(refusal.text, "directory"));
    assert_int_not_equal(viz_play_read(&play, "/dev/zero", &refusal), SIM_OK);
    assert_non_null(strstr(refusal.text, "not a regular file"));
    char path[600];
    snprintf(path, sizeof(path), "%s", file_of_test("zero.play", "key space\n"));
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    assert_int_equal(fwrite("\0\n", 1, 2, file), 2);
    assert_int_equal(fclose(file), 0);
    assert_int_not_equal(viz_play_read(&play, path, &refusal), SIM_OK);
    assert_non_null(strstr(refusal.text, "is no text"));
    assert_int_equal(
        viz_play_read(&play, file_of_test("empty.play", "\r\n  # only that"), &refusal), SIM_OK);
    assert_int_equal(play.n, 0);
    viz_play_free(&play);
}

static void
what_is_not_there_is_said_by_line(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    assert_non_null(strstr(session_refusal(&screen, "rest\nexpect \"Shop\"\nexpect \"Ship\"\n"),
                           "session.play:3: expect: nothing on the screen says so (Ship)"));
    assert_non_null(strstr(session_refusal(&screen, "expect no \"Shop\"\n"),
                           "session.play:1: expect: the screen does say so (Shop)"));
    assert_non_null(
        strstr(session_refusal(&screen, "click \"Jump\"\n"), "nothing to click at that says so"));
    assert_non_null(
        strstr(session_refusal(&screen, "shot x.png\n"), "no pictures can be kept here"));
    session_close(&screen);
}

static void
a_place_may_be_a_share_of_the_window(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    session_play(&screen, "rest\nclick 50% 85%\nrest\n"); /* the middle of the strip */
    assert_true(fabs(viz_session_time(screen.session) - 11 * 3600) < 2400);
    session_play(&screen, "wheel 80% 50% -2\nwheel 80% 50% 100\nclick 1 1\n");
    session_close(&screen);
}

static void
the_same_file_gives_the_same_pictures(void **state)
{
    (void)state;
    uint64_t hash[2];
    for (int j = 0; j < 2; j++) {
        session_on_screen screen;
        session_open(&screen, session_scenario, NULL);
        session_play(&screen, "key space\nwait 3\nkey +\nwait 2\nkey m\nwait 0.2\nkey space\n"
                              "click \"Faster\"\nkey i\nkey Enter\nkey Enter\nwait 1\n");
        hash[j] = session_picture_hash(session_look(&screen));
        session_close(&screen);
    }
    assert_true(hash[0] == hash[1]);
}

/* ---- moments ---- */

static void
moments_are_written_as_they_are_read(void **state)
{
    (void)state;
    cc_scenario scenario;
    char text[64];
    double time, from, to;
    scenario_from_text(&scenario, session_scenario);
    viz_moment_write(&scenario, 37860, text, sizeof(text));
    assert_string_equal(text, "10:31");
    viz_moment_write(&scenario, 37861, text, sizeof(text));
    assert_string_equal(text, "10:31:01");
    assert_true(viz_moment_read(&scenario, 0, text, &time) && time == 37861);
    assert_false(viz_moment_read(&scenario, 0, "+ten", &time));
    assert_false(viz_moment_read(&scenario, 0, "Mon", &time));
    assert_false(viz_moment_read(&scenario, 0, "0 10:00", &time));
    assert_false(viz_moment_read(&scenario, 0, "25:00", &time));
    assert_true(viz_moment_read(&scenario, 40000, "Tue 10:00", &time) && time == 86400 + 36000);
    assert_true(viz_moment_read(&scenario, 3 * 86400.0, "Mon 10:00", &time) && time == 36000);
    xp_words_begin("es"); /* where there are words: as they are written, and without the accent */
    if (strcmp(xp_words("Wed"), "Wed") != 0) {
        assert_true(viz_moment_read(&scenario, 40000, "mi\xc3\xa9 10:00", &time));
        assert_true(time == 2 * 86400 + 36000);
        assert_true(viz_moment_read(&scenario, 40000, "MIE 10:00", &time));
        assert_true(time == 2 * 86400 + 36000);
        assert_true(viz_moment_read(&scenario, 40000, "Wed 10:00", &time));
        assert_false(viz_moment_read(&scenario, 40000, "mi\xc3\xa9", &time));
        assert_false(viz_moment_read(&scenario, 40000, "mi\xc3", &time));
    }
    xp_words_begin("en");
    viz_day_of(&scenario, 86400, 36000, &from, &to);
    assert_true(from == 8.5 * 3600 && to == 13.5 * 3600);
    viz_day_of(&scenario, 86400, 3600, &from, &to);
    assert_true(from == 0 && to == 86400);
    assert_true(viz_first_opening(&scenario, 86400) == 9 * 3600);
    viz_span_write(38, text, sizeof(text));
    assert_string_equal(text, "38 s");
    viz_span_write(240, text, sizeof(text));
    assert_string_equal(text, "4 min");
    viz_span_write(7500, text, sizeof(text));
    assert_string_equal(text, "2:05 h");
    cc_scenario_free(&scenario);
}

/* Five open days, of which the third has the mean of the week; its second hour is busy. */
static void
it_opens_on_a_usual_day_when_there_is_something_to_see(void **state)
{
    (void)state;
    const char text[] =
        "name = \"Week\";\n"
        "run = { hours = [\"09:00\", \"12:00\"]; interval = \"1 h\"; first_day = \"Mon\"; "
        "weekdays = (\"Tue\", \"Wed\", \"Thu\", \"Fri\"); warm_up = \"1 d\"; observe = \"13 d\"; "
        "};\n"
        "demand = { weekday = { Tue = 0.5; Wed = 0.9; Thu = 1.3; };\n"
        "  every_issue = { voice = { talk = { dist = \"exponential\"; mean = \"3 min\"; }; };\n"
        "    wants = { voice = 1.0; }; };\n"
        "  issues = { order = { per_hour = ( 10, 40, 50 ); }; }; };\n"
        "center = { channels = { voice = { service_level = { target = 0.80; within = \"20 s\"; }; "
        "}; };\n"
        "  groups = { desk = { serves = ( \"voice\" ); staff = 3; wage_per_hour = 20; }; }; };\n";
    cc_scenario scenario;
    scenario_from_text(&scenario, text);
    const double horizon = 14 * 86400.0;
    assert_true(viz_first_opening(&scenario, horizon) == 3 * 86400 + 9 * 3600);
    assert_true(viz_first_look(&scenario, horizon) == 3 * 86400 + 10 * 3600);
    /* days that are all alike: the first */
    for (int d = 0; d < 7; d++) {
        scenario.demand.weekday[d] = 1;
    }
    assert_true(viz_first_opening(&scenario, horizon) == 86400 + 9 * 3600);
    /* none of them is open */
    assert_true(viz_first_look(&scenario, 86400) == 86400);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_said_by_line),
        cmocka_unit_test(no_file_and_no_text_are_refused),
        cmocka_unit_test(what_is_not_there_is_said_by_line),
        cmocka_unit_test(a_place_may_be_a_share_of_the_window),
        cmocka_unit_test(the_same_file_gives_the_same_pictures),
        cmocka_unit_test(moments_are_written_as_they_are_read),
        cmocka_unit_test(it_opens_on_a_usual_day_when_there_is_something_to_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
