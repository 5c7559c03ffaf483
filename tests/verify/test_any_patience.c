/* Patience of any distribution: M/M/n+G of Baccelli & Hebuterne and Zeltyn & Mandelbaum. Ten
 * calls a minute of a minute each, ten agents, patience 2 min on average. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"
#include <math.h>

static double
constant(double x, const void *unused)
{
    (void)unused;
    return x < 120;
}

static double
uniform(double x, const void *unused)
{
    (void)unused;
    return fmax(0, 1 - x / 240);
}

static double
hyperexponential(double x, const void *unused)
{
    (void)unused;
    return (exp(-x / 60) + exp(-x / 180)) / 2;
}

static double
erlang_2(double x, const void *unused)
{
    (void)unused;
    return exp(-x / 60) * (1 + x / 60);
}

/* A tenth leaves at once if not answered at once; the others as below. */
static double
some_at_once(double x, const void *unused)
{
    (void)unused;
    return .9 * exp(-x / 133.33333333333333);
}

/* Of constant hazard between the points. */
static double
survival_table(double x, const void *unused)
{
    (void)unused;
    return x < 60    ? pow(.7, x / 60)
           : x < 180 ? .7 * pow(5. / 7, (x - 60) / 120)
                     : .5 * exp(-(x - 180) / 100);
}

static void
check(const char *patience, double (*survival)(double x, const void *unused), uint64_t seed)
{
    const verify_case center = {
        .file = "tests/verify/one_queue.cfg",
        .set = {{"center.groups.agents.staff", "10"},
                {"demand.issues.call.per_hour", "600"},
                {"demand.issues.call.voice.talk.mean", "\"60 s\""},
                {"demand.customers.patience.voice", patience}},
        .seed = seed,
        .replications = 48,
    };
    const exact_mmng q = exact_mmng_solve(&(exact_mmng_def){
        .lambda = 1 / 6., .mu = 1 / 60., .n = 10, .survival = survival, .end = 3600, .at = 20});
    const verify_claim claims[] = {
        {"delay", "center", q.delay, .04},
        {"abandonment", "center", q.abandoned, .13},
        {"wait", "center", q.wait, .08},
        {"wait_over_20s", "center", q.virtual_over * survival(20, NULL), .08},
        {"level_waiting", "center", q.wait / 6, .08},
        {"occupancy", "center", 1 - q.abandoned, .01},
    };
    VERIFY(&center, claims);
}

static void
all_leave_after_the_same_time(void **state)
{
    (void)state;
    check("\"2 min\"", constant, 401);
}

static void
uniform_patience(void **state)
{
    (void)state;
    check("{ dist = \"uniform\"; min = \"0 s\"; max = \"4 min\"; }", uniform, 402);
}

static void
some_patient_and_some_not(void **state)
{
    (void)state;
    check("{ dist = \"hyperexponential\"; means = ( \"1 min\", \"3 min\" ); weights = ( 1, 1 ); }",
          hyperexponential, 403);
}

static void
erlang_patience(void **state)
{
    (void)state;
    check("{ dist = \"erlang\"; mean = \"2 min\"; stages = 2; }", erlang_2, 404);
}

static void
patience_zero_is_legal(void **state)
{
    (void)state;
    check("{ dist = \"mixture\"; weights = ( 1, 9 ); parts = ( \"0 s\", { dist = \"exponential\"; "
          "mean = \"133.33333333333333 s\"; } ); }",
          some_at_once, 405);
}

static void
a_survival_table_with_a_tail(void **state)
{
    (void)state;
    check("{ dist = \"survival\"; t_s = ( 60, 180 ); s = ( .7, .5 ); tail_mean = \"100 s\"; }",
          survival_table, 406);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_leave_after_the_same_time),
        cmocka_unit_test(uniform_patience),
        cmocka_unit_test(some_patient_and_some_not),
        cmocka_unit_test(erlang_patience),
        cmocka_unit_test(patience_zero_is_legal),
        cmocka_unit_test(a_survival_table_with_a_tail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
