/* The widest form that the processor has, asked at each call; all give the same bits. */
#include "sim/logs.h"

#include "sim/elementary.h"
#include "sim/random.h"
#include <sleef.h>
#include <string.h>

#if defined(__x86_64__)

void
sim_minus_logs_of_rest_sse2(double *y, const double *x, size_t n)
{
    for (size_t j = 0; j < n; j += 2) {
        _mm_storeu_pd(y + j, -Sleef_cinz_logd2_u35sse2(1 - _mm_loadu_pd(x + j)));
    }
}

void
sim_minus_logs_of_rest(double *y, const double *x, size_t n)
{
    (__builtin_cpu_supports("avx") ? sim_minus_logs_of_rest_avx : sim_minus_logs_of_rest_sse2)(y, x,
                                                                                               n);
}

#else

void
sim_minus_logs_of_rest(double *y, const double *x, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        y[j] = -sim_log(1 - x[j]);
    }
}

#endif

/* Written for vectors of four, which any machine has in some form. clang 14 gives the choice a name
 * that the linker does not find. */
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("default", "avx2")))
#else
#define CLONES
#endif

typedef double doubles __attribute__((vector_size(32)));
typedef uint64_t words __attribute__((vector_size(32)));

CLONES void
sim_uniforms(double *u, const uint64_t *word, size_t n)
{
    for (size_t j = 0; j < n; j += 4) {
        words w;
        memcpy(&w, word + j, sizeof(w));
        w = w >> 12 | UINT64_C(0x3ff0000000000000); /* in [1, 2) */
        doubles x;
        memcpy(&x, &w, sizeof(x));
        x -= 1 - 0x1p-53; /* exact */
        memcpy(u + j, &x, sizeof(x));
    }
}
