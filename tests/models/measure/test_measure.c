/* Measures: names and scopes as people write them, and what they read off a record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/measure/measure.h"
#include "models/scenario/opening.h"
#include "tests/support/near.h"
#include "tests/support/toy.h"
#include <stdlib.h>
#include <string.h>

static toy a_toy;
static cc_layout layout;
static cc_record record;

static int
make(void **state)
{
    (void)state;
    toy_make(&a_toy, "toy");
    if (cc_layout_init(&layout, &a_toy.scenario, true) != SIM_OK) {
        return -1;
    }
    return cc_record_init(&record, &layout);
}

static int
drop(void **state)
{
    (void)state;
    cc_record_free(&record);
    return 0;
}

static size_t
slice_at(double time)
{
    double end;
    const size_t slice = cc_layout_slice(&layout, time, &end);
    assert_true(end > time && cc_layout_slice(&layout, nextafter(end, 0), &end) == slice);
    return slice;
}

static double *
counters(size_t slice, int issue, const char *channel, int again, int group)
{
    return cc_record_cell(
        &record, slice,
        cc_layout_cell(&layout, issue, cc_channel_find(&a_toy.scenario, channel), again, group));
}

static cc_measure
measure(const char *kpi, const char *scope)
{
    cc_measure result;
    cc_refusal refusal;
    assert_int_equal(cc_measure_parse(&result, &a_toy.scenario, &layout, kpi, scope, &refusal),
                     SIM_OK);
    return result;
}

static const char *
refusal(const char *kpi, const char *scope)
{
    static cc_refusal refusal;
    cc_measure result;
    assert_int_equal(cc_measure_parse(&result, &a_toy.scenario, &layout, kpi, scope, &refusal),
                     SIM_ERR_REFUSED);
    return refusal.text;
}

static double
numerator(const char *kpi, const char *scope)
{
    const cc_measure it = measure(kpi, scope);
    return cc_measure_sample(&it, &a_toy.scenario, &record).num;
}

static void
days_are_of_opening_time_inside_observe(void **state)
{
    (void)state;
    assert_int_equal(layout.first_day, 1);
    assert_int_equal(layout.n_days, 2);
    assert_int_equal(layout.n_slices, 2 * (1 + 4 + 1)); /* before opening and after closing */
    assert_near(layout.days, 2, 1e-12);
    cc_scenario *scenario = &a_toy.scenario;
    cc_layout other;
    scenario->run.observe = CC_DAY + 9 * 3600; /* the second day until 09:00 */
    assert_int_equal(cc_layout_init(&other, scenario, true), SIM_OK);
    assert_near(other.days, 1.5, 1e-12);
    assert_near(cc_layout_span(&other, &scenario->run, 6), 8 * 3600, 1e-9);
    assert_near(cc_layout_span(&other, &scenario->run, 8), 1800, 1e-9);
    assert_near(cc_layout_span(&other, &scenario->run, 9), 0, 1e-9);
    scenario->run.weekday_open[1] = false;
    assert_int_equal(cc_layout_init(&other, scenario, true), SIM_OK);
    assert_near(other.days, 0.5, 1e-12);
    assert_near(cc_layout_span(&other, &scenario->run, 0), CC_DAY, 1e-9); /* closed */
    assert_near(cc_layout_span(&other, &scenario->run, 2), 0, 1e-9);
    scenario->run.weekday_open[1] = true;
    scenario->run.observe = 2 * CC_DAY;
}

static void
every_moment_of_observe_belongs_to_a_slice(void **state)
{
    (void)state;
    const double day = CC_DAY; /* of the first observed day */
    assert_int_equal(slice_at(day), 0);
    assert_int_equal(slice_at(day + 8 * 3600), 1);
    assert_int_equal(slice_at(day + 8 * 3600 + 1800), 2);
    assert_int_equal(slice_at(day + 10 * 3600), 5);
    assert_int_equal(slice_at(day + 23 * 3600), 5);
    assert_int_equal(slice_at(2 * day + 9 * 3600), 6 + 3);
    assert_int_equal(slice_at(3 * day), 11);
}

static void
scopes_combine_and_print_as_they_are_read(void **state)
{
    (void)state;
    assert_string_equal(measure("asa", "attempt:first/channel:voice").scope_name,
                        "channel:voice/attempt:first");
    assert_string_equal(measure("asa", "channel:voice/@3 09:30").scope_name,
                        "channel:voice/@3 09:30");
    assert_int_equal(measure("asa", "@2  08:30").scope.slice, 2);
    assert_string_equal(measure("asa", "@2  08:30").scope_name, "@2 08:30");
    assert_string_equal(measure("asa", "channel:voice/@2 before").scope_name,
                        "channel:voice/@2 before");
    assert_string_equal(measure("asa", "@3 after").scope_name, "@3 after");
    assert_string_equal(measure("occupancy", "group:back").scope_name, "group:back");
    assert_string_equal(measure("asa", "queue:loans/issue:loan").scope_name,
                        "queue:loans/issue:loan");
    assert_string_equal(measure("asa", "center").scope_name, "center");
}

