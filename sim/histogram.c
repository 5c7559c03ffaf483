/* Quantiles from the logarithmic histogram. Inside a bin the observations that do not share its value
 * are taken as spread evenly, so a quantile is off by less than the bin's width, and by far less where
 * the density is smooth. */
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
sim_bin_stretch(sim_bin *self, uint64_t bits)
{
    if (self->n == 1) {
        self->least = bits;
    } else if (bits < self->least) {
        self->span += self->least - bits;
        self->least = bits;
    } else if (bits - self->least > self->span) {
        self->span = bits - self->least;
    }
}

static uint32_t
sum_of(uint32_t a, uint32_t b)
{
    const uint32_t sum = a + b;
    return sum >= a ? sum : UINT32_MAX; /* rather full than wrapped */
}

static void
merge_bin(sim_bin *self, const sim_bin *other)
{
    if (self->n == 0) {
        *self = *other;
        return;
    }
    self->n = sum_of(self->n, other->n);
    const uint64_t most = other->least + other->span;
    sim_bin_stretch(self, other->least);
    sim_bin_stretch(self, most);
    if (sim_bin_alike(self->value, other->value)) {
        self->repeats = sum_of(self->repeats, sum_of(other->repeats, 1));
    } else if (other->repeats > self->repeats) {
        self->value = other->value;
        self->repeats = other->repeats;
    }
}

void
sim_histogram_merge(sim_histogram *self, const sim_histogram *other)
{
    self->n += other->n;
    self->n_zero += other->n_zero;
    for (int j = 0; j < SIM_HISTOGRAM_BINS; j++) {
        if (other->bin[j].n > 0) {
            merge_bin(&self->bin[j], &other->bin[j]);
        }
    }
}

double
sim_histogram_least(const sim_histogram *self)
{
    int j = 0;
    while (j < SIM_HISTOGRAM_BINS && self->bin[j].n == 0) {
        j++;
    }
    return j < SIM_HISTOGRAM_BINS ? of_bits(self->bin[j].least) : 0;
}

double
sim_histogram_most(const sim_histogram *self)
{
    int j = SIM_HISTOGRAM_BINS - 1;
    while (j >= 0 && self->bin[j].n == 0) {
        j--;
    }
    return j >= 0 ? of_bits(self->bin[j].least + self->bin[j].span) : 0;
}

static bool
same(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fabs(a);
}

bool
sim_histogram_equal(const sim_histogram *self, const sim_histogram *other)
{
    bool equal = self->n == other->n && self->n_zero == other->n_zero;
    for (int j = 0; j < SIM_HISTOGRAM_BINS && equal; j++) {
        equal = self->bin[j].n == other->bin[j].n;
    }
    return equal && same(sim_histogram_least(self), sim_histogram_least(other)) &&
           same(sim_histogram_most(self), sim_histogram_most(other));
}

/* How many share a value that is known. */
static uint32_t
alike(const sim_bin *self)
{
    return self->repeats > 0 ? sum_of(self->repeats, 1) : 0;
}

bool
sim_histogram_heaps(const sim_histogram *self, int j)
{
    const uint64_t before = j > 0 ? self->bin[j - 1].n : 0;
    const uint64_t behind = j + 1 < SIM_HISTOGRAM_BINS ? self->bin[j + 1].n : 0;
    const uint32_t known = alike(&self->bin[j]);
    const uint64_t others = self->bin[j].n > known ? self->bin[j].n - known : 0;
    return others > 4 * (before > behind ? before : behind) && 100 * others > self->n;
}

double
sim_histogram_inside(const sim_histogram *self, int j, double share)
{
    const sim_bin *bin = &self->bin[j];
    const double start = j == 0 ? 0 : lower_end(j), end = lower_end(j + 1);
    const double lower = fmin(end, fmax(start, sim_histogram_least(self)));
    const double upper = fmax(lower, fmin(end, sim_histogram_most(self)));
    const double least = fmin(of_bits(bin->least), end),
                 most = fmin(of_bits(bin->least + bin->span), end);
    double even = share; /* among those that are spread evenly */
    if (alike(bin) > 0) {
        const double value = of_bits(bin->value), hits = alike(bin),
                     others = fmax(bin->n - hits, 0);
        const double below = upper > lower ? others * (value - lower) / (upper - lower) : 0;
        const double rank = share * bin->n;
        if (others == 0 || (rank > below && rank <= below + hits)) {
            return value;
        }
        even = (rank <= below ? rank : rank - hits) / others;
    }
    return fmin(fmax(lower + (upper - lower) * even, least), most);
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
        if (self->bin[j].n == 0) {
            continue;
        }
        const double count = self->bin[j].n;
        if (rank <= below + count) {
            return sim_histogram_inside(self, j, (rank - below) / count);
        }
        upper = sim_histogram_inside(self, j, 1);
        below += count;
    }
    return upper; /* only by rounding, or past a full bin */
}
