/* What is changed on the screen: made, shown beside the run as it was, taken back, saved, replayed. */
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

#define GO(TIME) "key g\ntype " TIME "\nkey Enter\nrest\n"
/* Three agents fewer at ten, the bot broken at half past for twenty minutes, twice as many at eleven. */
#define THREE_CHANGES                                                                              \
    GO("10:00")                                                                                    \
    "key i\nclick \"Add or take agents\"\ntype 3\nkey Enter\nrest\n" GO(                           \
        "10:30") "key i\nclick \"Break a bot or node, or mend it\"\nkey Down\ntype 20\nkey "       \
                 "Enter\nrest\n" GO("11:00") "key i\nclick \"Twice as many customers for half an " \
                                             "hour\"\nrest\n"

static void
open_and(session_on_screen *screen, const char *lines)
{
    session_open(screen, session_scenario, NULL);
    session_play(screen, lines);
}

static const cc_script *
script_of(const session_on_screen *screen, int side)
{
    return viz_player_script(viz_session_player(screen->session, side));
}

/* At the end of a run with that script; NULL: none. */
static viz_player *
played(const cc_scenario *scenario, const cc_script *script)
{
    cc_refusal refusal = {""};
    viz_player_def def = viz_player_default();
    def.scenario = scenario;
    def.script = script;
    def.budget = 1;
    viz_player *player = viz_player_new(&def, &refusal);
    assert_non_null(player);
    viz_player_seek(player, INFINITY);
    assert_true(viz_player_work(player, INFINITY));
    return player;
}

static void
the_first_puts_the_run_as_it_was_beside(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:00"));
    assert_int_equal(viz_session_n_sides(screen.session), 1);
    session_play(&screen, "key i\nclick \"Add or take agents\"\ntype 3\nkey Enter\n"
                          "expect \"You: staff desk 3\"\nrest\nexpect \"as it was\"\n");
    assert_int_equal(viz_session_n_sides(screen.session), 2);
    assert_int_equal(script_of(&screen, 0)->n, 0);
    assert_int_equal(script_of(&screen, 1)->n, 1);
    assert_true(fabs(script_of(&screen, 1)->change[0].time - 36000.001) < 1e-9);
    session_play(&screen, GO("11:30") "expect \"gave up\"\nexpect \"service level, voice\"\n");
    session_play(&screen, "key o\nexpect no \"as it was\"\n");
    assert_int_equal(viz_session_n_sides(screen.session), 1);
    assert_int_equal(script_of(&screen, 0)->n, 1);
    session_close(&screen);
}

static void
no_number_gives_back_what_was_planned(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:00") "key i\nclick \"Add or take agents\"\nexpect \"as planned\"\n"
                                  "type 3\nkey Enter\nrest\n" GO(
                                      "10:30") "key i\nclick \"Add or take agents\"\n"
                                               "key Backspace\nkey Enter\nrest\n");
    const cc_script *script = script_of(&screen, 1);
    assert_int_equal(script->n, 2);
    assert_true(script->change[1].what == CC_CONTROL_STAFF && isnan(script->change[1].value));
    /* of a share of customers there is no plan: a number must be said */
    session_play(&screen, "key i\nclick \"How many customers come\"\nexpect no \"as planned\"\n"
                          "key Backspace\nkey Enter\nexpect \"That is no value\"\n");
    session_close(&screen);
}

