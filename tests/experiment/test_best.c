/* The best of three: the second and third resolve more than the first, by what takes turns of sign,
 * so that the intervals of differences are known: t(9) d / 3 of 10 replications. */
#include "tests/experiment/scripted_three.h"

#include "experiment/best.h"
#include "report/report.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static xp_best
best_resolved(size_t n_figures)
{
    xp_plan plan;
    xp_results results = run(&plan);
    xp_best best[XP_SPOKEN];
    assert_int_equal(xp_best_find(&results, best), n_figures);
    assert_string_equal(best[0].kpi, "resolved");
    assert_int_equal(best[0].n_of, 3);
    assert_false(best[0].may_be[0]);
    assert_true(best[0].may_be[2]);
    const xp_best it = best[0];
    xp_results_free(&results);
    return it;
}

/* One of 2 comparisons errs with 0.05 / 2 on its side: t(9) = 2.26216, so 0.75405 d. */
static void
what_is_not_clearly_worse_may_be_the_best(void **state)
{
    (void)state;
    script.lost_too = false;
    script.together = 3; /* of both: no matter between them */
    script.apart = 1;
    script.more = 0.755;
    assert_false(best_resolved(1).may_be[1]);
    script.more = 0.753;
    assert_true(best_resolved(1).may_be[1]);
}

/* With the customers lost, 0.05 / 4: t(9) = 2.68501, 0.89500 d. */
static void
all_figures_hold_together(void **state)
{
    (void)state;
    script.lost_too = true;
    script.together = 3;
    script.apart = 1;
    script.more = 0.896;
    assert_false(best_resolved(2).may_be[1]);
    script.more = 0.894;
    assert_true(best_resolved(2).may_be[1]);
}

static void
it_is_said_in_words(void **state)
{
    (void)state;
    script.lost_too = true;
    script.together = 3;
    script.apart = 1;
    script.more = 0;
    char text[1024];
    FILE *file = fmemopen(text, sizeof(text), "w");
    xp_plan plan;
    xp_results results = run(&plan);
    xp_report_best(file, &results);
    fclose(file);
    xp_results_free(&results);
    assert_string_equal(text, "The best is among these, in all lines together at 95 %:\n"
                              "issues resolved: second or third\n"
                              "customers lost: second or third\n\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_clearly_worse_may_be_the_best),
        cmocka_unit_test(all_figures_hold_together),
        cmocka_unit_test(it_is_said_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
