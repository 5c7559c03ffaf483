/* Logarithms four at a time; compiled for AVX and called only where the processor has it. */
#include "sim/logs.h"

#if defined(__x86_64__)

#include <sleef.h>

void
sim_minus_logs_of_rest_avx(double *y, const double *x, size_t n)
{
    for (size_t j = 0; j < n; j += 4) {
        _mm256_storeu_pd(y + j, -Sleef_cinz_logd4_u35avx(1 - _mm256_loadu_pd(x + j)));
    }
}

#endif
