/* Stationary processes of known mean, variance and correlation, for what is said of one long run. */
#ifndef PROCESSES_H
#define PROCESSES_H

#include "sim/random.h"
#include <stddef.h>

double process_normal(sim_stream *stream);

/* x[j] = mean + phi (x[j-1] - mean) + e, e of variance 1; x[-1] as given: what a warm-up has to forget. */
void process_ar1(sim_stream *stream, double *x, size_t n, double phi, double mean, double before);
/* sd of the mean of so many, of the process as it has always been. */
double process_ar1_sd_of_mean(double phi, size_t n);

/* Waits of an M/M/1 queue that begins empty (Lindley 1952), service 1: mean rho / (1 - rho) in the end. */
void process_mm1_waits(sim_stream *stream, double *x, size_t n, double rho);

#endif
