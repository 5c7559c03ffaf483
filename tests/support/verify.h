/* Simulated figures against exact ones. A claim holds when the estimate lies within five standard
 * errors of the exact value. On a miss the sample is enlarged fourfold, twice, before the test
 * fails (as GSL's testPDF does): a defect grows with the sample and a fluke does not. The same
 * goes for a claim whose five standard errors are more than it allows: it would prove little. */
#ifndef VERIFY_H
#define VERIFY_H

#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/center/center.h"
#include "models/measure/measure.h"

#define VERIFY_SETS 8

typedef struct verify_case {
    const char *file; /* a scenario, from the source folder */
    cc_override set[VERIFY_SETS];
    uint64_t seed;
    int replications;
    bool by_interval;
} verify_case;

typedef struct verify_claim {
    const char *kpi, *scope;
    double exact;
    double within; /* five standard errors must be at most this share of `exact` */
} verify_claim;

/* Fails the test unless all claims hold. */
void verify_claims(const verify_case *self, const verify_claim *claims, size_t n);
#define VERIFY(...) VERIFY_(__VA_ARGS__)
#define VERIFY_(the_case, claims)                                                                  \
    verify_claims(the_case, claims, sizeof(claims) / sizeof(*(claims)))

typedef struct verify_estimate {
    double mean, error; /* standard error, by the jackknife over replications */
} verify_estimate;

/* One figure by itself. */
verify_estimate verify_measure(const verify_case *self, const char *kpi, const char *scope);

/* A center that is ready to run; fails the test when it cannot be had. */
typedef struct verify_center {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
} verify_center;

void verify_center_open(verify_center *self, const char *file, const cc_override *set, size_t n_set,
                        bool by_interval);
typedef struct verify_insert {
    const char *after, *more;
} verify_insert;

/* The scenario of that file with `more` written behind the first `after`. */
void verify_center_open_changed(verify_center *self, const char *file, const verify_insert *insert,
                                size_t n);
void verify_center_run(verify_center *self, uint64_t seed, uint64_t replication);
void verify_center_close(verify_center *self);
/* A counter of the last run, summed over everything that matches (-1: any). */
double verify_counter(const verify_center *self, int issue, int channel, int counter);

#endif
