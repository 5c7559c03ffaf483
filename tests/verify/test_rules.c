/* Rules and verdicts are seldom wrong: the short form of tests/long/rules.c. The number of wrong
 * runs is binomial; so many more than allowed happen by chance less than once in 10,000. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/binomial.h"
#include "tests/support/rule_studies.h"
#include <string.h>

static const rule_study *
find(const char *name)
{
    for (size_t j = 0; j < n_rule_studies; j++) {
        if (strcmp(rule_studies[j].name, name) == 0) {
            return &rule_studies[j];
        }
    }
    fail_msg("%s: no such study", name);
    return NULL;
}

static void
try(const char *name, uint64_t replications, int runs)
{
    const rule_study *study = find(name);
    const rule_outcome it = rule_study_run(study, replications, runs, 2);
    const int most = binomial_most(runs, study->bound);
    if (it.wrong > most) {
        fail_msg("%s: %d of %d runs are wrong, %d may be", name, it.wrong, runs, most);
    }
}

static void
matches_hold_the_truth(void **state)
{
    (void)state;
    try("match-morning", 10, 12);
}

static void
a_precision_of_rare_events_holds_the_truth(void **state)
{
    (void)state;
    try("precision-few", 100000, 60);
}

static void
rare_events_do_not_meet_a_bound_by_luck(void **state)
{
    (void)state;
    try("require-few", 20, 100);
}

static void
two_that_are_the_same_are_not_told_apart(void **state)
{
    (void)state;
    try("sentences-short", 10, 40);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_hold_the_truth),
        cmocka_unit_test(a_precision_of_rare_events_holds_the_truth),
        cmocka_unit_test(rare_events_do_not_meet_a_bound_by_luck),
        cmocka_unit_test(two_that_are_the_same_are_not_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
