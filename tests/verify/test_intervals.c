/* Intervals hold the truth about as often as they say: the short form of tests/long/intervals.c.
 * The number of misses is binomial; so many more than of intervals that hold it in 92 of 100 runs
 * happen by chance less than once in 10,000. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/binomial.h"
#include "tests/support/macro_runs.h"
#include <string.h>

static void
try(const char *name, int runs)
{
    const macro_plan plan = {.runs = runs, .threads = 2, .look = {30}};
    macro_model *model = macro_models();
    while (model->name != NULL && strcmp(model->name, name) != 0) {
        model++;
    }
    assert_non_null(model->name);
    macro_run(model, &plan);
    const int most = binomial_most(runs, 0.08);
    for (int j = 0; j < MACRO_FIGURES && model->figure[j].kpi != NULL; j++) {
        const macro_figure *it = &model->figure[j];
        if (it->at[0].few == 0 && runs - it->at[0].held > most) {
            fail_msg("%s: %s %s: %d of %d intervals miss %g, %d may", name, it->kpi, it->scope,
                     runs - it->at[0].held, runs, it->truth, most);
        }
    }
}

static void
in_heavy_traffic(void **state)
{
    (void)state;
    try("heavy", 40);
}

static void
of_rare_events(void **state)
{
    (void)state;
    try("rare-loss", 40);
}

static void
of_days_that_differ(void **state)
{
    (void)state;
    try("forecast", 60);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_heavy_traffic),
        cmocka_unit_test(of_rare_events),
        cmocka_unit_test(of_days_that_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
