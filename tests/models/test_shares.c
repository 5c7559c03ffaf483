/* Figures that are shares are shares, in every scope of scenarios put together by chance: numerator
 * and denominator are of the same contacts.
 *
 * test_shares FROM COUNT: more of them. */
#include "tests/support/verify.h"

#include "tests/support/random_scenario.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define COUNT 200 /* of scenarios, as a test */

static uint64_t first = 0, count = COUNT; /* set once, by main */

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
a_share_is_between_0_and_1_in_every_scope(void **state)
{
    (void)state;
    char folder[] = "/tmp/ccsim-shares-XXXXXX", path[200]; /* on a failure it holds the scenario */
    assert_non_null(mkdtemp(folder));
    size_t n_shares = 0;
    for (uint64_t k = first; k < first + count; k++) {
        random_scenario scenario;
        random_scenario_make(&scenario, k);
        random_scenario_write(&scenario, folder, path, sizeof(path));
        verify_center it;
        verify_center_open(&it, path, NULL, 0, k % 4 == 0);
        verify_center_run(&it, k, 0);
        n_shares += check(&it, k);
        verify_center_close(&it);
        random_scenario_remove(&scenario, folder);
        random_scenario_free(&scenario);
    }
    rmdir(folder);
    assert_true(n_shares > 50 * count);
}

int
main(int argc, char **argv)
{
    if (argc == 3) {
        first = strtoull(argv[1], NULL, 10);
        count = strtoull(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_between_0_and_1_in_every_scope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
