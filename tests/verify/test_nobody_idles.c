/* After each event nobody idles beside a contact that they may take, in scenarios put together by
 * chance over every setting.
 *
 * verify_test_nobody_idles FROM COUNT: more of them. */
#include "models/load.h"
#include "tests/support/random_scenario.h"
#include "tests/support/verify.h"
#include <stdlib.h>
#include <unistd.h>

#define COUNT 200 /* of scenarios, as a test */

static uint64_t first = 0, count = COUNT; /* set once, by main */

static void
try_one(const char *folder, uint64_t k)
{
    char path[500];
    random_scenario text;
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_problem problem = {""};
    random_scenario_make(&text, k);
    random_scenario_write(&text, folder, path, sizeof(path));
    if (cc_scenario_load(&scenario, path, NULL, 0, &problem) != SIM_OK) {
        fail_msg("%s", problem.text);
    }
    random_scenario_remove(&text, folder);
    random_scenario_free(&text);
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &problem);
    if (center == NULL) {
        fail_msg("%s", problem.text);
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
    char folder[] = "/tmp/ccsim-idle-XXXXXX"; /* on a crash it holds the scenario */
    assert_non_null(mkdtemp(folder));
    for (uint64_t k = first; k < first + count; k++) {
        try_one(folder, k);
    }
    rmdir(folder);
}

int
main(int argc, char **argv)
{
    if (argc == 3) {
        first = strtoull(argv[1], NULL, 10);
        count = strtoull(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_idles_beside_a_contact_that_they_may_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
