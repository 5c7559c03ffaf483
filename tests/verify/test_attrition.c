/* Agents who leave for good and are replaced: each position is an alternating renewal process in whole days.
 * With a hazard of a a day whoever has it stays for a geometric number of days, with p = 1 - e^-a, and with a fixed
 * delay D it is then empty for D days. So the share filled is (1 / p) / (1 / p + D), tenure is geometric
 * from 0, and a power of it has the mean p / (1 - (1 - p) r): 1 + extra a / (a + 1 / time), but for whole days. */
#include "tests/support/verify.h"

#include <math.h>

#define FILE_OF "tests/verify/attrition.cfg"
#define SEED 2301
#define REPLICATIONS 4

static double
p_of(double per_year)
{
    return -expm1(-per_year / 365.25);
}

static void
positions_are_renewal_processes(void **state)
{
    (void)state;
    const double p = p_of(2), life = 1 / p, filled = life / (life + 30);
    const verify_case center = {
        .file = FILE_OF, .seed = SEED, .replications = REPLICATIONS, .by_interval = false};
    const verify_claim claims[] = {
        {"filled", "center", filled, 0.02},
        {"tenure_days", "center", (1 - p) / p, 0.1},
        {"hires", "center", 600 * 300 / (life + 30), 0.1},
        {"leavers", "center", 600 * 300 / (life + 30), 0.1},
        {"hiring_cost", "center", 1000 * 300 / (life + 30), 0.1}, /* a day */
        {"hours_paid", "center", 300 * filled, 0.02},
        {"hours_on_duty", "center", 300 * filled, 0.02},
    };
    VERIFY(&center, claims);
}

static void
without_hiring_positions_stay_empty_and_training_is_paid(void **state)
{
    (void)state;
    const double q = 1 - p_of(2);
    const verify_case none = {
        .file = FILE_OF,
        .set = {{"run.warm_up", "0 d"},
                {"run.observe", "200 d"},
                {"center.groups.agents.hiring", "{ }"}},
        .seed = SEED,
        .replications = REPLICATIONS,
    };
    const verify_claim emptied[] = {
        {"filled", "center", (1 - pow(q, 200)) / (1 - q) / 200, 0.1},
        {"leavers", "center", 300 * (1 - pow(q, 199)), 0.2},
    };
    VERIFY(&none, emptied);
    const verify_case trained = {
        .file = FILE_OF,
        .set = {{"center.groups.agents.hiring", "{ delay = \"0 s\"; training = \"21 d\"; }"}},
        .seed = SEED,
        .replications = REPLICATIONS,
    };
    const verify_claim training[] = {
        {"filled", "center", 1, 1e-9},
        {"hours_paid", "center", 300, 1e-9},
        {"hours_training", "center", 300 * (1 - pow(q, 21)), 0.1},
        {"hours_on_duty", "center", 300 * pow(q, 21), 0.02},
    };
    VERIFY(&trained, training);
}

static void
learning_never_ends_where_agents_leave(void **state)
{
    (void)state;
    const double p = p_of(2);
    const verify_case center = {
        .file = FILE_OF,
        .set = {{"center.groups.agents.learning", "{ extra = 2; time = \"60 d\"; }"},
                {"center.groups.agents.hiring.delay", "3 d"}},
        .seed = SEED,
        .replications = REPLICATIONS,
    };
    const verify_claim claims[] = {
        {"talk_time", "center", 60 * (1 + 2 * p / (1 - (1 - p) * exp(-1. / 60))), 0.12},
    };
    VERIFY(&center, claims);
}

/* Tenure in a steady state, by adding up who is left after so many days. */
static void
who_is_new_leaves_sooner(void **state)
{
    (void)state;
    double left = 1, life = 0, tenure = 0;
    for (int t = 0; t < 20000; t++) {
        life += left;
        tenure += t * left;
        left *= 1 - p_of(2 * (1 + 3 * exp(-t / 60.)));
    }
    const verify_case center = {
        .file = FILE_OF,
        .set = {{"center.groups.agents.attrition",
                 "{ per_year = 2; extra = 3; time = \"60 d\"; }"}},
        .seed = SEED,
        .replications = REPLICATIONS,
    };
    const verify_claim claims[] = {
        {"tenure_days", "center", tenure / life, 0.2},
        {"filled", "center", life / (life + 30), 0.02},
    };
    VERIFY(&center, claims);
}

/* More to do than can be done: all are busy, all day. */
static void
who_is_always_busy_leaves_sooner(void **state)
{
    (void)state;
    const verify_case center = {
        .file = FILE_OF,
        .set = {{"center.groups.agents.attrition", "{ per_year = 2; load = 2; above = 0.5; }"},
                {"center.groups.agents.hiring.delay", "0 s"},
                {"center.groups.agents.staff", "50"},
                {"demand.issues.call.per_hour", "75"},
                {"demand.issues.call.voice.talk", "1 h"},
                {"run.warm_up", "30 d"},
                {"run.observe", "300 d"}},
        .seed = SEED,
        .replications = 5,
    };
    const verify_claim claims[] = {
        {"occupancy", "center", 1, 1e-6},
        {"leavers", "center", 50 * 300 * p_of(4), 0.2},
    };
    VERIFY(&center, claims);
}

/* What check says before a run. */
static void
the_long_run_is_known_before(void **state)
{
    (void)state;
    verify_center center;
    const cc_override set[] = {{"center.groups.agents.hiring.training", "21 d"}};
    verify_center_open(&center, FILE_OF, set, 1, false);
    cc_group *group = &center.scenario.center.group[0];
    const double p = p_of(2), cycle = 1 / p + 30;
    double filled, in_training;
    cc_positions_in_the_long_run(&group->attrition, &group->hiring, &filled, &in_training);
    assert_true(fabs(filled - 1 / p / cycle) < 1e-9);
    assert_true(fabs(in_training - (1 - pow(1 - p, 21)) / p / cycle) < 1e-9);
    group->attrition.extra = 1;
    group->attrition.time = 1; /* s: gone after the first day, on which a second hazard is added */
    cc_positions_in_the_long_run(&group->attrition, &group->hiring, &filled, &in_training);
    const double life = 1 + (1 - p_of(4)) / p;
    assert_true(fabs(filled - life / (life + 30)) < 1e-9);
    group->hiring.refills = false;
    cc_positions_in_the_long_run(&group->attrition, &group->hiring, &filled, &in_training);
    assert_true(filled == 0);
    verify_center_close(&center);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_are_renewal_processes),
        cmocka_unit_test(without_hiring_positions_stay_empty_and_training_is_paid),
        cmocka_unit_test(learning_never_ends_where_agents_leave),
        cmocka_unit_test(who_is_new_leaves_sooner),
        cmocka_unit_test(who_is_always_busy_leaves_sooner),
        cmocka_unit_test(the_long_run_is_known_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
