/* The definitions of KPIs on counts made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/measure/kpi.h"
#include "tests/support/near.h"
#include <string.h>

static cc_sums
busy_day(void)
{
    cc_sums sums = {.days = 2, .span = 7200, .line_per_minute = 0.1, .bot_per_session = 0.5};
    sums.counter[CC_N_contacts] = 130;
    sums.counter[CC_N_offered] = 120; /* A */
    sums.counter[CC_N_blocked] = 10;
    sums.counter[CC_N_balked] = 5; /* A' = 105 */
    sums.counter[CC_N_abandoned] = 21;
    sums.counter[CC_N_answered] = 84;
    sums.counter[CC_N_in_time_1] = 60;
    sums.counter[CC_N_left_in_time_1] = 5;
    sums.counter[CC_N_in_time_2] = 80;
    sums.counter[CC_N_left_in_time_2] = 15;
    sums.counter[CC_N_wait_answered] = 840;
    sums.counter[CC_N_wait_answered_sq] = 84 * 125.0; /* 10^2 + 5^2 */
    sums.counter[CC_N_wait_abandoned] = 210;
    sums.counter[CC_N_time_waiting] = 3600;
    sums.counter[CC_N_time_line] = 600;
    sums.counter[CC_N_in_automation] = 4;
    sums.counter[CC_N_contained] = 3;
    sums.counter[CC_N_automation_followed] = 5;
    sums.counter[CC_N_contained_followed] = 3;
    sums.counter[CC_N_contained_back] = 1;
    sums.counter[CC_N_resolved] = 50;
    sums.agent[CC_A_on_duty] = 10000;
    sums.agent[CC_A_busy] = 8000;
    sums.agent[CC_A_conversations] = 12000;
    sums.agent[CC_A_wages] = 90;
    sums.agent[CC_A_licences] = 7;
    return sums;
}

static double
value(cc_kpi_id kpi, int threshold)
{
    const cc_sums sums = busy_day();
    const cc_sample sample = cc_kpi_sample(kpi, &sums, threshold);
    return sample.num / sample.den;
}

static void
the_four_service_levels_have_their_own_denominators(void **state)
{
    (void)state;
    assert_near(value(CC_KPI_service_level_g1, 0), 60.0 / (105 - 5), 1e-12);
    assert_near(value(CC_KPI_service_level_g2, 0), 65.0 / 105, 1e-12);
    assert_near(value(CC_KPI_service_level_answered, 0), 60.0 / 84, 1e-12);
    assert_near(value(CC_KPI_service_level_offered, 0), 60.0 / 120, 1e-12);
    assert_near(value(CC_KPI_service_level_g1, 1), 80.0 / (105 - 15), 1e-12);
}

static void
ratios_are_of_what_their_definition_says(void **state)
{
    (void)state;
    assert_near(value(CC_KPI_asa, 0), 10, 1e-12);
    assert_near(value(CC_KPI_wait, 0), 10, 1e-12);
    assert_near(value(CC_KPI_abandonment, 0), 21.0 / 120, 1e-12);
    assert_near(value(CC_KPI_abandonment_queued, 0), 0.2, 1e-12);
    assert_near(value(CC_KPI_blocking, 0), 10.0 / 130, 1e-12);
    assert_near(value(CC_KPI_offered, 0), 60, 1e-12);
    assert_near(value(CC_KPI_level_waiting, 0), 0.5, 1e-12);
    assert_near(value(CC_KPI_occupancy, 0), 0.8, 1e-12);
    assert_near(value(CC_KPI_conversations, 0), 1.5, 1e-12);
    assert_near(value(CC_KPI_containment_honest, 0), 0.4, 1e-12);
}

static void
cost_is_wages_licences_lines_and_the_bot(void **state)
{
    (void)state;
    const double cost = 90 + 7 + 10 * 0.1 + 4 * 0.5;
    assert_near(value(CC_KPI_cost, 0), cost / 2, 1e-12);
    assert_near(value(CC_KPI_cost_per_resolved, 0), cost / 50, 1e-12);
}

static void
a_standard_deviation_carries_the_plain_sum(void **state)
{
    (void)state;
    const cc_sums sums = busy_day();
    const cc_sample sample = cc_kpi_sample(CC_KPI_asa_sd, &sums, 0);
    const double mean = sample.second / sample.den;
    assert_near(sqrt(sample.num / sample.den - mean * mean), 5, 1e-12);
    assert_near(cc_kpi_sample(CC_KPI_wait_sd, &sums, 0).second, 1050, 1e-12);
}

static void
every_kpi_has_a_name_of_its_own_a_unit_and_a_definition(void **state)
{
    (void)state;
    for (int j = 0; j < CC_N_KPIS; j++) {
        assert_non_null(cc_kpis[j].name);
        assert_true(strlen(cc_kpis[j].doc) > 3);
        assert_non_null(cc_unit_name(cc_kpis[j].unit));
        for (int k = 0; k < j; k++) {
            assert_string_not_equal(cc_kpis[j].name, cc_kpis[k].name);
        }
    }
    assert_string_equal(cc_unit_name(CC_UNIT_PER_DAY), "per day");
}

static void
thresholds_belong_to_service_levels_only(void **state)
{
    (void)state;
    assert_true(cc_kpi_has_threshold(CC_KPI_service_level_g1));
    assert_true(cc_kpi_has_threshold(CC_KPI_in_time));
    assert_false(cc_kpi_has_threshold(CC_KPI_asa));
    assert_false(cc_kpi_has_threshold(CC_KPI_balking));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_four_service_levels_have_their_own_denominators),
        cmocka_unit_test(ratios_are_of_what_their_definition_says),
        cmocka_unit_test(cost_is_wages_licences_lines_and_the_bot),
        cmocka_unit_test(a_standard_deviation_carries_the_plain_sum),
        cmocka_unit_test(every_kpi_has_a_name_of_its_own_a_unit_and_a_definition),
        cmocka_unit_test(thresholds_belong_to_service_levels_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
