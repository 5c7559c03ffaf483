/* Back in touch within a window: first contact resolution, and containment that is honest. */
#include "tests/support/verify.h"

#include <math.h>

static void
containment_less_those_who_come_back_in_time(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/windows.cfg", .seed = 2201, .replications = 40};
    const double fails = .5 * .4;          /* kept and not solved, of all who enter */
    const double again = fails * .8;       /* ... and back some day */
    const double rounds = 1 / (1 - again); /* sessions of an issue */
    const verify_claim claims[] = {
        {"containment", "center", .5, .02},
        {"containment_honest", "center", .5 - again * (1 - exp(-2)), .02},
        {"automated", "center", 960 * rounds, .02},
        {"resolution", "center", 1 - fails * .2 * rounds, .01},
        {"resolution_first", "center", .8, .01},
        {"fcr", "center", 1 - again * (1 - exp(-2)), .01},
        {"contacts_per_resolved", "center", rounds / (1 - fails * .2 * rounds), .02},
        {"lost_customers", "center", 960 * fails * .2 * rounds, .10},
        {"level_return", "center", 40 * (rounds - 1), .08},
    };
    VERIFY(&center, claims);
}

static void
first_contact_resolution_of_calls(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/returns.cfg",
        .set = {{"run.fcr_window", "\"10 min\""}},
        .seed = 2202,
        .replications = 30,
    };
    const verify_claim claims[] = {
        {"fcr", "center", 1 - .75 * (1 - exp(-2)), .04},
        {"resolution_first", "center", .25, .05},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(containment_less_those_who_come_back_in_time),
        cmocka_unit_test(first_contact_resolution_of_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
