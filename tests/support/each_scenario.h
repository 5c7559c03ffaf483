/* For each of many scenarios put together by chance: the frame of tests that are a program,
 * TEST FROM COUNT, or TEST --only K, which prints that one before it is tried. */
#ifndef EACH_SCENARIO_H
#define EACH_SCENARIO_H

#include "tests/support/random_scenario.h"

typedef struct each_scenario {
    uint64_t first, count;
} each_scenario;

typedef void each_scenario_visit(const random_scenario *scenario, const char *path, uint64_t k,
                                 void *context);

/* As the program's arguments say; without them the first `count`. */
each_scenario each_scenario_of(int argc, char **argv, uint64_t count);
/* Writes one after the other to a file, visits it and removes it. Where a visit fails, the file
 * stays in a folder /tmp/ccsim-random-... */
void each_scenario_do(const each_scenario *self, each_scenario_visit *visit, void *context);

#endif
