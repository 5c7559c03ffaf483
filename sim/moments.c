/* Updating formulae for sums of products of deviations: Welford 1962 for two, Terriberry 2007 for
 * three. A function of means is taken as linear around them (delta method). */
#include "sim/moments.h"

#include <math.h>

static size_t
pairs(int k)
{
    return (size_t)k * ((size_t)k + 1) / 2;
}

size_t
sim_moments_size(int k)
{
    return (size_t)k + pairs(k) + pairs(k) * ((size_t)k + 2) / 3;
}

void
sim_moments_add(sim_moments *self, const double x[])
{
    const int k = self->k;
    const double n = (double)++self->n;
    double *mean = self->number, *two = mean + k, *three = two + pairs(k);
    double d[SIM_MOMENTS], c[SIM_MOMENTS][SIM_MOMENTS];
    for (int j = 0; j < k; j++) {
        d[j] = x[j] - mean[j];
        mean[j] += d[j] / n;
    }
    const double *sum = two;
    for (int j = 0; j < k; j++) {
        for (int l = j; l < k; l++) {
            c[j][l] = *sum++ / n;
        }
    }
    const double share = (n - 1) * (n - 2) / (n * n);
    for (int j = 0; j < k; j++) {
        for (int l = j; l < k; l++) {
            for (int m = l; m < k; m++) {
                *three++ +=
                    share * d[j] * d[l] * d[m] - (d[j] * c[l][m] + d[l] * c[j][m] + d[m] * c[j][l]);
            }
        }
    }
    for (int j = 0; j < k; j++) {
        for (int l = j; l < k; l++) {
            *two++ += d[j] * (x[l] - mean[l]);
        }
    }
}

double
sim_moments_mean(const sim_moments *self, int j)
{
    return self->n == 0 ? NAN : self->number[j];
}

sim_function
sim_function_mean(const sim_moments *self, int at)
{
    sim_function f = {.value = sim_moments_mean(self, at)};
    f.gradient[at] = 1;
    return f;
}

sim_function
sim_function_ratio(const sim_moments *self, int at)
{
    const double y = sim_moments_mean(self, at + 1), ratio = sim_moments_mean(self, at) / y;
    sim_function f = {.value = y == 0 ? NAN : ratio};
    f.gradient[at] = 1 / y;
    f.gradient[at + 1] = -ratio / y;
    return f;
}

/* Of sums of very many squares, as a part of them. */
#define ROUNDING 1e-12

sim_function
sim_function_deviation(const sim_moments *self, int at)
{
    const double n = sim_moments_mean(self, at + 1);
    const double square = sim_moments_mean(self, at) / n, mean = sim_moments_mean(self, at + 2) / n;
    const double variance = square - mean * mean;
    const double sd = variance > ROUNDING * square ? sqrt(variance) : 0;
    sim_function f = {.value = n == 0 ? NAN : sd};
    if (sd > 0) {
        const double scale = 1 / (2 * sd * n);
        f.gradient[at] = scale;
        f.gradient[at + 1] = (2 * mean * mean - square) * scale;
        f.gradient[at + 2] = -2 * mean * scale;
    }
    return f;
}

sim_function
sim_function_minus(const sim_function *a, const sim_function *b)
{
    sim_function f = {.value = a->value - b->value};
    for (int j = 0; j < SIM_MOMENTS; j++) {
        f.gradient[j] = a->gradient[j] - b->gradient[j];
    }
    return f;
}

/* Sums over observations of the products of two and of three weighted sums of deviations;
 * quantities of weight 0 are left out, even if they are not finite. */
static double
product_of_two(const sim_moments *self, const double a[], const double b[])
{
    const double *two = self->number + self->k;
    double sum = 0;
    for (int j = 0; j < self->k; j++) {
        for (int l = j; l < self->k; l++, two++) {
            const double weight = a[j] * b[l] + (j == l ? 0 : a[l] * b[j]);
            sum += weight == 0 ? 0 : weight * *two;
        }
    }
    return sum;
}

static double
cube(const sim_moments *self, const double g[])
{
    const double *three = self->number + self->k + pairs(self->k);
    double sum = 0;
    for (int j = 0; j < self->k; j++) {
        for (int l = j; l < self->k; l++) {
            for (int m = l; m < self->k; m++, three++) {
                const int times = j == m ? 1 : j == l || l == m ? 3 : 6;
                const double weight = times * g[j] * g[l] * g[m];
                sum += weight == 0 ? 0 : weight * *three;
            }
        }
    }
    return sum;
}

sim_error_moments
sim_error_of_mean(double squares, double cubes, uint64_t count)
{
    const double n = (double)count;
    if (count < 2) {
        return (sim_error_moments){NAN, NAN};
    }
    /* both without bias; of two numbers nothing is known of the third */
    return (sim_error_moments){.variance = squares > 0 ? squares / (n - 1) / n : 0,
                               .third = count == 2 ? 0 : cubes / (n - 1) / (n - 2) / n};
}

sim_error_moments
sim_moments_error(const sim_moments *self, const sim_function *function)
{
    if (isnan(function->value)) {
        return (sim_error_moments){NAN, NAN};
    }
    const double *g = function->gradient;
    return sim_error_of_mean(product_of_two(self, g, g), cube(self, g), self->n);
}

double
sim_moments_correlation(const sim_moments *self, const sim_function *a, const sim_function *b)
{
    const double aa = product_of_two(self, a->gradient, a->gradient);
    const double bb = product_of_two(self, b->gradient, b->gradient);
    const double ab = product_of_two(self, a->gradient, b->gradient);
    return aa > 0 && bb > 0 ? fmax(-1, fmin(1, ab / sqrt(aa * bb))) : 0;
}
