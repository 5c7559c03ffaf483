/* Erlang B, for any real number n of servers:
 *
 *   1 / B(n, a) = a int_0^inf e^(-a t) (1 + t)^n dt = e^a a^-n Gamma(n + 1, a).
 *
 * Below n = a the recurrence 1/B(n) = 1 + (n/a) / B(n - 1) is unwound from the top: all terms are
 * positive and fall, so that it stops after about sqrt(a) of them, at any size. Above, B is the
 * Poisson density at n over P(Poisson(a) <= n), the latter as 1 minus a series of the same kind.
 * B(1, 1) = 0.5, B(2, 1) = 0.2, B(17, 10) = 0.012949.
 * Jagerman, "Some properties of the Erlang loss function", BSTJ 53 (1974). */
#include "models/theory/erlang.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <gsl/gsl_sf_zeta.h>
#include <math.h>

#define NEGLIGIBLE 1e-17

/* lnGamma(1 + s) for s < 0.1, to the last digits of s. */
static double
log_gamma_1plus(double s)
{
    double power = -s;
    double sum = M_EULER * power;
    for (int k = 2; k < 20; k++) {
        power *= -s;
        sum += gsl_sf_zeta_int(k) * power / k;
    }
    return sum;
}

/* e^a a^-s Gamma(s, a) for 0 < s < 2 and a < 2, from the complete gamma function; for small s both
 * are next to 1/s, which is taken out of them. */
static double
upper_series(double a, double s)
{
    if (s >= 0.1) {
        return exp(a - s * log(a)) * gsl_sf_gamma(s) * gsl_sf_gamma_inc_Q(s, a);
    }
    double term = 1;
    double sum = 0; /* of (-a)^k / (k! (s + k)) */
    for (int k = 1; k < 40; k++) {
        term *= -a / k;
        sum += term / (s + k);
    }
    double power = s * log(a);
    double rest = (expm1(log_gamma_1plus(s)) - expm1(power)) / s - exp(power) * sum;
    return exp(a - power) * rest;
}

/* e^a a^-s Gamma(s, a) for 0 < s < 2: Legendre's continued fraction by Lentz' method. */
static double
upper(double a, double s)
{
    if (a < 2) {
        return upper_series(a, s);
    }
    double b = a + 1 - s;
    double c = 1e300;
    double d = 1 / b;
    double h = d;
    for (int j = 1; j < 1000; j++) {
        double numerator = -j * (j - s);
        b += 2;
        d = 1 / (numerator * d + b);
        c = b + numerator / c;
        h *= c * d;
        if (fabs(c * d - 1) < 1e-16) {
            break;
        }
    }
    return h;
}

/* 1/B(f, a) for 0 <= f < 1. */
static double
inverse_of_fraction(double a, double f)
{
    return f == 0 ? 1 : a * upper(a, f + 1);
}

/* 1/B - 1 for 1 <= n <= a. */
static double
odds_below(double a, double n)
{
    double whole = floor(n);
    double f = n - whole;
    double term = 1;
    double sum = 0;
    for (double k = 0; k < whole; k++) {
        term *= (n - k) / a;
        if (k + 1 < whole) {
            sum += term;
            if (term < NEGLIGIBLE * sum) {
                return sum;
            }
        }
    }
    return sum + term * inverse_of_fraction(a, f);
}

/* ln of e^-a a^n / Gamma(n + 1), without the difference of large numbers. */
static double
log_density(double a, double n)
{
    if (n < 50 || a < 0.01 * n) {
        return n * log(a) - a - gsl_sf_lngamma(n + 1);
    }
    return n * gsl_sf_log_1plusx_mx((a - n) / n) - 0.5 * log(2 * M_PI * n) -
           log(gsl_sf_gammastar(n));
}

double
cc_erlang_log_odds(double load, double servers)
{
    double a = load;
    double n = servers;
    if (n <= 0) {
        return -INFINITY;
    }
    if (a <= 0) {
        return INFINITY;
    }
    if (n < 1) {
        return log(n * upper(a, n)); /* 1/B(n) - 1 = (n/a) / B(n - 1) */
    }
    if (n <= a) {
        return log(odds_below(a, n));
    }
    /* P(Poisson > n) = density x tail */
    double term = 1;
    double tail = 0;
    for (double j = 1; term > NEGLIGIBLE * tail; j++) {
        term *= a / (n + j);
        tail += term;
    }
    double log_inverse = -log_density(a, n);
    double rest = tail * exp(-log_inverse); /* P(Poisson > n), about half at most */
    /* ln((1 - rest) / density - 1) */
    return log_inverse + log1p(-rest - exp(-log_inverse));
}

double
cc_erlang_blocking(double load, double servers)
{
    double log_odds = cc_erlang_log_odds(load, servers);
    return log_odds > 0 ? exp(-log_odds) / (1 + exp(-log_odds)) : 1 / (1 + exp(log_odds));
}

void
cc_erlang_b(const cc_erlang *input, cc_erlang_figures *figures)
{
    cc_erlang_figures_init(figures, input);
    if (input->calls == 0) {
        return;
    }
    /* not 1 less the other: either may be tiny */
    double answered = 1 / (1 + exp(-cc_erlang_log_odds(figures->load, input->agents)));
    figures->blocking = cc_erlang_blocking(figures->load, input->agents);
    figures->abandonment = 0;
    figures->busy_agents = figures->load * answered;
    figures->throughput = 3600 * (input->calls / input->period) * answered;
    figures->service_level_offered = answered;
    if (input->agents == 0) {
        return; /* nobody is answered: the shares of the answered are 0/0 */
    }
    figures->occupancy = figures->busy_agents / input->agents;
    figures->p_wait = figures->p_wait_over_threshold = 0;
    figures->service_level_g1 = figures->service_level_g2 = figures->service_level_answered = 1;
    figures->asa = figures->mean_wait = figures->virtual_wait = 0;
    figures->wait_p50 = figures->wait_p90 = figures->wait_p95 = 0;
}
