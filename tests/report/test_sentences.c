/* What the sentences of a comparison claim. The second center resolves 2 + b and 2 - b issues more
 * in turn, so that the interval of the difference is known: of 10 replications of two days
 * 1 +- t(9) b / (2 * 3), half of it because a day is what is counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/run.h"
#include "report/report.h"
#include "report/text.h"
#include "tests/support/scripted_center.h"
#include "tests/support/toy.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static double swing;
static double lost_each; /* customers that each resolved issue more saves */

static void
scripted_counts(const cc_scenario *scenario, uint64_t replication, cc_record *record)
{
    const cc_layout *layout = &record->layout;
    const int voice = cc_channel_find(scenario, "voice");
    double *alone = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, -1));
    double *cell = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, 0));
    const double more = scenario->center.staff_scale == 1 ? 0
                        : replication % 2 == 0            ? 2 + swing
                                                          : 2 - swing;
    cell[CC_N_contacts] = cell[CC_N_offered] = cell[CC_N_answered] = 100;
    alone[CC_N_issues] = 100;
    alone[CC_N_resolved] = 50 + more;
    alone[CC_N_lost] = 50 - lost_each * more;
}

static void
compare(char *text, size_t size)
{
    static toy first, second;
    toy_make(&first, "first");
    toy_make(&second, "second");
    first.scenario.center.staff_scale = 1;
    second.scenario.center.staff_scale = 2;
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &first.scenario;
    plan.scenario[1] = &second.scenario;
    plan.n_scenarios = 2;
    plan.replications = 10;
    xp_results results;
    cc_refusal refusal;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_OK);
    FILE *file = fmemopen(text, size, "w");
    xp_report_sentences(file, &results);
    fclose(file);
    for (char *c = text; *c != '\0'; c++) { /* as one line */
        *c = *c == '\n' ? ' ' : *c;
    }
    xp_results_free(&results);
}

/* t(9) at 95 %: 2.2622, so that 1 is claimed up to b = 2.652; of two at 95 % together 2.6850, up
 * to 2.235. */
static void
sentences_hold_together(void **state)
{
    (void)state;
    char text[1024];
    swing = 2.6;
    lost_each = 0;
    compare(text, sizeof(text));
    assert_non_null(strstr(text, "resolves 1.0 "));
    lost_each = 1;
    compare(text, sizeof(text));
    assert_non_null(strstr(text, "No difference can be claimed in issues resolved or customers"));
    assert_null(strstr(text, "resolves"));
    swing = 2.2;
    compare(text, sizeof(text));
    assert_non_null(strstr(text, "more issues a day and"));
    swing = 2.27;
    compare(text, sizeof(text));
    assert_null(strstr(text, "resolves"));
}

/* 1 +- t b / 6 at 95 % of two together, t(9) = 2.6850; a number that is the same is not said twice. */
static void
as_many_customers_are_not_counted_twice(void **state)
{
    (void)state;
    char text[1024], wanted[128];
    swing = 1;
    lost_each = 1;
    compare(text, sizeof(text));
    snprintf(wanted, sizeof(wanted),
             "resolves 1.0 %s 0.4 more issues a day and loses as many customers fewer. ",
             xp_plus_minus());
    assert_non_null(strstr(text, wanted));
    lost_each = 2;
    compare(text, sizeof(text));
    snprintf(wanted, sizeof(wanted),
             "resolves 1.0 %s 0.4 more issues a day and loses 2.0 %s 0.9 fewer customers. ",
             xp_plus_minus(), xp_plus_minus());
    assert_non_null(strstr(text, wanted));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_hold_together),
        cmocka_unit_test(as_many_customers_are_not_counted_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
