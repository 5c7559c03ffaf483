/* Elementary functions: as close to long double's as promised, and the same bits everywhere. */
#include "sim/elementary.h"
#include "sim/hash.h"
#include "sim/random.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { N = 4096 };

static const long double SQRT_HALF = 0.707106781186547524400844362104849039L;
static const long double DENSITY_AT_0 = 0.398942280401432677939946059934381868L;

static double uniform[N];

static int
draw_uniforms(void **state)
{
    (void)state;
    for (uint64_t j = 0; j < N; j++) {
        uniform[j] = sim_uniform(sim_random_block((sim_key){7, 9}, (sim_name){1, 2, 3}, j).word[0]);
    }
    return 0;
}

/* Powers of one base by two exponents stand for those of two numbers. */
static double
power(double x)
{
    return sim_pow(x, x < 1 ? -7.3 : 1 / 0.7);
}

static long double
exact_power(long double x)
{
    return powl(x, x < 1 ? (long double)-7.3 : (long double)(1 / 0.7));
}

static long double
exact_normal_cdf(long double z)
{
    return 0.5L * erfcl(-SQRT_HALF * z);
}

/* One function over the range from `low` to `high`, evenly or evenly in its logarithm. */
typedef struct range {
    const char *name;
    double (*function)(double x);
    long double (*exact)(long double x);
    double low, high;
    bool by_ratio;
    double ulp; /* promised */
    uint64_t hash;
} range;

static const range ranges[] = {
    {"log", sim_log, logl, 1e-300, 1e300, true, 3.5, UINT64_C(0x19dcc00912cbae91)},
    {"log next to 1", sim_log, logl, 0.9, 1.1, false, 3.5, UINT64_C(0x09b57e3113d637b7)},
    {"log1p", sim_log1p, log1pl, 1e-20, 1e20, true, 1, UINT64_C(0xd95d33ec472564be)},
    {"log1p below 0", sim_log1p, log1pl, -0.999, 0, false, 1, UINT64_C(0xd1ad176ad4a76b9e)},
    {"exp", sim_exp, expl, -700, 700, false, 1, UINT64_C(0x84055298d3bccc5e)},
    {"expm1", sim_expm1, expm1l, -30, 5, false, 1, UINT64_C(0x01bc26b565347af3)},
    {"expm1 next to 0", sim_expm1, expm1l, 1e-20, 1, true, 1, UINT64_C(0x6450ac27bf93925a)},
    {"pow", power, exact_power, 1e-30, 1e30, true, 1, UINT64_C(0xee9396c177ca260d)},
    {"cbrt", sim_cbrt, cbrtl, 1e-300, 1e300, true, 1, UINT64_C(0x95463afb9fb0aa61)},
    {"tgamma", sim_tgamma, tgammal, 0.01, 170, false, 1, UINT64_C(0x990299d766eac997)},
    {"lgamma", sim_lgamma, lgammal, 0.01, 1e6, true, 1, UINT64_C(0xcab4e43075c82bc2)},
    {"lgamma next to 1 and 2", sim_lgamma, lgammal, 0.9, 2.1, false, 1,
     UINT64_C(0xb09247622aa4f5d1)},
    {"normal cdf above 0", sim_normal_cdf, exact_normal_cdf, 0, 9, false, 2,
     UINT64_C(0x170bedf5ce1e980e)},
};
enum { N_RANGES = sizeof(ranges) / sizeof(ranges[0]) };

/* Made without libm: by ratio, the exponent goes evenly from that of `low` to that of `high`. */
static double
point(const range *self, double u)
{
    if (!self->by_ratio) {
        return self->low + u * (self->high - self->low);
    }
    int low, high;
    (void)frexp(self->low, &low);
    (void)frexp(self->high, &high);
    const double at = low + u * (high - low);
    return ldexp(1 + (at - floor(at)), (int)floor(at) - 1);
}

static double
ulp_of(double x)
{
    return nextafter(fabs(x), INFINITY) - fabs(x);
}

static double
error_of(double value, long double exact)
{
    return (double)(fabsl(value - exact) / ulp_of((double)exact));
}

static void
errors_are_below_the_ulp_promised(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_RANGES; k++) {
        for (size_t j = 0; j < N; j++) {
            const double x = point(&ranges[k], uniform[j]);
            const double error = error_of(ranges[k].function(x), ranges[k].exact(x));
            if (!(error <= ranges[k].ulp)) {
                fail_msg("%s of %.17g is %.3g ulp off", ranges[k].name, x, error);
            }
        }
    }
}

