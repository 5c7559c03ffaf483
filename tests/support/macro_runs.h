/* How often do the intervals of a run hold the truth? Many runs with seeds of their own, each
 * looked at after some numbers of replications, on models where the truth is known: by theory, or
 * by all replications of all runs together, whose error is small beside that of one run. */
#ifndef MACRO_RUNS_H
#define MACRO_RUNS_H

#include "experiment/run.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"

#define MACRO_LOOKS 3
#define MACRO_FIGURES 24
#define MACRO_SETS 5

typedef struct macro_figure {
    const char *kpi, *scope;
    bool difference; /* of the second center to the first */
    bool is_exact;   /* `truth` is given; else it is found */
    double truth;
    struct {
        int held, below, above; /* runs: the interval holds it, is all below it, all above */
        int none;               /* runs without an interval; held counts none of them */
        int few;                /* runs whose interval is marked */
        int few_held;
        double half_width; /* mean, of those that have one */
    } at[MACRO_LOOKS];
} macro_figure;

typedef struct macro_model {
    const char *name, *what;
    const char *file;                               /* from the source folder */
    cc_override set[MACRO_SETS], other[MACRO_SETS]; /* other: of the second center, if any */
    bool unpaired;
    uint64_t seed; /* of the first run; the others follow */
    void (*exact)(macro_figure *figure, size_t n);
    macro_figure figure[MACRO_FIGURES];
} macro_model;

/* All models, the last without a name. */
macro_model *macro_models(void);

typedef struct macro_plan {
    int runs, threads;
    uint64_t look[MACRO_LOOKS]; /* replications, rising; 0: no more */
} macro_plan;

/* Fills truths and counts; refused scenarios end the program with a message. */
void macro_run(macro_model *self, const macro_plan *plan);

#endif