static void
what_was_done_is_saved_and_replays_to_the_same_bits(void **state)
{
    (void)state;
    session_on_screen screen;
    char path[600];
    cc_script script = {0};
    cc_refusal refusal = {""};
    open_and(&screen, THREE_CHANGES "key End\nrest\nkey s\n");
    snprintf(path, sizeof(path), "%s", viz_dialog_row(&screen.session->dialog, 1)->field);
    session_play(&screen, "key Enter\nexpect \"Saved to\"\n");
    assert_int_equal(script_of(&screen, 1)->n, 5);
    if (cc_script_read(&script, &screen.scenario[0], path, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(script.n, 5);
    assert_true(script.change[2].time == script.change[1].time + 1200);
    assert_true(script.change[4].time == script.change[3].time + 1800);
    viz_player *again = played(&screen.scenario[0], &script);
    assert_true(viz_player_hash(again) == viz_player_hash(viz_session_player(screen.session, 1)));
    viz_player *untouched = played(&screen.scenario[0], NULL);
    assert_true(viz_player_hash(untouched) ==
                viz_player_hash(viz_session_player(screen.session, 0)));
    assert_true(viz_player_hash(untouched) != viz_player_hash(again));
    viz_player_delete(again);
    viz_player_delete(untouched);
    cc_script_free(&script);
    session_close(&screen);
    unlink(path);
}

static void
the_difference_is_that_of_two_runs(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, THREE_CHANGES "key End\nrest\nresize 2560 720\nrest\n");
    const viz_session *session = screen.session;
    viz_player *first = played(&screen.scenario[0], NULL);
    viz_player *second = played(&screen.scenario[0], script_of(&screen, 1));
    assert_true(session->n_figures >= 5);
    for (int j = 0; j < session->n_figures; j++) {
        const viz_figure *figure = &session->figure[j];
        double a, b;
        assert_int_equal(viz_player_figure(first, figure->kpi, figure->scope, &a), SIM_OK);
        assert_int_equal(viz_player_figure(second, figure->kpi, figure->scope, &b), SIM_OK);
        assert_true(figure->value[0] == a && figure->value[1] == b);
        assert_true(session->difference[j].value == b - a);
        assert_true(session_says(&screen, session->difference[j].text));
    }
    assert_true(session->difference[0].is_bad);
    viz_player_delete(first);
    viz_player_delete(second);
    session_close(&screen);
}

static void
a_fork_without_a_change_makes_none(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:20") "key f\nexpect \"as it was\"\nkey End\nrest\n");
    assert_true(viz_player_hash(viz_session_player(screen.session, 0)) ==
                viz_player_hash(viz_session_player(screen.session, 1)));
    for (int j = 0; j < screen.session->n_figures; j++) {
        assert_true(screen.session->difference[j].value == 0);
        assert_false(screen.session->difference[j].is_bad);
    }
    /* both are always at one moment, also event by event */
    session_play(
        &screen,
        GO("10:30") "key .\nkey .\nrest\nkey ,\nrest\nkey space\nwait 1\nkey space\nrest\n");
    assert_true(viz_player_time(viz_session_player(screen.session, 0)) ==
                viz_player_time(viz_session_player(screen.session, 1)));
    /* also on the way: neither is ahead by more than a slice */
    session_play(&screen, GO("09:00") "key m\n");
    for (int j = 0; j < 300 && screen.session->is_running; j++) {
        viz_session_work(screen.session, 0.01, 1e-4);
        const double apart = viz_player_time(viz_session_player(screen.session, 0)) -
                             viz_player_time(viz_session_player(screen.session, 1));
        assert_true(fabs(apart) <= 2 * screen.session->chunk + 1);
    }
    session_play(&screen, GO("10:00") "key f\nkey a\nrest\n");
    assert_true(viz_player_time(viz_session_player(screen.session, 0)) ==
                viz_player_time(viz_session_player(screen.session, 1)));
    session_close(&screen);
}

/* What one of the two stops at, the other is taken to. */
static void
jumps_take_both_to_one_moment(void **state)
{
    (void)state;
    static const char *const keys[] = {"key a\nrest\n", "key b\nrest\n", "key n\nrest\n"};
    session_on_screen screen;
    int n_apart = 0;
    open_and(&screen, THREE_CHANGES GO("10:05"));
    for (int j = 0; j < 12; j++) {
        session_play(&screen, keys[j % 3]);
        const viz_player *first = viz_session_player(screen.session, 0);
        const viz_player *second = viz_session_player(screen.session, 1);
        assert_true(viz_player_time(first) == viz_player_time(second));
        n_apart += viz_player_events(first) != viz_player_events(second);
    }
    assert_true(n_apart > 6); /* they are two runs */
    session_close(&screen);
}

static void
the_last_change_is_taken_back(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, "key u\nexpect \"Nothing has been changed\"\n" THREE_CHANGES);
    session_play(&screen, "key u\nrest\n");
    assert_int_equal(script_of(&screen, 1)->n, 3);
    session_play(&screen, "click \"Undo\"\nrest\nkey ctrl+z\nrest\nkey End\nrest\n");
    assert_int_equal(script_of(&screen, 1)->n, 0);
    assert_true(viz_player_hash(viz_session_player(screen.session, 0)) ==
                viz_player_hash(viz_session_player(screen.session, 1)));
    session_play(&screen, "key u\nexpect \"Nothing has been changed\"\n");
    session_close(&screen);
}

