/* A player for long: many seeks in bundled scenarios, each of which must show what was shown going straight; and
 * its memory over weeks.
 *     long_player [RUNS] [seeks|memory]     10 seeks a run; weeks */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/long_study.h"
#include "tests/support/players.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { N_MOMENTS = 200 };

static int runs;

static int
by_time(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void
seek(const char *file, int n_seeks)
{
    cc_scenario scenario;
    players_load_day(&scenario, file);
    viz_player *straight = players_new(&scenario, 1, (size_t)256 << 20, NULL);
    viz_player *player = players_new(&scenario, 1, (size_t)64 << 20, NULL);
    double moment[N_MOMENTS];
    players_shown there[N_MOMENTS];
    for (int j = 0; j < N_MOMENTS; j++) {
        moment[j] = players_uniform((uint64_t)j, 0) * viz_player_horizon(player);
    }
    qsort(moment, N_MOMENTS, sizeof(*moment), by_time);
    for (int j = 0; j < N_MOMENTS; j++) {
        players_go_to(straight, moment[j]);
        there[j] = players_look(straight);
    }
    for (int j = 0; j < n_seeks; j++) {
        const int k = (int)(players_uniform((uint64_t)j, 1) * N_MOMENTS);
        players_go_to(player, moment[k]);
        players_expect(player, &there[k]);
    }
    assert_false(viz_player_diverged(player, NULL));
    printf("%-44s %d seeks, all as going straight\n", file, n_seeks);
    viz_player_delete(player);
    viz_player_delete(straight);
    cc_scenario_free(&scenario);
}

static void
seeks(void **state)
{
    (void)state;
    static const char *file[] = {
        "scenarios/minimal.cfg",
        "scenarios/chat.cfg",
        "scenarios/blend.cfg",
        "scenarios/assistant.cfg",
        "scenarios/n_design.cfg",
        "scenarios/bank/call_center.cfg",
        "scenarios/bank/contact_center.cfg",
        "scenarios/bank/omnichannel.cfg",
        "scenarios/bank/remote.cfg",
    };
    for (size_t j = 0; j < sizeof(file) / sizeof(*file); j++) {
        seek(file[j], 10 * runs);
    }
}

/* Resident memory, MB. */
static double
resident(void)
{
    long total = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &total, &pages) != 2) {
        pages = 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

/* Weeks of the bank, looked back into and forked on every day; then again from the beginning. */
static void
memory(void **state)
{
    (void)state;
    const double week = 7 * 86400.;
    char observe[32];
    snprintf(observe, sizeof(observe), "%d d", 7 * runs);
    const cc_override set[] = {
        {"run.warm_up", "0 h"}, {"run.observe", observe}, {"run.follow_up", "0 h"}};
    cc_scenario scenario;
    cc_refusal refusal = {""};
    players_load(&scenario, "scenarios/bank/contact_center.cfg", set, 3);
    viz_player *player = players_new(&scenario, 1, (size_t)64 << 20, NULL);
    double after_second = NAN;
    for (int pass = 0; pass < 3; pass++) {
        for (int w = 0; w < runs; w++) {
            for (int day = 1; day <= 7; day++) {
                const double now = w * week + day * 86400.;
                double value;
                players_go_to(player, now);
                players_go_to(player, players_uniform((uint64_t)(w * 7 + day), 3) * now);
                viz_player *fork = viz_player_fork(player, &refusal);
                assert_non_null(fork);
                assert_int_equal(viz_player_figure(fork, "asa", "center", &value), 0);
                viz_player_delete(fork);
            }
            if ((w + 1) % (runs / 10 + 1) == 0) {
                printf("pass %d, week %3d: %.1f MB\n", pass + 1, w + 1, resident());
                fflush(stdout);
            }
        }
        after_second = pass == 1 ? resident() : after_second;
    }
    assert_false(viz_player_diverged(player, NULL));
    if (resident() > 1.01 * after_second) {
        fail_msg("%.1f MB after the second pass, %.1f at the end", after_second, resident());
    }
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    runs = asked.runs;
    const struct CMUnitTest tests[] = {cmocka_unit_test(seeks), cmocka_unit_test(memory)};
    if (asked.only != NULL) {
        cmocka_set_test_filter(asked.only);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
