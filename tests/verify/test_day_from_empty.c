/* Eight hours from an empty start, exact for every moment of them: the examples of
 * ContactCenters with patient callers, with impatient ones and with five places to wait. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"

static const exact_mmn_def mmc = {
    .lambda = 4.2 / 60, .mu = .5 / 60, .n = 12, .room = -1, .horizon = 28800};

static void
patient_callers(void **state)
{
    (void)state;
    const verify_case day = {
        .file = "tests/verify/from_empty.cfg", .seed = 501, .replications = 400};
    exact_mmn q = exact_mmn_solve(mmc);
    const double in_time = exact_mmn_in_time(&q, 20);
    const verify_claim claims[] = {
        {"offered", "center", 2016, .01},
        {"delay", "center", q.delay, .07},
        {"service_level_g1", "channel:voice", in_time, .012},
        {"in_time", "channel:voice", 2016 * in_time, .01},
        {"asa", "center", q.wait, .13},
    };
    VERIFY(&day, claims);
    exact_mmn_free(&q);
}

static void
impatient_callers(void **state)
{
    (void)state;
    const verify_case day = {
        .file = "tests/verify/from_empty.cfg",
        .set = {{"demand.customers.patience.voice",
                 "{ dist = \"exponential\"; mean = \"1 min\"; }"}},
        .seed = 502,
        .replications = 400,
    };
    exact_mmn_def def = mmc;
    def.theta = 1 / 60.;
    exact_mmn q = exact_mmn_solve(def);
    const double in_time = exact_mmn_in_time(&q, 20), left = exact_mmn_left_in_time(&q, 20);
    const verify_claim claims[] = {
        {"abandoned", "center", 2016 * q.abandoned, .08},
        {"in_time", "channel:voice", 2016 * in_time, .01},
        {"service_level_g1", "channel:voice", in_time / (1 - left), .01},
        {"service_level_answered", "channel:voice", in_time / (1 - q.abandoned), .01},
        {"asa", "center", q.wait_served, .08},
    };
    VERIFY(&day, claims);
    exact_mmn_free(&q);
}

static void
five_places_to_wait(void **state)
{
    (void)state;
    const verify_case day = {
        .file = "tests/verify/from_empty.cfg",
        .set = {{"center.channels.voice.lines", "17"}},
        .seed = 503,
        .replications = 400,
    };
    exact_mmn_def def = mmc;
    def.room = 5;
    exact_mmn q = exact_mmn_solve(def);
    const double in_time = exact_mmn_in_time(&q, 20);
    const verify_claim claims[] = {
        {"blocked", "center", 2016 * q.blocked, .16},
        {"in_time", "channel:voice", 2016 * in_time * (1 - q.blocked), .01},
        {"service_level_g1", "channel:voice", in_time, .012},
        {"service_level_offered", "channel:voice", in_time * (1 - q.blocked), .01},
        {"asa", "center", q.wait, .08},
    };
    VERIFY(&day, claims);
    exact_mmn_free(&q);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patient_callers),
        cmocka_unit_test(impatient_callers),
        cmocka_unit_test(five_places_to_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