static void
what_may_not_be_is_said(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:00") "key i\nclick \"Add or take agents\"\ntype 1000\nkey Enter\n"
                                  "expect \"not so many seats\"\n");
    assert_int_equal(viz_session_n_sides(screen.session), 1);
    session_play(&screen, "type many\nkey Enter\nexpect \"That is no value\"\n");
    session_play(&screen,
                 "type 2\nkey Down\ntype x\nkey Enter\nexpect \"Minutes must be a number\"\n"
                 "key Escape\n");
    assert_int_equal(script_of(&screen, 0)->n, 0);
    session_play(&screen, "key i\nclick \"How many customers come\"\ntype 2000\nkey Enter\n"
                          "expect \"from 0 to 1000\"\nkey Escape\n");
    session_play(&screen, "key End\nrest\nkey i\nexpect \"The run is over\"\nkey Escape\n");
    session_close(&screen);
}

static void
every_control_can_be_changed(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, GO("10:00"));
    int n = 0;
    for (int choice = 0; choice < CC_N_CONTROLS; choice++) {
        session_play(&screen, "key i\n");
        for (int j = 0; j < choice; j++) {
            session_key(&screen, "Down");
        }
        const viz_row *row = &screen.session->dialog.row[screen.session->dialog.focus];
        const int control = row->id;
        if (control >= CC_N_CONTROLS) {
            break;
        }
        const size_t had = script_of(&screen, screen.session->n_sides - 1)->n;
        session_play(&screen, "key Enter\nkey Enter\nrest\n");
        const cc_script *script = script_of(&screen, 1);
        assert_int_equal(script->n, had + 1);
        n++;
    }
    assert_true(n >= 9); /* the scenario has no connections and no announcements */
    session_play(&screen, "key End\nrest\n");
    cc_refusal refusal;
    assert_int_equal(viz_session_status(screen.session, &refusal), 0);
    session_close(&screen);
}

static void
later_changes_stay_when_one_is_made_before_them(void **state)
{
    (void)state;
    session_on_screen screen;
    open_and(&screen, THREE_CHANGES GO("09:30"));
    session_play(&screen, "key i\nclick \"Add or take agents\"\ntype 5\nkey Enter\nrest\n");
    const cc_script *script = script_of(&screen, 1);
    assert_int_equal(script->n, 6);
    for (size_t j = 1; j < script->n; j++) {
        assert_true(script->change[j - 1].time <= script->change[j].time);
    }
    session_play(&screen, "key v\nrest\n");
    assert_true(viz_session_time(screen.session) == script->change[0].time);
    session_play(&screen, "key v\nrest\n");
    assert_true(viz_session_time(screen.session) == script->change[1].time);
    session_close(&screen);
}

static void
what_was_not_saved_is_kept_at_the_end(void **state)
{
    (void)state;
    session_on_screen screen;
    cc_script script = {0};
    cc_refusal refusal = {""};
    char kept[1200];
    open_and(&screen,
             GO("10:00") "key i\nclick \"Add or take agents\"\ntype 3\nkey Enter\nclose\n");
    const char *path = viz_session_kept(screen.session, 0);
    assert_non_null(path);
    snprintf(kept, sizeof(kept), "%s", path);
    assert_int_equal(cc_script_read(&script, &screen.scenario[0], kept, &refusal), SIM_OK);
    assert_int_equal(script.n, 1);
    cc_script_free(&script);
    unlink(kept);
    session_close(&screen);
    assert_int_not_equal(access(kept, F_OK), 0); /* not twice */

    open_and(&screen, GO("10:00") "key space\nwait 1\nclose\n");
    assert_null(viz_session_kept(screen.session, 0));
    session_close(&screen);
}

static void
files_are_replaced_only_when_that_is_wanted(void **state)
{
    (void)state;
    session_on_screen screen;
    char lines[2000];
    const char *mine =
        file_of_test("mine.script", "10:00 staff desk 4\n11:00 staff desk as planned\n");
    const char *wrong = file_of_test("wrong.script", "10:00 staff dusk 4\n");
    open_and(&screen, GO("10:30"));
    snprintf(lines, sizeof(lines),
             "key l\ntype %s\nkey Enter\nexpect \"wrong.script:1\"\nkey Escape\n", wrong);
    session_play(&screen, lines);
    snprintf(lines, sizeof(lines), "key l\ntype %s\nkey Enter\nrest\nexpect \"Loaded\"\n", mine);
    session_play(&screen, lines);
    assert_int_equal(script_of(&screen, 0)->n, 0); /* beside the run as it was */
    assert_int_equal(script_of(&screen, 1)->n, 2);
    viz_player *again = played(&screen.scenario[0], script_of(&screen, 1));
    session_play(&screen, "key End\nrest\n");
    assert_true(viz_player_hash(again) == viz_player_hash(viz_session_player(screen.session, 1)));
    viz_player_delete(again);
    /* another's file: asked twice; a folder that is not there: said */
    snprintf(lines, sizeof(lines),
             "key s\ntype %s\nkey Enter\nexpect \"Enter again\"\nkey Enter\nexpect \"Saved to\"\n",
             wrong);
    session_play(&screen, lines);
    session_play(
        &screen,
        "key s\ntype /nowhere/at/all.script\nkey Enter\nexpect \"No such file\"\nkey Escape\n");
    session_close(&screen);
}