static void
wrong_names_are_refused_with_the_nearest(void **state)
{
    (void)state;
    assert_non_null(strstr(refusal("ocupancy", "center"), "\"occupancy\""));
    assert_non_null(strstr(refusal("asa", "queue:loan"), "\"loans\""));
    assert_non_null(strstr(refusal("asa", "chanel:voice"), "channel:X"));
    assert_non_null(strstr(refusal("asa", "attempt:third"), "attempt"));
    assert_non_null(strstr(refusal("asa", "@1 09:00"), "outside"));
    assert_non_null(strstr(refusal("asa", "@2 08:45"), "no interval begins then"));
    assert_non_null(strstr(refusal("asa", "@2 10:00"), "outside"));
    assert_non_null(strstr(refusal("asa", "@2"), "@DAY HH:MM"));
    assert_non_null(strstr(refusal("wait_p0", "center"), "unknown"));
    assert_non_null(strstr(refusal("wait_over_21s", "center"), "run.wait_over"));
}

static void
pairs_without_a_meaning_are_refused(void **state)
{
    (void)state;
    assert_non_null(strstr(refusal("occupancy", "channel:voice"), "no meaning"));
    assert_non_null(strstr(refusal("occupancy", "attempt:first"), "no meaning"));
    assert_non_null(strstr(refusal("occupancy", "attempt:again"), "no meaning"));
    assert_non_null(strstr(refusal("abandonment", "group:front"), "no meaning"));
    assert_non_null(strstr(refusal("days_on_target", "center"), "service level target"));
    assert_non_null(strstr(refusal("cost", "group:front"), "no meaning"));
    assert_non_null(strstr(refusal("service_level_g1", "channel:email"), "within"));
    assert_non_null(strstr(refusal("days_on_target", "channel:email"), "target"));
}

static void
scopes_in_which_nothing_can_happen_are_refused(void **state)
{
    (void)state;
    assert_non_null(strstr(refusal("asa", "channel:chat"), "does not offer chat"));
    assert_non_null(strstr(refusal("asa", "attempt:first/channel:chat"), "does not offer chat"));
    assert_non_null(strstr(refusal("asa", "queue:loans/issue:card"), "no queue"));
    assert_non_null(strstr(refusal("asa", "channel:email/queue:loans"), "no queue"));
    assert_int_equal(measure("asa", "channel:email/issue:card").kpi, CC_KPI_asa);
}

static void
a_threshold_is_named_by_its_seconds(void **state)
{
    (void)state;
    cc_measure it = measure("service_level_g1_60s", "queue:loans");
    assert_int_equal(it.threshold, 1);
    assert_string_equal(it.name, "service_level_g1_60s");
    it = measure("service_level_g1_1min", "queue:loans");
    assert_string_equal(it.name, "service_level_g1_60s");
    it = measure("service_level_g1_20s", "channel:voice");
    assert_string_equal(it.name, "service_level_g1");
    /* cards have no threshold of 60 s */
    assert_non_null(strstr(refusal("service_level_g1_60s", "channel:voice"), "threshold"));
    assert_string_equal(measure("wait_p97.5", "issue:card").name, "wait_p97.5");
    assert_string_equal(measure("wait_over_90s", "center").name, "wait_over_90s");
}

/* Interval lengths that are no sums of powers of two, and each third day closed: each slice in
 * turn, none left out, none empty. */
static void
slices_follow_each_other_whatever_their_length(void **state)
{
    (void)state;
    static const double length[] = {66.6, 61.7, 90.3, 123.4, 420.1, 60, 1800};
    for (size_t j = 0; j < sizeof(length) / sizeof(*length); j++) {
        const double open = 8.1 * 3600, close = 17.3 * 3600;
        const size_t n_intervals = (size_t)ceil((close - open) / length[j]);
        const cc_run run = {.hours = cc_hours_alike(open, close),
                            .weekday_open = {true, true, false, true, true, true, true},
                            .open = open,
                            .close = close,
                            .interval = length[j],
                            .intervals_per_day = n_intervals};
        const cc_layout odd = {.by_interval = true,
                               .n_days = 40,
                               .n_before = 1,
                               .n_intervals = n_intervals,
                               .per_day = n_intervals + 2,
                               .n_slices = 40 * (n_intervals + 2),
                               .open = open,
                               .interval = length[j],
                               .run = &run};
        double time = 0, end;
        for (size_t slice = 0; slice < odd.n_slices; slice++) {
            const cc_slice it = cc_layout_slice_of(&odd, slice);
            assert_true((it.end == it.begin) == (it.kind == CC_SLICE_EMPTY));
            if (it.kind == CC_SLICE_EMPTY) {
                assert_int_equal(it.day % 7, 2);
                continue;
            }
            assert_int_equal(cc_layout_slice(&odd, time, &end), slice);
            assert_true(it.begin == time && it.end == end && end > time);
            assert_int_equal(cc_layout_slice(&odd, nextafter(end, 0), &end), slice);
            time = end;
        }
        assert_true(time == 40 * CC_DAY);
    }
}

