/* Who is asked first and what is taken first: the W design of ContactCenters, an N design, and
 * what pooling is worth. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"
#include "tests/support/exact_models.h"

static void
the_w_design(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/w_design.cfg", .seed = 601, .replications = 60};
    const exact_w q = exact_w_solve(&(exact_w_def){.lambda = {1, 2, 1},
                                                   .theta = {.2, .1, .2},
                                                   .balk = {.08, .06, .08},
                                                   .mu = 1,
                                                   .agents = {1, 2},
                                                   .room = 23});
    const verify_claim claims[] = {
        {"delay", "queue:lefts", q.delay[0], .01},
        {"delay", "queue:middles", q.delay[1], .02},
        {"delay", "queue:rights", q.delay[2], .02},
        {"level_waiting", "queue:lefts", q.queue[0], .05},
        {"level_waiting", "queue:middles", q.queue[1], .05},
        {"level_waiting", "queue:rights", q.queue[2], .05},
        {"balking", "issue:left", q.delay[0] * .08, .05},
        {"balking", "issue:middle", q.delay[1] * .06, .05},
        {"balking", "issue:right", q.delay[2] * .08, .06},
        {"abandonment", "issue:left", .2 * q.queue[0], .05},
        {"abandonment", "issue:middle", .05 * q.queue[1], .06},
        {"abandonment", "issue:right", .2 * q.queue[2], .05},
        {"occupancy", "group:one", q.occupancy[0], .01},
        {"occupancy", "group:two", q.occupancy[1], .01},
    };
    VERIFY(&center, claims);
}

static void
an_n_design(void **state)
{
    (void)state;
    const verify_case center = {.file = "scenarios/n_design.cfg",
                                .set = {{"run.follow_up", "\"1 h\""}},
                                .seed = 602,
                                .replications = 40};
    const exact_n q = exact_n_solve(&(exact_n_def){
        .lambda = {3, 2}, .theta = .5, .mu = 1, .mu_b0 = 1, .agents = {3, 3}, .room = 30});
    const verify_claim claims[] = {
        {"abandonment", "issue:order", q.abandoned[0], .08},
        {"abandonment", "issue:complaint", q.abandoned[1], .08},
        {"wait", "queue:orders", 60 * q.wait[0], .08},
        {"wait", "queue:complaints", 60 * q.wait[1], .08},
        {"delay", "queue:orders", q.delay[0], .05},
        {"delay", "queue:complaints", q.delay[1], .05},
        {"occupancy", "group:juniors", q.occupancy[0], .02},
        {"occupancy", "group:seniors", q.occupancy[1], .02},
        {"answered", "group:seniors/issue:order", q.share_b * 3 * 1440, .05},
    };
    VERIFY(&center, claims);
}

static void
an_n_design_with_slower_seniors(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "scenarios/n_design.cfg",
        .set = {{"run.follow_up", "\"1 h\""}, {"center.groups.seniors.pace.order", "0.8"}},
        .seed = 603,
        .replications = 40,
    };
    const exact_n q = exact_n_solve(&(exact_n_def){
        .lambda = {3, 2}, .theta = .5, .mu = 1, .mu_b0 = .8, .agents = {3, 3}, .room = 30});
    const verify_claim claims[] = {
        {"abandonment", "issue:order", q.abandoned[0], .08},
        {"abandonment", "issue:complaint", q.abandoned[1], .08},
        {"occupancy", "group:juniors", q.occupancy[0], .02},
        {"occupancy", "group:seniors", q.occupancy[1], .02},
    };
    VERIFY(&center, claims);
}

static void
two_fives_wait_longer_than_one_ten(void **state)
{
    (void)state;
    exact_mmn five = exact_mmn_solve((exact_mmn_def){.lambda = 4, .mu = 1, .n = 5, .room = -1});
    exact_mmn ten = exact_mmn_solve((exact_mmn_def){.lambda = 8, .mu = 1, .n = 10, .room = -1});
    const verify_case pooled = {
        .file = "tests/verify/priority.cfg",
        .set = {{"demand.issues.card.per_hour", "240"}, {"demand.issues.loan.per_hour", "240"}},
        .seed = 604,
        .replications = 60,
    };
    const verify_claim one_ten[] = {{"wait", "queue:cards", 60 * ten.wait, .13},
                                    {"wait", "queue:loans", 60 * ten.wait, .13}};
    VERIFY(&pooled, one_ten);
    const verify_case apart = {
        .file = "tests/verify/priority.cfg",
        .set = {{"demand.issues.card.per_hour", "240"},
                {"demand.issues.loan.per_hour", "0"},
                {"center.groups.agents.staff", "5"}},
        .seed = 605,
        .replications = 60,
    };
    const verify_claim two_fives[] = {{"wait", "queue:cards", 60 * five.wait, .18}};
    VERIFY(&apart, two_fives);
    exact_mmn_free(&five);
    exact_mmn_free(&ten);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_w_design),
        cmocka_unit_test(an_n_design),
        cmocka_unit_test(an_n_design_with_slower_seniors),
        cmocka_unit_test(two_fives_wait_longer_than_one_ten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
