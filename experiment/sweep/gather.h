/* Results of one point of a sweep after the other, off a store, as figures: what estimates and influences are
 * made of. Samples are enough for all but quantiles, which are read off the records. */
#ifndef XP_GATHER_H
#define XP_GATHER_H

#include "experiment/store/recall.h"
#include "experiment/sweep/influence.h"
#include "experiment/table.h"

/* What a name in an output is. */
typedef struct xp_part {
    bool is_factor;
    size_t index; /* of the factor, or of what is sampled */
} xp_part;

typedef struct xp_gather {
    const xp_sweep *sweep;
    xp_store *store;
    const xp_recalled *point;
    xp_sampled *sampled; /* what outputs are made of, n_sampled of them: */
    size_t n_sampled;
    uint64_t *id;
    cc_measure *measure; /* of a figure, for its kpi and names: the scope is of some scenario */
    bool *is_figure;     /* else it is a counter, or no scenario has it */
    size_t *local;       /* of a figure: index in the list of the tables */
    xp_table one, two;   /* of a point, and of the baseline and a point */
    xp_part (*part)[XP_EXPRESSION_NAMES]; /* by output and name; of a figure the first */
} xp_gather;

/* The sweep, the store and the points are not copied. */
int xp_gather_init(xp_gather *self, const xp_sweep *sweep, xp_store *store,
                   const xp_recalled *point, cc_refusal *refusal) SIM_MUST_CHECK;
void xp_gather_free(xp_gather *self);
/* The measure of an output in the tables; XP_LACKS: it is an own one, or no scenario has it. */
size_t xp_gather_measure(const xp_gather *self, size_t output);

/* What a point has: replications 0 .. n - 1. */
typedef struct xp_gathered {
    size_t point;
    uint64_t n;
    cc_sample
        *sample;   /* [replication * n_sampled + sampled]; num of a quantile: xp_influence_below */
    double *value; /* so too: of that replication alone */
    sim_histogram *pool;               /* by pool of the table: of all replications */
    struct xp_gather_records *records; /* a way to read them again, where there are pools */
    xp_estimates alone;
    xp_estimates beside; /* of the baseline and this, paired; table NULL: not made */
} xp_gathered;

/* base: what was gathered of the baseline, where replications are to be paired with it; else NULL. Free it in
 * any case. */
int xp_gather_point(const xp_gather *self, xp_gathered *into, size_t point, const xp_gathered *base,
                    cc_refusal *refusal) SIM_MUST_CHECK;
/* ... only the samples, for who does without estimates. */
int xp_gather_samples(const xp_gather *self, xp_gathered *into, size_t point,
                      cc_refusal *refusal) SIM_MUST_CHECK;
void xp_gathered_free(xp_gathered *self);

/* Of an output, by the first n replications. part[XP_EXPRESSION_NAMES] and *into have room for them. */
void xp_gathered_influence(const xp_gathered *self, const xp_gather *gather, size_t output,
                           uint64_t n, xp_influence part[], xp_influence *into);

#endif
