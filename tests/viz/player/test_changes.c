/* Somebody changes something while it runs: at the next millisecond, as a script would, and what is before stays
 * as it was; and players that are copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/entries.h"
#include "models/center/state.h"
#include "tests/support/players.h"
#include "tests/support/same_record.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BUDGET ((size_t)24 << 20)

static const char *const bank = "scenarios/bank/contact_center.cfg";

/* What the j-th change of a session is. */
static cc_change
change_of(uint64_t k)
{
    static const cc_change change[] = {
        {0, CC_CONTROL_VOLUME, 0, 2}, {0, CC_CONTROL_OPEN, 0, 0},     {0, CC_CONTROL_STAFF, 0, 4},
        {0, CC_CONTROL_OPEN, 0, 1},   {0, CC_CONTROL_VOLUME, 0, 0.5}, {0, CC_CONTROL_STAFF, 0, NAN},
    };
    return change[k % (sizeof(change) / sizeof(*change))];
}

static void
expect_same(const viz_player *a, const viz_player *b, const char *what)
{
    const cc_record *x = viz_player_center(a)->record, *y = viz_player_center(b)->record;
    char difference[400];
    if (!same_record(viz_player_scenario(a), x, y, difference, sizeof(difference))) {
        fail_msg("%s: %s", what, difference);
    }
    const players_shown shown = players_look(a);
    players_expect(b, &shown);
}

/* Changes at random moments, with seeks in between; then from the beginning by its script. */
static void
changes_made_live_are_those_of_the_script(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load_day(&scenario, bank);
    viz_player *live = players_new(&scenario, 3, BUDGET, NULL);
    for (uint64_t j = 0; j < 12; j++) {
        const double time = 30000 + 3500 * (double)j + 1000 * players_uniform(j, 1);
        players_go_to(live, time);
        if (j % 3 == 0) {
            assert_true(viz_player_step(live)); /* in the middle of things */
        }
        const double now = viz_player_time(live);
        const size_t n = viz_player_script(live)->n;
        assert_int_equal(viz_player_change(live, change_of(j)), SIM_OK);
        assert_int_equal(viz_player_script(live)->n, n + 1);
        const double when = viz_player_script(live)->change[n].time;
        assert_true(when > now && when <= now + 0.001000001);
        assert_true(when == round(when * 1000) / 1000);
        if (j % 4 == 1) { /* back to before changes, which are still made */
            players_go_to(live, time - 20000 * players_uniform(j, 2));
        }
    }
    const double horizon = viz_player_horizon(live);
    players_go_to(live, horizon);
    viz_player *played = players_new(&scenario, 3, BUDGET, viz_player_script(live));
    players_go_to(played, horizon);
    expect_same(live, played, "live, and by its script");
    assert_false(viz_player_diverged(live, NULL));

    /* and in a run without a player */
    cc_record record;
    cc_layout layout;
    cc_refusal refusal = {""};
    assert_int_equal(cc_layout_init(&layout, &scenario, false), 0);
    assert_int_equal(cc_record_init(&record, &layout), 0);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    cc_center_set_script(center, viz_player_script(live));
    assert_int_equal(cc_center_start(center, 3, 0, &record), 0);
    assert_int_equal(cc_center_advance(center, horizon), 0);
    char difference[400];
    if (!same_record(&scenario, viz_player_center(live)->record, &record, difference,
                     sizeof(difference))) {
        fail_msg("a run by the script: %s", difference);
    }
    cc_center_delete(center);
    cc_record_free(&record);
    viz_player_delete(live);
    viz_player_delete(played);
    cc_scenario_free(&scenario);
}

