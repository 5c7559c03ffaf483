/* The delta method by linearised residuals: Asmussen and Glynn 2007, "Stochastic Simulation", chapter III.3;
 * for a quantile Bahadur 1966, "A note on quantiles in large samples". */
#include "experiment/sweep/influence.h"

#include "experiment/estimate.h"
#include "sim/memory.h"
#include <stdlib.h>

int
xp_influence_init(xp_influence *self, uint64_t room)
{
    *self = (xp_influence){.value = NAN, .room = room};
    self->residual = sim_memory_zeros((size_t)room, sizeof(*self->residual));
    return self->residual == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

void
xp_influence_free(xp_influence *self)
{
    free(self->residual);
    *self = (xp_influence){0};
}

void
xp_influence_constant(xp_influence *self, double value, uint64_t n)
{
    self->value = value;
    self->n = self->behind = n;
    for (uint64_t r = 0; r < n; r++) {
        self->residual[r] = 0;
    }
}

void
xp_influence_mean(xp_influence *self, const double *count, size_t stride, uint64_t n)
{
    double mean = 0;
    for (uint64_t r = 0; r < n; r++) {
        mean += (count[r * stride] - mean) / (double)(r + 1);
    }
    xp_influence_constant(self, n == 0 ? NAN : mean, n);
    for (uint64_t r = 0; r < n; r++) {
        self->residual[r] = count[r * stride] - mean;
    }
}

void
xp_influence_figure(xp_influence *self, cc_estimator estimator, const cc_sample *sample,
                    size_t stride, uint64_t n)
{
    double number[32] = {0};
    sim_moments means = {.number = number, .k = 3};
    xp_influence_constant(self, NAN, n);
    self->behind = 0;
    for (uint64_t r = 0; r < n; r++) {
        const cc_sample *x = &sample[r * stride];
        sim_moments_add(&means, (double[]){x->num, x->den, x->second});
        self->behind += x->den != 0;
    }
    if (n == 0) {
        return;
    }
    const sim_function f =
        estimator == CC_SD ? sim_function_deviation(&means, 0) : sim_function_ratio(&means, 0);
    self->value = f.value;
    for (uint64_t r = 0; r < n && !isnan(f.value); r++) {
        const cc_sample *x = &sample[r * stride];
        self->residual[r] = f.gradient[0] * (x->num - number[0]) +
                            f.gradient[1] * (x->den - number[1]) +
                            (estimator == CC_SD ? f.gradient[2] * (x->second - number[2]) : 0);
    }
}

double
xp_influence_below(const sim_histogram *one, const sim_histogram *all, double p)
{
    const double rank = p * (double)all->n;
    double below = (double)all->n_zero, residual = (double)one->n_zero - p * (double)one->n;
    for (int j = 0; j < SIM_HISTOGRAM_BINS && below < rank; j++) {
        const double count = all->bin[j].n;
        if (count > 0) {
            residual += fmin(1, (rank - below) / count) * one->bin[j].n;
            below += count;
        }
    }
    return residual;
}

/* How fast the quantile rises with p, 1 over the density, by a quarter of what is left beside p. */
static double
sparsity(const sim_histogram *all, double p)
{
    const double h = fmin(p, 1 - p) / 4;
    return (sim_histogram_quantile(all, p + h) - sim_histogram_quantile(all, p - h)) / (2 * h);
}

void
xp_influence_quantile(xp_influence *self, const sim_histogram *all, double p,
                      const cc_sample *sample, size_t stride, uint64_t n)
{
    xp_influence_constant(self, sim_histogram_quantile(all, p), n);
    const double slope = sparsity(all, p) * (double)n / (double)all->n;
    double mean = 0;
    for (uint64_t r = 0; r < n; r++) {
        mean += sample[r * stride].num / (double)n;
    }
    for (uint64_t r = 0; r < n && !isnan(self->value); r++) {
        self->residual[r] = -slope * (sample[r * stride].num - mean);
    }
}

void
xp_influence_expression(xp_influence *self, const xp_expression *expression,
                        const xp_influence part[], uint64_t n)
{
    double value[XP_EXPRESSION_NAMES], gradient[XP_EXPRESSION_NAMES];
    const size_t k = expression->n_names;
    uint64_t behind = n;
    for (size_t j = 0; j < k; j++) {
        value[j] = part[j].value;
        behind = part[j].behind < behind ? part[j].behind : behind;
    }
    xp_influence_constant(self, xp_expression_value(expression, value, gradient), n);
    self->behind = behind;
    for (size_t j = 0; j < k && !isnan(self->value); j++) {
        /* what is not moved by a name is not moved by its not being finite */
        for (uint64_t r = 0; r < n && gradient[j] != 0; r++) {
            self->residual[r] += gradient[j] * part[j].residual[r];
        }
    }
}

void
xp_influence_add(xp_influence *self, const xp_influence *other, double times)
{
    self->value += times * other->value;
    self->n = other->n < self->n ? other->n : self->n;
    self->behind = other->behind < self->behind ? other->behind : self->behind;
    for (uint64_t r = 0; r < self->n; r++) {
        self->residual[r] += times * other->residual[r];
    }
}

static sim_error_moments
error_of(const xp_influence *self)
{
    double mean = 0, squares = 0, cubes = 0;
    for (uint64_t r = 0; r < self->n; r++) {
        mean += self->residual[r] / (double)self->n;
    }
    for (uint64_t r = 0; r < self->n; r++) {
        const double d = self->residual[r] - mean;
        squares += d * d;
        cubes += d * d * d;
    }
    sim_error_moments error = sim_error_of_mean(squares, cubes, self->n);
    const double n = (double)self->n, k = (double)self->behind;
    if (k < n && k > 1) { /* as in experiment/estimate.c */
        error.variance *= k / (k - 1) * (n - 1) / n;
        error.third *= k > 2 ? k * k / (k - 1) / (k - 2) * (n - 1) * (n - 2) / (n * n) : 0;
    }
    return error;
}

double
xp_influence_variance(const xp_influence *self)
{
    return isnan(self->value) ? NAN : error_of(self).variance;
}

/* Below this part of the figure a standard error is rounding; as in experiment/estimate.c. */
#define ROUNDING 1e-9

sim_interval
xp_influence_interval(const xp_influence *self, double confidence)
{
    sim_interval interval = sim_interval_around(self->value, NAN, self->n);
    if (!isnan(self->value) && isfinite(self->value)) {
        sim_error_moments error = error_of(self);
        if (sqrt(error.variance) <= ROUNDING * fabs(self->value)) {
            error = (sim_error_moments){0, 0};
        }
        const sim_confidence known = sim_confidence_of(confidence, self->behind);
        interval = sim_interval_smooth(self->value, &error, &known);
    }
    interval.n = self->n;
    interval.few = self->behind < XP_ENOUGH;
    return interval;
}
