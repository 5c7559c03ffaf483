/* Every rule that parameters can break, each by the least that breaks it. */
#include "sim/dist.h"
#include "tests/support/dists.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static test_arena arena;

static int
free_arena(void **state)
{
    (void)state;
    test_arena_free(&arena);
    return 0;
}

static const char *
setup(sim_dist dist)
{
    return sim_dist_setup(&dist, test_arena_allocate, &arena);
}

static void
assert_rule(sim_dist dist, const char *type, const char *rule)
{
    dist.type = sim_dist_find(type);
    assert_non_null(dist.type);
    const char *broken = setup(dist);
    if (broken == NULL || strcmp(broken, rule) != 0) {
        fail_msg("%s: \"%s\" for \"%s\"", type, broken == NULL ? "(none)" : broken, rule);
    }
}

#define DIST(...) ((sim_dist){__VA_ARGS__})
#define P(...) .p = {__VA_ARGS__}
#define LIST(...) ((const double[]){__VA_ARGS__})

static void
bounds_are_named_with_their_unit(void **state)
{
    (void)state;
    assert_rule(DIST(P(-1)), "exponential", "mean must be >= 0 s");
    assert_rule(DIST(P(1.1e9)), "exponential", "mean must be <= 1e+09 s");
    assert_rule(DIST(P(INFINITY)), "exponential", "mean must be finite");
    assert_rule(DIST(P(NAN)), "exponential", "mean must be given");
    assert_rule(DIST(P(10, -0.1)), "lognormal", "cv must be >= 0");
    assert_rule(DIST(P(10, NAN)), "lognormal", "cv must be given");
}

/* From the tables, so that a new distribution is tested too: each number of each type's first
 * example, moved out of its bounds. */
static void
every_number_is_held_to_its_bounds(void **state)
{
    (void)state;
    size_t n = 0;
    for (size_t j = 0; dist_examples[j].label != NULL; j++) {
        const sim_dist_type *type = dist_examples[j].dist.type;
        for (size_t k = 0; type->params[k].name != NULL; k++) {
            const sim_param *param = &type->params[k];
            if (param->kind != SIM_PARAM_DURATION && param->kind != SIM_PARAM_NUMBER) {
                continue;
            }
            const double wrong[] = {param->min - 0.001, param->max * 1.001, -INFINITY};
            for (size_t i = 0; i < 3; i++) {
                sim_dist dist = dist_examples[j].dist;
                dist.p[k] = wrong[i];
                const char *broken = setup(dist);
                char expected[64];
                snprintf(expected, sizeof(expected), "%s must be %s", param->name,
                         i == 0   ? ">= "
                         : i == 1 ? "<= "
                                  : "finite");
                assert_non_null(broken);
                assert_memory_equal(broken, expected, strlen(expected));
                n++;
            }
        }
    }
    assert_true(n > 60);
}

static void
lists_are_held_to_their_bounds(void **state)
{
    (void)state;
    assert_rule(DIST(.list = {LIST(3, -1), LIST(1, 1)}, .n_list = {2, 2}), "hyperexponential",
                "means must be >= 0 s");
    assert_rule(DIST(.list = {LIST(3, 1), LIST(1, -1)}, .n_list = {2, 2}), "hyperexponential",
                "weights must be >= 0");
    assert_rule(DIST(.list = {LIST(3, 1)}, .n_list = {2, 0}), "hyperexponential",
                "weights must be given");
    assert_rule(DIST(.list = {LIST(3), LIST(1.5)}, .n_list = {1, 1}), "survival", "s must be <= 1");
    assert_rule(DIST(.list = {LIST(3, 1.1e9), LIST(0.9, 0.8)}, .n_list = {2, 2}), "survival",
                "t_s must be <= 1e+09 s");
    assert_rule(DIST(.list = {LIST(3, 1.1e9), LIST(1, 1)}, .n_list = {2, 2}), "hyperexponential",
                "means must be <= 1e+09 s");
    assert_rule(DIST(.list = {LIST(3, 1.1e9)}, .n_list = {2}), "empirical",
                "values must be <= 1e+09 s");
}

static void
numbers_must_fit_each_other(void **state)
{
    (void)state;
    assert_rule(DIST(P(2, 1)), "uniform", "max must be >= min");
    assert_rule(DIST(P(2, 1, 3)), "triangular", "mode must be >= min");
    assert_rule(DIST(P(2, 3, 2.5)), "triangular", "max must be >= mode");
    assert_rule(DIST(P(60, 2.5)), "erlang", "stages must be a whole number");
    assert_rule(DIST(P(60, 0.005)), "gamma", "cv must be 0 or >= 0.01");
}

static void
lists_must_fit_each_other(void **state)
{
    (void)state;
    assert_rule(DIST(.list = {LIST(3, 1), LIST(1)}, .n_list = {2, 1}), "hyperexponential",
                "weights must be as many as means");
    assert_rule(DIST(.list = {LIST(3, 1), LIST(0, 0)}, .n_list = {2, 2}), "hyperexponential",
                "weights must not all be 0");
    assert_rule(DIST(.list = {LIST(3)}, .n_list = {1}), "empirical", "values must be at least 2");
    assert_rule(DIST(.list = {LIST(3, 2)}, .n_list = {2}), "empirical", "values must not decrease");
    assert_rule(DIST(.list = {LIST(3, 4), LIST(0)}, .n_list = {2, 1}), "empirical",
                "at must be as many as values");
    assert_rule(DIST(.list = {LIST(3, 4), LIST(0, 0.9)}, .n_list = {2, 2}), "empirical",
                "at must run from 0 to 1");
    assert_rule(DIST(.list = {LIST(3, 4, 5, 6), LIST(0, 0.5, 0.5, 1)}, .n_list = {4, 4}),
                "empirical", "at must increase");
}

