/* With L and U the ends of the interval of "j better than i by" in a figure, and d its indifference:
 *   j dominates i           L >= -d in all figures (L > -d where d > 0), and L > 0 in some
 *   j does not dominate i   U < 0 in some figure beyond d, or U <= d in all
 * i is dominated if some j dominates it, and not dominated if no j does for certain. */
#include "experiment/selection/pareto.h"

#include "experiment/selection/selection.h"
#include "sim/interval.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

typedef struct spread {
    double mean, squares; /* of differences */
} spread;

typedef struct pareto {
    xp_pareto *found;
    const xp_sampler *sampler;
    const xp_pareto_plan *plan;
    spread *pair; /* (i, j), j < i: i minus j, [pair * n_figures + figure] */
    double *value;
    size_t *all;
    double student;
} pareto;

/* Equal but for rounding of long sums. */
static double
difference(double x, double y)
{
    return fabs(x - y) <= 1e-11 * fmax(fabs(x), fabs(y)) ? 0 : x - y;
}

/* One replication more; it is number w of a wave of n. */
static void
add(pareto *self, size_t n, size_t w)
{
    const size_t k = self->found->n, m = self->found->n_figures;
    const double count = (double)++self->found->done;
    for (size_t i = 0; i < k; i++) {
        const double *x = &self->value[(i * n + w) * m];
        for (size_t f = 0; f < m; f++) {
            double *mean = &self->found->mean[i * m + f];
            *mean += (x[f] - *mean) / count;
        }
        for (size_t j = 0; j < i; j++) {
            const double *y = &self->value[(j * n + w) * m];
            spread *it = &self->pair[(i * (i - 1) / 2 + j) * m];
            for (size_t f = 0; f < m; f++) {
                const double d = difference(x[f], y[f]), was = it[f].mean;
                it[f].mean += (d - was) / count;
                it[f].squares += (d - was) * (d - it[f].mean);
            }
        }
    }
}

/* Of j's advantage over i. */
static void
interval(const pareto *self, size_t i, size_t j, size_t f, double *lower, double *upper)
{
    const size_t a = i > j ? i : j, b = i > j ? j : i;
    const spread *it = &self->pair[(a * (a - 1) / 2 + b) * self->found->n_figures + f];
    const double n = (double)self->found->done, mean = a == j ? it->mean : -it->mean;
    const bool unknown =
        self->found->done < 2 || (it->squares == 0 && self->found->done < XP_PARETO_ENOUGH);
    const double half = unknown ? INFINITY : self->student * sqrt(it->squares / (n - 1) / n);
    *lower = mean - half;
    *upper = mean + half;
}

static xp_pareto_state
compare(const pareto *self, size_t i, size_t j)
{
    bool nowhere_worse = true, better = false, nowhere_better = true, worse = false;
    for (size_t f = 0; f < self->found->n_figures; f++) {
        double lower, upper;
        const double d = self->plan->indifference[f];
        interval(self, i, j, f, &lower, &upper);
        nowhere_worse = nowhere_worse && (d > 0 ? lower > -d : lower >= 0);
        better = better || lower > 0;
        nowhere_better = nowhere_better && upper <= d;
        worse = worse || upper < -d;
    }
    return nowhere_worse && better   ? XP_PARETO_DOMINATED
           : worse || nowhere_better ? XP_PARETO_NOT_DOMINATED
                                     : XP_PARETO_UNKNOWN;
}

static void
judge(pareto *self)
{
    xp_pareto *found = self->found;
    const double pairs = (double)found->n * ((double)found->n - 1) / 2 * (double)found->n_figures;
    self->student = found->done < 2 ? INFINITY
                                    : sim_student(1 - (1 - self->plan->confidence) / fmax(pairs, 1),
                                                  (uint32_t)found->done - 1);
    for (size_t i = 0; i < found->n; i++) {
        found->state[i] = XP_PARETO_NOT_DOMINATED;
        found->by[i] = XP_NOBODY;
        for (size_t j = 0; j < found->n && found->state[i] != XP_PARETO_DOMINATED; j++) {
            const xp_pareto_state state = i == j ? XP_PARETO_NOT_DOMINATED : compare(self, i, j);
            if (state == XP_PARETO_DOMINATED) {
                found->by[i] = j;
            }
            found->state[i] = state == XP_PARETO_NOT_DOMINATED ? found->state[i] : state;
        }
    }
}

static int
run(pareto *self)
{
    xp_pareto *found = self->found;
    const uint64_t most = self->plan->replications;
    const size_t wave = xp_selection_wave(found->n, 0);
    int ret = SIM_OK;
    while (found->done < most && ret == SIM_OK) {
        const size_t n = most - found->done < wave ? (size_t)(most - found->done) : wave;
        ret = self->sampler->sample(self->sampler->context, self->all, found->n, found->done, n,
                                    self->value);
        for (size_t w = 0; w < n && ret == SIM_OK; w++) {
            add(self, n, w);
        }
    }
    found->is_partial = ret == SIM_ERR_INTERRUPTED;
    if (ret == SIM_OK || ret == SIM_ERR_INTERRUPTED) {
        judge(self);
        return SIM_OK;
    }
    return ret;
}

int
xp_pareto_find(xp_pareto *found, const xp_sampler *sampler, const xp_pareto_plan *plan)
{
    const size_t k = sampler->n, m = sampler->n_figures;
    if (k < 1 || k > XP_PARETO_MOST || m < 1 || m > XP_PARETO_FIGURES || plan->replications < 2 ||
        !(plan->confidence > 0 && plan->confidence < 1)) {
        return SIM_ERR_PARAM;
    }
    *found = (xp_pareto){.n = k,
                         .n_figures = m,
                         .state = sim_memory_zeros(k, sizeof(xp_pareto_state)),
                         .by = sim_memory_zeros(k, sizeof(size_t)),
                         .mean = sim_memory_zeros(k * m, sizeof(double))};
    pareto self = {.found = found,
                   .sampler = sampler,
                   .plan = plan,
                   .pair = sim_memory_zeros(k * (k - 1) / 2 * m, sizeof(spread)),
                   .value = sim_memory_zeros(k * xp_selection_wave(k, 0) * m, sizeof(double)),
                   .all = sim_memory_zeros(k, sizeof(size_t))};
    int ret = found->state == NULL || found->by == NULL || found->mean == NULL ||
                      self.pair == NULL || self.value == NULL || self.all == NULL
                  ? SIM_ERR_NOMEM
                  : SIM_OK;
    for (size_t i = 0; i < k && ret == SIM_OK; i++) {
        self.all[i] = i;
    }
    ret = ret == SIM_OK ? run(&self) : ret;
    free(self.pair);
    free(self.value);
    free(self.all);
    if (ret != SIM_OK) {
        xp_pareto_free(found);
    }
    return ret;
}

void
xp_pareto_free(xp_pareto *self)
{
    free(self->state);
    free(self->by);
    free(self->mean);
    *self = (xp_pareto){0};
}
