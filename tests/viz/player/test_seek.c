/* A player taken anywhere, in any order, shows what it shows when it goes there straight: state, tape and what
 * has happened lately. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/state.h"
#include "models/scenario/load.h"
#include "sim/random.h"
#include "tests/support/scenarios.h"
#include "viz/player/player.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Seeks in the small scenario, and in the bank's day. */
enum { N_SMALL = 600, N_BANK = 150, N_MOMENTS = 64 };

static double
uniform(uint64_t k, uint64_t what)
{
    return sim_uniform(sim_random_block((sim_key){11, k}, (sim_name){what, 0, 0}, 0).word[0]);
}

static void
load(cc_scenario *scenario, const char *file, const cc_override *set, size_t n)
{
    char path[1024];
    cc_refusal refusal = {""};
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(scenario, path, set, n, &refusal) != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
}

static viz_player *
play(const cc_scenario *scenario, size_t budget)
{
    cc_refusal refusal = {""};
    viz_player_def def = viz_player_default();
    def.scenario = scenario;
    def.budget = budget;
    viz_player *player = viz_player_new(&def, &refusal);
    if (player == NULL) {
        fail_msg("refused: %s", refusal.text);
    }
    return player;
}

static void
go_to(viz_player *player, double time)
{
    viz_player_seek(player, time);
    assert_true(viz_player_work(player, INFINITY));
    assert_true(viz_player_time(player) == time);
    assert_int_equal(viz_player_error(player, NULL), SIM_OK);
}

/* What is shown at a moment. */
typedef struct shown {
    double time;
    uint64_t hash, events, records, cells;
} shown;

static uint64_t
hash_of_records(const viz_player *player)
{
    size_t n;
    const sim_trace_record *record = viz_player_recent(player, &n);
    sim_trace_hash hash;
    sim_trace_hash_init(&hash);
    for (size_t j = 0; j < n; j++) {
        sim_trace_hash_add(&hash, &record[j]);
    }
    return hash.hash;
}

static uint64_t
hash_of_tape(const viz_player *player)
{
    const viz_tape *tape = viz_player_tape(player);
    uint64_t hash = tape->n;
    const unsigned char *byte = (const unsigned char *)tape->cell;
    for (size_t j = 0; j < tape->n * (size_t)(1 + tape->n_queues) * sizeof(viz_cell); j++) {
        hash = (hash ^ byte[j]) * UINT64_C(1099511628211);
    }
    return hash;
}

static shown
look(const viz_player *player)
{
    return (shown){viz_player_time(player), viz_player_hash(player), viz_player_events(player),
                   hash_of_records(player), hash_of_tape(player)};
}

static void
expect(const viz_player *player, const shown *was)
{
    const shown is = look(player);
    if (is.events != was->events || is.hash != was->hash || is.records != was->records ||
        is.cells != was->cells || is.time != was->time) {
        fail_msg("at %.17g (%.17g): events %llu (%llu), state %s, records %s, tape %s", is.time,
                 was->time, (unsigned long long)is.events, (unsigned long long)was->events,
                 is.hash == was->hash ? "same" : "other",
                 is.records == was->records ? "same" : "other",
                 is.cells == was->cells ? "same" : "other");
    }
}

static int
by_time(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void
seek_at_random(const cc_scenario *scenario, size_t budget, int n_seeks)
{
    viz_player *player = play(scenario, budget);
    const double horizon = viz_player_horizon(player);
    double moment[N_MOMENTS];
    shown there[N_MOMENTS];
    for (int j = 0; j < N_MOMENTS; j++) {
        moment[j] = uniform((uint64_t)j, 0) * horizon;
        moment[j] = j % 4 == 0 ? floor(moment[j] / 60) * 60 : moment[j]; /* of a keyframe */
    }
    moment[1] = 0;
    moment[2] = horizon;
    qsort(moment, N_MOMENTS, sizeof(*moment), by_time);
    viz_player *straight = play(scenario, budget);
    for (int j = 0; j < N_MOMENTS; j++) {
        go_to(straight, moment[j]);
        there[j] = look(straight);
    }
    viz_player_delete(straight);
    for (int j = 0; j < n_seeks; j++) {
        const int k = (int)(uniform((uint64_t)j, 1) * N_MOMENTS);
        go_to(player, moment[k]);
        expect(player, &there[k]);
    }
    assert_false(viz_player_diverged(player, NULL));
    viz_player_delete(player);
}

static void
random_seeks_show_what_is_shown_going_straight(void **state)
{
    (void)state;
    cc_scenario scenario;
    load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    seek_at_random(&scenario, (size_t)64 << 20, N_SMALL);
    cc_scenario_free(&scenario);
}

static void
random_seeks_in_a_day_of_the_bank(void **state)
{
    (void)state;
    const cc_override set[] = {
        {"run.warm_up", "0 h"}, {"run.observe", "1 d"}, {"run.follow_up", "0 h"}};
    cc_scenario scenario;
    load(&scenario, "scenarios/bank/contact_center.cfg", set, 3);
    seek_at_random(&scenario, (size_t)64 << 20, N_BANK);
    cc_scenario_free(&scenario);
}

static void
a_budget_of_one_byte_still_works(void **state)
{
    (void)state;
    cc_scenario scenario;
    load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    seek_at_random(&scenario, 1, 10);
    cc_scenario_free(&scenario);
}

static void
back_undoes_a_step(void **state)
{
    (void)state;
    cc_scenario scenario;
    load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    viz_player *player = play(&scenario, (size_t)64 << 20);
    go_to(player, 20000.5);
    enum { N = 40 };
    shown at[N + 1];
    assert_true(viz_player_step(player));
    at[0] = look(player);
    for (int j = 1; j <= N; j++) {
        assert_true(viz_player_step(player));
        assert_int_equal(viz_player_events(player), at[0].events + (uint64_t)j);
        at[j] = look(player);
    }
    for (int j = N; j > 0; j--) {
        expect(player, &at[j]);
        assert_true(viz_player_back(player));
    }
    expect(player, &at[0]);
    go_to(player, 0);
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
    load(&scenario, "scenarios/minimal.cfg", NULL, 0);
    viz_player *player = play(&scenario, (size_t)64 << 20);
    double when = -1;
    go_to(player, 20000);
    go_to(player, 10000);
    assert_false(viz_player_diverged(player, &when));
    viz_player_center(player)->record->agent[0] += 1e-6; /* a stray write */
    for (double t = 10100; t < 13000; t += 100) { /* without a jump to a keyframe */
        go_to(player, t);
    }
    assert_true(viz_player_diverged(player, &when));
    assert_true(when > 10000 && when < 13000 && fmod(when, 60) == 0);
    go_to(player, 5000);
    assert_true(viz_player_diverged(player, &when)); /* for good */
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

static void
work_ends_when_its_time_is_over(void **state)
{
    (void)state;
    const cc_override set[] = {{"run.observe", "60 d"}};
    cc_scenario scenario;
    load(&scenario, "scenarios/minimal.cfg", set, 1);
    viz_player *player = play(&scenario, (size_t)64 << 20);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_seeks_show_what_is_shown_going_straight),
        cmocka_unit_test(random_seeks_in_a_day_of_the_bank),
        cmocka_unit_test(a_budget_of_one_byte_still_works),
        cmocka_unit_test(back_undoes_a_step),
        cmocka_unit_test(another_state_than_the_first_time_is_told),
        cmocka_unit_test(work_ends_when_its_time_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
