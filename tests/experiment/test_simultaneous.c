/* Intervals that hold together, by hand. The second and third of three resolve more than the first,
 * by what takes turns of sign, so that the intervals of differences are known: t(9) d / 3 of 10 replications; half of it a
 * day, of two days. */
#include "tests/experiment/scripted_three.h"

#include "experiment/simultaneous.h"
#include "report/report.h"
#include "tests/support/near.h"
#include <math.h>

static xp_simultaneous
simultaneous(xp_family family, double more)
{
    xp_plan plan;
    script.together = 3;
    script.apart = 1;
    script.more = more;
    xp_results results = run(&plan);
    const size_t m = xp_table_find(results.table, "resolved", "center");
    xp_simultaneous it;
    assert_int_equal(xp_simultaneous_make(&it, &results, family, &m, 1), SIM_OK);
    xp_results_free(&results);
    return it;
}

static void
expect(const xp_joint *it, int scenario, double lower, double upper, xp_rank standing)
{
    assert_int_equal(it->scenario, scenario);
    assert_near(it->interval.lower, lower / 2, 1e-4);
    assert_near(it->interval.upper, upper / 2, 1e-4);
    assert_int_equal(it->standing, standing);
}

/* Two comparisons with the first, each at 97.5 %: t(9) = 2.68501, of 3 and of 4. */
static void
differences_to_the_first(void **state)
{
    (void)state;
    xp_simultaneous it = simultaneous(XP_BONFERRONI, 0.5);
    assert_int_equal(it.n, 2);
    assert_int_equal(it.n_comparisons, 2);
    assert_near(it.each, 0.975, 1e-12);
    expect(&it.joint[0], 1, 20 - 2.68501, 20 + 2.68501, XP_STANDS_ABOVE);
    expect(&it.joint[1], 2, 20.5 - 2.68501 * 4 / 3, 20.5 + 2.68501 * 4 / 3, XP_STANDS_ABOVE);
    xp_simultaneous_free(&it);
}

/* Two comparisons with the best, each with 0.025 on its side: t(9) = 2.26216; between second and third only
 * what is apart. */
static void
each_to_the_best_of_the_others(void **state)
{
    (void)state;
    const double w = 2.26216 / 3;
    xp_simultaneous it = simultaneous(XP_WITH_BEST, 0.5);
    assert_int_equal(it.n, 3);
    assert_near(it.each, 0.95, 1e-12);
    expect(&it.joint[0], 0, -20.5 - 4 * w, 0, XP_STANDS_BELOW);
    expect(&it.joint[1], 1, -0.5 - w, -0.5 + w, XP_STANDS_OPEN);
    expect(&it.joint[2], 2, 0.5 - w, 0.5 + w, XP_STANDS_OPEN);
    xp_simultaneous_free(&it);
    it = simultaneous(XP_WITH_BEST, 2);
    expect(&it.joint[0], 0, -22 - 4 * w, 0, XP_STANDS_BELOW);
    expect(&it.joint[1], 1, -2 - w, 0, XP_STANDS_BELOW);
    expect(&it.joint[2], 2, 0, 2 + w, XP_STANDS_ABOVE);
    xp_simultaneous_free(&it);
}

/* Hsu's bounds of means 10, 9 and 5 with margins of 2, and of 10, 8 and 5 with 1.5. */
static void
bounds_by_hand(void **state)
{
    (void)state;
    static const double mean[2][3] = {{10, 9, 5}, {10, 8, 5}}, margin[2] = {2, 1.5};
    static const double lowers[2][3] = {{-1, -3, -7}, {0, -3.5, -6.5}};
    static const double uppers[2][3] = {{3, 1, 0}, {3.5, 0, 0}};
    for (size_t c = 0; c < 2; c++) {
        double low[9] = {0}, high[9] = {0}, lower[3], upper[3];
        for (size_t j = 0; j < 9; j++) {
            low[j] = mean[c][j / 3] - mean[c][j % 3] - margin[c];
            high[j] = low[j] + 2 * margin[c];
        }
        xp_with_best(low, high, 3, lower, upper);
        for (size_t a = 0; a < 3; a++) {
            assert_true(lower[a] == lowers[c][a]);
            assert_true(upper[a] == uppers[c][a]);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_to_the_first),
        cmocka_unit_test(each_to_the_best_of_the_others),
        cmocka_unit_test(bounds_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
