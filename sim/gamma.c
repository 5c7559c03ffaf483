/* The cdf by its series below the mean and by a continued fraction above (Press et al.,
 * Numerical Recipes, 3rd ed., 6.2); the quantile by Halley's steps on the tail that is the
 * smaller, from the usual starting points (same, 6.2.1), kept inside a shrinking bracket. */
#include "sim/gamma.h"
#include "sim/elementary.h"
#include <math.h>
#include <stdbool.h>

static const double PRECISION = 1e-15;
static const double MAX_TERMS = 10000; /* shape 10,000 needs 900 */

typedef struct gamma_at {
    double lower, upper; /* P(X <= x), P(X > x), the smaller one precise */
    double density;
} gamma_at;

static gamma_at
evaluate(const sim_gamma *gamma, double x)
{
    gamma_at self;
    const double a = gamma->shape;
    const double front = sim_exp(a * sim_log(x) - x - gamma->log_gamma); /* x^a e^-x / Gamma(a) */
    self.density = front / x;
    if (x < a + 1) {
        /* front (1/a + x/(a (a+1)) + x^2/(a (a+1) (a+2)) + ...) */
        double term = 1 / a, sum = term;
        for (double n = a + 1; term > PRECISION * sum && n < a + MAX_TERMS; n++) {
            term *= x / n;
            sum += term;
        }
        self.lower = fmin(1, front * sum);
        self.upper = 1 - self.lower;
        return self;
    }
    /* front / (x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...))), by Lentz's method */
    double b = x + 1 - a, c = INFINITY, d = 1 / b, fraction = d;
    for (double n = 1; n < MAX_TERMS; n++) {
        const double numerator = -n * (n - a);
        b += 2;
        d = 1 / (numerator * d + b);
        c = b + numerator / c;
        const double factor = c * d;
        fraction *= factor;
        if (fabs(factor - 1) <= PRECISION) {
            break;
        }
    }
    self.upper = fmin(1, front * fraction);
    self.lower = 1 - self.upper;
    return self;
}

sim_gamma
sim_gamma_of(double shape)
{
    return (sim_gamma){shape, sim_lgamma(shape)};
}

double
sim_gamma_cdf(const sim_gamma *self, double x)
{
    if (x <= 0) {
        return 0;
    }
    return isinf(x) ? 1 : evaluate(self, x).lower;
}

/* u below the quantile, v above it, z the normal of the same. */
typedef struct place {
    double u, v, z;
} place;

static double
start(const sim_gamma *self, const place *at)
{
    const double a = self->shape;
    /* Next to 0 the cdf is x^a / Gamma(a + 1). */
    const double x = sim_exp((sim_log(at->u) + self->log_gamma + sim_log(a)) / a);
    if (x < 0.1 * (a + 1)) {
        return x;
    }
    if (a > 1) { /* Wilson and Hilferty 1931 */
        const double s = 1 / (9 * a), root = 1 - s + at->z * sqrt(s);
        return fmax(1e-3, a * root * root * root);
    }
    const double t = 1 - a * (0.253 + a * 0.12);
    return at->u < t ? sim_pow(at->u / t, 1 / a) : 1 - sim_log(at->v / (1 - t));
}

static double
solve(const sim_gamma *self, const place *sought)
{
    double x = start(self, sought), low = 0, high = INFINITY;
    if (x < 1e-15) {
        return x; /* exact there, and it may be 0 */
    }
    for (int j = 0; j < 100; j++) {
        const gamma_at at = evaluate(self, x);
        const double excess = sought->u < 0.5 ? at.lower - sought->u : sought->v - at.upper;
        if (excess < 0) {
            low = x;
        } else {
            high = x;
        }
        const double newton = excess / at.density;
        const double curve = fmin(1, newton * ((self->shape - 1) / x - 1));
        const double step = newton / (1 - 0.5 * curve);
        if (fabs(step) <= 1e-8 * x) { /* what is left is of third order in it */
            return x - step;
        }
        const double next = x - step;
        if (next > low && next < high) {
            x = next;
        } else {
            x = isinf(high) ? 2 * x : 0.5 * (low + high);
        }
    }
    return x;
}

double
sim_gamma_quantile(const sim_gamma *self, double u)
{
    return solve(self, &(place){u, 1 - u, sim_normal_quantile(u)});
}

double
sim_gamma_of_normal(const sim_gamma *self, double z)
{
    const double tail = sim_normal_cdf(-fabs(z));
    return solve(self, z < 0 ? &(place){tail, 1 - tail, z} : &(place){1 - tail, tail, z});
}
