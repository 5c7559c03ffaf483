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

/* The integral of (quantile - center)^power over u in (a, b), by Gauss-Legendre of 5 points. */
typedef struct integrand {
    const sim_dist *dist;
    double center;
    int power;
    bool is_upper; /* over v = 1 - u */
} integrand;

static double
integrate_once(const integrand *self, double a, double b)
{
    static const double node[3] = {0, 0.53846931010568309, 0.90617984593866399};
    static const double weight[3] = {0.56888888888888889, 0.47862867049936647, 0.23692688505618909};
    double sum = 0;
    for (int k = -2; k <= 2; k++) {
        const double x = k < 0 ? -node[-k] : node[k];
        const double v = 0.5 * (a + b) + 0.5 * (b - a) * x;
        const double value = sim_dist_quantile(self->dist, self->is_upper ? 1 - v : v);
        double term = 1;
        for (int j = 0; j < self->power; j++) {
            term *= value - self->center;
        }
        sum += weight[k < 0 ? -k : k] * term;
    }
    return 0.5 * (b - a) * sum;
}

/* Halves until the halves agree with the whole. */
static double
integrate(const integrand *self, double a, double b, double whole, double tolerance, int depth)
{
    const double middle = 0.5 * (a + b);
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
