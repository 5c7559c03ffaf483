/* Order statistics: the next of n + 1 exchangeable numbers has any rank with the same probability, so it lies
 * between the r-th least and the r-th largest with probability 1 - 2 r / (n + 1), whatever the distribution
 * (Wilks 1941, "Determination of sample sizes for setting tolerance limits"; David and Nagaraja 2003, "Order
 * Statistics", 7.3); between two ranks in proportion. Else mean -+ t s sqrt(1 + 1/n), of normal numbers. */
#include "sim/next_value.h"

#include <math.h>

size_t
sim_next_value_enough(double level)
{
    return (size_t)ceil(2 / (1 - level) - 1 - 1e-9);
}

/* Number `rank` of them, from 1. */
static double
at_rank(const double sorted[], size_t n, double rank)
{
    const size_t below = (size_t)floor(rank);
    const double low = sorted[below - 1], high = sorted[below < n ? below : n - 1];
    return low + (rank - (double)below) * (high - low);
}

sim_interval
sim_next_value(const double sorted[], size_t n, double level)
{
    double mean = 0, squares = 0;
    for (size_t j = 0; j < n; j++) {
        const double off = sorted[j] - mean;
        mean += off / (double)(j + 1);
        squares += off * (sorted[j] - mean);
    }
    if (n < 2) {
        return sim_interval_around(n == 0 ? NAN : mean, NAN, n);
    }
    if (n >= sim_next_value_enough(level)) {
        const double count = (double)n, rank = fmax(1, (count + 1) * (1 - level) / 2);
        return sim_interval_between(mean, at_rank(sorted, n, rank),
                                    at_rank(sorted, n, count + 1 - rank), n);
    }
    const double sd = sqrt(squares / (double)(n - 1));
    sim_interval it =
        sim_interval_around(mean, sim_student(level, n - 1) * sd * sqrt(1 + 1 / (double)n), n);
    it.few = true;
    return it;
}
