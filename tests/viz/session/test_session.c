/* What a person does with keys and clicks, and what is on the screen then. */
#include "tests/support/scenarios.h"
#include "tests/support/sessions.h"
#include "viz/player/inside.h"
#include "viz/session/state.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define GO(TIME) "key g\ntype " TIME "\nkey Enter\nrest\n"

static void
open_and(session_on_screen *screen, const char *lines)
{
    session_open(screen, session_scenario, NULL);
    session_play(screen, lines);
}

static void
assert_clock(const session_on_screen *screen, double hours)
{
    assert_true(fabs(viz_session_time(screen->session) - hours * 3600) < 1e-6);
}

/* ---- time ---- */

static void
opens_when_the_house_does_and_runs_and_pauses(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, "rest\nexpect \"Shop\"\nexpect \"paused\"\nexpect \"Mon 09:00:00\"\n");
    session_play(&screen, GO("10:30") "expect \"Mon 10:30:00\"\n"
                                      "key space\nexpect \"Pause\"\nwait 1\nkey space\nrest\n");
    assert_true(fabs(viz_session_time(screen.session) - 37860) < 3);
    session_play(&screen, "click \"Run\"\nwait 0.5\nclick \"Pause\"\nexpect \"paused\"\n");
    session_close(&screen);
}

static void
speed_goes_from_real_time_to_as_fast_as_it_goes(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:00") "key r\nexpect \"real time\"\nwait 2\nkey space\nrest\n");
    assert_true(fabs(viz_session_time(screen.session) - 36002) < 0.1);
    session_play(&screen,
                 "key r\nkey +\nkey =\nexpect \"5 times real time\"\nkey -\n"
                 "expect \"2 times real time\"\nkey m\nexpect \"as fast as it goes\"\nrest\n"
                 "expect \"paused\"\nkey space\nexpect \"end of the run\"\n");
    assert_clock(&screen, 24);
    session_play(&screen, "key -\nkey Home\nrest\n");
    assert_clock(&screen, 0);
    session_close(&screen);
}

static void
one_event_forward_and_back_is_where_it_was(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:30"));
    const uint64_t first = viz_player_hash(viz_session_player(screen.session, 0));
    const uint64_t events = viz_player_events(viz_session_player(screen.session, 0));
    session_play(&screen, "key .\nkey Right\nkey .\nrest\n");
    assert_int_equal(viz_player_events(viz_session_player(screen.session, 0)), events + 3);
    session_play(&screen, "key Left\nkey ,\nclick \"< Event\"\nrest\n");
    assert_int_equal(viz_player_events(viz_session_player(screen.session, 0)), events);
    assert_true(viz_player_hash(viz_session_player(screen.session, 0)) == first);
    session_close(&screen);
}

static void
times_are_read_as_people_write_them(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("+15 min"));
    assert_clock(&screen, 9.25);
    session_play(&screen, GO("-15 min"));
    assert_clock(&screen, 9);
    session_play(&screen, GO("Mon 10:00:30"));
    assert_clock(&screen, 10 + 30 / 3600.0);
    session_play(&screen, GO("1 11:00"));
    assert_clock(&screen, 11);
    session_play(&screen, "key g\ntype noon\nkey Enter\nexpect \"That is no time\"\nkey Escape\n");
    assert_clock(&screen, 11);
    session_play(&screen, GO("7 11:00")); /* cut to the run */
    assert_clock(&screen, 24);
    session_play(&screen, "key PageUp\nrest\n");
    assert_clock(&screen, 23.75);
    session_play(&screen, "key PageDown\nkey PageDown\nrest\n");
    assert_clock(&screen, 24);
    session_close(&screen);
}

static void
the_strip_is_dragged(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:00"));
    const viz_picture *picture = session_look(&screen);
    viz_box strip = {0};
    for (size_t j = 0; j < picture->n; j++) {
        if (picture->shape[j].hit == VIZ_HIT_STRIP) {
            strip = picture->shape[j].box;
        }
    }
    assert_true(strip.w > 100);
    char lines[200];
    snprintf(lines, sizeof(lines), "drag %g %g %g %g\nrest\n", (double)strip.x + 3,
             (double)strip.y + 5, (double)(strip.x + strip.w / 2), (double)strip.y + 5);
    session_play(&screen, lines);
    const double middle = viz_session_time(screen.session);
    assert_true(middle > 10.5 * 3600 && middle < 11.5 * 3600);
    snprintf(lines, sizeof(lines), "drag %g %g %g %g\nrest\n", (double)strip.x + 3,
             (double)strip.y + 5, -500.0, (double)strip.y - 300); /* its end */
    session_play(&screen, lines);
    assert_true(viz_session_time(screen.session) < 9 * 3600);
    session_close(&screen);
}

