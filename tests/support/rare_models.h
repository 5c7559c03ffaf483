/* Centers whose share of long waits is known: Erlang C and A. */
#ifndef RARE_MODELS_H
#define RARE_MODELS_H

#include "sim/interval.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct rare_model {
    const char *name;
    double per_hour, talk, patience; /* s; patience 0: patient for ever */
    int agents;
    double threshold; /* s */
    const char *observe;
    bool is_long; /* not in the short form */
} rare_model;

extern const rare_model rare_models[];
extern const size_t n_rare_models;

typedef struct rare_outcome {
    sim_interval share;
    double exact, error; /* standard error of the share */
    double copies, events, contacts;
} rare_outcome;

/* Until the half-width is so much of the share, or there are so many replications. A failure ends the
 * program. */
rare_outcome rare_model_run(const rare_model *self, uint64_t seed, double precision,
                            uint64_t replications);

#endif
