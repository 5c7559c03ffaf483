/* Where designs put their points: what each promises, and what all do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/sweep/design.h"
#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const xp_design_type *
type_of(const char *name)
{
    for (size_t j = 0; xp_design_types[j] != NULL; j++) {
        if (strcmp(xp_design_types[j]->name, name) == 0) {
            return xp_design_types[j];
        }
    }
    fail_msg("there is no %s", name);
    return NULL;
}

/* Axes by their numbers of levels, 0: a range. */
static xp_design
design_of(const char *name, const size_t *n_levels, size_t n_axes, size_t n_asked, uint64_t seed)
{
    xp_design self = {.type = type_of(name), .n_axes = n_axes, .n_asked = n_asked, .seed = seed};
    for (size_t k = 0; k < n_axes; k++) {
        self.axis[k] = (xp_axis){.factor = k, .n_levels = n_levels[k], .baseline = SIZE_MAX};
    }
    cc_refusal refusal = {""};
    if (xp_design_init(&self, &refusal) != SIM_OK) {
        fail_msg("%s: %s", name, refusal.text);
    }
    return self;
}

static const size_t ranges[XP_MAX_AXES];

static void
a_grid_has_each_combination_once(void **state)
{
    (void)state;
    static const size_t levels[] = {3, 1, 4, 2};
    xp_design grid = design_of("grid", levels, 4, 0, 0);
    bool seen[24] = {false};
    assert_int_equal(grid.n_points, 24);
    for (size_t n = 0; n < 24; n++) {
        size_t which = 0;
        for (size_t k = 0; k < 4; k++) {
            const xp_at at = xp_design_at(&grid, n, k);
            assert_true(at.kind == XP_AT_LEVEL && at.level < levels[k]);
            which = which * levels[k] + at.level;
        }
        assert_false(seen[which]);
        seen[which] = true;
    }
    assert_int_equal(xp_design_at(&grid, 1, 3).level, 1); /* the last changes fastest */
    xp_design_free(&grid);
}

static void
a_grid_of_a_thousand_million_points_is_refused_with_the_product(void **state)
{
    (void)state;
    xp_design self = {.type = type_of("grid"), .n_axes = 9};
    for (size_t k = 0; k < 9; k++) {
        self.axis[k].n_levels = 10;
    }
    cc_refusal refusal = {""};
    assert_int_equal(xp_design_init(&self, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "10 x 10 x 10"));
    assert_non_null(strstr(refusal.text, "= 1000000000 points; at most 10000000"));
}

static void
one_at_a_time_is_at_the_baseline_but_for_one(void **state)
{
    (void)state;
    static const size_t levels[] = {3, 0, 4, 1};
    xp_design self = design_of("one_at_a_time", levels, 4, 0, 0);
    self.axis[0].baseline = 1;
    self.axis[3].baseline = 0;
    cc_refusal refusal;
    assert_int_equal(xp_design_init(&self, &refusal), SIM_OK);
    assert_int_equal(self.n_points, 1 + 2 + 2 + 4 + 0);
    static const size_t varied[] = {9, 0, 0, 1, 1, 2, 2, 2, 2},
                        level[] = {0, 0, 2, 0, 0, 0, 1, 2, 3};
    for (size_t n = 0; n < self.n_points; n++) {
        for (size_t k = 0; k < 4; k++) {
            const xp_at at = xp_design_at(&self, n, k);
            if (k != varied[n]) {
                assert_int_equal(at.kind, XP_AT_BASELINE);
            } else if (levels[k] > 0) {
                assert_true(at.kind == XP_AT_LEVEL && at.level == level[n]);
            } else {
                assert_true(at.kind == XP_AT_SHARE && at.share == (double)(n - 3));
            }
        }
    }
    xp_design_free(&self);
}

static void
a_latin_hypercube_has_one_point_in_each_part_of_each_axis(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 2, 7, 64, 1000};
    for (size_t j = 0; j < 5; j++) {
        const size_t n = sizes[j];
        xp_design self = design_of("latin_hypercube", ranges, 3, n, 5);
        for (size_t k = 0; k < 3; k++) {
            char *seen = calloc(n, 1);
            for (size_t p = 0; p < n; p++) {
                const size_t part = (size_t)(xp_design_at(&self, p, k).share * (double)n);
                assert_true(part < n && seen[part] == 0);
                seen[part] = 1;
            }
            free(seen);
        }
        xp_design_free(&self);
    }
}

