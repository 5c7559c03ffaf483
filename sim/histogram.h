/* A histogram on a logarithmic scale for quantiles of durations: 16 bins an octave (a relative
 * width of 3 to 6 %, interpolated inside), found from the top bits of the double, no log. Each bin
 * knows the least and the greatest of its own, and one value that many of them share.
 * Mergeable by adding. Range 2^-7 s .. 2^25 s (7.8 ms .. 388 days), and a bin for less. */
#ifndef SIM_HISTOGRAM_H
#define SIM_HISTOGRAM_H

#include "sim/error.h"
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define SIM_HISTOGRAM_BINS (1 + 16 * 32)

/* Values are kept as their bits, which are in the same order. */
typedef struct sim_bin {
    uint32_t n;
    uint32_t repeats; /* how many at least are the value once more, but for rounding */
    uint64_t value;
    uint64_t least, span; /* span: how far above the least the greatest is */
} sim_bin;

typedef struct sim_histogram {
    sim_bin bin[SIM_HISTOGRAM_BINS]; /* first: a bin's address is one sum */
    uint64_t n;
    uint64_t n_zero; /* exactly 0 */
} sim_histogram;

/* So that this one, just counted, is between its least and its greatest. */
void sim_bin_stretch(sim_bin *self, uint64_t bits);

/* Are they the same to a relative 1e-11? Sums of times that are alike may be rounded otherwise. */
static SIM_INLINE bool
sim_bin_alike(uint64_t x, uint64_t y)
{
    return (x ^ y) >> 16 == 0;
}

static SIM_INLINE void
sim_histogram_add(sim_histogram *self, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    self->n++;
    if (bits << 1 == 0) { /* 0 of either sign */
        self->n_zero++;
        return;
    }
    /* exponent and the top 4 bits of the mantissa, counted from 2^-7 */
    const uint64_t j = (bits >> 48) - ((1023 - 7) << 4); /* of what is less it wraps */
    sim_bin *bin;
    if (__builtin_expect(j < SIM_HISTOGRAM_BINS - 1, 1)) {
        bin = &self->bin[j + 1];
    } else {
        bin = &self->bin[(int64_t)j < 0 ? 0 : SIM_HISTOGRAM_BINS - 1];
    }
    bin->n++;
    if (sim_bin_alike(bits, bin->value)) {
        bin->repeats++;
    } else if (bin->repeats == 0) { /* will the next one repeat it? */
        bin->value = bits;
    }
    if (__builtin_expect(bits - bin->least > bin->span, 0)) { /* also if it is less */
        sim_bin_stretch(bin, bits); /* last, so that nothing waits for it */
    }
}

void sim_histogram_merge(sim_histogram *self, const sim_histogram *other);
/* Upper end of a bin. */
double sim_histogram_end(int bin);
/* Of those above 0; 0: there are none. */
double sim_histogram_least(const sim_histogram *self);
double sim_histogram_most(const sim_histogram *self);
/* The same observations? So it is taken to be if they fill the bins alike, and the least and the
 * greatest are the same but for rounding. */
bool sim_histogram_equal(const sim_histogram *self, const sim_histogram *other);
/* The p-quantile (0 < p < 1) of everything added, interpolated within a bin, but never outside its
 * least and greatest, and exact where it is the value that many share. NAN if empty. */
double sim_histogram_quantile(const sim_histogram *self, double p);
/* Are there so many more in bin j than in those beside it, the value known apart, that it must hold
 * another that many have? Where in the bin that is, nobody knows. */
bool sim_histogram_heaps(const sim_histogram *self, int j);
/* The value that a share of the observations of bin j do not exceed. */
double sim_histogram_inside(const sim_histogram *self, int j, double share);

#endif