static void
what_was_before_a_change_stays(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load_day(&scenario, bank);
    viz_player *player = players_new(&scenario, 3, BUDGET, NULL);
    players_go_to(player, 40000);
    const players_shown then = players_look(player);
    players_go_to(player, 80000);
    const players_shown untouched = players_look(player);
    players_go_to(player, 50000);
    assert_int_equal(viz_player_change(player, change_of(0)), SIM_OK);
    assert_int_equal(viz_player_tape(player)->known, viz_player_tape(player)->n);
    players_go_to(player, 80000);
    assert_true(players_look(player).state != untouched.state);
    players_go_to(player, 40000);
    players_expect(player, &then);
    assert_int_equal(viz_player_set_script(player, NULL), SIM_OK); /* taken back, from before it */
    players_expect(player, &then);
    players_go_to(player, 80000);
    players_expect(player, &untouched);
    assert_false(viz_player_diverged(player, NULL));
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

static void
a_script_is_put_in_place_of_another_where_it_is(void **state)
{
    (void)state;
    cc_scenario scenario;
    cc_script script = {NULL, 0, 0};
    players_load_day(&scenario, bank);
    viz_player *player = players_new(&scenario, 3, BUDGET, NULL);
    players_go_to(player, 60000);
    cc_change change = change_of(0);
    change.time = 30000;
    assert_int_equal(cc_script_add(&script, change), 0);
    change = change_of(2);
    change.time = 70000;
    assert_int_equal(cc_script_add(&script, change), 0);
    assert_int_equal(viz_player_set_script(player, &script), SIM_OK);
    assert_true(viz_player_time(player) == 60000);
    viz_player *played = players_new(&scenario, 3, BUDGET, &script);
    players_go_to(played, 60000);
    expect_same(player, played, "put in place, and from the beginning");
    /* one that may not be changes nothing */
    change.value = -1;
    change.time = 65000;
    assert_int_equal(cc_script_add(&script, change), 0);
    assert_int_equal(viz_player_set_script(player, &script), SIM_ERR_PARAM);
    assert_int_equal(viz_player_script(player)->n, 2);
    cc_refusal refusal = {""};
    viz_player_def def = viz_player_default();
    def.scenario = &scenario;
    def.script = &script;
    assert_null(viz_player_new(&def, &refusal));
    assert_non_null(strstr(refusal.text, "script"));
    players_go_to(player, 86400);
    players_go_to(played, 86400);
    expect_same(player, played, "after a script that was refused");
    viz_player_delete(player);
    viz_player_delete(played);
    cc_script_free(&script);
    cc_scenario_free(&scenario);
}

static void
what_may_not_be_changed_is_refused(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load_day(&scenario, bank);
    viz_player *player = players_new(&scenario, 3, BUDGET, NULL);
    players_go_to(player, 30000);
    const players_shown was = players_look(player);
    assert_int_equal(viz_player_change(player, (cc_change){0, CC_CONTROL_VOLUME, 0, -1}),
                     SIM_ERR_PARAM);
    assert_int_equal(viz_player_change(player, (cc_change){0, CC_CONTROL_OPEN, 99, 1}),
                     SIM_ERR_PARAM);
    assert_int_equal(viz_player_change(player, (cc_change){1e9, CC_CONTROL_VOLUME, 0, 1}),
                     SIM_ERR_PARAM);
    assert_int_equal(viz_player_script(player)->n, 0);
    players_expect(player, &was);
    players_go_to(player, viz_player_horizon(player));
    assert_int_equal(viz_player_change(player, change_of(0)), SIM_ERR_PARAM); /* it is over */
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

static void
a_fork_without_a_change_is_the_same_to_the_end(void **state)
{
    (void)state;
    cc_scenario scenario;
    cc_refusal refusal = {""};
    players_load_day(&scenario, bank);
    viz_player *player = players_new(&scenario, 3, BUDGET, NULL);
    players_go_to(player, 70000);
    players_go_to(player, 50000);
    assert_int_equal(viz_player_change(player, change_of(2)), SIM_OK);
    players_go_to(player, 52000.25);
    viz_player *fork = viz_player_fork(player, &refusal);
    assert_non_null(fork);
    expect_same(player, fork, "a fork");
    players_go_to(player, 20000);
    const players_shown past = players_look(player);
    players_go_to(player, 86400);
    players_go_to(fork, 20000); /* has the same past */
    players_expect(fork, &past);
    players_go_to(fork, 86400);
    expect_same(player, fork, "a fork at the end");

    /* one that is changed leaves the other alone, and outlives it */
    const players_shown end = players_look(player);
    players_go_to(fork, 60000);
    assert_int_equal(viz_player_change(fork, change_of(1)), SIM_OK);
    players_go_to(fork, 86400);
    assert_true(players_look(fork).state != end.state);
    players_go_to(player, 30000);
    players_go_to(player, 86400);
    players_expect(player, &end);
    viz_player_delete(player);
    players_go_to(fork, 20000);
    players_expect(fork, &past);
    assert_false(viz_player_diverged(fork, NULL));
    viz_player_delete(fork);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_made_live_are_those_of_the_script),
        cmocka_unit_test(what_was_before_a_change_stays),
        cmocka_unit_test(a_script_is_put_in_place_of_another_where_it_is),
        cmocka_unit_test(what_may_not_be_changed_is_refused),
        cmocka_unit_test(a_fork_without_a_change_is_the_same_to_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
