/* Non-overlapping: Law 2015, "Simulation Modeling and Analysis", 9.5.3; with Student's t of as many degrees of
 * freedom as batches less one. Overlapping: Meketon and Schmeiser 1984, "Overlapping batch means: something
 * for nothing?", with 1.5 times as many. The residuals num - ratio * den take the place of the observations
 * (delta method), and their skewness is corrected for as that of replications is. Neighbours: von Neumann 1941,
 * as in Fishman 1978, "Grouping observations in digital simulation". */
#include "sim/batch_means.h"

#include "sim/elementary.h"
#include <math.h>

/* Below this part of the ratio a standard error is the rounding of sums, and no spread. */
#define ROUNDING 1e-9

typedef struct series {
    const double *num, *den;
    size_t n;
    double ratio, sum; /* of all; sum of den */
} series;

static double
residual(const series *self, size_t j)
{
    return self->num[j] - self->ratio * self->den[j];
}

static double
batch(const series *self, size_t begin, size_t size)
{
    double sum = 0;
    for (size_t j = begin; j < begin + size; j++) {
        sum += residual(self, j);
    }
    return sum;
}

/* Of non-overlapping batches: moments of the error of the ratio, and how neighbours differ. */
static sim_error_moments
of_batches(const series *self, sim_batch_means *it)
{
    double squares = 0, cubes = 0, steps = 0, before = 0;
    for (size_t j = 0; j < it->n; j++) {
        const double e = batch(self, j * it->size, it->size);
        squares += e * e;
        cubes += e * e * e;
        steps += j > 0 ? (e - before) * (e - before) : 0;
        before = e;
    }
    const double n = (double)it->n, scale = n / self->sum;
    it->skewness = squares > 0 ? sqrt(n) * cubes / (squares * sqrt(squares)) : NAN;
    it->correlation = squares > 0 ? 1 - steps / (2 * squares) : NAN;
    if (it->n > 2 && squares > 0) {
        it->p = sim_normal_cdf(-it->correlation * sqrt((n * n - 1) / (n - 2)));
    }
    sim_error_moments error = sim_error_of_mean(squares, cubes, it->n);
    error.variance *= scale * scale;
    error.third *= scale * scale * scale;
    return error;
}

static double
variance_overlapping(const series *self, size_t size)
{
    const double n = (double)self->n, m = (double)size;
    double sum = batch(self, 0, size), squares = sum * sum;
    for (size_t j = 0; j + size < self->n; j++) {
        sum += residual(self, j + size) - residual(self, j);
        squares += sum * sum;
    }
    /* sums of m, so over m^2; the residuals are in units of den */
    const double of_mean = squares / m / ((n - m + 1) * (n - m));
    return of_mean * n * n / (self->sum * self->sum);
}

/* Of the ratio, if the observations were independent. */
static double
variance_independent(const series *self)
{
    double squares = 0;
    for (size_t j = 0; j < self->n; j++) {
        squares += residual(self, j) * residual(self, j);
    }
    const double n = (double)self->n;
    return n / (n - 1) * squares / (self->sum * self->sum);
}

sim_batch_means
sim_batch_means_of(const double num[], const double den[], size_t n, size_t batches,
                   bool overlapping, double level)
{
    sim_batch_means it = {.n = batches,
                          .size = batches > 0 ? n / batches : 0,
                          .correlation = NAN,
                          .p = NAN,
                          .skewness = NAN,
                          .memory = NAN};
    const size_t over = it.size > 0 ? n - it.n * it.size : 0;
    series all = {.num = num + over, .den = den + over, .n = n - over};
    double sum = 0;
    for (size_t j = 0; j < all.n; j++) {
        sum += all.num[j];
        all.sum += all.den[j];
    }
    all.ratio = sum / all.sum;
    if (it.size < 1 || it.n < 2 || !(all.sum > 0)) {
        it.interval = sim_interval_around(all.sum > 0 ? all.ratio : NAN, NAN, it.n);
        return it;
    }
    sim_error_moments error = of_batches(&all, &it);
    sim_confidence confidence = sim_confidence_of(level, it.n);
    if (sqrt(error.variance) <= ROUNDING * fabs(all.ratio)) {
        it.interval = sim_interval_around(all.ratio, 0, it.n);
        it.correlation = it.p = it.skewness = NAN;
        return it;
    }
    const double independent = variance_independent(&all);
    it.memory = independent > 0 ? error.variance / independent : NAN;
    if (overlapping) {
        const double variance = variance_overlapping(&all, it.size);
        error.third = error.variance > 0 ? error.third * variance / error.variance *
                                               sqrt(variance / error.variance)
                                         : 0;
        error.variance = variance;
        confidence.student = sim_student_between(level, 1.5 * ((double)it.n - 1));
    }
    it.interval = sim_interval_smooth(all.ratio, &error, &confidence);
    return it;
}

size_t
sim_batch_means_needed(const sim_batch_means *self)
{
    const double memory = self->memory > 1 ? self->memory : 1;
    const double by_memory = SIM_BATCH_LONG * (memory - 1 / memory);
    /* skewness falls with the root of the length: to half of what is too much */
    const double skewed = 2 * self->skewness / SIM_SKEWED;
    const double by_skewness =
        fabs(self->skewness) > SIM_SKEWED ? skewed * skewed * (double)self->size : 0;
    return (size_t)ceil(fmax(by_memory, by_skewness));
}

bool
sim_batch_means_too_short(const sim_batch_means *self)
{
    return self->n < SIM_FEW_BATCHES || self->p < SIM_NEIGHBOURS ||
           self->size < sim_batch_means_needed(self);
}
