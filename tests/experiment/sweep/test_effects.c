/* Main effects of made-up points: by hand, and by what they vary by when all is done again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/sweep/effects.h"
#include "sim/elementary.h"
#include "sim/random.h"
#include "tests/support/near.h"
#include <stdio.h>

enum { STAFF, MIX, N_FACTORS };
enum { POINTS = 6, N = 40 };

static xp_factor factor[N_FACTORS] = {
    [STAFF] = {.name = "staff", .kind = XP_FACTOR_LEVELS, .n_levels = 3, .tied_to = -1},
    [MIX] = {.name = "mix", .kind = XP_FACTOR_LEVELS, .n_levels = 2, .tied_to = -1},
};
static xp_output output = {.name = "y"};
static xp_sweep grid = {.factor = factor,
                        .n_factors = N_FACTORS,
                        .n_points = POINTS,
                        .output = &output,
                        .n_outputs = 1,
                        .common = true,
                        .confidence = .95};
static double value[POINTS][N_FACTORS];
static const char *text[POINTS][N_FACTORS];
static xp_recalled point[POINTS];

/* 3 x 2, the staff first. */
static int
make_grid(void **state)
{
    static const char *const staff[] = {"12", "13", "14"}, *const mix[] = {"low", "high"};
    (void)state;
    grid.common = true;
    for (size_t p = 0; p < POINTS; p++) {
        value[p][STAFF] = 12 + (double)(p / 2);
        value[p][MIX] = (double)(p % 2);
        text[p][STAFF] = staff[p / 2];
        text[p][MIX] = mix[p % 2];
        point[p] = (xp_recalled){.value = value[p], .text = text[p], .n = N};
    }
    return 0;
}

static double
normal(uint64_t seed, uint64_t owner, uint64_t r)
{
    const sim_block block = sim_random_block((sim_key){seed, r}, (sim_name){4, owner, 0}, 0);
    return sim_normal_quantile(((double)(block.word[0] >> 11) + .5) / 9007199254740992.);
}

/* 10 (staff - 13) + mix, and what chance adds: most of it the same at all points. */
static void
add_all(xp_effects *effects, uint64_t seed, double common, double own)
{
    xp_influence x;
    double count[N];
    assert_int_equal(xp_effects_init(effects, &grid, point, N), SIM_OK);
    assert_int_equal(xp_influence_init(&x, N), SIM_OK);
    for (size_t p = 0; p < POINTS; p++) {
        for (uint64_t r = 0; r < N; r++) {
            count[r] = 10 * (value[p][STAFF] - 13) + value[p][MIX] + common * normal(seed, 100, r) +
                       own * normal(seed, p, r);
        }
        xp_influence_mean(&x, count, 1, N);
        xp_effects_add(effects, p, 0, &x);
    }
    xp_influence_free(&x);
}

static void
levels_stand_beside_the_mean_of_all(void **state)
{
    static const double want[] = {-10, 0, 10, -.5, .5};
    static const char *const name[] = {"12", "13", "14", "low", "high"};
    (void)state;
    xp_effects effects;
    add_all(&effects, 1, 5, 0);
    assert_int_equal(effects.n_levels, 5);
    for (size_t k = 0; k < 5; k++) {
        const sim_interval it = xp_effects_of(&effects, k, 0, .95);
        assert_string_equal(effects.level[k].text, name[k]);
        /* the same customers: all chance is the same, and none is left */
        assert_near(it.mean, want[k], 1e-9);
        assert_true(it.half_width < 1e-9);
        assert_int_equal(it.n, N);
    }
    xp_effects_free(&effects);
}

