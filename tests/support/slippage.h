/* How often procedures of selection are right in the slippage configuration, which is the hardest that
 * the indifference allows: the best is ahead of all others by it, and these are equal. Normal values
 * with sd 1, the indifference is a quarter. */
#ifndef SLIPPAGE_H
#define SLIPPAGE_H

#include "experiment/selection/selection.h"

typedef struct slippage {
    const char *procedure; /* "kn", "knockout", "ocba" */
    size_t k;
    uint64_t first;
    double correlation; /* of the alternatives in a replication; 0: independent */
    uint64_t budget;    /* of ocba */
    int times;          /* as many runs in the table: its bound is tight; 0: 1 */
} slippage;

typedef struct slippage_outcome {
    int runs, right;
    double replications; /* mean, of all alternatives */
    double estimated;    /* mean, of ocba: probability that it is right */
} slippage_outcome;

extern const slippage slippage_cases[];
extern const size_t n_slippage_cases;

slippage_outcome slippage_run(const slippage *self, int runs);

/* A normal number by name. */
double slippage_normal(uint64_t run, uint64_t alternative, uint64_t replication);

#endif
