/* Running moments, to the third, of a few quantities observed together; and what they say of the
 * error of a smooth function of the means. */
#ifndef SIM_MOMENTS_H
#define SIM_MOMENTS_H

#include <stddef.h>
#include <stdint.h>

#define SIM_MOMENTS 6 /* quantities at most */

/* A view: the numbers are the owner's, sim_moments_size(k) of them, zeros to begin with. */
typedef struct sim_moments {
    double *number; /* means; then sums of products of two deviations; of three */
    int k;          /* quantities */
    uint64_t n;     /* observations */
} sim_moments;

size_t sim_moments_size(int k);
void sim_moments_add(sim_moments *self, const double x[]);
double sim_moments_mean(const sim_moments *self, int j);

/* A function of the means, and its gradient there. */
typedef struct sim_function {
    double value; /* NAN: undefined */
    double gradient[SIM_MOMENTS];
} sim_function;

/* Each of means x[at], x[at + 1], ...; the difference of two. */
sim_function sim_function_mean(const sim_moments *self, int at);
sim_function sim_function_ratio(const sim_moments *self, int at); /* x / y */
/* sqrt(q/n - (s/n)^2) of sums of squares q, counts n and sums s */
sim_function sim_function_deviation(const sim_moments *self, int at);
sim_function sim_function_minus(const sim_function *a, const sim_function *b);

/* Central moments of an estimate, as far as it is linear in the means; NAN if n < 2. */
typedef struct sim_error_moments {
    double variance, third;
} sim_error_moments;

sim_error_moments sim_moments_error(const sim_moments *self, const sim_function *function);
/* Of the mean of n independent numbers with these sums of squared and cubed deviations. */
sim_error_moments sim_error_of_mean(double squares, double cubes, uint64_t n);
/* How the estimates of two functions go together, -1 to 1. */
double sim_moments_correlation(const sim_moments *self, const sim_function *a,
                               const sim_function *b);

#endif
