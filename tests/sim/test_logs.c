/* Logarithms and uniforms by vectors: the bits of one at a time, close to libm's, and known ones. */
#include "sim/elementary.h"
#include "sim/hash.h"
#include "sim/logs.h"
#include "sim/random.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

enum { N = 4096 };

static void
fill(uint64_t *word)
{
    for (uint64_t j = 0; j < N / 4; j++) {
        const sim_block block = sim_random_block((sim_key){7, 8}, (sim_name){1, 2, 3}, j);
        memcpy(word + 4 * j, block.word, sizeof(block.word));
    }
    word[0] = 0;
    word[1] = UINT64_MAX;
}

static void
uniforms_are_those_of_one_word(void **state)
{
    (void)state;
    uint64_t word[N];
    double u[N];
    fill(word);
    sim_uniforms(u, word, N);
    for (int j = 0; j < N; j++) {
        assert_true(u[j] == sim_uniform(word[j]));
    }
}

static void
vectors_give_the_bits_of_one_at_a_time(void **state)
{
    (void)state;
    uint64_t word[N];
    double u[N], y[N];
    fill(word);
    sim_uniforms(u, word, N);
    sim_minus_logs_of_rest(y, u, N);
    for (int j = 0; j < N; j++) {
        assert_true(y[j] == -sim_log(1 - u[j]));
    }
    memcpy(y, u, sizeof(y));
    sim_minus_logs_of_rest(y, y, N); /* in place */
    for (int j = 0; j < N; j++) {
        assert_true(y[j] == -sim_log(1 - u[j]));
    }
}

#if defined(__x86_64__)
static void
narrow_and_wide_vectors_give_the_same_bits(void **state)
{
    (void)state;
    uint64_t word[N];
    double u[N], y[N];
    fill(word);
    sim_uniforms(u, word, N);
    for (int wide = 0; wide <= (__builtin_cpu_supports("avx") ? 1 : 0); wide++) {
        (wide ? sim_minus_logs_of_rest_avx : sim_minus_logs_of_rest_sse2)(y, u, N);
        for (int j = 0; j < N; j++) {
            assert_true(y[j] == -sim_log(1 - u[j]));
        }
    }
}
#endif

/* y[j] = -log(u[j]): 1 - u is exact on sim_uniform's u, and so is 1 - (1 - u). */
static void
logs_of(double *y, const double *u)
{
    for (int j = 0; j < N; j++) {
        y[j] = 1 - u[j];
    }
    sim_minus_logs_of_rest(y, y, N);
}

static void
logarithms_are_within_three_and_a_half_ulp(void **state)
{
    (void)state;
    uint64_t word[N];
    double u[N], y[N];
    fill(word);
    sim_uniforms(u, word, N);
    logs_of(y, u);
    for (int j = 0; j < N; j++) {
        const long double exact = -logl((long double)u[j]);
        const double ulp = nextafter((double)exact, INFINITY) - (double)exact;
        assert_true(fabsl((long double)y[j] - exact) <= 3.5L * ulp);
    }
}

/* A seed means the same bits on every machine: FNV-1a of those of 4096 logarithms. */
static void
logarithms_are_the_same_bits_everywhere(void **state)
{
    (void)state;
    uint64_t word[N];
    double u[N], y[N];
    fill(word);
    sim_uniforms(u, word, N);
    logs_of(y, u);
    assert_int_equal(sim_hash_bytes(sim_hash_start(), y, sizeof(y)), UINT64_C(0x723b4a7f8ffdc1f0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniforms_are_those_of_one_word),
        cmocka_unit_test(vectors_give_the_bits_of_one_at_a_time),
#if defined(__x86_64__)
        cmocka_unit_test(narrow_and_wide_vectors_give_the_same_bits),
#endif
        cmocka_unit_test(logarithms_are_within_three_and_a_half_ulp),
        cmocka_unit_test(logarithms_are_the_same_bits_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
