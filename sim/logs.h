/* Uniforms of random words and natural logarithms of uniforms, many at a time: the bits that
 * sim_uniform and sim_log give, whatever vectors the processor has. */
#ifndef SIM_LOGS_H
#define SIM_LOGS_H

#include <stddef.h>
#include <stdint.h>

/* n is a multiple of 4 throughout; y and x may be the same. */

/* y[j] = -sim_log(1 - x[j]) */
void sim_minus_logs_of_rest(double *y, const double *x, size_t n);
/* u[j] = sim_uniform(word[j]) */
void sim_uniforms(double *u, const uint64_t *word, size_t n);

#if defined(__x86_64__)
/* What these are made of: for any processor of the kind, and (logs_avx.c) for one with AVX. */
void sim_minus_logs_of_rest_sse2(double *y, const double *x, size_t n);
void sim_minus_logs_of_rest_avx(double *y, const double *x, size_t n);
#endif

#endif
