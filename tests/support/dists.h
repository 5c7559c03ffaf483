/* Distributions for tests: a memory for their tables, and one or more examples of every type. */
#ifndef TESTS_SUPPORT_DISTS_H
#define TESTS_SUPPORT_DISTS_H

#include "sim/dist.h"

/* Memory for sim_dist_setup, freed all at once. Zero is empty; pass test_arena_allocate and it. */
typedef struct test_arena {
    void *last;
} test_arena;

void *test_arena_allocate(size_t bytes, void *arena);
void test_arena_free(test_arena *self);

typedef struct dist_example {
    const char *label;
    sim_dist dist; /* as a scenario gives it: not set up */
} dist_example;

extern const dist_example dist_examples[]; /* ended by a NULL label */

/* A copy with parts of its own, set up; fails the test if a rule is broken. */
sim_dist dist_example_make(const sim_dist *example, test_arena *arena);

#endif