static void
jumps_stop_right_behind_what_was_looked_for(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("09:30"));
    static const struct {
        const char *key, *words;
    } jumps[] = {{"key a\nrest\n", "gives up after"}, {"key n\nrest\n", "is taken by"}};
    for (size_t j = 0; j < 2; j++) {
        const double before = viz_session_time(screen.session);
        session_play(&screen, jumps[j].key);
        assert_true(viz_session_time(screen.session) > before);
        assert_true(viz_session_time(screen.session) < before + 3600);
        assert_true(session_says(&screen, jumps[j].words));
    }
    assert_int_equal(screen.session->selected, VIZ_SELECT_CUSTOMER); /* who was found */
    session_play(&screen, "key a\nrest\nexpect \"gone\"\nkey b\nrest\nexpect \"now waits for\"\n");
    /* whatever was selected before */
    session_play(&screen, "key Escape\nkey Tab\nexpect no \"now waits for\"\nkey b\nrest\n"
                          "expect \"now waits for\"\n");
    session_play(&screen, "key b\nrest\nkey v\nexpect \"No intervention comes\"\n");
    /* none is left: it stays where it was */
    session_play(&screen, GO("20:00") "key a\nrest\nexpect \"none until the end\"\n");
    assert_clock(&screen, 20);
    session_close(&screen);
}

static void
pauses_on_a_condition(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("09:00") "key p\nkey Down\ntype 3\nkey Enter\n"
                                  "expect \"will pause\"\nkey space\nwait 120\n"
                                  "expect \"paused\"\n");
    const cc_center *center = viz_player_center(viz_session_player(screen.session, 0));
    cc_view view = {0};
    assert_int_equal(cc_view_take(&view, center, viz_session_time(screen.session)), SIM_OK);
    assert_int_equal(view.n_waiting, 3);
    cc_view_free(&view);
    /* asked again it says what it is; never: it goes on */
    session_play(&screen, "key p\nexpect \"so many wait\"\nkey Left\nexpect \"never\"\nkey Enter\n"
                          "expect \"does not pause\"\n");
    session_play(&screen, "key p\nkey Right\nkey Right\nkey Down\ntype x\nkey Enter\n"
                          "expect \"needs a number\"\nkey Escape\n");
    session_close(&screen);
}

/* The second center's queue of voice is its second, the first center's its only one; of chat that has
 * none. */
static void
a_queue_is_looked_for_by_name_in_both_centers(void **state)
{
    (void)state;
    char one[4000];
    snprintf(one, sizeof(one), "%s", session_scenario);
    strcpy(
        strstr(one, "center = {"),
        "center = { channels = { voice = { service_level = { target = 0.8; within = \"20 s\"; }; "
        "}; }; groups = { desk = { staff = 7; }; }; };\n");
    session_on_screen screen;
    session_open(&screen, one, session_scenario);
    viz_session *session = screen.session;
    assert_int_equal(viz_scenario_of(session, 0)->center.n_queues, 1);
    assert_string_equal(viz_scenario_of(session, 1)->center.queue[1].name, "voice");
    session->selected = VIZ_SELECT_QUEUE;
    session->selected_side = 1;
    for (int queue = 0; queue < 2; queue++) {
        session->selected_which = (uint64_t)queue;
        session_play(&screen, GO("10:00"));
        viz_session_input(session, &(viz_input){.kind = VIZ_INPUT_KEY, .key = 'b'});
        assert_int_equal(session->player[1]->watch.condition.queue, queue);
        assert_true(session->player[0]->watch.is_set == (queue == 1));
        assert_int_equal(session->player[0]->watch.condition.queue, 0);
        session_play(&screen, "rest\n");
        session->selected = VIZ_SELECT_QUEUE;
        session->selected_side = 1;
    }
    session_close(&screen);
}

static void
bookmarks_are_set_listed_and_gone_to(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:15") "key ctrl+3\nexpect \"Bookmark 3 is at 10:15\"\n" GO("11:00"));
    session_play(&screen, "key shift+1\nkey 3\nrest\n");
    assert_clock(&screen, 10.25);
    session_play(&screen, "key k\nexpect \"3  10:15\"\nclick \"1  11:00\"\nrest\n");
    assert_clock(&screen, 11);
    session_play(&screen, "key 9\nexpect \"no bookmark 9\"\n");
    session_close(&screen);
}

