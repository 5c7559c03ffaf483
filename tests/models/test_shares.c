/* Figures that are shares are shares, in every scope of scenarios put together by chance: numerator
 * and denominator are of the same contacts.
 *
 * test_shares FROM COUNT: more of them. */
#include "tests/support/verify.h"

#include "tests/support/each_scenario.h"
#include <math.h>
#include <stdlib.h>

#define COUNT 200 /* of scenarios, as a test */

static each_scenario which; /* set once, by main */

/* Fractions of seats make whole agents at other times than they are paid. */
static bool
may_exceed_1(cc_kpi_id kpi)
{
    return kpi == CC_KPI_utilisation;
}

/* How many shares there were to look at. */
static size_t
check(const verify_center *it, uint64_t k)
{
    cc_measure *list;
    size_t n, n_shares = 0;
    assert_int_equal(cc_measures_all(&it->scenario, &it->layout, &list, &n), SIM_OK);
    for (size_t j = 0; j < n; j++) {
        const cc_measure *measure = &list[j];
        if (cc_kpis[measure->kpi].unit != CC_UNIT_FRACTION) {
            continue;
        }
        const cc_sample x = cc_measure_sample(measure, &it->scenario, &it->record);
        const double most = may_exceed_1(measure->kpi) ? INFINITY : x.den * (1 + 1e-9);
        if (!(x.num >= -1e-9 && x.den >= 0 && x.num <= most)) {
            fail_msg("scenario %d: %s %s is %g / %g", (int)k, measure->scope_name, measure->name,
                     x.num, x.den);
        }
        n_shares += x.den > 0;
    }
    free(list);
    return n_shares;
}

static void
check_random(const random_scenario *scenario, const char *path, uint64_t k, void *context)
{
    (void)scenario;
    size_t *n_shares = context;
    verify_center it;
    verify_center_open(&it, path, NULL, 0, k % 4 == 0);
    verify_center_run(&it, k, 0);
    *n_shares += check(&it, k);
    verify_center_close(&it);
}

static void
a_share_is_between_0_and_1_in_every_scope(void **state)
{
    (void)state;
    size_t n_shares = 0;
    each_scenario_do(&which, check_random, &n_shares);
    assert_true(n_shares > 50 * which.count);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_between_0_and_1_in_every_scope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
