/* Scenarios put together by chance, over every setting: a player taken here and there in them shows what it
 * shows going straight, and what its tape has counted is what the run has.
 *     viz_player_test_random FROM COUNT     other ones; --only K: that one, printed */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/state.h"
#include "tests/support/each_scenario.h"
#include "tests/support/players.h"
#include "tests/support/same_record.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

enum { N_MOMENTS = 12, N_SEEKS = 16, COUNT = 24 };

static each_scenario which; /* set once, by main */

static int
by_time(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* ---- the tape ---- */

static double
counted(const cc_record *record, cc_counter counter)
{
    const cc_layout *layout = &record->layout;
    double sum = 0;
    for (uint32_t j = 0; j < record->n_touched; j++) {
        const cc_touched *cell = &record->touched[j];
        int begin, end;
        cc_layout_counters(layout, cell->index, &begin, &end);
        if ((int)counter >= begin && (int)counter < end) {
            sum += record->pool[cell->place + (uint32_t)counter];
        }
    }
    return sum;
}

static void
expect_sums(viz_player *player, const char *path)
{
    const viz_cell sum = viz_tape_sum(viz_player_tape(player), -1, 0, INFINITY);
    const cc_record *record = viz_player_center(player)->record;
    const struct {
        const char *name;
        double is, was;
    } it[] = {
        {"answered", sum.answered, counted(record, CC_N_answered)},
        {"in time", sum.in_time, counted(record, CC_N_in_time_1)},
        {"abandoned", sum.abandoned, counted(record, CC_N_abandoned)},
        {"abandoned in time", sum.abandoned_in_time, counted(record, CC_N_left_in_time_1)},
        {"blocked", sum.blocked, counted(record, CC_N_blocked)},
        {"contained", sum.contained, counted(record, CC_N_contained)},
        {"resolved", sum.resolved, counted(record, CC_N_resolved)},
        {"lost", sum.lost, counted(record, CC_N_lost)},
    };
    for (size_t j = 0; j < sizeof(it) / sizeof(*it); j++) {
        if (it[j].is != it[j].was) {
            fail_msg("%s: %s: %g by the tape, %g by the run", path, it[j].name, it[j].is,
                     it[j].was);
        }
    }
    const double waited = counted(record, CC_N_wait_answered);
    if (fabs(sum.waited - waited) > 1e-3 * (1 + waited)) {
        fail_msg("%s: waited %g by the tape, %g by the run", path, (double)sum.waited, waited);
    }
    viz_cell queues = {0};
    for (int q = 0; q < viz_player_tape(player)->n_queues; q++) {
        const viz_cell of = viz_tape_sum(viz_player_tape(player), q, 0, INFINITY);
        queues.answered += of.answered;
        queues.abandoned += of.abandoned;
        queues.arrived += of.arrived;
        queues.waiting += of.waiting;
        queues.backlog += of.backlog;
    }
    assert_int_equal(queues.answered, sum.answered); /* each has a queue */
    assert_int_equal(queues.abandoned, sum.abandoned);
    assert_true(queues.arrived <= sum.arrived);
    assert_int_equal(queues.waiting, sum.waiting);
    assert_int_equal(queues.backlog, sum.backlog);
    const cc_run *run = &viz_player_scenario(player)->run;
    const double step = viz_player_tape(player)->step, end = run->warm_up + run->observe;
    if (fmod(run->warm_up, step) != 0 || fmod(end, step) != 0) {
        return;
    }
    const viz_cell counted_too = viz_tape_sum(viz_player_tape(player), -1, run->warm_up, end);
    double contacts, days = viz_player_center(player)->layout.days;
    assert_int_equal(viz_player_figure(player, "contacts", "center", &contacts), 0);
    if (fabs(contacts * days - counted_too.arrived) > 1e-6) {
        fail_msg("%s: %u have arrived by the tape, %.9g by the run", path, counted_too.arrived,
                 contacts * days);
    }
}

/* ---- one scenario ---- */

static void
visit(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    (void)context;
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    viz_player *player = players_new(&scenario, k, (size_t)(k % 3 == 0 ? 1 : 48) << 20, NULL);
    const double horizon = viz_player_horizon(player);
    double moment[N_MOMENTS];
    players_shown there[N_MOMENTS];
    for (int j = 0; j < N_MOMENTS; j++) {
        moment[j] = players_uniform(k, (uint64_t)j) * horizon;
    }
    moment[0] = horizon;
    qsort(moment, N_MOMENTS, sizeof(*moment), by_time);
    for (int j = 0; j < N_MOMENTS; j++) {
        players_go_to(player, moment[j]);
        there[j] = players_look(player);
    }
    expect_sums(player, path);
    for (int j = 0; j < N_SEEKS; j++) {
        const int to = (int)(players_uniform(k, 100 + (uint64_t)j) * N_MOMENTS);
        players_go_to(player, moment[to]);
        players_expect(player, &there[to]);
        if (j % 4 == 0 && viz_player_events(player) > 0) {
            assert_true(viz_player_back(player));
            assert_true(viz_player_step(player));
            assert_int_equal(viz_player_events(player), there[to].events);
            assert_true(viz_player_hash(player) == there[to].state);
        }
    }
    double when = 0;
    if (viz_player_diverged(player, &when)) {
        fail_msg("%s: diverged at %g", path, when);
    }
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

static void
players_of_random_scenarios_show_the_same(void **state)
{
    (void)state;
    each_scenario_do(&which, visit, NULL);
}

/* ---- changes ---- */

/* One of any control, that may be; false: none was found. */
static bool
change_at_random(viz_player *player, uint64_t k)
{
    static const double value[] = {NAN, 0, 1, 0.5, 2, 3, 30};
    const size_t n_values = sizeof(value) / sizeof(*value);
    for (uint64_t try = 0; try < 20; try++) {
        const uint64_t name = 20 * k + try;
        cc_change change = {.what = (cc_control)(players_uniform(name, 2000) * CC_N_CONTROLS)};
        const int n = cc_control_n(viz_player_scenario(player), change.what);
        change.which = (int)(players_uniform(name, 2001) * n);
        change.value = value[(size_t)(players_uniform(name, 2002) * (double)n_values)];
        if (n > 0 && viz_player_change(player, change) == SIM_OK) {
            return true;
        }
    }
    return false;
}

static void
change(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    int *n_changes = context;
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    viz_player *live = players_new(&scenario, k, (size_t)48 << 20, NULL);
    const double horizon = viz_player_horizon(live);
    for (uint64_t j = 0; j < 8; j++) {
        const double time = ((double)j + players_uniform(k, 300 + j)) / 9 * horizon;
        players_go_to(live, time);
        *n_changes += change_at_random(live, 8 * k + j);
        if (j % 3 == 1) { /* back behind some of them, or before */
            players_go_to(live, players_uniform(k, 400 + j) * time);
        }
    }
    players_go_to(live, horizon);
    viz_player *played = players_new(&scenario, k, (size_t)48 << 20, viz_player_script(live));
    players_go_to(played, horizon);
    char difference[400];
    if (!same_record(&scenario, viz_player_center(live)->record, viz_player_center(played)->record,
                     difference, sizeof(difference))) {
        fail_msg("%s: live, and by its script: %s", path, difference);
    }
    const players_shown end = players_look(live);
    players_expect(played, &end);
    players_go_to(played, horizon / 3);
    viz_player *fork = viz_player_fork(played, &refusal);
    assert_non_null(fork);
    players_go_to(fork, horizon);
    players_expect(fork, &end);
    assert_false(viz_player_diverged(live, NULL) || viz_player_diverged(played, NULL) ||
                 viz_player_diverged(fork, NULL));
    viz_player_delete(fork);
    viz_player_delete(live);
    viz_player_delete(played);
    cc_scenario_free(&scenario);
}

static void
changes_of_all_kinds_are_those_of_the_script(void **state)
{
    (void)state;
    const each_scenario some = {which.first, (which.count + 1) / 2};
    int n_changes = 0;
    each_scenario_do(&some, change, &n_changes);
    assert_true(n_changes > 4 * (int)some.count);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(players_of_random_scenarios_show_the_same),
        cmocka_unit_test(changes_of_all_kinds_are_those_of_the_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