/* Days of a run one by one; its strip has that day's bookmarks and changes only. */
static void
days_are_gone_through_one_by_one(void **state)
{
    (void)state;
    session_on_screen screen;
    char text[4000];
    snprintf(text, sizeof(text), "%s", session_scenario);
    memcpy(strstr(text, "observe = \"1 d\""), "observe = \"3 d\"", 15);
    session_open(&screen, text, NULL);
    session_play(&screen, GO("10:00") "key ctrl+1\nexpect \"Bookmark 1 is at Mon 10:00\"\n");
    assert_int_equal(screen.session->scene.n_bookmarks, 1);
    session_play(&screen, "key ctrl+Right\nrest\nexpect \"day 2, Tue 10:00:00\"\n");
    assert_clock(&screen, 34);
    assert_int_equal(screen.session->scene.n_bookmarks, 0);
    session_play(&screen, "key End\nrest\n");
    assert_clock(&screen, 24 + 13.5);
    session_play(&screen, "key Home\nrest\n");
    assert_clock(&screen, 24 + 8.5);
    session_play(&screen, "key End\nkey End\nrest\n");
    assert_clock(&screen, 72);
    session_play(&screen, "key ctrl+Left\nrest\nkey 1\nrest\n");
    assert_clock(&screen, 10);
    char near[64];
    viz_moment_near(&screen.scenario[0], 36000, 36061, near, sizeof(near));
    assert_string_equal(near, "10:01:01");
    viz_moment_near(&screen.scenario[0], 36000 + 86400, 36061, near, sizeof(near));
    assert_string_equal(near, "Mon 10:01:01");
    session_close(&screen);
}

/* ---- the window ---- */

static void
the_window_is_as_wanted(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, "key t\n");
    viz_session *session = screen.session;
    assert_int_equal(viz_session_theme(session), VIZ_LIGHT);
    const float unit = viz_session_unit(session);
    session_play(&screen, "key ctrl++\n");
    assert_true(viz_session_unit(session) > unit);
    session_play(&screen, "key ctrl+0\n");
    assert_true(viz_session_unit(session) == unit);
    for (int j = 0; j < 20; j++) {
        session_key(&screen, "ctrl+-");
    }
    assert_true(viz_session_unit(session) < unit && viz_session_unit(session) > 0.5f * unit);
    session_play(&screen, "key x\nkey F11\n");
    assert_true(viz_session_is_large(session) && viz_session_is_full_screen(session));
    session_key(&screen, "F12");
    const char *shot = viz_session_shot(session);
    assert_non_null(shot);
    assert_string_equal(shot, "ccsim-1.png");
    assert_null(viz_session_shot(session));
    session_play(&screen, "key y\nexpect \"wrap-up\"\nkey Escape\nexpect no \"wrap-up\"\n");
    session_key(&screen, "q");
    assert_true(viz_session_is_over(session));
    session_close(&screen);
}

static void
greets_with_what_one_sees(void **state)
{
    (void)state;
    session_on_screen screen;
    viz_session_def def = viz_session_default();
    def.greets = true;
    session_open_def(&screen, &def, session_scenario, NULL);
    session_play(&screen,
                 "expect \"Press space.\"\nkey space\nwait 0.2\nexpect no \"Press space.\"\n"
                 "expect \"Pause\"\n");
    session_close(&screen);
}

static void
the_same_state_is_the_same_picture(void **state)
{
    (void)state;
    session_on_screen there, around;
    open_and(&there, GO("11:00"));
    open_and(&around, "key space\nwait 70\nkey space\n");
    session_play(&around, "key a\nrest\nkey a\nrest\nkey Escape\n" GO("09:10") "key End\nrest\n" GO(
                              "11:00"));
    assert_true(session_picture_hash(session_look(&there)) ==
                session_picture_hash(session_look(&around)));
    session_play(&around, GO("11:01"));
    assert_true(session_picture_hash(session_look(&there)) !=
                session_picture_hash(session_look(&around)));
    session_close(&there);
    session_close(&around);
}

/* ---- selection ---- */

static void
a_customer_is_the_same_through_scrub_and_fork(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:00") "key b\nrest\n");
    for (int j = 0; j < 60; j++) { /* queues, nodes, groups, then who waits */
        session_key(&screen, "Tab");
        viz_session_settle(screen.session);
        if (session_says(&screen, "now waits for")) {
            break;
        }
    }
    session_play(&screen, "key e\nexpect \"waits,\"\nkey Escape\n");
    session_play(&screen, "key f\nrest\nexpect \"as it was\"\n");
    session_play(&screen, GO("08:00") "expect \"not yet here\"\n");
    session_play(&screen, GO("16:00") "expect \"gone\"\n");
    session_play(&screen, "key e\nexpect \"as it was\"\nexpect \"changed\"\nkey Escape\n");
    session_play(&screen, "key Escape\nexpect \"Click a customer\"\n");
    session_close(&screen);
}