/* Its interval is as wide as it varies, with common customers and with customers of their own. */
static void
intervals_are_as_wide_as_effects_vary(void **state)
{
    enum { AGAIN = 400 };
    (void)state;
    for (int paired = 0; paired < 2; paired++) {
        double mean = 0, squares = 0, told = 0;
        grid.common = paired == 1;
        for (uint64_t k = 0; k < AGAIN; k++) {
            xp_effects effects;
            add_all(&effects, 1000 + k, paired == 1 ? 5 : 0, 1);
            const sim_interval it = xp_effects_of(&effects, 2, 0, .95);
            const double se = it.half_width / sim_student(.95, N - 1);
            mean += it.mean / AGAIN;
            squares += it.mean * it.mean / AGAIN;
            told += se * se / AGAIN;
            xp_effects_free(&effects);
        }
        const double real = (squares - mean * mean) * AGAIN / (AGAIN - 1);
        assert_near(mean, 10, 4 * sqrt(real / AGAIN));
        assert_near(told / real, 1, .3); /* 4 standard errors of the variance of 400 */
    }
}

static void
of_a_range_there_are_thirds(void **state)
{
    (void)state;
    static xp_factor range = {.name = "volume",
                              .kind = XP_FACTOR_RANGE,
                              .low = 1,
                              .high = 1000,
                              .is_log = true,
                              .tied_to = -1,
                              .unit = ""};
    enum { MANY = 30 };
    static double at[MANY];
    static char name[MANY][16];
    static const char *texts[MANY];
    static xp_recalled there[MANY];
    const xp_sweep spread = {.factor = &range,
                             .n_factors = 1,
                             .n_points = MANY,
                             .output = &output,
                             .n_outputs = 1,
                             .common = true,
                             .confidence = .95};
    xp_effects effects;
    xp_influence x;
    for (int p = 0; p < MANY; p++) {
        at[p] = pow(10, 3. * (p + .5) / MANY);
        snprintf(name[p], sizeof(name[p]), "%.6g", at[p]);
        texts[p] = name[p];
        there[p] = (xp_recalled){.value = &at[p], .text = &texts[p], .n = 2};
    }
    assert_int_equal(xp_effects_init(&effects, &spread, there, 2), SIM_OK);
    assert_int_equal(effects.n_levels, 3);
    assert_string_equal(effects.level[0].text, "1 .. 10");
    assert_string_equal(effects.level[2].text, "100 .. 1000");
    assert_int_equal(xp_influence_init(&x, 2), SIM_OK);
    for (size_t p = 0; p < MANY; p++) {
        xp_influence_constant(&x, (double)p, 2);
        xp_effects_add(&effects, p, 0, &x);
    }
    assert_near(xp_effects_of(&effects, 0, 0, .95).mean, 4.5 - 14.5, 1e-9);
    assert_near(xp_effects_of(&effects, 2, 0, .95).mean, 24.5 - 14.5, 1e-9);
    xp_influence_free(&x);
    xp_effects_free(&effects);
}

/* A point without a value is of no mean; a level without any has no effect. */
static void
what_is_undefined_is_left_out(void **state)
{
    (void)state;
    xp_effects effects;
    xp_influence x;
    assert_int_equal(xp_effects_init(&effects, &grid, point, N), SIM_OK);
    assert_int_equal(xp_influence_init(&x, N), SIM_OK);
    for (size_t p = 0; p < POINTS; p++) {
        xp_influence_constant(&x, p < 2 ? NAN : (double)p, N);
        xp_effects_add(&effects, p, 0, &x);
    }
    assert_int_equal(xp_effects_of(&effects, 0, 0, .95).n, 0);
    assert_near(xp_effects_of(&effects, 1, 0, .95).mean, 2.5 - 3.5, 1e-12);
    xp_influence_free(&x);
    xp_effects_free(&effects);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(levels_stand_beside_the_mean_of_all, make_grid),
        cmocka_unit_test_setup(intervals_are_as_wide_as_effects_vary, make_grid),
        cmocka_unit_test_setup(of_a_range_there_are_thirds, make_grid),
        cmocka_unit_test_setup(what_is_undefined_is_left_out, make_grid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
