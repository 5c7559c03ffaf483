/* How often do rules and verdicts say what is not so? Many runs with seeds of their own, on models
 * where the truth is known: by theory, or because both centers are the same. */
#ifndef RULE_STUDIES_H
#define RULE_STUDIES_H

#include "experiment/run.h"
#include "models/language/parse.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"

typedef enum rule_kind {
    RULE_MATCH,     /* --match: wrong if the true scale is not between low and high */
    RULE_PRECISION, /* --precision: wrong if the interval at the end does not hold the truth */
    RULE_REQUIRE,   /* --require: wrong if it is met, which in truth it is not */
    RULE_SENTENCES, /* of centers that are the same: wrong if anything is claimed */
    RULE_BEST,      /* of three that are the same: wrong if the first is said not to be the best */
} rule_kind;

#define RULE_SETS 6

typedef struct rule_study {
    const char *name, *what;
    rule_kind kind;
    const char *rule;                             /* as on the command line */
    const char *file;                             /* from the source folder */
    cc_override set[RULE_SETS], other[RULE_SETS]; /* other: of the second center */
    double (*truth)(void);                        /* NULL: 1 */
    uint64_t long_run; /* RULE_MATCH: the truth is what so many replications find; 0: 1 */
    uint64_t look[3];  /* replications; with RULE_PRECISION the most there may be; 0: no more */
    double bound;      /* share of runs that may be wrong */
} rule_study;

extern const rule_study rule_studies[];
extern const size_t n_rule_studies;

typedef struct rule_outcome {
    int runs, wrong;
    double replications; /* mean, of a run */
    double width;        /* mean: of the scale matched, of the interval at the end */
} rule_outcome;

/* Refused scenarios end the program with a message. */
rule_outcome rule_study_run(const rule_study *self, uint64_t replications, int runs, int threads);

#endif
