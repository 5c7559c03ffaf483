/* Quantiles from the logarithmic histogram. Inside a bin the observations are taken as spread
 * evenly, so a quantile is off by less than the bin's width, and by far less where the density
 * is smooth. */
#include "sim/histogram.h"
#include <math.h>

static double
of_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

/* Lower end of bin j >= 1: the bits that sim_histogram_add cut off, put back as zeros. */
static double
lower_end(int j)
{
    return of_bits((uint64_t)(j - 1 + ((1023 - 7) << 4)) << 48);
}

double
sim_histogram_end(int bin)
{
    return lower_end(bin + 1);
}

void
sim_histogram_stretch(sim_histogram *self, uint64_t bits)
{
    if (self->least == 0) {
        self->least = bits;
    } else if (bits < self->least) {
        self->span += self->least - bits;
        self->least = bits;
    } else if (bits - self->least > self->span) {
        self->span = bits - self->least;
    }
}

void
sim_histogram_merge(sim_histogram *self, const sim_histogram *other)
{
    self->n += other->n;
    self->n_zero += other->n_zero;
    if (other->least != 0) {
        sim_histogram_stretch(self, other->least);
        sim_histogram_stretch(self, other->least + other->span);
    }
    for (int j = 0; j < SIM_HISTOGRAM_BINS; j++) {
        const uint32_t sum = self->bin[j] + other->bin[j];
        self->bin[j] = sum >= other->bin[j] ? sum : UINT32_MAX; /* rather full than wrapped */
    }
}

double
sim_histogram_least(const sim_histogram *self)
{
    return of_bits(self->least);
}

double
sim_histogram_most(const sim_histogram *self)
{
    return of_bits(self->least + self->span);
}

static bool
same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fabs(a);
}

bool
sim_histogram_equal(const sim_histogram *self, const sim_histogram *other)
{
    return self->n == other->n && self->n_zero == other->n_zero &&
           memcmp(self->bin, other->bin, sizeof(self->bin)) == 0 &&
           same(sim_histogram_least(self), sim_histogram_least(other)) &&
           same(sim_histogram_most(self), sim_histogram_most(other));
}

bool
sim_histogram_heaps(const sim_histogram *self, int j)
{
    const uint64_t before = j > 0 ? self->bin[j - 1] : 0;
    const uint64_t behind = j + 1 < SIM_HISTOGRAM_BINS ? self->bin[j + 1] : 0;
    return self->bin[j] > 4 * (before > behind ? before : behind) &&
           100 * (uint64_t)self->bin[j] > self->n;
}

double
sim_histogram_inside(const sim_histogram *self, int j, double share)
{
    const double start = j == 0 ? 0 : lower_end(j), end = lower_end(j + 1);
    const double lower = fmin(end, fmax(start, sim_histogram_least(self)));
    const double upper = fmax(lower, fmin(end, sim_histogram_most(self)));
    return lower + (upper - lower) * share;
}

double
sim_histogram_quantile(const sim_histogram *self, double p)
{
    if (self->n == 0 || !(p > 0 && p < 1)) {
        return NAN;
    }
    const double rank = p * (double)self->n;
    double below = (double)self->n_zero;
    if (rank <= below) {
        return 0;
    }
    double upper = 0;
    for (int j = 0; j < SIM_HISTOGRAM_BINS; j++) {
        if (self->bin[j] == 0) {
            continue;
        }
        const double count = self->bin[j];
        if (rank <= below + count) {
            return sim_histogram_inside(self, j, (rank - below) / count);
        }
        upper = sim_histogram_inside(self, j, 1);
        below += count;
    }
    return upper; /* only by rounding, or past a full bin */
}
