/* Bonferroni, as in Dunn 1961, "Multiple comparisons among means"; Hsu 1984, "Constrained simultaneous confidence
 * intervals for multiple comparisons with the best", and with the spreads of paired replications, which are each
 * difference's own, by Bonferroni's inequality (Nelson and Matejcik 1995, "Using common random numbers for
 * indifference-zone selection and multiple comparisons in simulation", who take them as alike). If no comparison
 * with the true best errs, all bounds hold: those k - 1 are all that can. */
#include "experiment/simultaneous.h"

#include "experiment/best.h"
#include "experiment/pending.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

const char *const xp_families[] = {"bonferroni", "best", NULL};

void
xp_with_best(const double *low, const double *high, size_t n, double *lower, double *upper)
{
    size_t n_may = 0, may = 0;
    for (size_t a = 0; a < n; a++) {
        double least = INFINITY;
        for (size_t b = 0; b < n; b++) {
            least = b == a ? least : fmin(least, high[a * n + b]);
        }
        upper[a] = fmax(0, least);
        n_may += upper[a] > 0;
        may = upper[a] > 0 ? a : may;
    }
    for (size_t a = 0; a < n; a++) {
        double least = INFINITY;
        for (size_t b = 0; b < n; b++) { /* the best is one of those that may be */
            least = b == a || (n_may > 0 && !(upper[b] > 0)) ? least : fmin(least, low[a * n + b]);
        }
        lower[a] = n_may == 1 && may == a ? 0 : fmin(0, least);
    }
}

static bool
has(const xp_results *results, size_t m, int s)
{
    return !isnan(xp_results_estimate(results, s, m).mean);
}

static bool
lower_is_better(const xp_results *results, size_t m)
{
    return cc_kpis[results->table->measure[m].kpi].better == CC_LOWER;
}

/* ---- to the first ---- */

static void
to_first(xp_simultaneous *self, const xp_results *results, const size_t measure[], size_t n)
{
    const double error = 1 - self->confidence;
    for (int pass = 0; pass < 2; pass++) { /* those that could err are counted first */
        self->n = 0;
        for (size_t j = 0; j < n; j++) {
            for (int s = 1; s < results->plan->n_scenarios; s++) {
                if (!has(results, measure[j], s) || !has(results, measure[j], 0)) {
                    continue;
                }
                const double level =
                    pass == 0 ? self->confidence : 1 - error / fmax(1, (double)self->n_comparisons);
                const xp_difference it =
                    xp_estimate_difference(&results->estimates, s, measure[j], level);
                const bool is_less = lower_is_better(results, measure[j]);
                self->n_comparisons += pass == 0 && !it.equal;
                self->joint[self->n++] =
                    (xp_joint){.measure = measure[j],
                               .scenario = s,
                               .interval = it.interval,
                               .pending = xp_pending_turns(results, s, 0, measure[j], &it),
                               .standing = it.equal                   ? XP_STANDS_EQUAL
                                           : isnan(it.interval.lower) ? XP_STANDS_NO_INTERVAL
                                           : it.interval.lower > 0    ? XP_STANDS_ABOVE
                                           : it.interval.upper < 0    ? XP_STANDS_BELOW
                                                                      : XP_STANDS_OPEN};
                xp_rank *standing = &self->joint[self->n - 1].standing;
                if (is_less && *standing != XP_STANDS_OPEN && it.interval.mean != 0) {
                    *standing = *standing == XP_STANDS_ABOVE   ? XP_STANDS_BELOW
                                : *standing == XP_STANDS_BELOW ? XP_STANDS_ABOVE
                                                               : *standing;
                }
            }
        }
        self->each = 1 - error / fmax(1, (double)self->n_comparisons);
    }
}

/* ---- to the best of the others ---- */

typedef struct square {
    int scenario[XP_MAX_SCENARIOS]; /* that have the figure */
    size_t n;
    double low[XP_MAX_SCENARIOS * XP_MAX_SCENARIOS], high[XP_MAX_SCENARIOS * XP_MAX_SCENARIOS];
    bool pending[XP_MAX_SCENARIOS];
    bool few, unknown;
} square;