/* All 6 orders of 3 come about equally often: chi-squared of 5 degrees of freedom, 0.1 %. */
static void
permutations_are_of_chance(void **state)
{
    (void)state;
    int count[27] = {0}, n = 6000;
    xp_design self = {.seed = 1};
    for (int k = 0; k < n; k++) {
        uint64_t order[3];
        for (uint64_t j = 0; j < 3; j++) {
            order[j] = xp_design_permuted(&self, 0, (uint64_t)k, 3, j);
        }
        count[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    double chi = 0;
    int kinds = 0;
    for (int j = 0; j < 27; j++) {
        chi += count[j] > 0 ? (count[j] - n / 6.0) * (count[j] - n / 6.0) / (n / 6.0) : 0;
        kinds += count[j] > 0;
    }
    assert_int_equal(kinds, 6);
    assert_true(chi < 20.5);
}

static void
sobol_is_the_sequence_of_gsl(void **state)
{
    (void)state;
    xp_design self = design_of("sobol", ranges, 12, 1000, 0);
    gsl_qrng *points = gsl_qrng_alloc(gsl_qrng_sobol, 12);
    double at[12];
    for (size_t n = 0; n < 1000; n++) {
        gsl_qrng_get(points, at);
        for (size_t k = 0; k < 12; k++) {
            assert_true(xp_design_at(&self, n, k).share == at[k]);
        }
    }
    gsl_qrng_free(points);
    xp_design_free(&self);
    xp_design moved = design_of("sobol", ranges, 12, 1000, 3);
    const double by = xp_design_at(&moved, 0, 4).share - 0.5;
    for (size_t n = 0; n < 100; n++) {
        const double x = xp_design_at(&moved, n, 4).share - by;
        const double want = sim_sobol_at(moved.sobol, n, 4);
        assert_true(fabs(remainder(x - want, 1)) < 1e-12);
    }
    xp_design_free(&moved);
}

/* The star discrepancy in the mean square (Warnock 1972). */
static double
discrepancy(const char *name, size_t n, size_t k)
{
    xp_design self = design_of(name, ranges, k, n, strcmp(name, "sobol") == 0 ? 0 : 1);
    double one = 0, two = 0;
    for (size_t i = 0; i < n; i++) {
        double product = 1;
        for (size_t d = 0; d < k; d++) {
            const double x = xp_design_at(&self, i, d).share;
            product *= (1 - x * x) / 2;
        }
        one += product;
        for (size_t j = 0; j < n; j++) {
            product = 1;
            for (size_t d = 0; d < k; d++) {
                product *=
                    1 - fmax(xp_design_at(&self, i, d).share, xp_design_at(&self, j, d).share);
            }
            two += product;
        }
    }
    xp_design_free(&self);
    const double size = (double)n;
    return sqrt(pow(3, -(double)k) - 2 * one / size + two / (size * size));
}

static void
sequences_fill_more_evenly_than_chance(void **state)
{
    (void)state;
    const double expected = sqrt((0.125 - 1 / 27.0) / 255); /* of points by chance */
    assert_true(fabs(log(discrepancy("random", 255, 3) / expected)) < log(2));
    assert_true(discrepancy("sobol", 255, 3) < expected / 3);
    assert_true(discrepancy("halton", 255, 3) < expected / 3);
    assert_true(discrepancy("latin_hypercube", 255, 3) < expected / 1.5);
}

static void
rows_of_indices_are_a_b_and_a_with_one_axis_of_b(void **state)
{
    (void)state;
    for (int by_chance = 0; by_chance < 2; by_chance++) {
        xp_design self = {.type = type_of("indices"),
                          .n_axes = 4,
                          .n_asked = 50,
                          .seed = (uint64_t)by_chance,
                          .is_by_chance = by_chance == 1};
        cc_refusal refusal;
        assert_int_equal(xp_design_init(&self, &refusal), SIM_OK);
        assert_int_equal(self.n_points, 50 * 6);
        int n_equal = 0;
        for (size_t row = 0; row < 50; row++) {
            for (size_t k = 0; k < 4; k++) {
                const double a = xp_design_at(&self, row * 6, k).share;
                const double b = xp_design_at(&self, row * 6 + 1, k).share;
                n_equal += a == b; /* some first ones of the sequence are */
                for (size_t j = 0; j < 4; j++) {
                    assert_true(xp_design_at(&self, row * 6 + 2 + j, k).share == (j == k ? b : a));
                }
            }
        }
        assert_true(n_equal <= (by_chance == 1 ? 0 : 20));
        xp_design_free(&self);
    }
}

static void
more_dimensions_than_sobol_has_are_refused(void **state)
{
    (void)state;
    xp_design self = {.type = type_of("sobol"), .n_axes = 41, .n_asked = 10};
    cc_refusal refusal = {""};
    assert_int_equal(xp_design_init(&self, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "41 dimensions"));
    self.type = type_of("indices");
    self.n_axes = 21;
    assert_int_equal(xp_design_init(&self, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "base = \"random\""));
    self.is_by_chance = true;
    assert_int_equal(xp_design_init(&self, &refusal), SIM_OK);
    xp_design_free(&self);
}

static void
the_mean_of_each_axis_is_a_half_and_shares_are_within_their_bounds(void **state)
{
    (void)state;
    for (size_t j = 0; xp_design_types[j] != NULL; j++) {
        const xp_design_type *type = xp_design_types[j];
        if (!type->takes_points) {
            continue;
        }
        xp_design self = design_of(type->name, ranges, 5, 600, 7);
        for (size_t k = 0; k < 5; k++) {
            double sum = 0;
            for (size_t n = 0; n < self.n_points; n++) {
                const xp_at at = xp_design_at(&self, n, k);
                assert_true(at.kind == XP_AT_SHARE && at.share >= 0 && at.share <= 1);
                sum += at.share;
            }
            /* five standard errors of points by chance; rows of indices are of 600 */
            assert_true(fabs(sum / (double)self.n_points - 0.5) < 5 * sqrt(1 / 12.0 / 600));
        }
        xp_design_free(&self);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_has_each_combination_once),
        cmocka_unit_test(a_grid_of_a_thousand_million_points_is_refused_with_the_product),
        cmocka_unit_test(one_at_a_time_is_at_the_baseline_but_for_one),
        cmocka_unit_test(a_latin_hypercube_has_one_point_in_each_part_of_each_axis),
        cmocka_unit_test(permutations_are_of_chance),
        cmocka_unit_test(sobol_is_the_sequence_of_gsl),
        cmocka_unit_test(sequences_fill_more_evenly_than_chance),
        cmocka_unit_test(rows_of_indices_are_a_b_and_a_with_one_axis_of_b),
        cmocka_unit_test(more_dimensions_than_sobol_has_are_refused),
        cmocka_unit_test(the_mean_of_each_axis_is_a_half_and_shares_are_within_their_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
