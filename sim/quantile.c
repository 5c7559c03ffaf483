/* Quantiles and moments by number. */
#include "sim/quantile.h"
#include <stdint.h>
#include <string.h>

/* The bits of a non-negative double are an integer that grows with it: a scale on which the
 * whole range from 0 to INFINITY is finite, and on which to search. Rounded to 2^10 or so, being
 * held in a double itself. */
static double
to_scale(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return (double)bits;
}

static double
from_scale(double y)
{
    const uint64_t bits = (uint64_t)y;
    double x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

/* Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear
 * function without using derivatives", Adv. Eng. Software 28 (1997). */
double
sim_quantile_solve(const sim_dist *self, double u, double low, double high)
{
    const double tolerance = 1024;
    double b = to_scale(low), fb = sim_dist_cdf(self, low) - u;
    double a = to_scale(high), fa = sim_dist_cdf(self, high) - u;
    if (fb >= 0) {
        return low;
    }
    if (fa < 0) {
        return high;
    }
    double c = a, fc = fa, share = 0.5;
    while (fabs(b - a) > 2 * tolerance) {
        const double x = a + share * (b - a);
        const double fx = sim_dist_cdf(self, from_scale(x)) - u;
        if ((fx >= 0) == (fa >= 0)) {
            c = a, fc = fa;
        } else {
            c = b, fc = fb;
            b = a, fb = fa;
        }
        a = x, fa = fx;
        const double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
        share = 0.5;
        if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
            share = fa / (fb - fa) * fc / (fb - fc) +
                    (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
        }
        const double least = fmin(0.5, tolerance / fabs(b - a));
        share = fmin(fmax(share, least), 1 - least);
    }
    return from_scale(fa >= 0 ? a : b);
}

/* The integral of (quantile - center)^power over u in (a, b), by Lobatto's rule of 5
 * points. It has the end points, so that no jump in between goes unseen. */
typedef struct integrand {
    const sim_dist *dist;
    double center;
    int power;
    bool is_upper; /* over v = 1 - u */
} integrand;

static double
integrate_once(const integrand *self, double a, double b)
{
    static const double node[3] = {0, 0.65465367070797714, 1};
    static const double weight[3] = {32.0 / 45, 49.0 / 90, 0.1};
    double sum = 0;
    for (int k = -2; k <= 2; k++) {
        const double x = k < 0 ? -node[-k] : node[k];
        const double v = fmax(0x1p-53, 0.5 * (a + b) + 0.5 * (b - a) * x); /* u stays below 1 */
        const double value = sim_dist_quantile(self->dist, self->is_upper ? 1 - v : v);
        double term = 1;
        for (int j = 0; j < self->power; j++) {
            term *= value - self->center;
        }
        sum += weight[k < 0 ? -k : k] * term;
    }
    return 0.5 * (b - a) * sum;
}

/* Divides until the parts agree with the whole. Uneven parts: steps placed evenly round the middle
 * would make halves agree by symmetry. */
static double
integrate(const integrand *self, double a, double b, double whole, double tolerance, int depth)
{
    const double middle = a + 0.4 * (b - a);
    const double left = integrate_once(self, a, middle), right = integrate_once(self, middle, b);
    if (depth == 0 || !(fabs(left + right - whole) > tolerance)) {
        return left + right;
    }
    return integrate(self, a, middle, left, tolerance, depth - 1) +
           integrate(self, middle, b, right, tolerance, depth - 1);
}

double
sim_quantile_moment(const sim_dist *self, double center, int power)
{
    if (isinf(sim_dist_quantile(self, 1 - 0x1p-53))) {
        return INFINITY;
    }
    /* By octaves of v = min(u, 1 - u), twice: a rough sum says what precision is called for. */
    double sum = 0, rough = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < 104; k++) {
            const integrand f = {self, center, power, .is_upper = k % 2 == 1};
            const double b = ldexp(1, -1 - k / 2), a = k < 102 ? 0.5 * b : 0;
            const double whole = integrate_once(&f, a, b);
            if (pass == 0) {
                rough += fabs(whole);
            } else {
                sum += integrate(&f, a, b, whole, 1e-10 * rough, 24);
            }
        }
    }
    return sum;
}
