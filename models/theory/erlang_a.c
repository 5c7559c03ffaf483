/* Erlang A (Palm; Garnett, Mandelbaum & Reiman 2002): M/M/n+G with an exponential patience, whose
 * integrals are known. lambda = 48, mu = 1, theta = 1/2 per minute, n = 50: P(Ab) = 3.0912 %. */
#include "models/theory/erlang.h"

#include <math.h>

static double
survival(double t, const void *context)
{
    const double *mean = context;
    return exp(-t / *mean);
}

static double
cdf(double t, const void *context)
{
    const double *mean = context;
    return -expm1(-t / *mean);
}

static double
fall(double from, double to, const void *context)
{
    const double *mean = context;
    return exp(-from / *mean) * expm1(-(to - from) / *mean);
}

/* e^-u - 1 + u to the last digits, which gsl_sf_exprel_2 loses around u = 0.01. */
static double
curved(double u)
{
    if (fabs(u) > 0.5) {
        return expm1(-u) + u;
    }
    double term = 0.5 * u * u;
    double sum = term;
    for (int k = 3; fabs(term) > 1e-17 * sum; k++) {
        term *= -u / k;
        sum += term;
    }
    return sum;
}

static double
change(double from, double to, const void *context)
{
    const double *mean = context;
    return -*mean * exp(-from / *mean) * curved((to - from) / *mean);
}

static double
waits(double t, const void *context)
{
    const double *mean = context;
    return -*mean * expm1(-t / *mean);
}

/* int_0^t u dF(u) = mean (1 - (1 + v) e^-v) with v = t / mean: e^-v times e^v - 1 - v. */
static double
waits_of_the_gone(double t, const void *context)
{
    const double *mean = context;
    double v = t / *mean;
    return v > 40 ? *mean * (1 - (1 + v) * exp(-v)) : *mean * exp(-v) * curved(-v);
}

int
cc_erlang_a(const cc_erlang *input, cc_erlang_figures *figures)
{
    if (isinf(input->patience)) {
        cc_erlang_c(input, figures);
        return SIM_OK;
    }
    /* smooth, but for a patience that is short beside all other times */
    enum { SCALES = 10 };
    double breaks[SCALES];
    for (int j = 0; j < SCALES; j++) {
        breaks[j] = ldexp(input->patience, j - 3);
    }
    cc_patience_law law = {.survival = survival,
                           .cdf = cdf,
                           .fall = fall,
                           .change = change,
                           .h = waits,
                           .g = waits_of_the_gone,
                           .context = &input->patience,
                           .breaks = breaks,
                           .n_breaks = SCALES};
    return cc_erlang_g(input, &law, figures);
}
