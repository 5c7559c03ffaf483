/* What must hold for every distribution, on every example of every type. */
#include "sim/dist.h"
#include "sim/quantile.h"
#include "sim/random.h"
#include "tests/support/dists.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_DRAWS = 100000 };

static const double LEAST = 0x1p-53, GREATEST = 1 - 0x1p-53; /* that sim_uniform can give */
static const double PRECISION = 1e-6;                        /* promised of tables, */
static const double NEGLIGIBLE = 1e-12;                      /* and times the mean, absolutely */

static double uniform[N_DRAWS];

static int
draw_uniforms(void **state)
{
    (void)state;
    for (size_t j = 0; j < N_DRAWS; j++) {
        const sim_name name = {.purpose = 1, .owner = j};
        uniform[j] = sim_uniform(sim_random_block((sim_key){.seed = 2024}, name, 0).word[0]);
    }
    return 0;
}

typedef void check_function(const char *label, const sim_dist *dist);

static void
for_each_example(check_function *check)
{
    for (size_t j = 0; dist_examples[j].label != NULL; j++) {
        test_arena arena = {0};
        const sim_dist dist = dist_example_make(&dist_examples[j].dist, &arena);
        check(dist_examples[j].label, &dist);
        test_arena_free(&arena);
    }
}

static bool
can_be_infinite(const sim_dist *dist)
{
    return isinf(sim_dist_mean(dist));
}

static void
every_type_has_an_example(void **state)
{
    (void)state;
    for (size_t k = 0; sim_dist_types[k] != NULL; k++) {
        size_t n = 0;
        for (size_t j = 0; dist_examples[j].label != NULL; j++) {
            n += dist_examples[j].dist.type == sim_dist_types[k];
        }
        if (n == 0) {
            fail_msg("%s has no example in tests/support/dists.c", sim_dist_types[k]->name);
        }
        assert_ptr_equal(sim_dist_find(sim_dist_types[k]->name), sim_dist_types[k]);
        assert_true(strlen(sim_dist_types[k]->doc) > 0);
    }
    assert_null(sim_dist_find("lognormale"));
}

static int
compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void
check_order(const char *label, const sim_dist *dist)
{
    static double sorted[N_DRAWS];
    memcpy(sorted, uniform, sizeof(sorted));
    sorted[0] = LEAST;
    sorted[1] = GREATEST;
    sorted[2] = 0.5;
    qsort(sorted, N_DRAWS, sizeof(*sorted), compare);
    double last = 0;
    for (size_t j = 0; j < N_DRAWS; j++) {
        const double x = sim_dist_quantile(dist, sorted[j]);
        if (!(x >= last * (1 - 1e-12))) {
            fail_msg("%s: %.17g after %.17g at u = %.17g", label, x, last, sorted[j]);
        }
        if (!can_be_infinite(dist) && !isfinite(x)) {
            fail_msg("%s: %g at u = %.17g", label, x, sorted[j]);
        }
        last = x;
    }
}

static void
quantiles_are_finite_and_never_decrease(void **state)
{
    (void)state;
    for_each_example(check_order);
}

/* F(x) >= u just above the quantile, F(x) <= u just below: also right where F jumps. */
static void
check_cdf(const char *label, const sim_dist *dist)
{
    const double mean = sim_dist_mean(dist);
    const double slack = isinf(mean) ? 0 : NEGLIGIBLE * mean;
    for (size_t j = 0; j < N_DRAWS / 10; j++) {
        const double u = uniform[j], x = sim_dist_quantile(dist, u);
        const double above = sim_dist_cdf(dist, x * (1 + PRECISION) + slack);
        const double below = isinf(x) ? 0 : sim_dist_cdf(dist, x * (1 - PRECISION) - slack);
        if (!(above >= u - 1e-12 && below <= u + 1e-12)) {
            fail_msg("%s: x = %g at u = %.17g, cdf from %.17g to %.17g", label, x, u, below, above);
        }
    }
    assert_true(sim_dist_cdf(dist, -1) == 0);
    assert_true(fabs(sim_dist_cdf(dist, INFINITY) - 1) <= 1e-15);
}

static void
the_cdf_of_a_quantile_is_its_probability(void **state)
{
    (void)state;
    for_each_example(check_cdf);
}

static void
check_table(const char *label, const sim_dist *dist)
{
    const double slack = isinf(sim_dist_mean(dist)) ? 0 : NEGLIGIBLE * sim_dist_mean(dist);
    for (size_t j = 0; j < N_DRAWS / 10; j++) {
        const double u = uniform[j], exact = sim_dist_quantile_exact(dist, u);
        const double x = sim_dist_quantile(dist, u);
        if (!(isinf(exact) ? x == exact : fabs(x - exact) <= PRECISION * exact + slack)) {
            fail_msg("%s: %.17g for %.17g at u = %.17g", label, x, exact, u);
        }
    }
}

