/* Issues that come back until they are settled: Erlang-R of Yom-Tov & Mandelbaum. The agents are
 * an M/M/c at the rate of all turns, those who are about to return an infinite-server queue. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"

static void
customers_return_after_a_delay(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/returns.cfg", .seed = 1001, .replications = 160};
    exact_mmn needy = exact_mmn_solve((exact_mmn_def){.lambda = 8, .mu = 1, .n = 10, .room = -1});
    const verify_claim claims[] = {
        {"contacts", "center", 8 * 1440, .03},
        {"issues", "center", 2 * 1440, .02},
        {"contacts_per_resolved", "center", 4, .02},
        {"resolution_first", "center", .25, .02},
        {"delay", "center", needy.delay, .07},
        {"wait", "center", 60 * needy.wait, .15},
        {"level_waiting", "center", needy.queue, .16},
        {"level_working", "center", needy.busy, .03},
        {"level_return", "center", 30, .03},
        {"time_to_resolution", "center", 60 * (4 * (needy.wait + 1) + 15), .03},
    };
    VERIFY(&center, claims);
    exact_mmn_free(&needy);
}

static void
some_give_up(void **state)
{
    (void)state;
    /* Returns with probability .6 of the unresolved 3/4: rounds are geometric with .45. */
    const verify_case center = {
        .file = "tests/verify/returns.cfg",
        .set = {{"demand.customers.unresolved.returns", "0.6"},
                {"demand.customers.unresolved.delay", "\"5 min\""}},
        .seed = 1002,
        .replications = 40,
    };
    const double rounds = 1 / .55;
    const verify_claim claims[] = {
        {"contacts", "center", 2 * rounds * 1440, .02},
        {"resolution", "center", .25 * rounds, .02},
        {"lost_customers", "center", 2 * 1440 * (1 - .25 * rounds), .03},
        {"level_return", "center", 2 * (rounds - 1) * 5, .03},
    };
    VERIFY(&center, claims);
}

/* Returns want a channel that is not offered, and each takes another one with probability .3. */
static void
returns_take_another_channel_with_the_probability_given(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/not_offered.cfg", .seed = 1003, .replications = 40};
    const double contacts = 480 / (1 - .5 * .3);
    const verify_claim claims[] = {
        {"contacts", "center", contacts, .01},
        {"contacts", "channel:voice/attempt:again", contacts - 480, .03},
        {"returns", "center", .5 * contacts, .02},
        {"closed", "center", .5 * contacts * .7, .02},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(customers_return_after_a_delay),
        cmocka_unit_test(some_give_up),
        cmocka_unit_test(returns_take_another_channel_with_the_probability_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
