/* Players for tests, and what they show. */
#ifndef SUPPORT_PLAYERS_H
#define SUPPORT_PLAYERS_H

#include "models/scenario/load.h"
#include "viz/player/player.h"

/* Below the source folder; with settings. Fails the test if it is refused. */
void players_load(cc_scenario *scenario, const char *file, const cc_override *set, size_t n);
/* One day of the bank, from its first opening. */
void players_load_day(cc_scenario *scenario, const char *file);
/* One with as many keyframes as its budget holds. */
viz_player *players_new(const cc_scenario *scenario, uint64_t seed, size_t budget,
                        const cc_script *script);
/* It gets there. */
void players_go_to(viz_player *player, double time);

/* What is shown at a moment, as hashes: state, records, tape. */
typedef struct players_shown {
    double time;
    uint64_t state, events, records, tape;
} players_shown;

players_shown players_look(const viz_player *player);
/* Fails the test unless that is what is shown. */
void players_expect(const viz_player *player, const players_shown *was);
/* The same, from 0 to 1, whenever it is asked for. */
double players_uniform(uint64_t k, uint64_t what);

#endif
