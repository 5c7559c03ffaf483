/* Sites and being at home: what follows from them by hand. */
#include "tests/support/verify.h"

#include <math.h>

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

/* ---- days at home ---- */

/* Of ten people with 7.5 h each, four are at home on two of five days. */
static const char people[] = "tests/verify/at_home.cfg";
#define HOME "group:team: home"
#define BRANCH "group:team"

static void
people_are_at_home_on_their_days(void **state)
{
    (void)state;
    const verify_case center = {
        .file = people,
        .set = {{"center.sites.home.wage_factor", "0.5"},
                {"center.sites.home.allowance_per_agent_month", "365.25"},
                {"center.sites.home.equipment_per_agent_month", "365.25"}},
        .seed = 2210,
        .replications = 2,
    };
    const verify_claim claims[] = {
        {"hours_on_duty", HOME, 4 * 7.5 * 2 / 5, 1e-6},
        {"hours_on_duty", BRANCH, 10 * 7.5 - 4 * 7.5 * 2 / 5, 1e-6},
        {"wages", "center", 63 * 10 + 12 * 5, 1e-6},
        {"cost", "center", 63 * 10 + 12 * 5 + 4 * 2 * 12, 1e-6},
    };
    VERIFY(&center, claims);
}

/* Below 1 each is away for a part of each stretch, and paid. */
static void
fewer_minutes_of_persons(void **state)
{
    (void)state;
    const verify_case center = {
        .file = people,
        .set = {{"center.home.treatment.minutes_worked", "0.9"}},
        .seed = 2211,
        .replications = 2,
    };
    const verify_claim claims[] = {
        {"hours_on_duty", HOME, 12 * .9, 1e-6},
        {"hours_absent", "center", 12 * .1, 1e-6},
        {"hours_paid", HOME, 12, 1e-6},
        {"hours_on_duty", BRANCH, 63, 1e-6},
    };
    VERIFY(&center, claims);
}

/* Of many people who work at the same time that part is away at each moment, from the first to the last. */
static void
fewer_minutes_at_every_moment(void **state)
{
    (void)state;
    const verify_case center = {
        .file = people,
        .set = {{"center.home.treatment.minutes_worked", "0.75"},
                {"center.groups.team.home.share", "1"},
                {"center.groups.team.shifts",
                 "( { people = 40; start = \"09:00\"; end = \"17:00\"; } )"}},
        .seed = 2212,
        .replications = 2,
        .by_interval = true,
    };
    const verify_claim claims[] = {
        {"hours_on_duty", "@1 09:00", 15, 1e-6},
        {"hours_on_duty", "@1 10:30", 15, 1e-6},
        {"hours_on_duty", "@3 16:30", 15, 1e-6},
        {"hours_absent", "@3 16:30", 5, 1e-6},
    };
    VERIFY(&center, claims);
}

/* Above 1 the half hour of lunch is shorter, as far as there is one. */
static void
more_minutes_of_persons(void **state)
{
    (void)state;
    static const struct {
        const char *factor;
        double hours;
    } of[] = {{"1.05", 12 * 1.05}, {"1.2", 4 * 8 * 2 / 5.}};
    for (size_t j = 0; j < 2; j++) {
        const verify_case center = {
            .file = people,
            .set = {{"center.home.treatment.minutes_worked", of[j].factor}},
            .seed = 2213,
            .replications = 2,
        };
        const verify_claim claims[] = {
            {"hours_on_duty", HOME, of[j].hours, 1e-6},
            {"hours_paid", HOME, of[j].hours, 1e-6},
        };
        VERIFY(&center, claims);
    }
}

/* From 09:00 to 15:00 of the house. */
static void
persons_keep_the_hours_of_their_site(void **state)
{
    (void)state;
    const verify_case center = {
        .file = people,
        .set = {{"center.sites.home.hours", "[\"10:00\", \"16:00\"]"},
                {"center.sites.home.ahead", "1"},
                {"center.groups.team.absent", "1"},
                {"center.groups.team.home.share", "1"},
                {"center.groups.team.home.days", "(\"Tue\")"}},
        .seed = 2214,
        .replications = 2,
    };
    const verify_claim claims[] = {
        {"hours_on_duty", HOME, 9 * 5.5 / 5, 1e-6},
        {"hours_paid", HOME, 10 * 5.5 / 5, 1e-6},
        {"hours_on_duty", BRANCH, 9 * 7.5 * 4 / 5, 1e-6},
    };
    VERIFY(&center, claims);
}

/* A tenth of the days; at home none. */
static void
absence_at_home(void **state)
{
    (void)state;
    const verify_case center = {
        .file = people,
        .set = {{"center.groups.team.absence", "{ share = 0.1; }"},
                {"center.home.treatment.absence", "4"},
                {"center.sites.home.by_choice", "true"},
                {"center.home.selection.absence", "0.5"}},
        .seed = 2215,
        .replications = 100,
    };
    const verify_claim claims[] = {
        {"hours_on_duty", HOME, 12 * .8, .2},
        {"hours_on_duty", BRANCH, 63 * .9, .1},
    };
    VERIFY(&center, claims);
}

/* With a home that is as any site it does not matter who is there. */
static void
half_a_table_at_home_changes_nothing(void **state)
{
    (void)state;
    static const char *const kpis[] = {"asa", "answered", "occupancy", "resolution"};
    static const char *const shares[] = {"0", "0.5", "1"};
    for (size_t k = 0; k < sizeof(kpis) / sizeof(*kpis); k++) {
        double mean[3];
        for (size_t j = 0; j < 3; j++) {
            const verify_case center = {
                .file = file,
                .set = {{"center.groups.home.staff", "14"},
                        {"center.groups.home.home", "{ site = \"home\"; }"},
                        {"center.groups.home.home.share", shares[j]}},
                .seed = 2216,
                .replications = 2,
            };
            mean[j] = verify_measure(&center, kpis[k], "center").mean;
        }
        assert_true(mean[0] > 0 && mean[0] == mean[2]);
        /* sums over two groups have another order */
        assert_true(fabs(mean[1] / mean[0] - 1) < 1e-12);
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
        cmocka_unit_test(people_are_at_home_on_their_days),
        cmocka_unit_test(fewer_minutes_of_persons),
        cmocka_unit_test(fewer_minutes_at_every_moment),
        cmocka_unit_test(more_minutes_of_persons),
        cmocka_unit_test(persons_keep_the_hours_of_their_site),
        cmocka_unit_test(absence_at_home),
        cmocka_unit_test(half_a_table_at_home_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