static void
fill(square *self, const xp_results *results, size_t m, double level)
{
    self->n = 0;
    self->few = self->unknown = false;
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        if (has(results, m, s)) {
            self->pending[self->n] = false;
            self->scenario[self->n++] = s;
        }
    }
    const size_t n = self->n;
    for (size_t a = 1; a < n; a++) {
        for (size_t b = 0; b < a; b++) {
            const int s = self->scenario[a], base = self->scenario[b];
            const xp_difference it = xp_best_difference(results, m, s, base, level);
            const bool is_less = lower_is_better(results, m);
            const double low = is_less ? -it.interval.upper : it.interval.lower;
            const double high = is_less ? -it.interval.lower : it.interval.upper;
            self->low[a * n + b] = low;
            self->high[a * n + b] = high;
            self->low[b * n + a] = -high;
            self->high[b * n + a] = -low;
            self->unknown = self->unknown || isnan(low) || isnan(high);
            self->few = self->few || it.interval.few;
            if (xp_pending_turns(results, s, base, m, &it)) {
                self->pending[a] = self->pending[b] = true;
            }
        }
    }
}

/* The mean of scenario number a less that of the best of the others. */
static double
mean_to_best(const xp_results *results, const square *all, size_t m, size_t a)
{
    double best = NAN;
    const double sign = lower_is_better(results, m) ? -1 : 1;
    for (size_t b = 0; b < all->n; b++) {
        const double mean = xp_results_estimate(results, all->scenario[b], m).mean;
        best = b == a || sign * mean <= sign * best ? best : mean;
    }
    return xp_results_estimate(results, all->scenario[a], m).mean - best;
}

static void
to_best(xp_simultaneous *self, const xp_results *results, const size_t measure[], size_t n)
{
    static const square none;
    square all = none;
    double lower[XP_MAX_SCENARIOS], upper[XP_MAX_SCENARIOS];
    const double error = 1 - self->confidence;
    for (size_t j = 0; j < n; j++) {
        fill(&all, results, measure[j], self->confidence);
        self->n_comparisons += all.n > 1 ? all.n - 1 : 0;
    }
    /* on one side */
    self->each = 1 - 2 * error / fmax(1, (double)self->n_comparisons);
    for (size_t j = 0; j < n; j++) {
        fill(&all, results, measure[j], self->each);
        if (all.n < 2) {
            continue;
        }
        const bool is_less = lower_is_better(results, measure[j]);
        xp_with_best(all.low, all.high, all.n, lower, upper);
        for (size_t a = 0; a < all.n; a++) {
            xp_joint it = {.measure = measure[j],
                           .scenario = all.scenario[a],
                           .pending = all.pending[a],
                           .standing = XP_STANDS_OPEN};
            const double mean = mean_to_best(results, &all, measure[j], a);
            it.interval = all.unknown ? sim_interval_around(mean, NAN, results->n)
                          : is_less
                              ? sim_interval_between(mean, 0 - upper[a], 0 - lower[a], results->n)
                              : sim_interval_between(mean, lower[a], upper[a], results->n);
            it.interval.few = all.few;
            it.standing = all.unknown                      ? XP_STANDS_NO_INTERVAL
                          : lower[a] == 0 && upper[a] == 0 ? XP_STANDS_EQUAL
                          : lower[a] == 0                  ? XP_STANDS_ABOVE
                          : upper[a] == 0                  ? XP_STANDS_BELOW
                                                           : XP_STANDS_OPEN;
            self->joint[self->n++] = it;
        }
    }
}

int
xp_simultaneous_make(xp_simultaneous *self, const xp_results *results, xp_family family,
                     const size_t measure[], size_t n)
{
    *self = (xp_simultaneous){.family = family, .confidence = results->plan->confidence};
    self->joint =
        sim_memory_zeros(n * (size_t)results->plan->n_scenarios + 1, sizeof(*self->joint));
    if (self->joint == NULL) {
        return SIM_ERR_NOMEM;
    }
    if (family == XP_BONFERRONI) {
        to_first(self, results, measure, n);
    } else {
        to_best(self, results, measure, n);
    }
    return SIM_OK;
}

void
xp_simultaneous_free(xp_simultaneous *self)
{
    free(self->joint);
    *self = (xp_simultaneous){0};
}
