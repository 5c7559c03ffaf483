/* After each event nobody idles beside a contact that they may take, in scenarios put together by
 * chance over every setting.
 *
 * verify_test_nobody_idles FROM COUNT: more of them. */
#include "models/scenario/load.h"
#include "tests/support/each_scenario.h"
#include "tests/support/verify.h"

#define COUNT 200 /* of scenarios, as a test */

static each_scenario which; /* set once, by main */

static void
try_one(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    (void)context;
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    if (center == NULL) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_center_start(center, k, 0, &record), SIM_OK);
    uint64_t n = 0;
    for (bool goes_on = true; goes_on; n++) {
        goes_on = cc_center_step(center);
        if (cc_center_somebody_idles(center)) {
            fail_msg("random scenario %llu: somebody idles after event %llu", (unsigned long long)k,
                     (unsigned long long)n + 1);
        }
    }
    assert_int_equal(cc_center_advance(center, cc_center_horizon(center)), SIM_OK);
    assert_int_equal(cc_center_finish(center), SIM_OK);
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
}

static void
nobody_idles_beside_a_contact_that_they_may_take(void **state)
{
    (void)state;
    each_scenario_do(&which, try_one, NULL);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_idles_beside_a_contact_that_they_may_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
