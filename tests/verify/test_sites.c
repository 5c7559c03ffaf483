/* Sites and being at home: what follows from them by hand. */
#include "tests/support/verify.h"

/* 240 calls an hour of 3 minutes, 20 agents at wage 10: 12 erlangs. */
static const char file[] = "tests/verify/sites.cfg";

static void
pace_at_home_divides_the_work(void **state)
{
    (void)state;
    const verify_case center = {
        .file = file,
        .set = {{"center.home.treatment.pace", "0.96"}, {"center.home.selection.pace", "0.92"}},
        .seed = 2201,
        .replications = 20,
    };
    const verify_claim claims[] = {
        {"level_working", "group:home", 12 / (.96 * .92), .03},
        {"resolution", "center", .7, .03},
    };
    VERIFY(&center, claims);
}

static void
selection_is_of_those_who_choose(void **state)
{
    (void)state;
    const verify_case center = {
        .file = file,
        .set = {{"center.home.treatment.pace", "0.96"},
                {"center.home.selection.pace", "0.92"},
                {"center.home.treatment.resolution", "0.5"},
                {"center.sites.home.by_choice", "false"}},
        .seed = 2202,
        .replications = 20,
    };
    const verify_claim claims[] = {
        {"level_working", "group:home", 12 / .96, .03},
        {"resolution", "center", .35, .05},
    };
    VERIFY(&center, claims);
}

/* Of 20 there are 15 by shrinkage, and 1.2 times as many at home; all are paid, with their seats. */
static void
minutes_and_money(void **state)
{
    (void)state;
    const verify_case center = {
        .file = file,
        .set = {{"center.groups.home.shrinkage", "0.25"},
                {"center.home.treatment.minutes_worked", "1.2"},
                {"center.sites.home.wage_factor", "0.5"},
                {"center.sites.home.seat_cost_per_month", "365.25"}},
        .seed = 2203,
        .replications = 5,
    };
    const verify_claim claims[] = {
        {"hours_on_duty", "center", 24 * 18, 1e-6},
        {"hours_paid", "center", 24 * 20, 1e-6},
        {"wages", "center", 24 * 20 * 5, 1e-6},
        {"cost", "center", 24 * 20 * 5 + 20 * 12, 1e-6},
    };
    VERIFY(&center, claims);
}

/* Ten hours a day, by a clock that shows 08:00 where the house has 15:00. */
static void
hours_by_its_own_clock(void **state)
{
    (void)state;
    const verify_case center = {
        .file = file,
        .set = {{"center.sites.home.hours", "[\"08:00\", \"18:00\"]"},
                {"center.sites.home.ahead", "-7"},
                {"demand.issues.call.per_hour", "0"}},
        .seed = 2204,
        .replications = 5,
        .by_interval = true,
    };
    const verify_claim claims[] = {
        {"hours_on_duty", "center", 10 * 20, 1e-6},
        {"hours_paid", "@2 15:00", 10, 1e-6},
        {"hours_paid", "@2 23:30", 10, 1e-6},
        {"hours_paid", "@2 00:30", 10, 1e-6},
    };
    VERIFY(&center, claims);
    static const char *const closed[] = {"@2 01:00", "@2 14:30"};
    for (size_t j = 0; j < sizeof(closed) / sizeof(*closed); j++) {
        assert_true(verify_measure(&center, "hours_paid", closed[j]).mean == 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pace_at_home_divides_the_work),
        cmocka_unit_test(selection_is_of_those_who_choose),
        cmocka_unit_test(minutes_and_money),
        cmocka_unit_test(hours_by_its_own_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