static void
a_customer_is_found_by_name(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("11:00") "key /\ntype order 1.40\nkey Enter\nrest\n"
                                  "expect \"order 1.40\"\nexpect \"gone\"\n");
    session_play(&screen,
                 "key ctrl+f\ntype nobody 7.7\nkey Enter\nrest\nexpect \"not yet here\"\n");
    session_close(&screen);
}

static void
clicks_select_and_ask(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:30") "click \"desk\"\nexpect \"on duty\"\n");
    session_play(&screen, "click \"robot\"\nexpect \"inside\"\nclick \"robot\"\n"
                          "expect \"Change what?\"\nexpect \"Break a bot\"\nkey Escape\n");
    session_play(&screen,
                 "key shift+Tab\nrest\nexpect \"off\"\nkey e\nexpect \"Select a customer\"\n");
    session_close(&screen);
}

/* ---- the end ---- */

static void
other_customers_are_refused(void **state)
{
    (void)state;
    cc_scenario scenario[2];
    cc_refusal refusal = {""};
    char text[4000];
    snprintf(text, sizeof(text), "%s", session_scenario);
    memcpy(strstr(text, "per_hour = 110"), "per_hour = 111", 14);
    scenario_from_text(&scenario[0], session_scenario);
    scenario_from_text(&scenario[1], text);
    viz_session_def def = viz_session_default();
    def.scenario[0] = &scenario[0];
    def.scenario[1] = &scenario[1];
    def.n = 2;
    assert_null(viz_session_new(&def, &refusal));
    assert_non_null(strstr(refusal.text, "its customers are others"));
    cc_scenario_free(&scenario[0]);
    cc_scenario_free(&scenario[1]);
}

/* More contacts are open than there is memory for: it says so, stands still, and ends with that. */
static void
a_run_that_stops_says_why(void **state)
{
    (void)state;
    session_on_screen screen;
    char text[4000];
    snprintf(text, sizeof(text), "%s", session_scenario);
    memcpy(strstr(text, "per_hour = 110"), "per_hour = 9e5", 14);
    viz_session_def def = viz_session_default();
    def.memory = 1000;
    session_open_def(&screen, &def, text, NULL);
    cc_refusal refusal = {""};
    session_play(&screen, "rest\nkey End\nrest\n");
    assert_int_equal(viz_session_status(screen.session, &refusal), 1);
    assert_non_null(strstr(refusal.text, "memory"));
    session_play(&screen, "key .\nkey i\nexpect \"no meaning\"\nkey f\nkey space\nwait 0.1\n"
                          "key u\nkey a\nrest\nkey Home\nrest\nkey Tab\nkey d\n");
    session_close(&screen);
}

static void
closes_at_any_moment(void **state)
{
    (void)state;
    static const char *const before[] = {"",
                                         "key space\n",
                                         "key a\n",
                                         "key ?\n",
                                         "key m\nwait 0.1\n",
                                         "key i\nkey Enter\n",
                                         "key f\n",
                                         "key /\ntype x\nkey Enter\n",
                                         "key End\n"};
    for (size_t j = 0; j < sizeof(before) / sizeof(before[0]); j++) {
        session_on_screen screen;
        open_and(&screen, before[j]);
        session_play(&screen, "close\nkey space\n");
        cc_refusal refusal;
        assert_true(viz_session_is_over(screen.session));
        assert_int_equal(viz_session_status(screen.session, &refusal), 0);
        session_close(&screen);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_when_the_house_does_and_runs_and_pauses),
        cmocka_unit_test(speed_goes_from_real_time_to_as_fast_as_it_goes),
        cmocka_unit_test(one_event_forward_and_back_is_where_it_was),
        cmocka_unit_test(times_are_read_as_people_write_them),
        cmocka_unit_test(the_strip_is_dragged),
        cmocka_unit_test(jumps_stop_right_behind_what_was_looked_for),
        cmocka_unit_test(pauses_on_a_condition),
        cmocka_unit_test(a_queue_is_looked_for_by_name_in_both_centers),
        cmocka_unit_test(bookmarks_are_set_listed_and_gone_to),
        cmocka_unit_test(days_are_gone_through_one_by_one),
        cmocka_unit_test(the_window_is_as_wanted),
        cmocka_unit_test(greets_with_what_one_sees),
        cmocka_unit_test(the_same_state_is_the_same_picture),
        cmocka_unit_test(a_customer_is_the_same_through_scrub_and_fork),
        cmocka_unit_test(a_customer_is_found_by_name),
        cmocka_unit_test(clicks_select_and_ask),
        cmocka_unit_test(other_customers_are_refused),
        cmocka_unit_test(a_run_that_stops_says_why),
        cmocka_unit_test(closes_at_any_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
