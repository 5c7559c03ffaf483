#include "tests/support/binomial.h"

#include <math.h>

/* P(X > k), X binomial. */
static double
more_than(int k, int n, double p)
{
    double term = pow(1 - p, n), rest = 1;
    for (int j = 0; j <= k; j++) {
        rest -= term;
        term *= (double)(n - j) / (j + 1) * p / (1 - p);
    }
    return rest;
}

int
binomial_most(int n, double p)
{
    int most = 0;
    while (more_than(most, n, p) > 1e-4) {
        most++;
    }
    return most;
}