static void
a_survival_table_must_fall(void **state)
{
    (void)state;
    assert_rule(DIST(.list = {LIST(3, 4), LIST(0.9)}, .n_list = {2, 1}, P(0, 0, 9)), "survival",
                "s must be as many as t_s");
    assert_rule(DIST(.list = {LIST(3, 3), LIST(0.9, 0.8)}, .n_list = {2, 2}, P(0, 0, 9)),
                "survival", "t_s must increase");
    assert_rule(DIST(.list = {LIST(3, 4), LIST(0.8, 0.9)}, .n_list = {2, 2}, P(0, 0, 9)),
                "survival", "s must not increase");
    assert_rule(DIST(.list = {LIST(3, 4, 5), LIST(0.8, 0, 0)}, .n_list = {3, 3}, P(0, 0, 9)),
                "survival", "s must be > 0 but for the last");
    assert_rule(DIST(.list = {LIST(0), LIST(0)}, .n_list = {1, 1}, P(0, 0, 9)), "survival",
                "s must be > 0 at time 0");
    assert_rule(DIST(.list = {LIST(3, 4), LIST(0.8, 0.8)}, .n_list = {2, 2}, P(0, 0, NAN)),
                "survival", "tail_mean must be given where s does not fall at the end");
}

static void
parts_are_checked_too(void **state)
{
    (void)state;
    sim_dist parts[] = {{.type = sim_dist_find("constant"), .p = {30}},
                        {.type = sim_dist_find("gamma"), .p = {30, -2}}};
    assert_rule(DIST(.list = {LIST(1, 1)}, .n_list = {2}, .part = parts, .n_parts = 2), "mixture",
                "parts[1]: cv must be >= 0");
    assert_rule(DIST(.list = {LIST(1)}, .n_list = {1}, .part = parts, .n_parts = 0), "mixture",
                "parts must be given");
    assert_rule(DIST(P(1), .part = &parts[1], .n_parts = 1), "shifted", "of: cv must be >= 0");
    assert_rule(DIST(P(1), .part = parts, .n_parts = 2), "shifted", "of must be one distribution");
    parts[1].p[1] = 2;
    assert_rule(DIST(.list = {LIST(1)}, .n_list = {1}, .part = parts, .n_parts = 2), "mixture",
                "weights must be as many as parts");
    assert_rule(DIST(.list = {LIST(0, 0)}, .n_list = {2}, .part = parts, .n_parts = 2), "mixture",
                "weights must not all be 0");
}

static void
truncation_must_leave_something(void **state)
{
    (void)state;
    sim_dist part = {.type = sim_dist_find("constant"), .p = {30}};
    assert_rule(DIST(P(0, 31, 40), .part = &part, .n_parts = 1), "truncated",
                "of must have a chance of 1e-9 to be within min and max");
    assert_rule(DIST(P(0, 40, 31), .part = &part, .n_parts = 1), "truncated", "max must be >= min");
    sim_dist met = {
        .type = sim_dist_find("truncated"), .p = {0, 30, 30}, .part = &part, .n_parts = 1};
    assert_null(sim_dist_setup(&met, test_arena_allocate, &arena));
    assert_true(sim_dist_quantile(&met, 0.3) == 30);
    assert_true(fabs(sim_dist_mean(&met) - 30) < 1e-9);
}

static void
what_is_left_out_takes_its_default(void **state)
{
    (void)state;
    sim_dist part = {.type = sim_dist_find("exponential"), .p = {30}};
    sim_dist dist = {
        .type = sim_dist_find("truncated"), .p = {NAN, NAN, NAN}, .part = &part, .n_parts = 1};
    assert_null(sim_dist_setup(&dist, test_arena_allocate, &arena));
    assert_true(dist.p[1] == 0 && isinf(dist.p[2]));
    assert_true(fabs(sim_dist_mean(&dist) - 30) < 1e-5);
    /* A default may be outside the bounds, and be given back. */
    assert_null(sim_dist_setup(&dist, test_arena_allocate, &arena));
}

static void *
no_memory(size_t bytes, void *arg)
{
    (void)bytes;
    (void)arg;
    return NULL;
}

static void
without_memory_nothing_is_made(void **state)
{
    (void)state;
    sim_dist dist = {.type = sim_dist_find("lognormal"), .p = {30, 1}};
    assert_string_equal(sim_dist_setup(&dist, no_memory, NULL), "memory ran out");
    dist.p[1] = -1;
    assert_string_equal(sim_dist_setup(&dist, no_memory, NULL), "memory ran out");
}

static void
setting_up_again_changes_nothing(void **state)
{
    (void)state;
    sim_dist dist = {.type = sim_dist_find("gamma"), .p = {30, 0.5}};
    assert_null(sim_dist_setup(&dist, test_arena_allocate, &arena));
    const double x = sim_dist_quantile(&dist, 0.77);
    assert_null(sim_dist_setup(&dist, test_arena_allocate, &arena));
    assert_true(sim_dist_quantile(&dist, 0.77) == x);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_named_with_their_unit),
        cmocka_unit_test(every_number_is_held_to_its_bounds),
        cmocka_unit_test(lists_are_held_to_their_bounds),
        cmocka_unit_test(numbers_must_fit_each_other),
        cmocka_unit_test(lists_must_fit_each_other),
        cmocka_unit_test(a_survival_table_must_fall),
        cmocka_unit_test(parts_are_checked_too),
        cmocka_unit_test(truncation_must_leave_something),
        cmocka_unit_test(what_is_left_out_takes_its_default),
        cmocka_unit_test(without_memory_nothing_is_made),
        cmocka_unit_test(setting_up_again_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
