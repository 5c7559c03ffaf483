/* Chats at once share one attention: an agent with K of them is a machine-repair model, and one
 * with any number is an open network. How slow a chat becomes has no parameter of its own. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"
#include <stdio.h>

static void
check(int k, const char *typing, uint64_t seed)
{
    char at_once[16], backlog[16];
    snprintf(at_once, sizeof(at_once), "%d", k);
    snprintf(backlog, sizeof(backlog), "%d", 10 * k);
    const verify_case center = {
        .file = "tests/verify/closed_chats.cfg",
        .set = {{"center.groups.agents.at_once.chat", at_once},
                {"demand.issues.question.backlog.chat", backlog},
                {"demand.issues.question.chat.customer", typing}},
        .seed = seed,
        .replications = 20,
    };
    const exact_repair q = exact_repair_solve(k, 45, 75);
    const verify_claim claims[] = {
        {"attention", "group:agents", q.utilisation, .02},
        {"occupancy", "group:agents", 1, .001},
        {"conversations", "group:agents", k, .001},
        {"into_typing", "center", 10 * q.turns * 86400, .02},
        {"level_working", "center", 10 * q.turns * 45, .02},
        {"level_typing", "center", 10 * q.turns * 75, .02},
        {"level_ready", "center", 10 * (k - q.turns * 120), .12}, /* none if k is 1 */
    };
    verify_claims(&center, claims, sizeof(claims) / sizeof(claims[0]) - (k == 1));
}

static void
one_at_a_time(void **state)
{
    (void)state;
    check(1, "{ dist = \"exponential\"; mean = \"75 s\"; }", 1101);
}

static void
two_at_a_time(void **state)
{
    (void)state;
    check(2, "{ dist = \"exponential\"; mean = \"75 s\"; }", 1102);
}

static void
three_at_a_time(void **state)
{
    (void)state;
    check(3, "{ dist = \"exponential\"; mean = \"75 s\"; }", 1103);
}

static void
six_at_a_time(void **state)
{
    (void)state;
    check(6, "{ dist = \"exponential\"; mean = \"75 s\"; }", 1106);
}

static void
how_customers_type_matters_by_its_mean_only(void **state)
{
    (void)state;
    check(3, "{ dist = \"lognormal\"; mean = \"75 s\"; cv = 1.5; }", 1107);
    check(3, "\"75 s\"", 1108);
}

/* Six turns and five times typing; the agent's part is M/M/1 at 48 turns an hour. */
static void
any_number_of_chats_is_an_open_network(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/open_chats.cfg", .seed = 1110, .replications = 60};
    const double rho = 8 * 6 * 45 / 3600.;
    const double turn = 45 / (1 - rho);
    const verify_claim claims[] = {
        {"contact_time", "center", 6 * turn + 5 * 75, .08},
        {"level_typing", "center", 8 * 5 * 75 / 3600., .04},
        {"level_working", "center", rho, .04},
        {"attention", "group:agents", rho, .04},
        {"handle_time", "center", 6 * 45, .04},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_at_a_time),
        cmocka_unit_test(two_at_a_time),
        cmocka_unit_test(three_at_a_time),
        cmocka_unit_test(six_at_a_time),
        cmocka_unit_test(how_customers_type_matters_by_its_mean_only),
        cmocka_unit_test(any_number_of_chats_is_an_open_network),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
