/* So many replications of each at first; then the budget grows by steps, and each time those get more who
 * have less than their share of it. */
#include "experiment/selection/ocba.h"

#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>

#define STEPS 40 /* that the budget grows by */

static size_t
best_of(const double mean[], size_t k)
{
    size_t best = 0;
    for (size_t i = 1; i < k; i++) {
        best = mean[i] > mean[best] ? i : best;
    }
    return best;
}

void
xp_ocba_shares(const double mean[], const double variance[], size_t k, double share[])
{
    const size_t b = best_of(mean, k);
    double scale = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < k; i++) { /* equals of the best are as if behind by next to nothing */
        scale = fmax(scale, fmax(mean[b] - mean[i], sqrt(variance[i])));
    }
    for (size_t i = 0; i < k; i++) {
        if (i != b) {
            const double behind = fmax(mean[b] - mean[i], 1e-6 * scale);
            share[i] = variance[i] > 0 ? variance[i] / (behind * behind) : 0;
            squares += variance[i] > 0 ? share[i] * share[i] / variance[i] : 0;
            sum += share[i];
        }
    }
    share[b] = sqrt(variance[b] * squares);
    sum += share[b];
    for (size_t i = 0; i < k; i++) {
        share[i] = sum > 0 ? share[i] / sum : 1 / (double)k;
    }
}

typedef struct ocba {
    xp_selection *selection;
    const xp_sampler *sampler;
    double *mean, *squares, *variance, *share, *value;
    size_t room;
} ocba;

static int
add(ocba *self, size_t i, size_t n)
{
    if (n > self->room) {
        double *more = realloc(self->value, n * sizeof(*more));
        if (more == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->value = more;
        self->room = n;
    }
    xp_standing *it = &self->selection->standing[i];
    const int ret = self->sampler->sample(self->sampler->context, &i, 1, it->n, n, self->value);
    for (size_t r = 0; r < n && ret == SIM_OK; r++) {
        const double x = self->value[r], was = self->mean[i];
        it->n++;
        self->mean[i] += (x - was) / (double)it->n;
        self->squares[i] += (x - was) * (x - self->mean[i]);
    }
    if (ret == SIM_OK) {
        self->variance[i] = it->n > 1 ? self->squares[i] / ((double)it->n - 1) : 0;
        it->mean = self->mean[i];
        it->variance = it->n > 1 ? self->variance[i] : NAN;
        self->selection->total += n;
        self->selection->most = it->n > self->selection->most ? it->n : self->selection->most;
    }
    return ret;
}

static int
grow(ocba *self, uint64_t to)
{
    const size_t k = self->sampler->n;
    uint64_t left = to - self->selection->total;
    xp_ocba_shares(self->mean, self->variance, k, self->share);
    int ret = SIM_OK;
    for (size_t i = 0; i < k && left > 0 && ret == SIM_OK; i++) {
        const double due =
            ceil(self->share[i] * (double)to) - (double)self->selection->standing[i].n;
        const uint64_t n = due <= 0 ? 0 : due >= (double)left ? left : (uint64_t)due;
        if (n > 0) {
            ret = add(self, i, (size_t)n);
            left -= n;
        }
    }
    if (ret == SIM_OK && left > 0) { /* all have their share: who has the greatest gets the rest */
        ret = add(self, best_of(self->share, k), (size_t)left);
    }
    return ret;
}

static int
run(ocba *self, const xp_selection_plan *plan, uint64_t budget)
{
    int ret = SIM_OK;
    for (size_t i = 0; i < self->sampler->n && ret == SIM_OK; i++) {
        ret = add(self, i, (size_t)plan->first);
    }
    const uint64_t step = (budget - self->selection->total) / STEPS + 1;
    while (ret == SIM_OK && self->selection->total < budget) {
        const uint64_t left = budget - self->selection->total;
        ret = grow(self, self->selection->total + (step < left ? step : left));
    }
    return ret;
}

static double
estimate_correct(const ocba *self, size_t b)
{
    double wrong = 0;
    const xp_standing *all = self->selection->standing;
    for (size_t i = 0; i < self->sampler->n; i++) {
        if (i != b) {
            const double error =
                sqrt(self->variance[b] / (double)all[b].n + self->variance[i] / (double)all[i].n);
            const double ahead = self->mean[b] - self->mean[i];
            wrong += error > 0 ? 0.5 * erfc(ahead / error / sqrt(2)) : ahead > 0 ? 0 : 0.5;
        }
    }
    return fmax(0, 1 - wrong);
}

int
xp_ocba_select(xp_selection *selection, const xp_sampler *sampler, const xp_selection_plan *plan,
               uint64_t budget, double *correct)
{
    const size_t k = sampler->n;
    *correct = NAN;
    if (k == 0 || plan->first < 2 || budget / plan->first < k) {
        return SIM_ERR_PARAM;
    }
    int ret = xp_selection_init(selection, k);
    ocba self = {.selection = selection,
                 .sampler = sampler,
                 .mean = sim_memory_zeros(k, sizeof(double)),
                 .squares = sim_memory_zeros(k, sizeof(double)),
                 .variance = sim_memory_zeros(k, sizeof(double)),
                 .share = sim_memory_zeros(k, sizeof(double))};
    if (self.mean == NULL || self.squares == NULL || self.variance == NULL || self.share == NULL) {
        ret = SIM_ERR_NOMEM;
    }
    ret = ret == SIM_OK ? run(&self, plan, budget) : ret;
    bool all = true;
    for (size_t i = 0; i < k && (ret == SIM_OK || ret == SIM_ERR_INTERRUPTED); i++) {
        all = all && selection->standing[i].n > 0;
    }
    if ((ret == SIM_OK || ret == SIM_ERR_INTERRUPTED) && all) {
        selection->best = best_of(self.mean, k);
        *correct = estimate_correct(&self, selection->best);
    }
    free(self.mean);
    free(self.squares);
    free(self.variance);
    free(self.share);
    free(self.value);
    if (ret != SIM_OK && ret != SIM_ERR_INTERRUPTED) {
        xp_selection_free(selection);
        return ret;
    }
    selection->is_decided = false; /* it gives no guarantee, finished or not */
    return SIM_OK;
}
