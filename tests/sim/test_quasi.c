/* Sequences by number against GSL's in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/quasi.h"
#include <gsl/gsl_qrng.h>
#include <math.h>

#define N 5000

static void
sobol_points_are_those_of_gsl_to_the_bit(void **state)
{
    (void)state;
    static const unsigned dimensions[] = {1, 7, 40};
    for (int k = 0; k < 3; k++) {
        sim_sobol sobol;
        assert_int_equal(sim_sobol_init(&sobol, dimensions[k], N), SIM_OK);
        gsl_qrng *points = gsl_qrng_alloc(gsl_qrng_sobol, dimensions[k]);
        double at[40];
        for (uint64_t n = 0; n < N; n++) {
            gsl_qrng_get(points, at);
            for (unsigned d = 0; d < dimensions[k]; d++) {
                assert_true(sim_sobol_at(&sobol, n, d) == at[d]);
            }
        }
        gsl_qrng_free(points);
    }
}

static void
halton_points_are_those_of_gsl(void **state)
{
    (void)state;
    gsl_qrng *points = gsl_qrng_alloc(gsl_qrng_halton, SIM_HALTON_DIMENSIONS);
    double at[SIM_HALTON_DIMENSIONS];
    for (uint64_t n = 0; n < N; n++) {
        gsl_qrng_get(points, at);
        for (unsigned d = 0; d < SIM_HALTON_DIMENSIONS; d++) {
            assert_true(fabs(sim_halton_at(n, d) - at[d]) < 1e-15);
        }
    }
    gsl_qrng_free(points);
}

static void
there_are_no_more_than_forty_dimensions_and_sixteen_million_points(void **state)
{
    (void)state;
    sim_sobol sobol;
    assert_int_equal(sim_sobol_init(&sobol, 41, 10), SIM_ERR_PARAM);
    assert_int_equal(sim_sobol_init(&sobol, 0, 10), SIM_ERR_PARAM);
    assert_int_equal(sim_sobol_init(&sobol, 1, UINT64_C(1) << SIM_QUASI_BITS), SIM_ERR_PARAM);
    assert_int_equal(sim_sobol_init(&sobol, 1, 0), SIM_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sobol_points_are_those_of_gsl_to_the_bit),
        cmocka_unit_test(halton_points_are_those_of_gsl),
        cmocka_unit_test(there_are_no_more_than_forty_dimensions_and_sixteen_million_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
