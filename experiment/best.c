/* Multiple comparisons with the best (Hsu 1984, "Constrained simultaneous confidence intervals for
 * multiple comparisons with the best"): a scenario may be the best unless another is clearly better.
 * The true best is left out only if one of its k - 1 comparisons errs, so that each may do so with
 * (1 - confidence) / (k - 1) on one side (Bonferroni, since the differences of paired replications
 * have spreads of their own: Nelson, Swann, Goldsman and Song 2001, "Simple procedures for selecting
 * the best simulated system when the number of alternatives is large"); over m figures that are
 * read together, with the m-th part. */
#include "experiment/best.h"

#include "experiment/pending.h"

static bool
has(const xp_results *results, size_t m, int s)
{
    return !isnan(xp_results_estimate(results, s, m).mean);
}

xp_difference
xp_best_difference(const xp_results *results, size_t m, int s, int base, double confidence)
{
    if (base == 0) {
        return xp_estimate_difference(&results->estimates, s, m, confidence);
    }
    size_t j = 0;
    while (j < results->pairs.n && results->pairs.measure[j] != m) {
        j++;
    }
    return xp_pairs_difference(&results->pairs, s, base, j, confidence);
}

/* Is a clearly better than b? */
static bool
beats(const xp_results *results, size_t m, int a, int b, double confidence)
{
    const int later = a > b ? a : b, earlier = a > b ? b : a;
    const xp_difference it = xp_best_difference(results, m, later, earlier, confidence);
    const bool higher = cc_kpis[results->table->measure[m].kpi].better == CC_HIGHER;
    if (it.equal || xp_pending_turns(results, later, earlier, m, &it) ||
        !(it.interval.lower > 0 || it.interval.upper < 0)) {
        return false;
    }
    return ((it.interval.mean > 0) == higher) == (a == later);
}

static bool
any_differs(const xp_results *results, const xp_best *self)
{
    for (int s = 1; s < results->plan->n_scenarios; s++) {
        if (has(results, self->measure, 0) && has(results, self->measure, s) &&
            !xp_results_difference(results, s, self->measure).equal) {
            return true;
        }
    }
    return false;
}

static void
choose(const xp_results *results, xp_best *self, size_t n_figures)
{
    const int n = results->plan->n_scenarios;
    const double error = 1 - results->plan->confidence;
    const double confidence = 1 - 2 * error / ((double)n_figures * (self->n_of - 1));
    self->n = 0;
    for (int a = 0; a < n; a++) {
        self->may_be[a] = has(results, self->measure, a);
        for (int b = 0; b < n && self->may_be[a]; b++) {
            self->may_be[a] = a == b || !has(results, self->measure, b) ||
                              !beats(results, self->measure, b, a, confidence);
        }
        self->n += self->may_be[a];
    }
}

size_t
xp_best_find(const xp_results *results, xp_best best[XP_SPOKEN])
{
    size_t n = 0;
    for (size_t j = 0; j < XP_SPOKEN; j++) {
        xp_best it = {.kpi = xp_spoken[j],
                      .measure = xp_table_find(results->table, xp_spoken[j], "center")};
        for (int s = 0; it.measure != XP_LACKS && s < results->plan->n_scenarios; s++) {
            it.n_of += has(results, it.measure, s);
        }
        if (it.n_of > 1 && any_differs(results, &it)) {
            best[n++] = it;
        }
    }
    for (size_t j = 0; j < n; j++) {
        choose(results, &best[j], n);
    }
    return n;
}
