/* Reports by interval: every time integral and every count of the whole is the sum over its slices,
 * and each slice is divided by the time that it lasts.
 *
 * test_slices FROM COUNT: more random scenarios. */
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "models/measure/measure.h"
#include "tests/support/each_scenario.h"
#include "tests/support/near.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 90 /* of scenarios, as a test */

static each_scenario which; /* set once, by main */

typedef struct sliced {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
} sliced;

/* One whose scenario is loaded. */
static void
play_on(sliced *self, bool by_interval, uint64_t seed)
{
    cc_refusal refusal = {""};
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, by_interval), SIM_OK);
    assert_int_equal(cc_record_init(&self->record, &self->layout), SIM_OK);
    self->center = cc_center_new(&self->scenario, &self->layout, &refusal);
    if (self->center == NULL ||
        cc_center_run(self->center, seed, 0, &self->record, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static void
play(sliced *self, const char *path, bool by_interval, uint64_t seed)
{
    cc_refusal refusal = {""};
    if (cc_scenario_load(&self->scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    play_on(self, by_interval, seed);
}

static void
sliced_free(sliced *self)
{
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
}

/* ---- by hand ---- */

static void
play_text(sliced *self, const char *text, bool by_interval)
{
    scenario_from_text(&self->scenario, text);
    play_on(self, by_interval, 1);
}

static double
value(const sliced *self, const char *kpi, const char *scope)
{
    cc_measure measure;
    cc_refusal refusal;
    if (cc_measure_parse(&measure, &self->scenario, &self->layout, kpi, scope, &refusal) !=
        SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    const cc_sample x = cc_measure_sample(&measure, &self->scenario, &self->record);
    return x.num / x.den;
}

/* Nobody answers it: it waits from the first midnight on, through nights and a Sunday. */
static void
an_email_that_waits_over_night_is_level_1_in_every_slice(void **state)
{
    (void)state;
    sliced it;
    play_text(&it,
              "run = { hours = (\"09:00\", \"17:30\"); interval = \"2 h\"; days = 3;"
              "  first_day = \"Sat\"; weekdays = (\"Sat\", \"Mon\"); close = \"carry\"; };"
              "demand = { issues = { a = { per_hour = 0; email = { handle = \"1 min\"; };"
              "  backlog = { email = 1; }; }; }; };"
              "center = { channels = { email = { }; }; groups = { g = { staff = 0; }; }; };",
              true);
    static const char *const scopes[] = {
        "@1 before", "@1 09:00",  "@1 11:00", "@1 13:00", "@1 15:00", "@1 17:00", "@1 after",
        "@2 closed", "@3 before", "@3 09:00", "@3 17:00", "@3 after", "center",
    };
    for (size_t j = 0; j < sizeof(scopes) / sizeof(*scopes); j++) {
        assert_near(value(&it, "level_waiting", scopes[j]), 1, 1e-12);
    }
    assert_near(value(&it, "contacts", "@1 before"), 1, 0);
    assert_near(value(&it, "contacts", "@1 09:00"), 0, 0);
    sliced_free(&it);
}

/* As many wait on a closed day as in the whole. */
static void
a_backlog_on_a_closed_day_is_in_its_slice(void **state)
{
    (void)state;
    sliced it;
    play_text(&it,
              "run = { weekdays = (\"Tue\", \"Wed\"); days = 3; };"
              "demand = { issues = { a = { per_hour = 0; email = { handle = \"1 min\"; };"
              "  backlog = { email = 7; }; }; }; };"
              "center = { channels = { email = { }; }; groups = { g = { staff = 1; }; }; };",
              true);
    assert_near(value(&it, "contacts", "@1 closed"), 7, 0);
    assert_near(value(&it, "level_waiting", "@1 closed"), 7, 1e-12);
    /* then 6, 5, ... 0 wait for a minute each */
    assert_near(value(&it, "level_waiting", "@2 00:00"), 21 * 60. / 1800, 1e-12);
    assert_near(value(&it, "agents", "@1 closed"), 0, 0);
    assert_near(value(&it, "agents", "@2 00:00"), 1, 1e-12);
    sliced_free(&it);
}

/* An e-mail that takes from 08:00 to 18:00: overtime after closing is in no interval. */
static void
agents_who_stay_after_closing_are_there_in_a_slice_of_its_own(void **state)
{
    (void)state;
    sliced it;
    play_text(&it,
              "run = { hours = (\"08:00\", \"17:00\"); close = \"serve\"; };"
              "demand = { issues = { a = { per_hour = 0; email = { handle = \"10 h\"; };"
              "  backlog = { email = 1; }; }; }; };"
              "center = { channels = { email = { }; }; groups = { g = { staff = 1; }; }; };",
              true);
    assert_near(value(&it, "agents", "@1 before"), 0, 0);
    assert_near(value(&it, "agents", "@1 08:00"), 1, 1e-12);
    assert_near(value(&it, "agents", "@1 16:30"), 1, 1e-12);
    assert_near(value(&it, "agents", "@1 after"), 1. / 7, 1e-12); /* until 18:00 */
    sliced_free(&it);
}

/* A break is in the slice of its time, and in no interval: on Saturday there is none. */
static void
a_break_is_no_interval_of_its_day(void **state)
{
    (void)state;
    sliced it;
    play_text(
        &it,
        "run = { hours = ([\"08:00\", \"12:00\"], [\"13:00\", \"15:00\"]); interval = \"1 h\";"
        "  hours_by = { Sat = [\"08:00\", \"15:00\"]; }; first_day = \"Fri\"; days = 2;"
        "  close = \"carry\"; };"
        "demand = { issues = { a = { per_hour = 0; email = { handle = \"60 h\"; };"
        "  backlog = { email = 9; }; }; }; };"
        "center = { channels = { email = { }; }; groups = { g = { staff = 2; }; }; };",
        true);
    static const struct {
        size_t slice;
        cc_slice_kind kind;
    } cases[] = {
        {0, CC_SLICE_BEFORE},   {4, CC_SLICE_INTERVAL}, {5, CC_SLICE_BREAK},
        {6, CC_SLICE_INTERVAL}, {8, CC_SLICE_AFTER},    {14, CC_SLICE_INTERVAL},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        const cc_slice slice = cc_layout_slice_of(&it.layout, cases[j].slice);
        assert_int_equal(slice.kind, cases[j].kind);
        assert_true(slice.kind != CC_SLICE_BREAK || slice.end - slice.begin == 3600);
    }
    assert_near(value(&it, "level_waiting", "@1 12:00"), 7, 1e-12); /* its name has not changed */
    sliced_free(&it);
}

static void
time_that_a_run_has_not_is_refused(void **state)
{
    (void)state;
    sliced it;
    play_text(&it,
              "run = { hours = (\"00:00\", \"17:00\"); days = 2; weekdays = (\"Mon\"); };"
              "demand = { issues = { a = { per_hour = 1; email = { handle = \"1 h\"; }; }; }; };"
              "center = { channels = { email = { }; }; groups = { g = { staff = 1; }; }; };",
              true);
    static const struct {
        const char *scope, *words;
    } cases[] = {
        {"@1 before", "there is no such time in observe"},
        {"@1 closed", "there is no such time in observe"},
        {"@2 after", "there is no such time in observe"},
        {"@3 after", "there is no such time in observe"},
        {"@2 09:30", "outside the observed opening hours"},
        {"@1 17:00", "outside the observed opening hours"},
        {"@900000 09:30", "outside the observed opening hours"},
        {"@4294967297 09:30", "an interval is written \"@DAY HH:MM\""},
        {"@99999999999999999999 09:30", "an interval is written \"@DAY HH:MM\""},
        {"@-2147483648 09:30", "an interval is written \"@DAY HH:MM\""},
        {"@1 later", "an interval is written \"@DAY HH:MM\""},
        {"@1", "an interval is written \"@DAY HH:MM\""},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        cc_measure measure;
        cc_refusal refusal = {""};
        assert_int_equal(cc_measure_parse(&measure, &it.scenario, &it.layout, "contacts",
                                          cases[j].scope, &refusal),
                         SIM_ERR_REFUSED);
        if (strstr(refusal.text, cases[j].words) == NULL) {
            fail_msg("%s", refusal.text);
        }
    }
    sliced_free(&it);
}

/* ---- scenarios put together by chance ---- */

static bool
agree(double a, double b)
{
    return fabs(a - b) <= 1e-9 * (1 + fabs(a));
}

/* The whole of the run by interval, the sum of its slices as anybody reads them, and the run
 * without intervals. */
static void
hold_together(const sliced *by_interval, const sliced *whole, uint64_t k)
{
    cc_sums a, b;
    cc_scope scope = CC_SCOPE_CENTER;
    cc_sums sum = {0};
    const cc_layout *layout = &by_interval->layout;
    for (size_t slice = 0; slice < layout->n_slices; slice++) {
        scope.slice = (int)slice;
        cc_scope_sums(&scope, &by_interval->scenario, &by_interval->record, &a);
        cc_counters_add(sum.counter, a.counter, 0, CC_N_COUNTERS);
        for (int j = 0; j < CC_A_COUNTERS; j++) {
            sum.agent[j] += a.agent[j];
        }
        sum.span += a.span;
        /* nobody is there twice */
        if (a.agent[CC_A_busy] > a.agent[CC_A_on_duty] * (1 + 1e-9) + 1e-6 ||
            a.agent[CC_A_on_duty] > a.span * CC_MAX_AGENTS) {
            fail_msg("seed %llu: slice %zu has more agents than there are", (unsigned long long)k,
                     slice);
        }
    }
    scope.slice = -1;
    cc_scope_sums(&scope, &by_interval->scenario, &by_interval->record, &a);
    cc_scope_sums(&scope, &whole->scenario, &whole->record, &b);
    for (int j = 0; j < CC_N_COUNTERS; j++) {
        if (!agree(sum.counter[j], a.counter[j]) || !agree(sum.counter[j], b.counter[j])) {
            fail_msg("seed %llu: counter %d: %.17g in all slices, %.17g in the whole, %.17g "
                     "without intervals",
                     (unsigned long long)k, j, sum.counter[j], a.counter[j], b.counter[j]);
        }
    }
    for (int j = 0; j < CC_A_COUNTERS; j++) {
        if (!agree(sum.agent[j], a.agent[j]) || !agree(sum.agent[j], b.agent[j])) {
            fail_msg("seed %llu: agents' counter %d: %.17g in all slices, %.17g in the whole, "
                     "%.17g without intervals",
                     (unsigned long long)k, j, sum.agent[j], a.agent[j], b.agent[j]);
        }
    }
    if (!agree(sum.span, whole->scenario.run.observe)) {
        fail_msg("seed %llu: slices last %.17g s of %.17g", (unsigned long long)k, sum.span,
                 whole->scenario.run.observe);
    }
}

typedef struct features {
    int at_close[3], n_with[6]; /* scenarios */
} features;

static void
hold_random_together(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    features *seen = context;
    sliced whole, by_interval;
    play(&whole, path, false, k);
    play(&by_interval, path, true, k);
    hold_together(&by_interval, &whole, k);
    const cc_run *run = &whole.scenario.run;
    seen->at_close[run->at_close]++;
    for (size_t j = 0; j < by_interval.layout.n_slices; j++) {
        if (cc_layout_span(&by_interval.layout, run, j) > 0) {
            seen->n_with[cc_layout_slice_of(&by_interval.layout, j).kind]++;
        }
    }
    seen->n_with[CC_SLICE_EMPTY] += run->warm_up > 0 && fmod(run->close - run->open, run->interval);
    sliced_free(&whole);
    sliced_free(&by_interval);
}

static void
slices_add_up_to_the_whole_whatever_the_scenario(void **state)
{
    (void)state;
    features seen = {0};
    each_scenario_do(&which, hold_random_together, &seen);
    for (int j = 0; j < 3; j++) {
        assert_true(which.count < COUNT || seen.at_close[j] >= 3);
    }
    for (int j = 0; j < 6; j++) { /* empty: warm-up, with intervals that do not fill the day */
        assert_true(which.count < COUNT || seen.n_with[j] >= 3);
    }
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_email_that_waits_over_night_is_level_1_in_every_slice),
        cmocka_unit_test(a_backlog_on_a_closed_day_is_in_its_slice),
        cmocka_unit_test(a_break_is_no_interval_of_its_day),
        cmocka_unit_test(agents_who_stay_after_closing_are_there_in_a_slice_of_its_own),
        cmocka_unit_test(time_that_a_run_has_not_is_refused),
        cmocka_unit_test(slices_add_up_to_the_whole_whatever_the_scenario),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
