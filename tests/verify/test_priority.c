/* Static priorities that do not interrupt: Cobham, Kella & Yechiali. However the priority is
 * said, the waits are the same; without any, the queues together are in order of arrival. */
#include "tests/support/verify.h"

#include "tests/support/exact_mmn.h"
#include "tests/support/exact_models.h"

static void
check(verify_case center, double cards, double loans)
{
    center.file = "tests/verify/priority.cfg";
    center.replications = 80;
    const verify_claim claims[] = {
        {"wait", "queue:cards", 60 * cards, .13},
        {"wait", "queue:loans", 60 * loans, .15},
        {"level_waiting", "queue:cards", 3 * cards, .13},
        {"level_waiting", "queue:loans", 5 * loans, .15},
        {"delay", "center", exact_erlang_c(10, 8), .05},
    };
    VERIFY(&center, claims);
}

static void
equal_queues_are_served_in_order_of_arrival(void **state)
{
    (void)state;
    exact_mmn q = exact_mmn_solve((exact_mmn_def){.lambda = 8, .mu = 1, .n = 10, .room = -1});
    check((verify_case){.seed = 701}, q.wait, q.wait);
    exact_mmn_free(&q);
}

static void
the_queue_of_higher_priority_goes_first(void **state)
{
    (void)state;
    double wait[2];
    exact_priority(3, 5, 1, 10, wait);
    check((verify_case){.set = {{"center.queues.cards.priority", "2"}}, .seed = 702}, wait[0],
          wait[1]);
}

static void
the_queue_that_the_group_names_first_goes_first(void **state)
{
    (void)state;
    double wait[2];
    exact_priority(3, 5, 1, 10, wait);
    check((verify_case){.set = {{"center.groups.agents.serves", "( \"cards\", \"loans\" )"},
                                {"center.queues.loans.priority", "2"}}, /* of equals only */
                        .seed = 703},
          wait[0], wait[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_queues_are_served_in_order_of_arrival),
        cmocka_unit_test(the_queue_of_higher_priority_goes_first),
        cmocka_unit_test(the_queue_that_the_group_names_first_goes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
