/* A figure and what each replication has to do with it: the residuals of the delta method, of mean 0. Whatever is
 * a smooth function of figures (an own KPI, a difference, a mean over points) has as residual the same
 * function's linear part, so its interval pairs replications by itself. */
#ifndef XP_INFLUENCE_H
#define XP_INFLUENCE_H

#include "experiment/expression.h"
#include "models/measure/kpi.h"
#include "sim/histogram.h"
#include "sim/interval.h"

typedef struct xp_influence {
    double value;     /* NAN: undefined, and so are the residuals */
    double *residual; /* by replication: [n], of room for `room` */
    uint64_t n, room;
    uint64_t behind; /* replications that tell something of it */
} xp_influence;

int xp_influence_init(xp_influence *self, uint64_t room) SIM_MUST_CHECK;
void xp_influence_free(xp_influence *self);

/* Each makes *self anew, n <= room. A constant; */
void xp_influence_constant(xp_influence *self, double value, uint64_t n);
/* the mean of count[0], count[stride], ...; */
void xp_influence_mean(xp_influence *self, const double *count, size_t stride, uint64_t n);
/* a figure of such an estimator, but for a quantile, likewise of samples; */
void xp_influence_figure(xp_influence *self, cc_estimator estimator, const cc_sample *sample,
                         size_t stride, uint64_t n);
/* the p-quantile of `all`; of each sample num: what xp_influence_below gave, den: how many waits; */
void xp_influence_quantile(xp_influence *self, const sim_histogram *all, double p,
                           const cc_sample *sample, size_t stride, uint64_t n);
/* an expression, of its names in order, all of the same n; */
void xp_influence_expression(xp_influence *self, const xp_expression *expression,
                             const xp_influence part[], uint64_t n);
/* and self plus so many times another, over the replications that both have. */
void xp_influence_add(xp_influence *self, const xp_influence *other, double times);

/* Waits of one replication up to the p-quantile of all, less p times its waits. */
double xp_influence_below(const sim_histogram *one, const sim_histogram *all, double p);

/* Student's t corrected for skewness; few: of fewer than XP_ENOUGH replications that tell of it. */
sim_interval xp_influence_interval(const xp_influence *self, double confidence);
/* Variance of the estimate; NAN if n < 2. */
double xp_influence_variance(const xp_influence *self);

#endif
