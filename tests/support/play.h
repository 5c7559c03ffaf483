/* A scripted replication: recorded contacts with given work and patience meet a center, and what
 * happened is asked for by name. Everything is exact: no randomness but what a test asks for. */
#ifndef TESTS_PLAY_H
#define TESTS_PLAY_H

#include "models/center/center.h"
#include "models/center/entries.h"
#include "models/scenario/scenario.h"
#include "sim/trace.h"

typedef struct play {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
    sim_trace_buffer buffer;
    sim_trace trace;
} play;

/* rows: "0,32400,call,voice,100,60\n...": day, time (s of the day), kind, channel, work (s),
 * patience (s); the last three may be empty. The kinds are `call` (wants voice), `chat`, `mail`,
 * and `first` (a chat in which the customer types first). run, every_issue, customers and center
 * are what stands (besides) inside these groups of the scenario. Runs it
 * and checks the books after each event. Fails the test if refused. */
void play_run(play *self, const char *rows, const char *run, const char *every_issue,
              const char *customers, const char *center);
/* The same for a whole scenario; its trace, if any, is rows.csv with the columns that rows have. */
void play_text(play *self, const char *rows, const char *text);
/* The same with a router that no scenario can name. */
void play_with_router(play *self, const char *rows, const char *text, const cc_router_type *router);
void play_free(play *self);

/* When that happened for the nth time (from 1), s; -1: never. */
double play_when(const play *self, cc_entry entry, int nth);
/* Its value, and its b. */
double play_value(const play *self, cc_entry entry, int nth);
uint64_t play_b(const play *self, cc_entry entry, int nth);
int play_count(const play *self, cc_entry entry);
/* Which row (from 0) it happened to, or -1. */
int play_who(const play *self, cc_entry entry, int nth);
/* A counter of the whole center; of the agents. */
double play_counter(const play *self, cc_counter counter);
double play_agents(const play *self, cc_agent_counter counter);

/* A ratio, as reports show it: "asa", "channel:voice"; NAN: 0/0. */
double play_figure(const play *self, const char *kpi, const char *scope);

#endif
