/* A player taken anywhere, in any order, shows what it shows when it goes there straight: state, tape and what
 * has happened lately. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/state.h"
#include "tests/support/players.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

/* Seeks in the small scenario, and in the bank's day. */
enum { N_SMALL = 4000, N_BANK = 150, N_MOMENTS = 64 };

static int
by_time(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void
seek_at_random(const cc_scenario *scenario, size_t budget, int n_seeks)
{
    viz_player *player = players_new(scenario, 1, budget, NULL);
    const double horizon = viz_player_horizon(player);
    double moment[N_MOMENTS];
    players_shown there[N_MOMENTS];
    for (int j = 0; j < N_MOMENTS; j++) {
        moment[j] = players_uniform((uint64_t)j, 0) * horizon;
        moment[j] = j % 4 == 0 ? floor(moment[j] / 60) * 60 : moment[j]; /* of a keyframe */
    }
    moment[1] = 0;
    moment[2] = horizon;
    qsort(moment, N_MOMENTS, sizeof(*moment), by_time);
    viz_player *straight = players_new(scenario, 1, budget, NULL);
    for (int j = 0; j < N_MOMENTS; j++) {
        players_go_to(straight, moment[j]);
        there[j] = players_look(straight);
    }
    viz_player_delete(straight);
    for (int j = 0; j < n_seeks; j++) {
        const int k = (int)(players_uniform((uint64_t)j, 1) * N_MOMENTS);
        players_go_to(player, moment[k]);
        players_expect(player, &there[k]);
    }
    assert_false(viz_player_diverged(player, NULL));
    viz_player_delete(player);
}

static void
random_seeks_show_what_is_shown_going_straight(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    seek_at_random(&scenario, (size_t)64 << 20, N_SMALL);
    cc_scenario_free(&scenario);
}

static void
random_seeks_in_a_day_of_the_bank(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load_day(&scenario, "scenarios/bank/contact_center.cfg");
    seek_at_random(&scenario, (size_t)64 << 20, N_BANK);
    cc_scenario_free(&scenario);
}

static void
a_budget_of_one_byte_still_works(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    seek_at_random(&scenario, 1, 10);
    cc_scenario_free(&scenario);
}

static void
back_undoes_a_step(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    viz_player *player = players_new(&scenario, 1, (size_t)64 << 20, NULL);
    players_go_to(player, 20000.5);
    enum { N = 40 };
    players_shown at[N + 1];
    assert_true(viz_player_step(player));
    at[0] = players_look(player);
    for (int j = 1; j <= N; j++) {
        assert_true(viz_player_step(player));
        assert_int_equal(viz_player_events(player), at[0].events + (uint64_t)j);
        at[j] = players_look(player);
    }
    for (int j = N; j > 0; j--) {
        players_expect(player, &at[j]);
        assert_true(viz_player_back(player));
    }
    players_expect(player, &at[0]);
    players_go_to(player, 0);
    assert_true(viz_player_events(player) == 0 || viz_player_back(player));
    while (viz_player_back(player)) {
        continue;
    }
    assert_int_equal(viz_player_events(player), 0);
    assert_true(viz_player_step(player));
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

static void
another_state_than_the_first_time_is_told(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    viz_player *player = players_new(&scenario, 1, (size_t)64 << 20, NULL);
    double when = -1;
    players_go_to(player, viz_player_horizon(player));
    players_go_to(player, 10000);
    assert_false(viz_player_diverged(player, &when));
    viz_player_center(player)->record->agent[0] += 1e-6;               /* a stray write */
    for (double t = 10100; t < viz_player_horizon(player); t += 100) { /* jumps to no keyframe */
        players_go_to(player, t);
    }
    assert_true(viz_player_diverged(player, &when));
    assert_true(when > 10000 && when < 86400 && fmod(when, 60) == 0);
    const double first = when;
    players_go_to(player, 5000);
    assert_true(viz_player_diverged(player, &when) && when == first); /* for good */
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

/* Many events a second, so that a slice of work is less than what is recalled. */
static void
a_way_that_is_broken_off_leaves_nothing_behind(void **state)
{
    (void)state;
    cc_scenario scenario;
    scenario_from_text(&scenario,
                       "run = { hours = [\"00:00\", \"24:00\"]; warm_up = \"0 h\";\n"
                       "        observe = \"20 min\"; };\n"
                       "demand = { issues = { call = { per_hour = 40000.0;\n"
                       "  voice = { talk = { dist = \"exponential\"; mean = \"1 min\"; }; };\n"
                       "  patience = { voice = { dist = \"exponential\"; mean = \"1 min\"; }; };\n"
                       "}; }; };\n"
                       "center = { channels = { voice = { }; };\n"
                       "           groups = { agents = { staff = 600; }; }; };\n");
    viz_player *player = players_new(&scenario, 1, (size_t)200 << 20, NULL);
    viz_player *straight = players_new(&scenario, 1, (size_t)200 << 20, NULL);
    players_go_to(player, 1200);
    double last = 0;
    for (uint64_t j = 0; j < 4; j++) {
        viz_player_seek(player, 300 + 200 * (double)j);
        assert_false(viz_player_work(player, 0));
        const double way = viz_player_time(player);
        assert_true(way > last && way < 300 + 200 * (double)j);
        last = way + 0.5 * (double)j;
        players_go_to(player, last); /* on from there, or from where it is */
        players_go_to(straight, last);
        const players_shown there = players_look(straight);
        players_expect(player, &there);
    }
    viz_player_delete(player);
    viz_player_delete(straight);
    cc_scenario_free(&scenario);
}

static void
work_ends_when_its_time_is_over(void **state)
{
    (void)state;
    const cc_override set[] = {{"run.observe", "60 d"}};
    cc_scenario scenario;
    players_load(&scenario, "scenarios/minimal.cfg", set, 1);
    viz_player *player = players_new(&scenario, 1, (size_t)64 << 20, NULL);
    viz_player_seek(player, 60 * 86400.);
    assert_false(viz_player_work(player, 0));
    assert_false(viz_player_is_there(player));
    assert_true(viz_player_time(player) < 86400);
    viz_player_seek(player, 3600);
    assert_true(viz_player_work(player, INFINITY));
    assert_true(viz_player_time(player) == 3600);
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

static void
a_run_that_fails_stays_where_it_was_and_says_why(void **state)
{
    (void)state;
    cc_scenario scenario;
    scenario_from_text(&scenario,
                       "run = { hours = [\"00:00\", \"24:00\"]; warm_up = \"0 h\"; };\n"
                       "demand = { issues = { call = { per_hour = 6000.0;\n"
                       "  voice = { talk = { dist = \"exponential\"; mean = \"1 min\"; }; };\n"
                       "}; }; };\n"
                       "center = { channels = { voice = { }; };\n"
                       "           groups = { agents = { staff = 1; }; }; };\n");
    cc_refusal refusal = {""};
    viz_player_def def = viz_player_default();
    def.scenario = &scenario;
    def.memory = 1; /* beyond the few contacts that there is room for anyway */
    viz_player *player = viz_player_new(&def, &refusal);
    assert_non_null(player);
    viz_player_seek(player, 86400);
    assert_true(viz_player_work(player, INFINITY));
    assert_int_equal(viz_player_error(player, &refusal), SIM_ERR_MEMORY);
    assert_true(refusal.text[0] != '\0');
    const double time = viz_player_time(player);
    assert_true(time > 60 && time < 86400);
    viz_player_seek(player, 10);
    assert_true(viz_player_work(player, INFINITY));
    assert_true(viz_player_time(player) == time);
    assert_false(viz_player_step(player));
    assert_false(viz_player_back(player));
    assert_int_not_equal(viz_player_change(player, (cc_change){0, CC_CONTROL_VOLUME, 0, 2}), 0);
    assert_null(viz_player_fork(player, &refusal));
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_seeks_show_what_is_shown_going_straight),
        cmocka_unit_test(random_seeks_in_a_day_of_the_bank),
        cmocka_unit_test(a_budget_of_one_byte_still_works),
        cmocka_unit_test(back_undoes_a_step),
        cmocka_unit_test(another_state_than_the_first_time_is_told),
        cmocka_unit_test(a_way_that_is_broken_off_leaves_nothing_behind),
        cmocka_unit_test(a_run_that_fails_stays_where_it_was_and_says_why),
        cmocka_unit_test(work_ends_when_its_time_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