static void
two_scenarios_are_changed_apart(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, session_scenario);
    session_play(
        &screen,
        GO("10:00") "key f\nexpect \"no room for a third\"\nkey o\nexpect \"both stay\"\n");
    session_play(&screen, "key i\nclick \"Add or take agents\"\ntype 3\nkey Enter\nrest\n");
    assert_int_equal(script_of(&screen, 0)->n, 0);
    assert_int_equal(script_of(&screen, 1)->n, 1);
    session_play(&screen, "key c\nkey i\nclick \"Add or take agents\"\ntype 4\nkey Enter\nrest\n");
    assert_int_equal(script_of(&screen, 0)->n, 1);
    session_play(&screen, "key u\nrest\n");
    assert_int_equal(script_of(&screen, 0)->n, 0);
    session_play(&screen, "key End\nrest\nkey Home\nrest\n");
    for (int k = 0; k < 2; k++) {
        const char *kept = viz_session_kept(screen.session, k);
        assert_int_equal(kept != NULL, k == 1); /* in the first all is taken back */
        if (kept != NULL) {
            unlink(kept);
        }
    }
    session_close(&screen);
}

static void
both_scenarios_keep_their_changes(void **state)
{
    (void)state;
    session_on_screen screen;
    char path[2][1200];
    session_open(&screen, session_scenario, session_scenario);
    session_play(&screen, GO("10:00") "key i\nclick \"Add or take agents\"\ntype 3\nkey Enter\n"
                                      "rest\nkey s\nkey Enter\nexpect \"Saved to\"\n");
    snprintf(path[1], sizeof(path[1]), "%s", screen.session->keep[1].saved);
    session_play(&screen, "key c\nkey i\nclick \"Add or take agents\"\ntype 4\nkey Enter\nrest\n"
                          "key s\n");
    /* it is not to go where the other's is */
    assert_string_not_equal(viz_dialog_row(&screen.session->dialog, 1)->field, path[1]);
    session_play(&screen, "key Escape\nkey c\nkey i\nclick \"Add or take agents\"\ntype 2\n"
                          "key Enter\nrest\nclose\n");
    unlink(path[1]);
    for (int k = 0; k < 2; k++) {
        cc_script script = {0};
        cc_refusal refusal = {""};
        const char *kept = viz_session_kept(screen.session, k);
        assert_non_null(kept);
        snprintf(path[k], sizeof(path[k]), "%s", kept);
        assert_int_equal(cc_script_read(&script, &screen.scenario[k], kept, &refusal), SIM_OK);
        assert_int_equal(script.n, script_of(&screen, k)->n);
        assert_true(script.n == 1 + (size_t)k && script.change[k].value == 4 - 2 * k);
        cc_script_free(&script);
    }
    unlink(path[0]);
    unlink(path[1]);
    session_close(&screen);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_puts_the_run_as_it_was_beside),
        cmocka_unit_test(no_number_gives_back_what_was_planned),
        cmocka_unit_test(what_was_done_is_saved_and_replays_to_the_same_bits),
        cmocka_unit_test(the_difference_is_that_of_two_runs),
        cmocka_unit_test(a_fork_without_a_change_makes_none),
        cmocka_unit_test(jumps_take_both_to_one_moment),
        cmocka_unit_test(the_last_change_is_taken_back),
        cmocka_unit_test(what_may_not_be_is_said),
        cmocka_unit_test(every_control_can_be_changed),
        cmocka_unit_test(later_changes_stay_when_one_is_made_before_them),
        cmocka_unit_test(what_was_not_saved_is_kept_at_the_end),
        cmocka_unit_test(both_scenarios_keep_their_changes),
        cmocka_unit_test(files_are_replaced_only_when_that_is_wanted),
        cmocka_unit_test(two_scenarios_are_changed_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
