/* MSER-5: White 1997, "An effective truncation heuristic for bias reduction in simulation output"; White, Cobb
 * and Spratt 2000, "A comparison of five steady-state truncation heuristics for simulation". A cut in the
 * second half is refused as they do. With denominators that are all one this is their formula; a ratio has the
 * sum of its squared residuals over the squared sum of its denominators, which is the same to the first order.
 * Welch 1983, "The statistical analysis of simulation results", for the moving average. */
#include "sim/warm_up.h"

#include <math.h>

/* Fewer points behind a cut are no run: their spread is small by chance (Hoad, Robinson and Davies 2010,
 * "Automating warm-up length estimation"). */
#define LAST_POINTS 5

typedef struct sums {
    double y, d, yy, yd, dd; /* y: num less the reference ratio times den */
} sums;

/* The squared residuals of what is behind a cut, over the squared sum of its denominators. */
static double
error_of(const sums *self)
{
    const double ratio = self->y / self->d;
    const double squares = self->yy - 2 * ratio * self->yd + ratio * ratio * self->dd;
    return fmax(0, squares) / (self->d * self->d);
}

sim_warm_up
sim_warm_up_mser(const double num[], const double den[], size_t n, size_t batch)
{
    sim_warm_up it = {0};
    const size_t points = n / batch;
    double all_num = 0, all_den = 0;
    for (size_t j = points / 2 * batch; j < points * batch; j++) {
        all_num += num[j];
        all_den += den[j];
    }
    /* near the ratio at the end, so that sums of squares lose no digits */
    const double reference = all_den > 0 ? all_num / all_den : 0;
    sums behind = {0};
    double least = INFINITY, least_late = INFINITY;
    for (size_t cut = points; cut-- > 0;) {
        double y = 0, d = 0;
        for (size_t j = cut * batch; j < (cut + 1) * batch; j++) {
            y += num[j] - reference * den[j];
            d += den[j];
        }
        behind.y += y;
        behind.d += d;
        behind.yy += y * y;
        behind.yd += y * d;
        behind.dd += d * d;
        if (points - cut < LAST_POINTS || !(behind.d > 0)) {
            continue;
        }
        const double error = error_of(&behind);
        if (2 * cut > points) {
            least_late = fmin(least_late, error);
        } else if (error <= least) { /* of equal ones the least cut */
            least = error;
            it.cut = cut * batch;
        }
    }
    it.late = least_late < least;
    return it;
}

double
sim_warm_up_smooth(const double value[], size_t n, size_t window, size_t j)
{
    size_t w = window < j ? window : j;
    w = w < n - 1 - j ? w : n - 1 - j;
    double sum = 0;
    size_t known = 0;
    for (size_t k = j - w; k <= j + w; k++) {
        if (!isnan(value[k])) {
            sum += value[k];
            known++;
        }
    }
    return known > 0 ? sum / (double)known : NAN;
}
