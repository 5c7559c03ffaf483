/* No end of an interval goes beyond what its figure can be, nor does the figure.
 *
 * test_bounds FROM COUNT: more random scenarios. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "experiment/run.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "tests/support/each_scenario.h"
#include <cmocka.h>
#include <math.h>

#define COUNT 15 /* of scenarios, as a test */

static each_scenario which; /* set once, by main */

typedef struct seen {
    size_t n_ends, n_cut; /* ends of intervals; of these at the bound, where the figure is not */
} seen;

static void
check(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    seen *all = context;
    cc_scenario scenario;
    cc_refusal refusal = {""};
    xp_plan plan = xp_plan_default();
    xp_results results = {0};
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    plan.scenario[0] = &scenario;
    plan.n_scenarios = 1;
    plan.replications = 3;
    if (xp_run(&results, &plan, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    for (size_t m = 0; m < results.table->n; m++) {
        const xp_measure *measure = &results.table->measure[m];
        const sim_interval it = xp_results_estimate(&results, 0, m);
        double least, most;
        cc_kpi_bounds(measure->kpi, &least, &most);
        if (it.mean < least * (1 - 1e-9) - 1e-9 || it.mean > most * (1 + 1e-9)) {
            fail_msg("scenario %d: %s %s is %.15g", (int)k, measure->scope, measure->name, it.mean);
        }
        if (it.lower < fmin(least, it.mean) || it.upper > fmax(most, it.mean)) {
            fail_msg("scenario %d: %s %s ends at %.15g and %.15g", (int)k, measure->scope,
                     measure->name, it.lower, it.upper);
        }
        all->n_ends += !isnan(it.half_width) && it.half_width > 0;
        all->n_cut +=
            (it.lower == least && it.mean > least) || (it.upper == most && it.mean < most);
    }
    xp_results_free(&results);
    cc_scenario_free(&scenario);
}

static void
intervals_end_where_the_figure_must(void **state)
{
    (void)state;
    seen all = {0, 0};
    each_scenario_do(&which, check, &all);
    assert_true(all.n_ends > 50 * which.count);
    assert_true(all.n_cut > which.count);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_end_where_the_figure_must),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
