#include "tests/support/processes.h"

#include <math.h>

double
process_normal(sim_stream *stream) /* Box & Muller */
{
    const double u = sim_uniform(sim_stream_next(stream)), v = sim_uniform(sim_stream_next(stream));
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

void
process_ar1(sim_stream *stream, double *x, size_t n, double phi, double mean, double before)
{
    for (size_t j = 0; j < n; j++) {
        before = x[j] = mean + phi * (before - mean) + process_normal(stream);
    }
}

double
process_ar1_sd_of_mean(double phi, size_t count)
{
    const double n = (double)count, gamma = 1 / (1 - phi * phi);
    const double sum = (1 + phi) / (1 - phi) - 2 * phi * (1 - pow(phi, n)) / (n * pow(1 - phi, 2));
    return sqrt(gamma * sum / n);
}

void
process_mm1_waits(sim_stream *stream, double *x, size_t n, double rho)
{
    double wait = 0;
    for (size_t j = 0; j < n; j++) {
        const double service = -log(sim_uniform(sim_stream_next(stream)));
        const double gap = -log(sim_uniform(sim_stream_next(stream))) / rho;
        x[j] = wait;
        wait = fmax(0, wait + service - gap);
    }
}
