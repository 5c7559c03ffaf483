#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/random.h"
#include "tests/support/players.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>

void
players_load(cc_scenario *scenario, const char *file, const cc_override *set, size_t n)
{
    char path[1024];
    cc_refusal refusal = {""};
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(scenario, path, set, n, &refusal) != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
}

void
players_load_day(cc_scenario *scenario, const char *file)
{
    const cc_override set[] = {
        {"run.warm_up", "0 h"}, {"run.observe", "1 d"}, {"run.follow_up", "0 h"}};
    players_load(scenario, file, set, 3);
}

viz_player *
players_new(const cc_scenario *scenario, uint64_t seed, size_t budget, const cc_script *script)
{
    cc_refusal refusal = {""};
    viz_player_def def = viz_player_default();
    def.scenario = scenario;
    def.seed = seed;
    def.budget = budget;
    def.bytes_an_event = 0;
    def.script = script;
    viz_player *player = viz_player_new(&def, &refusal);
    if (player == NULL) {
        fail_msg("refused: %s", refusal.text);
    }
    return player;
}

void
players_go_to(viz_player *player, double time)
{
    cc_refusal refusal = {""};
    viz_player_seek(player, time);
    assert_true(viz_player_work(player, INFINITY));
    if (viz_player_error(player, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_true(viz_player_time(player) == time);
}

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
    const unsigned char *byte = (const unsigned char *)tape->cell;
    uint64_t hash = tape->n;
    for (size_t j = 0; j < tape->n * (size_t)(1 + tape->n_queues) * sizeof(viz_cell); j++) {
        hash = (hash ^ byte[j]) * UINT64_C(1099511628211);
    }
    return hash;
}

players_shown
players_look(const viz_player *player)
{
    return (players_shown){viz_player_time(player), viz_player_hash(player),
                           viz_player_events(player), hash_of_records(player),
                           hash_of_tape(player)};
}

void
players_expect(const viz_player *player, const players_shown *was)
{
    const players_shown is = players_look(player);
    if (is.time != was->time || is.events != was->events || is.state != was->state ||
        is.records != was->records || is.tape != was->tape) {
        fail_msg("at %.17g (%.17g): events %llu (%llu), state %s, records %s, tape %s", is.time,
                 was->time, (unsigned long long)is.events, (unsigned long long)was->events,
                 is.state == was->state ? "same" : "other",
                 is.records == was->records ? "same" : "other",
                 is.tape == was->tape ? "same" : "other");
    }
}

double
players_uniform(uint64_t k, uint64_t what)
{
    return sim_uniform(sim_random_block((sim_key){11, k}, (sim_name){what, 0, 0}, 0).word[0]);
}