static void
a_scope_adds_up_its_cells_only(void **state)
{
    (void)state;
    cc_record_reset(&record);
    counters(0, 0, "voice", 0, 0)[CC_N_answered] = 1;
    counters(1, 0, "voice", 1, 0)[CC_N_answered] = 10;
    counters(8, 0, "voice", 0, 1)[CC_N_answered] = 100;
    counters(8, 1, "voice", 0, 1)[CC_N_answered] = 1000;
    counters(9, 1, "email", 0, 0)[CC_N_answered] = 10000;
    counters(10, 1, "email", 0, -1)[CC_N_abandoned] = 5;
    assert_int_equal(cc_record_close(&record), 0);
    assert_near(numerator("answered", "center"), 11111, 0);
    assert_near(numerator("answered", "channel:voice"), 1111, 0);
    assert_near(numerator("answered", "queue:loans"), 111, 0);
    assert_near(numerator("answered", "group:back"), 1100, 0);
    assert_near(numerator("answered", "issue:card"), 11000, 0);
    assert_near(numerator("answered", "channel:voice/attempt:again"), 10, 0);
    assert_near(numerator("answered", "@3 08:30"), 1100, 0);
    assert_near(numerator("answered", "channel:email/@3 09:00"), 10000, 0);
    assert_near(numerator("abandoned", "channel:email"), 5, 0);
}

/* And counted on in between: the new cell lies behind those of the whole run. */
static void
a_record_is_closed_again_without_harm(void **state)
{
    (void)state;
    cc_record_reset(&record);
    counters(0, 0, "voice", 0, 0)[CC_N_answered] = 1;
    assert_int_equal(cc_record_close(&record), 0);
    assert_int_equal(cc_record_close(&record), 0);
    assert_near(numerator("answered", "center"), 1, 0);
    double *later = counters(1, 0, "voice", 0, 0);
    for (int j = CC_N_SERVED_BEGIN; j < CC_N_COUNTERS; j++) {
        later[j] = 10;
    }
    assert_int_equal(cc_record_close(&record), 0);
    assert_near(numerator("answered", "center"), 11, 0);
    assert_near(numerator("answered", "@2 08:00"), 10, 0);
}

static void
the_longest_wait_is_the_longest_not_the_sum(void **state)
{
    (void)state;
    cc_record_reset(&record);
    counters(0, 0, "voice", 0, 0)[CC_N_wait_max] = 30;
    counters(8, 1, "voice", 0, 0)[CC_N_wait_max] = 70;
    counters(8, 1, "email", 0, 0)[CC_N_wait_max] = 50;
    assert_int_equal(cc_record_close(&record), 0);
    assert_near(numerator("longest_wait", "center"), 70, 0);
    assert_near(numerator("longest_wait", "queue:loans"), 30, 0);
}

static void
agents_are_added_by_group_and_slice(void **state)
{
    (void)state;
    cc_record_reset(&record);
    cc_record_agent(&record, 0, 0)[CC_A_paid] = 3600;
    cc_record_agent(&record, 4, 1)[CC_A_paid] = 7200;
    assert_int_equal(cc_record_close(&record), 0);
    assert_near(numerator("hours_paid", "center"), 3, 1e-12);
    assert_near(numerator("hours_paid", "group:back"), 2, 1e-12);
    assert_near(numerator("hours_paid", "group:back/@2 08:00"), 0, 1e-12);
    assert_near(numerator("hours_paid", "@2 09:30"), 2, 1e-12);
}

static void
days_on_target_counts_days_with_traffic(void **state)
{
    (void)state;
    cc_record_reset(&record);
    /* of two queues */
    cc_day *day = record.day + cc_channel_find(&a_toy.scenario, "voice") * layout.n_days;
    cc_day *other = day + layout.n_channels * layout.n_days;
    day[0] = (cc_day){.in_time = 5, .offered = 5};
    other[0] = (cc_day){.in_time = 3, .offered = 5};
    const cc_measure it = measure("days_on_target", "channel:voice");
    cc_sample sample = cc_measure_sample(&it, &a_toy.scenario, &record);
    assert_near(sample.num, 1, 0);
    assert_near(sample.den, 1, 0);
    day[1] = (cc_day){.in_time = 7.9, .offered = 10};
    sample = cc_measure_sample(&it, &a_toy.scenario, &record);
    assert_near(sample.num, 1, 0);
    assert_near(sample.den, 2, 0);
}

