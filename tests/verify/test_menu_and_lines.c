/* A menu, agents and a limited number of lines held through both: the product form of
 * Khudyakov, Feigin & Mandelbaum. */
#include "tests/support/verify.h"

#include "tests/support/exact_models.h"

static void
lines_are_held_from_the_menu_to_the_end_of_talk(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/menu_and_lines.cfg", .seed = 1401, .replications = 80};
    const exact_ivr q = exact_ivr_solve(&(exact_ivr_def){
        .lambda = 5, .ivr_mean = 1, .p = .6, .mu = .25, .agents = 14, .lines = 25});
    const verify_claim claims[] = {
        {"blocking", "center", q.blocked, .13},
        {"level_waiting", "center", q.queue, .12},
        {"level_working", "center", q.busy, .02},
        {"level_automation", "center", 5 * (1 - q.blocked), .02},
        {"lines_busy", "center", 5 * (1 - q.blocked) + q.queue + q.busy, .02},
        {"asa", "center", 60 * q.wait, .12},
        {"containment", "center", .4, .02},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_held_from_the_menu_to_the_end_of_talk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