static void
the_ends_of_the_range_are_right(void **state)
{
    (void)state;
    assert_true(sim_exp(-INFINITY) == 0 && sim_exp(-800) == 0 && sim_exp(0) == 1);
    assert_true(sim_exp(710) == INFINITY && sim_expm1(-INFINITY) == -1 && sim_expm1(0) == 0);
    assert_true(sim_log(1) == 0 && sim_log1p(0) == 0 && sim_log(0) == -INFINITY);
    assert_true(sim_pow(0, 0.5) == 0 && sim_pow(7, 0) == 1 && sim_pow(9, 1) == 9);
    assert_true(sim_cbrt(0) == 0 && sim_cbrt(27) == 3 && sim_cbrt(-8) == -2);
    assert_true(sim_tgamma(1) == 1 && sim_tgamma(5) == 24);
    assert_true(sim_lgamma(1) == 0 && sim_lgamma(2) == 0);
    assert_true(sim_normal_cdf(0) == 0.5 && sim_normal_quantile(0.5) == 0);
    assert_true(sim_normal_cdf(-INFINITY) == 0 && sim_normal_cdf(INFINITY) == 1);
}

static void
the_lower_tail_of_the_normal_is_as_sharp_as_its_argument(void **state)
{
    (void)state;
    for (size_t j = 0; j < N; j++) {
        const double z = -37 * uniform[j];
        assert_true(error_of(sim_normal_cdf(z), exact_normal_cdf(z)) <= 2 + 2 * z * z);
    }
}

/* The exact quantile is one Newton step away, taken in long double on the tail that is the sharper. */
static double
quantile_error(double u)
{
    const double z = sim_normal_quantile(u);
    const long double excess = u < 0.25   ? exact_normal_cdf(z) - u
                               : u < 0.75 ? 0.5L * erfl(SQRT_HALF * z) - ((long double)u - 0.5L)
                                          : (1 - (long double)u) - exact_normal_cdf(-z);
    const long double density = DENSITY_AT_0 * expl(-0.5L * z * z);
    return error_of(z, z - excess / density);
}

static void
normal_quantiles_are_within_eight_ulp(void **state)
{
    (void)state;
    for (size_t j = 0; j < N; j++) {
        const double u = uniform[j], tail = ldexp(u, -(int)(j % 52)),
                     far = ldexp(u, -(int)(j % 1000));
        assert_true(quantile_error(u) <= 8 && quantile_error(tail) <= 8);
        assert_true(quantile_error(fmin(1 - tail, 1 - 0x1p-53)) <= 8 && quantile_error(far) <= 8);
        if (u != 0.5) { /* and just beside the middle, where it goes through 0 */
            assert_true(quantile_error(0.5 + (u - 0.5) * ldexp(1, -(int)(j % 50))) <= 8);
        }
    }
    assert_true(quantile_error(0x1p-53) <= 8 && quantile_error(1 - 0x1p-53) <= 8);
}

/* Wichura 1988, "Algorithm AS 241", Applied Statistics 37: its three test values. */
static void
normal_quantiles_are_those_published(void **state)
{
    (void)state;
    assert_true(fabs(sim_normal_quantile(0.25) - -0.6744897501960817) <= 2e-16);
    assert_true(fabs(sim_normal_quantile(0.001) - -3.090232306167814) <= 1e-15);
    assert_true(fabs(sim_normal_quantile(1e-20) - -9.262340089798408) <= 4e-15);
}

static void
normal_quantiles_are_symmetrical_to_the_bit_and_increase(void **state)
{
    (void)state;
    for (size_t j = 0; j < N; j++) {
        assert_true(sim_normal_quantile(1 - uniform[j]) == -sim_normal_quantile(uniform[j]));
    }
    double last = -9;
    for (double u = 0x1p-53; u < 1; u += 0x1.1p-12) {
        const double z = sim_normal_quantile(u);
        assert_true(z > last);
        last = z;
    }
}

static uint64_t
hash_of(const double *y)
{
    return sim_hash_bytes(sim_hash_start(), y, N * sizeof(*y));
}

/* A seed means the same bits on every machine: FNV-1a of those of 4096 values. */
static void
values_are_the_same_bits_everywhere(void **state)
{
    (void)state;
    double y[N];
    for (size_t k = 0; k < N_RANGES; k++) {
        for (size_t j = 0; j < N; j++) {
            y[j] = ranges[k].function(point(&ranges[k], uniform[j]));
        }
        if (hash_of(y) != ranges[k].hash) {
            fail_msg("%s: UINT64_C(0x%016llx)", ranges[k].name, (unsigned long long)hash_of(y));
        }
    }
    for (size_t j = 0; j < N; j++) {
        y[j] = sim_normal_quantile(ldexp(uniform[j], -(int)(j % 52)));
    }
    assert_int_equal(hash_of(y), UINT64_C(0x27e4f9d7d5c5446c));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_below_the_ulp_promised),
        cmocka_unit_test(the_ends_of_the_range_are_right),
        cmocka_unit_test(the_lower_tail_of_the_normal_is_as_sharp_as_its_argument),
        cmocka_unit_test(normal_quantiles_are_within_eight_ulp),
        cmocka_unit_test(normal_quantiles_are_those_published),
        cmocka_unit_test(normal_quantiles_are_symmetrical_to_the_bit_and_increase),
        cmocka_unit_test(values_are_the_same_bits_everywhere),
    };
    return cmocka_run_group_tests(tests, draw_uniforms, NULL);
}
