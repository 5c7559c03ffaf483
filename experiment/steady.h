/* What a scenario is like in the long run, by one long run of it: cut into observations (intervals where
 * nothing depends on the time of day, else whole days or weeks), its warm-up left out, with the interval of
 * batch means. Memory grows with the length of the run. */
#ifndef XP_STEADY_H
#define XP_STEADY_H

#include "models/language/refusal.h"
#include "models/measure/measure.h"
#include "sim/batch_means.h"
#include "sim/warm_up.h"
#include <stdatomic.h>

#define XP_STEADY_FIGURES 64

/* Numerators and denominators of a figure, one for each observation. */
typedef struct xp_series {
    cc_measure measure;
    double *num, *den;
} xp_series;

typedef struct xp_steady {
    const cc_scenario *scenario;
    cc_layout layout;
    int period;     /* cc_period_of */
    char what[160]; /* for which setting */
    double length;  /* s of an observation */
    size_t n;       /* observations */
    xp_series series[XP_STEADY_FIGURES];
    size_t n_series;
    const char
        *growing; /* a queue that was much longer at the end than what a run from empty has; NULL */
    double waiting; /* in it then */
} xp_steady;

/* Of a scenario that is loaded with warm_up and follow_up 0. SIM_ERR_REFUSED: it never repeats itself, or is
 * too much to count, and the refusal says so. */
int xp_steady_init(xp_steady *self, const cc_scenario *scenario,
                   cc_refusal *refusal) SIM_MUST_CHECK;
void xp_steady_free(xp_steady *self);

/* SIM_ERR_REFUSED: there is no such figure, or it cannot be told interval by interval. */
int xp_steady_want(xp_steady *self, const char *kpi, const char *scope,
                   cc_refusal *refusal) SIM_MUST_CHECK;
/* The usual ones of each channel, and how busy agents are. SIM_ERR_NOMEM. */
int xp_steady_want_usual(xp_steady *self) SIM_MUST_CHECK;

/* Simulates a replication and fills all series with it. stop: may be NULL. */
int xp_steady_run(xp_steady *self, uint64_t seed, uint64_t replication, size_t memory,
                  const atomic_bool *stop, cc_refusal *refusal) SIM_MUST_CHECK;

/* What the run says of a figure. */
typedef struct xp_steady_figure {
    sim_warm_up warm_up;   /* found by itself, in observations */
    sim_batch_means means; /* of what is behind it */
    bool too_short;        /* sim_batch_means_too_short, or warm_up.late */
    double enough; /* as many times as long would be long enough, as far as one can tell; NAN */
} xp_steady_figure;

xp_steady_figure xp_steady_figure_of(const xp_steady *self, size_t series, size_t batches,
                                     bool overlapping, double confidence);

/* Welch's plot of a figure: of each observation its mean over replications, and the moving average of these.
 * mean[n] and smooth[n] are the caller's. Leaves the last replication in the series. */
int xp_steady_welch(xp_steady *self, uint64_t seed, uint64_t replications, size_t window,
                    size_t memory, const atomic_bool *stop, double *mean[], double *smooth[],
                    cc_refusal *refusal) SIM_MUST_CHECK;

#endif