static void
a_table_keeps_to_its_formula(void **state)
{
    (void)state;
    for_each_example(check_table);
}

static void
check_given(const char *label, const sim_dist *dist)
{
    for (size_t j = 0; j < N_DRAWS; j++) {
        const double u = j == 0 ? LEAST : j == 1 ? GREATEST : uniform[j];
        const double x = sim_dist_quantile(dist, u);
        const double y = sim_dist_quantile_of(dist, u, -sim_log(1 - u));
        if (memcmp(&x, &y, sizeof(x)) != 0) {
            fail_msg("%s: %.17g, of its logarithm %.17g at u = %.17g", label, x, y, u);
        }
    }
}

static void
a_logarithm_already_known_gives_the_same_bits(void **state)
{
    (void)state;
    for_each_example(check_given);
}

/* Five standard errors, the variance's own by the fourth moment. */
static void
check_draws(const char *label, const sim_dist *dist)
{
    const double mean = sim_dist_mean(dist), variance = sim_dist_variance(dist);
    if (isinf(mean)) {
        assert_true(isinf(variance));
        return;
    }
    double sum = 0, squares = 0;
    for (size_t j = 0; j < N_DRAWS; j++) {
        const double apart = sim_dist_quantile(dist, uniform[j]) - mean;
        sum += apart;
        squares += apart * apart;
    }
    const double fourth = sim_quantile_moment(dist, mean, 4), rounding = 1e-6 * mean;
    const double error = sqrt(variance / N_DRAWS);
    if (!(fabs(sum / N_DRAWS) <= 5 * error + rounding)) {
        fail_msg("%s: mean %g is %g off, standard error %g", label, mean, sum / N_DRAWS, error);
    }
    const double found = squares / N_DRAWS;
    const double error_of_variance = sqrt(fmax(0, fourth - variance * variance) / N_DRAWS);
    if (!(fabs(found - variance) <= 5 * error_of_variance + rounding * rounding)) {
        fail_msg("%s: variance %g for %g, standard error %g", label, found, variance,
                 error_of_variance);
    }
}

static void
draws_have_the_mean_and_variance_promised(void **state)
{
    (void)state;
    for_each_example(check_draws);
}

/* Much sharper than draws: the quantile integrated over u. */
static void
check_integrals(const char *label, const sim_dist *dist)
{
    const double mean = sim_dist_mean(dist), variance = sim_dist_variance(dist);
    const double first = sim_quantile_moment(dist, 0, 1);
    if (isinf(mean)) {
        assert_true(isinf(first));
        return;
    }
    if (!(fabs(first - mean) <= 1e-6 * mean)) {
        fail_msg("%s: mean %.10g for %.10g", label, first, mean);
    }
    const double second = sim_quantile_moment(dist, mean, 2);
    if (!(fabs(second - variance) <= 2e-5 * variance + 1e-12 * mean * mean)) {
        fail_msg("%s: variance %.10g for %.10g", label, second, variance);
    }
}

static void
mean_and_variance_are_integrals_of_the_quantile(void **state)
{
    (void)state;
    for_each_example(check_integrals);
}

static void
a_longer_mean_stretches_every_value(void **state)
{
    (void)state;
    size_t n = 0;
    for (size_t j = 0; dist_examples[j].label != NULL; j++) {
        const sim_dist_type *type = dist_examples[j].dist.type;
        if (type->params[0].name == NULL || strcmp(type->params[0].name, "mean") != 0 ||
            type->params[0].kind != SIM_PARAM_DURATION) {
            continue;
        }
        n++;
        test_arena arena = {0};
        const sim_dist shorter = dist_example_make(&dist_examples[j].dist, &arena);
        sim_dist longer = dist_examples[j].dist;
        longer.p[0] *= 1.7;
        longer = dist_example_make(&longer, &arena);
        for (size_t k = 0; k < N_DRAWS / 10; k++) {
            const double x = sim_dist_quantile(&shorter, uniform[k]);
            const double y = sim_dist_quantile(&longer, uniform[k]);
            assert_true(fabs(y - 1.7 * x) <= 1e-9 * y + NEGLIGIBLE * shorter.p[0]);
        }
        test_arena_free(&arena);
    }
    assert_true(n > 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_has_an_example),
        cmocka_unit_test(quantiles_are_finite_and_never_decrease),
        cmocka_unit_test(the_cdf_of_a_quantile_is_its_probability),
        cmocka_unit_test(a_table_keeps_to_its_formula),
        cmocka_unit_test(a_logarithm_already_known_gives_the_same_bits),
        cmocka_unit_test(draws_have_the_mean_and_variance_promised),
        cmocka_unit_test(mean_and_variance_are_integrals_of_the_quantile),
        cmocka_unit_test(a_longer_mean_stretches_every_value),
    };
    return cmocka_run_group_tests(tests, draw_uniforms, NULL);
}
