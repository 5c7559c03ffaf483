/* What the changes did, and cost: beside the day as it was, and each by leaving it out. */
#include "tests/support/scenarios.h"
#include "tests/support/sessions.h"
#include "viz/session/state.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#define GO(TIME) "key g\ntype " TIME "\nkey Enter\nrest\n"
#define AGENTS(N) "key i\nclick \"Add or take agents\"\ntype " N "\nkey Enter\nrest\n"
/* Broken at ten, mended at eleven. */
#define BROKEN_AND_MENDED GO("10:00") AGENTS("2") GO("11:00") AGENTS("9") GO("11:59")

static double
figure(const session_on_screen *screen, const cc_script *script, double time, const char *kpi,
       const char *scope)
{
    cc_refusal refusal = {""};
    double value = NAN;
    viz_player_def def = viz_player_default();
    def.scenario = &screen->scenario[0];
    def.script = script;
    viz_player *player = viz_player_new(&def, &refusal);
    assert_non_null(player);
    viz_player_seek(player, time);
    assert_true(viz_player_work(player, INFINITY));
    assert_int_equal(viz_player_figure(player, kpi, scope, &value), SIM_OK);
    viz_player_delete(player);
    return value;
}

static void
each_change_has_its_own_price(void **state)
{
    (void)state;
    session_on_screen screen;
    char text[64];
    session_open(&screen, session_scenario, NULL);
    session_play(&screen, BROKEN_AND_MENDED "key w\nrest\nexpect \"What it cost\"\n");
    const cc_script *both = viz_player_script(viz_session_player(screen.session, 1));
    const double now = viz_session_time(screen.session);
    assert_int_equal(both->n, 2);
    static const struct {
        const char *kpi, *scope;
        cc_unit unit;
    } told[] = {{"service_level_g1", "channel:voice", CC_UNIT_FRACTION},
                {"cost", "center", CC_UNIT_MONEY}};
    for (int j = 0; j < 2; j++) {
        const double with = figure(&screen, both, now, told[j].kpi, told[j].scope);
        const double was = figure(&screen, NULL, now, told[j].kpi, told[j].scope);
        viz_figure_write(told[j].unit, was, text, sizeof(text));
        assert_true(session_says(&screen, text));
        viz_figure_write(told[j].unit, with, text, sizeof(text));
        assert_true(session_says(&screen, text));
        for (size_t left_out = 0; left_out < 2; left_out++) {
            cc_script one = {0};
            assert_int_equal(cc_script_add(&one, both->change[1 - left_out]), SIM_OK);
            const double by = with - figure(&screen, &one, now, told[j].kpi, told[j].scope);
            assert_true(fabs(by) > 0.01);
            viz_figure_write_change(told[j].unit, by, text, sizeof(text));
            assert_true(session_says(&screen, text));
            cc_script_free(&one);
        }
    }
    session_close(&screen);
}

/* What is known is shown again, and made anew for another moment or other changes. */
static void
it_is_of_this_moment_and_these_changes(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    session_play(&screen,
                 "key w\nexpect \"Nothing has been changed\"\nexpect no \"What it cost\"\n");
    session_play(&screen, BROKEN_AND_MENDED "key w\nrest\nexpect \"11:59:00\"\nkey Escape\n"
                                            "key w\nexpect \"11:59:00\"\nkey Escape\n");
    session_play(&screen,
                 GO("11:30") "key w\nrest\nexpect \"11:30:00\"\nexpect \"11:00 staff desk 9\"\n"
                             "key Escape\nkey u\nrest\nkey w\nrest\n"
                             "expect \"10:00 staff desk 2\"\nexpect no \"11:00 staff\"\n");
    /* a change that is still to come has done nothing */
    session_play(&screen,
                 "key Escape\n" GO("09:30") "key w\nexpect \"Nothing has been changed\"\n");
    session_close(&screen);
}

static void
of_two_centers_it_is_of_the_one_that_keys_are_for(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, session_scenario);
    session_play(&screen, GO("10:00") AGENTS("2") GO("11:00"));
    session_play(&screen, "key w\nrest\nexpect \"10:00 staff desk 2\"\nkey Escape\n");
    session_play(&screen, "key c\nkey w\nexpect \"Nothing has been changed\"\nkey c\nkey w\n"
                          "expect \"10:00 staff desk 2\"\n");
    session_close(&screen);
}

static void
closing_time_says_where_it_is(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    session_play(&screen, "key End\nrest\nexpect no \"The day is over\"\nkey Home\nrest\n");
    session_play(&screen,
                 BROKEN_AND_MENDED "wait 0.1\nexpect no \"The day is over\"\nkey End\nrest\n"
                                   "wait 0.1\nexpect \"The day is over\"\n");
    /* while it is played: nothing is lost when the window closes */
    session_play(&screen, "key w\nclose\n");
    session_close(&screen);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_has_its_own_price),
        cmocka_unit_test(it_is_of_this_moment_and_these_changes),
        cmocka_unit_test(of_two_centers_it_is_of_the_one_that_keys_are_for),
        cmocka_unit_test(closing_time_says_where_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
