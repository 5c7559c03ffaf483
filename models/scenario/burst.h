/* Bursts: something outside the center, an outage of the client's own service say, raises issues of
 * some kinds for a time, the one sooner and the other later. By a schedule, or at random. */
#ifndef CC_BURST_H
#define CC_BURST_H

#include <stddef.h>

typedef struct cc_scenario cc_scenario;

#define CC_MAX_BURSTS 32
#define CC_MAX_BURSTS_A_DAY 16 /* of those at random */

/* What it raises of one kind of issue. */
typedef struct cc_burst_kind {
    double rate;     /* 1/s; 0: none */
    double duration; /* s: with that rate, */
    double decay;    /* s: mean of the exponential fall behind it */
    double after;    /* s: from the beginning of the burst */
} cc_burst_kind;

struct cc_burst {
    char *name;
    double *at; /* s from the run's beginning, in order */
    size_t n_at;
    double per_day;      /* at random, in the hours of the house */
    cc_burst_kind *kind; /* by issue */
};
typedef struct cc_burst cc_burst;

/* Issues raised until so many seconds after the burst's beginning, on average at volume 1. */
double cc_burst_mass(const cc_burst_kind *kind, double since);
/* Issues raised on average between two times of a day of the run, at volume 1. */
double cc_bursts_expected(const cc_scenario *scenario, int issue, int day, double from, double to);

#endif