static void
a_quantile_pools_the_kinds_of_its_scope(void **state)
{
    (void)state;
    cc_record_reset(&record);
    const int voice = cc_channel_find(&a_toy.scenario, "voice");
    sim_histogram_add(&record.wait[0 * layout.n_channels + voice], 10);
    sim_histogram_add(&record.wait[1 * layout.n_channels + voice], 1000);
    sim_histogram_add(&record.resolution[1], 60);
    sim_histogram all = {0};
    cc_measure it = measure("wait_p50", "channel:voice");
    cc_measure_histogram(&it, &a_toy.scenario, &record, &all);
    assert_int_equal(all.n, 2);
    all = (sim_histogram){0};
    it = measure("wait_p50", "queue:cards");
    cc_measure_histogram(&it, &a_toy.scenario, &record, &all);
    assert_int_equal(all.n, 1);
    assert_in_range(sim_histogram_quantile(&all, 0.5), 950, 1050);
    all = (sim_histogram){0};
    it = measure("time_to_resolution_p50", "issue:loan");
    cc_measure_histogram(&it, &a_toy.scenario, &record, &all);
    assert_int_equal(all.n, 0);
}

static void
every_listed_measure_is_read_back_as_itself(void **state)
{
    (void)state;
    cc_measure *list;
    size_t n;
    assert_int_equal(cc_measures_all(&a_toy.scenario, &layout, &list, &n), SIM_OK);
    assert_in_range(n, 300, 5000);
    bool has_second_threshold = false, has_slice = false, has_queue = false, has_chat = false;
    for (size_t j = 0; j < n; j++) {
        const cc_measure back = measure(list[j].name, list[j].scope_name);
        assert_string_equal(back.name, list[j].name);
        assert_string_equal(back.scope_name, list[j].scope_name);
        assert_int_equal(back.kpi, list[j].kpi);
        assert_int_equal(back.threshold, list[j].threshold);
        assert_true(cc_scope_equal(&back.scope, &list[j].scope));
        has_second_threshold =
            has_second_threshold || strcmp(list[j].name, "service_level_g1_60s") == 0;
        has_slice = has_slice || strcmp(list[j].scope_name, "channel:voice/@3 09:30") == 0;
        has_queue = has_queue || strcmp(list[j].scope_name, "queue:cards") == 0;
        has_chat = has_chat || strstr(list[j].scope_name, "chat") != NULL;
        assert_string_not_equal(list[j].scope_name, "queue:email"); /* the same as its channel */
    }
    assert_true(has_second_threshold && has_slice && has_queue);
    assert_false(has_chat);
    free(list);
}

static void
lines_are_listed_where_contacts_hold_them(void **state)
{
    (void)state;
    cc_measure *list;
    size_t n;
    bool center = false, voice = false, email = false;
    assert_int_equal(cc_measures_all(&a_toy.scenario, &layout, &list, &n), SIM_OK);
    for (size_t j = 0; j < n; j++) {
        if (list[j].kpi == CC_KPI_lines_busy) {
            center = center || strcmp(list[j].scope_name, "center") == 0;
            voice = voice || strcmp(list[j].scope_name, "channel:voice") == 0;
            email = email || strstr(list[j].scope_name, "email") != NULL;
        }
    }
    assert_true(center && voice && !email);
    free(list);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_of_opening_time_inside_observe),
        cmocka_unit_test(every_moment_of_observe_belongs_to_a_slice),
        cmocka_unit_test(scopes_combine_and_print_as_they_are_read),
        cmocka_unit_test(wrong_names_are_refused_with_the_nearest),
        cmocka_unit_test(pairs_without_a_meaning_are_refused),
        cmocka_unit_test(scopes_in_which_nothing_can_happen_are_refused),
        cmocka_unit_test(a_threshold_is_named_by_its_seconds),
        cmocka_unit_test(slices_follow_each_other_whatever_their_length),
        cmocka_unit_test(a_scope_adds_up_its_cells_only),
        cmocka_unit_test(a_record_is_closed_again_without_harm),
        cmocka_unit_test(the_longest_wait_is_the_longest_not_the_sum),
        cmocka_unit_test(agents_are_added_by_group_and_slice),
        cmocka_unit_test(days_on_target_counts_days_with_traffic),
        cmocka_unit_test(a_quantile_pools_the_kinds_of_its_scope),
        cmocka_unit_test(lines_are_listed_where_contacts_hold_them),
        cmocka_unit_test(every_listed_measure_is_read_back_as_itself),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
