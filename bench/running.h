/* Whole centers as bench cases: where the scenario is from, and bodies to run it. */
#ifndef BENCH_RUNNING_H
#define BENCH_RUNNING_H

#include "bench/bench.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"

typedef struct origin {
    const char *file;                     /* in the source folder, or */
    char *(*write)(const void *argument); /* malloc'ed text; NULL: no memory */
    const void *argument;
    const cc_override set[5];
    bool by_interval;
    double abandoned; /* exact; 0: not known; NAN: by Erlang A */
    int item;         /* counter of what is an item; 0: contacts */
} origin;

/* For bench_case.setup; argument is an origin, parameter[0] the number of threads. */
void *running_setup(const bench_case *is, char *why);
void running_free(void *state);
/* Items are contacts: whole replications, and what is left in a part of one. */
double running_contacts(void *state, double items);
/* The same, all in one replication from the end of its warm-up on, of the first kind of issue: counted by its
 * rate, a number an hour. What was there before that is not measured. */
double running_further(void *state, double items);
/* Whole replications are given, contacts returned. */
double running_whole(void *state, double replications);
/* Items are replications, here and on threads. */
double running_replications(void *state, double items);
double running_threads(void *state, double items);
bool running_check(void *state, char *note, size_t size);
/* How much a replication needs. */
bool running_size(void *state, char *note, size_t size);

#endif
