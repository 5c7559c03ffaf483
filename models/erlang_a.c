/* Erlang A (Palm; Garnett, Mandelbaum & Reiman 2002): M/M/n+G with an exponential patience, whose
 * integral is known. lambda = 48, mu = 1, theta = 1/2 per minute, n = 50: P(Ab) = 3.0912 %. */
#include "models/erlang.h"

#include <math.h>

static double
survival(double t, const void *context)
{
    const double *mean = context;
    return exp(-t / *mean);
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

int
cc_erlang_a(const cc_erlang *input, cc_erlang_figures *figures)
{
    if (isinf(input->patience)) {
        cc_erlang_c(input, figures);
        return SIM_OK;
    }
    cc_patience_law law = {.survival = survival, .change = change, .context = &input->patience};
    return cc_erlang_g(input, &law, figures);
}
